import { commands, l10n, ProgressLocation, window } from 'vscode';
import type { Server } from './server.ts';
import { modulesText, total } from './texts.ts';

/** Checks every folder afresh, can be cancelled, and shows the list of problems where there are any. */
export async function lintWorkspace(server: Server): Promise<void> {
  const title = l10n.t('Groundwork: checking all files');
  const status = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let before = 0;
      const report = (percentage: number, message: string) => {
        progress.report({ increment: percentage - before, message });
        before = percentage;
      };
      try {
        return await server.lintWorkspace(report, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (!status) return;
  if (total(status.counts) > 0) await commands.executeCommand('workbench.actions.view.problems');
  else
    void window.showInformationMessage(
      l10n.t('Groundwork found no problems in {0}.', modulesText(status.modules, l10n.t)),
    );
}
