import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

/** The Node that npm runs on is the machine's own, which may be older than ours. `npm run build` makes the bundles. */
const node = process.env['npm_node_execpath'] ?? process.execPath;

test('the bundled command line finds the faults of the sample', () => {
  const args = ['dist/cli.js', 'check', 'test/sample', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 1);
  const { findings }: { findings: readonly { rule: string }[] } = JSON.parse(stdout);
  const found = new Set(findings.map(({ rule }) => rule));
  for (const rule of ['gcp/open-ssh', 'gcp/auto-subnets-conflict', 'gcp/subnet-overlap']) assert.ok(found.has(rule));
});

test('the bundled command line starts the language server that lies beside it', { timeout: 60_000 }, async (t) => {
  const server = spawn(node, ['dist/cli.js', 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => server.kill('SIGKILL'));
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  const [answer] = await once(server.stdout, 'data');
  assert.match(String(answer), /^Content-Length: /);
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  const [code] = await once(server, 'exit');
  assert.equal(code, 0);
});
