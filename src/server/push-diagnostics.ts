import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** Sends diagnostics to a client that does not ask for them. */
export function createPush({ connection, documents, reports }: Session): Publisher {
  const sent = new Map<string, string>();
  return {
    publish(paths) {
      for (const path of paths) {
        const { id, items } = reports.of(path);
        if ((sent.get(path) ?? (items.length === 0 ? id : undefined)) === id) continue;
        if (items.length === 0) sent.delete(path);
        else sent.set(path, id);
        const version = documents.get(path)?.version;
        const params = {
          uri: documents.uriOf(path),
          ...(version !== undefined && { version }),
          diagnostics: [...items],
        };
        void connection.sendDiagnostics(params);
      }
    },
    forget: () => {},
    end: () => {},
  };
}
