import { type Event, EventEmitter } from 'vscode';
import type { Overview } from '../protocol/messages.ts';
import type { Server } from './server.ts';

/** The overview of findings, asked for once however many views show it. */
export interface OverviewSource {
  /** That of now; undefined where the server does not run. */
  read(): Promise<Overview | undefined>;
  /** Says that findings may have changed. */
  expire(): void;
  readonly onDidExpire: Event<void>;
}

export function createOverviewSource(server: Server): OverviewSource {
  const expired = new EventEmitter<void>();
  let answer: Promise<Overview | undefined> | undefined;
  server.onDidChangeState(() => {
    answer = undefined;
    expired.fire();
  });
  return {
    read() {
      if (server.state !== 'running') return Promise.resolve(undefined);
      answer ??= server.ask('groundwork/overview', undefined).catch(() => undefined);
      return answer;
    },
    expire() {
      answer = undefined;
      expired.fire();
    },
    onDidExpire: expired.event,
  };
}
