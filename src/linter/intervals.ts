import type { Span } from '../hcl/span.ts';

/** Finds the spans that hold an offset, ends included, without looking at all of them. */
export function spanIndex<T>(
  entries: readonly { readonly span: Span; readonly of: T }[],
): (offset: number) => readonly T[] {
  const sorted = [...entries].sort((a, b) => a.span.start - b.span.start);
  // The furthest end of this entry and all before it: once that is too near, none before can reach the offset.
  const reach: number[] = [];
  for (const { span } of sorted) reach.push(Math.max(span.end, reach.at(-1) ?? 0));
  return (offset) => {
    const found: T[] = [];
    for (let i = lastStarting(sorted, offset); i >= 0 && (reach[i] ?? 0) >= offset; i--) {
      const entry = sorted[i];
      if (entry && entry.span.end >= offset) found.push(entry.of);
    }
    return found;
  };
}

/** Index of the last entry that starts at or before the offset; -1 where there is none. */
function lastStarting(sorted: readonly { readonly span: Span }[], offset: number): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle]?.span.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
