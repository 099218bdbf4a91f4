import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startClient } from './client.ts';
import { firewall, subnet, testLint, variable } from './linting.ts';

const host = { lint: testLint };
const open = firewall('["0.0.0.0/0"]');
const folder = (uri: string) => ({ uri, name: uri });
const changeFolders = 'workspace/didChangeWorkspaceFolders';

test('folders come and go while the server runs', async () => {
  const client = await startClient({
    host,
    pulls: false,
    folders: ['file:///a'],
    files: { '/a/main.tf': open, '/b%20c/main.tf': '', '/b c/main.tf': open },
  });
  await client.until(() => client.shown.get('file:///a/main.tf')?.length === 1);
  await client.connection.sendNotification(changeFolders, {
    event: { added: [folder('file:///b%20c/')], removed: [folder('file:///a')] },
  });
  await client.until(() => client.shown.get('file:///b%20c/main.tf')?.length === 1);
  await client.until(() => client.shown.get('file:///a/main.tf')?.length === 0);
  await client.stop();
});

test('a file outside every folder is linted with its own directory, and forgotten when it is closed', async () => {
  const main = 'file:///elsewhere/main.tf';
  const vars = 'file:///elsewhere/variables.tf';
  const client = await startClient({
    host,
    pulls: false,
    files: {
      '/elsewhere/main.tf': '',
      '/elsewhere/variables.tf': variable('r', '["0.0.0.0/0"]'),
      '/elsewhere/deep/main.tf': open,
    },
  });
  await client.open(main, firewall('var.r'));
  await client.until(() => client.shown.get(vars)?.length === 1);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: main } });
  await client.until(() => client.shown.get(vars)?.length === 0);
  assert.equal(client.shown.get('file:///elsewhere/deep/main.tf'), undefined);
  await client.stop();
});

test('a document without a file is linted alone', async () => {
  const client = await startClient({ host, folders: [], files: {} });
  await client.open('untitled:Untitled-1', open);
  assert.deepEqual(await client.rules('untitled:Untitled-1'), ['2:20 gcp/open-ssh']);
  await client.open('untitled:Untitled-2', open, 'markdown');
  assert.deepEqual(await client.rules('untitled:Untitled-2'), []);
  await client.stop();
});

test('a folder within a folder is linted once, and both see its modules', async () => {
  const caller = 'module "m" {\n  source = "./inner"\n  r      = "0.0.0.0/0"\n}\n';
  const client = await startClient({
    host,
    folders: ['file:///w', 'file:///w/inner'],
    files: { '/w/main.tf': caller, '/w/inner/main.tf': `variable "r" {}\n${firewall('[var.r]')}${subnet('a', false)}` },
  });
  await client.open('file:///w/main.tf', caller);
  assert.deepEqual(await client.rules('file:///w/main.tf'), ['3:12 gcp/open-ssh']);
  assert.deepEqual(await client.rules('file:///w/inner/main.tf'), ['6:30 gcp/subnet-without-private-google-access']);
  await client.stop();
});

test('what changes on the disk is followed, the text of an open document before it', async () => {
  const vars = 'file:///work/variables.tf';
  const main = 'file:///work/main.tf';
  const client = await startClient({ host, pulls: false, files: { '/work/main.tf': firewall('var.r') } });
  await client.until(() => client.registered.includes('workspace/didChangeWatchedFiles'));
  const event = (uri: string, type: number) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

  client.files.texts.set('/work/variables.tf', variable('r', '["0.0.0.0/0"]'));
  await event(vars, 1);
  await client.until(() => client.shown.get(vars)?.length === 1);
  client.files.texts.set('/work/variables.tf', variable('r', '["10.0.0.0/8"]'));
  await event(vars, 2);
  await client.until(() => client.shown.get(vars)?.length === 0);

  await client.open(main, open);
  await client.until(() => client.shown.get(main)?.length === 1);
  client.files.texts.set('/work/main.tf', '');
  await event(main, 2);
  await client.settled();
  assert.equal(client.shown.get(main)?.length, 1);
  client.files.texts.delete('/work/main.tf');
  await event(main, 3);
  await client.until(() => client.shown.get(main)?.length === 0);
  await client.edit(main, open, 2);
  await client.until(() => client.shown.get(main)?.length === 1);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: main } });
  await client.until(() => client.shown.get(main)?.length === 0);
  await client.stop();
});

test('a directory that is deleted in the editor takes its findings with it', async () => {
  const uri = 'file:///work/net/main.tf';
  const client = await startClient({ host, pulls: false, files: { '/work/net/main.tf': open, '/work/main.tf': '' } });
  await client.until(() => client.shown.get(uri)?.length === 1);
  client.files.texts.delete('/work/net/main.tf');
  await client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: 'file:///work/net' }] });
  await client.until(() => client.shown.get(uri)?.length === 0);
  await client.stop();
});

test('a directory that is deleted outside the editor takes its findings and its open files with it', async () => {
  const uri = 'file:///work/net/a/main.tf';
  const other = 'file:///work/net/b.tf';
  const files = { '/work/net/a/main.tf': open, '/work/net/b.tf': open, '/work/main.tf': '' };
  const client = await startClient({ host, pulls: false, files });
  await client.open(uri, open);
  await client.until(() => client.shown.get(uri)?.length === 1 && client.shown.get(other)?.length === 1);
  for (const path of ['/work/net/a/main.tf', '/work/net/b.tf']) client.files.texts.delete(path);
  const gone = { uri: 'file:///work/net', type: 3 };
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [gone] });
  await client.until(() => client.shown.get(uri)?.length === 0 && client.shown.get(other)?.length === 0);
  await client.stop();
});

test('the list of installed modules is followed, a file that nothing reads is not', async () => {
  const main = 'file:///work/main.tf';
  let calls = 0;
  const counting: typeof testLint = (...args) => {
    calls++;
    return testLint(...args);
  };
  const client = await startClient({
    host: { lint: counting },
    pulls: false,
    files: {
      '/work/main.tf': 'module "net" {\n  source = "acme/net/google"\n  r      = "0.0.0.0/0"\n}\n',
      '/work/.terraform/modules/net/main.tf': `variable "r" {}\n${firewall('[var.r]')}`,
    },
  });
  await client.settled();
  const event = (path: string) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `file:///work/${path}`, type: 1 }],
    });
  const before = calls;
  await event('node_modules/x/package.json');
  const manifest = { Modules: [{ Key: 'net', Source: 'acme/net/google', Dir: '.terraform/modules/net' }] };
  client.files.texts.set('/work/.terraform/modules/modules.json', JSON.stringify(manifest));
  await event('.terraform/modules/modules.json');
  await client.until(() => client.shown.get(main)?.length === 1);
  assert.equal(calls, before + 1);
  await client.stop();
});
