import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onPath } from './code-server.ts';
import { startEditorServer } from './editor-server.ts';
import { Failed, root, steps } from './run.ts';
import { build, pack, vsix } from './tasks.ts';

// `npm start`: Groundwork on a sample landing zone, first in the terminal, then in VS Code. `--no-serve` stops before VS Code.
const { values } = parseArgs({ options: { 'no-serve': { type: 'boolean', default: false } } });

console.log('Building and packaging the extension: a few seconds');
await steps([build, pack]);

/** A copy, for people to change as they like. */
const home = mkdtempSync(join(tmpdir(), 'groundwork-'));
const sample = join(home, 'landing-zone');
cpSync(join(root, 'test', 'sample'), sample, { recursive: true });

console.log('\nA sample landing zone with faults, checked in the terminal (groundwork check landing-zone):\n');
const { status } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'check', 'landing-zone'], {
  cwd: home,
  stdio: 'inherit',
});
// 1 says that faults were found, as there should be.
if (status !== 1) {
  console.error(`\nFAILED: the command line ended with status ${status}, not 1`);
  process.exit(1);
}

if (values['no-serve']) rmSync(home, { recursive: true });
else if (onPath('code')) openDesktop();
else await serve();

function openDesktop(): void {
  console.log('\nInstalling the extension in VS Code and opening the sample there.');
  const shell = process.platform === 'win32';
  for (const args of [
    ['--install-extension', vsix, '--force'],
    ['--new-window', sample, join(sample, 'firewall.tf')],
  ]) {
    const { status: failed } = spawnSync('code', args, { stdio: 'inherit', shell });
    if (failed !== 0) {
      console.error(`\nFAILED: code ${args.join(' ')}`);
      process.exit(1);
    }
  }
  console.log(
    `The sample is in ${sample}. \`code --uninstall-extension groundwork.groundwork\` takes the extension out again.`,
  );
}

async function serve(): Promise<void> {
  console.log('\nNo desktop VS Code (the command `code`) was found, so VS Code comes to your browser instead.');
  try {
    const server = await startEditorServer({ home, vsix, settings: { 'files.autoSave': 'off' } });
    process.once('SIGINT', () => void server.stop());
    process.once('SIGTERM', () => void server.stop());
    console.log(`\nOpen ${server.address}/?folder=${encodeURIComponent(sample)}`);
    console.log('Only this machine can reach it. Ctrl-C ends it.');
    await server.ended;
    console.log('\nVS Code has ended.');
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    console.error(`\nFAILED: ${error.message}`);
    process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
