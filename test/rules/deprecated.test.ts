import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { found } from './examples.ts';

/** The text of a local value after the first fix of each finding of a rule. */
function mended(id: string, expression: string): string {
  const rule = rules.find((one) => one.id === id);
  assert.ok(rule);
  const text = `locals {\n  x = ${expression}\n}\n`;
  const edits = found(rule, text).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  return applyEdits(text, edits).slice('locals {\n  x = '.length, -'\n}\n'.length);
}

const cases: readonly (readonly [rule: string, before: string, after: string])[] = [
  ['terraform/interpolation-only', '["${var.a}", "b-${var.c}"]', '[var.a, "b-${var.c}"]'],
  ['terraform/interpolation-only', '{ "${var.a}" = "${var.b}" }', '{ (var.a) = var.b }'],
  ['terraform/interpolation-only', '"${join(",", ["${var.a}"])}"', 'join(",", ["${var.a}"])'],
  ['terraform/legacy-index', 'a.b.0.c', 'a.b[0].c'],
  ['terraform/removed-function', 'list()', 'list()'],
  ['terraform/removed-function', 'list(var.a, "b")', 'tolist([var.a, "b"])'],
  ['terraform/removed-function', 'map("a", 1, var.b, 2)', 'tomap({ "a" = 1, (var.b) = 2 })'],
  ['terraform/removed-function', 'map("a")', 'map("a")'],
  ['terraform/lookup-without-default', 'lookup(local.sizes, var.size)', 'local.sizes[var.size]'],
  ['terraform/lookup-without-default', 'lookup(merge(a, b), "c")', 'lookup(merge(a, b), "c")'],
  ['terraform/empty-list-comparison', '[] != var.a', 'length(var.a) != 0'],
];

for (const [rule, before, after] of cases) {
  it(`${rule} makes ${after} of ${before}`, () => assert.equal(mended(rule, before), after));
}
