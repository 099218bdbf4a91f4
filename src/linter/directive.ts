import type { Span } from '../hcl/span.ts';
import type { Severity } from '../rules/rule.ts';
import type { Resource } from '../terraform/model.ts';
import type { Location } from '../terraform/value.ts';
import type { Coverage } from './coverage.ts';
import { allRules, type RuleInfo } from './own-rules.ts';

/** Whose form a comment has. */
export type Tool = 'groundwork' | 'checkov' | 'trivy' | 'tflint' | 'kics' | 'terrascan';

/** One rule or check that a comment suppresses. Its span is the id in the file, or the word that stands for every check. */
export interface Directive extends Span {
  readonly tool: Tool;
  readonly id: string;
  /** Whether it names one rule or check, so that it can be told when nothing is left for it to suppress. */
  readonly named: boolean;
  readonly matches: (rule: RuleInfo) => boolean;
  /** The rules that are left out of those that match, where the comment names them instead. */
  readonly spares?: (rule: RuleInfo) => boolean;
  /** The severity that what it covers gets; it suppresses nothing then. */
  readonly grade?: (severity: Severity) => Severity;
  /** What the fault must be like besides. */
  readonly when?: (at: Location, resource: Resource | undefined) => boolean;
  /** What it covers, as the tool has it. */
  readonly scope: keyof Coverage;
  /** Whether the tool reads it only before any code, or only as the very first of the file. */
  readonly place?: 'head' | 'start';
  /** The last day on which it holds, `2027-03-31`. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** What to take away to remove it and leave the comment's other ids; undefined where the comment goes as a whole. */
  readonly removal: Span | undefined;
}

/** What is wrong with a comment that was meant to suppress something. */
export interface CommentFault extends Span {
  readonly message: string;
  /** A rule's id that was given and does not exist. */
  readonly unknown?: string;
  /** What to write in its place. */
  readonly right?: string;
  /** Where it is less than the rule says. */
  readonly severity?: Severity;
}

/** A way to write a suppression, or to get it wrong. */
export interface Form {
  /** Finds the form in a comment's text. */
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Iterable<Directive | CommentFault>;
}

/** The rules that a directive suppresses. */
export function rulesNamed({ matches }: Directive): readonly RuleInfo[] {
  return allRules.filter(matches);
}

/** The ids of a list with commas that begins at `offset`, each with what to take away so that the others stay. */
export function* listedIds(list: string, offset: number): Iterable<Span & Pick<Directive, 'id' | 'removal'>> {
  const parts = [...list.matchAll(/[^,]+/g)].flatMap(({ 0: text, index }) => {
    const id = text.trim();
    const start = offset + index + text.length - text.trimStart().length;
    return id === '' ? [] : { id, start, end: start + id.length };
  });
  for (const [i, part] of parts.entries()) yield { ...part, removal: removalOf(parts, i) };
}

/** What to take away of a list so that its other parts stay; undefined where there are no others. */
export function removalOf(parts: readonly Span[], i: number): Span | undefined {
  const [previous, part, next] = [parts[i - 1], parts[i], parts[i + 1]];
  if (!part) return undefined;
  return next ? { start: part.start, end: next.start } : previous && { start: previous.end, end: part.end };
}

/** Whether a text is a day of the calendar, `2027-03-31`. */
export function isDay(date: string | undefined): date is string {
  const time = /^\d{4}-\d\d-\d\d$/.test(date ?? '') ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date ?? '');
}

/** The day before a day. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
