import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression } from '../../src/hcl/ast.ts';
import { parse, parseExpression } from '../../src/hcl/parser.ts';
import { walkExpressions } from '../../src/hcl/walk.ts';

const size = 1 << 20;
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));

const pieces = [
  '[',
  '{',
  '(',
  'a {',
  'a {\n',
  '"${',
  '<<A',
  '<<A\n',
  'a = <<A\n',
  'a = "',
  'a = "\n',
  '"',
  'a = [\n',
  'a = [{\n',
  'a = {\n',
  'a = "${\n',
  '%{if x}',
  '/*',
  '/*\n',
  'a = 1 /*\n',
  'a.',
  '-',
  '!',
  'a = b ? ',
  'a+',
  'a = 1 2 ',
  'a{b=}',
  'a{b={}',
  'a b=1\n',
  '}',
  '] ',
  'a = }\n',
  '\u00a0',
  '“',
  'a = “',
  'a = “x\n',
  '\\',
  '$',
  'a = f(',
  'x[*].',
  'a = x.*',
  'a\n',
  'a "b\n',
  'a "b" ',
  'r "b" {\n',
  'resource "a" "b" {\n  x = [\n',
  'a = <<A\n${<<B\n',
  '~',
  '\r',
  'é',
  '😀',
  '\ud800',
  'a = [for x in y : ',
  'a = {\n b = [\n',
  '}\na = {\n',
  'a = <<E\n  foo\nresource "a" "b" {\n',
  'name =\n',
  'a = {}}\n',
  'a = [1\n',
  'a = (\n}\n',
  ' ',
  '\n',
  '\u200b',
  'a = 1\n',
];

for (const piece of pieces) {
  test(`a megabyte of ${JSON.stringify(piece)} is answered`, { timeout: 60_000 }, () => {
    for (const text of [fill(piece), `resource "a" "b" {\n  x = ${fill(piece)}`]) {
      const result = parse(text);
      // Walking is recursive: a tree that is too high would end here.
      walkExpressions(result.body, () => undefined);
    }
  });
}

const single: readonly (readonly [title: string, text: string])[] = [
  ['heredocs that all differ', Array.from({ length: 80_000 }, (_, i) => `a = <<A${i}`).join('\n')],
  ['one long string', `a = "${'x'.repeat(size)}"\n`],
  ['one long template', `a = "${'${x}'.repeat(size / 4)}"\n`],
  ['directives that nest', `a = "${'%{if x}'.repeat(size / 8)}"\n`],
  ['directives in a heredoc', `a = <<A\n${'%{if x}\n'.repeat(size / 8)}A\n`],
  ['one long list', `a = [${'1,'.repeat(size / 2)}]\n`],
  ['brackets that do not match', `a b ${'['.repeat(size / 2)}${'}'.repeat(size / 2)}`],
  ['brackets that do not match, on lines', `a b ${'['.repeat(size / 2)}${'}\n'.repeat(size / 2)}`],
  ['many labels', `a ${'"b" '.repeat(size / 4)}{}\n`],
  ['long chains in parentheses', `a = ${'('.repeat(400)}x${`${'.a'.repeat(400)})`.repeat(400)}\n`],
];

for (const [title, text] of single) {
  test(`a megabyte in ${title} is answered`, { timeout: 60_000 }, () => {
    walkExpressions(parse(text).body, () => undefined);
  });
}

test('nesting has a limit, with one error', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['(', ')'],
    ['{ a = ', '}'],
    ['f(', ')'],
    ['-', ''],
    ['"${', '}"'],
    ['a ? b : ', ''],
    ['[for x in y : ', ']'],
  ] as const) {
    const nested = (levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
    assert.deepEqual(parseExpression(nested(200)).errors, [], open);
    const { errors } = parse(`a = ${nested(2000)}\n`);
    assert.equal(errors.length, 1, open);
    assert.match(errors[0]?.message ?? '', /^This is nested more than 500 levels deep\./, open);
  }
});

test('blocks nest as deep', () => {
  const nested = (levels: number): string => `${'a {\n'.repeat(levels)}${'}\n'.repeat(levels)}`;
  assert.deepEqual(parse(nested(200)).errors, []);
  assert.equal(parse(nested(2000)).errors.length, 1);
});

test('chains that lean to the left are as limited as nesting', () => {
  for (const chain of [`x${'.a'.repeat(400)}`, `1${' + 1'.repeat(400)}`, `x${'[0]'.repeat(400)}`])
    assert.deepEqual(parseExpression(chain).errors, []);
  let height = 0;
  const measure = (expression: Expression, level: number): void => {
    height = Math.max(height, level);
    walkExpressions(expression, (inner) => {
      if (inner === expression) return true;
      measure(inner, level + 1);
      return false;
    });
  };
  const { expression, errors } = parseExpression(`${'('.repeat(300)}x${`${'.a'.repeat(300)})`.repeat(300)}`);
  measure(expression, 0);
  assert.equal(errors.length, 1);
  assert.ok(height <= 1100, `height ${height}`);
});

test('a text that is no Terraform at all ends after a thousand errors', () => {
  const { errors } = parse('}\n'.repeat(100_000));
  assert.ok(errors.length <= 1001);
});
