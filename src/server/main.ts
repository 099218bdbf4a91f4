import { realpathSync } from 'node:fs';
import { createConnection } from 'vscode-languageserver/node';
import { nodeFiles } from '../node/files.ts';
import { createReference } from '../node/reference.ts';
import type { FileSystem } from '../terraform/files.ts';
import { startServer } from './server.ts';

// Entry for Node: over the transport that the arguments name, such as --node-ipc, or over standard input and output.
const worker = import.meta.url.endsWith('.ts') ? '../node/reference-worker.ts' : './reference.cjs.br';
const reference = createReference(new URL(worker, import.meta.url));
const named = process.argv.some((argument) => /^--(?:node-ipc|stdio|socket|pipe)(?:=|$)/.test(argument));
const connection = named ? createConnection() : createConnection(process.stdin, process.stdout);

/** Where the client keeps its files elsewhere, only the texts that it has open are seen. */
const nothing: FileSystem = { readDirectory: () => undefined, readFile: () => undefined };

const unreadable = new Set<string>();

startServer(connection, {
  files(top) {
    if (/^[a-z][a-z0-9+.-]+:\/\//.test(top)) return nothing;
    return nodeFiles(real(top), {
      onUnreadable(path, reason) {
        if (!unreadable.has(path)) connection.console.warn(`${path} could not be read: ${reason}.`);
        unreadable.add(path);
      },
    });
  },
  accepts: (text) => reference.accepts(text),
});

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
