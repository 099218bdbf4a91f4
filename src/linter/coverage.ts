import type { Block, Body, Comment } from '../hcl/ast.ts';
import type { Span } from '../hcl/span.ts';
import type { SourceFile } from '../terraform/files.ts';
import { spanIndex } from './intervals.ts';

type Item = Body['items'][number];

/** The text that a comment speaks of, and the blocks that it speaks of as a whole. */
export interface Covered {
  readonly spans: readonly Span[];
  readonly blocks: readonly Block[];
}

export interface Coverage {
  /** The comment's line, or where it stands alone the one below; with all that begins there. */
  line(comment: Comment): Covered;
  /** The block at the top of the file that the comment stands in, on a line between its first and its last. */
  inside(comment: Comment): Covered;
  /** The block at the top of the file between whose braces the comment stands. */
  body(comment: Comment): Covered;
  /** The comment's line and the one below, and no more of what begins there. */
  twoLines(comment: Comment): Covered;
  /** The comment's line, the one above and the one below. */
  around(comment: Comment): Covered;
  /** What begins on the line that a comment alone on its line stands above. */
  beneath(comment: Comment): Covered;
  /** Everything. */
  file(): Covered;
}

const nothing: Covered = { spans: [], blocks: [] };

/** What the comments of a file cover. */
export function coverageOf(file: SourceFile): Coverage {
  const { lines } = file;
  const targets = targetLines(file);
  const begun = new Map<number, Item[]>();
  const ended = new Map<number, Item[]>();
  for (const item of allItems(file.body)) {
    add(begun, lines.lineAt(item.start), item);
    if (item.kind === 'attribute') add(ended, lines.lineAt(item.end), item);
  }
  const holding = blocksHolding(file);
  const blockAt = new Map<number, Block>();
  for (const item of file.body.items) {
    if (item.kind !== 'block') continue;
    for (let line = lines.lineAt(item.start) + 1; line < lines.lineAt(item.end); line++) blockAt.set(line, item);
  }

  return {
    line(comment) {
      const line = comment.ownLine ? targets.get(comment) : lines.lineAt(comment.start);
      if (line === undefined) return nothing;
      // Behind the last line of a list the comment speaks of the whole attribute.
      const items = [...(begun.get(line) ?? []), ...(comment.ownLine ? [] : (ended.get(line) ?? []))];
      return {
        spans: [{ start: lines.start(line), end: lines.end(line) }, ...items],
        blocks: items.filter((item) => item.kind === 'block'),
      };
    },
    inside(comment) {
      return wholly(blockAt.get(lines.lineAt(comment.start)));
    },
    body: ({ start }) => wholly(holding(start)),
    twoLines(comment) {
      const line = lines.lineAt(comment.start);
      return { spans: [{ start: lines.start(line), end: lines.end(line + 1) }], blocks: [] };
    },
    around(comment) {
      const line = lines.lineAt(comment.start);
      return { spans: [{ start: lines.start(Math.max(0, line - 1)), end: lines.end(line + 1) }], blocks: [] };
    },
    beneath(comment) {
      const line = comment.ownLine ? targets.get(comment) : undefined;
      const items = line === undefined ? [] : (begun.get(line) ?? []);
      return { spans: items, blocks: items.filter((item) => item.kind === 'block') };
    },
    file: () => everything(file),
  };
}

/** In the JSON form a comment speaks of the block that it is a property of, or at the top of the whole file. */
export function jsonCoverageOf(file: SourceFile): Coverage {
  const holding = blocksHolding(file);
  const all = everything(file);
  const block = ({ start }: Comment) => wholly(holding(start));
  const here = (comment: Comment) => (holding(comment.start) ? block(comment) : all);
  return { line: here, inside: block, body: block, twoLines: block, around: block, beneath: block, file: () => all };
}

/** Gives the block at the top of a file between whose braces an offset is. */
function blocksHolding({ body }: SourceFile): (offset: number) => Block | undefined {
  const blocks = body.items.filter((item) => item.kind === 'block');
  const index = spanIndex(blocks.map((of) => ({ span: { start: of.open, end: of.close }, of })));
  return (offset) => index(offset)[0];
}

/** A block from its header on; in JSON its type may be far from it, and that of others too. */
function wholly(block: Block | undefined): Covered {
  return block ? { spans: [{ start: block.header.start, end: block.end }], blocks: [block] } : nothing;
}

function everything({ text, body }: SourceFile): Covered {
  return { spans: [{ start: 0, end: text.length }], blocks: body.items.filter((item) => item.kind === 'block') };
}

/** The line of the code that each comment alone on its line stands above, further comments between them skipped, but no empty line. */
function targetLines({ comments, lines, text }: SourceFile): ReadonlyMap<Comment, number> {
  const targets = new Map<Comment, number>();
  for (let i = comments.length - 1; i >= 0; i--) {
    const comment = comments[i];
    if (!comment) continue;
    const next = comments[i + 1];
    const between = text.slice(comment.end, next?.start ?? text.length);
    const gap = between.length - between.trimStart().length;
    // A comment to the end of the line may or may not take in the line's end.
    const start = text[comment.end - 1] === '\n' ? comment.end - 1 : comment.end;
    if (lines.lineAt(comment.end + gap) - lines.lineAt(start) > 1) continue;
    const target = gap < between.length ? lines.lineAt(comment.end + gap) : next && targets.get(next);
    if (target !== undefined) targets.set(comment, target);
  }
  return targets;
}

function* allItems(body: Body): Iterable<Item> {
  for (const item of body.items) {
    yield item;
    if (item.kind === 'block') yield* allItems(item.body);
  }
}

function add(map: Map<number, Item[]>, line: number, item: Item): void {
  const others = map.get(line);
  if (others) others.push(item);
  else map.set(line, [item]);
}
