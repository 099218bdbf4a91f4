import { l10n, Uri, window, workspace } from 'vscode';
import { ankiText } from '../study/guide.ts';
import { exportProgress, importProgress } from '../study/progress.ts';
import type { Study } from './study.ts';

const filters = { JSON: ['json'] };

/** Writes what the person has done with the study guide to a file of their choice. */
export async function exportStudy({ store }: Study): Promise<void> {
  const uri = await save('groundwork-study.json', filters, exportProgress(store.progress()));
  if (uri) void window.showInformationMessage(l10n.t('Your study progress is in {0}.', workspace.asRelativePath(uri)));
}

/** Writes all cards to a file that Anki imports. */
export async function exportCards({ guide, own }: Study): Promise<void> {
  const { topics } = await guide.outline();
  await own.refresh();
  const uri = await save(
    'groundwork-cards.txt',
    { Text: ['txt'] },
    ankiText([...topics, ...own.notes().map(({ topic }) => topic)]),
  );
  if (uri) void window.showInformationMessage(l10n.t('The cards are in {0}.', workspace.asRelativePath(uri)));
}

/** Saves a file where people choose; undefined where they leave it. */
async function save(name: string, kinds: Record<string, string[]>, text: string): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const place = folder ? { defaultUri: Uri.joinPath(folder, name) } : {};
  const uri = await window.showSaveDialog({ filters: kinds, ...place });
  if (uri) await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Adds what a file knows to what is known here; nothing is lost. */
export async function importStudy({ store }: Study): Promise<void> {
  const [uri] = (await window.showOpenDialog({ filters, openLabel: l10n.t('Import') })) ?? [];
  if (!uri) return;
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  const other = importProgress(text);
  if (!other) {
    const name = workspace.asRelativePath(uri);
    void window.showErrorMessage(
      l10n.t('{0} holds no study progress: choose a file that "Export Study Progress" has written.', name),
    );
    return;
  }
  await store.join(other);
  void window.showInformationMessage(l10n.t('The study progress was added to yours.'));
}
