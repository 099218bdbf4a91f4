import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

/** The Node that npm runs on is the machine's own, which may be older than ours. */
const node = process.env['npm_node_execpath'] ?? process.execPath;

function cli(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  assert.ok(existsSync('dist/cli.js'), 'run `npm run build` first');
  return spawnSync(node, ['dist/cli.js', ...args], { encoding: 'utf8', input });
}

test('the bundled command line finds the faults of the sample', () => {
  const { status, stdout, stderr } = cli(['check', 'test/sample', '--format', 'json']);
  assert.equal(stderr, '');
  assert.equal(status, 1);
  const { findings }: { findings: readonly { rule: string }[] } = JSON.parse(stdout);
  const rules = new Set(findings.map(({ rule }) => rule));
  for (const rule of ['gcp/open-ssh', 'gcp/auto-subnets-conflict', 'gcp/subnet-overlap'])
    assert.ok(rules.has(rule), rule);
});

test('the bundled command line starts the language server that lies beside it', () => {
  const messages = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { jsonrpc: '2.0', id: 2, method: 'shutdown' },
    { jsonrpc: '2.0', method: 'exit' },
  ].map((message) => JSON.stringify(message));
  const input = messages.map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`).join('');
  const { status, stdout, stderr } = cli(['lsp', '--stdio'], input);
  assert.equal(stderr, '');
  assert.match(stdout, /"capabilities":/);
  assert.equal(status, 0);
});
