import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { lint } from '../../src/linter/lint.ts';
import type { FileSystem } from '../../src/terraform/files.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { onlyRules, openFirewall } from '../linter/linting.ts';
import { memoryFiles } from '../memory.ts';
import { directoryOf, groundwork } from './cli.ts';

const main = resolve('src/cli/main.ts');
const posix = { skip: process.platform === 'win32' };

const subnet = `resource "google_compute_subnetwork" "s" {
  name          = "s"
  network       = "main"
  ip_cidr_range = "10.0.0.0/16"
  description   = "${'x'.repeat(4096)}"
}
`;

test('NUL bytes are a fault of the file, and the others are linted', async () => {
  const place = directoryOf({ 'nul.tf': `a\0b = 1\n\0\0\0`, 'main.tf': openFirewall });
  const { status, out, error } = await groundwork(place, ['check']);
  assert.equal(error, '');
  assert.equal(status, 1);
  assert.match(out, /gcp\/open-ssh/);
  assert.match(out, /terraform\/syntax/);
  assert.ok(!out.includes('\0'));
});

test('a program named .tf is told of in one line', async () => {
  const elf = new Uint8Array(4096).map((_, i) => [0x7f, 0x45, 0x4c, 0x46][i] ?? (i * 37) & 0xff);
  const place = directoryOf({ 'main.tf': elf });
  assert.deepEqual(await groundwork(place, ['check', '--fix']), {
    status: 2,
    out: '',
    error: 'groundwork: cannot read main.tf: not UTF-8 text.\n',
  });
  assert.deepEqual(new Uint8Array(readFileSync(join(place, 'main.tf'))), elf);
});

test('a file of 50 MB is told of in one line, without being read', async () => {
  const place = directoryOf({ 'main.tf': '' });
  truncateSync(join(place, 'main.tf'), 50 * 1024 * 1024);
  assert.deepEqual(await groundwork(place, ['check']), {
    status: 2,
    out: '',
    error: 'groundwork: cannot read main.tf: larger than 32 MB.\n',
  });
});

/** Runs a command line that may write no file of more than a kilobyte: like a disk that is nearly full, for any user. */
function limited(place: string, ...args: readonly string[]) {
  const { status, stderr, stdout } = spawnSync(
    'bash',
    ['-c', 'ulimit -f 1; exec "$@"', 'bash', process.execPath, main, ...args],
    { cwd: place, encoding: 'utf8', env: { ...process.env, NODE_V8_COVERAGE: '' } },
  );
  return { status, stderr, stdout };
}

test('--fix on a disk without room leaves the file whole, and nothing beside it', posix, () => {
  const place = directoryOf({ 'main.tf': subnet });
  const { status, stderr, stdout } = limited(place, 'check', '--fix');
  assert.equal(stderr, 'groundwork: cannot write main.tf: it would be larger than is allowed here.\n');
  assert.deepEqual([status, stdout], [2, '']);
  assert.equal(readFileSync(join(place, 'main.tf'), 'utf8'), subnet);
  assert.deepEqual(readdirSync(place), ['main.tf']);
});

test('--output on a disk without room leaves the earlier report whole', posix, () => {
  const place = directoryOf({ 'main.tf': openFirewall, 'report.sarif': 'earlier' });
  const { status, stderr } = limited(place, 'check', '--format', 'sarif', '--output', 'report.sarif');
  assert.equal(stderr, 'groundwork: cannot write report.sarif: it would be larger than is allowed here.\n');
  assert.equal(status, 2);
  assert.equal(readFileSync(join(place, 'report.sarif'), 'utf8'), 'earlier');
  assert.deepEqual(readdirSync(place).sort(), ['main.tf', 'report.sarif']);
});

test('a full device is told of in one line', { skip: !existsSync('/dev/full') }, async () => {
  const place = directoryOf({ 'main.tf': openFirewall });
  const { status, error } = await groundwork(place, ['check', '--output', '/dev/full']);
  assert.deepEqual([status, error], [2, 'groundwork: cannot write /dev/full: no space is left.\n']);
});

test('--output to a directory that may not be written leaves the earlier report whole', posix, () => {
  const place = directoryOf({ 'main.tf': openFirewall, 'kept/report.json': 'earlier' });
  chmodSync(join(place, 'kept'), 0o555);
  const { status, stderr } = spawnSync(
    process.execPath,
    [main, 'check', '--format', 'json', '--output', 'kept/report.json'],
    {
      cwd: place,
      encoding: 'utf8',
      // Root may write everywhere, so somebody else tries, who may not write where coverage is gathered.
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
      env: { ...process.env, NODE_V8_COVERAGE: '' },
    },
  );
  chmodSync(join(place, 'kept'), 0o755);
  assert.deepEqual([status, stderr], [2, 'groundwork: cannot write kept/report.json: permission denied.\n']);
  assert.equal(readFileSync(join(place, 'kept/report.json'), 'utf8'), 'earlier');
});

test('a file that goes away between listing and reading is not there, and the others are linted', () => {
  const disk = memoryFiles({ 'main.tf': openFirewall, 'gone.tf': openFirewall, 'gone.tfvars': 'a = 1\n' });
  const files = { ...disk, readFile: (path: string) => (path.startsWith('gone') ? undefined : disk.readFile(path)) };
  const findings = lint(new Workspace(files), '.', onlyRules('gcp/open-ssh'));
  assert.deepEqual(
    findings.map(({ rule, at }) => `${at.file} ${rule}`),
    ['main.tf gcp/open-ssh'],
  );
});

test('a directory of 100,000 entries is looked through', () => {
  const entries = Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}.txt`, directory: false }));
  const all = [...entries, { name: 'main.tf', directory: false }];
  const files: FileSystem = {
    readDirectory: (path) => (path === '.' ? all : undefined),
    readFile: (path) => (path === 'main.tf' ? openFirewall : undefined),
  };
  const workspace = new Workspace(files);
  assert.deepEqual(workspace.rootDirectories('.'), ['.']);
  assert.equal(lint(workspace, '.', onlyRules('gcp/open-ssh')).length, 1);
});
