import { Uri, type WorkspaceFolder, workspace } from 'vscode';

/** A folder of the person's own notes. */
export interface NoteFolder {
  readonly uri: Uri;
  /** As it is written in the settings. */
  readonly label: string;
  /** The workspace folder that it lies in, or itself: paths with a leading slash begin there. */
  readonly root: Uri;
}

/** The setting that lists them. */
export const foldersSetting = 'groundwork.study.folders';

/**
 * The folders that the settings name, each once: those of the user first, then those of the workspace, which add to them. Settings of a
 * workspace that is not trusted are left out by the editor, as the manifest asks.
 */
export function noteFolders(home: Uri | undefined): readonly NoteFolder[] {
  const found = new Map<string, NoteFolder>();
  const bases: readonly (WorkspaceFolder | undefined)[] = workspace.workspaceFolders ?? [undefined];
  for (const base of bases) {
    const given = workspace.getConfiguration('groundwork.study', base?.uri).inspect<unknown>('folders');
    const { globalValue, workspaceValue, workspaceFolderValue } = given ?? {};
    for (const label of [globalValue, workspaceValue, workspaceFolderValue].flatMap(texts)) {
      const uri = folderUri(label, base?.uri, home);
      if (!uri || found.has(uri.toString())) continue;
      const inside = workspace.getWorkspaceFolder(uri)?.uri;
      found.set(uri.toString(), { uri, label, root: inside ?? uri });
    }
  }
  return [...found.values()];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one.trim() !== '') : [];
}

/** Undefined where a path is relative to something that is not there. */
function folderUri(written: string, base: Uri | undefined, home: Uri | undefined): Uri | undefined {
  const path = written
    .trim()
    .replaceAll('\\', '/')
    .replace(/(?<=.)\/+$/, '');
  const [, below] = /^(?:~|\$\{userHome\})(?:\/(.*))?$/.exec(path) ?? [];
  if (/^(?:~|\$\{userHome\})(?:\/|$)/.test(path)) return home && Uri.joinPath(home, below ?? '');
  if (/^(?:\/|[a-z]:)/i.test(path)) return Uri.file(path);
  return base && Uri.joinPath(base, path.replace(/^\$\{workspaceFolder\}\/?/, ''));
}
