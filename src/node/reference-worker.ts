import { parentPort } from 'node:worker_threads';
import hcl from 'hcl2-parser';

// The parser asks for traces of any length, which takes seconds where deep nesting exhausts the stack.
Error.stackTraceLimit = 0;

parentPort?.on('message', (text: string) => parentPort?.postMessage(accepted(text)));

/** The parser answers with the object and, for a text that it rejects, something other than null beside it. */
function accepted(text: string): boolean | undefined {
  try {
    return hcl.parseToObject(text)[1] === null;
  } catch {
    return undefined;
  }
}
