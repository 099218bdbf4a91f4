import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver-protocol/node';
import { actions, apply } from './actions.ts';
import { startClient } from './client.ts';
import { firewall, subnet, testLint } from './linting.ts';

const main = 'file:///work/main.tf';
const configuration = 'file:///work/.groundwork.json';
const host = { lint: testLint };
const text = firewall('["0.0.0.0/0"]');

/** What VS Code can do. */
const capable: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    workspaceEdit: {
      documentChanges: true,
      snippetEditSupport: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: {},
    },
  },
};

function titled(all: readonly CodeAction[], title: string): CodeAction | undefined {
  return all.find((one) => one.title === title);
}

const ignore = 'Ignore gcp/open-ssh here (with reason)';
const off = 'Turn gcp/open-ssh off in this workspace';

test('a finding is left with a comment whose reason is selected', async () => {
  const client = await startClient({ host, capabilities: capable });
  await client.open(main, text);
  const report = await client.pull(main);
  const diagnostics = report.kind === 'full' ? report.items : [];
  const action = titled(await actions(client, main, { diagnostics }), ignore);
  assert.deepEqual(action?.diagnostics, diagnostics);
  const comment = '  # groundwork:ignore gcp/open-ssh -- |reason|\n  source_ranges';
  assert.deepEqual(apply(action, { [main]: text }), { [main]: text.replace('  source_ranges', comment) });
  await client.stop();
});

test('a client without snippets is left to find the reason', async () => {
  const client = await startClient({ host });
  await client.open(main, text);
  const comment = '  # groundwork:ignore gcp/open-ssh -- TODO: say why\n  source_ranges';
  const action = titled(await actions(client, main), ignore);
  assert.deepEqual(apply(action, { [main]: text }), { [main]: text.replace('  source_ranges', comment) });
  await client.stop();
});

test('no comment is offered where the configuration would not heed it', async () => {
  for (const configuration of ['{ "inlineIgnores": false }', '{ "notIgnorable": ["gcp/open-ssh"] }']) {
    const client = await startClient({
      host,
      capabilities: capable,
      files: { '/work/.groundwork.json': configuration },
    });
    await client.open(main, text);
    const all = await actions(client, main);
    assert.ok(!titled(all, ignore), configuration);
    assert.ok(titled(all, off), configuration);
    await client.stop();
  }
});

test('a rule is turned off or given another severity in the configuration that counts', async () => {
  const before = '{\n  // ours\n  "preset": "all"\n}\n';
  const client = await startClient({ host, capabilities: capable, files: { '/work/.groundwork.json': before } });
  await client.open(main, text);
  const all = await actions(client, main);
  const after = (level: string) =>
    `{\n  // ours\n  "preset": "all",\n  "rules": {\n    "gcp/open-ssh": "${level}"\n  }\n}\n`;
  const made = (title: string) => apply(titled(all, title), { [configuration]: before });
  assert.deepEqual(made(off), { [configuration]: after('off') });
  assert.deepEqual(made('Report gcp/open-ssh as a warning in this workspace'), { [configuration]: after('warning') });
  assert.deepEqual(
    all.filter(({ title }) => title.startsWith('Report')).map(({ title }) => title.split(' as ')[1]),
    ['an error in this workspace', 'a warning in this workspace'],
  );
  client.files.texts.set('/work/.groundwork.json', after('off'));
  await client.settled();
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

test('the configuration is created where there is none, with what the editor says so far', async () => {
  const client = await startClient({
    ...{ host, capabilities: capable },
    settings: { 'file:///work': { preset: 'all', rules: { 'gcp/open-rdp': 'off' } } },
  });
  await client.open(main, text);
  const action = titled(await actions(client, main), off);
  const [create] = action?.edit?.documentChanges ?? [];
  assert.deepEqual(create, { kind: 'create', uri: configuration, options: { ignoreIfExists: true } });
  const made = JSON.parse(apply(action, {})[configuration] ?? '');
  assert.deepEqual(made, { preset: 'all', rules: { 'gcp/open-rdp': 'off', 'gcp/open-ssh': 'off' } });
  await client.stop();
});

test('a client that creates no files is offered no change of a configuration that is not there', async () => {
  const client = await startClient({ host });
  await client.open(main, text);
  assert.equal(titled(await actions(client, main), off), undefined);
  await client.stop();
});

test('a configuration counts that an action read before its change was told', async () => {
  const files = { '/work/main.tf': '' };
  const client = await startClient({ host, capabilities: capable, files });
  await client.open(main, subnet('a', false));
  await client.settled();
  assert.equal((await client.rules(main)).length, 1);
  client.files.texts.set(
    '/work/.groundwork.json',
    '{ "rules": { "gcp/subnet-without-private-google-access": "off" } }',
  );
  await actions(client, main);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///work/.groundwork.json', type: 1 }],
  });
  const shown = async () => {
    const report = await client.pull('file:///work/.groundwork.json');
    return report.kind === 'full' ? report.items.length : -1;
  };
  assert.equal(await shown(), 0);
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

test('all faults of a rule in the workspace are mended after a look at them', async () => {
  const other = 'file:///work/b/main.tf';
  const files = { '/work/b/main.tf': subnet('b', false), '/work/c/main.tf': subnet('c', true) };
  const client = await startClient({ host, capabilities: capable, files });
  await client.open(main, subnet('a', false));
  await client.settled();
  const action = (await actions(client, main)).find(({ title }) => title.startsWith('Fix all in the workspace: '));
  const texts = { [main]: subnet('a', false), [other]: subnet('b', false) };
  assert.deepEqual(apply(action, texts), { [main]: subnet('a', true), [other]: subnet('b', true) });
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []));
  assert.deepEqual(
    edits.map((edit) => 'annotationId' in edit && edit.annotationId),
    ['groundwork', 'groundwork'],
  );
  assert.equal(action?.edit?.changeAnnotations?.['groundwork']?.needsConfirmation, true);
  await client.stop();
});

test('a client that shows what is to be confirmed unticked is asked once, and has all edits ticked', async () => {
  const initializationOptions = { unticksConfirmed: true };
  const files = { '/work/b/main.tf': subnet('b', false) };
  const client = await startClient({ host, capabilities: capable, files, initializationOptions });
  await client.open(main, subnet('a', false));
  await client.settled();
  const action = (await actions(client, main)).find(({ title }) => title.startsWith('Fix all in the workspace: '));
  const { documentChanges = [], changeAnnotations = {} } = action?.edit ?? {};
  const [asking, ...edits] = documentChanges;
  const options = { ignoreIfExists: true };
  assert.deepEqual(asking, { kind: 'create', uri: 'file:///work/b/main.tf', options, annotationId: 'ask' });
  assert.ok(edits.length === 2 && edits.every((change) => 'edits' in change));
  assert.equal(changeAnnotations['ask']?.needsConfirmation, true);
  assert.equal(changeAnnotations['groundwork']?.needsConfirmation, false);
  await client.stop();
});
