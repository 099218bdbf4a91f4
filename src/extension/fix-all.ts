import { type CodeAction, commands, l10n, Range, window, workspace } from 'vscode';
import { editorInUse } from './beside.ts';

/**
 * Applies the server's one action that holds all safe fixes of the file in front, and says so where there is none. The
 * editor's own command for it drops what was asked where findings come in at that moment.
 */
export async function fixAll(): Promise<void> {
  const document = editorInUse()?.document;
  if (!document) return;
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(0, 0, document.lineCount, 0),
    'source.fixAll.groundwork',
  );
  const edit = actions.find((action) => action.edit)?.edit;
  if (edit) await workspace.applyEdit(edit);
  else void window.showInformationMessage(l10n.t('There is nothing in this file that Groundwork can fix safely.'));
}
