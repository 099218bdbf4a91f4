import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/settings.ts';

/** What the client can do, as far as it changes what we send. */
export interface Client {
  /** It asks for diagnostics, so none are pushed. */
  readonly pulls: boolean;
  readonly refreshes: boolean;
  /** It can be asked to ask for inlay hints again. */
  readonly refreshesHints: boolean;
  readonly relatedInformation: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
  readonly markdownHover: boolean;
  readonly documentChanges: boolean;
  readonly codeActionLiterals: boolean;
  /** It inserts snippets with tab stops. */
  readonly snippets: boolean;
  readonly markdownCompletion: boolean;
  /** Its edits may hold snippets, whose places the cursor goes to. */
  readonly snippetEdits: boolean;
  /** Its edits may be confirmed one by one. */
  readonly annotatesChanges: boolean;
  readonly createsFiles: boolean;
  readonly folders: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly options: InitializationOptions;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { textDocument, workspace }: ClientCapabilities = capabilities ?? {};
  const pulls = textDocument?.diagnostic !== undefined;
  const diagnostics = pulls ? { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic } : undefined;
  const shown = diagnostics ?? textDocument?.publishDiagnostics;
  const item = textDocument?.completion?.completionItem;
  return {
    pulls,
    refreshes: pulls && workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: shown?.relatedInformation === true,
    tags: shown?.tagSupport !== undefined,
    codeDescription: shown?.codeDescriptionSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    annotatesChanges: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    snippets: item?.snippetSupport === true,
    markdownCompletion: item?.documentationFormat?.includes('markdown') ?? false,
    folders: workspace?.workspaceFolders === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    options: isObject(initializationOptions) ? initializationOptions : {},
  };
}

function isObject(value: unknown): value is InitializationOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
