import { compare, fromExact, negate, toExact } from '../decimal.ts';
import type { NumberValue, Value } from '../value.ts';
import type { FunctionTable } from './spec.ts';

function extreme(args: readonly Value[], wanted: -1 | 1): Value | string {
  let best: NumberValue | undefined;
  for (const arg of args) {
    if (arg.kind === 'number' && (!best || compare(toExact(arg), toExact(best)) === wanted)) best = arg;
  }
  return best ?? 'at least one number is needed';
}

/** Numeric functions, by name. */
export const numericFunctions: FunctionTable = {
  abs: {
    parameters: ['number'],
    run: ([value], { origin }) => {
      if (value?.kind !== 'number') return 'a number is needed';
      const exact = toExact(value);
      return fromExact(exact.digits < 0n ? negate(exact) : exact, origin);
    },
  },
  max: { parameters: ['number'], rest: 'number', run: (args) => extreme(args, 1) },
  min: { parameters: ['number'], rest: 'number', run: (args) => extreme(args, -1) },
};
