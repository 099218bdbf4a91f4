import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { baselineEntries, baselineName, baselineText } from '../linter/baseline.ts';
import { enginePath } from '../node/files.ts';
import { isWithin } from '../terraform/files.ts';
import type { Arguments } from './arguments.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { found, naming, openProjects } from './projects.ts';
import { uninterrupted, writeWhole } from './write.ts';

/** Writes what is found today into a file, so that from now on only what is new is reported. */
export async function baseline(given: Arguments, io: Io): Promise<number> {
  const name = naming(io.directory);
  const output = given.value('output') ?? unnamed(given, io, name);
  const directory = directoryOf(output, io);
  const projects = openProjects(given, io, name, { write: directory });
  const lists = await Promise.all(projects.map((project) => found(project, io)));
  const entries = lists.flatMap((list) => baselineEntries(list, directory));
  await uninterrupted(() => writeWhole(resolve(io.directory, output), baselineText(entries), output));
  const count = new Set(entries.map(({ fingerprint }) => fingerprint)).size;
  io.out(`${count} ${count === 1 ? 'finding' : 'findings'} written to ${output}.\n`);
  const check = `groundwork check --baseline ${output}`;
  io.out(
    `"${check}" reports what is new, as does "baseline": "${basename(output)}" in a .groundwork.json beside it.\n`,
  );
  return 0;
}

/**
 * The baseline that the configurations name, where all of them name the same one; else the usual one.
 * @throws Failure where that leads out of the workspace, since whoever wrote the files there is not who runs this.
 */
function unnamed(given: Arguments, io: Io, name: (path: string) => string): string {
  const projects = openProjects(given, io, name, { write: enginePath(io.directory) });
  const settings = projects.flatMap(({ modules }) => modules.map((module) => module.settings));
  const [path, ...others] = new Set(settings.map(({ baseline: named }) => named));
  const output = path === undefined || others.length > 0 ? baselineName : name(path);
  const target = targetOf(resolve(io.directory, output));
  const tops = [enginePath(io.directory), ...projects.map(({ top }) => top)];
  if (!given.has('config') && !tops.some((top) => isWithin(target, top)))
    throw new Failure(`${output} leads out of the workspace; name a file with --output.`);
  return output;
}

/** What is written to in the place of a path: where a link leads, also one on the way. */
function targetOf(path: string): string {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (existsSync(at)) return enginePath(realpathSync.native(at));
  }
  return path;
}

/** The real path of the directory that a file is to be written to. */
function directoryOf(output: string, io: Io): string {
  try {
    return enginePath(realpathSync.native(dirname(resolve(io.directory, output))));
  } catch {
    throw new Failure(`cannot write ${output}: no such directory.`);
  }
}
