import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { startExtension } from './extension.ts';
import type { Server } from './server.ts';

let server: Server | undefined;

/** Entry for desktops and remote hosts: the server is a process of the editor's own Node. */
export function activate(context: ExtensionContext): void {
  const run = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  server = startExtension(context, (id, name, options) => new QuietClient(id, name, { run, debug }, options));
}

/** The editor waits for the server to end in order. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

/** Logs what it has to say and leaves it to us to bother people: they get one message, with something to do about it. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
