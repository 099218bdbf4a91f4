import { toNumberValue } from '../convert.ts';
import { add, compareNumbers, fromDouble, fromExact, fromInteger, negate, toExact, truncated } from '../decimal.ts';
import { number } from '../make.ts';
import type { Exact, NumberValue, Origin, Value } from '../value.ts';
import { power } from './power.ts';
import { elementsOf, type FunctionTable, numberArgument, textArgument, wholeArgument } from './spec.ts';

type NumberChange = (value: NumberValue, origin: Origin) => NumberValue;

function ofNumber(change: NumberChange): FunctionTable[string] {
  return {
    parameters: ['number'],
    run: ([value], { origin }) => (value?.kind === 'number' ? change(value, origin) : 'a number is needed'),
  };
}

/** A whole number below or above; `towards` is the side on which a fraction counts. */
function toWhole(value: NumberValue, towards: 1 | -1, origin: Origin): NumberValue {
  if (!Number.isFinite(value.value) && !value.exact) return value;
  const { whole, fraction } = truncated(toExact(value));
  const above = value.value > 0;
  return fromInteger(fraction && above === towards > 0 ? whole + BigInt(towards) : whole, origin);
}

function extreme(args: readonly Value[], wanted: -1 | 1): Value | string {
  let best: NumberValue | undefined;
  for (const arg of args) {
    if (arg.kind === 'number' && (!best || compareNumbers(arg, best) === wanted)) best = arg;
  }
  return best ?? 'at least one number is needed';
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A whole number written in a base from 2 to 62; up to 36, capital letters are as good as small ones. */
function parseWhole(text: string, base: number): bigint | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)([0-9A-Za-z]{1,4000})$/.exec(text) ?? [];
  if (rest === '') return undefined;
  let value = 0n;
  for (const digit of base <= 36 ? rest.toLowerCase() : rest) {
    const worth = digits.indexOf(digit);
    if (worth >= base) return undefined;
    value = value * BigInt(base) + BigInt(worth);
  }
  return sign === '-' ? -value : value;
}

/** Numeric functions, by name. */
export const numericFunctions: FunctionTable = {
  abs: ofNumber((value, origin) => {
    if (!value.exact) return number(Math.abs(value.value), origin);
    return value.exact.mantissa < 0n ? fromExact(negate(value.exact), origin) : value;
  }),
  ceil: ofNumber((value, origin) => toWhole(value, 1, origin)),
  floor: ofNumber((value, origin) => toWhole(value, -1, origin)),
  log: {
    parameters: ['number', 'number'],
    run: ([value, base], { origin }) => {
      const result = Math.log(numberArgument(value)) / Math.log(numberArgument(base));
      return Number.isNaN(result) ? 'there is no such logarithm' : fromDouble(result, origin);
    },
  },
  max: { parameters: ['number'], rest: 'number', run: (args) => extreme(args, 1) },
  min: { parameters: ['number'], rest: 'number', run: (args) => extreme(args, -1) },
  parseint: {
    parameters: ['any', 'number'],
    run: ([text, base], { origin }) => {
      if (text?.kind !== 'string') return 'the first argument must be a string';
      const radix = wholeArgument(base);
      if (radix === undefined || radix < 2 || radix > 62) return 'the base must be a whole number from 2 to 62';
      const value = parseWhole(textArgument(text), radix);
      return value === undefined
        ? `"${textArgument(text)}" is no whole number in base ${radix}`
        : fromInteger(value, origin);
    },
  },
  pow: {
    parameters: ['number', 'number'],
    run: ([base, exponent], { origin }) => {
      const result = power(numberArgument(base), numberArgument(exponent));
      return Number.isNaN(result) ? 'there is no such power' : fromDouble(result, origin);
    },
  },
  signum: {
    parameters: ['number'],
    run: ([value], { origin }) => {
      const whole = wholeArgument(value);
      return whole === undefined ? 'a whole number is needed' : number(Math.sign(whole), origin);
    },
  },
  sum: {
    parameters: ['sequence'],
    run: ([source], { origin }) => {
      const items = elementsOf(source).map(toNumberValue);
      if (items.length === 0) return 'the list is empty';
      let total: Exact | undefined;
      for (const item of items) {
        if (item.kind !== 'number') return 'every element must be a number';
        total = total ? add(total, toExact(item)) : toExact(item);
      }
      return total ? fromExact(total, origin) : 'the list is empty';
    },
  },
};
