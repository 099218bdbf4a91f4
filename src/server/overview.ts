import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { enabledRules } from '../linter/enabled.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import { absentParts, type Stock, takeStock } from '../linter/stock.ts';
import { applyingRules } from '../linter/watching.ts';
import type { AbsentPart, BrokenRule, Overview, PlacedProblem, Score } from '../protocol/messages.ts';
import type { Severity } from '../protocol/settings.ts';
import { type LandingZonePart, providerOf } from '../rules/facts/landing-zone-parts.ts';
import { compareSeverity, type Pillar, pillars, severities } from '../rules/rule.ts';
import { type Root, settingsOf } from './folder.ts';
import type { Session } from './session.ts';

/** What is found in all folders, by pillar. Its problems are exactly the diagnostics that the client lists. */
export function overviewOf(session: Session): Overview {
  const { workspaces } = session;
  const enabled = workspaces.folders().some(({ editor }) => editor.enable !== false);
  const roots = workspaces
    .roots()
    .filter(({ folder, failure }) => folder.editor.enable !== false && failure === undefined);
  const broken = brokenRules(session);
  const known = roots.map((root) => ({ root, ...knownOf(root) }));
  const absent = absentParts(known.map(({ stock }) => stock));
  const all = pillars.map((pillar) => ({
    pillar,
    rules: broken.filter(({ id }) => pillarOf(id) === pillar),
    score: scoreOf(
      pillar,
      broken.map(({ id }) => id),
      fadedRules(session),
      known,
    ),
    absent: absent.filter((part) => part.pillar === pillar).map((part) => absentPart(session, part, known)),
  }));
  return {
    modules: roots.map(({ directory }) => session.documents.uriOf(directory)),
    enabled,
    unread: known.reduce((sum, { stock }) => sum + stock.unread, 0),
    pillars: all.filter(({ rules, score, absent }) =>
      [rules, score.held, score.broken, absent].some(({ length }) => length > 0),
    ),
  };
}

/** What is wrong in a configuration file is broken by no rule of a pillar. */
function pillarOf(id: string): Pillar {
  return ruleInfo(id)?.pillar ?? 'hygiene';
}

/** Every rule that is broken, those with the worst problems first, then by id. */
function brokenRules({ reports, documents }: Session): readonly BrokenRule[] {
  const rules = new Map<string, PlacedProblem[]>();
  for (const path of reports.paths().toSorted()) {
    const uri = documents.uriOf(path);
    for (const item of reports.of(path).items) {
      if (isFaded(item)) continue;
      const id = String(item.code);
      const problem = { uri, range: item.range, severity: severityOf(item), message: textOf(item) };
      const list = rules.get(id);
      if (list) list.push(problem);
      else rules.set(id, [problem]);
    }
  }
  const worst = (problems: readonly PlacedProblem[]) =>
    Math.min(...problems.map(({ severity }) => severities.indexOf(severity)));
  return [...rules]
    .sort(([a, inA], [b, inB]) => worst(inA) - worst(inB) || (a < b ? -1 : 1))
    .map(([id, problems]) => ({
      id,
      title: ruleInfo(id)?.title ?? 'The configuration has faults',
      problems: problems.toSorted((a, b) => compareSeverity(a.severity, b.severity)),
    }));
}

/** Whether it is in the text, but in no list of problems. */
function isFaded({ severity }: Diagnostic): boolean {
  return severity === DiagnosticSeverity.Hint;
}

/** The rules of what the client fades: what was there before. */
function fadedRules({ reports }: Session): readonly string[] {
  return reports.paths().flatMap((path) =>
    reports
      .of(path)
      .items.filter(isFaded)
      .map(({ code }) => String(code)),
  );
}

function textOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

function severityOf({ severity }: Diagnostic): Severity {
  if (severity === DiagnosticSeverity.Error) return 'error';
  return severity === DiagnosticSeverity.Warning ? 'warning' : 'info';
}

interface Known {
  readonly stock: Stock;
  /** The ids of the rules that have something to look at, by pillar. */
  readonly applying: ReadonlyMap<Pillar, readonly string[]>;
  /** The ids of the rules of which something is suppressed. */
  readonly suppressed: ReadonlySet<string>;
}

/** What was counted in a root, by what was found in it: that changes whenever it is looked at again. */
const counted = new WeakMap<Root['findings'], Known>();

function knownOf(root: Root): Known {
  const before = counted.get(root.findings);
  if (before) return before;
  const settings = settingsOf(root);
  const stock = takeStock(root.folder.workspace.tree(root.directory, settings.varFiles));
  const enabled = new Set(enabledRules(settings).map(({ id }) => id));
  const applying = new Map<Pillar, string[]>();
  for (const { id, pillar } of applyingRules(enabled, stock.types)) {
    applying.set(pillar, [...(applying.get(pillar) ?? []), id]);
  }
  const suppressed = [...root.findings.values()].flat().flatMap((one) => (one.suppressed ? one.rule : []));
  const known = { stock, applying, suppressed: new Set(suppressed) };
  // A root that waits to be linted has other files than those that led to its findings.
  if (!root.stale) counted.set(root.findings, known);
  return known;
}

function scoreOf(pillar: Pillar, found: readonly string[], faded: readonly string[], roots: readonly Known[]): Score {
  const applying = new Set(roots.flatMap((known) => known.applying.get(pillar) ?? []));
  const broken = found.filter((id) => applying.has(id));
  const held = [...applying].filter((id) => !broken.includes(id)).sort();
  const suppressed = new Set([...faded, ...roots.flatMap((known) => [...known.suppressed])]);
  return { held, broken, suppressed: held.filter((id) => suppressed.has(id)) };
}

function absentPart(
  { documents }: Session,
  { title, cloud, types, note, snippet }: LandingZonePart,
  roots: readonly (Known & { readonly root: Root })[],
): AbsentPart {
  const place = roots.find(({ stock }) => stock.clouds.includes(cloud))?.root;
  const file = place && providerFile(place, providerOf[cloud]);
  return {
    title,
    cloud,
    types,
    note,
    snippet,
    ...(file !== undefined && { file: documents.uriOf(file) }),
  };
}

function providerFile(root: Root, provider: string): string | undefined {
  const tree = root.folder.workspace.tree(root.directory, settingsOf(root).varFiles);
  return tree.root.sections('provider').find(({ type }) => type === provider)?.location.file;
}
