import { convert, textOf } from '../convert.ts';
import { elementOf, list, object, string } from '../make.ts';
import { sameType, typeOf } from '../unify.ts';
import type { Value } from '../value.ts';
import { elementsOf, type FunctionTable, listArgument, mapArgument, sortedEntries, textArgument } from './spec.ts';

function isMap(value: Value | undefined): boolean {
  return value?.kind === 'object' && value.collection === 'map';
}

/** Functions on maps and objects, by name. */
export const mapFunctions: FunctionTable = {
  keys: {
    parameters: ['map'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = sortedEntries(source).map(([key]) => string(key, origin));
      return {
        ...list(items, origin, isMap(source) ? 'list' : 'tuple'),
        ...(isMap(source) ? { element: { kind: 'string' } } : {}),
      };
    },
  },
  lookup: {
    parameters: ['map', 'text', 'any?'],
    optionalFrom: 2,
    unknown: 'arguments',
    run: ([source, key, fallback]) => {
      if (source?.kind === 'unknown') return source;
      if (key?.kind === 'unknown') return key;
      const type = source && typeOf(source);
      const other = fallback && type?.kind === 'map' ? convert(fallback, type.element) : fallback;
      if (other?.kind === 'unknown' && other.reason === 'invalid')
        return 'the default has another type than the elements';
      const found = mapArgument(source).get(textArgument(key));
      if (found && source) return elementOf(source, found);
      return other ?? `there is no key "${textArgument(key)}"`;
    },
  },
  merge: {
    parameters: [],
    rest: 'map?',
    unknown: 'elements',
    run: (args, { origin }) => {
      const entries = new Map<string, Value>();
      for (const arg of args) {
        for (const [key, item] of mapArgument(arg)) entries.set(key, elementOf(arg, item));
      }
      const [type, ...others] = args.map(typeOf);
      if (type?.kind !== 'map' || !others.every((other) => sameType(type, other))) return object(entries, origin);
      return { ...object(entries, origin, 'map'), ...(entries.size === 0 ? { element: type.element } : {}) };
    },
  },
  transpose: {
    parameters: ['lists'],
    run: ([source], { origin }) => {
      const keys = new Map<string, Value[]>();
      for (const [name, items] of sortedEntries(source)) {
        for (const item of elementsOf(items)) {
          const key = textOf(item);
          if (key === undefined) return 'every element must be a string';
          const names = keys.get(key);
          if (names) names.push(string(name, origin));
          else keys.set(key, [string(name, origin)]);
        }
      }
      const lists = [...keys].map(([key, names]) => [key, list(names, origin, 'list')] as const);
      return object(new Map(lists), origin, 'map');
    },
  },
  values: {
    parameters: ['map'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = sortedEntries(source).map(([, item]) => item);
      return list(items, origin, isMap(source) ? 'list' : 'tuple');
    },
  },
  zipmap: {
    parameters: ['texts', 'sequence'],
    unknown: 'elements',
    run: ([names, values], { origin }) => {
      const items = elementsOf(values);
      const keys = listArgument(names);
      if (keys.length !== items.length) return 'there must be as many keys as values';
      const entries = new Map<string, Value>();
      for (const [i, key] of keys.entries()) {
        const item = items[i];
        if (key.kind === 'unknown') return key;
        if (key.kind !== 'string') return 'a key cannot be null';
        if (item) entries.set(key.value, item);
      }
      const tuple = values?.kind === 'list' && values.collection === 'tuple';
      return object(entries, origin, tuple ? 'object' : 'map');
    },
  },
};
