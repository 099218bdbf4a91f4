import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeServer } from './code-server.ts';
import { Failed } from './run.ts';

export interface EditorServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EditorServerOptions {
  /** An empty folder for all that the editor keeps: settings, extensions, state. */
  readonly home: string;
  /** The packaged extension to install. */
  readonly vsix: string;
  readonly flags?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** An editor that shows what is opened in it and nothing else. */
const quiet = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Starts VS Code for the browser on a free loopback port, with the packaged extension installed. */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const { home, vsix, flags = [], settings = {}, env = {} } = options;
  const user = join(home, 'user');
  const folders = [
    '--user-data-dir',
    user,
    '--extensions-dir',
    join(home, 'extensions'),
    '--config',
    join(home, 'config.yaml'),
  ];
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
  writeFileSync(join(home, 'config.yaml'), 'auth: none\n');

  const script = codeServer();
  const installed = spawnSync(process.execPath, [script, ...folders, '--install-extension', vsix], {
    encoding: 'utf8',
  });
  if (installed.status !== 0)
    throw new Failed(`the editor did not take ${vsix}: ${installed.stdout}${installed.stderr}`);

  const quietly = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  ];
  const child = spawn(
    process.execPath,
    [script, ...folders, '--auth', 'none', '--bind-addr', '127.0.0.1:0', ...quietly, ...flags],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const kill = (): void => killAll(child);
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      process.off('exit', kill);
      resolve();
    });
  });
  const stop = (): Promise<void> => {
    kill();
    return ended;
  };

  try {
    return { address: await address(child), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server starts processes of its own, which end with its group. */
function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** The address that the server says it listens on. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Failed(`VS Code for the browser ended at once: ${said}`)));
  });
}
