import type { Finding } from '../linter/finding.ts';
import { type lint, mergeFindings } from '../linter/lint.ts';
import { configurationName } from '../linter/settings.ts';
import type { EditorSettings } from '../protocol/settings.ts';
import { baseName, directoryOf, type FileSystem, isWithin } from '../terraform/files.ts';
import { isVariableFile } from '../terraform/variable-files.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { addRoot, byFile, type Choices, createFolder, type Folder, markOld, type Root, settingsOf } from './folder.ts';

export interface WorkspacesOptions {
  /** The files at or below a directory, open documents included. */
  readonly files: (top: string) => FileSystem;
  readonly lint: typeof lint;
  /** Told of a directory that could not be looked at; what was found in it before stays. */
  readonly onFailure: (directory: string, error: unknown) => void;
}

/** All that is linted, by folder. Linting is done by whoever asks, a root at a time. */
export interface Workspaces {
  readonly folders: () => readonly Folder[];
  /** Takes a folder in, or leaves it as it is where it is known. */
  add(top: string): Folder;
  remove(top: string): void;
  /** Sees to it that the directory of an open file is linted although no folder holds it. */
  include(path: string): void;
  /** Forgets the directories that only an open file kept; `open` says whether a path is still open. */
  prune(open: (path: string) => boolean): void;
  /** Marks what changed, created or deleted files bear upon as stale. */
  changed(paths: readonly string[]): void;
  /** Whether a root reads a file, or looked for it in vain. */
  reads(path: string): boolean;
  /** Forgets all that was read, and marks everything as stale. */
  reload(): void;
  /** The folders that hold a path, the deepest first. */
  holding(path: string): readonly Folder[];
  /** Takes the editor's settings of a folder. */
  configure(top: string, editor: EditorSettings): void;
  /** Takes the variable files that were chosen, in place of all earlier choices. */
  choose(choices: Choices): void;
  /** The roots that wait to be linted; of one file where a path is given. */
  stale(path?: string): readonly Root[];
  lint(root: Root): void;
  /** All roots; of one file where a path is given: those that read it, or the nearest above a variable file that none reads. */
  roots(path?: string): readonly Root[];
  /** The findings in one file by the texts of another workspace, such as one with fixes applied. Nothing is remembered. */
  lintIn(workspace: Workspace, path: string): readonly Finding[];
  /** What was last found in a file by all roots that read it, each fault once. */
  findings(path: string): readonly Finding[];
  /** What was found elsewhere in values that are read by a reference in this file. */
  findingsThrough(path: string): readonly Finding[];
  /**
   * The files whose findings may have changed since this was last asked. Those in which a stale root found something are
   * kept for the next time: its findings stand where the text was before.
   */
  takeTouched(): ReadonlySet<string>;
  /** Counts a file among those whose findings may have changed. */
  touch(path: string): void;
}

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const folders = new Map<string, Folder>();
  const choices = new Map<string, readonly string[]>();
  let touched = new Set<string>();

  /** What `work` gives, or `otherwise` where it fails: a fault in one place does not stop the others. */
  function attempt<T>(directory: string, otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      options.onFailure(directory, error);
      return otherwise;
    }
  }

  function add(top: string, alone: boolean): Folder {
    const known = folders.get(top);
    if (known && (!known.alone || alone)) return known;
    if (known) drop(known);
    const folder = createFolder(top, alone, options.files(top), choices);
    folders.set(top, folder);
    // A directory that another folder lints from now on need not be linted by itself, nor the roots of a folder within another.
    for (const other of [...folders.values()]) {
      if (other === folder || alone) continue;
      if (other.alone && isWithin(other.top, top)) drop(other);
      else if (isWithin(top, other.top)) other.listed = false;
    }
    return folder;
  }

  function drop(folder: Folder): void {
    for (const root of folder.roots.values()) forget(root);
    folders.delete(folder.top);
    for (const other of folders.values()) if (isWithin(folder.top, other.top)) other.listed = false;
  }

  function forget(root: Root): void {
    for (const path of root.findings.keys()) touched.add(path);
    if (root.configuration?.source) touched.add(root.configuration.source.path);
    root.folder.roots.delete(root.directory);
  }

  function holding(path: string): readonly Folder[] {
    return [...folders.values()]
      .filter((folder) => (folder.alone ? directoryOf(path) === folder.top : isWithin(path, folder.top)))
      .sort((a, b) => b.top.length - a.top.length);
  }

  function list(folder: Folder): void {
    if (folder.listed) return;
    folder.listed = true;
    const known = [...folder.roots.keys()];
    const all = folder.alone
      ? [folder.top]
      : attempt(folder.top, known, () => folder.workspace.rootDirectories(folder.top));
    // What lies in a folder within this one is linted there.
    const directories = new Set(all.filter((directory) => holding(`${directory}/main.tf`)[0] === folder));
    for (const root of [...folder.roots.values()]) if (!directories.has(root.directory)) forget(root);
    for (const directory of directories) if (!folder.roots.has(directory)) addRoot(folder, directory);
  }

  function reading(folder: Folder, path: string): readonly string[] {
    if (folder.alone) return [folder.top];
    const reading = attempt(folder.top, [], () => folder.workspace.rootsReading(path, folder.top));
    // Before a root is linted for the first time with a variable file, nothing else tells that it reads it.
    if (!isVariableFile(baseName(path))) return reading;
    const named = [...folder.roots.values()].filter((root) =>
      attempt(root.directory, false, () => settingsOf(root).varFiles.includes(path)),
    );
    return [...new Set([...reading, ...named.map(({ directory }) => directory)])];
  }

  function invalidate(folder: Folder, path: string): void {
    const isConfiguration = baseName(path) === configurationName;
    // A file that is opened has the text that it has on the disk, and so has one that was just saved. What is remembered of
    // a configuration are its settings, whoever looked at its text since.
    if (!isConfiguration && folder.workspace.isCurrent(path)) return;
    const before = folder.listed ? reading(folder, path) : [];
    folder.workspace.changed(path);
    folder.listed = false;
    list(folder);
    const affected = new Set([...before, ...reading(folder, path)]);
    for (const root of folder.roots.values()) {
      const { varFiles = [], baseline } = root.configuration?.settings ?? {};
      const named = varFiles.includes(path) || baseline === path;
      if (!isConfiguration && !named && !affected.has(root.directory)) continue;
      root.stale = true;
      if (isConfiguration || named) root.configuration = undefined;
    }
    if (isConfiguration) touched.add(path);
  }

  function reload(): void {
    for (const folder of [...folders.values()]) {
      const fresh = createFolder(folder.top, folder.alone, options.files(folder.top), choices);
      fresh.editor = folder.editor;
      // What is on screen stays until the new findings are there.
      for (const { directory, findings } of folder.roots.values()) addRoot(fresh, directory, findings);
      folders.set(folder.top, fresh);
    }
  }

  const everyRoot = () => [...folders.values()].flatMap((folder) => [...folder.roots.values()]);

  return {
    folders: () => [...folders.values()],
    add: (top) => add(top, false),
    remove(top) {
      const folder = folders.get(top);
      if (folder) drop(folder);
    },
    include(path) {
      if (holding(path).length === 0) add(directoryOf(path), true);
    },
    prune(open) {
      for (const folder of [...folders.values()]) if (folder.alone && !open(folder.top)) drop(folder);
    },
    changed(paths) {
      for (const path of paths) touched.add(path);
      // After a checkout it is quicker to read everything again than to follow each file.
      if (paths.length > 100) reload();
      else for (const path of paths) for (const folder of holding(path)) invalidate(folder, path);
    },
    reads: (path) =>
      everyRoot().some(({ configuration }) => configuration?.settings.baseline === path) ||
      holding(path).some((folder) => reading(folder, path).length > 0),
    reload,
    configure(top, editor) {
      const folder = folders.get(top);
      if (!folder || JSON.stringify(folder.editor) === JSON.stringify(editor)) return;
      folder.editor = editor;
      for (const root of folder.roots.values()) root.stale = true;
    },
    choose(next) {
      for (const root of everyRoot()) {
        const { directory } = root;
        if (JSON.stringify(choices.get(directory) ?? []) !== JSON.stringify(next.get(directory) ?? []))
          root.stale = true;
      }
      choices.clear();
      for (const [directory, paths] of next) choices.set(directory, paths);
    },
    stale(path) {
      const all: Root[] = [];
      for (const folder of folders.values()) {
        if (path !== undefined && !holding(path).includes(folder)) continue;
        list(folder);
        const readers = path === undefined ? undefined : new Set(reading(folder, path));
        for (const root of folder.roots.values()) {
          if (root.stale && (!readers || readers.has(root.directory))) all.push(root);
        }
      }
      return all;
    },
    lint(root) {
      root.stale = false;
      for (const path of root.findings.keys()) touched.add(path);
      root.failure = undefined;
      try {
        const { workspace, editor } = root.folder;
        const found = editor.enable === false ? [] : options.lint(workspace, root.directory, settingsOf(root));
        root.findings = byFile(markOld(root, found, workspace));
      } catch (error) {
        root.failure = `${root.directory} could not be checked: ${reason(error)}`;
        options.onFailure(root.directory, error);
      }
      for (const path of root.findings.keys()) touched.add(path);
      if (root.configuration?.source) touched.add(root.configuration.source.path);
    },
    holding,
    lintIn(workspace, path) {
      const [folder] = holding(path);
      if (!folder || folder.editor.enable === false) return [];
      const readers = new Set(reading(folder, path));
      const roots = [...folder.roots.values()].filter(({ directory }) => readers.has(directory));
      const found = attempt(folder.top, [], () =>
        roots.map((root) => markOld(root, options.lint(workspace, root.directory, settingsOf(root)), workspace)),
      );
      return mergeFindings(found).filter(({ at }) => at.file === path);
    },
    roots(path) {
      const holders = path === undefined ? [...folders.values()] : holding(path);
      for (const folder of holders) list(folder);
      if (path === undefined) return everyRoot();
      const readers = holders.flatMap((folder) => {
        const directories = new Set(reading(folder, path));
        return [...folder.roots.values()].filter(({ directory }) => directories.has(directory));
      });
      if (readers.length > 0 || !isVariableFile(baseName(path))) return readers;
      const above = holders.flatMap(({ roots }) =>
        [...roots.values()].filter(({ directory }) => isWithin(path, directory)),
      );
      return above.toSorted((a, b) => b.directory.length - a.directory.length).slice(0, 1);
    },
    findings(path) {
      const lists = [...folders.values()].flatMap((folder) =>
        [...folder.roots.values()].flatMap((root) => [root.findings.get(path) ?? []]),
      );
      const unique = new Map<string, Finding>();
      for (const finding of mergeFindings(lists.filter((list) => list.length > 0))) {
        if (finding.suppressed) continue;
        // Instances of one block show one fault at one place: as new where one of them is.
        const key = `${finding.rule} ${finding.at.start} ${finding.at.end} ${finding.message}`;
        const other = unique.get(key);
        if (!other || (other.known !== undefined && finding.known === undefined)) unique.set(key, finding);
      }
      return [...unique.values()];
    },
    findingsThrough(path) {
      const through = (finding: Finding) =>
        !finding.suppressed && finding.through?.some(({ at }) => at.file === path) === true;
      const lists = [...folders.values()].flatMap((folder) =>
        [...folder.roots.values()].map((root) => [...root.findings.values()].flatMap((list) => list.filter(through))),
      );
      return mergeFindings(lists);
    },
    takeTouched() {
      const all = touched;
      const stale = [...folders.values()].flatMap(({ roots }) => [...roots.values()].filter((root) => root.stale));
      touched = new Set([...all].filter((path) => stale.some(({ findings }) => findings.has(path))));
      return new Set([...all].filter((path) => !touched.has(path)));
    },
    touch: (path) => void touched.add(path),
  };
}

/** What went wrong in a few words, without the stack. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
