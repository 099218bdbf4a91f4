import type { Span } from '../hcl/span.ts';
import { type CommentFault, type Directive, type Form, isDay, removalOf } from './directive.ts';
import { foreignForms } from './foreign-forms.ts';
import { misspeltForms } from './misspelt-forms.ts';

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
      const { id, start: at } = part;
      yield {
        ...{ start: at, end: at + id.length, tool: 'groundwork', id, named: true, matches: (rule) => rule.id === id },
        ...{ scope: 'line', until: dates[i], reason, removal: removalOf(rules, i) },
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

/** Every form of suppression that is honoured or that was likely meant. */
const forms: readonly Form[] = [own, nearMiss, ...foreignForms, ...misspeltForms];

/** What a comment suppresses, and what is wrong with it. `offset` is where its text begins in the file. */
export function readComment(comment: string, offset: number): readonly (Directive | CommentFault)[] {
  if (!/ignore|skip|disable|suppress|nolint|kics|ts:/i.test(comment)) return [];
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
