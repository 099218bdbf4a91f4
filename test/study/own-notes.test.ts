import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, pathOf, placeOf } from '../../src/study/links.ts';
import { moveProgress } from '../../src/study/moves.ts';
import { fileNameFor, noteTemplate } from '../../src/study/note-template.ts';
import { type OwnFile, ownCardId, ownNote, ownPage, readOwnText } from '../../src/study/own-notes.ts';
import { noProgress } from '../../src/study/progress.ts';
import { shelfWith } from './shelf.ts';

const shelf = shelfWith({ 'a.md': ['first'], 'deep/b.md': [] }, ['main.tf', 'dot.png']);

function fileOf(text: string, name = 'a.md'): OwnFile {
  return { id: `own:${name}`, path: `file:///notes/${name}`, root: 'file:///notes', label: `notes/${name}`, text };
}

const read = (text: string, name?: string) => ownNote(readOwnText(fileOf(text, name)), shelf, new Map());
const page = (text: string) => ownPage(readOwnText(fileOf(text)), shelf, (path) => `shown:${path}`);

describe('a note of a person', () => {
  it('takes its title from the front matter, else from its first heading, else from its file', () => {
    assert.equal(read('---\ntitle: One\n---\n# Two\n').topic.title, 'One');
    assert.equal(read('Text.\n\n## `Two` and [more](a.md)\n').topic.title, 'Two and more');
    assert.equal(read('Text.\n').topic.title, 'a');
    assert.equal(read('', 'deep/b.md').topic.title, 'b');
  });

  it('is shown whole where it has no front matter and no heading', () => {
    assert.equal(page('One\n\nTwo\n'), '<p>One</p>\n<p>Two</p>\n');
    assert.equal(
      page('---\ntitle: One\n---\nText before\n\n# One\n\n# Other\n'),
      '<p>Text before</p>\n<h1 id="other">Other</h1>\n',
    );
  });

  it('without front matter has no trouble, only an offer', () => {
    const { problems, topic } = read('# T\n');
    assert.deepEqual(
      problems.map(({ level }) => level),
      ['hint'],
    );
    assert.deepEqual(topic.own?.troubles, []);
  });

  it('is found by its title and text though it has no heading', () => {
    const [entry] = read('---\ntitle: One\n---\nText of it.\n').entries;
    assert.deepEqual([entry?.id, entry?.title, entry?.text], ['note/own:a.md', 'One', 'Text of it.']);
  });

  it('shows images of its folder, and others as links', () => {
    assert.match(page('![a "b"](dot.png)'), /<img src="shown:file:\/\/\/notes\/dot\.png" alt="a &quot;b&quot;">/);
    assert.match(page('![far](https://example.com/a.png)'), /<a href="https:\/\/example\.com\/a\.png">far<\/a>/);
    assert.match(page('![](https://example.com/a.png)'), />https:\/\/example\.com\/a\.png<\/a>/);
    assert.match(page('![code](main.tf)'), /<a href="#\/file\/file%3A%2F%2F%2Fnotes%2Fmain\.tf">code<\/a>/);
    assert.doesNotMatch(page('![gone](gone.png)'), /<(?:img|a)/);
  });

  it('keeps questions that cannot be answered out of its quiz, and says so', () => {
    const { topic, problems } = read(
      '---\ntitle: T\n---\n## Quiz\n1. a?\n   - [ ] b\n   - [ ] c\n2. d?\n   - [x] e — f\n   - [ ] g\n',
    );
    assert.deepEqual(
      topic.questions.map(({ text }) => text),
      ['d?'],
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [5],
    );
  });

  it('leaves a card to the note that asks it first', () => {
    const text = '---\ntitle: T\n---\n## Cards\n- **What?** That.\n';
    const asked = new Map<string, string>();
    const [first, second] = ['a.md', 'deep/b.md'].map((name) => ownNote(readOwnText(fileOf(text, name)), shelf, asked));
    assert.deepEqual([first?.topic.cards.length, second?.topic.cards.length], [1, 0]);
    assert.match(second?.problems[0]?.message ?? '', /notes\/a\.md asks this already/);
    assert.equal(second?.entries.filter(({ kind }) => kind === 'card').length, 0);
  });

  it('marks each problem in its line', () => {
    const [problem] = read('---\ntitle: T\n---\n## Cards\n  - What?  \n').problems;
    assert.deepEqual([problem?.line, problem?.at], [5, [2, 9]]);
  });
});

it('the name of a card depends on its question alone', () => {
  assert.equal(ownCardId('What is BGP?'), ownCardId('What is BGP?'));
  const ids = Array.from({ length: 50_000 }, (_, i) => ownCardId(`Card ${i}?`));
  assert.equal(new Set(ids).size, ids.length);
  assert.match(ids[0] ?? '', /^own\/[\w-]+$/);
});

it('a new note has nothing broken, whatever its title', () => {
  for (const title of ['Shared VPC: basics', '"Quoted"', "it's", '[x]', '#1', 'Ünïcode', '- a', 'a # b', 'true', '*']) {
    const { topic, problems } = read(noteTemplate(title));
    assert.deepEqual([topic.title, problems, topic.cards.length, topic.questions.length], [title, [], 1, 1]);
  }
});

it('a file is named after the title of its note', () => {
  assert.deepEqual(
    ['Shared VPC: basics', '../../x', 'Ä b', '???', 'a'.repeat(300)].map((title) => fileNameFor(title).slice(0, 100)),
    ['shared-vpc-basics', 'x', 'ä-b', 'note', 'a'.repeat(80)],
  );
});

it('paths are those of the note, and nothing else is a path', () => {
  const from = { path: 'file:///notes/deep/b.md', root: 'file:///notes' };
  const cases: [string, string | undefined][] = [
    ['c.md', 'file:///notes/deep/c.md'],
    ['./c%20d.md', 'file:///notes/deep/c d.md'],
    ['../a.md', 'file:///notes/a.md'],
    ['/a.md', 'file:///notes/a.md'],
    ['../../../../a.md', undefined],
    ['//host/a.md', undefined],
    ['%2f%2fhost/a.md', undefined],
    ['a\\b.md', undefined],
    ['c:/a.md', undefined],
    ['%zz', undefined],
    ['%00.md', undefined],
  ];
  for (const [target, path] of cases) assert.equal(pathOf(target, from), path, target);
  assert.equal(pathOf('b.md', { path: 'vscode-vfs://github/owner/a.md' }), 'vscode-vfs://github/owner/b.md');
});

it('an address leads back to the place', () => {
  const to = (target: string) => {
    const place = placeOf(target, { path: 'file:///notes/a.md', root: 'file:///notes' }, shelf);
    return place && addressOf(place);
  };
  assert.equal(to('deep/b.md#x'), '#/note/own:deep/b.md/x');
  assert.equal(to('rules/gcp/open-ssh.md'), '#/rule/gcp/open-ssh');
  assert.equal(to('main.tf#L10'), '#/file/file%3A%2F%2F%2Fnotes%2Fmain.tf/L10');
  assert.equal(to('#%C3%A4nderung'), '#änderung');
  for (const target of ['', '#', '#/rule/x', '#a/b', 'rules/gcp/no-such.md', 'nothing.md', 'file:///etc/passwd'])
    assert.equal(to(target), undefined, target);
});

it('what was done with a note goes along when its file gets another name', () => {
  const progress = {
    ...noProgress,
    reviews: { 'own/a': [[1, 3]] as const },
    read: { 'own:a': ['x'], oss: ['y'] },
    visited: { 'own:a': [5, 'x'] as const },
    quizzes: { 'own:a': [[1, 2, 3]] as const },
  };
  assert.deepEqual(moveProgress(progress, new Map([['own:a', 'own:b']])), {
    ...noProgress,
    read: { 'own:b': ['x'] },
    visited: { 'own:b': [5, 'x'] },
    quizzes: { 'own:b': [[1, 2, 3]] },
  });
});
