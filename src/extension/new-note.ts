import { ConfigurationTarget, l10n, Range, Uri, window, workspace } from 'vscode';
import { fileNameFor, noteTemplate } from '../study/note-template.ts';
import { exists } from './exists.ts';
import { foldersSetting, type NoteFolder, noteFolders } from './own-folders.ts';

/** Lets people choose a folder of notes and adds it to the settings: of the workspace where it lies in it, else of the user. */
export async function addNoteFolder(home: Uri | undefined): Promise<NoteFolder | undefined> {
  const first = workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t('Add Study Folder'),
      title: l10n.t('Folder with notes in Markdown'),
      ...(first ? { defaultUri: first } : {}),
    })) ?? [];
  if (!uri) return undefined;
  const known = noteFolders(home).find((folder) => folder.uri.toString() === uri.toString());
  if (known) return known;
  const inside = workspace.isTrusted ? workspace.getWorkspaceFolder(uri) : undefined;
  const below = inside && uri.path.slice(inside.uri.path.length + 1);
  const folders = workspace.getConfiguration(undefined, inside);
  const given = folders.inspect<readonly string[]>(foldersSetting);
  // A relative path means the same in each folder of a workspace with several: there it is written for the one that has it.
  const several = (workspace.workspaceFolders ?? []).length > 1;
  const [target, before] = !inside
    ? [ConfigurationTarget.Global, given?.globalValue]
    : several
      ? [ConfigurationTarget.WorkspaceFolder, given?.workspaceFolderValue]
      : [ConfigurationTarget.Workspace, given?.workspaceValue];
  const written = inside ? below || '.' : homely(uri, home);
  await folders.update(foldersSetting, [...(before ?? []), written], target);
  return noteFolders(home).find((folder) => folder.uri.toString() === uri.toString());
}

/** As it holds on another machine too: `~/notes`. */
function homely(uri: Uri, home: Uri | undefined): string {
  return home && uri.path.startsWith(`${home.path}/`) ? `~${uri.path.slice(home.path.length)}` : uri.fsPath;
}

/** Makes a note with the title that people give, in a folder of notes, and opens it at its title. */
export async function newNote(home: Uri | undefined): Promise<void> {
  const folder = await chooseFolder(home);
  if (!folder) return;
  const title = await window.showInputBox({
    title: l10n.t('New Study Note'),
    prompt: l10n.t('Title of the note, which also names its file'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('Enter a title.') : undefined),
  });
  if (title === undefined) return;
  const uri = await freeName(folder.uri, fileNameFor(title));
  await workspace.fs.writeFile(uri, new TextEncoder().encode(noteTemplate(title)));
  const document = await workspace.openTextDocument(uri);
  const line = document.lineAt(1).text;
  const quote = /["']$/.test(line) ? 1 : 0;
  const selection = new Range(1, 'title: '.length + quote, 1, line.length - quote);
  await window.showTextDocument(document, { selection });
}

async function chooseFolder(home: Uri | undefined): Promise<NoteFolder | undefined> {
  const folders = noteFolders(home);
  if (folders.length < 2) return folders[0] ?? addNoteFolder(home);
  const items = folders.map((folder) => ({ label: folder.label, folder }));
  return (await window.showQuickPick(items, { title: l10n.t('New Study Note: in which folder?') }))?.folder;
}

/** The first of `name.md`, `name-2.md` and so on that is not there. */
async function freeName(folder: Uri, name: string): Promise<Uri> {
  for (let i = 1; ; i++) {
    const uri = Uri.joinPath(folder, i === 1 ? `${name}.md` : `${name}-${i}.md`);
    if (!(await exists(uri))) return uri;
  }
}
