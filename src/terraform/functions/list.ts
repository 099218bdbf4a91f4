import { limits } from '../budget.ts';
import { convert } from '../convert.ts';
import { add, compareNumbers, fromExact, toExact } from '../decimal.ts';
import { list, number, unknown } from '../make.ts';
import { distinctItems, identity } from '../sets.ts';
import { typeOf, unify } from '../unify.ts';
import type { NumberValue, Origin, Value } from '../value.ts';
import { type CallContext, elementsOf, type FunctionTable, listArgument, wholeArgument } from './spec.ts';

/** A list or tuple with other elements, of the same kind as the one that they come from. */
function like(source: Value | undefined, items: readonly Value[], origin: Origin): Value {
  const collection = source?.kind === 'list' && source.collection !== 'tuple' ? 'list' : 'tuple';
  const made = list(items, origin, collection);
  const type = collection === 'list' && items.length === 0 && source ? typeOf(source) : undefined;
  return type && 'element' in type ? { ...made, element: type.element } : made;
}

/** Types that are no lists. */
const single: ReadonlySet<string> = new Set(['string', 'number', 'bool', 'map', 'object']);

/** All elements of lists in lists, or the first unknown that hides some; undefined beyond the limit. */
function flat(value: Value, into: Value[]): Value | undefined {
  for (const item of elementsOf(value)) {
    // What may be a list hides how many elements there are.
    if (item.kind === 'unknown' && !single.has(typeOf(item).kind)) return item;
    if (item.kind !== 'list') into.push(item);
    else {
      const open = flat(item, into);
      if (open) return open;
    }
    if (into.length > limits.elements) return tooMany(value.origin);
  }
  return undefined;
}

function tooMany(origin: Origin): Value {
  return unknown('budget', 'a collection with too many elements', origin);
}

function sum(a: NumberValue, b: NumberValue, origin: Origin): NumberValue {
  const rough = a.value + b.value;
  const plain = [a.value, b.value, rough].every(Number.isSafeInteger) && !a.exact && !b.exact;
  return plain ? number(rough, origin) : fromExact(add(toExact(a), toExact(b)), origin);
}

function rangeOf(args: readonly Value[], { origin }: CallContext): Value | string {
  const numbers = args.flatMap((arg): NumberValue[] => (arg.kind === 'number' ? [arg] : []));
  const [a = number(0, origin), b, c] = numbers;
  const [start, end] = b ? [a, b] : [number(0, origin), a];
  const step = c ?? number(compareNumbers(start, end) > 0 ? -1 : 1, origin);
  const sign = Math.sign(step.value);
  if (numbers.some(({ value, exact }) => !exact && !Number.isFinite(value))) return 'the numbers must be finite';
  if (sign === 0) return 'the step must not be zero';
  if (sign * compareNumbers(start, end) > 0) return 'the step leads away from the end';
  const items: Value[] = [];
  for (let at = start; sign * compareNumbers(at, end) < 0; at = sum(at, step, origin)) {
    if (items.length >= 1024) return 'more than 1024 values';
    items.push(at);
  }
  return { ...list(items, origin, 'list'), ...(items.length === 0 ? { element: { kind: 'number' } } : {}) };
}

/** Functions that make lists of lists, by name. */
export const listFunctions: FunctionTable = {
  chunklist: {
    parameters: ['list', 'number'],
    unknown: 'elements',
    run: ([source, size], { origin }) => {
      const items = elementsOf(source);
      const length = wholeArgument(size);
      if (length === undefined || length < 0) return 'the size must be a whole number of zero or more';
      const step = length === 0 ? Math.max(1, items.length) : length;
      const chunks: Value[] = [];
      for (let i = 0; i < items.length; i += step) chunks.push(list(items.slice(i, i + step), origin, 'list'));
      return list(chunks, origin, 'list');
    },
  },
  compact: {
    parameters: ['texts'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      const open = items.find((item) => item.kind === 'unknown');
      if (open) return open;
      const kept = items.filter((item) => item.kind === 'string' && item.value !== '');
      return { ...list(kept, origin, 'list'), element: { kind: 'string' } };
    },
  },
  distinct: {
    parameters: ['list'],
    run: ([source], { origin }) => {
      const unique = distinctItems(elementsOf(source));
      return unique ? like(source, [...unique.values()], origin) : 'the elements must be known';
    },
  },
  flatten: {
    parameters: ['sequence'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items: Value[] = [];
      const open = source && flat(source, items);
      return open ?? list(items, origin);
    },
  },
  matchkeys: {
    parameters: ['list', 'list', 'list'],
    run: ([values, given, wanted], { origin }) => {
      const type = unify([given, wanted].flatMap((part) => (part ? [typeOf(part)] : [])));
      if (!type || !given || !wanted) return 'the keys and the wanted keys must have one type';
      const [names, searched] = [listArgument(convert(given, type)), listArgument(convert(wanted, type))];
      const items = elementsOf(values);
      if (names.length !== items.length) return 'there must be as many keys as values';
      const keys = new Set(searched.map(identity));
      const kept = items.filter((_, i) => keys.has(names[i] && identity(names[i])));
      return like(values, kept, origin);
    },
  },
  range: {
    parameters: ['number'],
    rest: 'number',
    run: (args, context) => (args.length > 3 ? 'it takes at most three numbers' : rangeOf(args, context)),
  },
  reverse: {
    parameters: ['sequence'],
    unknown: 'elements',
    run: ([source], { origin }) => like(source, elementsOf(source).reverse(), origin),
  },
  slice: {
    parameters: ['sequence', 'number', 'number'],
    unknown: 'elements',
    run: ([source, from, to], { origin }) => {
      if (source?.kind === 'list' && source.collection === 'set') return 'a set has no order';
      const [start, end] = [wholeArgument(from), wholeArgument(to)];
      const items = elementsOf(source);
      if (start === undefined || end === undefined) return 'the indexes must be whole numbers';
      if (start < 0 || end < start || end > items.length)
        return `there are no elements ${start} to ${end} in a list of ${items.length}`;
      return like(source, items.slice(start, end), origin);
    },
  },
};
