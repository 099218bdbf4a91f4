import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import { expressionAt, nodeAt, walkBlocks, walkExpressions } from '../../src/hcl/walk.ts';

const text = `resource "a" "b" {
  x = var.one + f(var.two, { k = "\${var.three}" })
  inner {
    y = [for v in var.four : v.id if v.ok]
  }
  z = "%{ if var.five }\${var.six}%{ else }\${var.seven}%{ endif }"
}
w = var.eight[*].id
`;
const { body } = parse(text);

test('expressions are visited in order of the text, outer before inner', () => {
  const names: string[] = [];
  walkExpressions(body, (expression) => {
    if (expression.kind === 'get' && expression.object.kind === 'variable' && expression.object.name === 'var')
      names.push(expression.name);
  });
  assert.deepEqual(names, ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']);
});

test('what is in an expression is left out on request', () => {
  const kinds: string[] = [];
  walkExpressions(body, (expression) => {
    kinds.push(expression.kind);
    return expression.kind !== 'binary' && expression.kind !== 'for' && expression.kind !== 'template';
  });
  assert.deepEqual(kinds, ['binary', 'for', 'template', 'splat', 'get', 'variable', 'get', 'splat-item']);
});

test('blocks are visited with their parents', () => {
  const found: string[] = [];
  walkBlocks(body, (block, parent) => {
    found.push(`${parent?.type ?? '-'}/${block.type}`);
  });
  assert.deepEqual(found, ['-/resource', 'resource/inner']);
});

test('an offset leads to the innermost node', () => {
  const at = (piece: string): string => {
    const expression = expressionAt(body, text.indexOf(piece) + 1);
    return expression === undefined ? '' : text.slice(expression.start, expression.end);
  };
  assert.equal(at('two'), 'var.two');
  assert.equal(at('three'), 'var.three');
  assert.equal(at('v.ok'), 'v');
  assert.equal(at('.ok'), 'v.ok');
  assert.equal(at('resource'), '');
  const place = nodeAt(body, text.indexOf('four'));
  assert.deepEqual(
    place.blocks.map((block) => block.type),
    ['resource', 'inner'],
  );
  assert.equal(place.attribute?.name, 'y');
  assert.deepEqual(
    place.expressions.map((expression) => expression.kind),
    ['for', 'get'],
  );
});

test('the end of an expression counts as in it', () => {
  const expression = expressionAt(body, text.indexOf('var.one') + 'var.one'.length);
  assert.equal(expression?.kind, 'get');
});
