import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionOptions,
  type CompletionParams,
  InsertTextFormat,
} from 'vscode-languageserver';
import { LineIndex } from '../hcl/lines.ts';
import { parse } from '../hcl/parser.ts';
import type { Client } from './client.ts';
import type { Session } from './session.ts';
import { allSnippets, type NamedSnippet } from './snippets.ts';

/** What the server says of completions; undefined where the client has the snippets from elsewhere. */
export function completionOptions({ options }: Client): CompletionOptions | undefined {
  // The hyphen of `gcp-vpc` ends a word in some editors.
  return options.contributesSnippets === true ? undefined : { resolveProvider: true, triggerCharacters: ['-'] };
}

/** Offers the snippets where a block may begin. Their texts are shown when one of them is looked at. */
export function registerCompletion({ connection, client, documents }: Session): void {
  if (!completionOptions(client)) return;

  connection.onCompletion(async ({ textDocument, position }: CompletionParams): Promise<CompletionItem[] | null> => {
    const path = documents.pathOf(textDocument.uri);
    const document = path === undefined ? undefined : documents.get(path);
    if (!document || !/\.(?:tf|tofu)$/.test(document.path)) return null;
    const lines = new LineIndex(document.text);
    const offset = lines.offset(position);
    const typed = wordAt(document.text, offset);
    if (typed === undefined) return null;
    const range = { start: lines.position(offset - typed.length), end: position };
    return (await allSnippets()).flatMap((snippet) =>
      snippet.prefixes
        .filter((prefix) => isWithin(typed, prefix))
        .map((prefix) => ({
          label: prefix,
          labelDetails: { description: snippet.title },
          detail: snippet.title,
          kind: CompletionItemKind.Snippet,
          ...(client.snippets
            ? { insertTextFormat: InsertTextFormat.Snippet, textEdit: { range, newText: snippet.body } }
            : { insertTextFormat: InsertTextFormat.PlainText, textEdit: { range, newText: snippet.text } }),
        })),
    );
  });

  connection.onCompletionResolve(async (item): Promise<CompletionItem> => {
    const snippet = (await allSnippets()).find(({ prefixes }) => prefixes.includes(item.label));
    return snippet ? { ...item, documentation: documentation(client, snippet) } : item;
  });
}

function documentation({ markdownCompletion }: Client, { description, text }: NamedSnippet) {
  return markdownCompletion
    ? ({ kind: 'markdown', value: `${description}.\n\n\`\`\`terraform\n${text.trimEnd()}\n\`\`\`` } as const)
    : `${description}.\n\n${text.trimEnd()}`;
}

/** What was typed of a word that stands alone on its line, outside of every block and comment; undefined elsewhere. */
function wordAt(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const [, word] = /^[ \t]*([\w-]*)$/.exec(before) ?? [];
  if (word === undefined || !/^[ \t]*\r?(?:\n|$)/.test(text.slice(offset))) return undefined;
  const start = offset - word.length;
  const { body, comments } = parse(text);
  return [...body.items, ...comments].some((item) => item.start < start && start < item.end) ? undefined : word;
}

/** Whether the letters of `typed` stand in `prefix` in their order, as editors themselves match. */
function isWithin(typed: string, prefix: string): boolean {
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = prefix.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
