import { type ExtensionContext, Uri, workspace } from 'vscode';

/** The snippets that the manifest contributes, by each of their prefixes: the text between which people tab. */
export type Snippets = ReadonlyMap<string, string>;

/** Reads them from the extension's own files; those of a file that cannot be read are left out. */
export async function readSnippets({ extension, extensionUri }: ExtensionContext): Promise<Snippets> {
  const { snippets = [] }: { snippets?: readonly { readonly path: string }[] } = extension.packageJSON.contributes;
  const paths = [...new Set(snippets.map(({ path }) => path))];
  const files = await Promise.all(paths.map((path) => readJson(Uri.joinPath(extensionUri, path))));
  return new Map(
    files.flatMap(Object.values<Snippet>).flatMap(({ prefix, body }) => {
      const text = typeof body === 'string' ? body : body.join('\n');
      return (typeof prefix === 'string' ? [prefix] : prefix).map((name) => [name, text] as const);
    }),
  );
}

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly body: string | readonly string[];
}

async function readJson(uri: Uri): Promise<Readonly<Record<string, Snippet>>> {
  try {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    return {};
  }
}
