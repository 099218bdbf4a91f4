import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { directoryOf } from '../terraform/files.ts';
import { isRelevant } from './documents.ts';
import type { Session } from './session.ts';

/** Files that make modules, the settings, and those that expressions often read by `file()` and its like. */
const globs = ['**/*.{tf,tofu,tfvars,json,yaml,yml,tftpl,tpl}', '**/.terraform/modules/modules.json'];

/** A watcher tells of a directory that goes, with all there is in it, as of one deletion, which no pattern for files matches. */
const watchers: FileSystemWatcher[] = [
  ...globs.map((globPattern) => ({ globPattern })),
  { globPattern: '**', kind: WatchKind.Delete },
];

/** Directories that people rename or delete in the editor. */
export const directoryOperations = { filters: [{ pattern: { glob: '**', matches: 'folder' as const } }] };

/** Follows what changes on the disk. */
export function registerWatchedFiles({ connection, documents, workspaces, background }: Session): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const all = changes.flatMap(({ uri, type }) => {
      const path = documents.pathOf(uri);
      return path === undefined ? [] : { path, there: type !== FileChangeType.Deleted };
    });
    const told = new Set(all.filter(({ path, there }) => documents.onDisk(path, there)).map(({ path }) => path));
    const directories = all.flatMap(({ path, there }) => (there || isRelevant(path) ? [] : path));
    if (lost(directories)) return reread();
    const paths = [...told].filter((path) => isRelevant(path) || workspaces.reads(path));
    if (paths.length === 0) return;
    workspaces.changed(paths);
    background.soon();
  });

  /** Whether one of these paths, which are not there any more, was a directory with modules or open files at or below it. */
  function lost(paths: readonly string[]): boolean {
    if (paths.length === 0) return false;
    const open = documents.all().filter(({ path }) => paths.some((directory) => path.startsWith(`${directory}/`)));
    for (const { path } of open) documents.onDisk(path, false);
    const modules = workspaces.folders().flatMap(({ top, workspace }) => workspace.moduleDirectories(top));
    const above = new Set(modules.flatMap(withAncestors));
    return open.length > 0 || paths.some((path) => above.has(path));
  }

  const reread = () => {
    workspaces.reload();
    background.soon();
  };
  connection.workspace.onDidRenameFiles(reread);
  connection.workspace.onDidDeleteFiles(reread);
}

/** Asks the client to watch the files, which it takes only after the handshake. */
export function watchFiles({ connection, client }: Session): void {
  if (!client.registersWatchers) return;
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {});
}

/** A directory and those above it. */
function withAncestors(directory: string): readonly string[] {
  const above = directoryOf(directory);
  return above === directory ? [directory] : [directory, ...withAncestors(above)];
}
