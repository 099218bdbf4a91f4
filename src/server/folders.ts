import type { InitializeParams } from 'vscode-languageserver';
import { pathOf } from './convert.ts';
import type { Session } from './session.ts';

/** The directories that the client works in; none where it opened single files. */
export function initialFolders({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  const root = rootUri ?? (rootPath ? `file://${encodeURI(rootPath.replaceAll('\\', '/'))}` : undefined);
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (root ? [root] : []);
  return uris.flatMap((uri) => directoryPath(uri) ?? []);
}

/** Follows folders that come and go while the server runs. */
export function registerFolders(session: Session): void {
  const { connection, documents, workspaces, configuration } = session;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) {
      const top = directoryPath(uri);
      if (top !== undefined) workspaces.remove(top);
    }
    for (const { uri } of added) {
      const top = directoryPath(uri);
      if (top !== undefined) workspaces.add(top);
    }
    // A file that stays open without its folder is linted in its own directory.
    for (const { path } of documents.all()) workspaces.include(path);
    configuration.fetch();
  });
}

function directoryPath(uri: string): string | undefined {
  const path = pathOf(uri);
  return path === undefined || /^(?:[a-z]:)?\/$/.test(path) ? path : path.replace(/\/+$/, '');
}
