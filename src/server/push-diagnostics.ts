import type { Diagnostic } from 'vscode-languageserver';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** Sends diagnostics to a client that does not ask for them. */
export function createPush({ connection, documents, reports }: Session): Publisher {
  const sent = new Map<string, { readonly id: string; readonly uri: string }>();
  const send = (uri: string, diagnostics: readonly Diagnostic[], version?: number) =>
    void connection.sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics: [...diagnostics] });
  return {
    publish(paths) {
      for (const path of paths) {
        const { id, items } = reports.of(path);
        const uri = documents.uriOf(path);
        const before = sent.get(path);
        // A client may open a file by another form of its URI than the one under which it was told of it.
        if (before && before.uri !== uri) send(before.uri, []);
        else if (before ? before.id === id : items.length === 0) continue;
        if (items.length === 0) sent.delete(path);
        else sent.set(path, { id, uri });
        send(uri, items, documents.get(path)?.version);
      }
    },
    forget: () => {},
    end: () => {},
  };
}
