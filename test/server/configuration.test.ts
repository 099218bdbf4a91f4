import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Status } from '../../src/protocol/messages.ts';
import { startClient } from './client.ts';
import { firewall, testLint } from './linting.ts';

const host = { lint: testLint };
const main = 'file:///work/main.tf';
const config = 'file:///work/.groundwork.json';
const open = firewall('["0.0.0.0/0"]');
const changed = 'workspace/didChangeConfiguration';

test("the editor's settings are asked for by folder, and again when they change", async () => {
  const settings: Record<string, unknown> = { 'file:///work': { enable: false } };
  const client = await startClient({ host, settings, pulls: false, files: { '/work/main.tf': open } });
  await client.until(() => client.registered.includes(changed));
  await client.settled();
  assert.deepEqual(client.pushes, []);
  settings['file:///work'] = { enable: true, preset: 'all' };
  await client.connection.sendNotification(changed, { settings: null });
  await client.until(() => client.shown.get(main)?.[0]?.severity === 3);
  settings['file:///work'] = { rules: { 'gcp/open-ssh': 'off', 'gcp/x': 'nonsense' } };
  await client.connection.sendNotification(changed, { settings: null });
  await client.until(() => client.shown.get(main)?.length === 0);
  await client.stop();
});

test('a client that cannot be asked sends its settings', async () => {
  const client = await startClient({
    host,
    pulls: false,
    capabilities: {},
    initializationOptions: { lint: { enable: false } },
    files: { '/work/main.tf': open },
  });
  await client.settled();
  assert.deepEqual(client.pushes, []);
  await client.connection.sendNotification(changed, { settings: { groundwork: { lint: {} } } });
  await client.until(() => client.shown.get(main)?.length === 1);
  await client.stop();
});

test('a configuration file decides where there is one, as it is being typed', async () => {
  const settings = { 'file:///work': { enable: true, preset: 'all' } };
  const client = await startClient({ host, settings, pulls: false, files: { '/work/main.tf': open } });
  await client.until(() => client.shown.get(main)?.[0]?.severity === 3);
  await client.open(config, '{}', 'json');
  await client.until(() => client.shown.get(main)?.[0]?.severity === 1);
  await client.edit(config, '{ "rules": { "gcp/open-ssh": "off" } }', 2);
  await client.until(() => client.shown.get(main)?.length === 0);
  await client.stop();
});

test('what is wrong in a configuration file shows on that file', async () => {
  const client = await startClient({
    host,
    pulls: false,
    files: { '/work/main.tf': open, '/work/.groundwork.json': '{\n  "prest": "all"\n}\n' },
  });
  await client.until(() => client.shown.get(config)?.length === 1);
  const [problem] = client.shown.get(config) ?? [];
  assert.match(String(problem?.message), /"prest"/);
  assert.equal(problem?.range.start.line, 1);
  client.files.texts.set('/work/.groundwork.json', '{}');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] });
  await client.until(() => client.shown.get(config)?.length === 0);
  await client.stop();
});

test('the status is sent to a client that asked for it', async () => {
  const client = await startClient({
    host,
    initializationOptions: { status: true },
    files: { '/work/a/main.tf': open, '/work/b/main.tf': open },
  });
  const seen: Status[] = [];
  client.connection.onNotification('groundwork/status', (status: Status) => void seen.push(status));
  const status = await client.connection.sendRequest<Status>('groundwork/lintWorkspace');
  assert.deepEqual(
    { state: status.state, counts: status.counts, modules: status.modules },
    { state: 'ready', counts: { error: 2, warning: 0, info: 0 }, modules: 2 },
  );
  assert.deepEqual(seen.at(-1)?.counts, status.counts);
  await client.stop();
});

test('rules are listed and explained', async () => {
  const client = await startClient({ host });
  const rules = await client.connection.sendRequest<{ id: string }[]>('groundwork/rules');
  assert.ok(rules.some(({ id }) => id === 'gcp/open-ssh'));
  const page = await client.connection.sendRequest<string>('groundwork/explain', { rule: 'gcp/open-ssh' });
  assert.match(page, /^# /);
  assert.equal(await client.connection.sendRequest('groundwork/explain', { rule: 'gcp/none' }), null);
  assert.equal(await client.connection.sendRequest('groundwork/explain'), null);
  await client.stop();
});
