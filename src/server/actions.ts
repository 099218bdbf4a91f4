import {
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type Diagnostic,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { FileEdit, Fix } from '../rules/rule.ts';
import { rangeOf } from './convert.ts';
import type { Session } from './session.ts';
import { snippetEdit } from './snippet-edit.ts';

export interface Offer {
  readonly title: string;
  readonly edit: WorkspaceEdit | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly preferred?: boolean;
  readonly kind?: string;
}

/** An action for the client; none where its edit cannot be made. */
export function action({ title, edit, diagnostics, preferred, kind = CodeActionKind.QuickFix }: Offer): CodeAction[] {
  if (!edit) return [];
  return [
    {
      ...{ title, kind, edit },
      ...(diagnostics.length > 0 && { diagnostics: [...diagnostics] }),
      ...(preferred && { isPreferred: true }),
    },
  ];
}

/**
 * Edits for the client, with the version of each open document; undefined where a file is not there any more. With
 * `confirm` the client asks about each where it can.
 */
export function workspaceEdit(
  { client, documents, reports }: Session,
  edits: readonly FileEdit[],
  confirm?: ChangeAnnotation,
): WorkspaceEdit | undefined {
  const annotated = confirm && client.annotatesChanges && client.documentChanges;
  const files = new Map<string, TextEdit[]>();
  for (const { file, text, start, end } of edits) {
    const lines = reports.lines(file);
    if (!lines) return undefined;
    const edit = {
      range: rangeOf(lines, { start, end }),
      newText: text,
      ...(annotated && { annotationId: 'groundwork' }),
    };
    files.set(file, [...(files.get(file) ?? []), edit]);
  }
  if (!client.documentChanges) {
    return { changes: Object.fromEntries([...files].map(([file, list]) => [documents.uriOf(file), list])) };
  }
  const documentChanges = [...files].map(([file, list]) => documentEdit(documents, file, list));
  if (!annotated) return { documentChanges };
  const [first] = files.keys();
  if (first === undefined || !client.createsFiles || client.options.unticksConfirmed !== true) {
    return { documentChanges, changeAnnotations: { groundwork: confirm } };
  }
  // To create a file that is there changes nothing. It is what is confirmed, so that the edits themselves are ticked.
  const asking: CreateFile = {
    ...{ kind: 'create', uri: documents.uriOf(first), options: { ignoreIfExists: true } },
    annotationId: 'ask',
  };
  const changeAnnotations = { ask: confirm, groundwork: { ...confirm, needsConfirmation: false } };
  return { documentChanges: [asking, ...documentChanges], changeAnnotations };
}

/** The edit of one fix. Where the client can, the cursor goes to the values that people may well want otherwise. */
export function fixEdit(session: Session, { edits, choices = [] }: Fix): WorkspaceEdit | undefined {
  const plain = workspaceEdit(session, edits);
  const { client, documents, reports } = session;
  if (!plain?.documentChanges || !client.snippetEdits || choices.length === 0) return plain;
  const files = [...new Set(edits.map(({ file }) => file))];
  const documentChanges = files.flatMap((file, i) => {
    const own = edits.filter((edit) => edit.file === file);
    const lines = reports.lines(file);
    const found = lines && snippetEdit(reports.text(file) ?? '', lines, own, choices);
    if (!found) return plain.documentChanges?.[i] ?? [];
    const snippet = { kind: 'snippet', value: found.snippet } as const;
    return documentEdit(documents, file, [{ range: rangeOf(lines, found), snippet }]);
  });
  return { documentChanges };
}

/** The edit of one document, of the version that the client has. */
export function documentEdit(
  documents: Session['documents'],
  file: string,
  edits: (TextEdit | SnippetTextEdit)[],
): TextDocumentEdit {
  return { textDocument: { uri: documents.uriOf(file), version: documents.get(file)?.version ?? null }, edits };
}
