import { nearest } from '../rules/nearest.ts';
import { type Pillar, pillars } from '../rules/rule.ts';
import { type Line, meant, type Problem, replace } from './markdown.ts';

export const clouds = ['gcp', 'aws', 'azure', 'alicloud'] as const;
export type Cloud = (typeof clouds)[number];

/** The lines between `---` at the head of a note. Only the title must be there. */
export interface FrontMatter {
  readonly title: string;
  /** Notes are listed by it, smallest first. */
  readonly order: number | undefined;
  /** The title of the post that the note is from, or that it accompanies. */
  readonly source: string | undefined;
  readonly clouds: readonly Cloud[];
  readonly pillars: readonly Pillar[];
  /** Day on which the facts were checked: `2026-11-24`. */
  readonly checked: string | undefined;
}

/** A piece of a line. */
interface Piece {
  readonly line: number;
  readonly at: readonly [from: number, to: number];
  readonly text: string;
}

interface Entry {
  readonly key: Piece;
  /** One where the value is a text. */
  items: Piece[];
  list: boolean;
}

const keys = ['title', 'order', 'source', 'clouds', 'pillars', 'checked'];

/** Longer ones would push all else out of sight. */
const longestTitle = 200;

/** Controls of the direction of text, and characters without width: they make a title look like another. */
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Reads front matter: flat `key: value` lines, where a value is text, `[a, b]` or a list of `- item` lines. */
export function readFrontMatter(lines: readonly Line[]): {
  frontMatter: FrontMatter;
  rest: readonly Line[];
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const end =
    lines[0]?.text.trimEnd() === '---' ? lines.findIndex((line, i) => i > 0 && line.text.trimEnd() === '---') : 0;
  if (end <= 0) problems.push(end < 0 ? neverClosed(lines) : missing(lines));
  const entries = entriesOf(lines.slice(1, Math.max(end, 1)), problems);

  const text = (key: string): Piece | undefined => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (entry.list) problems.push({ ...placeOf(entry.key), message: `${key} must be one text.` });
    return entry.list ? undefined : entry.items[0];
  };
  const list = <T extends string>(key: string, known: readonly T[]): readonly T[] => {
    const values = entries.get(key)?.items ?? [];
    for (const { line, at, text } of values.filter((value) => !known.some((one) => one === value.text))) {
      const message = `${key} has no "${shortened(text)}": use ${known.join(', ')}.`;
      problems.push({ line, at, message, fix: meant(line, at, nearest(text, known)) });
    }
    return known.filter((one) => values.some((value) => value.text === one));
  };

  const given = text('title');
  const title = titleOf(given, problems);
  if (title === '' && end > 0 && !entries.get('title')?.list) {
    const place = placeOf(entries.get('title')?.key);
    const edit = given
      ? replace(given.line, given.at, ` ${quoted(suggestedTitle(lines))}`)
      : replace(1, [3, 3], `\ntitle: ${quoted(suggestedTitle(lines))}`);
    problems.push({
      ...place,
      message: 'The note has no title.',
      fix: { title: 'Take the title from the first heading', edits: [edit] },
    });
  }
  const order = text('order');
  const ordered = order !== undefined && /^\d{1,15}$/.test(order.text);
  if (order && !ordered)
    problems.push({ ...placeOf(order), message: `order must be a whole number, not "${shortened(order.text)}".` });
  const checked = text('checked');
  const dated = checked !== undefined && isDay(checked.text);
  if (checked && !dated) {
    const message = `checked must be a day such as 2026-11-24, not "${shortened(checked.text)}".`;
    problems.push({ ...placeOf(checked), message });
  }
  const frontMatter = {
    title,
    order: ordered ? Number(order.text) : undefined,
    source: text('source')?.text,
    clouds: list('clouds', clouds),
    pillars: list('pillars', pillars),
    checked: dated ? checked.text : undefined,
  };
  return { frontMatter, rest: end > 0 ? lines.slice(end + 1) : lines, problems };
}

function neverClosed(lines: readonly Line[]): Problem {
  // What follows the lines that look like front matter is text.
  const after = lines.findIndex(({ text }, i) => i > 0 && !/^(?:[\w-]+:(?:\s|$)|\s+\S|-\s|#\s)/.test(text));
  const last = lines[(after < 0 ? lines.length : Math.max(after, 1)) - 1] ?? { number: 1, text: '---' };
  const end = [last.text.length, last.text.length] as const;
  return {
    line: 1,
    message: 'The front matter is never closed: end it with a line ---.',
    fix: { title: 'Close the front matter', edits: [replace(last.number, end, '\n---')] },
  };
}

/** Only worth an offer: such a note takes its title from its first heading. */
function missing(lines: readonly Line[]): Problem {
  return {
    line: 1,
    level: 'hint',
    message: 'The note has no front matter: begin with a line ---, then title: and a title, then a line ---.',
    fix: {
      title: 'Add front matter',
      edits: [replace(1, [0, 0], `---\ntitle: ${quoted(suggestedTitle(lines))}\n---\n\n`)],
    },
  };
}

function suggestedTitle(lines: readonly Line[]): string {
  const heading = lines.map(({ text }) => /^#{1,6}\s+(.*\S)/.exec(text)?.[1]).find((found) => found !== undefined);
  return cleaned(heading ?? '') || 'New note';
}

/** As a value of front matter: in quotes where it would be read as something else. */
export function quoted(text: string): string {
  const mark = text.includes('"') ? "'" : '"';
  return /^$|^[\s"'[\]{}&*!|>%@`#?-]|: |:$| #|\s$/.test(text) ? mark + text + mark : text;
}

/** A title as it is shown. */
export function cleaned(title: string): string {
  return title.replace(invisible, '').slice(0, longestTitle).trim();
}

function titleOf(given: Piece | undefined, problems: Problem[]): string {
  if (!given) return '';
  const { text } = given;
  const title = cleaned(text);
  const seen = text.replace(invisible, '').trim();
  if (seen !== text) {
    problems.push({
      ...placeOf(given),
      message: 'The title has characters that cannot be seen.',
      fix: { title: 'Remove them', edits: [replace(given.line, given.at, quoted(seen))] },
    });
  }
  if (seen.length > longestTitle)
    problems.push({ ...placeOf(given), message: `The title is longer than ${longestTitle} characters: shorten it.` });
  return title;
}

function placeOf(piece: Piece | undefined): Pick<Problem, 'line' | 'at'> {
  return piece ? { line: piece.line, at: piece.at } : { line: 1 };
}

/** What is said about a text need not hold all of it. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Whether the text is a day of the calendar, written `2026-11-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function entriesOf(lines: readonly Line[], problems: Problem[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let last: Entry | undefined;
  let foreign = false;
  for (const { number: line, text } of lines) {
    if (/^\s*(#|$)/.test(text)) continue;
    const nested = /^(?:\s|-\s)/.test(text);
    // What belongs to a key that means nothing here is not looked at.
    if (foreign && nested) continue;
    const item = /^\s*-\s+(?=\S)/.exec(text)?.[0];
    if (item !== undefined && last && !last.list && last.items[0]?.text !== '') {
      const message = `${last.key.text} has a text already: a list begins on the line after its key.`;
      problems.push({ line, message });
      continue;
    }
    if (item !== undefined && last) {
      if (!last.list) last.items = [];
      last.list = true;
      last.items.push(pieceOf(line, text, item.length, text.length));
      continue;
    }
    const name = /^([\w-]+):(?=\s|$)/.exec(text)?.[1];
    if (name === undefined) {
      problems.push({ line, message: 'Front matter has lines of the form key: value only.' });
      last = undefined;
      continue;
    }
    const key: Piece = { line, at: [0, name.length], text: name };
    foreign = !keys.includes(name);
    const remove = { title: 'Remove this line', edits: [{ start: [line, 0], end: [line + 1, 0], text: '' } as const] };
    if (foreign) {
      const near = nearest(name, keys);
      const message = `Unknown key ${shortened(name)}: use ${keys.join(', ')}.`;
      const level = near === undefined ? ({ level: 'info' } as const) : {};
      problems.push({ line, at: key.at, message, ...level, fix: meant(line, key.at, near) ?? remove });
      last = undefined;
      continue;
    }
    last = { key, ...readValue(line, text, name.length + 1) };
    if (entries.has(name)) problems.push({ line, at: key.at, message: `${name} is given twice.`, fix: remove });
    else entries.set(name, last);
  }
  return entries;
}

function readValue(line: number, text: string, from: number): Pick<Entry, 'items' | 'list'> {
  const value = text.slice(from);
  if (!/^\s*\[.*\]\s*$/.test(value)) return { items: [pieceOf(line, text, from, text.length)], list: false };
  let at = from + value.indexOf('[') + 1;
  const items: Piece[] = [];
  for (const part of text.slice(at, text.lastIndexOf(']')).split(',')) {
    items.push(pieceOf(line, text, at, at + part.length));
    at += part.length + 1;
  }
  return { items: items.filter((item) => item.text !== ''), list: true };
}

/** Columns `from` to `to` without the space around them and without quotes; of an empty value all of them. */
function pieceOf(line: number, text: string, from: number, to: number): Piece {
  const part = text.slice(from, to);
  const trimmed = part.trim();
  if (trimmed === '') return { line, at: [from, to], text: '' };
  const start = from + part.indexOf(trimmed);
  return {
    line,
    at: [start, start + trimmed.length],
    text: /^(["'])(.*)\1$/.exec(trimmed)?.[2] ?? trimmed,
  };
}
