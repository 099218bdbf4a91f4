import { limits } from '../budget.ts';
import { joinPath } from '../files.ts';
import { bool, list, string, unknown } from '../make.ts';
import type { Scope } from '../scope.ts';
import { setItems } from '../sets.ts';
import { encodeBase64 } from './base64.ts';
import { isAbsent, read } from './file.ts';
import { globPattern } from './glob.ts';
import { digests } from './hash.ts';
import { type FunctionTable, textArgument, utf8 } from './spec.ts';

/** A function of the text of one file. */
function ofFile(change: (text: string) => string): FunctionTable[string] {
  return {
    parameters: ['text'],
    run: ([path], context) => {
      const text = read(textArgument(path), context);
      return typeof text === 'string' ? string(change(text), context.origin) : text.problem;
    },
  };
}

/** A function of a path. */
function ofPath(change: (path: string) => string): FunctionTable[string] {
  return { parameters: ['text'], run: ([path], { origin }) => string(change(textArgument(path)), origin) };
}

function ofDigest(name: string): FunctionTable[string] {
  return ofFile((text) => digests[name]?.(utf8(text)) ?? '');
}

/** The path without doubled separators, `.` and `..`, as Go cleans it. */
function clean(path: string): string {
  return path === '' ? '.' : joinPath('', path);
}

function baseName(path: string): string {
  if (path === '') return '.';
  const plain = path.replace(/\/+$/, '');
  return plain === '' ? '/' : plain.slice(plain.lastIndexOf('/') + 1);
}

function directoryName(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : clean(path.slice(0, slash));
}

/** Paths of the files at most so deep below a directory, seen from it; undefined where there are too many. */
function filesBelow(directory: string, deepest: number, scope: Scope): string[] | undefined {
  const found: string[] = [];
  const visit = (path: string, prefix: string, depth: number): boolean => {
    if (depth > limits.modules * 2 || found.length > limits.elements) return false;
    const entries = scope.references.readDirectory(path) ?? [];
    if (!scope.references.budget.step(1 + (entries.length >> 2))) return false;
    return entries.every((entry) => {
      if (entry.directory)
        return depth >= deepest || visit(`${path}/${entry.name}`, `${prefix}${entry.name}/`, depth + 1);
      found.push(prefix + entry.name);
      return true;
    });
  };
  return visit(directory, '', 0) ? found : undefined;
}

/** How many directories a path that a pattern matches can lie in. */
function deepestMatch(pattern: string): number {
  return /\*\*|[[{]/.test(pattern) ? Number.POSITIVE_INFINITY : pattern.split('/').length - 1;
}

/** Functions on files and paths, by name. Files are read inside the workspace only. */
export const filesystemFunctions: FunctionTable = {
  abspath: {
    parameters: ['text'],
    run: ([path], { origin }) => {
      const text = textArgument(path);
      return text.startsWith('/') ? string(clean(text), origin) : unknown('impure', 'abspath()', origin);
    },
  },
  basename: ofPath(baseName),
  dirname: ofPath(directoryName),
  file: ofFile((text) => text),
  filebase64: ofFile((text) => encodeBase64(utf8(text))),
  filebase64sha256: ofDigest('base64sha256'),
  filebase64sha512: ofDigest('base64sha512'),
  fileexists: {
    parameters: ['text'],
    run: ([path], { origin, scope }) => {
      const name = textArgument(path);
      if (scope.references.readFile(name) !== undefined) return bool(true, origin);
      if (scope.references.readDirectory(name)) return `${name || '.'} is a directory`;
      return isAbsent(name, scope) ? bool(false, origin) : unknown('impure', `the file ${name}`, origin);
    },
  },
  filemd5: ofDigest('md5'),
  fileset: {
    parameters: ['text', 'text'],
    run: ([path, pattern], { origin, scope }) => {
      const form = clean(textArgument(pattern));
      // A pattern may begin above the directory; its paths do then as well.
      const above = /^(?:\.\.\/)*/.exec(form)?.[0] ?? '';
      const matches = globPattern(form.slice(above.length));
      if (!matches) return `"${textArgument(pattern)}" is no pattern`;
      const files = filesBelow(clean(`${textArgument(path)}/${above}`), deepestMatch(form.slice(above.length)), scope);
      if (!files) return unknown('budget', 'fileset() in a directory with too many files', origin);
      const found = files.filter(matches).map((file) => string(above + file, origin));
      return { ...list(setItems(found) ?? found, origin, 'set'), element: { kind: 'string' } };
    },
  },
  filesha1: ofDigest('sha1'),
  filesha256: ofDigest('sha256'),
  filesha512: ofDigest('sha512'),
  pathexpand: {
    parameters: ['text'],
    run: ([path], { origin }) =>
      textArgument(path).startsWith('~')
        ? unknown('impure', 'the home directory', origin)
        : (path ?? 'a path is needed'),
  },
};
