import assert from 'node:assert/strict';
import type { Body } from '../../src/hcl/ast.ts';
import { LineIndex } from '../../src/hcl/lines.ts';
import { parse } from '../../src/hcl/parser.ts';
import { nodeAt } from '../../src/hcl/walk.ts';
import { assertSpans } from '../hcl/spans.ts';
import { type Token, tokens } from '../hcl/tokens.ts';
import type { Input } from './input.ts';

/** Nodes lie in each other and in the text, their bounds are those of tokens, and there are no more of them than the text has room for. */
export function fuzzParse({ texts }: Input): void {
  for (const text of Object.values(texts)) {
    const result = parse(text);
    assertSpans(result);
    assert.ok(result.errors.length <= Math.min(1000, text.length + 1), 'there are more errors than characters');
    assert.deepEqual(parse(text), result, 'the same text gives another tree');
    const lines = new LineIndex(text);
    for (const { start, end } of [...result.errors, ...result.comments]) {
      assert.equal(lines.offset(lines.position(start)), Math.min(start, lines.end(lines.lineAt(start))));
      assert.ok(lines.lineAt(end) >= lines.lineAt(start));
    }
    for (const at of [0, text.length >> 1, text.length]) nodeAt(result.body, at);
    if (result.errors.length + result.pasted.length === 0) assertTokens(text.replace(/^\ufeff/, ' '), result.body);
  }
}

/** In a valid text the tokens of an independent reading join to it, and each item starts with one and ends with one. */
function assertTokens(text: string, body: Body): void {
  const all: readonly Token[] = tokens(text);
  assert.equal(
    all.map(({ start, end }) => text.slice(start, end)).join(''),
    text,
    'the tokens do not join to the text',
  );
  const starts = new Set(all.map(({ start }) => start));
  const ends = new Set(all.map(({ end }) => end));
  const visit = ({ items }: Body): void => {
    for (const item of items) {
      assert.ok(starts.has(item.start), `no token starts at ${item.start}`);
      assert.ok(ends.has(item.end), `no token ends at ${item.end}`);
      if (item.kind === 'block') visit(item.body);
    }
  };
  visit(body);
}
