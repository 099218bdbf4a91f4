import { l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { configurationFile } from './documents.ts';

/** What a new configuration holds: the defaults, and where to look for the rest. */
const template = `{
  // "recommended" or "all"
  "preset": "recommended",

  // Single rules: "off", "info", "warning" or "error"
  "rules": {}
}
`;

/** Opens the configuration of the folder, or of the one that people choose, and creates it where there is none. */
export async function openConfiguration(): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void window.showInformationMessage(l10n.t('Open a folder first: {0} lies at its top.', configurationFile));
    return;
  }
  const placeHolder = l10n.t('Folder whose configuration to open');
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick({ placeHolder }) : folders[0];
  if (!folder) return;
  const uri = Uri.joinPath(folder.uri, configurationFile);
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(template) });
  await workspace.applyEdit(edit);
  await window.showTextDocument(uri);
}
