import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { createProgress } from '../../src/cli/progress.ts';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf, groundwork } from './cli.ts';

const main = resolve('src/cli/main.ts');

/** A module that is loaded before the program. */
const before = (code: string): string => `--import=data:text/javascript,${encodeURIComponent(code)}`;

/** Lets the program believe that it has run for long. */
const long = before('const now = performance.now.bind(performance); performance.now = () => now() + 60_000;');

/** What takes a line away. */
const erased = '\r\u001b[K';

const { CI: _, NO_COLOR: __, ...plain } = process.env;

/** Runs a command on a terminal of its own, on Linux. */
const terminal = 'script';

/** What a terminal receives, standard output and error together. */
function onTerminal(place: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const command = [process.execPath, long, main, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { stdout } = spawnSync(terminal, ['-qec', command, '/dev/null'], {
    cwd: place,
    encoding: 'utf8',
    env: { ...plain, TERM: 'xterm', NODE_V8_COVERAGE: '', ...env },
  });
  return stdout;
}

const withoutTerminals = process.platform !== 'linux' || spawnSync(terminal, ['--version']).status !== 0;

test('nothing is said of work that is short, and now and then of work that is long', () => {
  const lines: string[] = [];
  let now = 0;
  const progress = createProgress(
    (line) => lines.push(line),
    () => now,
  );
  for (; now < 2000; now += 10) progress(() => `at ${now}`);
  assert.equal(lines[0], 'at 1000');
  assert.equal(lines.length, 10);
});

test('the modules are counted while they are checked', async () => {
  const place = directoryOf({ 'a/main.tf': openFirewall, 'b/main.tf': openFirewall });
  const { performance } = globalThis;
  const real = performance.now;
  const lines: string[] = [];
  performance.now = () => real.call(performance) + lines.length * 1000 + 60_000;
  try {
    const { error } = await groundwork(place, ['check'], { progress: (line) => lines.push(line) });
    assert.equal(error, '');
  } finally {
    performance.now = real;
  }
  assert.deepEqual(lines.slice(-2), ['Checking module 1 of 2', 'Checking module 2 of 2']);
  assert.equal(lines[0], 'Reading file 1');
});

test('a terminal shows the line and has it taken away before the report', { skip: withoutTerminals }, () => {
  const place = directoryOf({ 'main.tf': openFirewall });
  const shown = onTerminal(place, ['check', '--no-color']);
  const [first, ...lines] = shown.split(erased);
  assert.equal(first, '');
  // The last line of progress is gone when the report begins.
  const report = lines.pop() ?? '';
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /^(?:Reading|Checking) [\w ]+$/);
  assert.match(report, /^main\.tf\r\n/);
  const failed = onTerminal(place, ['check', 'main.tf', '--output', 'no/report']);
  assert.equal(failed.split(erased).at(-1), 'groundwork: cannot write no/report: no such directory.\r\n');
});

test('no line is shown with --quiet, in CI, on a terminal that cannot, or where nobody watches', {
  skip: withoutTerminals,
}, () => {
  const place = directoryOf({ 'main.tf': openFirewall });
  for (const [args, env] of [
    [['check', '--quiet'], {}],
    [['check'], { CI: 'true' }],
    [['check'], { TERM: 'dumb' }],
  ] as const) {
    const shown = onTerminal(place, args, env);
    assert.ok(shown.includes('gcp/open-ssh'));
    assert.ok(!shown.includes(erased), `${args} ${JSON.stringify(env)}`);
  }
  const { stderr } = spawnSync(process.execPath, [long, main, 'check'], { cwd: place, encoding: 'utf8' });
  assert.equal(stderr, '');
});

const subnet = `resource "google_compute_subnetwork" "s" {
  name          = "s"
  network       = "main"
  ip_cidr_range = "10.0.0.0/16"
}
`;

/** Interrupts the program, as Ctrl-C does, when it first calls a function of the file system with such a path. */
function interruptedAt(name: string, path: RegExp, signal: string): string {
  return before(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const real = fs.${name};
    fs.${name} = (...args) => {
      if (${path}.test(String(args[0]))) process.kill(process.pid, '${signal}');
      return real(...args);
    };
    syncBuiltinESMExports();`);
}

function interrupted(place: string, flag: string, ...args: readonly string[]): number | null {
  // The shell gives a status to a process that ended by a signal, as people see it: 128 and the signal's number.
  const { status } = spawnSync('bash', ['-c', '"$@"; exit $?', 'bash', process.execPath, flag, main, ...args], {
    cwd: place,
    env: { ...process.env, NODE_V8_COVERAGE: '' },
  });
  return status;
}

const posix = { skip: process.platform === 'win32' };

test('Ctrl-C while files are read ends at once with status 130, and nothing was written', posix, () => {
  const place = directoryOf({ 'main.tf': subnet });
  const flag = interruptedAt('readFileSync', /main\.tf$/, 'SIGINT');
  assert.equal(interrupted(place, flag, 'check', '--fix', '--output', 'report'), 130);
  assert.deepEqual(readdirSync(place), ['main.tf']);
  assert.equal(readFileSync(join(place, 'main.tf'), 'utf8'), subnet);
});

test('Ctrl-C while files are mended ends with status 130 when all of them are whole', posix, () => {
  const place = directoryOf({ 'a.tf': subnet, 'b.tf': subnet.replaceAll('"s"', '"t"') });
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const flag = interruptedAt('renameSync', /\.tmp$/, signal);
    if (signal === 'SIGINT') assert.equal(interrupted(place, flag, 'check', '--fix'), status);
    else assert.equal(interrupted(place, flag, 'check', '--output', 'report', '--format', 'json'), status);
  }
  assert.deepEqual(readdirSync(place).sort(), ['a.tf', 'b.tf', 'report']);
  for (const name of ['a.tf', 'b.tf'])
    assert.match(readFileSync(join(place, name), 'utf8'), /private_ip_google_access = true\n(?:.*\n)*\}\n$/);
  JSON.parse(readFileSync(join(place, 'report'), 'utf8'));
});
