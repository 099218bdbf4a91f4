import type { Expression } from '../hcl/ast.ts';
import { parseExpression } from '../hcl/parser.ts';
import type { AttributeType, Type } from './convert.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';

const any: Type = { kind: 'any' };

const types = new WeakMap<Expression, Type>();

/**
 * The type that the `type` argument of a variable states; `any` for what is no type. Defaults are evaluated in `scope`, once
 * for all calls of a module: they name nothing of it.
 */
export function parseType(expression: Expression | undefined, scope: Scope): Type {
  if (!expression) return any;
  const known = types.get(expression);
  if (known) return known;
  const type = typeOf(expression, scope);
  if (isSettled(type)) types.set(expression, type);
  return type;
}

/** Whether a type is the same for every call: a default that one of them had no steps left for is not. */
function isSettled(type: Type): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return isSettled(type.element);
    case 'tuple':
      return type.elements.every(isSettled);
    case 'object':
      return [...type.attributes.values()].every(
        (attribute) => attribute.fallback?.kind !== 'unknown' && isSettled(attribute.type),
      );
    default:
      return true;
  }
}

function typeOf(expression: Expression, scope: Scope): Type {
  switch (expression.kind) {
    case 'paren':
      return parseType(expression.inner, scope);
    case 'variable':
      return primitive(expression.name);
    case 'string':
      // The JSON form quotes types, and so did Terraform 0.11.
      if (/^\w*$/.test(expression.value)) return primitive(expression.value);
      return parseType(parseExpression(expression.value).expression, scope);
    case 'call':
      return constructed(expression.name, expression.args, scope);
    default:
      return any;
  }
}

function primitive(name: string): Type {
  if (name === 'string' || name === 'number' || name === 'bool') return { kind: name };
  if (name === 'list' || name === 'set' || name === 'map') return { kind: name, element: any };
  return any;
}

function constructed(name: string, args: readonly Expression[], scope: Scope): Type {
  const [first] = args;
  if (name === 'list' || name === 'set' || name === 'map') return { kind: name, element: parseType(first, scope) };
  if (name === 'tuple' && first?.kind === 'tuple') {
    return { kind: 'tuple', elements: first.items.map((item) => parseType(item, scope)) };
  }
  if (name === 'object' && first?.kind === 'object') {
    const attributes = new Map<string, AttributeType>();
    for (const { key, value } of first.items) {
      if (key.kind === 'string') attributes.set(key.value, attributeType(value, scope));
    }
    return { kind: 'object', attributes };
  }
  return any;
}

function attributeType(expression: Expression, scope: Scope): AttributeType {
  if (expression.kind !== 'call' || expression.name !== 'optional') {
    return { type: parseType(expression, scope), optional: false, fallback: undefined };
  }
  const [type, fallback] = expression.args;
  return { type: parseType(type, scope), optional: true, fallback: fallback && evaluate(fallback, scope) };
}
