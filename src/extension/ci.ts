import { type ExtensionContext, l10n, SnippetString, Uri, window, workspace } from 'vscode';
import { besidePage } from './beside.ts';
import { type CiFile, type CiKind, ciFiles } from './ci-text.ts';
import { exists } from './exists.ts';

/** Opens a file, not yet saved, that checks a repository: in CI, or before each commit. `given` is the kind; people choose where it is none. */
export async function setUpCi(context: ExtensionContext, given: unknown): Promise<void> {
  const files = ciFiles(String(context.extension.packageJSON.version));
  const kind = isKind(given, files) ? given : await choose(files);
  if (kind) await open(files[kind]);
}

function isKind(given: unknown, files: Readonly<Record<CiKind, CiFile>>): given is CiKind {
  return typeof given === 'string' && Object.hasOwn(files, given);
}

async function choose(files: Readonly<Record<CiKind, CiFile>>): Promise<CiKind | undefined> {
  const items = [
    { file: 'github' as const, label: l10n.t('GitHub Actions workflow'), description: files.github.path },
    { file: 'pre-commit' as const, label: l10n.t('pre-commit hook'), description: files['pre-commit'].path },
  ];
  const placeHolder = l10n.t('Where to check Terraform files');
  return (await window.showQuickPick(items, { placeHolder }))?.file;
}

/** Opens the file at its place in the workspace, or without a place where there is none or the file is there already. */
async function open({ path, snippet }: CiFile): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const place = folder && Uri.joinPath(folder, path);
  const taken = place && (await exists(place));
  const document =
    place && !taken
      ? await workspace.openTextDocument(place.with({ scheme: 'untitled' }))
      : await workspace.openTextDocument({ language: 'yaml' });
  const editor = await window.showTextDocument(document, { viewColumn: besidePage() });
  if (document.getText() === '') await editor.insertSnippet(new SnippetString(snippet));
}
