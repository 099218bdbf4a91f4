import { Range } from 'vscode';
import type { Place } from '../protocol/messages.ts';

/** A place's range as the editor has it. */
export function rangeOf({ range: { start, end } }: Place): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A range, perhaps of the editor's, as messages have it. */
export function plainRange({ start, end }: Place['range']): Place['range'] {
  const plain = ({ line, character }: typeof start) => ({ line, character });
  return { start: plain(start), end: plain(end) };
}
