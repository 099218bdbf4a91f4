import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.js');
const made = mkdtempSync(join(realpathSync.native(tmpdir()), 'groundwork headless #'));
after(() => rmSync(made, { recursive: true, force: true }));

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly suppressed?: object;
}

/** What the command line finds, one line a finding, each once. */
function checked(directory: string, ...paths: string[]): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...paths, '--format', 'json'], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(stderr, '');
  const { findings } = JSON.parse(stdout) as { findings: Found[] };
  const lines = findings
    .filter(({ suppressed }) => !suppressed)
    .map(({ rule, severity, message, file, start, end }) =>
      [file, start.line, start.column, end.line, end.column, rule, severity, message].join(' '),
    );
  return [...new Set(lines)].sort();
}

const severities = ['', 'error', 'warning', 'info'];

/** What the language server tells of the same files. */
async function served(directory: string): Promise<string[]> {
  const child: ChildProcess = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  assert.ok(child.stdin && child.stdout);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
    workspaceFolders: [{ uri: pathToFileURL(directory).href, name: 'test' }],
  });
  await connection.sendNotification('initialized', {});
  await connection.sendRequest('groundwork/lintWorkspace');
  const { items } = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  });
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await ended, 0);
  connection.dispose();
  const line = (file: string, { range: { start, end }, code, severity, message }: Diagnostic) =>
    [
      ...[file, start.line + 1, start.character + 1, end.line + 1, end.character + 1],
      ...[code, severities[severity ?? 0], message],
    ].join(' ');
  return items
    .flatMap((report) => {
      const file = URI.parse(report.uri)
        .fsPath.slice(directory.length + 1)
        .replaceAll('\\', '/');
      return report.kind === 'full' ? report.items.map((item) => line(file, item)) : [];
    })
    .sort();
}

async function agree(directory: string): Promise<void> {
  const expected = checked(directory);
  assert.notDeepEqual(expected, []);
  assert.deepEqual(await served(directory), expected);
}

test('both find the same in the sample', async (t) => {
  const sample = join(root, 'test/sample');
  if (!existsSync(sample)) return t.skip('test/sample is not there');
  await agree(sample);
});

test("both find the same in the blog's file", async (t) => {
  const blog = join(root, '../shared/blog/landing-zone-gcp.tf');
  if (!existsSync(blog)) {
    console.log('Left out: ../shared/blog/landing-zone-gcp.tf is not there.');
    return t.skip('../shared/blog is not there');
  }
  const directory = join(made, 'blog');
  mkdirSync(directory);
  cpSync(blog, join(directory, 'main.tf'));
  await agree(directory);
});

test('both find the same across modules, configuration, suppressions and errors of syntax', async () => {
  const directory = join(made, 'modules');
  const write = (path: string, text: string) => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  write('.groundwork.json', '{ "rules": { "gcp/firewall-without-log": "error" } }');
  write('live/main.tf', 'module "net" {\n  source = "../net"\n  ranges = var.ranges\n}\n');
  write('live/variables.tf', 'variable "ranges" {\n  default = ["0.0.0.0/0"]\n}\n');
  write(
    'net/main.tf',
    `variable "ranges" {}
resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = "main"
  source_ranges = var.ranges
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
# groundwork:ignore gcp/open-ssh -- only here
resource "google_compute_firewall" "again" {
  name          = "again"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`,
  );
  write('broken/main.tf', 'locals {\n  a = \n}\n');
  await agree(directory);
});
