/** Files that the server looks at, by name: another extension may give them another language id. */
export const terraformFiles = '**/*.{tf,tofu,tfvars,tf.json,tofu.json,tfvars.json}';

export interface DocumentFilter {
  readonly scheme: string;
  readonly pattern?: string;
  readonly language?: string;
}

export const configurationFile = '.groundwork.json';

/**
 * Which documents are checked, given the schemes of the workspace's folders: Terraform's files there and on disk, and new texts that were not
 * saved yet. Other schemes hold copies of the same files, such as the left side of a comparison.
 */
export function documentSelector(folderSchemes: readonly string[]): DocumentFilter[] {
  const schemes = [...new Set(['file', ...folderSchemes])];
  return [
    ...schemes.flatMap((scheme) => [
      { scheme, pattern: terraformFiles },
      { scheme, pattern: `**/${configurationFile}` },
    ]),
    ...['terraform', 'opentofu'].map((language) => ({ scheme: 'untitled', language })),
  ];
}

/** Of these, the files of modules: those that variables have to do with. */
export function fileSelector(selector: readonly DocumentFilter[]): DocumentFilter[] {
  return selector.filter(({ pattern }) => pattern === terraformFiles);
}
