import assert from 'node:assert/strict';
import {
  CompletionItemKind,
  type CompletionList,
  commands,
  extensions,
  Position,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { folder, replace } from './editor.ts';

interface Contributed {
  readonly language: string;
  readonly path: string;
}

type Snippets = Readonly<Record<string, { readonly prefix: string | readonly string[] }>>;

/** Each prefix of the snippet files that the manifest contributes for a language. */
async function prefixesFor(language: string): Promise<string[]> {
  const extension = extensions.getExtension('groundwork.groundwork');
  assert.ok(extension);
  const contributed: readonly Contributed[] = extension.packageJSON.contributes.snippets;
  const files = contributed.filter((one) => one.language === language);
  const texts = await Promise.all(
    files.map(({ path }) => workspace.fs.readFile(Uri.joinPath(extension.extensionUri, path))),
  );
  const all = texts.map((text): Snippets => JSON.parse(new TextDecoder().decode(text)));
  return all.flatMap((snippets) => Object.values(snippets).flatMap(({ prefix }) => [prefix].flat()));
}

/** The labels of all snippets that are offered at the end of a document's only line. */
async function offered(document: TextDocument): Promise<string[]> {
  const end = new Position(0, document.lineAt(0).text.length);
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    ...[document.uri, end],
  );
  const snippets = items.filter(({ kind }) => kind === CompletionItemKind.Snippet);
  return snippets.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

suite('snippets', () => {
  for (const [language, name] of [
    ['terraform', 'typed/main.tf'],
    ['opentofu', 'typed/main.tofu'],
  ] as const) {
    test(`each prefix is offered once in ${language}, by whoever contributes it`, async function () {
      this.timeout(300_000);
      const prefixes = await prefixesFor(language);
      assert.ok(prefixes.length > 200, `${prefixes.length}`);
      const uri = Uri.joinPath(folder(), name).with({ scheme: 'untitled' });
      const document = await workspace.openTextDocument(uri);
      assert.equal(document.languageId, language);
      for (const prefix of prefixes) {
        await replace(document, prefix);
        const found = (await offered(document)).filter((label) => label === prefix);
        assert.deepEqual(found, [prefix]);
      }
    });
  }
});
