import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';

/** Terraform's own parser, compiled to JavaScript: whether it accepts a text. It is slow, so it runs in a thread that starts when first asked. */
export interface Reference {
  /** Undefined where it cannot say: the text is too long for it, or it failed or took too long. */
  accepts(text: string): Promise<boolean | undefined>;
  /** Ends the thread; questions that are open get undefined. */
  close(): void;
}

interface Question {
  readonly text: string;
  readonly answer: (accepted: boolean | undefined) => void;
}

/** At 0.2 MB a second, longer texts would take too long to be of use. */
const longest = 256 * 1024;

/** Enough for the longest text; without a limit its garbage grows to several times as much. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/**
 * `script` is the thread's file: `reference-worker.ts` beside this one, or what it is bundled to, packed with Brotli.
 * It may take `patience` milliseconds for one text, without the time that it takes to start.
 */
export function createReference(script: URL | string, patience = 5_000): Reference {
  const waiting: Question[] = [];
  let current: Question | undefined;
  let timer: NodeJS.Timeout | undefined;
  let worker: Worker | undefined;

  /** Asks the next question. While one is open, its timer keeps the process alive; the thread does not. */
  function ask(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) return;
    const startup = worker ? 0 : 5_000;
    worker ??= start();
    timer = setTimeout(() => settle(undefined), patience + startup);
    worker.postMessage(current.text);
  }

  function settle(accepted: boolean | undefined): void {
    clearTimeout(timer);
    // A failure leaves the parser in a state in which it fails on any text.
    if (accepted === undefined) stop();
    const question = current;
    current = undefined;
    question?.answer(accepted);
    ask();
  }

  function stop(): void {
    void worker?.terminate();
    worker = undefined;
  }

  function start(): Worker {
    const packed = String(script).endsWith('.br');
    const started = new Worker(packed ? unpacked(script) : script, { resourceLimits, eval: packed });
    const heard = (accepted: boolean | undefined): void => {
      if (worker === started) settle(accepted);
    };
    started.on('message', heard);
    started.on('error', () => heard(undefined));
    started.on('exit', () => heard(undefined));
    started.unref();
    return started;
  }

  return {
    accepts(text) {
      if (text.length > longest) return Promise.resolve(undefined);
      return new Promise((answer) => {
        waiting.push({ text, answer });
        ask();
      });
    },
    close() {
      for (const { answer } of waiting.splice(0)) answer(undefined);
      settle(undefined);
    },
  };
}

function unpacked(script: URL | string): string {
  return brotliDecompressSync(readFileSync(script)).toString();
}
