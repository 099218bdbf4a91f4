import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf } from './cli.ts';

const main = resolve('src/cli/main.ts');

/** Root may read and write everything, so what is forbidden is tried as somebody else. */
const somebody = {
  ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
  // Somebody else may not write where this run gathers its coverage.
  env: { ...process.env, NODE_V8_COVERAGE: '' },
};

function command(directory: string, args: readonly string[], more = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: directory,
    encoding: 'utf8',
    ...more,
  });
  return { status, stdout, stderr };
}

test('the process gives the exit status, and keeps the report and errors apart', () => {
  const place = directoryOf({ 'main.tf': openFirewall });
  const found = command(place, ['check']);
  assert.equal(found.status, 1);
  assert.equal(found.stderr, '');
  assert.match(found.stdout, /gcp\/open-ssh/);
  assert.ok(!found.stdout.includes('\u001b'), 'no colours in a pipe');
  const failed = command(place, ['check', 'nowhere']);
  assert.deepEqual(failed, { status: 2, stdout: '', stderr: 'groundwork: there is no file or directory nowhere.\n' });
  const coloured = command(place, ['check'], { env: { ...process.env, FORCE_COLOR: '1' } });
  assert.ok(coloured.stdout.includes('\u001b['));
});

test('a long report reaches a pipe whole, and a reader that stops early is no error', async () => {
  const blocks = Array.from({ length: 2000 }, (_, i) => openFirewall.replace('"ssh"', `"ssh${i}"`));
  const place = directoryOf({ 'main.tf': blocks.join('\n') });
  const { status, stdout } = command(place, ['check', '--format', 'json'], { maxBuffer: 1 << 28 });
  assert.equal(status, 1);
  assert.ok(JSON.parse(stdout).findings.length >= 2000);

  const child = spawn(process.execPath, [main, 'check'], { cwd: place, stdio: ['ignore', 'pipe', 'pipe'] });
  let error = '';
  child.stderr.on('data', (data) => {
    error += data;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((done) => child.on('close', done));
  assert.deepEqual([code, error], [1, '']);
});

test('what may not be read or written gives one line and exit status 2, and nothing is changed', {
  skip: process.platform === 'win32',
}, () => {
  const subnet =
    'resource "google_compute_subnetwork" "s" {\n  name = "s"\n  network = "n"\n  ip_cidr_range = "10.0.0.0/16"\n}\n';
  const place = directoryOf({
    'hidden/main.tf': openFirewall,
    'locked/main.tf': subnet,
    'closed/sub/main.tf': '',
    'fixed/main.tf': subnet,
  });
  chmodSync(join(place, 'hidden/main.tf'), 0o000);
  chmodSync(join(place, 'closed/sub'), 0o000);
  chmodSync(join(place, 'locked'), 0o555);
  const line = (args: readonly string[]): unknown => command(place, args, somebody);
  assert.deepEqual(line(['check', 'hidden']), {
    status: 2,
    stdout: '',
    stderr: 'groundwork: cannot read hidden/main.tf: permission denied.\n',
  });
  assert.deepEqual(line(['check', 'closed']), {
    status: 2,
    stdout: '',
    stderr: 'groundwork: cannot read closed/sub: permission denied.\n',
  });
  assert.deepEqual(line(['check', 'locked', '--fix']), {
    status: 2,
    stdout: '',
    stderr: 'groundwork: cannot write locked/main.tf: permission denied.\n',
  });
  assert.equal(readFileSync(join(place, 'locked/main.tf'), 'utf8'), subnet);
  chmodSync(join(place, 'closed/sub'), 0o755);
  chmodSync(join(place, 'locked'), 0o755);
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(command('.', ['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
});
