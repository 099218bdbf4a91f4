import { directoryOf } from '../terraform/files.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** Follows the documents that are open in the client. */
export function registerDocuments(session: Session, publisher: Publisher): void {
  const { connection, documents, workspaces, background, configuration } = session;

  connection.onDidOpenTextDocument(({ textDocument }) => {
    const path = documents.open(textDocument);
    if (path === undefined) return;
    const before = workspaces.folders().length;
    workspaces.include(path);
    if (workspaces.folders().length !== before) configuration.fetch();
    workspaces.changed([path]);
    background.soon();
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const path = documents.change(textDocument, contentChanges);
    if (path === undefined) return;
    workspaces.changed([path]);
    background.soon();
  });

  connection.onDidCloseTextDocument(({ textDocument }) => {
    const path = documents.close(textDocument.uri);
    if (path === undefined) return;
    publisher.forget(path);
    workspaces.changed([path]);
    workspaces.prune((directory) => documents.all().some((open) => directoryOf(open.path) === directory));
    background.soon();
  });
}
