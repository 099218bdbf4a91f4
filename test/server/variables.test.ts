import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RootVariables, VariableChoice, VariableFileOption } from '../../src/protocol/messages.ts';
import { startClient, type TestClient } from './client.ts';
import { firewall, testLint } from './linting.ts';

const host = { lint: testLint };
const main = 'file:///work/main.tf';
const prod = 'file:///work/prod.tfvars';
const dev = 'file:///work/env/dev.tfvars';
const files = {
  '/work/main.tf': `variable "r" {}\n${firewall('var.r')}`,
  '/work/prod.tfvars': 'r = ["0.0.0.0/0"]\n',
  '/work/env/dev.tfvars': 'r = ["0.0.0.0/0"]\n',
};

const choose = (client: TestClient, ...choices: VariableChoice[]) =>
  client.connection.sendRequest('groundwork/chooseVariableFiles', { choices });
const chosen = (...uris: string[]): VariableChoice => ({ root: 'file:///work', files: uris });
const variables = (client: TestClient, uri?: string) =>
  client.connection.sendRequest<RootVariables[]>('groundwork/variables', uri === undefined ? {} : { uri });
const optionsOf = (client: TestClient, root = 'file:///work') =>
  client.connection.sendRequest<VariableFileOption[]>('groundwork/variableFiles', { root });
const count = (client: TestClient, uri: string) => client.shown.get(uri)?.length ?? 0;
const disk = async (client: TestClient, uri: string, text: string | undefined) => {
  const path = uri.replace('file://', '');
  if (text === undefined) client.files.texts.delete(path);
  else client.files.texts.set(path, text);
  const type = text === undefined ? 3 : 1;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
};

for (const pulls of [true, false]) {
  test(`findings follow the choice of variable files at once (${pulls ? 'asked for' : 'pushed'})`, async () => {
    const client = await startClient({ host, pulls, files });
    const stream = pulls ? client.stream() : undefined;
    await client.open(main, files['/work/main.tf']);
    await choose(client, chosen(prod));
    await client.until(() => count(client, prod) === 1);
    assert.equal(client.shown.get(prod)?.[0]?.relatedInformation?.[0]?.message, 'var.r <- prod.tfvars:1');
    await choose(client, chosen(dev));
    await client.until(() => count(client, dev) === 1 && count(client, prod) === 0);
    assert.equal(client.shown.get(dev)?.[0]?.relatedInformation?.[0]?.message, 'var.r <- env/dev.tfvars:1');
    await choose(client);
    await client.until(() => count(client, dev) === 0);
    await client.connection.sendRequest('shutdown');
    await stream;
    client.connection.dispose();
  });
}

test('a variable file that is open shows its findings as soon as it is chosen, and follows what is typed', async () => {
  const client = await startClient({ host, files });
  await client.open(dev, files['/work/env/dev.tfvars'], 'terraform-vars');
  assert.deepEqual(await client.rules(dev), []);
  await choose(client, chosen(dev));
  assert.deepEqual(await client.rules(dev), ['1:6 gcp/open-ssh']);
  await client.edit(dev, 'r = ["10.0.0.0/8"]\n', 2);
  assert.deepEqual(await client.rules(dev), []);
  await client.stop();
});

test('the later of two chosen files wins', async () => {
  const client = await startClient({ host, files: { ...files, '/work/env/dev.tfvars': 'r = []\n' } });
  await choose(client, chosen(prod, dev));
  assert.deepEqual(await client.rules(prod), []);
  await choose(client, chosen(dev, prod));
  assert.deepEqual(await client.rules(prod), ['1:6 gcp/open-ssh']);
  await client.stop();
});

test('a choice takes the place of what the configuration names, which counts again without one', async () => {
  const configured = {
    ...files,
    '/work/.groundwork.json': '{ "varFiles": ["env/dev.tfvars"] }',
    '/work/prod.tfvars': 'r = []\n',
    '/work/terraform.tfvars': 'r = []\n',
  };
  const client = await startClient({ host, files: configured });
  assert.deepEqual(await client.rules(dev), ['1:6 gcp/open-ssh']);
  const root = 'file:///work';
  const automatic = ['file:///work/terraform.tfvars'];
  assert.deepEqual(await variables(client, main), [{ root, automatic, used: [dev], chosen: false, missing: [] }]);
  await choose(client, chosen(prod));
  assert.deepEqual(await client.rules(dev), []);
  assert.deepEqual(await variables(client, main), [{ root, automatic, used: [prod], chosen: true, missing: [] }]);
  await choose(client, chosen());
  assert.deepEqual(await client.rules(dev), ['1:6 gcp/open-ssh']);
  await client.stop();
});

test('a choice that the client makes as it starts counts from the first findings on', async () => {
  const client = await startClient({
    host,
    pulls: false,
    files,
    initializationOptions: { variableFiles: [chosen(prod), null, { root: 7 }, { root: 'file:///work/x', files: [1] }] },
  });
  await client.until(() => count(client, prod) === 1);
  assert.equal(client.pushes.length, 1);
  await client.stop();
});

test('a chosen file that disappears is dropped and named, and counts again when it is back', async () => {
  const client = await startClient({ host, pulls: false, files });
  await choose(client, chosen(prod, dev));
  await client.until(() => count(client, dev) === 1);
  await disk(client, dev, undefined);
  await client.until(() => count(client, dev) === 0 && count(client, prod) === 1);
  const [left] = await variables(client, main);
  assert.deepEqual({ used: left?.used, missing: left?.missing }, { used: [prod], missing: [dev] });
  await disk(client, prod, undefined);
  await client.until(() => count(client, prod) === 0);
  const [none] = await variables(client, main);
  assert.deepEqual(
    { used: none?.used, chosen: none?.chosen, missing: none?.missing },
    { used: [], chosen: false, missing: [prod, dev] },
  );
  await disk(client, prod, files['/work/prod.tfvars']);
  await client.until(() => count(client, prod) === 1);
  await client.stop();
});

test('a choice outlives that everything is read again', async () => {
  const client = await startClient({ host, pulls: false, files });
  await choose(client, chosen(prod));
  await client.settled();
  assert.equal(count(client, prod), 1);
  await client.stop();
});

test('the files to choose from are those of the module, those below it and those that the configuration names', async () => {
  const client = await startClient({
    host,
    files: {
      '/work/.groundwork.json': '{ "varFiles": ["shared/org.tfvars", "gone.tfvars"] }',
      '/work/shared/org.tfvars': '',
      '/work/infra/main.tf': '',
      '/work/infra/terraform.tfvars': '',
      '/work/infra/z.auto.tfvars.json': '{}',
      '/work/infra/prod.tfvars': '',
      '/work/infra/env/a/dev.tfvars': '',
      '/work/infra/env/test.tfvars.json': '{}',
      '/work/infra/.terraform/modules/x/no.tfvars': '',
      '/work/infra/notes.txt': '',
    },
  });
  const options = await optionsOf(client, 'file:///work/infra');
  const marks = ({ automatic, configured }: VariableFileOption) =>
    `${automatic ? ' automatic' : ''}${configured ? ' configured' : ''}`;
  assert.deepEqual(
    options.map((option) => option.name + marks(option)),
    [
      'prod.tfvars',
      'terraform.tfvars automatic',
      'z.auto.tfvars.json automatic',
      'env/test.tfvars.json',
      'env/a/dev.tfvars',
      '../shared/org.tfvars configured',
    ],
  );
  assert.equal(options[0]?.uri, 'file:///work/infra/prod.tfvars');
  assert.deepEqual(await optionsOf(client, 'file:///elsewhere'), []);
  await client.stop();
});

test('a document belongs to every root that reads it, in all folders, and a variable file to the root above it', async () => {
  const call = 'module "m" {\n  source = "../m"\n}\n';
  const client = await startClient({
    host,
    folders: ['file:///w', 'file:///x'],
    files: {
      '/w/a/main.tf': call,
      '/w/b/main.tf': call,
      '/w/m/main.tf': '',
      '/w/b/env/prod.tfvars': '',
      '/x/main.tf': '',
    },
  });
  const roots = async (uri?: string) => (await variables(client, uri)).map(({ root }) => root);
  assert.deepEqual(await roots('file:///w/m/main.tf'), ['file:///w/a', 'file:///w/b']);
  assert.deepEqual(await roots('file:///w/b/env/prod.tfvars'), ['file:///w/b']);
  assert.deepEqual(await roots('file:///x/main.tf'), ['file:///x']);
  assert.deepEqual(await roots('file:///elsewhere/main.tf'), []);
  assert.deepEqual(await roots(), ['file:///w/a', 'file:///w/b', 'file:///x']);
  await client.stop();
});

test('each of two roots that call a module is checked with its own choice', async () => {
  const call = 'variable "r" {}\nmodule "m" {\n  source = "../m"\n  r      = var.r\n}\n';
  const client = await startClient({
    host,
    pulls: false,
    files: {
      '/work/a/main.tf': call,
      '/work/b/main.tf': call,
      '/work/m/main.tf': `variable "r" {}\n${firewall('var.r')}`,
      '/work/a/prod.tfvars': 'r = ["0.0.0.0/0"]\n',
      '/work/b/prod.tfvars': 'r = ["0.0.0.0/0"]\n',
    },
  });
  await choose(client, { root: 'file:///work/b', files: ['file:///work/b/prod.tfvars'] });
  await client.until(() => count(client, 'file:///work/b/prod.tfvars') === 1);
  assert.equal(count(client, 'file:///work/a/prod.tfvars'), 0);
  const [finding] = client.shown.get('file:///work/b/prod.tfvars') ?? [];
  assert.equal(finding?.relatedInformation?.[0]?.message, 'var.r <- b/prod.tfvars:1');
  await client.stop();
});
