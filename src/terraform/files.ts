import type { ParseResult } from '../hcl/ast.ts';
import type { LineIndex } from '../hcl/lines.ts';

export interface DirectoryEntry {
  readonly name: string;
  readonly directory: boolean;
}

/**
 * How files reach the engine. Paths use `/` and are opaque to it but for that.
 * A caller whose own access is asynchronous fills a map first.
 */
export interface FileSystem {
  /** The entries of a directory, links that lead outside the workspace left out; undefined where there is none. */
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
  /** The text of a file; undefined where it is absent or cannot be read. */
  readFile(path: string): string | undefined;
}

/** A parsed file. */
export interface SourceFile extends ParseResult {
  readonly path: string;
  readonly lines: LineIndex;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path without its last part; `.` for a bare name. The top stays itself: `/`, `C:/` and `//server/share`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  if (slash === 0) return '/';
  if (slash === 2 && path[1] === ':') return path.slice(0, 3);
  if (path.startsWith('//') && path.indexOf('/', 2) === slash) return path;
  return path.slice(0, slash);
}

/** Whether `path` is `top` or lies below it. */
export function isWithin(path: string, top: string): boolean {
  return path === top || path.startsWith(top.endsWith('/') ? top : `${top}/`);
}

const onDrive = /^[A-Za-z]:\//;

/** `relative` seen from `base`, with `.` and `..` resolved; an absolute path stays as it is. */
export function joinPath(base: string, relative: string): string {
  const isAbsolute = relative.startsWith('/') || (onDrive.test(relative) && /^(?:[A-Za-z]:\/|\/\/)/.test(base));
  const path = isAbsolute || base === '' || base === '.' ? relative : `${base.replace(/\/$/, '')}/${relative}`;
  const root = /^(?:[a-z][a-z0-9+.-]+:\/\/[^/]*\/?|\/\/[^/]+\/[^/]+\/?|[A-Za-z]:\/|\/)?/.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && (root !== '' || (parts.length > 0 && parts.at(-1) !== '..'))) parts.pop();
    else parts.push(part);
  }
  return root + parts.join('/') || '.';
}
