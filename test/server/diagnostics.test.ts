import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf, startClient } from './client.ts';
import { firewall, subnet, testLint, variable } from './linting.ts';

const main = 'file:///work/main.tf';
const vars = 'file:///work/variables.tf';
const open = firewall('["0.0.0.0/0"]');
const host = { lint: testLint };

test('an open document is linted by its own text, not by the disk', async () => {
  const client = await startClient({ host, files: { '/work/main.tf': firewall('["10.0.0.0/8"]') } });
  await client.open(main, open);
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  await client.edit(main, firewall('["10.0.0.0/8"]'), 2);
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

test('a diagnostic says what, how bad, which rule, where to read on, and what the value passed through', async () => {
  const client = await startClient({
    host,
    files: { '/work/main.tf': firewall('var.ranges'), '/work/variables.tf': variable('ranges', '["0.0.0.0/0"]') },
  });
  await client.open(vars, variable('ranges', '["0.0.0.0/0"]'));
  const report = await client.pull(vars);
  assert.equal(report.kind, 'full');
  const [diagnostic] = report.kind === 'full' ? report.items : [];
  assert.ok(diagnostic);
  assert.equal(labelOf(diagnostic), '2:14 gcp/open-ssh');
  assert.equal(diagnostic.severity, 1);
  assert.equal(diagnostic.source, 'groundwork');
  assert.equal(diagnostic.message, 'The range is open.');
  assert.match(diagnostic.codeDescription?.href ?? '', /^https:\/\//);
  assert.deepEqual(diagnostic.relatedInformation, [
    {
      location: { uri: main, range: { start: { line: 1, character: 18 }, end: { line: 1, character: 28 } } },
      message: 'var.ranges <- variables.tf:2',
    },
  ]);
  await client.stop();
});

test('a report that has not changed is not sent again', async () => {
  const client = await startClient({ host });
  await client.open(main, open);
  const first = await client.pull(main);
  assert.ok(first.resultId);
  assert.equal((await client.pull(main, first.resultId)).kind, 'unchanged');
  await client.edit(main, `\n${open}`, 2);
  assert.equal((await client.pull(main, first.resultId)).kind, 'full');
  await client.stop();
});

test('an edit in one file changes what another open file shows, and the client is told once', async () => {
  const client = await startClient({ host });
  await client.open(main, firewall('["0.0.0.0/0", var.range]'));
  await client.open(vars, variable('range', '"10.0.0.0/8"'));
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  assert.deepEqual(await client.rules(vars), []);
  await client.settled();
  const before = client.refreshes.count;
  await client.edit(main, firewall('[var.range]'), 2);
  assert.deepEqual(await client.rules(main), []);
  await client.edit(vars, variable('range', '"0.0.0.0/0"'), 2);
  assert.deepEqual(await client.rules(vars), ['2:13 gcp/open-ssh']);
  await client.settled();
  assert.equal(client.refreshes.count, before, 'both were asked about after the edits, so nothing is behind');

  await client.edit(main, firewall('["10.0.0.0/8"]'), 3);
  assert.deepEqual(await client.rules(main), []);
  await client.until(() => client.refreshes.count > before);
  assert.deepEqual(await client.rules(vars), []);
  await client.settled();
  assert.equal(client.refreshes.count, before + 1);
  await client.stop();
});

test('an edit in a called module changes what its callers show', async () => {
  const module = (range: string) => `variable "r" {}\n${firewall(range)}`;
  const caller = 'module "net" {\n  source = "../net"\n  r      = "0.0.0.0/0"\n}\n';
  const client = await startClient({
    host,
    files: { '/work/net/main.tf': module('[]'), '/work/root/main.tf': caller },
  });
  const [called, root] = ['file:///work/net/main.tf', 'file:///work/root/main.tf'];
  await client.open(root, caller);
  await client.open(called, module('[]'));
  assert.deepEqual(await client.rules(root), []);
  await client.edit(called, module('[var.r]'), 2);
  assert.deepEqual(await client.rules(called), []);
  assert.deepEqual(await client.rules(root), ['3:12 gcp/open-ssh']);
  await client.stop();
});

test('closed files of the folder show too, and follow each edit', async () => {
  const client = await startClient({
    host,
    files: { '/work/main.tf': firewall('var.ranges'), '/work/variables.tf': variable('ranges', '["0.0.0.0/0"]') },
  });
  const stream = client.stream();
  await client.until(() => client.shown.get(vars)?.length === 1);
  await client.open(main, firewall('[]'));
  await client.until(() => client.shown.get(vars)?.length === 0);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: main } });
  await client.until(() => client.shown.get(vars)?.length === 1);
  await client.connection.sendRequest('shutdown');
  assert.deepEqual(await stream, { items: [] }, 'the request is answered when the server stops');
  client.connection.dispose();
});

test('a client that takes no partial results gets the whole folder at once', async () => {
  const client = await startClient({ host, files: { '/work/a/main.tf': open, '/work/b/main.tf': open } });
  const ask = (previousResultIds: unknown[]) =>
    client.connection.sendRequest<{ items: { uri: string; kind: string; resultId: string }[] }>(
      'workspace/diagnostic',
      {
        previousResultIds,
      },
    );
  const { items } = await ask([]);
  assert.deepEqual(
    items.map(({ uri, kind }) => `${uri} ${kind}`),
    ['file:///work/a/main.tf full', 'file:///work/b/main.tf full'],
  );
  const again = await ask(items.map(({ uri, resultId }) => ({ uri, value: resultId })));
  assert.deepEqual(
    again.items.map(({ kind }) => kind),
    ['unchanged', 'unchanged'],
  );
  await client.stop();
});

test('a client that does not ask is pushed to, with versions, and never both ways', async () => {
  const client = await startClient({ host, pulls: false, files: { '/work/other.tf': subnet('a', false) } });
  await client.until(() => client.shown.get('file:///work/other.tf')?.length === 1);
  await client.open(main, open);
  await client.until(() => client.shown.get(main)?.length === 1);
  assert.equal(client.pushes.findLast(({ uri }) => uri === main)?.version, 1);
  await client.edit(main, '', 2);
  await client.until(() => client.shown.get(main)?.length === 0);
  assert.equal(client.pushes.findLast(({ uri }) => uri === main)?.version, 2);
  assert.equal(client.pushes.filter(({ uri }) => uri.endsWith('other.tf')).length, 1, 'what stays is not sent again');
  await client.stop();

  const pulling = await startClient({ host, files: { '/work/main.tf': open } });
  await pulling.settled();
  assert.deepEqual(pulling.pushes, []);
  await pulling.stop();
});

test('old diagnostics stay until the new ones are there', async () => {
  const client = await startClient({ host, pulls: false });
  await client.open(main, open);
  await client.until(() => client.shown.get(main)?.length === 1);
  const pushes = client.pushes.length;
  await client.edit(main, `${open}\n`, 2);
  await client.edit(main, `\n${open}`, 3);
  await client.until(() => client.pushes.length > pushes);
  assert.ok(client.pushes.slice(pushes).every(({ diagnostics }) => diagnostics.length === 1));
  await client.stop();
});

test('a cancelled request is not worked on', async () => {
  let calls = 0;
  const counting: typeof testLint = (...args) => {
    calls++;
    return testLint(...args);
  };
  const client = await startClient({ host: { lint: counting } });
  await client.open(main, open);
  await client.settled();
  await client.edit(main, `\n${open}`, 2);
  const before = calls;
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: main } }, source.token);
  source.cancel();
  await assert.rejects(asked, { code: -32800 });
  assert.equal(calls, before);
  await client.stop();
});

test('a root that cannot be linted stops no other, keeps what it showed, and is told in one line', async () => {
  let broken = false;
  const failing: typeof testLint = (workspace, directory, settings) => {
    if (broken && directory === '/work/a') throw new Error('no luck');
    return testLint(workspace, directory, settings);
  };
  const client = await startClient({
    host: { lint: failing },
    files: { '/work/a/main.tf': open, '/work/b/main.tf': open },
  });
  const [a, b] = ['file:///work/a/main.tf', 'file:///work/b/main.tf'];
  await client.open(a, open);
  await client.open(b, open);
  assert.deepEqual(await client.rules(a), ['2:20 gcp/open-ssh']);
  broken = true;
  await client.edit(a, `${open}\n`, 2);
  await client.edit(b, firewall('[]'), 2);
  assert.deepEqual(await client.rules(a), ['2:20 gcp/open-ssh']);
  assert.deepEqual(await client.rules(b), []);
  const line = client.logged.find((text) => text.includes('no luck'));
  assert.equal(line, '/work/a could not be checked: no luck');
  await client.stop();
});

test('a file that is opened by another form of its URI is not shown twice', async () => {
  const [ours, theirs] = ['file:///work/a%2Bb.tf', 'file:///work/a+b.tf'];
  const client = await startClient({ host, pulls: false, files: { '/work/a+b.tf': open } });
  await client.until(() => client.shown.get(ours)?.length === 1);
  await client.open(theirs, open);
  await client.until(() => client.shown.get(theirs)?.length === 1);
  assert.deepEqual(client.shown.get(ours), []);
  await client.stop();
});
