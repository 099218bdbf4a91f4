import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Body } from '../../src/hcl/ast.ts';
import { applyEdits } from '../../src/hcl/edits.ts';
import { parse } from '../../src/hcl/parser.ts';
import { show } from './show.ts';

/** The names and trees of all arguments. */
function values(body: Body): readonly string[] {
  return body.items.flatMap((item) =>
    item.kind === 'attribute'
      ? [`${item.name} = ${show(item.value)}`]
      : [item.type, ...item.labels.map((label) => label.value), ...values(item.body)],
  );
}

/** A pasted text, the text that it stands for, and the names of what was found. */
const rows: readonly (readonly [pasted: string, meant: string, names: readonly string[]])[] = [
  ['a\u00a0=\u00a01\n', 'a = 1\n', ['non-breaking space', 'non-breaking space']],
  ['a =\u202f\u2003\u30001\n', 'a =   1\n', ['narrow non-breaking space', 'typographic space', 'wide space']],
  ['a\u200b = \u2060\ufeff1\n', 'a = 1\n', ['zero-width space', 'word joiner', 'byte order mark']],
  ['na\u200bme = fo\u200do()\n', 'name = foo()\n', ['zero-width space', 'zero-width joiner']],
  ['a = “x”\nb = „y“\n', 'a = "x"\nb = "y"\n', ['curly quote', 'curly quote', 'curly quote', 'curly quote']],
  ['a = ‘x’\n', 'a = "x"\n', ['curly single quote', 'curly single quote']],
  ['a = "x”\n', 'a = "x"\n', ['curly quote']],
  ['a = “x"\n', 'a = "x"\n', ['curly quote']],
  ['a = “${b}-c”\n', 'a = "${b}-c"\n', ['curly quote', 'curly quote']],
  [
    'resource “a” “b” {\n  c = [“d”, “e”]\n}\n',
    'resource "a" "b" {\n  c = ["d", "e"]\n}\n',
    Array(8).fill('curly quote'),
  ],
  ['a = b – 1\nc = −1\n', 'a = b - 1\nc = -1\n', ['en dash', 'minus sign']],
  ['my‑name = a\n', 'my-name = a\n', ['typographic hyphen']],
  ['a = f(b…)\n', 'a = f(b...)\n', ['ellipsis']],
  [
    'a ＝ ｛ b ＝ ［1，2］ ｝\n',
    'a = { b = [1,2] }\n',
    ['full-width =', 'full-width {', 'full-width =', 'full-width [', 'full-width ,', 'full-width ]', 'full-width }'],
  ],
  ['a = 2 × 3\n', 'a = 2 * 3\n', ['multiplication sign']],
  ['a = 1\u2028b = 2\n', 'a = 1\nb = 2\n', ['line separator']],
];

for (const [pasted, meant, names] of rows) {
  test(`reads ${JSON.stringify(pasted)} as what it looks like`, () => {
    const result = parse(pasted);
    assert.deepEqual(result.errors, []);
    assert.deepEqual(
      result.pasted.map((found) => found.name),
      names,
    );
    const mended = applyEdits(
      pasted,
      result.pasted.map(({ start, end, replacement }) => ({ start, end, text: replacement })),
    );
    assert.equal(mended, meant);
    const clean = parse(mended);
    assert.deepEqual([clean.errors, clean.pasted], [[], []]);
    assert.deepEqual(values(result.body), values(clean.body));
  });
}

test('leaves strings, heredocs and comments alone', () => {
  const text = '# a\u00a0“b”\na = "x\u00a0“y” – z\u200b"\nb = <<X\n\u00a0“z”\nX\n/* \u00a0 */ // –\n';
  const result = parse(text);
  assert.deepEqual([result.errors, result.pasted], [[], []]);
});

test('the other faults of a pasted text still show, and each character counts once', () => {
  const text = 'a\u00a0=\u00a0[1\nb\u00a0=\u00a0“x\nc\u00a0=\u00a01\n';
  const result = parse(text);
  assert.equal(result.errors.length, 2);
  assert.equal(result.pasted.length, 7);
  assert.equal(result.body.items.length, 3);
});

test('a byte order mark at the start is not reported', () => {
  const result = parse('\ufeffa = 1\n');
  assert.deepEqual([result.errors, result.pasted], [[], []]);
  assert.equal(result.body.items[0]?.start, 1);
});
