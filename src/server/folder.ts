import { type Baseline, markKnown, parseBaseline } from '../linter/baseline.ts';
import type { Finding } from '../linter/finding.ts';
import { type Settings, type SettingsResult, settingsFor } from '../linter/settings.ts';
import type { EditorSettings } from '../protocol/settings.ts';
import type { FileSystem } from '../terraform/files.ts';
import { Workspace } from '../terraform/workspace.ts';

/** A root module and what was last found in it. */
export interface Root {
  readonly directory: string;
  readonly folder: Folder;
  /** By file; kept while the root is stale, so that what is on screen stays until there is something newer. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  stale: boolean;
  configuration: SettingsResult | undefined;
  /** Why it could not be linted, for people. */
  failure: string | undefined;
}

/** A folder of the client's workspace, or the directory of a file that is open and lies in none. */
export interface Folder {
  readonly top: string;
  /** Only the directory itself is linted, and nothing outside it is read. */
  readonly alone: boolean;
  readonly files: FileSystem;
  readonly workspace: Workspace;
  readonly roots: Map<string, Root>;
  /** Whether `roots` is known to be the list that the files make now. */
  listed: boolean;
  editor: EditorSettings;
  readonly choices: Choices;
  /** Baselines that were read, by path, with the text that each was. */
  readonly baselines: Map<string, { readonly text: string; readonly baseline: Baseline | undefined }>;
}

/** By a root's directory, the paths of the variable files that were chosen for it. */
export type Choices = ReadonlyMap<string, readonly string[]>;

export function createFolder(top: string, alone: boolean, files: FileSystem, choices: Choices): Folder {
  return {
    ...{ top, alone, files, workspace: new Workspace(files), roots: new Map(), listed: false, editor: {}, choices },
    baselines: new Map(),
  };
}

/** Adds a root to its folder that waits to be linted; `findings` are shown until then. */
export function addRoot(folder: Folder, directory: string, findings: Root['findings'] = new Map()): void {
  folder.roots.set(directory, {
    directory,
    folder,
    findings,
    stale: true,
    configuration: undefined,
    failure: undefined,
  });
}

/** The settings of a root: those of its configuration file, or the editor's where there is none; with the variable files that were chosen. */
export function settingsOf(root: Root): Settings {
  const settings = configuredSettings(root);
  const { present } = choiceOf(root);
  return present.length > 0 ? { ...settings, varFiles: present } : settings;
}

/** The variable files that were chosen for a root, by whether they are there. */
export function choiceOf({ directory, folder }: Root): Record<'present' | 'missing', readonly string[]> {
  const present: string[] = [];
  const missing: string[] = [];
  for (const path of folder.choices.get(directory) ?? []) {
    (folder.files.readFile(path) === undefined ? missing : present).push(path);
  }
  return { present, missing };
}

/** The settings that an editor gives to all roots without a file, made once: much follows from settings. */
const fromEditor = new WeakMap<EditorSettings, Settings>();

/** The settings without any choice. */
export function configuredSettings(root: Root): Settings {
  const { folder } = root;
  root.configuration ??= settingsFor(folder.files, root.directory, folder.top);
  const { settings, source } = root.configuration;
  if (source) return settings;
  const known = fromEditor.get(folder.editor);
  if (known) return known;
  const { preset = settings.preset, rules } = folder.editor;
  const made = { ...settings, preset, rules: rules ? new Map(Object.entries(rules)) : settings.rules };
  fromEditor.set(folder.editor, made);
  return made;
}

/** What was found in a root by the texts of a workspace, with what its baseline has marked as known. */
export function markOld(root: Root, found: readonly Finding[], workspace: Workspace): readonly Finding[] {
  const { baseline: path } = settingsOf(root);
  const text = path === undefined ? undefined : root.folder.files.readFile(path);
  if (path === undefined || text === undefined) return found;
  const { baselines } = root.folder;
  let read = baselines.get(path);
  if (read?.text !== text) {
    read = { text, baseline: parseBaseline(path, text) };
    baselines.set(path, read);
  }
  const { baseline } = read;
  if (!baseline) return found;
  return markKnown(
    found,
    baseline.directory,
    (name) => baseline.entries.has(name),
    (file) => workspace.file(file),
  );
}

/** The findings by their file. */
export function byFile(findings: readonly Finding[]): Root['findings'] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = files.get(finding.at.file);
    if (list) list.push(finding);
    else files.set(finding.at.file, [finding]);
  }
  return files;
}
