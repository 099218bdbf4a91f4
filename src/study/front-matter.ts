import { type Pillar, pillars } from '../rules/rule.ts';
import type { Line, Problem } from './markdown.ts';

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

type Entry = { readonly line: number; value: string | string[] };

const keys = ['title', 'order', 'source', 'clouds', 'pillars', 'checked'];

/** Reads front matter: flat `key: value` lines, where a value is text, `[a, b]` or a list of `- item` lines. */
export function readFrontMatter(lines: readonly Line[]): {
  frontMatter: FrontMatter;
  rest: readonly Line[];
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const end =
    lines[0]?.text.trimEnd() === '---' ? lines.findIndex((line, i) => i > 0 && line.text.trimEnd() === '---') : 0;
  if (end <= 0) {
    const message =
      end < 0
        ? 'The front matter is never closed: end it with a line ---.'
        : 'The note has no front matter: begin with a line ---, then title: and a title, then a line ---.';
    problems.push({ line: 1, message });
  }
  const entries = entriesOf(lines.slice(1, Math.max(end, 1)), problems);

  const text = (key: string): string | undefined => {
    const entry = entries.get(key);
    if (entry && typeof entry.value !== 'string')
      problems.push({ line: entry.line, message: `${key} must be one text.` });
    return typeof entry?.value === 'string' ? entry.value : undefined;
  };
  const list = <T extends string>(key: string, known: readonly T[]): readonly T[] => {
    const entry = entries.get(key);
    if (!entry) return [];
    const values = typeof entry.value === 'string' ? [entry.value] : entry.value;
    for (const value of values.filter((value) => !known.some((one) => one === value))) {
      problems.push({ line: entry.line, message: `${key} has no "${value}": use ${known.join(', ')}.` });
    }
    return known.filter((one) => values.includes(one));
  };

  const title = text('title') ?? '';
  if (title === '' && end > 0)
    problems.push({ line: entries.get('title')?.line ?? 1, message: 'The note has no title.' });
  const order = text('order');
  if (order !== undefined && !/^\d+$/.test(order)) {
    problems.push({ line: entries.get('order')?.line ?? 1, message: `order must be a whole number, not "${order}".` });
  }
  const checked = text('checked');
  if (checked !== undefined && !isDay(checked)) {
    problems.push({
      line: entries.get('checked')?.line ?? 1,
      message: `checked must be a day such as 2026-11-24, not "${checked}".`,
    });
  }
  const frontMatter = {
    title,
    order: order !== undefined && /^\d+$/.test(order) ? Number(order) : undefined,
    source: text('source'),
    clouds: list('clouds', clouds),
    pillars: list('pillars', pillars),
    checked: checked !== undefined && isDay(checked) ? checked : undefined,
  };
  return { frontMatter, rest: end > 0 ? lines.slice(end + 1) : lines, problems };
}

/** Whether the text is a day of the calendar, written `2026-11-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function entriesOf(lines: readonly Line[], problems: Problem[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let last: string | undefined;
  for (const { number, text } of lines) {
    if (/^\s*(#|$)/.test(text)) continue;
    const item = /^\s*-\s+(.*)$/.exec(text)?.[1];
    const open = last === undefined ? undefined : entries.get(last);
    if (item !== undefined && last !== undefined && open && open.value !== '' && typeof open.value === 'string') {
      problems.push({ line: number, message: `${last} has a text already: a list begins on the line after its key.` });
      continue;
    }
    if (item !== undefined && last !== undefined && open) {
      if (typeof open.value === 'string') open.value = [];
      open.value.push(unquote(item));
      continue;
    }
    const [, key = '', value = ''] = /^([\w-]+):(?:\s+(.*))?$/.exec(text.trimEnd()) ?? [];
    if (key === '') problems.push({ line: number, message: 'Front matter has lines of the form key: value only.' });
    else if (!keys.includes(key))
      problems.push({ line: number, message: `Unknown key ${key}: use ${keys.join(', ')}.` });
    else if (entries.has(key)) problems.push({ line: number, message: `${key} is given twice.` });
    else entries.set(key, { line: number, value: readValue(value) });
    last = keys.includes(key) ? key : undefined;
  }
  return entries;
}

function readValue(text: string): string | string[] {
  const inner = /^\[(.*)\]$/.exec(text)?.[1];
  if (inner === undefined) return unquote(text);
  return inner
    .split(',')
    .map(unquote)
    .filter((item) => item !== '');
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^(["'])(.*)\1$/.exec(trimmed)?.[2] ?? trimmed;
}
