import { numberText } from '../digits.ts';
import { compareText } from '../text.ts';
import type { Value } from '../value.ts';
import { utf8 } from './spec.ts';

/** A line is broken at the first space behind this column. */
const width = 80;
/** Longer keys, and those with several lines, are marked with a question mark. */
const longestKey = 128;

/** What is escaped in double quotes: control characters, line ends, and what lies beyond the basic plane. */
const special = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const escapedToo = /["\\\n\u2028\u2029]/;

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** YAML as Terraform writes it: keys in order, strings quoted, or as a block where they have several lines. */
export function encodeYaml(value: Value): string {
  const pieces: string[] = [];
  write(value, 0, 0, false, pieces);
  const text = pieces.join('');
  const plain = value.kind !== 'string' && value.kind !== 'list' && value.kind !== 'object';
  return `${text}${text.endsWith('\n') ? '' : '\n'}${plain ? '...\n' : ''}`;
}

/**
 * Writes a value that begins in `column`, whose further lines are indented by `indent`. A list below a key is not indented
 * more than the key is.
 */
function write(value: Value, indent: number, column: number, underKey: boolean, into: string[]): void {
  switch (value.kind) {
    case 'string':
      into.push(isBlock(value.value) ? block(value.value, indent) : quote(value.value, indent, column));
      return;
    case 'list':
      if (value.items.length === 0) into.push('[]');
      else writeItems(value.items, underKey ? indent - 2 : indent, underKey, into);
      return;
    case 'object':
      if (value.entries.size === 0) into.push('{}');
      else writeEntries(value.entries, indent, underKey, into);
      return;
    case 'number':
      into.push(numberText(value));
      return;
    default:
      into.push(value.kind === 'bool' ? String(value.value) : 'null');
  }
}

/** Begins a line, unless the text stands at the beginning of one already. */
function newLine(indent: number, into: string[]): void {
  into.push(`${into.at(-1)?.endsWith('\n') ? '' : '\n'}${' '.repeat(indent)}`);
}

function writeItems(items: readonly Value[], indent: number, onNewLine: boolean, into: string[]): void {
  for (const [i, item] of items.entries()) {
    if (i > 0 || onNewLine) newLine(indent, into);
    into.push('- ');
    write(item, indent + 2, indent + 2, false, into);
  }
}

function writeEntries(entries: ReadonlyMap<string, Value>, indent: number, onNewLine: boolean, into: string[]): void {
  const sorted = [...entries].sort(([a], [b]) => compareText(a, b));
  for (const [i, [key, item]] of sorted.entries()) {
    if (i > 0 || onNewLine) newLine(indent, into);
    if (key.includes('\n') || utf8(key).length > longestKey) {
      into.push('? ');
      write({ kind: 'string', value: key, origin: item.origin }, indent + 2, indent + 2, false, into);
      newLine(indent, into);
      into.push(': ');
      write(item, indent + 2, indent + 2, false, into);
      continue;
    }
    const name = `${quote(key, indent, 0, Number.POSITIVE_INFINITY)}:`;
    const nested = (item.kind === 'list' && item.items.length > 0) || (item.kind === 'object' && item.entries.size > 0);
    into.push(nested ? name : `${name} `);
    write(item, indent + 2, indent + [...name].length + 1, true, into);
  }
}

/** Whether a text is written as a block: it has several lines, none of them ends in a space, and nothing needs an escape. */
function isBlock(text: string): boolean {
  return text.includes('\n') && !special.test(text) && !/ (?:[\n\u2028\u2029]|$)/.test(text);
}

function block(text: string, indent: number): string {
  const leading = /^[ \n\u2028\u2029]/.test(text) ? '2' : '';
  const ends = /[\n\u2028\u2029]+$/.exec(text)?.[0].length ?? 0;
  const chomping = ends === 0 ? '-' : ends > 1 || text.length === 1 ? '+' : '';
  const margin = ' '.repeat(Math.max(2, indent));
  return `|${leading}${chomping}\n${text.replace(/(^|[\n\u2028\u2029])(?=[^\n\u2028\u2029])/g, `$1${margin}`)}`;
}

function quote(text: string, indent: number, column: number, limit = width): string {
  const characters = [...text];
  const margin = ' '.repeat(Math.max(2, indent));
  const pieces = ['"'];
  let at = column + 1;
  let spaces = false;
  for (const [i, character] of characters.entries()) {
    if (character === ' ' && !spaces && at > limit && i > 0 && i < characters.length - 1) {
      pieces.push(`\n${margin}${characters[i + 1] === ' ' ? '\\' : ''}`);
      at = margin.length + (characters[i + 1] === ' ' ? 1 : 0);
    } else {
      const written = special.test(character) || escapedToo.test(character) ? escaped(character) : character;
      pieces.push(written);
      at += [...written].length;
    }
    spaces = character === ' ';
  }
  return `${pieces.join('')}"`;
}

function escaped(character: string): string {
  const short = escapes[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
