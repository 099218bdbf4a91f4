import type { Edit } from '../hcl/edits.ts';
import type { LineIndex } from '../hcl/lines.ts';
import type { Span } from '../hcl/span.ts';
import { escapeRegExp } from '../linter/regexp.ts';

/** One edit in place of several, whose text is a snippet. */
export interface SnippetEdit extends Span {
  readonly snippet: string;
}

/**
 * All edits of a text as one snippet whose tab stops are the literals of `choices` in what is new; undefined where there are none.
 * It begins where a line does: an editor indents the other lines of a snippet as far as its first one stands.
 */
export function snippetEdit(
  text: string,
  lines: LineIndex,
  edits: readonly Edit[],
  choices: readonly string[],
): SnippetEdit | undefined {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const [first] = sorted;
  if (!first) return undefined;
  const start = lines.start(lines.lineAt(first.start));
  const stop = stopsFor(choices);
  let snippet = '';
  let end = start;
  let stops = 0;
  for (const edit of sorted) {
    snippet += escaped(text.slice(end, edit.start));
    let at = 0;
    for (const { index, 0: literal } of edit.text.matchAll(stop)) {
      const quote = literal.startsWith('"') ? '"' : '';
      const value = quote ? literal.slice(1, -1) : literal;
      stops++;
      snippet += `${escaped(edit.text.slice(at, index))}${quote}\${${stops}:${escaped(value)}}${quote}`;
      at = index + literal.length;
    }
    snippet += escaped(edit.text.slice(at));
    end = edit.end;
  }
  return stops > 0 ? { start, end, snippet } : undefined;
}

/** Finds the literals, but no number within a word, a text or another number. */
function stopsFor(choices: readonly string[]): RegExp {
  const patterns = choices.map((literal) => {
    const exact = escapeRegExp(literal);
    return literal.startsWith('"') ? exact : `(?<![\\w."-])${exact}(?![\\w."])`;
  });
  return new RegExp(patterns.join('|'), 'g');
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
