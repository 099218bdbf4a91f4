import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';
import { directoryOf, type FileSystem, isWithin } from '../terraform/files.ts';

/** Larger files are not read: no configuration written by people comes near it. */
const largest = 32 * 1024 * 1024;

export interface NodeFilesOptions {
  /** Single files outside the root that may be read all the same, since the user named them. */
  readonly also?: ReadonlySet<string>;
  /** Told of what is there and could not be read, with the reason for people. */
  readonly onUnreadable?: (path: string, reason: string, directory: boolean) => void;
}

/** A path of a machine as the engine writes it: with `/` between its parts, and no `..` hidden behind another stroke. */
export function enginePath(
  path: string,
  { sep, normalize }: Pick<PlatformPath, 'sep' | 'normalize'> = nodePath,
): string {
  return sep === '/' ? path : normalize(path).replaceAll(sep, '/');
}

/**
 * The files at or below `root`, an absolute path with links resolved.
 * What a link leads to outside the root is not there, nor is anything that is neither file nor directory.
 * A link to a directory can be read through but is not listed: its target is, and a circle of links would have no end.
 */
export function nodeFiles(root: string, options: NodeFilesOptions = {}): FileSystem {
  const top = enginePath(root);
  const inside = (path: string): boolean => isWithin(path, top);
  const real = (path: string): string => enginePath(realpathSync.native(path));
  const failed = (path: string, error: unknown, directory: boolean): undefined => {
    const reason = unreadable(error);
    if (reason) options.onUnreadable?.(path, reason, directory);
  };

  return {
    readDirectory(given) {
      const path = enginePath(given);
      try {
        if (!inside(real(path))) return undefined;
        return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
          const wanted = entry.isSymbolicLink()
            ? leadsToFile(`${path}/${entry.name}`)
            : entry.isDirectory() || entry.isFile();
          return wanted ? { name: entry.name, directory: entry.isDirectory() } : [];
        });
      } catch (error) {
        return failed(path, error, true);
      }
    },

    readFile(given) {
      const path = enginePath(given);
      try {
        const status = lstatSync(path);
        const linked = status.isSymbolicLink();
        if (!linked && !status.isFile()) return undefined;
        const allowed = inside(linked ? real(path) : real(directoryOf(path))) || options.also?.has(path);
        if (!allowed) return undefined;
        const target = linked ? statSync(path) : status;
        if (!target.isFile()) return undefined;
        if (target.size > largest) throw new Unreadable('larger than 32 MB');
        return decode(readFileSync(path));
      } catch (error) {
        return failed(path, error, false);
      }
    },
  };

  /** Whether a link leads to a file inside the root. */
  function leadsToFile(path: string): boolean {
    try {
      return inside(real(path)) && statSync(path).isFile();
    } catch {
      return false;
    }
  }
}

class Unreadable extends Error {}

/** Keeps a byte order mark: offsets count it, and a fix writes it back. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('not UTF-8 text');
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left to this user',
  EFBIG: 'it would be larger than is allowed here',
  EISDIR: 'it is a directory',
  EIO: 'input/output error',
  ELOOP: 'too many links',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
};

/** Why a file could not be read, for people; undefined where it is simply not there. */
export function unreadable(error: unknown): string | undefined {
  if (error instanceof Unreadable) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  return reasons[code] ?? (code || String(error));
}
