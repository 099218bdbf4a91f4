import { type Disposable, LanguageStatusSeverity, l10n, languages, Uri, window, workspace } from 'vscode';
import type { DocumentFilter } from './documents.ts';
import type { Server } from './server.ts';
import { variablesView } from './variable-text.ts';

/** The entry behind the braces that says which variable files the file in front is checked with. */
export interface VariablesItem extends Disposable {
  /** Asks the server anew, as whenever files or choices may have changed. */
  refresh(): Promise<void>;
}

export function createVariablesItem(server: Server, selector: readonly DocumentFilter[]): VariablesItem {
  const item = languages.createLanguageStatusItem('groundwork.variables', []);
  item.name = l10n.t('Groundwork Variables');
  item.command = { command: 'groundwork.selectVariableFiles', title: l10n.t('Select...') };
  let asked = 0;

  async function refresh(): Promise<void> {
    const turn = ++asked;
    const document = window.activeTextEditor?.document;
    const ours = document && languages.match([...selector], document) > 0 && server.state === 'running';
    const roots = ours
      ? await server.ask('groundwork/variables', { uri: document.uri.toString() }).catch(() => [])
      : [];
    if (turn !== asked) return;
    const view = variablesView(roots, nameOf, l10n.t);
    // One that has nothing to say is not shown: it stands for no document.
    item.selector = view ? [...selector] : [];
    if (!view) return;
    item.text = view.text;
    item.detail = view.detail;
    item.severity = view.warning ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  }

  const parts = [
    item,
    window.onDidChangeActiveTextEditor(() => void refresh()),
    server.onDidChangeState(() => void refresh()),
  ];
  return {
    refresh,
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}

/** A file or directory as people know it; empty for the only folder of the workspace. */
export function nameOf(uri: string): string {
  const place = Uri.parse(uri);
  const folder = workspace.getWorkspaceFolder(place);
  if (folder?.uri.path.replace(/\/$/, '') !== place.path.replace(/\/$/, '')) return workspace.asRelativePath(place);
  return (workspace.workspaceFolders?.length ?? 0) > 1 ? folder.name : '';
}
