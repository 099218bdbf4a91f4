import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol/node';
import { rulesOn } from '../../src/linter/watching.ts';
import { type ClientOptions, startClient } from './client.ts';

const uri = 'file:///work/main.tf';
const network = 'resource "google_compute_network" "main" {\n  auto_create_subnetworks = false\n}\n';

/** The text of a hover at a character of the first line of `text`; null where there is none. */
async function hoverAt(
  text: string,
  character: number,
  { rules, ...options }: ClientOptions & { rules?: Readonly<Record<string, string>> } = {},
): Promise<string | null> {
  const ofModules = { 'terraform/required-providers': 'off', 'terraform/required-version': 'off' };
  const settings = { 'file:///work': { rules: { ...ofModules, 'terraform/no-remote-backend': 'off', ...rules } } };
  const client = await startClient({ settings, ...options });
  await client.open(uri, text);
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character },
  });
  await client.stop();
  return hover && (hover.contents as { value: string }).value;
}

test('a hover on a resource type tells who watches it, what it is called elsewhere and what teaches it', async () => {
  const text = await hoverAt(network, 15);
  assert.ok(text);
  assert.match(text, /^\*\*`google_compute_network`\*\*: virtual network\n/m);
  const on = rulesOn('google_compute_network');
  assert.ok(on.length > 1);
  assert.match(text, /^(?:\d+ rules watch|One rule watches) it: \d+ on network/m);
  assert.match(text, /Elsewhere: AWS `aws_vpc`, Azure `azurerm_virtual_network`, Alibaba Cloud `alicloud_vpc`/);
  assert.match(text, /^Note: .*\(knowledge\/[\w-]+\.md#[\w-]+\)$/m);
  assert.ok(text.length < 1000, 'concise');
});

test('rules that are turned off are counted apart', async () => {
  const rules = Object.fromEntries(rulesOn('google_compute_network').map(({ id }) => [id, 'off']));
  const text = await hoverAt(network, 15, { rules });
  assert.match(text ?? '', /No rule that is turned on watches it\. \d+ more are turned off\./);
});

test('our own client gets links that open the rule and the note', async () => {
  const text = await hoverAt(network, 15, { initializationOptions: { commandLinks: true } });
  assert.match(text ?? '', /^Note: \[[\w ,]+\]\(command:groundwork\.openNote\?%5B%22[\w-]+%23[\w-]+%22%5D\)$/m);
  assert.match(text ?? '', /\[gcp\/[\w-]+\]\(command:groundwork\.explainRule\?%5B%22gcp%2F[\w-]+%22%5D\)/);
});

test('a finding on the type comes first, then what there is to know of the type', async () => {
  const bare = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';
  const text = await hoverAt(bare, 12);
  assert.match(text ?? '', /aws\/[\s\S]*\n---\n\n\*\*`aws_vpc`\*\*: virtual network/);
  assert.doesNotMatch((await hoverAt(bare, 20)) ?? '', /virtual network/, 'on the name only the findings');
});

test('a type that no rule watches and no other cloud has is not spoken of', async () => {
  assert.equal(await hoverAt('resource "random_id" "a" {\n}\n', 14), null);
  assert.equal(await hoverAt('variable "google_compute_network" {\n}\n', 14), null);
});
