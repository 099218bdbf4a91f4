import { l10n, Uri, window, workspace } from 'vscode';
import { exportProgress, importProgress } from '../study/progress.ts';
import type { StudyStore } from './study-store.ts';

const filters = { JSON: ['json'] };

/** Writes what the person has done with the study guide to a file of their choice. */
export async function exportStudy(store: StudyStore): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = 'groundwork-study.json';
  const uri = await window.showSaveDialog({ filters, ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) });
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(exportProgress(store.progress())));
  void window.showInformationMessage(l10n.t('Your study progress is in {0}.', workspace.asRelativePath(uri)));
}

/** Adds what a file knows to what is known here; nothing is lost. */
export async function importStudy(store: StudyStore): Promise<void> {
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
