import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ciFiles } from '../../src/extension/ci-text.ts';
import { expandSnippet } from '../../src/server/snippet-text.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const files = ciFiles('1.2.3');
const read = (kind: keyof typeof files) => parse(expandSnippet(files[kind].snippet));

test('the workflow runs the command line of the same version and uploads what it finds', () => {
  const { on, permissions, jobs } = read('github');
  const steps: readonly Step[] = jobs.check.steps;
  assert.deepEqual(on, { push: { branches: ['main'] }, pull_request: null });
  assert.deepEqual(permissions, { contents: 'read', 'security-events': 'write' });
  assert.equal(steps[1]?.with?.['ref'], 'v1.2.3');
  assert.match(steps[3]?.run ?? '', /check --format sarif --output results\.sarif$/);
  assert.equal(steps[4]?.if, "${{ !cancelled() && hashFiles('results.sarif') != '' }}");
  assert.equal(steps[4]?.with?.['sarif_file'], 'results.sarif');
});

test("other people's actions are pinned to a commit, with its version beside it", () => {
  const uses = files.github.snippet.match(/uses: .*/g) ?? [];
  assert.equal(uses.length, 3);
  for (const line of uses) assert.match(line, /^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('the hook runs for the files that are checked, and for no others', () => {
  const { files: pattern, pass_filenames: pass } = read('pre-commit').repos[0].hooks[0];
  assert.equal(pass, false);
  for (const name of ['main.tf', 'a/main.tofu', 'prod.tfvars', 'main.tf.json']) assert.match(name, new RegExp(pattern));
  for (const name of ['main.tfstate', 'tf', 'main.tf.md']) assert.doesNotMatch(name, new RegExp(pattern));
});
