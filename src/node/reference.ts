import { Worker } from 'node:worker_threads';

/** Terraform's own parser, compiled to JavaScript: whether it accepts a text. It is slow, so it runs in a thread that starts when first asked. */
export interface Reference {
  /** Undefined where it cannot say: the text is too long for it, or it failed or took too long. */
  accepts(text: string): Promise<boolean | undefined>;
  /** Ends the thread; questions that are open get undefined. */
  close(): void;
}

/** At 0.2 MB a second, longer texts would take too long to be of use. */
const longest = 256 * 1024;

/** `script` is the thread's file, `reference-worker.ts` beside this one or what it is bundled to. */
export function createReference(script: URL | string, patience = 15_000): Reference {
  let worker: Worker | undefined;
  let count = 0;
  const open = new Map<number, (answer: boolean | undefined) => void>();

  function stop(): void {
    void worker?.terminate();
    worker = undefined;
    for (const answer of [...open.values()]) answer(undefined);
  }

  function start(): Worker {
    const started = new Worker(script);
    started.unref();
    started.on('message', (message: { id: number; accepted: boolean | undefined }) => {
      open.get(message.id)?.(message.accepted);
    });
    started.on('error', () => worker === started && stop());
    started.on('exit', () => worker === started && stop());
    return started;
  }

  return {
    accepts(text) {
      if (text.length > longest) return Promise.resolve(undefined);
      worker ??= start();
      const asked = worker;
      const id = count++;
      return new Promise((resolve) => {
        const timer = setTimeout(stop, patience);
        open.set(id, (answer) => {
          clearTimeout(timer);
          open.delete(id);
          resolve(answer);
        });
        asked.postMessage({ id, text });
      });
    },
    close: stop,
  };
}
