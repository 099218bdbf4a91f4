import { type Uri, workspace } from 'vscode';

/** Whether there is something at an address. */
export async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
