import type { BinaryOperator } from '../hcl/ast.ts';
import { article, toBoolValue, toNumberValue } from './convert.ts';
import { add, compare, divide, fromExact, multiply, negate, remainder, toExact } from './decimal.ts';
import { bool, follows, here, invalid, marked, unknown } from './make.ts';
import { equal } from './text.ts';
import type { Exact, Location, UnknownValue, Value } from './value.ts';

type Arithmetic = (a: Exact, b: Exact) => Exact | string;
type Comparison = (order: number) => boolean;

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  '+': add,
  '-': (a, b) => add(a, negate(b)),
  '*': multiply,
  '/': (a, b) => (b.digits === 0n ? 'division by zero' : divide(a, b)),
  '%': (a, b) => (b.digits === 0n ? 'division by zero' : remainder(a, b)),
};

const comparisons: Readonly<Record<string, Comparison>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The result of a binary operator on evaluated operands, with Terraform's conversions. */
export function operate(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  return marked(binary(operator, left, right, at), [left, right]);
}

function binary(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  if (operator === '==' || operator === '!=') {
    const same = equal(left, right);
    if (same === undefined) return follows(firstUnknown(left) ?? firstUnknown(right) ?? undecided(at), at);
    return bool(same === (operator === '=='), here(at));
  }
  if (operator === '&&' || operator === '||') return logical(operator, toBoolValue(left), toBoolValue(right), at);
  const a = toNumberValue(left);
  const b = toNumberValue(right);
  for (const operand of [a, b]) {
    if (operand.kind === 'unknown') return follows(operand, at);
    if (operand.kind !== 'number')
      return invalid(`the operands of ${operator} are numbers, not ${article(operand)}`, here(at));
  }
  if (a.kind !== 'number' || b.kind !== 'number') return undecided(at);
  const compared = comparisons[operator];
  if (compared) return bool(compared(compare(toExact(a), toExact(b))), here(at));
  const result = arithmetic[operator]?.(toExact(a), toExact(b)) ?? 'unknown operator';
  return typeof result === 'string' ? invalid(result, here(at)) : fromExact(result, here(at));
}

/** A known operand that decides alone does so even beside an unknown one. */
function logical(operator: '&&' | '||', a: Value, b: Value, at: Location): Value {
  const decisive = operator === '||';
  for (const operand of [a, b])
    if (operand.kind === 'bool' && operand.value === decisive) return bool(decisive, here(at));
  for (const operand of [a, b]) {
    if (operand.kind === 'unknown') return follows(operand, at);
    if (operand.kind !== 'bool')
      return invalid(`the operands of ${operator} are bools, not ${article(operand)}`, here(at));
  }
  return bool(!decisive, here(at));
}

/** `-x` or `!x`. */
export function operateUnary(operator: '-' | '!', operand: Value, at: Location): Value {
  const value = operator === '-' ? toNumberValue(operand) : toBoolValue(operand);
  if (value.kind === 'unknown') return follows(value, at);
  if (value.kind === 'number') return marked(fromExact(negate(toExact(value)), here(at)), [operand]);
  if (value.kind === 'bool') return marked(bool(!value.value, here(at)), [operand]);
  return invalid(`the operand of ${operator} cannot be ${article(value)}`, here(at));
}

/** The first unknown in a value, itself or an element at any depth; an open object counts as unknown. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'object' && value.open) return unknown(value.open.reason, value.open.address, value.origin);
  const elements = value.kind === 'list' ? value.items : value.kind === 'object' ? value.entries.values() : [];
  for (const element of elements) {
    const found = firstUnknown(element);
    if (found) return found;
  }
  return undefined;
}

function undecided(at: Location): UnknownValue {
  return invalid('the operands cannot be compared', here(at));
}
