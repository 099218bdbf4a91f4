import { limits } from '../budget.ts';
import { assembled, bool, list, string, unknown } from '../make.ts';
import { compareText } from '../text.ts';
import type { UnknownValue } from '../value.ts';
import { graphemes } from './graphemes.ts';
import { elementsOf, type FunctionTable, listArgument, textArgument, wholeArgument } from './spec.ts';

type TextChange = (text: string, other: string) => string;

/** A change that leaves the text as it was passes it on, with the place that it comes from. */
function ofText(change: TextChange, others: readonly 'text'[] = []): FunctionTable[string] {
  return {
    parameters: ['text', ...others],
    run: ([text, other], { origin }) => {
      const before = textArgument(text);
      const after = change(before, textArgument(other));
      return text && after === before ? text : string(after, origin);
    },
  };
}

function ofTexts(test: (text: string, other: string) => boolean): FunctionTable[string] {
  return {
    parameters: ['text', 'text'],
    run: ([text, other], { origin }) => bool(test(textArgument(text), textArgument(other)), origin),
  };
}

/** What Go holds to be white space; JavaScript adds the byte order mark and leaves out U+0085. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leading = new RegExp(`^${space}+`);
const isSpace = new RegExp(space);

function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(leading, '');
}

function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return text.slice(0, end);
}

function trimSet(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const units = [...text];
  let [start, end] = [0, units.length];
  while (start < end && cut.has(units[start] ?? '')) start++;
  while (end > start && cut.has(units[end - 1] ?? '')) end--;
  return units.slice(start, end).join('');
}

/** Case mapping of one character to one, as Go does it. */
function mapCharacters(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return [...changed].length === 1 ? changed : (oneToOne[character] ?? character);
  }).join('');
}

/** Characters whose full mapping is longer than their simple one. */
const oneToOne: Readonly<Record<string, string>> = { İ: 'i', ᾳ: 'ᾼ', ῃ: 'ῌ', ῳ: 'ῼ' };

/** Characters with a case mapping to several characters, or one that depends on those around. */
const peculiar = /[\u0345\u00df\u0130\u0149\u01f0\u0390\u03a3\u03b0\u0587\u1e96-\u1e9e\u1f50-\u1fff\ufb00-\ufb17]/;

function lower(text: string): string {
  return peculiar.test(text) ? mapCharacters(text, (character) => character.toLowerCase()) : text.toLowerCase();
}

function upper(text: string): string {
  return peculiar.test(text) ? mapCharacters(text, (character) => character.toUpperCase()) : text.toUpperCase();
}

const digraphs: Readonly<Record<string, string>> = { ǆ: 'ǅ', Ǆ: 'ǅ', ǉ: 'ǈ', Ǉ: 'ǈ', ǌ: 'ǋ', Ǌ: 'ǋ', ǳ: 'ǲ', Ǳ: 'ǲ' };

/** Capital letters at the beginning of words, which end at spaces and at ASCII signs but for `_`. */
function title(text: string): string {
  let before = ' ';
  return Array.from(text, (character) => {
    const starts = before < '\u0080' ? !/\w/.test(before) : !/[\p{L}\p{Nd}]/u.test(before) && isSpace.test(before);
    before = character;
    return starts ? (digraphs[character] ?? upper(character)) : character;
  }).join('');
}

function substring(text: string, offset: number, length: number): string {
  const all = graphemes(text);
  const start = offset < 0 ? Math.max(0, offset + all.length) : offset;
  return all.slice(start, length < 0 ? undefined : start + length).join('');
}

/** Functions on strings, by name. */
export const stringFunctions: FunctionTable = {
  chomp: ofText(chomp),
  endswith: ofTexts((text, end) => text.endsWith(end)),
  indent: {
    parameters: ['number', 'text'],
    run: ([spaces, text], { origin }) => {
      const count = wholeArgument(spaces);
      if (count === undefined || count < 0) return 'the number of spaces must be a whole number of zero or more';
      const lines = textArgument(text).split('\n');
      if (count * lines.length > limits.text) return unknown('budget', 'a text that is too long', origin);
      return string(lines.join(`\n${' '.repeat(lines.length > 1 ? count : 0)}`), origin);
    },
  },
  join: {
    parameters: ['text', 'texts'],
    rest: 'texts',
    unknown: 'elements',
    marks: 'deep',
    run: ([separator, ...lists], { at, origin }) => {
      const between = textArgument(separator);
      const pieces: (string | UnknownValue)[] = [];
      let size = 0;
      for (const part of lists.flatMap((part) => listArgument(part))) {
        if (part.kind !== 'string' && part.kind !== 'unknown') return 'every element must be a string';
        if (pieces.length > 0) pieces.push(between);
        pieces.push(part.kind === 'string' ? part.value : part);
        size += between.length + textArgument(part).length;
        if (size > limits.text) return unknown('budget', 'a text that is too long', origin);
      }
      return assembled(pieces, at);
    },
  },
  lower: ofText(lower),
  sort: {
    parameters: ['texts'],
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      if (items.some((item) => item.kind !== 'string')) return 'every element must be a string';
      return list(
        items.sort((a, b) => compareText(textArgument(a), textArgument(b))),
        origin,
        'list',
      );
    },
  },
  split: {
    parameters: ['text', 'text'],
    run: ([separator, text], { origin }) => {
      const between = textArgument(separator);
      const parts = between === '' ? [...textArgument(text)] : textArgument(text).split(between);
      if (parts.length > limits.elements) return unknown('budget', 'a collection with too many elements', origin);
      return {
        ...list(
          parts.map((part) => string(part, origin)),
          origin,
          'list',
        ),
        element: { kind: 'string' },
      };
    },
  },
  startswith: ofTexts((text, start) => text.startsWith(start)),
  strcontains: ofTexts((text, part) => text.includes(part)),
  strrev: ofText((text) => graphemes(text).reverse().join('')),
  substr: {
    parameters: ['text', 'number', 'number'],
    run: ([text, offset, length], { origin }) => {
      const [from, count] = [wholeArgument(offset), wholeArgument(length)];
      if (from === undefined || count === undefined) return 'offset and length must be whole numbers';
      return string(substring(textArgument(text), from, count), origin);
    },
  },
  title: ofText(title),
  trim: ofText(trimSet, ['text']),
  trimprefix: ofText((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text), ['text']),
  trimspace: ofText(trimSpace),
  trimsuffix: ofText(
    (text, suffix) => (suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
    ['text'],
  ),
  upper: ofText(upper),
};
