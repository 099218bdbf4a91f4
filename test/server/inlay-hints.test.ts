import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlayHint, InlayHintLabelPart, Location } from 'vscode-languageserver-protocol/node';
import { startClient, type TestClient } from './client.ts';
import { firewall, testLint, variable } from './linting.ts';

const main = 'file:///work/main.tf';
const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { workspaceFolders: true, inlayHint: { refreshSupport: true } },
};

async function started(files: Record<string, string>, chosen: readonly string[] = []): Promise<TestClient> {
  const client = await startClient({
    host: { lint: testLint },
    files,
    capabilities,
    initializationOptions: {
      variableFiles: [{ root: 'file:///work', files: chosen.map((name) => `file:///work/${name}`) }],
    },
  });
  await client.open(main, files['/work/main.tf'] ?? '');
  return client;
}

const ask = (client: TestClient, lines: readonly [number, number] = [0, 100]) =>
  client.connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', {
    textDocument: { uri: main },
    range: { start: { line: lines[0], character: 0 }, end: { line: lines[1], character: 0 } },
  });

/** `line:character text` of each hint. */
const shown = (hints: readonly InlayHint[] | null) =>
  (hints ?? []).map(({ position: { line, character }, label }) => {
    const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
    return `${line}:${character} ${text}`;
  });

test('a hint stands behind a reference whose value a rule finds fault with, and leads to where it is written', async () => {
  const client = await started(
    {
      '/work/main.tf': `${firewall('var.r')}${firewall('["0.0.0.0/0"]')}${firewall('var.fine')}`,
      '/work/variables.tf': `variable "r" {}\n${variable('fine', '["10.0.0.0/8"]')}`,
      '/work/prod.tfvars': '\nr = ["0.0.0.0/0"]\n',
    },
    ['prod.tfvars'],
  );
  const hints = await ask(client);
  assert.deepEqual(shown(hints), ['1:23 ["0.0.0.0/0"] from prod.tfvars:2']);
  const [hint] = hints ?? [];
  const parts = hint?.label as InlayHintLabelPart[];
  const location: Location = {
    uri: 'file:///work/prod.tfvars',
    range: { start: { line: 1, character: 5 }, end: { line: 1, character: 16 } },
  };
  assert.deepEqual(parts[1], { value: 'prod.tfvars:2', location });
  assert.equal(hint?.tooltip, 'The range is open.');
  assert.deepEqual(await ask(client, [3, 8]), [], 'only in the lines that the client shows');
  await client.stop();
});

test('a sensitive value is never shown, whether it is marked or only named as one', async () => {
  for (const [name, mark] of [
    ['r', '  sensitive = true\n'],
    ['admin_password', ''],
  ] as const) {
    const client = await started({
      '/work/main.tf': firewall(`var.${name}`),
      '/work/variables.tf': `variable "${name}" {\n${mark}}\n`,
      '/work/terraform.tfvars': `${name} = ["0.0.0.0/0"]\n`,
    });
    const hints = await ask(client);
    assert.match(shown(hints).join(), /^1:\d+ from terraform\.tfvars:1$/);
    assert.doesNotMatch(JSON.stringify(hints), /0\.0\.0\.0/);
    await client.stop();
  }
});

test('a long value is cut, and one that differs between calls of a module is left out', async () => {
  const long = `[${Array.from({ length: 20 }, (_, i) => `"10.0.${i}.0/24"`).join(', ')}, "0.0.0.0/0"]`;
  const client = await started({ '/work/main.tf': firewall('var.r'), '/work/variables.tf': variable('r', long) });
  const [text = ''] = shown(await ask(client));
  assert.match(text, /^1:23 \["10\.0\.0\.0\/24", .*… from variables\.tf:2$/);
  assert.equal(text.length, '1:23 '.length + 43, 'as much as VS Code shows');
  await client.stop();

  const call = (name: string, ranges: string) => `module "${name}" {\n  source = "./net"\n  r = ${ranges}\n}\n`;
  const modules = await startClient({
    host: { lint: testLint },
    files: {
      '/work/main.tf': call('a', '["0.0.0.0/0"]') + call('b', '["10.0.0.0/8"]'),
      '/work/net/net.tf': `variable "r" {}\n${firewall('var.r')}`,
    },
    capabilities,
  });
  const uri = 'file:///work/net/net.tf';
  await modules.open(uri, `variable "r" {}\n${firewall('var.r')}`);
  const hints = await modules.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  assert.match(shown(hints).join(), /^2:23 from .*main\.tf:3$/);
  await modules.stop();
});

test('the client is told to ask again when the value changes elsewhere, and only then', async () => {
  const client = await started({
    '/work/main.tf': firewall('var.r'),
    '/work/variables.tf': variable('r', '["0.0.0.0/0"]'),
  });
  let refreshed = 0;
  client.connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshed++;
    return null;
  });
  assert.equal(shown(await ask(client)).length, 1);
  await client.open('file:///work/variables.tf', `${variable('r', '["0.0.0.0/0"]')}# more\n`);
  await client.settled();
  assert.equal(refreshed, 0, 'nothing that is shown has changed');
  await client.edit('file:///work/variables.tf', variable('r', '["10.0.0.0/8"]'), 2);
  await client.settled();
  assert.equal(refreshed, 1);
  assert.deepEqual(await ask(client), []);
  await client.stop();
});
