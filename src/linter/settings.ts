import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { parseCidr } from '../rules/cidr.ts';
import { didYouMean } from '../rules/nearest.ts';
import type { RuleOptions, Severity } from '../rules/rule.ts';
import { directoryOf, type FileSystem, joinPath } from '../terraform/files.ts';
import { lookup } from '../terraform/lookup.ts';
import type { Location } from '../terraform/value.ts';
import { syntaxMessage } from './json-errors.ts';
import { allRules, unknownRule } from './own-rules.ts';
import { type Complain, flag, listOf, mapOf, oneOf, properties, type Shape, text, wordOf } from './shapes.ts';
import type { CommentPolicy } from './suppressions.ts';

/** What `.groundwork.json` says, over the defaults. */
export interface Settings {
  readonly preset: 'recommended' | 'all';
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Globs of files whose findings are left out, relative to the configuration's directory. */
  readonly ignore: readonly string[];
  /** Paths of files with variables' values, in the order in which later ones win. */
  readonly varFiles: readonly string[];
  readonly options: RuleOptions;
  readonly comments: CommentPolicy;
  /** Path of the file with the findings that are known, where one is named. */
  readonly baseline: string | undefined;
  /** Directory of the configuration file, where there is one. */
  readonly directory: string | undefined;
}

/** Something wrong in a configuration file. */
export interface Problem {
  readonly at: Location;
  readonly message: string;
}

export interface SettingsResult {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  /** The configuration's path and text, where there is one. */
  readonly source: { readonly path: string; readonly text: string } | undefined;
  /** Where a baseline is named. */
  readonly baselineAt?: Location;
}

export const configurationName = '.groundwork.json';

export const defaultSettings: Settings = {
  preset: 'recommended',
  rules: new Map(),
  ignore: [],
  varFiles: [],
  options: { allowedCidrs: [], requiredLabels: [] },
  comments: { inlineIgnores: true, notIgnorable: [], requireReason: false },
  baseline: undefined,
  directory: undefined,
};

/** One key of the configuration file: what it is for, and how it is read and written into the settings. */
export interface Key {
  readonly description: string;
  readonly default: unknown;
  readonly schema: object;
  readonly apply: (settings: Settings, node: Node, complain: Complain) => Settings;
}

function key<T>(description: string, preset: T, shape: Shape<T>, put: (settings: Settings, value: T) => Settings): Key {
  return {
    description,
    default: preset instanceof Map ? {} : preset,
    schema: shape.schema,
    apply(settings, node, complain) {
      const value = shape.read(node, complain);
      return value === undefined ? settings : put(settings, value);
    },
  };
}

const level = oneOf(
  ['off', 'error', 'warning', 'info'],
  ['Never reported.', 'Reported as an error.', 'Reported as a warning.', 'Reported as a note.'],
);

const ruleWords = allRules.map(({ id, title, severity }) => ({ word: id, description: title, default: severity }));

/** Every key of the configuration file. */
export const keys: Readonly<Record<string, Key>> = {
  preset: key(
    'Which rules are used: those that hold nearly everywhere, or every rule.',
    defaultSettings.preset,
    oneOf(['recommended', 'all'], ['Rules that hold nearly everywhere.', 'Every rule.']),
    (settings, preset) => ({ ...settings, preset }),
  ),
  rules: key(
    'Rules to turn off, to turn on, or to report with another severity.',
    defaultSettings.rules,
    mapOf(ruleWords, level, unknownRule),
    (settings, rules) => ({ ...settings, rules }),
  ),
  ignore: key(
    'Globs of files whose findings are left out, relative to this file: "legacy/**".',
    defaultSettings.ignore,
    listOf(text('a glob')),
    (settings, ignore) => ({ ...settings, ignore }),
  ),
  varFiles: key(
    "Files with variables' values, as -var-file takes them, relative to this file.",
    defaultSettings.varFiles,
    listOf(text('a path')),
    (settings, varFiles) => ({ ...settings, varFiles }),
  ),
  allowedCidrs: key(
    "Address blocks that count as the organisation's own, so that opening a port to them is no fault.",
    defaultSettings.options.allowedCidrs,
    listOf(text('an address block', cidrFault)),
    (settings, allowedCidrs) => ({ ...settings, options: { ...settings.options, allowedCidrs } }),
  ),
  requiredLabels: key(
    'Labels (tags) that every resource must carry.',
    defaultSettings.options.requiredLabels,
    listOf(text("a label's name")),
    (settings, requiredLabels) => ({ ...settings, options: { ...settings.options, requiredLabels } }),
  ),
  baseline: key<string | undefined>(
    'A file that `groundwork baseline` wrote, relative to this file: what it lists is not reported again.',
    defaultSettings.baseline,
    text('a path'),
    (settings, baseline) => ({ ...settings, baseline }),
  ),
  inlineIgnores: key(
    'Whether comments in the code suppress findings.',
    defaultSettings.comments.inlineIgnores,
    flag,
    (settings, inlineIgnores) => ({ ...settings, comments: { ...settings.comments, inlineIgnores } }),
  ),
  notIgnorable: key(
    'Rules that no comment in the code can suppress.',
    defaultSettings.comments.notIgnorable,
    listOf(wordOf(ruleWords, 'a rule', unknownRule)),
    (settings, notIgnorable) => ({ ...settings, comments: { ...settings.comments, notIgnorable } }),
  ),
  requireReason: key(
    'Whether a comment must say why: one without a reason suppresses nothing.',
    defaultSettings.comments.requireReason,
    flag,
    (settings, requireReason) => ({ ...settings, comments: { ...settings.comments, requireReason } }),
  ),
};

/**
 * Reads a configuration file's text: JSON with comments. What is wrong is told where it stands, and the rest is used.
 * `exists` says whether a variable file can be read.
 */
export function parseSettings(path: string, source: string, exists: (path: string) => boolean): SettingsResult {
  const problems: Problem[] = [];
  const complain: Complain = (node, message) =>
    problems.push({ at: { file: path, start: node.offset, end: node.offset + node.length }, message });
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  for (const { error, offset, length } of errors) {
    problems.push({ at: { file: path, start: offset, end: offset + length }, message: syntaxMessage(error) });
  }

  const directory = directoryOf(path);
  let settings: Settings = { ...defaultSettings, directory };
  if (tree && tree.type !== 'object') complain(tree, 'Expected an object in braces.');
  const seen = new Set<string>();
  for (const { key: node, name, content } of tree ? properties(tree) : []) {
    const known = lookup(keys, name);
    if (seen.has(name)) complain(node, `"${name}" is given twice.`);
    else if (known && content) settings = known.apply(settings, content, complain);
    else if (!known && name !== '$schema')
      complain(node, `Unknown key "${name}"${didYouMean(name, Object.keys(keys)) || '.'}`);
    seen.add(name);
  }
  settings = { ...settings, varFiles: settings.varFiles.map((file) => joinPath(directory, file)) };
  if (settings.baseline !== undefined) settings = { ...settings, baseline: joinPath(directory, settings.baseline) };
  const variableFiles = tree && findNodeAtLocation(tree, ['varFiles']);
  for (const node of variableFiles?.children ?? []) {
    const missing = typeof node.value === 'string' && node.value !== '' && !exists(joinPath(directory, node.value));
    if (missing) complain(node, `There is no file "${node.value}" in the workspace.`);
  }
  const named = settings.baseline === undefined ? undefined : tree && findNodeAtLocation(tree, ['baseline']);
  const baselineAt = named && { file: path, start: named.offset, end: named.offset + named.length };
  return { settings, problems, source: { path, text: source }, ...(baselineAt && { baselineAt }) };
}

/** The settings of the nearest `.groundwork.json` at or above `directory`, up to `top`; the defaults where there is none. */
export function settingsFor(files: FileSystem, directory: string, top: string): SettingsResult {
  for (let at = directory; ; at = directoryOf(at)) {
    const path = joinPath(at, configurationName);
    const source = files.readFile(path);
    if (source !== undefined) return parseSettings(path, source, (file) => files.readFile(file) !== undefined);
    if (at === top || at === directoryOf(at)) return { settings: defaultSettings, problems: [], source: undefined };
  }
}

/** Why a text is no address block in Terraform's strict form; undefined where it is one. */
function cidrFault(block: string): string | undefined {
  return parseCidr(block)
    ? undefined
    : `"${block}" is not an address block; write one as "10.0.0.0/8" or "2001:db8::/32".`;
}
