import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, parseExpression, parseTemplate } from '../../src/hcl/parser.ts';
import { show } from './show.ts';

/** The tree of an expression that must be valid. */
function shown(text: string): string {
  const { expression, errors } = parseExpression(text);
  assert.deepEqual(errors, [], text);
  return show(expression);
}

function cases(title: string, rows: readonly (readonly [text: string, tree: string])[]): void {
  test(title, () => {
    for (const [text, tree] of rows) assert.equal(shown(text), tree, text);
  });
}

cases('operators bind as in the reference', [
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['1 * 2 + 3', '((1 * 2) + 3)'],
  ['1 - 2 - 3', '((1 - 2) - 3)'],
  ['8 / 4 % 3', '((8 / 4) % 3)'],
  ['a || b && c', '(a || (b && c))'],
  ['a && b == c', '(a && (b == c))'],
  ['a == b < c', '(a == (b < c))'],
  ['a < b + c', '(a < (b + c))'],
  ['a >= 1 && a <= 2 || !b', '(((a >= 1) && (a <= 2)) || (!b))'],
  ['-a + b', '((-a) + b)'],
  ['-a.b[0]', '(-a.b[0])'],
  ['!!a', '(!(!a))'],
  ['2 - -1', '(2 - (-1))'],
  ['(1 + 2) * 3', '(paren((1 + 2)) * 3)'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['a ? b ? 1 : 2 : 3', '(a ? (b ? 1 : 2) : 3)'],
  ['a == b ? c : d', '((a == b) ? c : d)'],
  ['a!=b', '(a != b)'],
]);

cases('literals keep their digits', [
  ['1.50', '1.50'],
  ['2e10', '2e10'],
  ['3.25E-2', '3.25E-2'],
  ['12345678901234567890', '12345678901234567890'],
  ['true', 'true'],
  ['null', 'null'],
  ['truex', 'truex'],
]);

cases('references, indexes and splats', [
  ['a.b.c', 'a.b.c'],
  ['a["k"][1].b', 'a["k"][1].b'],
  ['a.0.b', 'a[0].b'],
  ['a[*].b[0].c', 'a[*]<@.b[0].c>'],
  ['a.*.b.c[0]', 'a.*<@.b.c>[0]'],
  ['a.*.b.0.c', 'a.*<@.b[0].c>'],
  ['a[*][*].b', 'a[*]<@[*]<@.b>>'],
  ['a[\n0\n]', 'a[0]'],
  ['f(x).y', 'f(x).y'],
  ['with-dash.größe', 'with-dash.größe'],
  ['a . b', 'a.b'],
]);

cases('calls', [
  ['f()', 'f()'],
  ['f(a, b,)', 'f(a, b)'],
  ['f(a, b...)', 'f(a, b...)'],
  ['f(\na,\nb\n...)', 'f(a, b...)'],
  ['provider::aws::arn_parse(x)', 'provider::aws::arn_parse(x)'],
  ['core::max(1)', 'core::max(1)'],
]);

cases('lists and objects', [
  ['[]', '[]'],
  ['[1, 2,]', '[1, 2]'],
  ['[\n1\n,\n2\n]', '[1, 2]'],
  ['{}', '{}'],
  [
    '{a = 1, "b" = 2, (c) = 3, d.e = 4, 5 = 6, "f${g}" = 7}',
    '{"a" = 1, :"b" = 2, :paren(c) = 3, :d.e = 4, :5 = 6, :`f${g}` = 7}',
  ],
  ['{\na : 1\nb = 2,\n\nc = 3\n}', '{"a" = 1, "b" = 2, "c" = 3}'],
  ['{true = 1, null = 2}', '{"true" = 1, "null" = 2}'],
  ['{a = {\nb = [\n1\n]\n}}', '{"a" = {"b" = [1]}}'],
]);

cases('for expressions', [
  ['[for x in y : x]', 'for(x in y : x)'],
  ['[for i, x in y : x if x != ""]', 'for(i, x in y : x if (x != ""))'],
  ['{for k, v in m : k => v}', 'for(k, v in m : k => v)'],
  ['{for v in m : v.k => v... if v.ok}', 'for(v in m : v.k => v... if v.ok)'],
  ['{\nfor k, v in m :\nk => v\n}', 'for(k, v in m : k => v)'],
  ['[for x in a ? b : c : x]', 'for(x in (a ? b : c) : x)'],
]);

cases('strings', [
  ['"a\\n\\r\\t\\"\\\\"', JSON.stringify('a\n\r\t"\\')],
  ['"\\u00e9\\U0001F600"', JSON.stringify('é😀')],
  ['"$${a} %%{b}"', JSON.stringify('${a} %{b}')],
  ['"$$${a}"', JSON.stringify('$${a}')],
  ['"$ % $$ %% {"', JSON.stringify('$ % $$ %% {')],
  ['"e\u0301"', JSON.stringify('é')],
  ['""', '""'],
  ['"a${b}c"', '`a${b}c`'],
  ['"${b}"', '`${b}`'],
  ['"${"${"x"}"}"', '`${`${"x"}`}`'],
  ['"${ {a = "}"}["a"] }"', '`${{"a" = "}"}["a"]}`'],
  ['"${\nb\n}"', '`${b}`'],
  ['"a ${~ b ~} c"', '`a${b}c`'],
  ['"a  ${~ b } c"', '`a${b} c`'],
  ['"%{ if a }x%{ else }y%{ endif }"', '`%{if a|x|y}`'],
  ['"%{ if a }x%{ endif }z"', '`%{if a|x|}z`'],
  ['"%{ for k, v in m }${k}=${v},%{ endfor }"', '`%{for k, v in m|${k}=${v},}`'],
  ['"%{ for v in m ~}  ${v}  %{~ endfor }"', '`%{for v in m|${v}}`'],
  ['"%{ if a }%{ if b }1%{ else }2%{ endif }%{ endif }"', '`%{if a|%{if b|1|2}|}`'],
]);

cases('heredocs', [
  ['<<A\nx\n  y\nA\n', JSON.stringify('x\n  y\n')],
  ['<<A\nA\n', '""'],
  ['<<A\n  x\n  A  \n', JSON.stringify('  x\n')],
  ['<<A\n\\n $${x} %%{y}\nA\n', JSON.stringify('\\n ${x} %{y}\n')],
  ['<<A\r\nx\r\nA\r\n', JSON.stringify('x\r\n')],
  ['<<A\nAB\n A B\nA\n', JSON.stringify('AB\n A B\n')],
  ['<<A\n${b} A\nA\n', '`${b} A\\n`'],
  ['<<-A\n    x\n      y\n\n    z\n    A\n', JSON.stringify('x\n  y\n\nz\n')],
  ['<<-A\n\tx\n\t\ty\n\tA\n', JSON.stringify('x\n\ty\n')],
  ['<<-A\n    x\n  \n    y\nA\n', JSON.stringify('x\n  \ny\n')],
  ['<<-A\n    ${x}\n      y\nA\n', '`${x}\\n  y\\n`'],
  ['<<-A\n${x}\n  y\nA\n', '`${x}\\n  y\\n`'],
  // A line whose break was trimmed away does not start the next one: so the reference has it.
  ['<<-A\n  %{ if x ~}\n  a\n  %{ endif ~}\n  b\nA\n', '`%{if x|  a\\n|}  b\\n`'],
  ['<<A\n${"nested ${<<B\ninner\nB\n}"}\nA\n', '`${`nested ${"inner\\n"}`}\\n`'],
  ['f(<<A\nx\nA\n, 2)', 'f("x\\n", 2)'],
]);

test('a template file is one text, trimmed across lines', () => {
  const { template, errors } = parseTemplate('a\n  %{~ if x ~}\n  b\\n\n  %{~ endif ~}\nc "quoted" $${d}\n');
  assert.deepEqual(errors, []);
  assert.equal(show(template), '`a%{if x|b\\\\n|}c \\"quoted\\" ${d}\\n`');
});

test('a newline ends an argument but nothing in brackets', () => {
  for (const text of [
    'a = (\n1\n+\n2\n)\n',
    'a = f(\n1\n,\n2\n)\n',
    'a = x[\n0\n]\n',
    'a = b ? 1 : 2\n',
    'a = [\n\n1\n,\n]\n',
  ])
    assert.deepEqual(parse(text).errors, [], text);
  for (const text of [
    'a = 1 +\n2\n',
    'a = b ?\n1 : 2\n',
    'a =\n1\n',
    'a = x\n[0]\n',
    'a = x\n.b\n',
    'a = {\nb =\n1\n}\n',
    'a = 1\n+ 2\n',
  ])
    assert.ok(parse(text).errors.length > 0, text);
});

test('an expression that is only started keeps what there is', () => {
  for (const [text, tree] of [
    ['var.', 'var.'],
    ['f(var.a, ', 'f(var.a, <invalid>, <invalid>)'],
    ['a ? b', '(a ? b : <invalid>)'],
    ['1 + ', '(1 + <invalid>)'],
    ['"abc', '<invalid>'],
    ['', '<invalid>'],
  ] as const) {
    const { expression, errors } = parseExpression(text);
    assert.equal(errors.length, 1, text);
    assert.equal(show(expression), tree, text);
  }
});
