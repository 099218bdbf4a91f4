import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { auditLines, shippedPackages } from '../src/scripts/audit.ts';
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

/** What the package holds: what VS Code reads, what runs, and what people are owed. */
const packaged = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/NOTICE.txt',
  'dist/client.cjs',
  'dist/extension.cjs',
  'dist/grammars/hcl.json',
  'dist/grammars/terraform.json',
  'dist/groundwork.schema.json',
  'dist/notes.cjs',
  'dist/reference.cjs.br',
  'dist/server.cjs',
  'dist/study.json.br',
  'dist/webview/study.css',
  'dist/webview/study.js',
  'l10n/bundle.l10n.json',
  'package.json',
  'package.nls.json',
  'snippets/alicloud.json',
  'snippets/aws.json',
  'snippets/azure.json',
  'snippets/gcp.json',
  'snippets/terraform.json',
  'src/extension/language-configuration.json',
  'src/extension/media/activity.svg',
  'src/extension/media/icon.png',
  'src/extension/media/start/ci.svg',
  'src/extension/media/start/fix.svg',
  'src/extension/media/start/read.svg',
  'src/extension/media/start/sample.svg',
  'src/extension/media/start/values.svg',
  'src/extension/sample/landing-zone.tf',
  'src/extension/sample/prod.tfvars',
];

test('the package holds exactly what it needs, in less than 2 MB', () => {
  const listing = spawnSync(process.execPath, [tool('@vscode/vsce', 'vsce'), 'ls', '--no-dependencies'], {
    encoding: 'utf8',
  });
  assert.equal(listing.status, 0, listing.stderr);
  const files = listing.stdout.split('\n').filter(Boolean);
  assert.deepEqual(files.toSorted(), packaged);
  const size = files.reduce((sum, file) => sum + deflateRawSync(readFileSync(file)).length, 0);
  assert.ok(size < 2_000_000, `${size} bytes`);
});

test('what runs contains few works of others, and all of them are known', () => {
  assert.deepEqual(shippedPackages(), [
    '@noble/hashes',
    'balanced-match',
    'brace-expansion',
    'hcl2-parser',
    'jsonc-parser',
    'linkify-it',
    'markdown-it',
    'mdurl',
    'minimatch',
    'minisearch',
    'picomatch',
    'punycode.js',
    'semver',
    'ts-fsrs',
    'uc.micro',
    'vscode-jsonrpc',
    'vscode-languageclient',
    'vscode-languageserver',
    'vscode-languageserver-protocol',
    'vscode-languageserver-textdocument',
    'vscode-languageserver-types',
    'vscode-uri',
    'yaml',
  ]);
});

test('every dependency has one version, and nothing is fetched when the extension is installed', () => {
  const { devDependencies, optionalDependencies, dependencies, scripts } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  assert.equal(dependencies, undefined);
  for (const [name, version] of Object.entries({ ...devDependencies, ...optionalDependencies }))
    assert.match(String(version), /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name);
  for (const name of Object.keys(scripts)) assert.doesNotMatch(name, /install|prepare/);
});

test('known vulnerabilities are told by what is shipped and what is not, and no answer is no finding', () => {
  const answer = JSON.stringify({
    vulnerabilities: {
      yaml: { severity: 'high', range: '<2.9.1' },
      mocha: { severity: 'low', range: '*' },
    },
  });
  assert.deepEqual(auditLines(answer, ['yaml']), { shipped: ['yaml <2.9.1: high'], tools: 1 });
  assert.deepEqual(auditLines('{ "vulnerabilities": {} }', ['yaml']), { shipped: [], tools: 0 });
  for (const none of ['', 'no', '{ "statusCode": 405, "message": "Method Not Allowed" }'])
    assert.equal(auditLines(none, ['yaml']), undefined);
});
