import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats } from '../../src/cli/commands.ts';
import { allRules } from '../../src/linter/own-rules.ts';
import { groundwork } from './cli.ts';

async function output(...args: readonly string[]): Promise<string> {
  const { status, out, error } = await groundwork('.', args);
  assert.deepEqual([status, error], [0, '']);
  return out;
}

test('every rule is listed, for people, programs and Markdown', async () => {
  const ids = allRules.map(({ id }) => id);
  assert.deepEqual(
    (await output('rules'))
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
    ids,
  );
  assert.deepEqual(
    JSON.parse(await output('rules', '--format', 'json')).map(({ id }: { id: string }) => id),
    ids,
  );
  const rows = (await output('rules', '--format', 'markdown')).trim().split('\n').slice(2);
  assert.deepEqual(
    rows.map((row) => /`(.*?)`/.exec(row)?.[1]),
    ids,
  );
});

test("a rule is explained by its id and by another tool's", async () => {
  const page = await output('explain', 'gcp/open-ssh');
  for (const part of ['# ', 'gcp/open-ssh', '## Faulty', '## Right', '## References', 'groundwork:ignore']) {
    assert.ok(page.includes(part), part);
  }
  assert.doesNotMatch(page, /^\s*~+$/m);
  for (const id of ['CKV_GCP_2', 'checkov/CKV_GCP_2']) {
    const pages = await output('explain', id);
    assert.ok(pages.includes(page) && pages.includes('gcp/open-all-ports'), id);
  }
  assert.match(await output('explain', 'groundwork/unused-suppression'), /suppresses nothing/);
});

test('help names every command, option and format', async () => {
  const main = await output('--help');
  for (const name of ['check', 'rules', 'explain', 'lsp']) assert.match(main, new RegExp(`^  ${name} `, 'm'));
  const check = await output('check', '--help');
  for (const name of ['format', 'preset', 'fail-on', 'config', 'var-file', 'fix', 'output', 'quiet', 'no-color']) {
    assert.ok(check.includes(`--${name}`), name);
  }
  for (const format of formats) assert.ok(check.includes(format), format);
  assert.equal(await output('help', 'check'), check);
  for (const line of `${main}${check}`.split('\n')) assert.ok(line.length <= 100, line);
});

test('lsp starts the server', async () => {
  let started = 0;
  const serve = async (): Promise<void> => {
    started++;
  };
  assert.equal((await groundwork('.', ['lsp', '--stdio'], { serve })).status, 0);
  assert.equal(started, 1);
});
