import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { unreadable } from '../node/files.ts';
import { Failure } from './failure.ts';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does what must not be left half done: whoever interrupts it, as with Ctrl-C, ends the process right after it. */
export async function uninterrupted<T>(work: () => T): Promise<T> {
  const heard: NodeJS.Signals[] = [];
  const hear = (signal: NodeJS.Signals): void => void heard.push(signal);
  for (const signal of interruptions) process.on(signal, hear);
  try {
    return work();
  } finally {
    // Signals wait for their turn while work is done.
    await setImmediate();
    for (const signal of interruptions) process.off(signal, hear);
    for (const signal of heard) process.kill(process.pid, signal);
  }
}

/** @throws Failure where a file cannot be replaced: it or its directory is read-only. `name` is the path for people. */
export function assertWritable(path: string, name: string): void {
  attempt(name, () => {
    const target = realpathSync(path);
    accessSync(target, constants.W_OK);
    accessSync(dirname(target), constants.W_OK);
  });
}

/**
 * Puts a text in the place of a file, or makes the file: readers see the old text or the new one, never a part.
 * The file's mode and owner stay, and a link stays a link.
 */
export function writeWhole(path: string, text: string, name: string): void {
  attempt(name, () => {
    const target = existing(path);
    if (target && !statSync(target).isFile()) {
      // A pipe or a device such as /dev/stdout takes the text as it is.
      if (statSync(target).isDirectory()) throw new Failure(`cannot write ${name}: it is a directory.`);
      writeFileSync(target, text);
      return;
    }
    const final = target ?? path;
    const temporary = join(dirname(final), `.${basename(final)}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, text, { flag: 'wx' });
      if (target) keepModeAndOwner(target, temporary);
      renameSync(temporary, final);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

function existing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function keepModeAndOwner(from: string, to: string): void {
  const { mode, uid, gid } = statSync(from);
  try {
    chownSync(to, uid, gid);
  } catch {
    // Only root may give a file away: then it belongs to whoever ran the command.
  }
  chmodSync(to, mode & 0o7777);
}

function attempt(name: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`cannot write ${name}: ${unreadable(error) ?? 'no such directory'}.`);
  }
}
