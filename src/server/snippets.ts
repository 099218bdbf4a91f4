import { expandSnippet } from './snippet-text.ts';

/** A snippet as `snippets/` has it: a VS Code snippet file, by title. */
interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

export interface NamedSnippet {
  readonly title: string;
  readonly prefixes: readonly string[];
  readonly description: string;
  /** In the syntax of snippets, with tab stops. */
  readonly body: string;
  /** What stands there before anyone types. */
  readonly text: string;
}

let read: Promise<readonly NamedSnippet[]> | undefined;

/** Every snippet. The files are read when first asked for. */
export function allSnippets(): Promise<readonly NamedSnippet[]> {
  read ??= readFiles();
  return read;
}

async function readFiles(): Promise<readonly NamedSnippet[]> {
  const files: readonly { default: Readonly<Record<string, Snippet>> }[] = await Promise.all([
    import('../../snippets/terraform.json', { with: { type: 'json' } }),
    import('../../snippets/gcp.json', { with: { type: 'json' } }),
    import('../../snippets/aws.json', { with: { type: 'json' } }),
    import('../../snippets/azure.json', { with: { type: 'json' } }),
    import('../../snippets/alicloud.json', { with: { type: 'json' } }),
  ]);
  return files
    .flatMap((file) => Object.entries(file.default))
    .map(([title, { prefix, description, body }]) => {
      const source = body.join('\n');
      return { title, prefixes: [prefix].flat(), description, body: source, text: expandSnippet(source) };
    });
}
