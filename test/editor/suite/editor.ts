import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Disposable,
  languages,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** The folder that is open: `../workspace`, in which nothing is wrong. */
export function folder(): Uri {
  const [first] = workspace.workspaceFolders ?? [];
  if (!first) throw new Error('no folder is open');
  return first.uri;
}

/** Opens and shows a file of the folder. */
export async function show(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.joinPath(folder(), name));
  await window.showTextDocument(document);
  return document;
}

/** Replaces the whole text of an open document, which stays unsaved. */
export async function replace(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(document.getText().length)), text);
  await workspace.applyEdit(edit);
}

/** Deletes a file or directory, if it is there, as the explorer does: what is open of it is closed. */
export async function remove(name: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.deleteFile(Uri.joinPath(folder(), name), { recursive: true, ignoreIfNotExists: true });
  await workspace.applyEdit(edit);
}

/** The quick fixes of a range. */
function quickFixes(document: TextDocument, range: Range): Thenable<CodeAction[]> {
  return commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', 50);
}

/** The quick fix of a range whose title is like this. */
export async function quickFix(document: TextDocument, range: Range, title: RegExp): Promise<CodeAction> {
  const all = await quickFixes(document, range);
  const found = all.find((one) => title.test(one.title));
  if (!found) throw new Error(`none of ${JSON.stringify(all.map((one) => one.title))}`);
  return found;
}

/** Does what a person does by choosing an action. */
export async function apply({ edit, command }: CodeAction): Promise<void> {
  if (edit && !(await workspace.applyEdit(edit))) throw new Error('the edit was refused');
  if (command) await commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** The range of a text that stands once in a document. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start < 0 || document.getText().indexOf(text, start + 1) >= 0)
    throw new Error(`${text} does not stand there once`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Gives a document the text that it has on disk. */
export async function restore(document: TextDocument): Promise<void> {
  await replace(document, new TextDecoder().decode(await workspace.fs.readFile(document.uri)));
}

/** Gives every document of the folder the text that it has on disk. */
export async function restoreAll(): Promise<void> {
  const changed = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === folder().scheme);
  for (const document of changed) await restore(document);
}

/** Writes a file of the folder. */
export async function write(name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(Uri.joinPath(folder(), name), new TextEncoder().encode(text));
}

/** The rules of the findings in a document, sorted. */
export function rulesIn(document: TextDocument): string[] {
  return languages.getDiagnostics(document.uri).map(ruleOf).sort();
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves when the findings in a document are those of these rules, each as often as it is named. */
export function findings(document: TextDocument, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
  const wanted = [...rules].sort().join();
  return until(document, `findings of ${wanted || 'no rule'}`, (now) => now.join() === wanted);
}

/** Resolves when a rule is among the findings in a document. */
export function found(document: TextDocument, rule: string): Promise<readonly Diagnostic[]> {
  return until(document, `a finding of ${rule}`, (now) => now.includes(rule));
}

function until(
  document: TextDocument,
  what: string,
  accept: (rules: readonly string[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const disposables: Disposable[] = [];
    const end = (): void => {
      clearTimeout(timer);
      for (const disposable of disposables) disposable.dispose();
    };
    const look = (): void => {
      if (!accept(rulesIn(document))) return;
      end();
      resolve(languages.getDiagnostics(document.uri));
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`${what} expected, found: ${rulesIn(document).join() || 'none'}`));
    }, 60_000);
    disposables.push(languages.onDidChangeDiagnostics(look));
    look();
  });
}
