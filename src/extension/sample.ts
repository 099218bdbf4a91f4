import {
  commands,
  Disposable,
  type ExtensionContext,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { besidePage } from './beside.ts';
import { ownProblems } from './problems.ts';

const names = ['landing-zone.tf', 'prod.tfvars'];

/** A landing zone with faults to try things on: a copy in the extension's own folder, so that it needs no workspace and changes none. */
export interface Sample extends Disposable {
  /** Shows it, anew unless something in it was changed and not saved. */
  open(): Promise<void>;
}

export function createSample({ extensionUri, globalStorageUri }: ExtensionContext): Sample {
  const source = Uri.joinPath(extensionUri, 'src', 'extension', 'sample');
  const folder = Uri.joinPath(globalStorageUri, 'sample');
  const within = ({ uri }: TextDocument) => uri.toString().startsWith(`${folder}/`);
  let watching = new Disposable(() => {});

  return {
    async open() {
      if (!workspace.textDocuments.some((document) => document.isDirty && within(document))) {
        for (const name of names) {
          const text = await workspace.fs.readFile(Uri.joinPath(source, name));
          await workspace.fs.writeFile(Uri.joinPath(folder, name), text);
        }
      }
      const viewColumn = besidePage();
      const { document } = await window.showTextDocument(Uri.joinPath(folder, 'landing-zone.tf'), { viewColumn });
      watching.dispose();
      watching = watch(document);
    },
    dispose: () => watching.dispose(),
  };
}

/** Ticks the step that asks for a fix, however it is made, as soon as the file has fewer problems than it had. */
function watch(document: TextDocument): Disposable {
  let most = 0;
  const watching = languages.onDidChangeDiagnostics(() => {
    const count = ownProblems(languages.getDiagnostics(document.uri)).length;
    most = Math.max(most, count);
    if (count === most || document.isClosed) return;
    void commands.executeCommand('setContext', 'groundwork.sampleFixed', true);
    watching.dispose();
  });
  return watching;
}
