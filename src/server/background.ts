import type { CancellationToken } from 'vscode-languageserver';
import type { Workspaces } from './workspaces.ts';

export interface BackgroundOptions {
  readonly workspaces: Workspaces;
  /** Resolves when linting may begin. */
  readonly ready: () => Promise<void>;
  /** Whether a root is to be linted before those that nobody looks at. */
  readonly isUrgent: (directory: string) => boolean;
  /** How long to wait for more changes, in milliseconds, when the last piece of work took `ms`. */
  readonly pause: (ms: number) => number;
  readonly onStart: () => void;
  /** Hands out what was found so far; `done` when nothing is stale any more. */
  readonly onFound: (done: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Lints what is stale while the client waits for nothing, and lets messages in between two roots. */
export interface Background {
  /** Starts after a pause, anew with each call: a burst of changes is one piece of work. */
  soon(): void;
  /** Works until nothing is stale, or the token is cancelled: what is stale then waits for the next change. */
  finish(token?: CancellationToken, onStep?: OnStep): Promise<void>;
  stop(): void;
}

/** Told how many of the roots that were stale are linted. */
export type OnStep = (done: number, total: number) => void;

/** However many changes come, work starts after this many milliseconds. */
const patience = 1000;
/** Long work hands out what it has this often, in milliseconds. */
const interval = 250;

export function createBackground({
  workspaces,
  ready,
  isUrgent,
  pause,
  onStart,
  onFound,
  onFailure,
}: BackgroundOptions): Background {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince: number | undefined;
  let lastTook = 0;
  let running: Promise<void> | undefined;
  /** How many wait for all work to be done, who do it themselves. */
  let waiting = 0;

  function halt(): void {
    clearTimeout(timer);
    timer = undefined;
    waitingSince = undefined;
  }

  /** Ends early when new changes have come, since their own piece of work goes on where this one stops. */
  async function work(isOver: () => boolean, onStep: OnStep = () => {}): Promise<void> {
    await ready();
    const began = performance.now();
    let handedOut = began;
    onStart();
    let done = 0;
    for (let stale = workspaces.stale(); stale.length > 0; stale = workspaces.stale()) {
      if (isOver()) return;
      const root = stale.find(({ directory }) => isUrgent(directory)) ?? stale[0];
      if (root) workspaces.lint(root);
      onStep(++done, done + stale.length - 1);
      if (performance.now() - handedOut > interval) {
        onFound(false);
        handedOut = performance.now();
      }
      await breathe();
    }
    lastTook = performance.now() - began;
    onFound(true);
  }

  function start(): void {
    halt();
    running = (running ?? Promise.resolve())
      .then(() => work(() => timer !== undefined || waiting > 0))
      .catch(onFailure);
  }

  return {
    soon() {
      const now = performance.now();
      waitingSince ??= now;
      clearTimeout(timer);
      timer = setTimeout(start, Math.min(pause(lastTook), Math.max(0, waitingSince + patience - now)));
    },
    async finish(token, onStep) {
      const cancelled = () => token?.isCancellationRequested === true;
      halt();
      waiting++;
      try {
        await running;
        await work(cancelled, onStep);
        if (cancelled()) onFound(true);
      } finally {
        waiting--;
      }
    },
    stop: halt,
  };
}

/** Lets messages that have arrived be read. */
export function breathe(): Promise<void> {
  // A web worker has no setImmediate.
  return new Promise((resolve) => void (globalThis.setImmediate ?? setTimeout)(resolve));
}
