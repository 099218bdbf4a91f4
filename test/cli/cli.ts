import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { createReference } from '../../src/node/reference.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const directories: string[] = [];
after(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A new directory with these files in it, removed after the tests of the file. */
export function directoryOf(texts: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-')));
  chmodSync(directory, 0o755);
  directories.push(directory);
  for (const [name, text] of Object.entries(texts)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return directory;
}

/** Runs a command line in a directory, in this process. */
export async function groundwork(directory: string, args: readonly string[], io: Partial<Io> = {}): Promise<Outcome> {
  const written = { out: '', error: '' };
  const status = await run(args, {
    out: (text) => {
      written.out += text;
    },
    error: (text) => {
      written.error += text;
    },
    directory,
    environment: {},
    terminal: false,
    columns: undefined,
    progress: undefined,
    reference: createReference(new URL('../../src/node/reference-worker.ts', import.meta.url)),
    serve: () => Promise.resolve(),
    ...io,
  });
  return { status, ...written };
}
