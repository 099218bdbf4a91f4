import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { type Host, startServer } from '../../src/server/server.ts';
import type { FileSystem } from '../../src/terraform/files.ts';
import { memoryFiles } from '../memory.ts';

export interface ClientOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly pulls?: boolean;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly host?: Partial<Host>;
  /** What `workspace/configuration` answers, by folder's URI. */
  readonly settings?: Record<string, unknown>;
}

/** A client in the server's own process, over streams, with files in memory. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  /** What the server said that it can do. */
  readonly initialized: InitializeResult;
  readonly files: ReturnType<typeof memoryFiles>;
  /** Diagnostics by URI as a client shows them, from pushes or from partial results. */
  readonly shown: Map<string, readonly Diagnostic[]>;
  /** Everything the server logged. */
  readonly logged: string[];
  /** How often the server asked for a refresh. */
  readonly refreshes: { count: number };
  readonly pushes: PublishDiagnosticsParams[];
  readonly registered: string[];
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces the whole text. */
  edit(uri: string, text: string, version: number): Promise<void>;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The findings of a pull: `line:character rule`. */
  rules(uri: string): Promise<string[]>;
  /** Starts `workspace/diagnostic` as VS Code does, whose partial results go to `shown`. */
  stream(): Promise<unknown>;
  /** Resolves as soon as `holds` does; asked after each message that changes what is shown. */
  until(holds: () => boolean): Promise<void>;
  /** Waits until the server has nothing left to do. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const { folders = ['file:///work'], pulls = true } = options;
  const files = memoryFiles(options.files ?? {});
  const [up, down] = [new PassThrough(), new PassThrough()];
  const disk: FileSystem = { readFile: files.readFile, readDirectory: files.readDirectory };
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    files: () => disk,
    ...options.host,
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const shown = new Map<string, readonly Diagnostic[]>();
  const pushes: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const registered: string[] = [];
  const refreshes = { count: 0 };
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const check of [...waiting]) check();
  };

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushes.push(params);
    shown.set(params.uri, params.diagnostics);
    changed();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
    changed();
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes.count++;
    changed();
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(({ scopeUri }) => options.settings?.[scopeUri] ?? null),
  );
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    registered.push(...registrations.map(({ method }) => method));
    changed();
    return null;
  });
  connection.listen();

  const params: InitializeParams = {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {
      textDocument: {
        ...(pulls && {
          diagnostic: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
        }),
        publishDiagnostics: {
          relatedInformation: true,
          codeDescriptionSupport: true,
          tagSupport: { valueSet: [1, 2] },
        },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
      workspace: {
        workspaceFolders: true,
        configuration: true,
        workspaceEdit: { documentChanges: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        didChangeConfiguration: { dynamicRegistration: true },
        ...(pulls && { diagnostics: { refreshSupport: true } }),
      },
    },
    ...(options.initializationOptions !== undefined && { initializationOptions: options.initializationOptions }),
    workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
  };
  const initialized = await connection.sendRequest<InitializeResult>('initialize', params);
  await connection.sendNotification('initialized', {});

  const client: TestClient = {
    connection,
    initialized,
    files,
    shown,
    logged,
    refreshes,
    pushes,
    registered,
    open: (uri, text, languageId = 'terraform') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    edit: (uri, text, version) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    pull: (uri, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId }),
    async rules(uri) {
      const report = await client.pull(uri);
      return report.kind === 'full' ? report.items.map(labelOf) : [report.kind];
    },
    stream() {
      const partialResultToken = `stream-${Math.random()}`;
      connection.onProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, ({ items }) => {
        for (const item of items) if (item.kind === 'full') shown.set(item.uri, item.items);
        changed();
      });
      return connection.sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken });
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = () => {
          if (!holds()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async settled() {
      await connection.sendRequest('groundwork/lintWorkspace');
    },
    async stop() {
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
  return client;
}

/** `line:character rule`, counted from one as people do. */
export function labelOf({ range, code }: Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${code}`;
}
