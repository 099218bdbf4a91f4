import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Publisher } from './publisher.ts';
import { cancelled, refresh } from './refresh.ts';
import type { Report } from './reports.ts';
import type { Session } from './session.ts';

/**
 * Answers a client that asks. It asks by itself about the document that is edited; it is told to ask again only where an edit
 * changed what another open document shows. Everything else reaches it through `workspace/diagnostic`, one request that stays open:
 * each change is streamed as a partial result.
 */
export function createPull(session: Session): Publisher {
  const { connection, client, documents, workspaces, reports, background } = session;
  /** What the client was last told of each document that it asked about. */
  const pulled = new Map<string, string>();
  let stream: Stream | undefined;

  connection.languages.diagnostics.on(async (params, token) => {
    const path = documents.pathOf(params.textDocument.uri);
    if (path === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await refresh(session, path, token);
    const report = reports.of(path);
    if (documents.get(path)) pulled.set(path, report.id);
    return answer(params, report);
  });

  connection.languages.diagnostics.onWorkspace(async (params, token, _work, reporter) => {
    stream?.end();
    const told = new Map<string, string>();
    for (const { uri, value } of params.previousResultIds) {
      const path = documents.pathOf(uri);
      if (path !== undefined) told.set(path, value);
    }
    if (!reporter) return whole(params, token);
    stream = openStream(told, reporter);
    for (const path of [...told.keys(), ...reports.paths()]) workspaces.touch(path);
    background.soon();
    const { done, end } = stream;
    token.onCancellationRequested(end);
    return done;
  });

  /** The whole answer at once, for a client that takes no partial results. */
  async function whole(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    await background.finish(token);
    cancelled(token);
    const told = new Map(params.previousResultIds.map(({ uri, value }) => [documents.pathOf(uri) ?? uri, value]));
    const paths = new Set([...told.keys(), ...reports.paths()]);
    return { items: [...paths].map((path) => item(path, told.get(path))) };
  }

  function item(path: string, previous: string | undefined): WorkspaceDocumentDiagnosticReport {
    const { id, items } = reports.of(path);
    const at = { uri: documents.uriOf(path), version: documents.get(path)?.version ?? null, resultId: id };
    return previous === id
      ? { ...at, kind: DocumentDiagnosticReportKind.Unchanged }
      : { ...at, kind: DocumentDiagnosticReportKind.Full, items: [...items] };
  }

  function openStream(told: Map<string, string>, reporter: ResultProgressReporter<WorkspaceDiagnosticReport>): Stream {
    const { promise, resolve } = deferred<WorkspaceDiagnosticReport>();
    return {
      told,
      done: promise,
      end: () => resolve({ items: [] }),
      send(paths) {
        const items = paths.flatMap((path) => {
          const previous = told.get(path);
          const { id, items: now } = reports.of(path);
          if (previous === id || (previous === undefined && now.length === 0)) return [];
          told.set(path, id);
          return item(path, previous);
        });
        if (items.length > 0) reporter.report({ items });
      },
    };
  }

  return {
    publish(paths) {
      const changed = [...paths];
      stream?.send(changed);
      const behind = changed.some((path) => {
        const last = documents.get(path) && pulled.get(path);
        return last !== undefined && last !== reports.of(path).id;
      });
      if (behind && client.refreshes) connection.languages.diagnostics.refresh().catch(() => {});
    },
    forget(path) {
      pulled.delete(path);
      stream?.told.set(path, '');
      workspaces.touch(path);
    },
    end: () => stream?.end(),
  };
}

interface Stream {
  readonly told: Map<string, string>;
  readonly done: Promise<WorkspaceDiagnosticReport>;
  readonly end: () => void;
  readonly send: (paths: readonly string[]) => void;
}

function answer({ previousResultId }: DocumentDiagnosticParams, { id, items }: Report): DocumentDiagnosticReport {
  if (previousResultId === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
