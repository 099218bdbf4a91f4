import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { baselineEntries, baselineName, baselineText } from '../linter/baseline.ts';
import { enginePath } from '../node/files.ts';
import type { Arguments } from './arguments.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { found, naming, openProjects } from './projects.ts';
import { writeWhole } from './write.ts';

/** Writes what is found today into a file, so that from now on only what is new is reported. */
export async function baseline(given: Arguments, io: Io): Promise<number> {
  const output = given.value('output') ?? baselineName;
  const directory = directoryOf(output, io);
  const projects = openProjects(given, io, naming(io.directory), { write: directory });
  const lists = await Promise.all(projects.map((project) => found(project, io)));
  const entries = lists.flatMap((list) => baselineEntries(list, directory));
  writeWhole(resolve(io.directory, output), baselineText(entries), output);
  const count = new Set(entries.map(({ fingerprint }) => fingerprint)).size;
  io.out(`${count} ${count === 1 ? 'finding' : 'findings'} written to ${output}.\n`);
  io.out(
    `Check against it with --baseline ${output}, or with "baseline": "${basename(output)}" in .groundwork.json.\n`,
  );
  return 0;
}

/** The real path of the directory that a file is to be written to. */
function directoryOf(output: string, io: Io): string {
  try {
    return enginePath(realpathSync.native(dirname(resolve(io.directory, output))));
  } catch {
    throw new Failure(`cannot write ${output}: no such directory.`);
  }
}
