import { styleText } from 'node:util';
import type { Io } from './io.ts';

export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green';
export type Paint = (text: string, ...styles: readonly Style[]) => string;

/** Colours where they are wanted: never with --no-color, always with FORCE_COLOR, else on a terminal unless NO_COLOR is set. */
export function painter(io: Pick<Io, 'environment' | 'terminal'>, refused: boolean): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: kind } = io.environment;
  const forced = force !== undefined && force !== '0' && force !== 'false';
  const wanted = forced || (force === undefined && !no && io.terminal && kind !== 'dumb');
  if (refused || !wanted) return (text) => text;
  return (text, ...styles) => styleText([...styles], text, { validateStream: false });
}

/** Control characters, those that reorder or hide text, and halves of a surrogate pair. */
const unsafe = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\p{Cs}]/u;

/** Text on one line that does nothing to a terminal: each character that could is written out as its number. */
export function safeText(text: string): string {
  return text.replace(/\s*\r?\n\s*|\t/g, ' ').replace(new RegExp(unsafe, 'gu'), written);
}

function written(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

const zeroWidth = /\p{Mn}|\p{Me}|[\u1160-\u11ff]|\u200c|\u200d|[\ufe00-\ufe0f]/u;
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** One character of a line as a terminal shows it. */
export interface Cell {
  /** Its offset in the line. */
  readonly offset: number;
  readonly shown: string;
  /** Columns that it takes. */
  readonly width: number;
}

const tabWidth = 4;

/** A line as cells, tabs as spaces and dangerous characters written out. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of line) {
    const cell = { offset, ...shown(character, column) };
    cells.push(cell);
    column += cell.width;
    offset += character.length;
  }
  return cells;
}

function shown(character: string, column: number): Omit<Cell, 'offset'> {
  if (character === '\t') {
    const width = tabWidth - (column % tabWidth);
    return { shown: ' '.repeat(width), width };
  }
  if (character >= ' ' && character <= '~') return { shown: character, width: 1 };
  if (unsafe.test(character)) return { shown: written(character), width: written(character).length };
  if (zeroWidth.test(character)) return { shown: character, width: 0 };
  return { shown: character, width: wide.test(character) ? 2 : 1 };
}
