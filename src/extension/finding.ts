import type { Overview, Place, PlacedProblem } from '../protocol/messages.ts';
import type { Found } from '../study/code.ts';

/** What the study guide needs of the overview; `recent` are the rules that the person has just broken. */
export function foundOf({ pillars }: Overview, recent: Found['recent']): Found {
  return {
    counts: Object.fromEntries(pillars.flatMap(({ rules }) => rules.map(({ id, problems }) => [id, problems.length]))),
    pillars: pillars.map(({ pillar, rules, score: { held, broken } }) => ({
      pillar,
      problems: rules.reduce((sum, { problems }) => sum + problems.length, 0),
      errors: rules.flatMap((rule) => rule.problems).filter(({ severity }) => severity === 'error').length,
      held: held.length,
      applying: held.length + broken.length,
    })),
    recent,
  };
}

/** Where a rule is broken, file by file from the top. */
export function problemsOf(overview: Overview | undefined, rule: string): readonly PlacedProblem[] {
  const found = overview?.pillars.flatMap(({ rules }) => rules).find(({ id }) => id === rule);
  return (found?.problems ?? []).toSorted(
    (a, b) =>
      (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}

/** A finding that is being looked at while the code changes. */
export interface Focus {
  readonly problem: Place & { readonly message?: string };
  /** How many findings of the rule its file had when it was last there, and which of them it was. */
  readonly order?: { readonly at: number; readonly count: number };
  /** Whether its line was taken out: what is put in then may bring it back where it was, as a paste over everything does. */
  readonly replaced?: boolean;
}

/**
 * Finds the finding again among those of now: on the line where it should be, else as the one of the same order in a file that has as many
 * as before, as when the file was changed from outside. Undefined where it is gone.
 */
export function findAgain({ problem, order }: Focus, problems: readonly PlacedProblem[]): PlacedProblem | undefined {
  const inFile = problems.filter(({ uri }) => uri === problem.uri);
  const onLine = inFile.filter(({ range }) => range.start.line === problem.range.start.line);
  const start = problem.range.start.character;
  const distance = ({ range }: PlacedProblem) => Math.abs(range.start.character - start);
  const nearest = onLine.toSorted(
    (a, b) =>
      Number(b.message === problem.message) - Number(a.message === problem.message) || distance(a) - distance(b),
  )[0];
  return nearest ?? (order?.count === inFile.length ? inFile[order.at] : undefined);
}

/** The focus on a finding that is there. */
export function focusOn(problem: PlacedProblem, problems: readonly PlacedProblem[]): Focus {
  const inFile = problems.filter(({ uri }) => uri === problem.uri);
  return { problem, order: { at: inFile.indexOf(problem), count: inFile.length } };
}

/** Moves the focus along with the text: lines that were put in or taken out above it. `lines` is how many the new text of `range` adds. */
export function moveFocus(focus: Focus, uri: string, range: Place['range'], lines: number): Focus {
  const { problem } = focus;
  const { start, end } = problem.range;
  if (uri !== problem.uri || focus.replaced === true || range.start.line > start.line) return focus;
  if (range.end.line > start.line) return { ...focus, replaced: true };
  const down = (at: typeof start) => ({ ...at, line: Math.max(0, at.line + lines) });
  return { ...focus, problem: { ...problem, range: { start: down(start), end: down(end) } } };
}

/** A line of code; `mark` are the characters of it that are meant. */
export interface CodeLine {
  readonly number: number;
  readonly text: string;
  readonly mark?: readonly [number, number];
}

const around = 2;
const mostMarked = 8;

/** The few lines around a range, without the indentation that all of them have. Very long lines are cut. */
export function excerpt(lines: readonly string[], { start, end }: Place['range']): readonly CodeLine[] {
  const first = Math.max(0, start.line - around);
  const last = Math.min(lines.length - 1, Math.min(end.line, start.line + mostMarked) + around);
  const shown = lines.slice(first, last + 1);
  const indents = shown.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, start.character);
  return shown.map((line, i) => {
    const at = first + i;
    const text = line.slice(indent, indent + 400);
    if (at < start.line || at > end.line) return { number: at + 1, text };
    const from = at === start.line ? start.character : line.length - line.trimStart().length;
    const to = at === end.line ? end.character : line.length;
    const mark = [Math.max(0, from - indent), Math.min(text.length, Math.max(to, from + 1) - indent)] as const;
    return mark[0] < mark[1] ? { number: at + 1, text, mark } : { number: at + 1, text };
  });
}
