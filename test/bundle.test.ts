import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { tool } from '../src/scripts/run.ts';

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

/** What the package may hold: what VS Code reads, what runs, and what people are owed. */
const packaged: readonly RegExp[] = [
  /^package(?:\.nls(?:\.[a-z-]+)?)?\.json$/,
  /^(?:README\.md|CHANGELOG\.md|LICENSE|dist\/NOTICE\.txt)$/,
  /^dist\/(?:(?:extension|client|notes|server)\.cjs|(?:reference\.cjs|study\.json)\.br)$/,
  /^dist\/webview\/[a-z-]+\.(?:js|css)$/,
  /^dist\/(?:groundwork\.schema|grammars\/[a-z]+)\.json$/,
  /^snippets\/[a-z]+\.json$/,
  /^l10n\/bundle\.l10n(?:\.[a-z-]+)?\.json$/,
  /^src\/extension\/sample\/[a-z-]+\.(?:tf|tfvars)$/,
  /^src\/extension\/media\/start\/[a-z-]+\.svg$/,
  /^src\/extension\/(?:language-configuration\.json|media\/[a-z-]+\.(?:png|svg))$/,
];

test('the package holds only what it needs, in less than 2 MB', () => {
  const listing = spawnSync(process.execPath, [tool('@vscode/vsce', 'vsce'), 'ls', '--no-dependencies'], {
    encoding: 'utf8',
  });
  assert.equal(listing.status, 0, listing.stderr);
  const files = listing.stdout.split('\n').filter(Boolean);
  assert.deepEqual(
    files.filter((file) => !packaged.some((pattern) => pattern.test(file))),
    [],
  );
  const needed = ['extension.cjs', 'client.cjs', 'notes.cjs', 'server.cjs', 'reference.cjs.br', 'study.json.br'];
  for (const file of ['package.json', 'LICENSE', ...needed.map((name) => `dist/${name}`)])
    assert.ok(files.includes(file), `${file} is missing`);
  const size = files.reduce((sum, file) => sum + deflateRawSync(readFileSync(file)).length, 0);
  assert.ok(size < 2_000_000, `${size} bytes`);
});
