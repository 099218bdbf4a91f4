import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { isRelevant } from './documents.ts';
import type { Session } from './session.ts';

/** Files that make modules, the settings, and those that expressions often read by `file()` and its like. */
const globs = ['**/*.{tf,tofu,tfvars,json,yaml,yml,tftpl,tpl}', '**/.terraform/modules/modules.json'];

/** Directories that people rename or delete in the editor. */
export const directoryOperations = { filters: [{ pattern: { glob: '**', matches: 'folder' as const } }] };

/** Follows what changes on the disk. The text of an open document counts, whatever the disk says. */
export function registerWatchedFiles({ connection, documents, workspaces, background }: Session): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const told = new Set(changes.flatMap(({ uri }) => documents.pathOf(uri) ?? []));
    const paths = [...told].filter((path) => !documents.get(path) && (isRelevant(path) || workspaces.reads(path)));
    if (paths.length === 0) return;
    workspaces.changed(paths);
    background.soon();
  });

  // An editor's watcher tells of a directory that goes as one event, which no pattern for files matches.
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
  const watchers = globs.map((globPattern) => ({ globPattern }));
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {});
}
