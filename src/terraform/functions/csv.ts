import { limits } from '../budget.ts';
import { list, object, string, unknown } from '../make.ts';
import { type FunctionTable, textArgument } from './spec.ts';

/** Whole records of RFC 4180; undefined where quotes are out of place. Empty lines are no records. */
function records(source: string): string[][] | undefined {
  const text = source.replaceAll('\r\n', '\n');
  const all: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (row.length === 0 && text[at] === '\n') {
      at++;
      continue;
    }
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    if (!field) return undefined;
    row.push(field.value);
    at = field.end + 1;
    if (text[field.end] !== ',') {
      all.push(row);
      row = [];
    } else if (at === text.length) all.push([...row, '']);
  }
  return all;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quotedField(text: string, start: number): Field | undefined {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  const after = text[end + 1];
  if (end === -1 || (after !== undefined && after !== ',' && after !== '\n')) return undefined;
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function plainField(text: string, start: number): Field | undefined {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') {
    if (text[end] === '"') return undefined;
    end++;
  }
  return { value: text.slice(start, end), end };
}

/** `csvdecode`. */
export const csvFunctions: FunctionTable = {
  csvdecode: {
    parameters: ['text'],
    run: ([text], { origin }) => {
      const [header, ...rows] = records(textArgument(text)) ?? [];
      if (!header) return 'the text is no CSV, or has no header';
      if (new Set(header).size < header.length) return 'two columns have one name';
      if (rows.some((row) => row.length !== header.length))
        return 'a line has another number of columns than the header';
      if (rows.length * header.length > limits.elements)
        return unknown('budget', 'csvdecode() with too many rows', origin);
      const made = rows.map((row) =>
        object(new Map(header.map((name, i) => [name, string(row[i] ?? '', origin)])), origin),
      );
      return list(made, origin, 'list');
    },
  },
};
