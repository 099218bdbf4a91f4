import { readFileSync } from 'node:fs';
import { LineIndex } from '../hcl/lines.ts';
import { type Baseline, markKnown, parseBaseline } from '../linter/baseline.ts';
import type { Finding } from '../linter/finding.ts';
import { lint, mergeFindings } from '../linter/lint.ts';
import {
  configurationName,
  parseSettings,
  type Settings,
  type SettingsResult,
  settingsFor,
} from '../linter/settings.ts';
import { nodeFiles, unreadable } from '../node/files.ts';
import { baseName, directoryOf, type FileSystem } from '../terraform/files.ts';
import { isTerraformFile, Workspace } from '../terraform/workspace.ts';
import { Failure } from './failure.ts';
import type { Progress } from './progress.ts';
import type { Target } from './targets.ts';

/** What the command line says over any configuration. */
export interface Overrides {
  readonly preset: Settings['preset'] | undefined;
  /** Absolute path of a configuration to use for every module. */
  readonly config: string | undefined;
  /** Absolute paths. */
  readonly varFiles: readonly string[];
  /** Whether no comment suppresses anything. */
  readonly noInlineIgnores: boolean;
  /** Absolute path of a baseline to use for every module, or `write` where every finding is to have its name in a new one of a directory. */
  readonly baseline: string | { readonly write: string } | undefined;
  /** A path for messages. */
  readonly name: (path: string) => string;
  readonly progress?: Progress | undefined;
}

/** A workspace on disk with the modules in it that are to be linted. */
export interface Project {
  /** Nothing else is read, but what the command line names. */
  readonly top: string;
  readonly files: FileSystem;
  readonly workspace: Workspace;
  readonly modules: readonly Module[];
  /** The baselines of all modules, each once. */
  readonly baselines: readonly Baseline[];
  /** By path, why something that makes a module could not be read. Grows while modules are read. */
  readonly unread: ReadonlyMap<string, string>;
  readonly progress: Progress;
}

export interface Module {
  readonly directory: string;
  readonly settings: Settings;
  /** What is known, by the names that findings have as seen from a directory. */
  readonly known: { readonly directory: string; readonly has: (fingerprint: string) => boolean } | undefined;
  /** The files whose findings are reported; all where it is undefined. */
  readonly only: ReadonlySet<string> | undefined;
}

/**
 * Finds the modules of targets that share a workspace, and their settings.
 * @throws Failure where a target holds no Terraform files or a configuration is invalid.
 */
export function openProject(targets: readonly Target[], overrides: Overrides): Project {
  const { progress = () => {} } = overrides;
  const top = targets[0]?.top ?? '.';
  const given = overrides.config === undefined ? undefined : namedSettings(overrides.config);
  // What the command line names may lie outside the workspace, but not what a configuration within it names.
  const named = [given?.settings.baseline, overrides.baseline].filter((path) => typeof path === 'string');
  const also = new Set([...overrides.varFiles, ...(given?.settings.varFiles ?? []), ...named]);
  const unread = new Map<string, string>();
  const reasons = new Map<string, string>();
  const disk = nodeFiles(top, {
    also,
    onUnreadable(path, reason, isDirectory) {
      reasons.set(path, reason);
      if (isDirectory || makesModule(path)) unread.set(path, `cannot read ${overrides.name(path)}: ${reason}.`);
    },
  });
  let read = 0;
  const files: FileSystem = {
    ...disk,
    readFile(path) {
      if (isTerraformFile(path)) read++;
      progress(() => `Reading file ${read}`);
      return disk.readFile(path);
    },
  };
  const workspace = new Workspace(files);

  const reported = new Map<string, Set<string> | undefined>();
  const extra = new Map<string, string[]>();
  for (const { given: name, path, file } of targets) {
    if (file) {
      const directory = directoryOf(path);
      if (!reported.has(directory)) reported.set(directory, new Set());
      reported.get(directory)?.add(path);
      if (path.endsWith('.tfvars')) extra.set(directory, [...(extra.get(directory) ?? []), path]);
      continue;
    }
    const roots = workspace.rootDirectories(path);
    if (roots.length === 0 && unread.size === 0) throw new Failure(`there are no Terraform files in ${name} or below.`);
    for (const root of roots) reported.set(root, undefined);
  }

  const problems = new Set<string>();
  // Modules with the same settings share them, since much follows from settings that is worked out once.
  const made = new Map<string, Settings>();
  const baselines = new Map<string, Baseline>();
  const knownFor = ({ baseline: named }: Settings): Module['known'] => {
    const { baseline = named } = overrides;
    if (baseline === undefined) return undefined;
    if (typeof baseline === 'object') return { directory: baseline.write, has: () => true };
    const read = baselines.get(baseline) ?? readBaseline(baseline, overrides.name(baseline));
    baselines.set(baseline, read);
    return { directory: read.directory, has: (fingerprint) => read.entries.has(fingerprint) };
  };
  function readBaseline(path: string, name: string): Baseline {
    const text = files.readFile(path);
    if (text === undefined) {
      const reason = reasons.get(path) ?? 'there is no such file in the workspace';
      throw new Failure(`cannot read the baseline ${name}: ${reason}. "groundwork baseline" writes one.`);
    }
    const baseline = parseBaseline(path, text);
    if (!baseline) throw new Failure(`${name} is no baseline. "groundwork baseline" writes one.`);
    return baseline;
  }

  const modules = [...reported].map(([directory, only]) => {
    const result = given ?? settingsFor(files, directory, top);
    for (const line of problemLines(result, overrides.name)) problems.add(line);
    const own = extra.get(directory) ?? [];
    const key = JSON.stringify([result.source?.path, ...own]);
    const settings = made.get(key) ?? {
      ...result.settings,
      preset: overrides.preset ?? result.settings.preset,
      varFiles: [...result.settings.varFiles, ...overrides.varFiles, ...own],
      comments: {
        ...result.settings.comments,
        inlineIgnores: result.settings.comments.inlineIgnores && !overrides.noInlineIgnores,
      },
    };
    made.set(key, settings);
    return { directory, settings, known: knownFor(settings), only };
  });
  if (problems.size > 0) throw new Failure([...problems].join('\n'));
  return { top, files, workspace, modules, baselines: [...baselines.values()], unread, progress };
}

/**
 * The findings of all modules of a project, those of other files than asked for left out.
 * @throws Failure where a file could not be read, since what it holds would be passed over in silence.
 */
export function lintProject({ modules, unread, progress }: Project, workspace: Workspace): readonly Finding[] {
  const findings = modules.map(({ directory, settings, known, only }, i) => {
    progress(() => `Checking module ${i + 1} of ${modules.length}`);
    const found = lint(workspace, directory, settings);
    const marked = known ? markKnown(found, known.directory, known.has, (path) => workspace.file(path)) : found;
    return only ? marked.filter(({ at }) => only.has(at.file)) : marked;
  });
  if (unread.size > 0) throw new Failure([...unread.values()].join('\n'));
  return mergeFindings(findings);
}

/** The files of a project that were linted. */
export function lintedFiles({ modules, workspace }: Project): readonly string[] {
  const read = modules.flatMap(({ directory, settings, only }) =>
    only
      ? [...only]
      : workspace.tree(directory, settings.varFiles).modules.flatMap(({ files }) => files.map(({ path }) => path)),
  );
  return [...new Set(read)].filter((path) => !path.includes('/.terraform/')).sort();
}

function namedSettings(path: string): SettingsResult {
  try {
    const directory = nodeFiles(directoryOf(path));
    return parseSettings(path, readFileSync(path, 'utf8'), (file) => directory.readFile(file) !== undefined);
  } catch (error) {
    throw new Failure(`cannot read ${path}: ${unreadable(error) ?? 'it is gone'}.`);
  }
}

function problemLines({ problems, source }: SettingsResult, name: (path: string) => string): readonly string[] {
  const lines = new LineIndex(source?.text ?? '');
  return problems.map(({ at, message }) => {
    const { line, character } = lines.position(at.start);
    return `${name(at.file)}:${line + 1}:${character + 1}: ${message}`;
  });
}

/** Whether a file makes the module; what an expression reads by `file()` may well be no text. */
function makesModule(path: string): boolean {
  return isTerraformFile(path) || [configurationName, 'modules.json'].includes(baseName(path));
}
