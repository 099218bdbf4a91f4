import { LineIndex } from '../hcl/lines.ts';
import { sha256Hex } from '../terraform/functions/hash.ts';
import type { Finding } from './finding.ts';

/** A text with its lines. */
export interface Source {
  readonly text: string;
  readonly lines: LineIndex;
}

const nothing: Source = { text: '', lines: new LineIndex('') };

/** As much of a line as tells it from others. */
const longest = 300;

/**
 * Names findings by what does not change when lines move: rule, file, resource and the text of the line, with a number
 * where several share all of these. So the findings of one run are to be named by one call, in their order. `name` gives a
 * file's path as it is the same on every machine.
 */
export function fingerprints(
  source: (path: string) => Source | undefined,
  name: (path: string) => string,
): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, at, address }) => {
    const { text, lines } = source(at.file) ?? nothing;
    const line = lines.lineAt(at.start);
    const lineText = text.slice(lines.start(line), Math.min(lines.end(line), lines.start(line) + longest));
    const own = text.slice(at.start, Math.min(at.end, at.start + longest));
    const words = `${lineText.trim()} ${own}`.replace(/\s+/g, ' ');
    const hash = sha256Hex([rule, name(at.file), address ?? '', words].join('\0')).slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
