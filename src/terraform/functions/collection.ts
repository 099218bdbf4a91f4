import { limits } from '../budget.ts';
import { textOf } from '../convert.ts';
import { bool, elementOf, list, number, object, string, unknown } from '../make.ts';
import { compareText, equal } from '../text.ts';
import type { Value } from '../value.ts';
import { type FunctionTable, listArgument, mapArgument, numberArgument, textArgument } from './spec.ts';

/** The elements of a list, each as sensitive as the list and read through what the list was read through. */
function elementsOf(value: Value | undefined): Value[] {
  return value ? listArgument(value).map((item) => elementOf(value, item)) : [];
}

function flat(value: Value): Value[] | Value {
  const items: Value[] = [];
  for (const item of elementsOf(value)) {
    if (item.kind === 'unknown') return item;
    const inner = item.kind === 'list' ? flat(item) : [item];
    if (!Array.isArray(inner)) return inner;
    items.push(...inner);
  }
  return items;
}

function sortedKeys(value: Value | undefined): string[] {
  return [...mapArgument(value).keys()].sort(compareText);
}

/** Functions on lists, sets and maps, by name. */
export const collectionFunctions: FunctionTable = {
  coalesce: {
    parameters: [],
    rest: 'any?',
    partial: true,
    run: (args) => {
      for (const arg of args) if (arg.kind !== 'null' && !(arg.kind === 'string' && arg.value === '')) return arg;
      return 'every argument is null or empty';
    },
  },
  compact: {
    parameters: ['texts'],
    run: ([source], { origin }) =>
      list(
        elementsOf(source).filter((item) => item.kind === 'string' && item.value !== ''),
        origin,
        'list',
      ),
  },
  concat: {
    parameters: ['list'],
    rest: 'list',
    partial: true,
    run: (args, { origin }) => {
      const open = args.find((arg) => arg.kind === 'unknown');
      return open ?? list(args.flatMap(elementsOf), origin);
    },
  },
  contains: {
    parameters: ['list', 'any'],
    run: ([source, wanted], { origin }) => {
      if (!wanted) return 'a value is needed';
      return bool(
        listArgument(source).some((item) => equal(item, wanted) === true),
        origin,
      );
    },
  },
  distinct: {
    parameters: ['list'],
    run: ([source], { origin }) => {
      const unique: Value[] = [];
      for (const item of elementsOf(source)) if (!unique.some((other) => equal(other, item))) unique.push(item);
      return list(unique, origin, 'list');
    },
  },
  element: {
    parameters: ['list', 'number'],
    partial: true,
    run: ([source, index]) => {
      if (source?.kind === 'unknown') return source;
      if (index?.kind === 'unknown') return index;
      const items = elementsOf(source);
      const at = numberArgument(index);
      if (items.length === 0) return 'the list is empty';
      if (at < 0 || !Number.isInteger(at)) return 'the index must be a whole number of zero or more';
      return items[at % items.length] ?? 'the list is empty';
    },
  },
  flatten: {
    parameters: ['list'],
    partial: true,
    run: ([source], { origin }) => {
      if (!source || source.kind === 'unknown') return source ?? 'a list is needed';
      const items = flat(source);
      return Array.isArray(items) ? list(items, origin) : items;
    },
  },
  keys: {
    parameters: ['map'],
    partial: true,
    run: ([source], { origin }) => {
      if (!source || source.kind === 'unknown') return source ?? 'a map is needed';
      return list(
        sortedKeys(source).map((key) => string(key, origin)),
        origin,
      );
    },
  },
  length: {
    parameters: ['any'],
    partial: true,
    run: ([value], { origin }) => {
      if (value?.kind === 'unknown') return value;
      if (value?.kind === 'list') return number(value.items.length, origin);
      if (value?.kind === 'object' && !value.open) return number(value.entries.size, origin);
      if (value?.kind === 'string') return number([...value.value].length, origin);
      return 'a string, list or map is needed';
    },
  },
  lookup: {
    parameters: ['map', 'text', 'any?'],
    optionalFrom: 2,
    partial: true,
    run: ([source, key, fallback]) => {
      if (source?.kind === 'unknown') return source;
      if (key?.kind === 'unknown') return key;
      const found = mapArgument(source).get(textArgument(key));
      if (found && source) return elementOf(source, found);
      return fallback ?? `there is no key "${textArgument(key)}"`;
    },
  },
  merge: {
    parameters: [],
    rest: 'map?',
    partial: true,
    run: (args, { origin }) => {
      const entries = new Map<string, Value>();
      for (const arg of args) {
        if (arg.kind === 'unknown') return arg;
        for (const [key, item] of mapArgument(arg)) entries.set(key, elementOf(arg, item));
      }
      return object(entries, origin);
    },
  },
  one: {
    parameters: ['list'],
    partial: true,
    run: ([source], { origin }) => {
      if (source?.kind === 'unknown') return source;
      const items = elementsOf(source);
      if (items.length > 1) return 'the list has more than one element';
      return items[0] ?? { kind: 'null', origin };
    },
  },
  range: {
    parameters: ['number'],
    rest: 'number',
    run: (args, { origin }) => {
      const [a = 0, b, c] = args.map(numberArgument);
      const [start, end] = b === undefined ? [0, a] : [a, b];
      const step = c ?? (end >= start ? 1 : -1);
      if (step === 0) return 'the step must not be zero';
      const items: Value[] = [];
      for (let at = start; step > 0 ? at < end : at > end; at += step) {
        if (items.length >= 1024) return 'more than 1024 values';
        items.push(number(at, origin));
      }
      return list(items, origin, 'list');
    },
  },
  reverse: { parameters: ['list'], run: ([source], { origin }) => list(elementsOf(source).reverse(), origin) },
  setproduct: {
    parameters: ['list', 'list'],
    rest: 'list',
    run: (args, { origin }) => {
      const size = args.reduce((product, arg) => product * listArgument(arg).length, 1);
      if (size > limits.elements) return unknown('budget', 'setproduct() with too many elements', origin);
      const rows = args.reduce<Value[][]>(
        (made, arg) => made.flatMap((row) => elementsOf(arg).map((item) => [...row, item])),
        [[]],
      );
      return list(
        rows.map((row) => list(row, origin)),
        origin,
        'list',
      );
    },
  },
  sort: {
    parameters: ['texts'],
    run: ([source], { origin }) =>
      list(
        elementsOf(source).sort((a, b) => compareText(textArgument(a), textArgument(b))),
        origin,
        'list',
      ),
  },
  values: {
    parameters: ['map'],
    partial: true,
    run: ([source], { origin }) => {
      if (!source || source.kind === 'unknown') return source ?? 'a map is needed';
      const entries = mapArgument(source);
      const items = sortedKeys(source).flatMap((key) => entries.get(key) ?? []);
      return list(
        items.map((item) => elementOf(source, item)),
        origin,
      );
    },
  },
  zipmap: {
    parameters: ['texts', 'list'],
    partial: true,
    run: ([names, values], { origin }) => {
      if (names?.kind === 'unknown') return names;
      if (values?.kind === 'unknown') return values;
      const items = elementsOf(values);
      const keys = listArgument(names).map(textOf);
      if (keys.length !== items.length) return 'there must be as many keys as values';
      const entries = new Map<string, Value>();
      for (const [i, key] of keys.entries()) {
        const item = items[i];
        if (key === undefined) return 'every key must be known';
        if (item) entries.set(key, item);
      }
      return object(entries, origin);
    },
  },
};
