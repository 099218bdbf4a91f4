import { type Disposable, workspace } from 'vscode';
import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';

const section = 'groundwork.inlayHints';

/** The setting that shows or hides the server's hints. */
export interface Hints extends Disposable {
  readonly middleware: Middleware;
  /** Takes the client whose hints are shown from here on. */
  connect(client: BaseLanguageClient): void;
}

/** Shows hints only where the settings of a file's folder have them, and follows these settings. */
export function createHints(): Hints {
  let current: BaseLanguageClient | undefined;
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    const feature = current?.getFeature('textDocument/inlayHint');
    for (const document of workspace.textDocuments) feature?.getProvider(document)?.onDidChangeInlayHints.fire();
  });
  return {
    middleware: {
      provideInlayHints(document, range, token, next) {
        const enabled = workspace.getConfiguration(section, document).get('enable', true);
        return enabled ? next(document, range, token) : [];
      },
    },
    connect(client) {
      current = client;
    },
    dispose: () => listener.dispose(),
  };
}
