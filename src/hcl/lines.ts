/** Zero-based line and UTF-16 character, as the language server protocol counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The line starts of one text: converts offsets to positions and back. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line and character of `offset`; an offset outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(at);
    return { line, character: at - this.start(line) };
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

  /** Offset behind the last character of a line, before its `\n` or `\r\n`. */
  end(line: number): number {
    let end = line + 1 < this.count ? this.start(line + 1) - 1 : this.#text.length;
    if (end > this.start(line) && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }
}
