import { writeSync } from 'node:fs';

/** One line at the bottom of a terminal. Written at once: the work that it tells of lets nothing else happen. */
export interface StatusLine {
  show(line: string): void;
  /** Takes the line away, so that other output begins where it stood. */
  clear(): void;
}

/** `descriptor` is that of a terminal, `columns` how wide it is. */
export function statusLine(descriptor: number, columns: number): StatusLine {
  let shown = false;
  const write = (text: string): void => {
    try {
      writeSync(descriptor, text);
    } catch {
      // Whoever watched is gone; the work goes on.
    }
  };
  return {
    show(line) {
      shown = true;
      write(`\r\u001b[K${line.slice(0, columns - 1)}`);
    },
    clear() {
      if (shown) write('\r\u001b[K');
      shown = false;
    },
  };
}
