import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { actions, apply, fixes } from './actions.ts';
import { startClient } from './client.ts';
import { firewall, subnet, testLint, variable } from './linting.ts';

const main = 'file:///work/main.tf';
const host = { lint: testLint };

test('the only safe fix of a finding is preferred, a suggestion is not', async () => {
  const client = await startClient({ host });
  const text = subnet('a', false) + firewall('["0.0.0.0/0"]');
  await client.open(main, text);
  const [safe, suggestion, ...rest] = await fixes(client, main);
  assert.deepEqual(rest, []);
  assert.equal(safe?.title, 'Write true');
  assert.equal(safe?.kind, 'quickfix');
  assert.equal(safe?.isPreferred, true);
  assert.deepEqual(apply(safe, { [main]: text }), { [main]: subnet('a', true) + firewall('["0.0.0.0/0"]') });
  assert.equal(suggestion?.title, 'Write "10.0.0.0/8"');
  assert.equal(suggestion?.isPreferred, undefined);
  assert.deepEqual(apply(suggestion, { [main]: text }), { [main]: subnet('a', false) + firewall('["10.0.0.0/8"]') });
  await client.stop();
});

test('an action names the version of the open document and the diagnostics that it mends', async () => {
  const client = await startClient({ host });
  await client.open(main, '');
  await client.edit(main, subnet('a', false), 5);
  const report = await client.pull(main);
  const diagnostics = report.kind === 'full' ? report.items : [];
  const [fix] = await fixes(client, main, { diagnostics });
  assert.deepEqual(fix?.diagnostics, diagnostics);
  const [change] = fix?.edit?.documentChanges ?? [];
  assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri: main, version: 5 });
  await client.stop();
});

test('a fix in another file edits that file, open or not', async () => {
  const vars = 'file:///work/variables.tf';
  const texts = { '/work/main.tf': subnet('a', false), '/work/variables.tf': '' };
  const lint: typeof testLint = (...args) =>
    testLint(...args).map((finding) => ({
      ...finding,
      fixes: [{ title: 'Add', safe: true, edits: [{ file: '/work/variables.tf', start: 0, end: 0, text: '# x\n' }] }],
    }));
  const client = await startClient({ host: { lint }, files: texts });
  await client.open(main, texts['/work/main.tf']);
  const [fix] = await fixes(client, main);
  assert.deepEqual(apply(fix, { [vars]: '' }), { [vars]: '# x\n' });
  const [change] = fix?.edit?.documentChanges ?? [];
  assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri: vars, version: null });
  assert.deepEqual(await fixes(client, main, { only: ['source.fixAll'] }), [], 'fix all stays within its file');
  await client.stop();
});

test('all of one rule in a file, and all safe fixes of a file, are one action each', async () => {
  const client = await startClient({ host });
  const text = subnet('a', false) + firewall('["0.0.0.0/0"]') + subnet('b', false);
  const fixed = subnet('a', true) + firewall('["0.0.0.0/0"]') + subnet('b', true);
  await client.open(main, text);
  const range = { start: { line: 1, character: 30 }, end: { line: 1, character: 30 } };
  const [one, all, ...rest] = await fixes(client, main, {}, range);
  assert.deepEqual(rest, []);
  assert.deepEqual(apply(one, { [main]: text }), { [main]: text.replace('= false', '= true') });
  assert.match(all?.title ?? '', /^Fix all in this file: ./);
  assert.deepEqual(apply(all, { [main]: text }), { [main]: fixed });

  for (const only of ['source', 'source.fixAll', 'source.fixAll.groundwork']) {
    const [fixAll, ...others] = await fixes(client, main, { only: [only] });
    assert.deepEqual(others, []);
    assert.equal(fixAll?.kind, 'source.fixAll.groundwork');
    assert.deepEqual(apply(fixAll, { [main]: text }), { [main]: fixed });
  }
  assert.deepEqual(await fixes(client, main, { only: ['source.organizeImports'] }), []);
  assert.deepEqual(await fixes(client, main, { only: ['refactor'] }), []);
  assert.equal((await fixes(client, main, { only: ['quickfix'] })).length, 4);
  await client.stop();
});

test('only what was asked about is offered', async () => {
  const client = await startClient({ host });
  await client.open(main, subnet('a', false) + firewall('["0.0.0.0/0"]'));
  const report = await client.pull(main);
  const [first] = report.kind === 'full' ? report.items : [];
  assert.ok(first);
  const titles = async (diagnostics: Diagnostic[]) =>
    (await fixes(client, main, { diagnostics })).map(({ title }) => title);
  assert.deepEqual(await titles([first]), ['Write true']);
  assert.deepEqual(await titles([{ ...first, code: 'gcp/other' }]), []);
  const elsewhere = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
  assert.deepEqual(await fixes(client, main, {}, elsewhere), []);
  await client.stop();
});

test('actions mend the text as it is now, however old the diagnostics are', async () => {
  const client = await startClient({ host });
  await client.open(main, subnet('a', false));
  const report = await client.pull(main);
  const diagnostics = report.kind === 'full' ? report.items : [];
  const text = subnet('a', false).replace('= false', '=   false');
  await client.edit(main, text, 2);
  const [fix] = await fixes(client, main, { diagnostics });
  assert.deepEqual(apply(fix, { [main]: text }), { [main]: text.replace('false', 'true') });
  await client.stop();
});

test('a value in another file is mended where it stands', async () => {
  const vars = 'file:///work/variables.tf';
  const client = await startClient({ host, files: { '/work/main.tf': firewall('var.r') } });
  const text = variable('r', '["0.0.0.0/0"]');
  await client.open(vars, text);
  const [fix] = await fixes(client, vars);
  assert.deepEqual(apply(fix, { [vars]: text }), { [vars]: variable('r', '["10.0.0.0/8"]') });
  await client.stop();
});

test('where a faulty value is read, the fix of the value in the other file is offered', async () => {
  const vars = 'file:///work/variables.tf';
  const text = variable('r', '["0.0.0.0/0"]');
  const client = await startClient({ host, files: { '/work/variables.tf': text } });
  const reader = firewall('var.r');
  await client.open(main, reader);
  const line = reader.slice(0, reader.indexOf('var.r')).split('\n').length - 1;
  const at = (character: number, row = line) => ({
    start: { line: row, character },
    end: { line: row, character },
  });
  const character = (reader.split('\n')[line] ?? '').indexOf('var.r') + 2;
  const [fix, ...rest] = await actions(client, main, {}, at(character));
  assert.deepEqual(apply(fix, { [vars]: text }), { [vars]: variable('r', '["10.0.0.0/8"]') });
  assert.equal(fix?.isPreferred, undefined);
  assert.deepEqual(rest, [], 'what is reported otherwise is reported where the value stands');
  assert.deepEqual(await actions(client, main, {}, at(0, 0)), []);
  await client.stop();
});

test('a client without document changes gets plain changes', async () => {
  const client = await startClient({
    host,
    capabilities: { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } },
  });
  await client.open(main, subnet('a', false));
  const [fix] = await fixes(client, main);
  assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [main]);
  await client.stop();
});
