import { type TextEditor, ViewColumn, window } from 'vscode';

/** Where a file is opened: beside a page that is no text, such as a walkthrough that tells what to do with it. */
export function besidePage(): ViewColumn {
  const page = !window.activeTextEditor && window.tabGroups.activeTabGroup.activeTab !== undefined;
  return page ? ViewColumn.Beside : ViewColumn.Active;
}

/** The editor that people work in: the active one, or one beside the page that is in front of it. */
export function editorInUse(): TextEditor | undefined {
  return window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
}
