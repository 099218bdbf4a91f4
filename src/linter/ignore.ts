import { lineEnd } from '../hcl/lines.ts';
import type { Span } from '../hcl/span.ts';
import { nodeAt } from '../hcl/walk.ts';
import type { SourceFile } from '../terraform/files.ts';
import { isJson } from './json-comments.ts';

/** Text to insert, in two parts with the reason between them. */
export interface IgnoreComment {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** `name = `, also with a quoted or computed key, at the beginning of a line: what the formatter aligns with its neighbours. */
const assignment = /^\s*(?:"[^"]*"|[\w.-]+|\(.*\))\s*[=:](?!=)/;

/**
 * The comment that suppresses a rule at a place: above its line, or at its end where a line between two arguments would
 * undo their alignment; in the JSON form the property that stands for one. Undefined where no comment can stand.
 */
export function ignoreComment(file: SourceFile, at: Span, rule: string): IgnoreComment | undefined {
  const { text, lines } = file;
  if (at.end === 0) return undefined;
  if (isJson(file)) return ignoreProperty(file, at, rule);
  const line = lines.lineAt(heredocStart(file, at.start) ?? at.start);
  const textOf = (number: number) => (number < 0 ? '' : text.slice(lines.start(number), lines.end(number)));
  const own = textOf(line);
  const comment = `# groundwork:ignore ${rule} -- `;
  const aligned = assignment.test(own) && assignment.test(textOf(line - 1));
  const beside = file.comments.some((one) => !one.ownLine && Math.abs(lines.lineAt(one.start) - line) <= 1);
  if (aligned && !beside && !/<<[-~]?\w+\s*$/.test(own)) {
    return { offset: lines.start(line) + own.trimEnd().length, before: ` ${comment}`, after: '' };
  }
  const mark = line === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const indent = /^[ \t]*/.exec(own.slice(mark))?.[0] ?? '';
  const after = lineEnd(text);
  return { offset: lines.start(line) + mark, before: `${indent}${comment}`, after };
}

/** In the JSON form, the first property of the block at the top that holds the place; undefined where that has a comment. */
function ignoreProperty({ body, comments, text }: SourceFile, at: Span, rule: string): IgnoreComment | undefined {
  const block = body.items.find(
    (item) => item.kind === 'block' && item.header.start <= at.start && at.end <= item.close + 1,
  );
  if (block?.kind !== 'block' || block.body.items.length === 0) return undefined;
  const { open, close } = block;
  if (comments.some((one) => open <= one.start && one.end <= close)) return undefined;
  const space = /^\s*/.exec(text.slice(open + 1))?.[0] ?? '';
  const before = `${space}"//": "groundwork:ignore ${rule} -- `;
  return { offset: open + 1, before, after: space === '' ? '", ' : '",' };
}

/** Where the argument begins whose heredoc holds an offset: nothing in a heredoc is a comment. */
function heredocStart(file: SourceFile, offset: number): number | undefined {
  const { attribute, expressions } = nodeAt(file.body, offset);
  return expressions.some((one) => 'heredoc' in one && one.heredoc) ? attribute?.start : undefined;
}
