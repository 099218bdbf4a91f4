import { type Cell, cellsOf } from './terminal.ts';

/** A line of source and, under it, marks below a stretch of it. */
export interface Excerpt {
  readonly source: string;
  /** How far the marks stand from the left, and how many there are. */
  readonly indent: number;
  readonly marks: number;
}

/** The line with `start` to `end` of it to be marked, cut to `columns` around the stretch. */
export function excerpt(line: string, start: number, end: number, columns: number): Excerpt {
  // More of a long line than this cannot be shown on either side.
  const reach = 2 * columns;
  const from = Math.max(0, start - reach);
  const cells = cellsOf(line.slice(from, start + reach)).map((cell) => ({ ...cell, offset: cell.offset + from }));
  const before = widthOf(cells.filter(({ offset }) => offset < start));
  const marked = widthOf(cells.filter(({ offset }) => offset >= start && offset < end));
  const total = widthOf(cells);
  const whole = total <= columns && from === 0 && line.length <= start + reach;
  // A cut line keeps a third of its width for what stands before the stretch.
  const left = whole || before + marked <= columns - 1 ? 0 : Math.max(0, before - Math.floor(columns / 3));
  const lead = left > 0 || from > 0 ? '…' : '';

  let position = 0;
  let source = lead;
  let width = lead.length;
  let indent = 0;
  let marks = 0;
  for (const cell of cells) {
    position += cell.width;
    if (position - cell.width < left) continue;
    if (!whole && width + cell.width > columns - 1) {
      source += '…';
      break;
    }
    if (cell.offset < start) indent = width + cell.width;
    else if (cell.offset < end) marks += cell.width;
    source += cell.shown;
    width += cell.width;
  }
  return { source: source.trimEnd(), indent: Math.max(indent, lead.length), marks: Math.max(1, marks) };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
