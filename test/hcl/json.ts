import type { Block, Body, Expression, TemplatePart } from '../../src/hcl/ast.ts';

/** The JSON form in which HashiCorp's parser, as the npm packages wrap it, shows a file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type JsonObject = { [key: string]: Json };

/** Our tree in that form: blocks as nested objects with an array at the end, expressions as `${source}`. */
export function toJson(text: string, body: Body): Json {
  const out: JsonObject = {};
  for (const item of body.items) if (item.kind === 'attribute') out[item.name] = expressionJson(text, item.value);
  for (const item of body.items) if (item.kind === 'block') addBlock(text, item, out);
  return out;
}

function addBlock(text: string, block: Block, out: JsonObject): void {
  let target = out;
  let key = block.type;
  for (const label of block.labels) {
    const inner = target[key];
    if (inner === undefined) target = target[key] = {};
    else if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) target = inner as JsonObject;
    else throw new Error(`cannot be shown as JSON: ${block.type}`);
    key = label.value;
  }
  const current = target[key];
  const value = toJson(text, block.body);
  if (current === undefined) target[key] = [value];
  else if (Array.isArray(current)) target[key] = [...current, value];
  else throw new Error(`cannot be shown as JSON: ${block.type}`);
}

function expressionJson(text: string, expression: Expression): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'string':
      return expression.value;
    case 'template': {
      const [only] = expression.parts;
      if (expression.parts.length === 1 && only?.kind === 'interpolation') return expressionJson(text, only.expression);
      return partsText(text, expression.parts);
    }
    case 'unary':
      if (expression.operand.kind === 'literal') {
        const { value } = expression.operand;
        return expression.operator === '-' ? -Number(value) : !value;
      }
      return wrapped(text, expression);
    case 'tuple':
      return expression.items.map((item) => expressionJson(text, item));
    case 'object': {
      const out: JsonObject = {};
      for (const item of expression.items) out[keyText(text, item.key)] = expressionJson(text, item.value);
      return out;
    }
    default:
      return wrapped(text, expression);
  }
}

function keyText(text: string, key: Expression): string {
  if (isReference(key)) return source(text, key);
  return partText(text, key);
}

function isReference(expression: Expression): boolean {
  if (expression.kind === 'variable') return true;
  if (expression.kind === 'get') return isReference(expression.object);
  if (expression.kind === 'index') return isReference(expression.object) && isConstant(expression.key);
  return false;
}

function isConstant(key: Expression): boolean {
  return key.kind === 'literal' || key.kind === 'string';
}

function partsText(text: string, parts: readonly TemplatePart[]): string {
  return parts.map((part) => partJson(text, part)).join('');
}

function partJson(text: string, part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.value;
    case 'interpolation':
      return partText(text, part.expression);
    case 'if':
      return choice(text, part.condition, partsText(text, part.then), partsText(text, part.else));
    case 'for': {
      const names = part.key === undefined ? part.item : `${part.key}, ${part.item}`;
      return `%{for ${names} in ${source(text, part.collection)}}${partsText(text, part.body)}%{endfor}`;
    }
  }
}

function choice(text: string, condition: Expression, then: string, otherwise: string): string {
  const branch = otherwise === '' ? '' : `%{else}${otherwise}`;
  return `%{if ${source(text, condition)}}${then}${branch}%{endif}`;
}

function partText(text: string, expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? String(expression.value) : expression.text;
    case 'string':
      return expression.value;
    case 'template':
      return partsText(text, expression.parts);
    case 'conditional':
      return choice(text, expression.condition, partText(text, expression.then), partText(text, expression.else));
    default:
      return wrapped(text, expression);
  }
}

function wrapped(text: string, expression: Expression): string {
  return `\${${source(text, expression)}}`;
}

/** The reference takes one closing parenthesis more, wherever there is one, to make up for ranges that once lacked it. */
function source(text: string, expression: Expression): string {
  const end = text.charAt(expression.end) === ')' ? expression.end + 1 : expression.end;
  return text.slice(expression.start, end);
}
