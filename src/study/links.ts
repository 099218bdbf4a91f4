/** Where a link of a note leads. */
export type Place =
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'here'; readonly anchor: string }
  | { readonly kind: 'note'; readonly id: string; readonly anchor: string | undefined }
  | { readonly kind: 'rule'; readonly id: string }
  /** `anchor` may name a line: `L10`. */
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string | undefined };

/** What notes can link to. */
export interface Library {
  readonly rules: ReadonlySet<string>;
  /** Ids of the notes of the guide, which every note can name as if it lay beside them: `oss.md`. */
  readonly guide: ReadonlySet<string>;
  /** The id of the person's own note at a path. */
  readonly noteAt?: (path: string) => string | undefined;
  /** Whether there is a file at a path that a note may show or open. */
  readonly fileAt?: (path: string) => boolean;
}

/** Where a note lies. Paths are not encoded: `file:///notes/a b.md`. */
export interface Origin {
  readonly path: string;
  /** The folder that paths with a leading slash begin at. */
  readonly root?: string;
}

/** Where a link leads; undefined where nothing is, or nothing that may be opened. */
export function placeOf(target: string, from: Origin, library: Library): Place | undefined {
  if (/^https?:\/\//i.test(target)) return { kind: 'web', url: target };
  const [, file = '', encoded] = /^([^#]*)(?:#(.*))?$/.exec(target) ?? [];
  const anchor = encoded === undefined ? undefined : decoded(encoded);
  if (anchor !== undefined && (anchor === '' || /[/\s#]/.test(anchor))) return undefined;
  if (file === '') return anchor === undefined ? undefined : { kind: 'here', anchor };
  const path = pathOf(file, from);
  if (path === undefined) return undefined;
  const own = library.noteAt?.(path);
  if (own !== undefined) return { kind: 'note', id: own, anchor };
  const [, note = '', rule = ''] = /^(?:\.\/)?(?:([\w-]+)|rules\/([a-z]+\/[a-z0-9-]+))\.md$/.exec(file) ?? [];
  if (library.guide.has(note)) return { kind: 'note', id: note, anchor };
  if (library.rules.has(rule)) return { kind: 'rule', id: rule };
  return library.fileAt?.(path) ? { kind: 'file', path, anchor } : undefined;
}

/** The path of what a note names: `b%20c.md` in `file:///notes/a.md` is `file:///notes/b c.md`. Undefined for all that is no path. */
export function pathOf(target: string, { path, root }: Origin): string | undefined {
  const name = decoded(target);
  if (name === undefined || /^[a-z][a-z0-9+.-]*:|^\/\/|[\\\0]/i.test(name)) return undefined;
  const base = name.startsWith('/') ? root : path.slice(0, path.lastIndexOf('/'));
  if (base === undefined) return undefined;
  const [top = ''] = /^[\w+.-]+:\/\/[^/]*/.exec(base) ?? [];
  const parts = base.slice(top.length).split('/');
  for (const part of name.split('/')) {
    if (part === '..' && (parts.pop() ?? '') === '') return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return top + parts.join('/');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The address of a place in the page of the guide, or on the web. */
export function addressOf(place: Place): string {
  switch (place.kind) {
    case 'web':
      return place.url;
    case 'here':
      return `#${place.anchor}`;
    case 'rule':
      return `#/rule/${place.id}`;
    case 'note':
      return place.anchor === undefined ? `#/note/${place.id}` : `#/note/${place.id}/${place.anchor}`;
    case 'file':
      return `#/file/${encodeURIComponent(place.path)}${place.anchor === undefined ? '' : `/${place.anchor}`}`;
  }
}
