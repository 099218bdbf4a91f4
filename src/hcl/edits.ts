import type { Span } from './span.ts';

/** Replaces the text of the span by `text`. All edits of a list refer to the ORIGINAL text. */
export interface Edit extends Span {
  readonly text: string;
}

/** Whether two edits touch the same text, so that they cannot both be applied: two insertions at one place count. */
export function overlaps(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

/**
 * The text with all edits applied.
 * @throws RangeError when edits overlap or leave the text: that is a fault of whoever made them.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let result = '';
  let done = 0;
  for (const [i, edit] of sorted.entries()) {
    const previous = sorted[i - 1];
    if (edit.start < 0 || edit.end < edit.start || edit.end > text.length)
      throw new RangeError('edit outside the text');
    if (previous && overlaps(previous, edit)) throw new RangeError('overlapping edits');
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}
