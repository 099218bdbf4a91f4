import {
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { lint as lintRoot } from '../linter/lint.ts';
import type { Status } from '../protocol/messages.ts';
import { directoryOf, type FileSystem } from '../terraform/files.ts';
import { createBackground } from './background.ts';
import { type Client, readClient } from './client.ts';
import { codeActionKinds, registerCodeActions } from './code-actions.ts';
import { completionOptions, registerCompletion } from './completion.ts';
import { createConfiguration, registerConfiguration } from './configuration.ts';
import { createDocuments } from './documents.ts';
import { initialFolders, registerFolders } from './folders.ts';
import { registerHover } from './hover.ts';
import { registerInlayHints } from './inlay-hints.ts';
import type { Publisher } from './publisher.ts';
import { createPull } from './pull-diagnostics.ts';
import { createPush } from './push-diagnostics.ts';
import { createReports } from './reports.ts';
import { registerRequests, sendStatus } from './requests.ts';
import type { Session } from './session.ts';
import { registerDocuments } from './synchronize.ts';
import { createVerdicts } from './syntax.ts';
import { readChoices } from './variables.ts';
import { directoryOperations, registerWatchedFiles, watchFiles } from './watched-files.ts';
import { createWorkspaces, reason } from './workspaces.ts';

/** What the server has of the process or worker that it runs in. */
export interface Host {
  /** What is on disk at or below a directory. */
  readonly files: (top: string) => FileSystem;
  /** Whether Terraform's own parser accepts a text; undefined where it cannot say. Absent: our parser is trusted. */
  readonly accepts?: (text: string) => Promise<boolean | undefined>;
  readonly lint?: typeof lintRoot;
}

/** Serves a client over a connection that does not listen yet. */
export function startServer(connection: Connection, host: Host): void {
  let end = () => {};
  connection.onInitialize((params) => {
    const client = readClient(params);
    const server = serve(connection, host, client, params);
    end = server.end;
    connection.onInitialized(() => server.configure());
    return {
      capabilities: capabilities(client),
      serverInfo: { name: 'groundwork' },
    };
  });
  connection.onShutdown(() => end());
  connection.listen();
}

function capabilities(client: Client): ServerCapabilities {
  const completionProvider = completionOptions(client);
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    inlayHintProvider: true,
    ...(completionProvider && { completionProvider }),
    ...(client.codeActionLiterals && { codeActionProvider: { codeActionKinds } }),
    ...(client.pulls && {
      diagnosticProvider: { identifier: 'groundwork', interFileDependencies: true, workspaceDiagnostics: true },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didRename: directoryOperations, didDelete: directoryOperations },
    },
  };
}

function serve(connection: Connection, host: Host, client: Client, params: InitializeParams) {
  const debug = (line: string) =>
    client.options.status ? connection.console.debug(line) : connection.console.log(line);
  const documents = createDocuments(
    (scheme) => scheme === 'file' || workspaces.folders().some(({ top }) => top.startsWith(`${scheme}://`)),
  );
  const workspaces = createWorkspaces({
    files: (top) => documents.over(host.files(top)),
    lint(...args) {
      const began = performance.now();
      const found = (host.lint ?? lintRoot)(...args);
      const ms = performance.now() - began;
      spent += ms;
      debug(`${args[1]}: ${found.length} findings in ${ms.toFixed(1)} ms`);
      return found;
    },
    onFailure: (directory, error) => connection.console.error(`${directory} could not be checked: ${reason(error)}`),
  });
  const verdicts = createVerdicts(host.accepts, (path) => {
    workspaces.touch(path);
    background.soon();
  });
  const reports = createReports(client, documents, workspaces, verdicts);

  let took = 0;
  /** Time spent on linting since the client was last told, in requests or between them. */
  let spent = 0;
  const status = (state: Status['state'] = 'ready'): Status => {
    const roots = workspaces.roots();
    const problem = roots.find(({ failure }) => failure !== undefined)?.failure;
    return { state, counts: reports.counts(), modules: roots.length, ms: took, ...(problem && { problem }) };
  };
  const publish = () => {
    const touched = workspaces.takeTouched();
    for (const path of touched) reports.of(path);
    publisher.publish(touched);
    if (touched.size > 0) hints.check();
  };
  const configuration = createConfiguration(connection, client, workspaces, () => background.soon());
  const background = createBackground({
    workspaces,
    ready: configuration.ready,
    isUrgent: (directory) => documents.all().some(({ path }) => directoryOf(path) === directory),
    pause: (ms) => (ms < quick ? (client.pulls ? 50 : 1) : Math.min(300, ms * 2)),
    onStart() {
      if (workspaces.stale().length > worthAWord) sendStatus(session, status('linting'));
    },
    onFound(done) {
      publish();
      if (!done) return;
      took = Math.round(spent);
      spent = 0;
      sendStatus(session, status());
    },
    onFailure: (error) => connection.console.error(`The check was broken off: ${reason(error)}`),
  });

  const session: Session = { connection, client, documents, workspaces, reports, background, configuration };
  const publisher: Publisher = client.pulls ? createPull(session) : createPush(session);
  registerDocuments(session, publisher);
  registerCodeActions(session);
  registerHover(session);
  const hints = registerInlayHints(session);
  registerCompletion(session);
  registerWatchedFiles(session);
  registerRequests(session, async (token, onStep) => {
    await background.finish(token, onStep);
    await verdicts.settled();
    publish();
    return status();
  });
  workspaces.choose(readChoices(client.options.variableFiles, documents.pathOf));
  for (const top of initialFolders(params)) workspaces.add(top);

  return {
    configure() {
      watchFiles(session);
      if (client.folders) registerFolders(session);
      registerConfiguration(connection, client);
      configuration.fetch();
    },
    end() {
      background.stop();
      publisher.end();
    },
  };
}

/**
 * Work that took fewer milliseconds is done at every change: a client that is pushed to waits for it. One that asks has its
 * answer already, and only other files are still to come.
 */
const quick = 30;

/** As many stale roots take long enough for people to be told. */
const worthAWord = 8;
