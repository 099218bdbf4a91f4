import { limits } from '../budget.ts';
import { convert } from '../convert.ts';
import { add, compareNumbers, fromExact, toExact } from '../decimal.ts';
import { bool, elementOf, list, nothing, number, unknown } from '../make.ts';
import { distinctItems, identity } from '../sets.ts';
import { equal } from '../text.ts';
import { typeOf, unify } from '../unify.ts';
import type { NumberValue, Origin, Value } from '../value.ts';
import { graphemes } from './graphemes.ts';
import { type CallContext, elementsOf, type FunctionTable, listArgument, wholeArgument } from './spec.ts';

/** A list or tuple with other elements, of the same kind as the one that they come from. */
function like(source: Value | undefined, items: readonly Value[], origin: Origin): Value {
  const collection = source?.kind === 'list' && source.collection !== 'tuple' ? 'list' : 'tuple';
  const made = list(items, origin, collection);
  const type = collection === 'list' && items.length === 0 && source ? typeOf(source) : undefined;
  return type && 'element' in type ? { ...made, element: type.element } : made;
}

/** All elements of lists in lists, or the first unknown that hides some; undefined beyond the limit. */
function flat(value: Value, into: Value[]): Value | undefined {
  for (const item of elementsOf(value)) {
    if (item.kind === 'unknown') return item;
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

/** Whether any or all of a list of bools are true; an unknown one leaves that open unless another decides. */
function quantified(decisive: boolean): FunctionTable[string] {
  return {
    parameters: ['bools'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      const decides = items.find(
        (item) => (item.kind === 'bool' ? item.value : false) === decisive && item.kind !== 'unknown',
      );
      if (decides) return bool(decisive, origin);
      return items.find((item) => item.kind === 'unknown') ?? bool(!decisive, origin);
    },
  };
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

/** Functions on lists, by name. Those on sets and maps have their own tables. */
export const collectionFunctions: FunctionTable = {
  alltrue: quantified(false),
  anytrue: quantified(true),
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
  coalesce: {
    parameters: [],
    rest: 'any?',
    unknown: 'arguments',
    run: (args) => {
      const type = unify(args.map(typeOf));
      if (!type) return 'the arguments must have one type';
      for (const arg of args) {
        const value = convert(arg, type);
        if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return value;
      }
      return 'every argument is null or empty';
    },
  },
  coalescelist: {
    parameters: ['sequence'],
    rest: 'sequence',
    unknown: 'arguments',
    run: (args) => {
      for (const arg of args) {
        if (arg.kind === 'unknown' || listArgument(arg).length > 0) return arg;
      }
      return 'every list is empty';
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
  concat: {
    parameters: ['sequence'],
    rest: 'sequence',
    unknown: 'elements',
    run: (args, { origin }) => {
      if (args.some((arg) => arg.kind === 'list' && arg.collection === 'set')) return 'a set has no order';
      const items = args.flatMap(elementsOf);
      if (args.some((arg) => arg.kind === 'list' && arg.collection === 'tuple')) return list(items, origin);
      const type = unify(args.map(typeOf));
      return type ? convert(list(items, origin, 'tuple'), type) : list(items, origin);
    },
  },
  contains: {
    parameters: ['sequence', 'any'],
    unknown: 'elements',
    marks: 'deep',
    run: ([source, wanted], { origin }) => {
      if (!wanted) return 'a value is needed';
      const items = elementsOf(source);
      const answers = items.map((item) => equal(item, wanted));
      if (answers.includes(true)) return bool(true, origin);
      const open = answers.indexOf(undefined);
      if (open === -1) return bool(false, origin);
      return items[open]?.kind === 'unknown' ? items[open] : unknown('computed', 'contains()', origin);
    },
  },
  distinct: {
    parameters: ['list'],
    run: ([source], { origin }) => {
      const unique = distinctItems(elementsOf(source));
      return unique ? like(source, [...unique.values()], origin) : 'the elements must be known';
    },
  },
  element: {
    parameters: ['sequence', 'number'],
    unknown: 'elements',
    run: ([source, index]) => {
      const items = listArgument(source);
      const at = wholeArgument(index);
      if (source?.kind === 'list' && source.collection === 'set') return 'a set has no order';
      if (at === undefined || at < 0) return 'the index must be a whole number of zero or more';
      const item = items[at % items.length];
      return source && item ? elementOf(source, item) : 'the list is empty';
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
  index: {
    parameters: ['sequence', 'any'],
    run: ([source, wanted], { origin }) => {
      if (source?.kind === 'list' && source.collection === 'set') return 'a set has no order';
      const at = listArgument(source).findIndex((item) => wanted && equal(item, wanted));
      return at === -1 ? 'the value is not in the list' : number(at, origin);
    },
  },
  length: {
    parameters: ['any'],
    unknown: 'elements',
    run: ([value], { origin }) => {
      if (value?.kind === 'list') {
        const open = value.collection === 'set' ? value.items.find((item) => item.kind === 'unknown') : undefined;
        return open ?? number(value.items.length, origin);
      }
      if (value?.kind === 'object') return number(value.entries.size, origin);
      if (value?.kind === 'string') return number(graphemes(value.value).length, origin);
      return 'a string, list or map is needed';
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
  one: {
    parameters: ['sequence'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      if (items.length > 1) return 'the list has more than one element';
      return items[0] ?? nothing(origin);
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
