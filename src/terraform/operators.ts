import type { BinaryOperator } from '../hcl/ast.ts';
import { article, toBoolValue, toNumberValue } from './convert.ts';
import { add, compareNumbers, divide, fromExact, isTooWide, multiply, negate, remainder, toExact } from './decimal.ts';
import { bool, deeplyMarked, follows, here, invalid, marked, number, unknown } from './make.ts';
import { equal } from './text.ts';
import type { Exact, Location, NumberValue, UnknownValue, Value } from './value.ts';

interface Arithmetic {
  readonly exact: (a: Exact, b: Exact) => Exact;
  /** The same in doubles: for infinities, and for the sign of a zero. */
  readonly rough: (a: number, b: number) => number;
}

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  '+': { exact: add, rough: (a, b) => a + b },
  '-': { exact: (a, b) => add(a, negate(b)), rough: (a, b) => a - b },
  '*': { exact: multiply, rough: (a, b) => a * b },
  '/': { exact: divide, rough: (a, b) => a / b },
  // The remainder is what a subtraction leaves, so that a zero has no sign.
  '%': { exact: remainder, rough: (a, b) => (a % b) + 0 },
};

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The result of a binary operator on evaluated operands, with Terraform's conversions. */
export function operate(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  return deeplyMarked(binary(operator, left, right, at), [left, right]);
}

function binary(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  if (operator === '==' || operator === '!=') {
    const same = equal(left, right);
    if (same === undefined) return follows(firstUnknown(left) ?? firstUnknown(right) ?? undecided(at), at);
    return bool(same === (operator === '=='), here(at));
  }
  if (operator === '&&' || operator === '||') {
    const rightFailed = right.kind === 'unknown' && right.reason === 'invalid';
    return logical(operator, toBoolValue(left), toBoolValue(right), rightFailed, at);
  }
  const a = toNumberValue(left);
  const b = toNumberValue(right);
  const wrong = [a, b].find((operand) => operand.kind === 'unknown' && operand.reason === 'invalid');
  for (const operand of [wrong ?? a, b]) {
    if (operand.kind === 'unknown') return follows(operand, at);
    if (operand.kind !== 'number')
      return invalid(`the operands of ${operator} are numbers, not ${article(operand)}`, here(at));
  }
  if (a.kind !== 'number' || b.kind !== 'number') return undecided(at);
  const compared = comparisons[operator];
  if (compared) return bool(compared(compareNumbers(a, b)), here(at));
  return calculate(operator, a, b, at);
}

function calculate(operator: string, a: NumberValue, b: NumberValue, at: Location): Value {
  const operation = arithmetic[operator];
  if (!operation) return undecided(at);
  if (operator !== '/' && operator !== '%' && Number.isSafeInteger(a.value) && Number.isSafeInteger(b.value)) {
    const result = operation.rough(a.value, b.value);
    if (!a.exact && !b.exact && Number.isSafeInteger(result)) return number(result, here(at));
  }
  if (isInfinite(a) || isInfinite(b) || (isZero(b) && (operator === '/' || operator === '%'))) {
    // Terraform's remainder takes an infinite quotient for zero.
    if (operator === '%' && !isZero(a) && !isInfinite(b)) return { ...a, origin: here(at) };
    const result = operation.rough(a.value, b.value);
    return Number.isNaN(result)
      ? invalid('a division by zero or an infinity has no such result', here(at))
      : number(result, here(at));
  }
  const exact = operation.exact(toExact(a), toExact(b));
  if (isTooWide(exact)) return unknown('budget', 'a number with too many digits', here(at));
  const result = fromExact(exact, here(at));
  return isZero(result) && Object.is(operation.rough(a.value, b.value), -0) ? number(-0, here(at)) : result;
}

function isZero({ value, exact }: NumberValue): boolean {
  return value === 0 && (exact === undefined || exact.mantissa === 0n);
}

function isInfinite({ value, exact }: NumberValue): boolean {
  return exact === undefined && !Number.isFinite(value);
}

/** A known operand that decides alone does so even beside an unknown one. */
function logical(operator: '&&' | '||', a: Value, b: Value, rightFailed: boolean, at: Location): Value {
  const decisive = operator === '||';
  // Since Terraform 1.12 the right side is not looked at where the left one decides; before, its errors counted.
  if (a.kind === 'bool' && a.value === decisive && rightFailed) return bool(decisive, here(at));
  for (const operand of [a, b]) {
    if (operand.kind === 'unknown' && operand.reason === 'invalid') return follows(operand, at);
    if (operand.kind !== 'bool' && operand.kind !== 'unknown') {
      return invalid(`the operands of ${operator} are bools, not ${article(operand)}`, here(at));
    }
  }
  if ([a, b].some((operand) => operand.kind === 'bool' && operand.value === decisive)) return bool(decisive, here(at));
  const open = [a, b].find((operand) => operand.kind === 'unknown');
  return open?.kind === 'unknown' ? follows(open, at) : bool(!decisive, here(at));
}

/** `-x` or `!x`. */
export function operateUnary(operator: '-' | '!', operand: Value, at: Location): Value {
  const value = operator === '-' ? toNumberValue(operand) : toBoolValue(operand);
  if (value.kind === 'unknown') return follows(value, at);
  if (value.kind === 'number') {
    const negated = value.exact ? fromExact(negate(value.exact), here(at)) : number(-value.value, here(at));
    return marked(negated, [operand]);
  }
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
