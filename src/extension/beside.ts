import { ViewColumn, window } from 'vscode';

/** Where a file is opened: beside a page that is no text, such as a walkthrough that tells what to do with it. */
export function besidePage(): ViewColumn {
  const page = !window.activeTextEditor && window.tabGroups.activeTabGroup.activeTab !== undefined;
  return page ? ViewColumn.Beside : ViewColumn.Active;
}
