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
  for (const part of [rule.title, 'The range is open.', rule.why, rule.refs[0] ?? ''])
    assert.ok(value.includes(part), part);
  assert.ok(value.includes('Used here as var.r: [main.tf:2](file:///work/main.tf#L2)'), value);
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
  assert.ok(value.includes('Used here as var.r: main.tf:2'), value);
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
  for (const part of ['The range is open.', 'Used here', 'gcp/open-ssh']) assert.ok(!value.includes(part), part);
  await client.stop();
});
