import { limits } from '../budget.ts';
import { directoryOf, joinPath } from '../files.ts';
import { unknown } from '../make.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import type { CallContext } from './spec.ts';

/** The text of a file; where there is none a text that says so, where it cannot be told an unknown. */
export function read(path: string, { scope, origin }: CallContext): string | { readonly problem: Value | string } {
  const text = scope.references.readFile(path);
  if (text !== undefined) return text;
  if (isAbsent(path, scope)) return { problem: `there is no file ${path}` };
  return { problem: unknown('impure', `the file ${path}`, origin) };
}

/** Whether a directory that can be listed shows that a file is not there. What lies outside the workspace cannot be listed. */
export function isAbsent(path: string, scope: Scope): boolean {
  let name = joinPath('', path);
  for (let i = 0; i < limits.depth; i++) {
    const directory = directoryOf(name);
    const entries = scope.references.readDirectory(directory);
    if (entries)
      return !entries.some((entry) => !entry.directory && joinPath(directory, entry.name) === joinPath('', path));
    if (directory === name || directory === '.') return false;
    name = directory;
  }
  return false;
}
