import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { facts } from './facts.ts';
import { files, passages, read } from './knowledge.ts';

/** Whether the passage has, for each word, one that begins with it; `a/b` is either. */
function has(passage: string, words: readonly string[]): boolean {
  const text = ` ${passage.toLowerCase()}`;
  return words.every((word) =>
    alternatives(word.toLowerCase()).some((one) => {
      for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) {
        if (!/^[a-z0-9]/.test(one) || /[^a-z0-9]/.test(text.charAt(at - 1))) return true;
      }
      return false;
    }),
  );
}

/** `providing/provisioning` is either; an address range or a name with a slash in it is one word. */
function alternatives(word: string): string[] {
  return /^[a-z-]+\/[a-z-]{3,}$/.test(word) && !['ci/cd', 'anchor.fm/binpipe'].includes(word)
    ? word.split('/')
    : [word];
}

describe('a note keeps what its post teaches', () => {
  for (const [file, list] of Object.entries(facts)) {
    const note = read(file);
    const taught = passages(note);
    for (const line of list.trim().split('\n')) {
      const [phrase = '', words = ''] = line.split(' | ').map((part) => part.trim());
      it(`${file}: ${phrase}`, () => {
        assert.ok(words !== '');
        assert.ok(
          taught.some((passage) => has(passage, words.split(' '))),
          `no passage has all of: ${words}`,
        );
      });
    }
  }
});

/** Names of AWS that the posts gave to services of Alibaba Cloud. EBS and Auto Scaling are names of both. */
const foreign = [
  'AWS',
  'Amazon',
  'EC2',
  'S3',
  'EFS',
  'IAM',
  'Fargate',
  'CloudWatch',
  'CloudTrail',
  'Outposts',
  'EKS',
  'ECR',
  'Cost Explorer',
  'Elastic load balancer',
  'Trusted Advisor',
  'Availability Zone',
  'Intra-Region Data Transfer',
  'describe-scaling-activities',
  'Reserved Instance Marketplace',
  'Clair',
  'Quay',
  'Security Token',
];

describe('the notes on Alibaba Cloud call its services by their own names', () => {
  for (const file of ['cost-alibaba', 'container-registry-alibaba', 'vpc-alibaba', 'kubernetes-ack', 'oss'].map(
    (name) => `${name}.md`,
  )) {
    it(file, () => {
      const outside = passages(read(file), { corrections: false, exercises: true });
      for (const name of foreign) {
        const pattern = new RegExp(`(?<![\\w/-])${name}(?![\\w-])`, 'i');
        assert.deepEqual(
          outside.filter((passage) => pattern.test(passage)),
          [],
          name,
        );
      }
    });
  }

  it('and the corrections do name what is wrong', () => {
    for (const [file, names] of [
      ['cost-alibaba.md', ['Cost Explorer', 'Fargate', 'Reserved Instance Marketplace', 'describe-scaling-activities']],
      ['container-registry-alibaba.md', ['Quay', 'Clair', 'robot accounts']],
      ['vpc-alibaba.md', ['EC2', 'Outposts', 'wizard']],
      ['kubernetes-ack.md', ['Fargate', 'CloudWatch', 'IAM', 'Outposts']],
      ['oss.md', ['EC2', 'EFS', 'IAM']],
    ] as const) {
      const corrections = read(file).corrections.map(({ text }) => text);
      for (const name of names)
        assert.ok(
          corrections.some((text) => text.includes(name)),
          `${file}: ${name}`,
        );
    }
  });
});

const posts = '../shared/blog/posts.txt';

it('facts carry over, sentences do not', { skip: existsSync(posts) ? false : `${posts} is not here` }, () => {
  const runs = new Set(runsOf(readFileSync(posts, 'utf8')));
  for (const file of files)
    assert.deepEqual(
      passages(read(file), { exercises: true }).flatMap((passage) => runsOf(passage).filter((run) => runs.has(run))),
      [],
      file,
    );
});

/** Every run of eight words of a text. */
function runsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replace(/https?:\S+/g, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(7).map((_, i) => words.slice(i, i + 8).join(' '));
}
