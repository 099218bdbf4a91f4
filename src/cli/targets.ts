import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { enginePath, unreadable } from '../node/files.ts';
import { directoryOf, isWithin } from '../terraform/files.ts';
import { isTerraformFile } from '../terraform/workspace.ts';
import { Failure } from './failure.ts';

/** A path that was named, as the engine writes it, and the workspace that it lies in. */
export interface Target {
  /** As it was given, for messages. */
  readonly given: string;
  readonly path: string;
  readonly file: boolean;
  /** What may be read for it: the repository around it or the working directory, whichever is wider. */
  readonly top: string;
}

/** @throws Failure for a path that is not there, cannot be read, or is a file that is not Terraform's. */
export function targetOf(given: string, directory: string): Target {
  const { path, isFile } = existing(given, directory);
  if (isFile && !isTerraformFile(path)) throw new Failure(`${given} is not a Terraform file.`);
  const start = isFile ? directoryOf(path) : path;
  return { given, path, file: isFile, top: workspaceTop(start, enginePath(directory)) };
}

/** The absolute path of a file that an option names. @throws Failure where there is none. */
export function namedFile(given: string, directory: string): string {
  const { path, isFile } = existing(given, directory);
  if (!isFile) throw new Failure(`${given} is not a file.`);
  return path;
}

function existing(given: string, directory: string): { path: string; isFile: boolean } {
  try {
    const path = realpathSync.native(resolve(directory, given));
    const status = statSync(path);
    if (!status.isFile() && !status.isDirectory()) throw new Failure(`${given} is neither a file nor a directory.`);
    return { path: enginePath(path), isFile: status.isFile() };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = unreadable(error);
    throw new Failure(reason ? `cannot read ${given}: ${reason}.` : `there is no file or directory ${given}.`);
  }
}

function workspaceTop(start: string, directory: string): string {
  let top = isWithin(start, directory) ? directory : start;
  for (let at = start; at !== '.'; at = directoryOf(at)) {
    if (existsSync(`${at}/.git`) && at.length < top.length) top = at;
    if (at === directoryOf(at)) break;
  }
  return top;
}
