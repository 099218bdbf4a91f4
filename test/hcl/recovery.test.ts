import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Body, ParseResult } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { assertSpans } from './spans.ts';
import { type Token, tokens } from './tokens.ts';

const folder = new URL('fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** The texts of the blocks outside all others, with how many items each holds: what must survive a fault elsewhere. */
function blockTexts(result: ParseResult): string[] {
  return result.body.items
    .filter((item) => item.kind === 'block')
    .map((block) => `${countItems(block.body)} ${result.text.slice(block.start, block.end)}`);
}

function countItems(body: Body): number {
  let count = 0;
  for (const item of body.items) count += item.kind === 'block' ? 1 + countItems(item.body) : 1;
  return count;
}

interface Score {
  others: number;
  survived: number;
  broken: number;
  single: number;
}

function withoutToken(text: string, token: Token, score: Score): void {
  const whole = parse(text);
  const cut = text.slice(0, token.start) + text.slice(token.end);
  const result = parse(cut);
  if (result.errors.length > 0) score.broken++;
  if (result.errors.length === 1) score.single++;
  const left = blockTexts(result);
  for (const block of whole.body.items) {
    if (token.start >= block.start && token.end <= block.end) continue;
    if (block.kind !== 'block') continue;
    score.others++;
    const at = left.indexOf(`${countItems(block.body)} ${text.slice(block.start, block.end)}`);
    if (at < 0) continue;
    left.splice(at, 1);
    score.survived++;
  }
}

test('each fixture is valid, and its tokens join to its text', () => {
  assert.ok(fixtures.length >= 3);
  for (const { name, text } of fixtures) {
    assert.deepEqual(parse(text).errors, [], name);
    assert.deepEqual(parse(text).pasted, [], name);
    const joined = tokens(text).map((token) => text.slice(token.start, token.end));
    assert.equal(joined.join(''), text, name);
  }
});

test('a token taken away costs only its own block, and is one error', (t) => {
  const score: Score = { others: 0, survived: 0, broken: 0, single: 0 };
  for (const { text } of fixtures) {
    for (const token of tokens(text)) {
      if (token.kind !== 'blank' && token.kind !== 'comment') withoutToken(text, token, score);
    }
  }
  t.diagnostic(
    `${score.survived} of ${score.others} other blocks survive; ${score.single} of ${score.broken} faults are one error`,
  );
  assert.ok(score.broken > 1500);
  assert.ok(score.others - score.survived <= 1, 'only the line break behind a comment may take a block with it');
  assert.equal(score.single, score.broken);
});

test('a token doubled costs only its own block, and is one error', (t) => {
  let others = 0;
  let survived = 0;
  let broken = 0;
  let single = 0;
  for (const { text } of fixtures) {
    const whole = parse(text);
    for (const token of tokens(text)) {
      if (token.kind === 'blank' || token.kind === 'comment' || token.kind === 'heredoc') continue;
      const doubled = text.slice(0, token.end) + text.slice(token.start);
      const result = parse(doubled);
      if (result.errors.length > 0) broken++;
      if (result.errors.length === 1) single++;
      const left = blockTexts(result);
      for (const block of whole.body.items) {
        if (block.kind !== 'block' || (token.start >= block.start && token.end <= block.end)) continue;
        others++;
        const at = left.indexOf(`${countItems(block.body)} ${text.slice(block.start, block.end)}`);
        if (at < 0) continue;
        left.splice(at, 1);
        survived++;
      }
    }
  }
  t.diagnostic(`${survived} of ${others} other blocks survive; ${single} of ${broken} faults are one error`);
  assert.equal(survived, others);
  assert.equal(single, broken);
});

test('the start of a file, as it is typed, keeps every block before the cursor', () => {
  for (const { name, text } of fixtures) {
    const whole = parse(text);
    for (let end = 0; end <= text.length; end++) {
      const start = text.slice(0, end);
      const result = parse(start);
      const finished = whole.body.items.filter((item) => item.end <= end);
      assert.deepEqual(
        result.body.items.slice(0, finished.length).map((item) => start.slice(item.start, item.end)),
        finished.map((item) => text.slice(item.start, item.end)),
        `${name} up to ${end}`,
      );
      assert.ok(result.errors.length <= 2, `${name} up to ${end}: ${JSON.stringify(result.errors)}`);
      assertSpans(result);
    }
  }
});

test('what stands behind the cursor survives a half-typed argument', () => {
  for (const { name, text } of fixtures) {
    const whole = parse(text);
    for (const typed of [
      'half',
      'half =',
      'half = "abc',
      'half = [',
      'half = {',
      'half = "${var.a',
      'half = var.',
      'inner {',
      'inner "a',
    ]) {
      for (const block of whole.body.items) {
        if (block.kind !== 'block' || !text.slice(block.open, block.close).includes('\n')) continue;
        const edited = `${text.slice(0, block.open + 1)}\n  ${typed}${text.slice(block.open + 1)}`;
        const result = parse(edited);
        const left = blockTexts(result);
        for (const other of whole.body.items) {
          if (other === block || other.kind !== 'block') continue;
          const wanted = `${countItems(other.body)} ${text.slice(other.start, other.end)}`;
          assert.ok(
            left.includes(wanted),
            `${name}: ${typed} in ${text.slice(block.start, block.open)} costs ${wanted.slice(0, 60)}`,
          );
        }
        assert.equal(
          result.errors.length,
          1,
          `${name}: ${typed} in ${text.slice(block.start, block.open)}: ${JSON.stringify(result.errors)}`,
        );
      }
    }
  }
});
