import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configurationName } from '../linter/settings.ts';
import { baseName, type FileSystem } from '../terraform/files.ts';
import { pathOf, schemeOf, uriOf } from './convert.ts';

/** A document as the client has it, which may differ from the disk. */
interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** The documents that are open in the client. */
export interface Documents {
  /** Takes in an opened document. Its path, or undefined where it is none of ours. */
  open(item: TextDocumentItem): string | undefined;
  /** Applies changes in their order. The path, or undefined where the document is not open or the change is an old one. */
  change(id: VersionedTextDocumentIdentifier, changes: readonly TextDocumentContentChangeEvent[]): string | undefined;
  /** The path of the document that was open; from here on the disk counts again. */
  close(uri: string): string | undefined;
  /**
   * Notes that a file was written or deleted by someone else. Whether that bears on what counts: the text of an open
   * document does, whatever is written to the disk, until its file is deleted. It counts again when it is edited, or the
   * file is back.
   */
  onDisk(path: string, there: boolean): boolean;
  get(path: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** The path of any URI of the client. */
  pathOf(uri: string): string | undefined;
  /** The URI of a path, as the client writes it where it has the document open. */
  uriOf(path: string): string;
  /** `disk` with the text of open documents over it. */
  over(disk: FileSystem): FileSystem;
}

const configuration = /\.(?:tf|tofu|tfvars)(?:\.json)?$/;

/** Languages of documents without a file that are taken for Terraform. */
const untitledLanguages: ReadonlySet<string> = new Set(['terraform', 'opentofu']);

/** Whether a file of this path says something to the linter: the suffix decides, never the language that a client names. */
export function isRelevant(path: string): boolean {
  return configuration.test(path) || baseName(path) === configurationName;
}

/** `isOurs` says whether documents of a scheme belong to the workspace; those of a comparison or of version control do not. */
export function createDocuments(isOurs: (scheme: string) => boolean): Documents {
  const open = new Map<string, TextDocument>();
  const untitled = new Map<string, string>();
  /** The open documents whose file was deleted, so that the disk decides. */
  const gone = new Set<string>();

  /** An untitled document is alone in a directory of its own, as a file of Terraform's. */
  function place({ uri, languageId }: TextDocumentItem): string | undefined {
    const scheme = schemeOf(uri);
    if (scheme === undefined) return undefined;
    const path = pathOf(uri);
    if (scheme === 'untitled' && path !== undefined) {
      if (isRelevant(path)) return path;
      return untitledLanguages.has(languageId) ? `${path}/untitled.tf` : undefined;
    }
    return path !== undefined && isOurs(scheme) && isRelevant(path) ? path : undefined;
  }

  const view = (path: string): OpenDocument | undefined => {
    const document = open.get(path);
    return document && { uri: document.uri, path, version: document.version, text: document.getText() };
  };
  const find = (uri: string): string | undefined => untitled.get(uri) ?? pathOf(uri);

  return {
    open(item) {
      const path = place(item);
      if (path === undefined) return undefined;
      if (schemeOf(item.uri) === 'untitled') untitled.set(item.uri, path);
      open.set(path, TextDocument.create(item.uri, item.languageId, item.version, item.text));
      gone.delete(path);
      return path;
    },

    change(id, changes) {
      const path = find(id.uri);
      const document = path === undefined ? undefined : open.get(path);
      if (path === undefined || !document || id.version < document.version) return undefined;
      open.set(path, TextDocument.update(document, [...changes], id.version));
      gone.delete(path);
      return path;
    },

    close(uri) {
      const path = find(uri);
      untitled.delete(uri);
      if (path === undefined || !open.delete(path)) return undefined;
      gone.delete(path);
      return path;
    },

    onDisk(path, there) {
      if (!open.has(path)) return true;
      if (there) return gone.delete(path);
      gone.add(path);
      return true;
    },

    get: view,
    all: () => [...open.keys()].flatMap((path) => view(path) ?? []),
    pathOf: find,
    uriOf: (path) => open.get(path)?.uri ?? uriOf(path),

    over: (disk) => ({
      readFile: (path) => (gone.has(path) ? undefined : open.get(path)?.getText()) ?? disk.readFile(path),
      readDirectory(path) {
        const there = disk.readDirectory(path);
        const entries = new Map(there?.map((entry) => [entry.name, entry]));
        const above = path.endsWith('/') ? path : `${path}/`;
        for (const file of open.keys()) {
          if (!file.startsWith(above) || gone.has(file)) continue;
          // Neither the file nor its directory need be on disk yet.
          const [name = '', ...rest] = file.slice(above.length).split('/');
          if (!entries.has(name)) entries.set(name, { name, directory: rest.length > 0 });
        }
        return there || entries.size > 0 ? [...entries.values()] : undefined;
      },
    }),
  };
}
