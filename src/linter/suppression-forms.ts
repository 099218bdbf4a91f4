import type { Span } from '../hcl/span.ts';
import type { RuleInfo } from './own-rules.ts';

/** One rule or check that a comment suppresses. Its span is the id in the file. */
export interface Directive extends Span {
  /** Whether it is Groundwork's own form, which is reported when unused or past its date. */
  readonly own: boolean;
  readonly id: string;
  readonly matches: (rule: RuleInfo) => boolean;
  /** `line`: the comment's line or the one under it, and what begins there; `inside`: the block around it. */
  readonly scope: 'line' | 'inside';
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
}

interface Form {
  /** Finds the form in a comment's text. */
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Iterable<Directive | CommentFault>;
}

const own: Form = {
  pattern: /(?<=(?:^|\n)[\s*#/]*)groundwork:ignore(?![\w:-])([^\n]*)/dg,
  *read(match) {
    const start = match.index;
    const rest = match[1] ?? '';
    const offset = start + match[0].length - rest.length;
    const dash = /(?:^|\s)--(?:\s|$)/.exec(rest);
    const list = dash ? rest.slice(0, dash.index) : rest;
    const reason = dash ? rest.slice(dash.index + dash[0].length).trim() || undefined : undefined;
    if (list.trim() === '') {
      yield {
        start,
        end: start + match[0].trimEnd().length,
        message: 'Name the rule: groundwork:ignore gcp/open-ssh -- reason.',
      };
      return;
    }
    const faults: CommentFault[] = [];
    const rules: Part[] = [];
    for (const { 0: text, index } of list.matchAll(/[^,]+/g)) {
      const part = readPart(text, offset + index);
      if ('message' in part) faults.push(part);
      else rules.push(part);
    }
    if (faults.length > 0) {
      yield* faults;
      return;
    }
    // A date holds for the ids before it that have none of their own: `a, b until 2027-01-01`.
    const dates = rules.map(({ until }) => until);
    for (let i = dates.length - 2; i >= 0; i--) dates[i] ??= dates[i + 1];
    for (const [i, part] of rules.entries()) {
      const [previous, next, until] = [rules[i - 1], rules[i + 1], dates[i]];
      const removal = next
        ? { start: part.start, end: next.start }
        : previous && { start: previous.end, end: part.end };
      const { id, start: at } = part;
      yield {
        ...{ start: at, end: at + id.length, own: true, id, matches: (rule) => rule.id === id },
        ...{ scope: 'line', until, reason, removal },
      };
    }
  },
};

interface Part extends Span {
  readonly id: string;
  readonly until: string | undefined;
}

/** `gcp/open-ssh until 2027-03-31`, with white space around. */
function readPart(text: string, offset: number): Part | CommentFault {
  const start = offset + text.length - text.trimStart().length;
  const end = start + text.trim().length;
  const [id = '', word, date, ...more] = text.trim().split(/\s+/);
  if (id === '') return { start, end, message: 'Expected a rule before the comma.' };
  if (word === undefined) return { start, end, id, until: undefined };
  if (word !== 'until' || more.length > 0)
    return { start, end, message: 'Put "--" before the reason, and commas between rules.' };
  if (!isDay(date)) return { start, end, message: 'Write the last day as 2027-03-31.' };
  return { start, end, id, until: date };
}

const nearMiss: Form = {
  pattern: /(?<=(?:^|\n)[\s*#/]*)groundwork(?!:ignore(?![\w:-]))[\s:._-]{1,3}(?:ignore|skip|disable|nolint)\b/gi,
  *read(match) {
    const start = match.index;
    yield { start, end: start + match[0].length, message: 'Write a suppression as groundwork:ignore RULE -- reason.' };
  },
};

const checkov: Form = {
  pattern: /(?:checkov|bridgecrew|cortex):skip= *([\w-]+(?:,[\w-]+)*)(?::([^\n]*))?/dg,
  *read(match) {
    const reason = match[2]?.trim() || undefined;
    for (const id of (match[1] ?? '').matchAll(/[^,]+/g)) {
      const start = (match.indices?.[1]?.[0] ?? match.index) + id.index;
      yield {
        ...{ start, end: start + id[0].length, own: false, id: id[0], scope: 'inside', until: undefined, reason },
        ...{ matches: equivalentTo(['checkov/'], exactly(id[0])), removal: undefined },
      };
    }
  },
};

const trivy: Form = {
  pattern: /(?<![\w:-])(?:trivy|tfsec):ignore:([^\s:[]+)([^\s]*)(?=([^\n]*))/dg,
  *read(match) {
    const [, id = '', conditions = '', text = ''] = match;
    // A condition on a value or a workspace cannot be checked here, so the finding is shown.
    const expiry = /^(?::exp:(\d{4}-\d\d-\d\d))?$/.exec(conditions);
    if (!expiry || (expiry[1] !== undefined && !isDay(expiry[1]))) return;
    const start = match.indices?.[1]?.[0] ?? match.index;
    yield {
      ...{ start, end: start + id.length, own: false, id, scope: 'line', removal: undefined },
      ...{ matches: equivalentTo(['trivy/', 'tfsec/'], wildcard(id.replace(/^avd-/i, ''))) },
      ...{
        until: expiry[1] === undefined ? undefined : dayBefore(expiry[1]),
        reason: text.replace(/(?:trivy|tfsec):ignore:.*/, '').trim() || undefined,
      },
    };
  },
};

/** Every form of suppression that is honoured. */
const forms: readonly Form[] = [own, nearMiss, checkov, trivy];

/** What a comment suppresses, and what is wrong with it. `offset` is where its text begins in the file. */
export function readComment(comment: string, offset: number): readonly (Directive | CommentFault)[] {
  if (!/ignore|skip|disable|nolint/i.test(comment)) return [];
  const text = comment.startsWith('/*') ? comment.replace(/\*\/$/, '') : comment;
  return forms.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => [...read(match)].map((found) => shifted(found, offset))),
  );
}

function shifted<T extends Directive | CommentFault>(found: T, offset: number): T {
  const moved = { ...found, start: found.start + offset, end: found.end + offset };
  if (!('removal' in found) || !found.removal) return moved;
  return { ...moved, removal: { start: found.removal.start + offset, end: found.removal.end + offset } };
}

function equivalentTo(prefixes: readonly string[], pattern: RegExp): (rule: RuleInfo) => boolean {
  return (rule) =>
    rule.equivalents.some((check) =>
      prefixes.some((prefix) => check.startsWith(prefix) && pattern.test(check.slice(prefix.length))),
    );
}

function exactly(id: string): RegExp {
  return new RegExp(`^${id}$`, 'i');
}

function wildcard(id: string): RegExp {
  return exactly(id.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'));
}

function isDay(date: string | undefined): date is string {
  const time = /^\d{4}-\d\d-\d\d$/.test(date ?? '') ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date ?? '');
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
