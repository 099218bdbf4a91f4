import type { Attribute, Block, Body, Expression, TemplatePart } from './ast.ts';
import { type Span, touches } from './span.ts';

/** Calls `visit` for each expression directly below this one, in order of the text. */
export function forEachChild(expression: Expression, visit: (child: Expression) => void): void {
  switch (expression.kind) {
    case 'literal':
    case 'string':
    case 'variable':
    case 'splat-item':
    case 'invalid':
      break;
    case 'template':
      forEachInParts(expression.parts, visit);
      break;
    case 'get':
      visit(expression.object);
      break;
    case 'index':
      visit(expression.object);
      visit(expression.key);
      break;
    case 'splat':
      visit(expression.object);
      visit(expression.each);
      break;
    case 'call':
      expression.args.forEach(visit);
      break;
    case 'unary':
      visit(expression.operand);
      break;
    case 'binary':
      visit(expression.left);
      visit(expression.right);
      break;
    case 'conditional':
      visit(expression.condition);
      visit(expression.then);
      visit(expression.else);
      break;
    case 'tuple':
      expression.items.forEach(visit);
      break;
    case 'object':
      for (const item of expression.items) {
        visit(item.key);
        visit(item.value);
      }
      break;
    case 'for':
      visit(expression.collection);
      if (expression.key !== undefined) visit(expression.key);
      visit(expression.value);
      if (expression.condition !== undefined) visit(expression.condition);
      break;
    case 'paren':
      visit(expression.inner);
      break;
  }
}

function forEachInParts(parts: readonly TemplatePart[], visit: (child: Expression) => void): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.expression);
    else if (part.kind === 'if') {
      visit(part.condition);
      forEachInParts(part.then, visit);
      forEachInParts(part.else, visit);
    } else if (part.kind === 'for') {
      visit(part.collection);
      forEachInParts(part.body, visit);
    }
  }
}

/**
 * Calls `visit` for every expression at or below `root`, each before those in it, in order of the text.
 * Those in an expression are left out where `visit` returns false for it.
 */
export function walkExpressions(
  root: Body | Attribute | Block | Expression,
  visit: (expression: Expression) => unknown,
): void {
  if (root.kind === 'body') for (const item of root.items) walkExpressions(item, visit);
  else if (root.kind === 'block') walkExpressions(root.body, visit);
  else if (root.kind === 'attribute') walkExpressions(root.value, visit);
  else if (visit(root) !== false) forEachChild(root, (child) => walkExpressions(child, visit));
}

/** Calls `visit` for every block at or below `body`, each before those in it; those in it are left out where `visit` returns false. */
export function walkBlocks(body: Body, visit: (block: Block, parent: Block | undefined) => unknown): void {
  const within = (inner: Body, parent: Block | undefined): void => {
    for (const item of inner.items) if (item.kind === 'block' && visit(item, parent) !== false) within(item.body, item);
  };
  within(body, undefined);
}

/** What stands at an offset: from the outermost block inwards to the innermost expression. */
export interface Place {
  readonly blocks: readonly Block[];
  readonly attribute: Attribute | undefined;
  /** Outermost first. */
  readonly expressions: readonly Expression[];
}

/** The nodes that the offset lies in or at the end of. */
export function nodeAt(body: Body, offset: number): Place {
  const blocks: Block[] = [];
  let inner: Body | undefined = body;
  while (inner !== undefined) {
    const item: Attribute | Block | undefined = innermost(inner.items, offset);
    if (item?.kind === 'attribute') return { blocks, attribute: item, expressions: expressionsAt(item.value, offset) };
    if (item !== undefined) blocks.push(item);
    inner = item?.body;
  }
  return { blocks, attribute: undefined, expressions: [] };
}

/** The innermost expression that the offset lies in or at the end of. */
export function expressionAt(body: Body, offset: number): Expression | undefined {
  return nodeAt(body, offset).expressions.at(-1);
}

function expressionsAt(root: Expression, offset: number): readonly Expression[] {
  const path: Expression[] = [];
  let next: Expression | undefined = touches(root, offset) ? root : undefined;
  while (next !== undefined) {
    path.push(next);
    const children: Expression[] = [];
    forEachChild(next, (child) => children.push(child));
    next = innermost(children, offset);
  }
  return path;
}

/** Of neighbours that meet at the offset, the one that it lies in; at the end of one and the start of another, the first. */
function innermost<Node extends Span>(nodes: readonly Node[], offset: number): Node | undefined {
  return nodes.find((node) => offset >= node.start && offset < node.end) ?? nodes.find((node) => touches(node, offset));
}
