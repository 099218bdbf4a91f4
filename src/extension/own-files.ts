import { FileType, Uri, workspace } from 'vscode';

/** A Markdown file in a folder of notes. */
export interface FoundFile {
  readonly uri: Uri;
  /** Its path within the folder: `aws/vpc.md`. */
  readonly name: string;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Whether there is such a folder. */
  readonly there: boolean;
  /** Whether there is more than may be read. */
  readonly more: boolean;
}

/** More than anybody studies; a folder that has more was probably not meant. */
const mostFiles = 500;
const mostFolders = 500;
const deepest = 8;

/**
 * The Markdown files in a folder and the folders in it, sorted by path. Links of the file system are not followed, so that nothing
 * outside is read and the search ends; hidden folders and those of packages are left out.
 */
export async function findNotes(folder: Uri): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  let more = false;
  let there = false;
  const waiting: { readonly uri: Uri; readonly name: string; readonly depth: number }[] = [
    { uri: folder, name: '', depth: 0 },
  ];
  for (let i = 0; i < waiting.length; i++) {
    const at = waiting[i];
    if (!at) break;
    const entries = await workspace.fs.readDirectory(at.uri).then(undefined, () => undefined);
    there ||= i === 0 && entries !== undefined;
    for (const [entry, type] of (entries ?? []).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const found = { uri: Uri.joinPath(at.uri, entry), name: at.name + entry };
      if (type === FileType.File && /\.md$/i.test(entry)) {
        if (files.length < mostFiles) files.push(found);
        else more = true;
      } else if (type === FileType.Directory && !/^(?:\.|node_modules$)/.test(entry)) {
        if (waiting.length < mostFolders && at.depth < deepest)
          waiting.push({ uri: found.uri, name: `${found.name}/`, depth: at.depth + 1 });
        else more = true;
      }
    }
  }
  return { files, there, more };
}

/** More than a note may have, in bytes: such a file is not read. */
const largest = 1024 * 1024;

/** Reads files as they are now: the text of the editor where one is open, which need not be saved. */
export interface FileReader {
  /** Undefined where there is no such file any more. */
  read(uri: Uri): Promise<string | undefined>;
}

export function createFileReader(): FileReader {
  const known = new Map<string, { readonly mark: string; readonly text: string }>();
  return {
    async read(uri) {
      const key = uri.toString();
      const open = workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
      if (open) return open.getText();
      try {
        const { mtime, size } = await workspace.fs.stat(uri);
        const mark = `${mtime} ${size}`;
        const before = known.get(key);
        if (before?.mark === mark) return before.text;
        // What is too large is told from its length alone.
        const text = size > largest ? ' '.repeat(largest) : new TextDecoder().decode(await workspace.fs.readFile(uri));
        known.set(key, { mark, text });
        return text;
      } catch {
        known.delete(key);
        return undefined;
      }
    },
  };
}

/** Does something for each, a few at a time, so that many files do not hold up other requests to the editor. */
export async function forEachFew<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += 16) await Promise.all(all.slice(i, i + 16).map(run));
}
