import { rules } from '../rules/catalogue.ts';
import type { Rule } from '../rules/rule.ts';
import type { Workspace } from '../terraform/workspace.ts';
import { enabledRules, ignores } from './enabled.ts';
import { atCaller } from './external.ts';
import type { Finding } from './finding.ts';
import { runRules } from './run.ts';
import type { Settings } from './settings.ts';
import { applySuppressions } from './suppressions.ts';

/**
 * All findings in the root module at `directory` and in what it calls, sorted by file and place.
 * Those that a comment suppresses are marked, not left out. `today` decides which suppressions have ended.
 */
export function lint(
  workspace: Workspace,
  directory: string,
  settings: Settings,
  today = currentDay(),
): readonly Finding[] {
  const tree = workspace.tree(directory, settings.varFiles);
  const { chosen, enabled, ignored } = planOf(settings);
  const found = runRules(tree, chosen, settings.options)
    .flatMap((finding) => atCaller(finding, tree) ?? [])
    .filter((finding) => !ignored(finding.at.file))
    .map((finding) => given(settings, finding));
  const findings = applySuppressions(found, tree, enabled, today, settings.comments)
    .filter((finding) => enabled.has(finding.rule) && !ignored(finding.at.file))
    // What a comment says of severities is nearer than the configuration; it says nothing of the linter's own.
    .map((finding) => (finding.rule.startsWith('groundwork/') ? given(settings, finding) : finding));
  return mergeFindings([findings]);
}

/** What follows from settings alone. */
interface Plan {
  readonly chosen: readonly Rule[];
  /** Ids of the rules of the catalogue and of the linter's own. */
  readonly enabled: ReadonlySet<string>;
  readonly ignored: (path: string) => boolean;
}

const plans = new WeakMap<Settings, Plan>();

function planOf(settings: Settings): Plan {
  const known = plans.get(settings);
  if (known) return known;
  const enabled = new Set(enabledRules(settings).map(({ id }) => id));
  const plan = { chosen: rules.filter(({ id }) => enabled.has(id)), enabled, ignored: ignores(settings) };
  plans.set(settings, plan);
  return plan;
}

/**
 * The findings of several root modules as one sorted list, each once, suppressed only where all of them suppress it.
 * A suppression that one of them needs is not unused, though another has no use for it.
 */
export function mergeFindings(lists: readonly (readonly Finding[])[]): readonly Finding[] {
  const needed = new Set(lists.flat().flatMap(({ suppressed }) => (suppressed ? place(suppressed.at) : [])));
  const unique = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    if (finding.rule === 'groundwork/unused-suppression' && needed.has(place(finding.at))) continue;
    const key = [finding.rule, place(finding.at), finding.address, finding.message].join('\n');
    const known = unique.get(key);
    if (!known || (known.suppressed && !finding.suppressed)) unique.set(key, finding);
  }
  return [...unique.values()].sort(byPlace);
}

/** Order of findings in every report: by file, place, rule and resource. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.at.file, b.at.file) ||
    a.at.start - b.at.start ||
    compare(a.rule, b.rule) ||
    a.at.end - b.at.end ||
    compare(a.address ?? '', b.address ?? '')
  );
}

/** Today in coordinated universal time, `2027-03-31`. */
function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A finding with the severity that the configuration gives its rule. */
function given(settings: Settings, finding: Finding): Finding {
  const level = settings.rules.get(finding.rule);
  return level === undefined || level === 'off' ? finding : { ...finding, severity: level };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function place({ file, start, end }: Finding['at']): string {
  return `${file}:${start}:${end}`;
}
