import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A step that failed, told to the person in one line. */
export class Failed extends Error {}

/** The JavaScript file behind a package's command. */
export function tool(name: string, command: string = name): string {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Failed(`the package ${name} has no command ${command}`);
  return join(folder, file);
}

/** Runs a JavaScript or TypeScript file to its end, with its output shown. */
export function node(file: string, ...args: readonly string[]): void {
  const { status, signal } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Failed(signal ? `ended by ${signal}` : `exit status ${status}`);
}

/** The same, with the output shown only where it fails. */
export function nodeQuietly(file: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`.trim());
  throw new Failed(`exit status ${status}`);
}

export interface Step {
  readonly title: string;
  readonly run: () => void | Promise<void>;
}

/** Runs the steps in order and stops at the first that fails, with one line that names it. */
export async function steps(list: readonly Step[]): Promise<void> {
  for (const { title, run } of list) {
    console.log(`\n== ${title}`);
    const start = performance.now();
    try {
      await run();
    } catch (error) {
      const reason = error instanceof Failed ? error.message : String(error instanceof Error ? error.stack : error);
      console.error(`\nFAILED: ${title} (${reason})`);
      process.exit(1);
    }
    console.log(`== ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}
