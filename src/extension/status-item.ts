import { type Command, type Disposable, LanguageStatusSeverity, l10n, languages, window, workspace } from 'vscode';
import type { Status } from '../protocol/messages.ts';
import type { DocumentFilter } from './documents.ts';
import { countProblems } from './problems.ts';
import type { Server } from './server.ts';
import { type StatusView, statusView } from './status-text.ts';
import { none } from './texts.ts';

/** The entry behind the braces of the status bar, for the files that are checked. */
export function createStatusItem(
  server: Server,
  selector: DocumentFilter[],
): Disposable & { update(status: Status): void } {
  const item = languages.createLanguageStatusItem('groundwork.status', selector);
  item.name = 'Groundwork';
  let status: Status | undefined;

  const actions: Record<StatusView['action'], Command> = {
    problems: { command: 'workbench.actions.view.problems', title: l10n.t('Show Problems') },
    output: { command: 'groundwork.showOutput', title: l10n.t('Show Output') },
    restart: { command: 'groundwork.restartServer', title: l10n.t('Restart') },
    settings: {
      command: 'workbench.action.openSettings',
      arguments: ['groundwork.lint'],
      title: l10n.t('Open Settings'),
    },
  };
  const severities = {
    information: LanguageStatusSeverity.Information,
    warning: LanguageStatusSeverity.Warning,
    error: LanguageStatusSeverity.Error,
  };

  function show(): void {
    const uri = window.activeTextEditor?.document.uri;
    const file = uri ? countProblems(uri) : none;
    const enabled = workspace.getConfiguration('groundwork.lint', uri).get('enable', true);
    const view = statusView({ server: server.state, status, file, enabled }, l10n.t);
    item.text = view.text;
    item.detail = view.detail;
    item.busy = view.busy;
    item.severity = severities[view.severity];
    item.command = actions[view.action];
  }

  const parts = [
    item,
    server.onDidChangeState((state) => {
      if (state !== 'running') status = undefined;
      show();
    }),
    window.onDidChangeActiveTextEditor(show),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) show();
    }),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('groundwork.lint') && show()),
  ];
  show();
  return {
    update(next) {
      status = next;
      show();
    },
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
