import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from '../../src/hcl/parser.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { evaluate } from '../../src/terraform/evaluate.ts';
import type { Scope } from '../../src/terraform/scope.ts';
import type { Value } from '../../src/terraform/value.ts';
import { printed } from './console.ts';
import { evaluated, faultOf, scopeOf } from './evaluation.ts';

interface Answer {
  readonly expression: string;
  readonly result?: string;
  readonly error?: true;
}

const folder = new URL('../golden/', import.meta.url);
const answers: readonly Answer[] = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8'));
const listed = readFileSync(new URL('expressions.txt', folder), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The module that the expressions see, as the console saw it. */
function goldenScope(): Scope {
  const files = nodeFiles(fileURLToPath(new URL('files', folder)));
  const named: Record<string, Value> = {};
  const scope = scopeOf(named, files, fileURLToPath(new URL('files', folder)));
  const { body } = parse(readFileSync(new URL('files/main.tf', folder), 'utf8'));
  for (const block of body.items) {
    if (block.kind !== 'block') continue;
    for (const item of block.body.items) {
      if (item.kind === 'attribute') named[`local.${item.name}`] = evaluate(item.value, scope);
    }
  }
  return scope;
}

test('each expression of the list has an answer', () => {
  const answered = new Set(answers.map(({ expression }) => expression));
  assert.deepEqual(
    listed.filter((expression) => !answered.has(expression)),
    [],
  );
});

test('every expression has the value that Terraform gives it', () => {
  const scope = goldenScope();
  const wrong = answers.flatMap(({ expression, result }) => {
    const value = evaluated(expression, scope);
    const fault = faultOf(value);
    const own = fault === undefined ? printed(value) : undefined;
    if (own === result) return [];
    return `${expression}\n  Terraform: ${result ?? 'an error'}\n  here:      ${own ?? `an error: ${fault}`}`;
  });
  assert.equal(wrong.join('\n'), '');
  assert.ok(answers.length >= 2000);
});
