import { type CancellationToken, type Event, EventEmitter, type LogOutputChannel, l10n } from 'vscode';
import type { BaseLanguageClient, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientRequests, Status } from '../protocol/messages.ts';
import type { ServerState } from './server-state.ts';
import { durationText } from './texts.ts';

/** Makes a client that was not started; one for desktops, another for a web worker. */
export type NewClient = (id: string, name: string, options: LanguageClientOptions) => Promise<BaseLanguageClient>;

type Library = typeof import('vscode-languageclient');

/** The language server, through crashes and restarts. */
export interface Server {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Asks the server when it is ready.
   * @throws where it does not run, or answers with an error.
   */
  ask<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
    token?: CancellationToken,
  ): Promise<ClientRequests[M]['result']>;
  /** Has every folder checked afresh; `report` is told how far that is. */
  lintWorkspace(report: (percentage: number, text: string) => void, token: CancellationToken): Promise<Status>;
}

/** `connect` is called with each client before it starts, to listen to its notifications. */
export function createServer(
  newClient: NewClient,
  options: LanguageClientOptions,
  output: LogOutputChannel,
  connect: (client: BaseLanguageClient) => void,
): Server {
  const changed = new EventEmitter<ServerState>();
  let state: ServerState = 'stopped';
  let current: BaseLanguageClient | undefined;
  let started: Promise<void> = Promise.resolve();
  /** Counts what it is told to do: whatever had to wait looks whether it still holds. */
  let turn = 0;
  /** The client passes through its stopped state when it starts a server again by itself. */
  let restarting = false;
  let checks = 0;

  function enter(next: ServerState): void {
    if (next === state) return;
    state = next;
    changed.fire(next);
  }

  /** A server that ran and ended is started again, up to the client's usual limit; one that never ran would only fail again. */
  function errorHandler({ CloseAction, ErrorAction }: Library): ErrorHandler {
    let standard: ErrorHandler | undefined;
    return {
      // Messages to a server that is ending fail, several at once; what to do is decided when it has ended.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: async () => {
        if (state !== 'running' || !current) return { action: CloseAction.DoNotRestart, handled: true };
        standard ??= current.createDefaultErrorHandler();
        const result = await standard.closed();
        if (result.action === CloseAction.DoNotRestart) return { ...result, handled: true };
        restarting = true;
        return { ...result, message: 'The language server ended unexpectedly. It is started again.', handled: true };
      },
    };
  }

  async function start(): Promise<void> {
    const mine = ++turn;
    let began = Date.now();
    enter('starting');
    // The library is most of the extension's code: it is read once the rest is there.
    const library = await import('vscode-languageclient');
    const { State } = library;
    const client = await newClient('groundwork', 'Groundwork', {
      ...options,
      errorHandler: errorHandler(library),
      initializationFailedHandler: () => false,
    });
    if (mine !== turn) return;
    current = client;
    restarting = false;
    client.onDidChangeState(({ newState }) => {
      if (current !== client) return;
      if (newState === State.Running) {
        restarting = false;
        output.info(`The language server is ready after ${durationText(Date.now() - began)}.`);
        enter('running');
      } else if (newState === State.Starting || (newState === State.Stopped && restarting)) {
        began = Date.now();
        enter('starting');
      } else enter('failed');
    });
    connect(client);
    try {
      await client.start();
    } catch (error) {
      output.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
      if (current === client) enter('failed');
    }
  }

  async function stop(): Promise<void> {
    turn++;
    const client = current;
    current = undefined;
    enter('stopped');
    if (!client) return;
    const { State } = await import('vscode-languageclient');
    const end = () =>
      client.dispose().catch((error: unknown) => output.debug('The language server did not end in order.', error));
    // One that is on its way up takes no end before it is there, and may never be.
    if (client.state === State.Starting) void client.start().then(end, () => undefined);
    else await end();
  }

  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    start() {
      started = start();
      return started;
    },
    restart() {
      const stopped = stop();
      const mine = turn;
      // Of several that come at once, the last one starts the server.
      started = stopped.then(() => (mine === turn ? start() : undefined));
      return started;
    },
    stop,
    async ask(method, params, token) {
      await started;
      if (!current || state !== 'running') throw new Error(l10n.t('The language server of Groundwork is not running.'));
      return current.sendRequest(method, params, token);
    },
    async lintWorkspace(report, token) {
      await started;
      const { WorkDoneProgress } = await import('vscode-languageclient');
      const workDoneToken = `lint-${++checks}`;
      const listening = current?.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report') report(value.percentage ?? 0, value.message ?? '');
      });
      try {
        return await this.ask('groundwork/lintWorkspace', { workDoneToken }, token);
      } finally {
        listening?.dispose();
      }
    },
  };
}
