import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, CompletionItem, InitializeResult } from 'vscode-languageserver-protocol/node';
import { allSnippets } from '../../src/server/snippets.ts';
import { type ClientOptions, startClient, type TestClient } from './client.ts';

const uri = 'file:///work/main.tf';

const able: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } } },
};

/** What is offered where `|` stands in a text. */
async function at(client: TestClient, marked: string, where = uri): Promise<CompletionItem[] | null> {
  const offset = marked.indexOf('|');
  const before = marked.slice(0, offset).split('\n');
  await client.open(where, marked.slice(0, offset) + marked.slice(offset + 1));
  return client.connection.sendRequest<CompletionItem[] | null>('textDocument/completion', {
    textDocument: { uri: where },
    position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
  });
}

async function asking<T>(options: ClientOptions, ask: (client: TestClient) => Promise<T>): Promise<T> {
  const client = await startClient(options);
  try {
    return await ask(client);
  } finally {
    await client.stop();
  }
}

const labels = (items: readonly CompletionItem[] | null) => items?.map(({ label }) => label);

test('a snippet takes the place of the word that was typed', async () => {
  await asking({ capabilities: able }, async (client) => {
    const items = await at(client, 'locals {}\n\ngcp-vp|\n');
    const item = items?.find(({ label }) => label === 'gcp-vpc');
    const snippet = (await allSnippets()).find(({ prefixes }) => prefixes.includes('gcp-vpc'));
    assert.ok(item && snippet);
    assert.equal(item.insertTextFormat, 2);
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
      newText: snippet.body,
    });
    assert.match(snippet.body, /\$\{1:main\}/);

    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    const { kind, value } = resolved.documentation as { kind: string; value: string };
    assert.equal(kind, 'markdown');
    assert.ok(value.startsWith(`${snippet.description}.\n\n\`\`\`terraform\n`), value);
    assert.ok(value.includes('resource "google_compute_network" "main" {'), value);
  });
});

test('a client without snippets gets the text with its defaults', async () => {
  await asking({}, async (client) => {
    const item = (await at(client, 'ali-vsw|'))?.find(({ label }) => label === 'ali-vswitch');
    assert.ok(item?.textEdit);
    assert.equal(item.insertTextFormat, 1);
    assert.match(item.textEdit.newText, /^resource "alicloud_vswitch" "private" \{$/m);
    assert.doesNotMatch(item.textEdit.newText, /(?<!")\$\d|\$\{\d/);
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    assert.match(String(resolved.documentation), /^Private subnets?|^Private vSwitches/);
  });
});

for (const [what, text] of [
  ['an empty file', '|'],
  ['an empty line between blocks', 'locals {}\n|\nvariable "a" {}\n'],
  ['a word before a block', 'aws-vpc|\n\nvariable "a" {}\n'],
  ['the end of a file after a broken block', 'variable "a" {\n  type = \n}\n\naws-vpc|'],
] as const) {
  test(`snippets are offered at ${what}`, async () => {
    assert.ok(labels(await asking({ capabilities: able }, (client) => at(client, text)))?.includes('aws-vpc'));
  });
}

for (const [what, text, where] of [
  ['within a block', 'resource "a" "b" {\n  aws|\n}\n'],
  ['within a block that has no end yet', 'resource "a" "b" {\n  aws|\n'],
  ['within a comment', '/*\naws|\n*/\n'],
  ['behind a comment mark', '# aws|\n'],
  ['behind something else', 'locals {} aws|\n'],
  ['before something else', 'aws| {}\n'],
  ['in a file with values', 'aws|\n', 'file:///work/prod.tfvars'],
  ['in a file of JSON', 'aws|\n', 'file:///work/main.tf.json'],
] as const) {
  test(`nothing is offered ${what}`, async () => {
    assert.equal(await asking({ capabilities: able }, (client) => at(client, text, where)), null);
  });
}

test('only what the typed letters may lead to is offered', async () => {
  const offered = labels(await asking({ capabilities: able }, (client) => at(client, 'zlanding|')));
  assert.deepEqual(offered, ['az-landing-zone', 'azure-landing-zone']);
});

test('a client that has the snippets by itself is not offered them twice', async () => {
  const offers = async (initializationOptions: unknown) =>
    asking({ capabilities: able, initializationOptions }, async (client) => client.initialized.capabilities);
  assert.equal((await offers({ contributesSnippets: true })).completionProvider, undefined);
  const { completionProvider }: InitializeResult['capabilities'] = await offers({});
  assert.deepEqual(completionProvider, { resolveProvider: true, triggerCharacters: ['-'] });
});
