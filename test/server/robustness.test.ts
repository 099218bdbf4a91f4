import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startClient } from './client.ts';
import { firewall, subnet, testLint } from './linting.ts';

const main = 'file:///work/main.tf';
const host = { lint: testLint };

test('messages that make no sense change nothing and end nothing', async () => {
  const client = await startClient({ host });
  const { connection } = client;
  await client.open(main, firewall('["0.0.0.0/0"]'));
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'file:///work/x.tf' } });
  await connection.sendNotification('textDocument/didOpen', {});
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'no uri', text: '', version: 1 } });
  await connection.sendNotification('textDocument/didChange', { textDocument: { uri: main, version: 2 } });
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: main, version: 2 },
    contentChanges: [null, { range: 7, text: 'x' }],
  });
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///work/none.tf' } });
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 5 }, null] });
  await connection.sendNotification('workspace/didChangeConfiguration');
  await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: 'x' }], removed: [{}] },
  });
  await connection.sendNotification('nobody/knows', {});
  for (const [method, params] of [
    ['textDocument/diagnostic', { textDocument: { uri: 'no uri' } }],
    ['textDocument/diagnostic', {}],
    ['textDocument/hover', { textDocument: { uri: main }, position: { line: 1e9, character: -5 } }],
    ['textDocument/codeAction', { textDocument: { uri: main } }],
    ['workspace/diagnostic', {}],
    ['nobody/knows', {}],
  ] as const) {
    await connection.sendRequest(method, params).catch(() => {});
  }
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  for (const line of client.logged) assert.doesNotMatch(line, /\n\s+at /, 'no stack reaches people');
  await client.stop();
});

test('an answer to a broken request is one line without a stack', async () => {
  const client = await startClient({ host });
  await assert.rejects(client.connection.sendRequest('textDocument/diagnostic', {}), (error: Error) => {
    assert.doesNotMatch(error.message, /\n\s+at /);
    return true;
  });
  await client.stop();
});

test('a file that goes away between two messages is no longer reported', async () => {
  const client = await startClient({ host, files: { '/work/gone.tf': subnet('a', false), '/work/main.tf': '' } });
  const gone = 'file:///work/gone.tf';
  assert.deepEqual(await client.rules(gone), ['2:30 gcp/subnet-without-private-google-access']);
  client.files.texts.delete('/work/gone.tf');
  await client.settled();
  assert.deepEqual(await client.rules(gone), []);
  await client.stop();
});

test('a document that is opened twice, and closed twice, is what it was last', async () => {
  const client = await startClient({ host, files: { '/work/main.tf': subnet('a', false) } });
  await client.open(main, subnet('a', true));
  await client.open(main, firewall('["0.0.0.0/0"]'));
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  for (const _ of [1, 2])
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: main } });
  assert.deepEqual(await client.rules(main), ['2:30 gcp/subnet-without-private-google-access']);
  await client.stop();
});

test('hundreds of changed files at once are read anew', async () => {
  const names = Array.from({ length: 150 }, (_, i) => `m${i}`);
  const client = await startClient({
    host,
    files: Object.fromEntries(names.map((name) => [`/work/${name}/main.tf`, subnet('a', true)])),
  });
  await client.settled();
  for (const name of names) client.files.texts.set(`/work/${name}/main.tf`, subnet('a', false));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: names.map((name) => ({ uri: `file:///work/${name}/main.tf`, type: 2 })),
  });
  assert.deepEqual(await client.rules('file:///work/m149/main.tf'), ['2:30 gcp/subnet-without-private-google-access']);
  await client.stop();
});

/** Every request that an editor makes about a document. */
const requests: readonly (readonly [method: string, params: object])[] = [
  ['textDocument/diagnostic', {}],
  ['textDocument/hover', { position: { line: 0, character: 0 } }],
  ['textDocument/completion', { position: { line: 0, character: 0 } }],
  ['textDocument/inlayHint', { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }],
  [
    'textDocument/codeAction',
    { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, context: { diagnostics: [] } },
  ],
];

test('every request about a document that is closed, was never open or is nowhere has an answer', async () => {
  const client = await startClient({ host, files: { '/work/disk.tf': subnet('a', false) } });
  await client.open(main, firewall('["0.0.0.0/0"]'));
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: main } });
  for (const uri of [main, 'file:///work/disk.tf', 'file:///nowhere/x.tf', 'untitled:Untitled-1', 'git:/x.tf?1'])
    for (const [method, params] of requests)
      await client.connection.sendRequest(method, { textDocument: { uri }, ...params });
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

test('every request at a place that is not in the text has an answer', async () => {
  const client = await startClient({ host });
  await client.open(main, firewall('["0.0.0.0/0"]'));
  const numbers = [-1, 0.5, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e300];
  for (const number of numbers) {
    const position = { line: number, character: number };
    for (const range of [
      { start: position, end: position },
      { start: position, end: { line: 0, character: 0 } },
    ])
      for (const [method, params] of requests) {
        const moved = { ...params, ...('range' in params ? { range } : 'position' in params ? { position } : {}) };
        await client.connection.sendRequest(method, { textDocument: { uri: main }, ...moved });
      }
  }
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  await client.stop();
});

test('an edit of an older version changes nothing, one that skips versions counts', async () => {
  const client = await startClient({ host });
  await client.open(main, firewall('["10.0.0.0/8"]'));
  await client.edit(main, firewall('["0.0.0.0/0"]'), 5);
  await client.edit(main, firewall('["10.0.0.0/8"]'), 3);
  await client.edit(main, firewall('["10.0.0.0/8"]'), -1);
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  await client.edit(main, firewall('["10.0.0.0/8"]'), 2 ** 31);
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

test('an edit outside the text is made at the nearest place in it', async () => {
  const client = await startClient({ host });
  await client.open(main, '');
  const change = (version: number, range: object, text: string) =>
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: main, version },
      contentChanges: [{ range, text }],
    });
  const far = { line: 2 ** 31, character: 2 ** 31 };
  await change(2, { start: far, end: far }, firewall('["0.0.0.0/0"]'));
  assert.deepEqual(await client.rules(main), ['2:20 gcp/open-ssh']);
  await change(3, { start: { line: -5, character: -5 }, end: { line: 0, character: -1 } }, '\n');
  assert.deepEqual(await client.rules(main), ['3:20 gcp/open-ssh']);
  await change(4, { start: far, end: { line: 0, character: 0 } }, '');
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});
