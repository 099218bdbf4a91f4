import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type ExtensionContext, Uri } from 'vscode';
import { startExtension } from './extension.ts';
import type { NewClient, Server } from './server.ts';

let server: Server | undefined;

/** Entry for desktops and remote hosts: the server is a process of the editor's own Node. */
export function activate(context: ExtensionContext): void {
  server = startExtension(context, {
    newClient: clientFor(context.asAbsolutePath('dist/server.cjs')),
    unpack: promisify(brotliDecompress),
    home: Uri.file(homedir()),
    loadNoteReader: () => import('../study/own-notes.ts'),
  });
}

/** The editor waits for the server to end in order. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

function clientFor(module: string): NewClient {
  return async (id, name, options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const program = { module, transport: TransportKind.ipc };
    // Left to itself, Node lets four times as much garbage come together as the server has in use.
    const run = { ...program, options: { execArgv: ['--optimize-for-size'] } };
    const debug = { ...program, options: { execArgv: ['--nolazy', '--inspect=6009'] } };

    /** Logs what it has to say and leaves it to us to bother people: they get one message, with something to do about it. */
    class QuietClient extends LanguageClient {
      override error(message: string, data?: unknown): void {
        super.error(message, data, false);
      }
    }
    return new QuietClient(id, name, { run, debug }, options);
  };
}
