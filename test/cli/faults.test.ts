import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

test('a file that changes while it is checked is not mended, nor any other', posix, () => {
  const place = directoryOf({ 'a.tf': subnet, 'main.tf': subnet.replace('"s"', '"t"') });
  // Somebody saves the file just before the mended texts are written.
  const meanwhile = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const real = fs.accessSync;
    fs.accessSync = (...args) => (fs.writeFileSync('main.tf', 'mine = 1\\n'), real(...args));
    syncBuiltinESMExports();`;
  const flag = `--import=data:text/javascript,${encodeURIComponent(meanwhile)}`;
  const { status, stderr } = spawnSync(process.execPath, [flag, main, 'check', '--fix'], {
    cwd: place,
    encoding: 'utf8',
  });
  const message = 'main.tf changed while it was checked, so nothing was mended; run the command again.';
  assert.deepEqual([status, stderr], [2, `groundwork: ${message}\n`]);
  assert.equal(readFileSync(join(place, 'main.tf'), 'utf8'), 'mine = 1\n');
  assert.equal(readFileSync(join(place, 'a.tf'), 'utf8'), subnet);
});

test('a file that may no longer be read when its turn comes is told of in one line', () => {
  const place = directoryOf({ 'a.tf': openFirewall, 'main.tf': openFirewall });
  const meanwhile = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const real = fs.readFileSync;
    fs.readFileSync = (path, ...rest) => {
      if (String(path).endsWith('main.tf')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return real(path, ...rest);
    };
    syncBuiltinESMExports();`;
  const flag = `--import=data:text/javascript,${encodeURIComponent(meanwhile)}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [flag, main, 'check'], {
    cwd: place,
    encoding: 'utf8',
  });
  assert.deepEqual([status, stdout, stderr], [2, '', 'groundwork: cannot read main.tf: permission denied.\n']);
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

test('paths with spaces, letters of any script, # and % are read, named and written', async () => {
  const name = 'a b/#1 100%25/größe 网络/main.tf';
  const place = directoryOf({ [name]: subnet, 'main.tf': `module "m" {\n  source = "./${dirname(name)}"\n}\n` });
  for (const format of ['json', 'sarif']) {
    const { out } = await groundwork(place, ['check', '--format', format]);
    const named: readonly string[] =
      format === 'json'
        ? JSON.parse(out).findings.map(({ file }: { file: string }) => file)
        : JSON.parse(out).runs[0].results.map(({ locations }: SarifResult) =>
            decodeURIComponent(locations[0]?.physicalLocation.artifactLocation.uri ?? ''),
          );
    assert.deepEqual([...new Set(named)], [name, 'main.tf'], format);
  }
  assert.equal((await groundwork(place, ['check', '--fix', name, '--output', '#%.txt'])).status, 1);
  assert.match(readFileSync(join(place, name), 'utf8'), /private_ip_google_access = true/);
  assert.match(readFileSync(join(place, '#%.txt'), 'utf8'), /1 fix applied/);
});

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
}
