import type { ParseResult } from '../hcl/ast.ts';
import { parseJson, parseJsonVariables } from '../hcl/json.ts';
import { LineIndex } from '../hcl/lines.ts';
import { parse } from '../hcl/parser.ts';
import { Budget } from './budget.ts';
import { type Declarations, declare } from './declarations.ts';
import { baseName, type DirectoryEntry, directoryOf, type FileSystem, joinPath, type SourceFile } from './files.ts';
import { Instance, type Loader } from './instance.ts';
import type { ModuleTree } from './model.ts';
import { createTree } from './tree.ts';
import { automaticVariableFiles, isVariableFile, readVariableFile, variableValues } from './variable-files.ts';

interface CachedTree {
  readonly tree: ModuleTree;
  /** Directories and files that the tree was made from, whether or not they were there. */
  readonly read: Set<string>;
}

/** The Terraform files that a caller can see, parsed and evaluated when asked and remembered until they change. */
export class Workspace {
  readonly files: FileSystem;
  readonly #parsed = new Map<string, SourceFile>();
  readonly #listings = new Map<string, readonly DirectoryEntry[] | undefined>();
  readonly #declarations = new Map<string, Declarations>();
  readonly #trees = new Map<string, CachedTree>();
  /** What follows from the directories and the calls between them alone. Most changes leave these as they are. */
  readonly #called = new Map<string, readonly string[]>();
  readonly #reached = new Map<string, ReadonlySet<string>>();
  readonly #roots = new Map<string, readonly string[]>();

  constructor(files: FileSystem) {
    this.files = files;
  }

  /** The parsed file; undefined where there is none. */
  file(path: string): SourceFile | undefined {
    const known = this.#parsed.get(path);
    if (known) return known;
    const text = this.files.readFile(path);
    if (text === undefined) return undefined;
    const file = sourceFile(path, text);
    this.#parsed.set(path, file);
    return file;
  }

  /** Directories at or below `directory` that hold Terraform files, in order; hidden ones such as `.terraform` are left out. */
  moduleDirectories(directory: string): readonly string[] {
    const found: string[] = [];
    const visit = (path: string) => {
      const entries = this.#list(path);
      if (entries.some((entry) => !entry.directory && isConfiguration(entry.name))) found.push(path);
      for (const entry of entries) {
        if (entry.directory && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
          visit(joinPath(path, entry.name));
        }
      }
    };
    visit(directory);
    return found;
  }

  /**
   * Those of `moduleDirectories` that no other one calls as a module. Where directories call each other in a circle
   * and nothing else calls them, the first of them counts as a root.
   */
  rootDirectories(directory: string): readonly string[] {
    const known = this.#roots.get(directory);
    if (known) return known;
    const all = this.moduleDirectories(directory);
    const called = new Set(all.flatMap((path) => this.#calls(path).filter((other) => other !== path)));
    const roots = all.filter((path) => !called.has(path));
    const reached = new Set(roots.flatMap((root) => [...this.#reach(root)]));
    for (const path of all) {
      if (reached.has(path)) continue;
      roots.push(path);
      for (const other of this.#reach(path)) reached.add(other);
    }
    const order = new Map(all.map((path, i) => [path, i]));
    roots.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    this.#roots.set(directory, roots);
    return roots;
  }

  /** The root directories at or below `top` whose module tree may read `path`. */
  rootsReading(path: string, top: string): readonly string[] {
    const directory = directoryOf(path);
    // Besides its modules, a tree reads variable files, installed modules and what `file()` names.
    const readers = new Set<string>();
    for (const { tree, read } of this.#trees.values()) {
      if (read.has(path) || read.has(directory)) readers.add(tree.root.directory);
    }
    return this.rootDirectories(top).filter((root) => readers.has(root) || this.#reach(root).has(directory));
  }

  /** The evaluated root module of a directory, with the values of `variableFiles` over its own. */
  tree(directory: string, variableFiles: readonly string[] = []): ModuleTree {
    const key = [directory, ...variableFiles].join('\0');
    const known = this.#trees.get(key);
    if (known) return known.tree;
    const read = new Set([directory, ...variableFiles]);
    const names = this.#list(directory).flatMap((entry) => (entry.directory ? [] : entry.name));
    const readAll = (paths: readonly string[]) => paths.flatMap((path) => this.file(path) ?? []).map(readVariableFile);
    const counting = [...automaticVariableFiles(directory, names), ...variableFiles];
    const assigned = readAll(counting);
    const others = readAll(
      names
        .filter(isVariableFile)
        .map((name) => joinPath(directory, name))
        .filter((path) => !counting.includes(path)),
    );
    const root = new Instance({
      declarations: this.#declare(directory) ?? declare([]),
      directory,
      root: directory,
      loader: this.#loader(read),
      budget: new Budget(),
      given: variableValues(assigned),
    });
    const tree = createTree(root, [...assigned, ...others]);
    this.#trees.set(key, { tree, read });
    return tree;
  }

  /** Whether a parsed file of a known directory has the text that it was parsed from. */
  isCurrent(path: string): boolean {
    const known = this.#parsed.get(path);
    const listed = this.#listings.get(directoryOf(path))?.some(({ name }) => name === baseName(path));
    return known !== undefined && listed === true && this.files.readFile(path) === known.text;
  }

  /** Forgets what is remembered of a file that was changed, created or deleted. */
  changed(path: string): void {
    const directory = directoryOf(path);
    const listing = this.#listings.get(directory);
    const calls = this.#called.get(directory);
    this.#parsed.delete(path);
    this.#declarations.delete(directory);
    this.#listings.delete(directory);
    this.#called.delete(directory);
    for (const [key, { read }] of this.#trees) {
      if (read.has(directory) || read.has(path)) this.#trees.delete(key);
    }
    const same =
      listing && calls && sameEntries(listing, this.#list(directory)) && equal(calls, this.#calls(directory));
    if (same) return;
    for (const listed of [...this.#listings.keys()]) {
      if (directory.startsWith(`${listed}/`) || listed === '.' || listed === '/') this.#listings.delete(listed);
    }
    this.#reached.clear();
    this.#roots.clear();
  }

  /** The entries of a directory by name; undefined where there is none. */
  #entries(directory: string): readonly DirectoryEntry[] | undefined {
    if (this.#listings.has(directory)) return this.#listings.get(directory);
    const entries = this.files.readDirectory(directory)?.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    this.#listings.set(directory, entries);
    return entries;
  }

  #list(directory: string): readonly DirectoryEntry[] {
    return this.#entries(directory) ?? [];
  }

  #declare(directory: string): Declarations | undefined {
    const known = this.#declarations.get(directory);
    if (known) return known;
    const names = this.#list(directory).flatMap((entry) => (entry.directory ? [] : entry.name));
    const chosen = names.filter(
      // OpenTofu reads `x.tofu` in place of `x.tf`.
      (name) => isConfiguration(name) && (tofuName(name) === name || !names.includes(tofuName(name))),
    );
    if (chosen.length === 0) return undefined;
    const declarations = declare(chosen.flatMap((name) => this.file(joinPath(directory, name)) ?? []));
    this.#declarations.set(directory, declarations);
    return declarations;
  }

  /** Directories that the modules of a directory call by a local path. */
  #calls(directory: string): readonly string[] {
    const known = this.#called.get(directory);
    if (known) return known;
    const calls = this.#declare(directory)?.byBlock.get('module') ?? [];
    const called = calls.flatMap(({ block }) => {
      const source = block.body.items.find((item) => item.kind === 'attribute' && item.name === 'source');
      if (source?.kind !== 'attribute' || source.value.kind !== 'string') return [];
      return /^\.\.?(?:\/|$)/.test(source.value.value) ? [joinPath(directory, source.value.value)] : [];
    });
    this.#called.set(directory, called);
    return called;
  }

  /** A directory and all that it calls, directly or not. */
  #reach(directory: string): ReadonlySet<string> {
    const known = this.#reached.get(directory);
    if (known) return known;
    const reached = new Set<string>();
    const queue = [directory];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(...this.#calls(next));
    }
    this.#reached.set(directory, reached);
    return reached;
  }

  #loader(read: Set<string>): Loader {
    return {
      declarations: (directory) => {
        read.add(directory);
        return this.#declare(directory);
      },
      installed: (root, calls) => {
        const manifest = joinPath(root, '.terraform/modules/modules.json');
        read.add(manifest);
        return installedDirectory(this.files.readFile(manifest), root, calls);
      },
      readFile: (path) => {
        read.add(path);
        return this.files.readFile(path);
      },
      readDirectory: (path) => {
        read.add(path);
        return this.#entries(path);
      },
    };
  }
}

function sameEntries(a: readonly DirectoryEntry[], b: readonly DirectoryEntry[]): boolean {
  const names = (entries: readonly DirectoryEntry[]) => entries.map((entry) => `${entry.directory} ${entry.name}`);
  return equal(names(a), names(b));
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function isConfiguration(name: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** The name of the OpenTofu file that is read in place of a Terraform file. */
function tofuName(name: string): string {
  return name.replace(/\.tf(\.json)?$/, '.tofu$1');
}

/** A file parsed on its own, outside any workspace. */
function sourceFile(path: string, text: string): SourceFile {
  let lines: LineIndex | undefined;
  return {
    ...parserFor(path)(text),
    path,
    get lines() {
      lines ??= new LineIndex(text);
      return lines;
    },
  };
}

function parserFor(path: string): (text: string) => ParseResult {
  if (path.endsWith('.tfvars.json')) return parseJsonVariables;
  return path.endsWith('.json') ? parseJson : parse;
}

/** Where `terraform init` put a module, by the manifest it leaves; undefined where it is not installed. */
function installedDirectory(manifest: string | undefined, root: string, calls: string): string | undefined {
  if (manifest === undefined) return undefined;
  try {
    const { Modules: modules } = JSON.parse(manifest) as { Modules?: { Key?: unknown; Dir?: unknown }[] };
    const found = modules?.find((entry) => entry.Key === calls)?.Dir;
    return typeof found === 'string' ? joinPath(root, found) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path is one that Terraform reads as configuration or variables. */
export function isTerraformFile(path: string): boolean {
  const name = baseName(path);
  return isConfiguration(name) || isVariableFile(name);
}
