import type { RootVariables, VariableFileOption } from '../protocol/messages.ts';
import type { Translate } from './texts.ts';

/** What the status item of variables shows. */
export interface VariablesView {
  readonly text: string;
  readonly detail: string;
  readonly warning: boolean;
}

/** One line of the list to choose from. */
export interface VariableItem {
  readonly uri: string;
  readonly label: string;
  readonly description: string;
  readonly picked: boolean;
}

/**
 * The status item's words for the root modules that a document belongs to; undefined where it belongs to none.
 * `name` is a URI as people know it, seen from the folder of the workspace.
 */
export function variablesView(
  roots: readonly RootVariables[],
  name: (uri: string) => string,
  t: Translate,
): VariablesView | undefined {
  const [first] = roots;
  if (!first) return undefined;
  const gone = roots.flatMap(({ root, missing }) => missing.map((uri) => nameWithin(root, uri, name)));
  const used = roots.map((root) => usedText(root, name, t));
  const same = used.every((text) => text === used[0]);
  const now = same ? (used[0] ?? '') : t('different in {0} modules', roots.length);
  const [file] = gone;
  if (file !== undefined) {
    const text =
      gone.length === 1 ? t('Variables: {0} is gone', file) : t('Variables: {0} files are gone', gone.length);
    return { text, detail: t('now: {0}', now), warning: true };
  }
  return { text: t('Variables: {0}', now), detail: roots.length === 1 ? detailOf(first, name, t) : '', warning: false };
}

/** `prod.tfvars`; `common.tfvars, prod.tfvars`; `common.tfvars and 3 more`. */
function usedText({ root, used, automatic }: RootVariables, name: (uri: string) => string, t: Translate): string {
  const names = (used.length > 0 ? used : automatic).map((uri) => nameWithin(root, uri, name));
  const [first] = names;
  if (first === undefined) return t('defaults');
  return names.length > 2 ? t('{0} and {1} more', first, names.length - 1) : names.join(', ');
}

/** Where they come from. */
function detailOf(
  { root, used, chosen, automatic }: RootVariables,
  name: (uri: string) => string,
  t: Translate,
): string {
  if (used.length === 0) return automatic.length > 0 ? t('loaded by Terraform') : t('no variable file');
  if (!chosen) return t('from .groundwork.json');
  const where = name(root);
  return where === '' ? t('chosen') : t('chosen for {0}', where);
}

/** A file as seen from its root module where it lies in it, else from the folder of the workspace. */
function nameWithin(root: string, uri: string, name: (uri: string) => string): string {
  return uri.startsWith(`${root}/`) ? decoded(uri.slice(root.length + 1)) : name(uri);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The list to choose from; those in use are picked. */
export function variableItems(
  options: readonly VariableFileOption[],
  { used }: RootVariables,
  t: Translate,
): readonly VariableItem[] {
  return options.map(({ uri, name, automatic, configured }) => {
    const marks = [automatic && t('loaded by Terraform anyway'), configured && t('named by .groundwork.json')];
    const description = marks.filter((mark) => mark !== false).join(', ');
    return { uri, label: name, description, picked: used.includes(uri) };
  });
}

/** What is picked, in the order in which it was: what stays keeps its place, and what is new comes last. */
export function pickedInOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  return [...before.filter((uri) => now.includes(uri)), ...now.filter((uri) => !before.includes(uri))];
}

/** The heading of the list: what is picked, and that the order matters. */
export function pickedText(labels: readonly string[], t: Translate): string {
  if (labels.length === 0) return t('No file is picked: the default is used');
  return labels.length === 1 ? (labels[0] ?? '') : t('{0} (a later file wins)', labels.join(', '));
}
