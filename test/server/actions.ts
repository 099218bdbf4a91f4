import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TestClient } from './client.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** Every action that is offered for a range of a document. */
export async function actions(
  client: TestClient,
  uri: string,
  context: { only?: string[]; diagnostics?: Diagnostic[] } = {},
  range = whole,
): Promise<CodeAction[]> {
  const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
  return (await client.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
}

/** The actions that mend something, without those that say how a rule is to be reported. */
export async function fixes(...args: Parameters<typeof actions>): Promise<CodeAction[]> {
  return (await actions(...args)).filter(({ title }) => !/^(?:Ignore|Turn|Report) /.test(title));
}

/** The new text of each document that an action changes, from the texts that the client has; `|` stands where the cursor goes. */
export function apply(action: CodeAction | undefined, texts: Record<string, string>): Record<string, string> {
  const changes = (action?.edit?.documentChanges ?? []).filter((change) => 'edits' in change) as TextDocumentEdit[];
  return Object.fromEntries(
    changes.map(({ textDocument: { uri }, edits }) => {
      const document = TextDocument.create(uri, 'terraform', 1, texts[uri] ?? '');
      const plain = edits.map((edit) =>
        'snippet' in edit ? { range: edit.range, newText: edit.snippet.value.replace(/\$\{0:(\w+)\}/, '|$1|') } : edit,
      );
      return [uri, TextDocument.applyEdits(document, plain)];
    }),
  );
}
