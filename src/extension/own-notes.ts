import { Disposable, EventEmitter, FileType, RelativePattern, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Shelf } from '../study/check.ts';
import { pathOf, placeOf } from '../study/links.ts';
import type { OwnNote, OwnText } from '../study/own-notes.ts';
import { createFileReader, findNotes, forEachFew } from './own-files.ts';
import { foldersSetting, type NoteFolder, noteFolders } from './own-folders.ts';
import type { StudyGuide } from './study-guide.ts';

/** What reads notes: a part of its own, which is loaded when there is a folder of notes. */
export type NoteReader = typeof import('../study/own-notes.ts');

/** What own notes need from the host. */
export interface OwnParts {
  readonly guide: StudyGuide;
  readonly home: Uri | undefined;
  readonly load: () => Promise<NoteReader>;
  /** Is told of what went wrong while files were read. */
  readonly report: (error: unknown) => void;
}

/** A folder of notes as it is now. */
export interface FolderState extends NoteFolder {
  readonly there: boolean;
  /** Whether it has more notes than are read. */
  readonly more: boolean;
}

/** A note of the person's own, and the text that it was made of. */
export interface OwnEntry extends OwnNote {
  readonly uri: Uri;
  readonly text: string;
}

/** What has changed: ids of notes that are new or different, and the new names of those that were renamed. */
export interface OwnChange {
  readonly changed: ReadonlySet<string>;
  readonly moved: ReadonlyMap<string, string>;
}

/** The person's own notes, kept up to date as files, texts and settings change. */
export interface OwnNotes extends Disposable {
  /** In reading order. */
  readonly notes: () => readonly OwnEntry[];
  readonly folders: () => readonly FolderState[];
  /** The HTML of a note by its id; undefined where there is none. */
  readonly page: (id: string, image: (uri: Uri) => string) => string | undefined;
  /** The file that a link of a note leads to, if a note may open it. */
  readonly file: (path: string) => Uri | undefined;
  /** Resolves when everything up to now has been read. */
  readonly refresh: () => Promise<void>;
  readonly onDidChange: (listener: (change: OwnChange) => void) => Disposable;
}

/** How long a text must rest before it is read. */
const rest = 200;

/** Characters that are read, in all notes. */
const mostText = 16 * 1024 * 1024;

/** Links to files that are looked up, in all notes. */
const mostLinks = 2000;

export function createOwnNotes({ guide, home, load, report }: OwnParts): OwnNotes {
  const changes = new EventEmitter<OwnChange>();
  const reader = createFileReader();
  // Until they have been looked through.
  let folders: readonly FolderState[] = noteFolders(home).map((folder) => ({ ...folder, there: true, more: false }));
  let files: readonly {
    readonly id: string;
    readonly uri: Uri;
    readonly label: string;
    readonly folder: NoteFolder;
  }[] = [];
  let texts = new Map<string, OwnText>();
  let notes = new Map<string, OwnEntry>();
  let shelf: Shelf | undefined;
  /** What the notes could link to when they were made. */
  let mark = '';
  let notesModule: NoteReader | undefined;
  let watching = Disposable.from();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = { settings: true, files: true };
  /** Files whose texts are to be read again, where not all are. */
  let touched = new Set<string>();
  /** Which notes and folders there were when a change was last told. */
  let told = '';
  let running: Promise<void> | undefined;
  let again = false;

  function wait(what: Partial<typeof stale> = {}): void {
    stale = { ...stale, ...what };
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(report), rest);
  }

  /** One at a time; what comes meanwhile is done afterwards. */
  function refresh(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      try {
        do {
          again = false;
          await update();
        } while (again);
      } finally {
        running = undefined;
      }
    })();
    return running;
  }

  async function update(): Promise<void> {
    const { settings, files: found } = stale;
    const again = settings || found ? undefined : touched;
    stale = { settings: false, files: false };
    touched = new Set();
    if (settings) watch(noteFolders(home));
    if (settings || found) await find();
    if (files.length === 0 && notes.size === 0) {
      tell({ changed: new Set(), moved: new Map() });
      return;
    }
    notesModule ??= await load();
    await read(notesModule, again);
  }

  /** Tells of a change, if there is one: files are looked through more often than they change. */
  function tell(change: OwnChange): void {
    const now = JSON.stringify([[...notes.keys()], folders.map(({ uri, there, more }) => [uri, there, more])]);
    if (now === told && change.changed.size === 0) return;
    told = now;
    changes.fire(change);
  }

  function watch(list: readonly NoteFolder[]): void {
    folders = list.map((folder) => ({ ...folder, there: true, more: false }));
    watching.dispose();
    watching = Disposable.from(
      ...list.map(({ uri, root }) => {
        // Within the workspace the editor watches already, and sees the folder itself come and go.
        const below = uri.path.slice(root.path.length + 1);
        const plain = below !== '' && !/[{}[\],*?!]/.test(below);
        const pattern = plain ? new RelativePattern(root, `{${below},${below}/**}`) : new RelativePattern(uri, '**');
        const watcher = workspace.createFileSystemWatcher(pattern);
        const look = (changed: Uri) => {
          const path = changed.path.slice(uri.path.length);
          // What has no ending may be a folder.
          if (/(?:\.md|\/[^./]*|^)$/i.test(path) && !/\/(?:node_modules|\.[^/]*)\//.test(path)) wait({ files: true });
        };
        watcher.onDidChange(look);
        watcher.onDidCreate(look);
        watcher.onDidDelete(look);
        return watcher;
      }),
    );
  }

  async function find(): Promise<void> {
    const seen = new Set<string>();
    const ids = new Set<string>();
    const all: (typeof files)[number][] = [];
    const states: FolderState[] = [];
    for (const folder of folders) {
      const { files: found, there, more } = await findNotes(folder.uri);
      states.push({ ...folder, there, more });
      for (const { uri, name } of found) {
        if (seen.has(uri.toString())) continue;
        seen.add(uri.toString());
        const base = `own:${name.replace(/\.md$/i, '').replaceAll('/', ':')}`;
        let id = base;
        for (let i = 2; ids.has(id); i++) id = `${base}:${i}`;
        ids.add(id);
        all.push({ id, uri, label: `${folder.label}/${name}`, folder });
      }
    }
    folders = states;
    files = all;
  }

  /** Reads these files, or all, and makes the notes. */
  async function read(module: NoteReader, again: ReadonlySet<string> | undefined): Promise<void> {
    const before = { texts, notes };
    const contents = new Map<string, string>();
    await forEachFew(files, async ({ id, uri }) => {
      const known = again?.has(uri.toString()) === false ? before.texts.get(id)?.file.text : undefined;
      const text = known ?? (await reader.read(uri));
      if (text !== undefined) contents.set(id, text);
    });
    const pause = pauser();
    const nextTexts = new Map<string, OwnText>();
    const cut = new Set<NoteFolder>();
    let left = mostText;
    for (const { id, uri, label, folder } of files) {
      const text = contents.get(id);
      if (text === undefined) continue;
      left -= text.length;
      if (left < 0) {
        cut.add(folder);
        continue;
      }
      const path = pathOfUri(uri);
      const known = before.texts.get(id);
      const same = known?.file.text === text && known.file.path === path && known.file.label === label;
      nextTexts.set(id, same ? known : module.readOwnText({ id, path, root: pathOfUri(folder.root), label, text }));
      await pause();
    }
    const around = await shelfOf(nextTexts);
    const moved = around.mark !== mark;
    const asked = new Map<string, string>();
    const nextNotes = new Map<string, OwnEntry>();
    for (const own of inOrder([...nextTexts.values()])) {
      const { id, path, text } = own.file;
      const known = before.texts.get(id) === own && !moved ? before.notes.get(id) : undefined;
      if (known && known.topic.cards.length === own.named.note.cards.length && taken(known, asked))
        nextNotes.set(id, known);
      else nextNotes.set(id, { ...module.ownNote(own, around.shelf, asked), uri: uriOf(path), text });
      await pause();
    }
    // All at once: pages may be asked for at any time.
    texts = nextTexts;
    notes = nextNotes;
    ({ shelf, mark } = around);
    folders = folders.map((folder) => ({
      ...folder,
      more: folder.more || [...cut].some(({ uri }) => uri === folder.uri),
    }));
    tell({ changed: changedNotes(before.notes, notes), moved: movedNotes(before.notes, notes) });
  }

  async function shelfOf(all: ReadonlyMap<string, OwnText>): Promise<{ shelf: Shelf; mark: string }> {
    const { topics, rules } = await guide.outline();
    const byPath = new Map([...all.values()].map(({ file }) => [file.path, file.id]));
    const found: Shelf = {
      rules: new Set(rules.map(({ id }) => id)),
      guide: new Set(topics.map(({ id }) => id)),
      noteAt: (path) => byPath.get(path),
      anchors: () => undefined,
      names: ({ path }) => [...topics.map(({ id }) => `${id}.md`), ...neighbours(path, byPath.keys())],
    };
    const wanted = new Set<string>();
    const linked = new Set<string>();
    for (const { file, named } of all.values()) {
      for (const { target } of named.note.links) {
        const place = placeOf(target, file, found);
        const path = place ? undefined : pathOf(target.split('#')[0] ?? '', file);
        if (place?.kind === 'note' && place.anchor !== undefined) linked.add(place.id);
        if (path !== undefined && path !== '' && wanted.size < mostLinks && allowed(path)) wanted.add(path);
      }
    }
    const there = new Set<string>();
    await forEachFew([...wanted], async (path) => {
      const stat = await workspace.fs.stat(uriOf(path)).then(undefined, () => undefined);
      if (stat?.type === FileType.File) there.add(path);
    });
    const anchors = new Map<string, readonly string[]>();
    for (const id of linked) {
      const own = all.get(id);
      const html = own ? '' : ((await guide.page(`note/${id}`)) ?? '');
      const inPage = [...html.matchAll(/<h\d id="([^"]*)"/g)].map(([, anchor = '']) => anchor);
      anchors.set(id, own ? own.named.note.sections.map((section) => section.id) : inPage);
    }
    const mark = JSON.stringify([[...byPath], [...there], [...anchors]]);
    return { shelf: { ...found, fileAt: (path) => there.has(path), anchors: (id) => anchors.get(id) }, mark };
  }

  /** Whether a path lies in a folder of the workspace or of notes. */
  function allowed(path: string): boolean {
    const roots = [...(workspace.workspaceFolders ?? []), ...folders].map(({ uri }) => pathOfUri(uri));
    return (
      roots.some((root) => path.startsWith(root.endsWith('/') ? root : `${root}/`)) && !/\/\.\.?(?:\/|$)/.test(path)
    );
  }

  function touch({ uri }: TextDocument): void {
    const name = uri.toString();
    if (!files.some((file) => file.uri.toString() === name)) return;
    touched.add(name);
    wait();
  }

  const registered = Disposable.from(
    changes,
    new Disposable(() => {
      clearTimeout(timer);
      watching.dispose();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(foldersSetting)) wait({ settings: true });
    }),
    workspace.onDidChangeWorkspaceFolders(() => wait({ settings: true })),
    workspace.onDidGrantWorkspaceTrust(() => wait({ settings: true })),
    // What was made outside the editor while a folder was not there to be watched.
    window.onDidChangeWindowState(({ focused }) => {
      if (focused && folders.length > 0) wait({ files: true });
    }),
    ...[workspace.onDidCreateFiles, workspace.onDidDeleteFiles, workspace.onDidRenameFiles].map((event) =>
      event(() => {
        if (folders.length > 0) wait({ files: true });
      }),
    ),
    workspace.onDidOpenTextDocument(touch),
    workspace.onDidCloseTextDocument(touch),
    workspace.onDidChangeTextDocument(({ document }) => touch(document)),
  );

  return {
    notes: () => [...notes.values()],
    folders: () => folders,
    page(id, image) {
      const own = texts.get(id);
      return own && shelf && notesModule?.ownPage(own, shelf, (path) => image(uriOf(path)));
    },
    file: (path) => (allowed(path) ? uriOf(path) : undefined),
    refresh,
    onDidChange: changes.event,
    dispose: () => registered.dispose(),
  };
}

/** Takes the cards of a note that is as before, unless another note has taken one of them. */
function taken({ topic }: OwnEntry, asked: Map<string, string>): boolean {
  if (topic.cards.some(({ id }) => asked.has(id))) return false;
  for (const { id } of topic.cards) asked.set(id, topic.own?.label ?? topic.id);
  return true;
}

/** As links have it: not encoded. */
function pathOfUri({ scheme, authority, path }: Uri): string {
  return `${scheme}://${authority}${path}`;
}

function uriOf(text: string): Uri {
  const [, scheme = 'file', authority = '', path = '/'] = /^([\w+.-]+):\/\/([^/]*)(.*)$/.exec(text) ?? [];
  return Uri.from({ scheme, authority, path });
}

/** Those in the same folder and below, as a link names them. */
function neighbours(path: string, all: Iterable<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return [...all].filter((other) => other.startsWith(folder)).map((other) => encodeURI(other.slice(folder.length)));
}

/** As the front matter says, and else as the files are sorted. */
function inOrder(all: readonly OwnText[]): readonly OwnText[] {
  const orderOf = ({ named }: OwnText) => named.note.frontMatter.order ?? Number.MAX_SAFE_INTEGER;
  return [...all].sort((a, b) => orderOf(a) - orderOf(b));
}

function changedNotes(before: ReadonlyMap<string, OwnEntry>, now: ReadonlyMap<string, OwnEntry>): ReadonlySet<string> {
  const same = (a: OwnEntry | undefined, b: OwnEntry) =>
    a === b || (a !== undefined && a.text === b.text && JSON.stringify(a.topic) === JSON.stringify(b.topic));
  return new Set([...now].filter(([id, note]) => !same(before.get(id), note)).map(([id]) => id));
}

/** Notes that went while one with the same text came. */
function movedNotes(before: ReadonlyMap<string, OwnEntry>, now: ReadonlyMap<string, OwnEntry>): Map<string, string> {
  const gone = new Map([...before].filter(([id]) => !now.has(id)).map(([id, { text }]) => [text, id]));
  const moved = new Map<string, string>();
  for (const [id, { text }] of now) {
    const old = before.has(id) || text.trim() === '' ? undefined : gone.get(text);
    if (old !== undefined && !moved.has(old)) moved.set(old, id);
  }
  return moved;
}

/** Lets other work of the editor go on after each few milliseconds of ours. */
function pauser(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < 8) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
