import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol/node';
import { ruleInfo } from '../../src/linter/own-rules.ts';
import { startClient } from './client.ts';
import { firewall, testLint, variable } from './linting.ts';

const vars = 'file:///work/variables.tf';
const files = { '/work/main.tf': firewall('var.r') };

test('a hover on a finding gives the reason, the way of the value and what to read', async () => {
  const client = await startClient({ host: { lint: testLint }, files });
  await client.open(vars, variable('r', '["0.0.0.0/0"]'));
  const ask = (character: number) =>
    client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: vars },
      position: { line: 1, character },
    });
  const hover = await ask(16);
  assert.deepEqual(hover?.range, { start: { line: 1, character: 13 }, end: { line: 1, character: 24 } });
  assert.ok(hover);
  const { kind, value } = hover.contents as { kind: string; value: string };
  const rule = ruleInfo('gcp/open-ssh');
  assert.ok(rule);
  assert.equal(kind, 'markdown');
  const others = 'In other tools: `checkov/CKV_GCP_2`, `trivy/GCP-0071`';
  for (const part of [rule.title, 'The range is open.', rule.why, others, rule.refs[0] ?? ''])
    assert.ok(value.includes(part), part);
  const way =
    '`var.r` <- [variables.tf:2](file:///work/variables.tf#L2) = `"0.0.0.0/0"`, used in [main.tf:2](file:///work/main.tf#L2)';
  assert.ok(value.includes(way), value);
  assert.equal(await ask(2), null);
  await client.stop();
});

test('a client that shows no Markdown gets plain text', async () => {
  const client = await startClient({
    host: { lint: testLint },
    files,
    capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
  });
  await client.open(vars, variable('r', '["0.0.0.0/0"]'));
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: vars },
    position: { line: 1, character: 16 },
  });
  assert.ok(hover);
  const { kind, value } = hover.contents as { kind: string; value: string };
  assert.equal(kind, 'plaintext');
  assert.ok(value.includes('var.r <- variables.tf:2 = "0.0.0.0/0", used in main.tf:2'), value);
  assert.doesNotMatch(value, /\*\*|`|\]\(/);
  await client.stop();
});

test('a client that shows the findings above the hover is told only what they do not say', async () => {
  const client = await startClient({
    host: { lint: testLint },
    files,
    initializationOptions: { diagnosticsInHover: true },
  });
  await client.open(vars, variable('r', '["0.0.0.0/0"]'));
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: vars },
    position: { line: 1, character: 16 },
  });
  assert.ok(hover);
  const { value } = hover.contents as { value: string };
  const rule = ruleInfo('gcp/open-ssh');
  assert.ok(rule);
  for (const part of [rule.title, rule.why, rule.refs[0] ?? '']) assert.ok(value.includes(part), part);
  for (const part of ['The range is open.', 'declared here', 'gcp/open-ssh']) assert.ok(!value.includes(part), part);
  await client.stop();
});

test('where a faulty value is read, a hover tells what was found in it and where it was given', async () => {
  const main = 'file:///work/main.tf';
  const texts = {
    '/work/variables.tf': 'variable "r" {}\n',
    '/work/terraform.tfvars': 'r = [\n  "0.0.0.0/0",\n]\n',
  };
  const client = await startClient({
    host: { lint: testLint },
    files: texts,
    initializationOptions: { diagnosticsInHover: true },
  });
  await client.open(main, files['/work/main.tf']);
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: main },
    position: { line: 1, character: 20 },
  });
  assert.ok(hover);
  assert.deepEqual(hover.range, { start: { line: 1, character: 18 }, end: { line: 1, character: 23 } });
  const { value } = hover.contents as { value: string };
  for (const part of [
    'The range is open.',
    '`var.r` <- [terraform.tfvars:2](file:///work/terraform.tfvars#L2) = `"0.0.0.0/0"`',
    'var.r is declared here: [variables.tf:1](file:///work/variables.tf#L1)',
  ])
    assert.ok(value.includes(part), `${part} in ${value}`);
  await client.stop();
});

test('a hover keeps a sensitive value to itself', async () => {
  const main = 'file:///work/main.tf';
  const client = await startClient({
    host: { lint: testLint },
    files: {
      '/work/variables.tf': 'variable "r" {\n  sensitive = true\n}\n',
      '/work/terraform.tfvars': 'r = ["0.0.0.0/0"]\n',
    },
  });
  await client.open(main, files['/work/main.tf']);
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: main },
    position: { line: 1, character: 20 },
  });
  assert.ok(hover);
  const { value } = hover.contents as { value: string };
  assert.match(value, /`var\.r` <- \[terraform\.tfvars:1\]/);
  assert.doesNotMatch(value, /0\.0\.0\.0/);
  await client.stop();
});

test('a hover on an id in a comment says what it stands for and how far it reaches', async () => {
  const client = await startClient({ host: { lint: testLint }, files: {} });
  const uri = 'file:///work/main.tf';
  await client.open(
    uri,
    '#trivy:ignore:GCP-0071:exp:2027-03-31\nresource "x" "y" {\n  #checkov:skip=CKV_GCP_2,CKV_GCP_99999:why\n}\n',
  );
  const ask = async (line: number, character: number) => {
    const position = { line, character };
    const params = { textDocument: { uri }, position };
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', params);
    return (hover?.contents as { value: string } | undefined)?.value;
  };
  const known = await ask(2, 18);
  assert.match(known ?? '', /^`CKV_GCP_2` for checkov: suppressed in the whole block around it\n/);
  assert.ok(known?.includes(`- ${ruleInfo('gcp/open-ssh')?.title} \`gcp/open-ssh\``), known);
  assert.match((await ask(2, 28)) ?? '', /No rule of Groundwork stands for it\.$/);
  const trivy = await ask(0, 16);
  assert.match(trivy ?? '', /this line or the one below, to the end of 2027-03-30/);
  assert.match(trivy ?? '', /The comment gives no reason\.$/);
  assert.equal(await ask(0, 3), undefined);
  await client.stop();
});

test('ids of every tool are decoded, wherever they may stand', async () => {
  const client = await startClient({ host: { lint: testLint }, files });
  const tell = async (path: string, text: string, word: string) => {
    const uri = `file:///work/${path}`;
    await client.open(uri, text);
    const before = text.slice(0, text.indexOf(word)).split('\n');
    const position = { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 1 };
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    return (hover?.contents as { value: string } | undefined)?.value ?? '';
  };
  const block = (line: string) => `resource "x" "y" {\n  ${line}\n}\n`;
  const ssh = new RegExp(`- ${ruleInfo('gcp/open-ssh')?.title} \`gcp/open-ssh\``);
  const kics = 'c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0';
  const disabled = await tell('a.tf', `# kics-scan disable=00000000-0000-4000-8000-000000000000,${kics}\n`, kics);
  assert.match(disabled, /^`c4dcdcdf-[^`]*` for kics: suppressed in the whole file\n/);
  assert.match(disabled, ssh);
  const enabled = await tell('b.tf', `# kics-scan enable=${kics}\n`, 'enable');
  assert.match(enabled, /^`enable` for kics: [\s\S]*only this is left:\n/);
  assert.match(enabled, ssh);
  const skipped = await tell('c.tf', block('#ts:skip=AC_GCP_0228 why'), 'AC_');
  assert.match(skipped, /for terrascan: suppressed in the whole block around it\n/);
  assert.match(skipped, ssh);
  assert.match(await tell('d.tf', block('#ts:skip=accurics.gcp.NS.148'), 'accurics'), ssh);
  assert.match(
    await tell('e.tf', block('#ts:maxseverity=Low'), 'maxseverity'),
    /the greatest severity of what is found/,
  );
  const early = await tell('f.tf', block('#tfsec:ignore:AWS077'), 'AWS077');
  assert.ok(early.includes(`\`${ruleInfo('aws/s3-versioning')?.id}\``), early);
  const json = await tell('g.tf.json', '{"locals": {"//": "checkov:skip=CKV_GCP_2:why"}}', 'CKV_');
  assert.match(json, ssh);
  await client.stop();
});

test('where a comment has a fault, a hover tells it and what the id stands for', async () => {
  const client = await startClient({ files: {} });
  const uri = 'file:///work/main.tf';
  await client.open(uri, 'resource "x" "y" {\n  #checkov:skip=CKV_GCP_2:why\n}\n');
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 18 },
  });
  assert.ok(hover);
  const { value } = hover.contents as { value: string };
  assert.match(value, /^\*\*A suppression suppresses nothing\*\*[\s\S]*---\n\n`CKV_GCP_2` for checkov/);
  await client.stop();
});
