import type { DirectoryEntry, FileSystem } from '../src/terraform/files.ts';

/** A file system of the given texts by path; paths are relative, with `/`. */
export function memoryFiles(texts: Readonly<Record<string, string>>): FileSystem & { texts: Map<string, string> } {
  const all = new Map(Object.entries(texts));
  return {
    texts: all,
    readFile: (path) => all.get(path),
    readDirectory: (path) => {
      const prefix = path === '.' || path === '' ? '' : `${path}/`;
      const entries = new Map<string, DirectoryEntry>();
      for (const file of all.keys()) {
        if (!file.startsWith(prefix)) continue;
        const [name = '', ...rest] = file.slice(prefix.length).split('/');
        entries.set(name, { name, directory: rest.length > 0 });
      }
      return entries.size > 0 ? [...entries.values()] : undefined;
    },
  };
}
