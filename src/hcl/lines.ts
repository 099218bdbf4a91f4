/** Zero-based line and UTF-16 character, as the language server protocol counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** How new lines of a text end: as those that it has. */
export function lineEnd(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * The line starts of one text: converts offsets to positions and back. A line ends at `\n`, `\r\n` or `\r`, as the
 * language server protocol and editors have it, though HCL knows no `\r` alone.
 */
export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];
  /** Whether a line ends at `\r` alone, so that these lines are not those of HCL. */
  readonly differFromHcl: boolean;

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    let differ = false;
    while (feed !== -1 || carriage !== -1) {
      const first = carriage === -1 || (feed !== -1 && feed < carriage) ? feed : carriage;
      const end = feed === carriage + 1 && first === carriage ? feed : first;
      starts.push(end + 1);
      differ ||= end === carriage;
      if (feed !== -1 && feed <= end) feed = text.indexOf('\n', end + 1);
      if (carriage !== -1 && carriage <= end) carriage = text.indexOf('\r', end + 1);
    }
    this.#starts = starts;
    this.differFromHcl = differ;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line and character of `offset`; one outside the text or within a line end is moved to the nearest place before. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(at);
    return { line, character: Math.min(at, this.end(line)) - this.start(line) };
  }

  /** The offset of a position; one behind its line's end is moved to that end. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.count) return this.#text.length;
    return Math.min(this.start(position.line) + Math.max(0, position.character), this.end(position.line));
  }

  /** The zero-based line that holds `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset of the first character of a line. */
  start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset behind the last character of a line, before its line end. */
  end(line: number): number {
    const next = this.start(line + 1);
    if (line + 1 >= this.count) return next;
    return this.#text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  }
}
