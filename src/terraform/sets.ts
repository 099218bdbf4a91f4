import { compareNumbers, toInteger } from './decimal.ts';
import { numberText } from './digits.ts';
import { compareText } from './text.ts';
import type { Value } from './value.ts';

/** Elements in the order and without the doubles that a set has; undefined where an unknown one decides. */
export function setItems(items: readonly Value[]): readonly Value[] | undefined {
  const unique = distinctItems(items);
  if (!unique) return undefined;
  return [...unique].sort(([x, a], [y, b]) => order(a, b) ?? compareText(x, y)).map(([, item]) => item);
}

/** Elements without doubles, each by its identity, the first of equals; undefined where an unknown one decides. */
export function distinctItems(items: readonly Value[]): ReadonlyMap<string, Value> | undefined {
  const unique = new Map<string, Value>();
  for (const item of items) {
    const key = identity(item);
    if (key === undefined) return undefined;
    if (!unique.has(key)) unique.set(key, item);
  }
  return unique;
}

/** Primitives have an order of their own, null comes last; undefined for anything else. */
function order(a: Value, b: Value): number | undefined {
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind ? 0 : a.kind === 'null' ? 1 : -1;
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b);
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return undefined;
}

/** A text that is the same only for equal values of one type, and whose order Terraform gives to sets of lists and objects. */
export function identity(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'null':
      return '~';
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'number':
      return toInteger(value) === 0n ? '0' : numberText(value);
    case 'string':
      return JSON.stringify(value.value);
    case 'list':
      return value.collection === 'tuple' ? joined('<', value.items, '>') : joined('[', value.items, ']');
    case 'object': {
      if (value.open) return undefined;
      const sorted = [...value.entries].sort(([a], [b]) => compareText(a, b));
      if (value.collection === 'object') {
        // Elements of one set have the same attributes, unless they could not be converted to one type.
        return joined(
          '<',
          sorted.map(([, item]) => item),
          '>',
        );
      }
      const parts = sorted.map(([key, item]) => [JSON.stringify(key), identity(item)]);
      if (parts.some(([, part]) => part === undefined)) return undefined;
      return `{${parts.map(([key, part]) => `${key}:${part};`).join('')}}`;
    }
  }
}

function joined(open: string, items: readonly Value[], close: string): string | undefined {
  const parts = items.map(identity);
  return parts.includes(undefined) ? undefined : `${open}${parts.map((part) => `${part};`).join('')}${close}`;
}
