import { type Disposable, type LogOutputChannel, l10n, window } from 'vscode';
import type { Server } from './server.ts';

/** Tells people, once each time, that the server does not run, and offers what can be done about it. */
export function reportFailures(server: Server, output: LogOutputChannel): Disposable {
  let ran = false;
  return server.onDidChangeState(async (state) => {
    if (state === 'running') ran = true;
    if (state !== 'failed') return;
    const message = ran
      ? l10n.t(
          'Groundwork stopped: its language server ended several times in a short while. Terraform files are not checked.',
        )
      : l10n.t('Groundwork could not start its language server. Terraform files are not checked.');
    const show = l10n.t('Show Output');
    const restart = l10n.t('Restart');
    ran = false;
    const choice = await window.showErrorMessage(message, show, restart);
    if (choice === show) output.show();
    if (choice === restart) await server.restart();
  });
}
