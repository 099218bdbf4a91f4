import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

const main = resolve('src/cli/main.ts');

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The language server in a process of its own, spoken to byte by byte as any client may. */
export interface Wire {
  readonly process: ChildProcess;
  /** Everything that the server has sent. */
  readonly received: readonly Message[];
  /** What it wrote to standard error. */
  readonly complaints: () => string;
  /** Sends bytes as they are. */
  raw(bytes: string | Uint8Array): void;
  send(message: object): void;
  /** Sends a request and gives the answer, which may be an error. */
  ask(method: string, params?: unknown): Promise<Message>;
  /** Resolves with the first message that is accepted, sent already or still to come; rejects where the server ends before. */
  until(accept: (message: Message) => boolean): Promise<Message>;
  /** The exit status, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

export function startWire(
  options: { readonly directory?: string; readonly env?: NodeJS.ProcessEnv; readonly flags?: readonly string[] } = {},
): Wire {
  const server = spawn(process.execPath, [...(options.flags ?? []), main, 'lsp', '--stdio'], {
    cwd: options.directory,
    env: options.env ?? process.env,
  });
  const received: Message[] = [];
  const waiting = new Set<() => void>();
  let complaints = '';
  server.stderr.on('data', (data) => {
    complaints += String(data);
  });
  readMessages(server.stdout, (message) => {
    received.push(message);
    for (const look of [...waiting]) look();
  });
  let status: number | string | null | undefined;
  const ended = new Promise<number | string | null>((done) =>
    server.on('close', (code, signal) => {
      status = code ?? signal;
      for (const look of [...waiting]) look();
      done(status);
    }),
  );
  // A server that has ended takes no more; what it said is judged by who waits for it.
  server.stdin.on('error', () => {});
  let last = 1000;

  const wire: Wire = {
    process: server,
    received,
    complaints: () => complaints,
    ended,
    raw: (bytes) => void server.stdin.write(bytes),
    send(message) {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      wire.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    ask(method, params) {
      const id = ++last;
      wire.send({ id, method, ...(params !== undefined && { params }) });
      return wire.until((message) => message.id === id && message.method === undefined);
    },
    until: (accept) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const found = received.find(accept);
          if (!found && status === undefined) return;
          waiting.delete(look);
          if (found) done(found);
          else fail(new Error(`the server ended with ${status}: ${complaints}`));
        };
        waiting.add(look);
        look();
      }),
  };
  return wire;
}

/** Reads the frames of the protocol. */
function readMessages(stream: Readable, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  stream.on('data', (data: Buffer) => {
    bytes = Buffer.concat([bytes, data]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, Math.max(0, end)).toString())?.[1]);
      if (end < 0 || Number.isNaN(length) || bytes.length < end + 4 + length) return;
      take(JSON.parse(bytes.subarray(end + 4, end + 4 + length).toString()));
      bytes = bytes.subarray(end + 4 + length);
    }
  });
}
