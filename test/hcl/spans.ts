import assert from 'node:assert/strict';
import type { Attribute, Block, Body, Expression, ParseResult, TemplatePart } from '../../src/hcl/ast.ts';
import type { Span } from '../../src/hcl/span.ts';
import { forEachChild } from '../../src/hcl/walk.ts';

/** Asserts that every node lies in its parent and that neighbours neither overlap nor change places. */
export function assertSpans(result: ParseResult): void {
  checkBody(result.body, { start: 0, end: result.text.length });
  for (const list of [result.comments, result.pasted]) inOrder(list, { start: 0, end: result.text.length });
  for (const error of result.errors) within(error, { start: 0, end: result.text.length });
}

function within(inner: Span, outer: Span): void {
  assert.ok(inner.start <= inner.end, `${JSON.stringify(inner)} ends before it starts`);
  assert.ok(inner.start >= outer.start && inner.end <= outer.end, `${describe(inner)} leaves ${describe(outer)}`);
}

function describe(span: Span & { readonly kind?: string }): string {
  return `${span.kind ?? 'span'} ${span.start}-${span.end}`;
}

function inOrder(spans: readonly Span[], outer: Span): void {
  let end = outer.start;
  for (const span of spans) {
    within(span, outer);
    assert.ok(span.start >= end, `${describe(span)} starts before ${end}`);
    end = span.end;
  }
}

function checkBody(body: Body, outer: Span): void {
  within(body, outer);
  inOrder(body.items, body);
  for (const item of body.items) {
    if (item.kind === 'attribute') checkAttribute(item);
    else checkBlock(item);
  }
}

function checkAttribute(attribute: Attribute): void {
  inOrder([attribute.nameSpan, attribute.value], attribute);
  checkExpression(attribute.value);
}

function checkBlock(block: Block): void {
  inOrder([block.typeSpan, ...block.labels], block.header);
  inOrder([block.header, block.body], block);
  checkBody(block.body, block);
}

function checkExpression(expression: Expression): void {
  if (expression.kind === 'object') inOrder(expression.items, expression);
  if (expression.kind === 'template') checkParts(expression.parts, expression);
  const children: Expression[] = [];
  forEachChild(expression, (child) => children.push(child));
  inOrder(children, expression);
  for (const child of children) checkExpression(child);
}

function checkParts(parts: readonly TemplatePart[], outer: Span): void {
  inOrder(parts, outer);
  for (const part of parts) {
    if (part.kind === 'interpolation') within(part.expression, part);
    else if (part.kind === 'if') {
      inOrder([part.condition, ...part.then, ...part.else], part);
      checkParts(part.then, part);
      checkParts(part.else, part);
    } else if (part.kind === 'for') {
      inOrder([part.collection, ...part.body], part);
      checkParts(part.body, part);
    }
  }
}
