import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Failed, root } from './run.ts';

/** Where the editor's packages are named, with their lock file. */
const tools = join(root, 'test', 'editor', 'tools');

/**
 * VS Code in the browser, as the path of the script that starts it. It is installed when it is first asked for, into
 * `~/.cache/groundwork` or the folder that GROUNDWORK_CACHE names, once for every version of its lock file.
 */
export function codeServer(): string {
  const lock = readFileSync(join(tools, 'package-lock.json'));
  const version = createHash('sha256').update(lock).update(process.versions.modules).digest('hex').slice(0, 12);
  const cache = process.env['GROUNDWORK_CACHE'] ?? join(homedir(), '.cache', 'groundwork');
  const folder = join(cache, `editor-${version}`);
  if (!existsSync(folder)) install(folder);
  return join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}

/** The path of an installed Chrome, Chromium or Edge; on Debian as root it is installed when missing. Undefined where there is none. */
export function browser(): string | undefined {
  const found = installedBrowser();
  if (found || !canInstallPackages()) return found;
  installPackages(['chromium']);
  return installedBrowser();
}

function install(folder: string): void {
  console.log('Installing VS Code for the browser: about two minutes, 620 MB, once');
  if (canInstallPackages()) {
    const missing = [
      ...(onPath('g++') ? [] : ['g++']),
      ...(onPath('make') ? [] : ['make']),
      ...(onPath('python3') ? [] : ['python3']),
      ...(existsSync('/usr/include/gssapi/gssapi.h') ? [] : ['libkrb5-dev']),
    ];
    if (missing.length > 0) installPackages(missing);
  }
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(tools, file), join(unfinished, file));
  const { status, output } = npmInstall(unfinished);
  if (status !== 0) {
    console.error(output.trim().split('\n').slice(-40).join('\n'));
    rmSync(unfinished, { recursive: true, force: true });
    throw new Failed('VS Code for the browser could not be installed; the end of what npm said is above');
  }
  // Another process may have been as quick.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, folder);
}

/**
 * Its packages compile native code in their install scripts, which npm leaves out unless told otherwise, and must do so
 * for the Node that runs us. What an outer npm told this process about itself would mislead them.
 */
function npmInstall(folder: string): { status: number | null; output: string } {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_(package_|lifecycle_|config_(user_agent|local_prefix|prefix|global_prefix|node_gyp)$)/.test(name))
      env[name] = value;
  }
  const home = dirname(dirname(process.execPath));
  if (existsSync(join(home, 'include', 'node', 'node.h'))) env['npm_config_nodedir'] = home;
  env['npm_config_dangerously_allow_all_scripts'] = 'true';
  env['PATH'] = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts'];
  const npm = process.env['npm_execpath'];
  const options = { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = npm
    ? spawnSync(process.execPath, [npm, ...flags], options)
    : spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' });
  return { status, output: `${stdout}${stderr}` };
}

function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

function installPackages(names: readonly string[]): void {
  console.log(`Installing Debian packages: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (status === 0) continue;
    console.error(`${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n'));
    throw new Failed(`apt-get ${args[0]} failed; the end of what it said is above`);
  }
}

function installedBrowser(): string | undefined {
  const named = process.env['GROUNDWORK_BROWSER'];
  if (named) return named;
  const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const places = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return commands.flatMap((command) => onPath(command) ?? [])[0] ?? places.find((path) => existsSync(path));
}

/** Where a command is on the PATH. */
export function onPath(command: string): string | undefined {
  const suffixes = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => suffixes.map((suffix) => join(folder, command + suffix)))
    .find((path) => existsSync(path));
}
