import type { Edit } from '../hcl/edits.ts';

/** Longer comparisons, counted in pairs of lines, are not worth their time: the texts differ nearly everywhere. */
const most = 4_000_000;

/** Edits that turn `before` into `after`, line by line, so that what stays the same is left alone in the editor. */
export function difference(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const [a, b] = [lines(before), lines(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;

  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const offset = a.slice(0, start).join('').length;
  const whole = { start: offset, end: offset + from.join('').length, text: to.join('') };
  return from.length * to.length > most ? [whole] : hunks(from, to, offset);
}

/** Each line with its line end. */
function lines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunks(from: readonly string[], to: readonly string[], offset: number): readonly Edit[] {
  const width = to.length + 1;
  // How many lines the rest of `from` after i and the rest of `to` after j share, at [i * width + j].
  const common = new Uint32Array((from.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      common[i * width + j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }

  const edits: Edit[] = [];
  let place = offset;
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const begin = place;
    let text = '';
    while ((i < from.length || j < to.length) && (i === from.length || j === to.length || from[i] !== to[j])) {
      if (j === to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) place += from[i++]?.length ?? 0;
      else text += to[j++] ?? '';
    }
    if (place > begin || text !== '') edits.push({ start: begin, end: place, text });
    while (i < from.length && j < to.length && from[i] === to[j]) {
      place += from[i]?.length ?? 0;
      i++;
      j++;
    }
  }
  return edits;
}
