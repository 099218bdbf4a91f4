import { parentPort } from 'node:worker_threads';
import hcl from 'hcl2-parser';

parentPort?.on('message', ({ id, text }: { id: number; text: string }) => {
  parentPort?.postMessage({ id, accepted: accepted(text) });
});

/** The parser answers with the object and, for a text that it rejects, something other than null beside it. */
function accepted(text: string): boolean | undefined {
  try {
    return hcl.parseToObject(text)[1] === null;
  } catch {
    return undefined;
  }
}
