import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { here, unknown } from '../../src/terraform/make.ts';
import type { Value } from '../../src/terraform/value.ts';
import { printed } from './console.ts';
import { evaluated, faultOf, scopeOf } from './evaluation.ts';

const place = { file: 'module/main.tf', start: 0, end: 1 };
const locals: Readonly<Record<string, Value>> = {
  'local.open': unknown('variable', 'var.x', here(place)),
};

function value(text: string): Value {
  return evaluated(text, scopeOf(locals));
}

function text(expression: string): string | undefined {
  const result = value(expression);
  return result.kind === 'string' ? result.value : undefined;
}

describe('heredocs', () => {
  const cases: readonly [what: string, written: string, wanted: string][] = [
    ['keep their indentation', '<<EOT\n  a\n    b\nEOT\n', '  a\n    b\n'],
    ['lose the least indentation with <<-', '<<-EOT\n    a\n      b\n    c\n  EOT\n', 'a\n  b\nc\n'],
    ['do not count blank lines as indented', '<<-EOT\n    a\n\n    b\n  EOT\n', 'a\n\nb\n'],
    ['keep what an interpolation brings', '<<-EOT\n    a ${"x\\n  y"}\n    b\n  EOT\n', 'a x\n  y\nb\n'],
    ['count a line that begins with an interpolation', '<<-EOT\n    ${"a"}\n      b\n  EOT\n', 'a\n  b\n'],
    ['have directives', '<<EOT\n%{ for x in ["a", "b"] ~}\n- ${x}\n%{ endfor ~}\nend\nEOT\n', '- a\n- b\nend\n'],
    ['choose between lines', '<<EOT\n%{ if false ~}\nyes\n%{ else ~}\nno\n%{ endif ~}\nEOT\n', 'no\n'],
    ['have no escapes but for ${ and %{', '<<EOT\n\\n "q" $${x} %%{y}\nEOT\n', '\\n "q" ${x} %{y}\n'],
    ['may be empty', '<<EOT\nEOT\n', ''],
    ['are text even when they are one interpolation', '<<EOT\n${1}\nEOT\n', '1\n'],
  ];
  for (const [what, written, wanted] of cases) test(what, () => assert.equal(text(written), wanted));

  test('stand in lists and calls', () => {
    assert.equal(text('upper(<<EOT\na\nEOT\n)'), 'A\n');
    assert.equal(printed(value('[<<EOT\na\nEOT\n, 1][1]')), '1');
  });
});

describe('unknown parts', () => {
  const known: Readonly<Record<string, string>> = {
    'local.open ? "a" : "a"': '"a"',
    'local.open ? [1, 2] : [1, 2]': '[\n  1,\n  2,\n]',
    'local.open && false': 'false',
    'false && local.open': 'false',
    'local.open || true': 'true',
    '[local.open, 1][1]': '1',
    '{ a = local.open, b = 2 }.b': '2',
    '[for x in [local.open, "b"] : x][1]': '"b"',
    '{ for k, v in { a = local.open, b = 2 } : k => v }.b': '2',
    '[{ a = 1, b = local.open }][*].a': '[\n  1,\n]',
    'length([for x in [local.open, "b"] : x])': '2',
  };
  for (const [expression, wanted] of Object.entries(known)) {
    test(`${expression} is known`, () => assert.equal(printed(value(expression)), wanted));
  }

  for (const expression of [
    'local.open ? "a" : "b"',
    'local.open && true',
    'local.open + 1',
    'local.open == 1',
    '[local.open] == [1]',
    '"x${local.open}"',
    '{ (local.open) = 1 }',
    '[for x in ["a"] : x if local.open]',
    'true ? local.open : 1',
    '[1, 2][local.open]',
    'try(local.open, 1)',
    'can(local.open.x)',
  ]) {
    test(`${expression} is unknown, for the reason of its part`, () => {
      const result = value(expression);
      assert.equal(result.kind === 'unknown' && result.reason, 'variable');
    });
  }

  test('an error is an error beside them', () => {
    for (const expression of ['local.open ? "a" : [1]', '[1][5]', 'local.open + "x"', 'true ? [][0] : local.open'])
      assert.notEqual(faultOf(value(expression)), undefined, expression);
  });

  test('lists of different lengths differ whatever is in them', () => {
    assert.equal(printed(value('[local.open] == [1, 2]')), 'false');
    assert.equal(printed(value('[local.open, 1] == [1, 2]')), 'false');
  });
});

describe('numbers', () => {
  test('beyond those that a double holds keep their digits', () => {
    const result = value('9007199254740993');
    assert.equal(printed(result), '9007199254740993');
    assert.equal(result.kind === 'number' && result.exact !== undefined, true);
    assert.equal(printed(value('9007199254740993 - 9007199254740992')), '1');
  });

  test('that a double holds need nothing more', () => {
    for (const expression of ['0.1', '0.1 + 0.2', '1e21', '443', '-3.5', '10 / 4']) {
      const result = value(expression);
      assert.equal(result.kind === 'number' && result.exact, undefined, expression);
    }
  });
});
