import { parseNumber } from './decimal.ts';
import { bool, invalid, marked, nothing, object, string } from './make.ts';
import { compareText, equal, numberText } from './text.ts';
import type { ListValue, Value } from './value.ts';

/** A type constraint as `type = ...` states it. */
export type Type =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

export interface AttributeType {
  readonly type: Type;
  readonly optional: boolean;
  readonly fallback: Value | undefined;
}

/** The text that a primitive converts to; undefined for null, unknown, lists and objects. */
export function textOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return numberText(value);
  if (value.kind === 'bool') return String(value.value);
  return undefined;
}

/** The value as a string, as Terraform converts it; an `invalid` unknown where it does not. Origin and marks stay. */
export function toStringValue(value: Value): Value {
  if (value.kind === 'string' || value.kind === 'unknown' || value.kind === 'null') return value;
  const text = textOf(value);
  if (text === undefined) return invalid(`a string is required, not ${article(value)}`, value.origin);
  return marked(string(text, value.origin), [value]);
}

export function toNumberValue(value: Value): Value {
  if (value.kind === 'number' || value.kind === 'unknown' || value.kind === 'null') return value;
  const parsed = value.kind === 'string' ? parseNumber(value.value, value.origin) : undefined;
  return parsed ? marked(parsed, [value]) : invalid(`a number is required, not ${article(value)}`, value.origin);
}

export function toBoolValue(value: Value): Value {
  if (value.kind === 'bool' || value.kind === 'unknown' || value.kind === 'null') return value;
  if (value.kind === 'string') {
    if (value.value === 'true' || value.value === '1') return marked(bool(true, value.origin), [value]);
    if (value.value === 'false' || value.value === '0') return marked(bool(false, value.origin), [value]);
  }
  return invalid(`true or false is required, not ${article(value)}`, value.origin);
}

/** What a value is, with its article, for messages: 'a list', 'an object'. */
export function article(value: Value): string {
  const names = { string: 'a string', number: 'a number', bool: 'a bool', null: 'null', unknown: 'an unknown value' };
  if (value.kind === 'list') return `a ${value.collection}`;
  if (value.kind === 'object') return value.collection === 'map' ? 'a map' : 'an object';
  return names[value.kind];
}

/** Elements in the order and without the doubles that a set has; undefined where an unknown one decides. */
function setItems(items: readonly Value[]): readonly Value[] | undefined {
  const unique: Value[] = [];
  const texts = new Set<string>();
  for (const item of items) {
    const text = textOf(item);
    if (text !== undefined) {
      const key = `${item.kind} ${text}`;
      if (!texts.has(key)) unique.push(item);
      texts.add(key);
      continue;
    }
    const same = unique.map((other) => equal(other, item));
    if (item.kind === 'unknown') return undefined;
    if (!same.includes(true)) unique.push(item);
  }
  return unique.sort((a, b) => {
    if (a.kind === 'number' && b.kind === 'number') return a.value - b.value;
    return compareText(textOf(a) ?? '', textOf(b) ?? '');
  });
}

/** The value converted to a type constraint: primitives, elements, optional attributes with their defaults. */
export function convert(value: Value, type: Type): Value {
  if (value.kind === 'unknown' || value.kind === 'null') return value;
  switch (type.kind) {
    case 'any':
      return value;
    case 'string':
      return toStringValue(value);
    case 'number':
      return toNumberValue(value);
    case 'bool':
      return toBoolValue(value);
    case 'list':
    case 'set':
      return convertList(value, type.kind, type.element);
    case 'tuple':
      if (value.kind !== 'list' || value.items.length !== type.elements.length) return mismatch(value, 'a tuple');
      return { ...value, items: value.items.map((item, i) => convert(item, type.elements[i] ?? { kind: 'any' })) };
    case 'map':
      if (value.kind !== 'object') return mismatch(value, 'a map');
      if (value.open) return value;
      return first(
        { ...value, collection: 'map', entries: mapEntries(value.entries, (item) => convert(item, type.element)) },
        (made) => [...made.entries.values()],
      );
    case 'object':
      return convertObject(value, type.attributes);
  }
}

function convertList(value: Value, kind: 'list' | 'set', element: Type): Value {
  if (value.kind !== 'list') return mismatch(value, `a ${kind}`);
  const items = value.items.map((item) => convert(item, element));
  const made: ListValue = { ...value, collection: kind, items };
  if (kind === 'list') return first(made, (whole) => whole.items);
  const unique = setItems(items);
  return unique ? first({ ...made, items: unique }, (whole) => whole.items) : made;
}

function convertObject(value: Value, attributes: ReadonlyMap<string, AttributeType>): Value {
  if (value.kind !== 'object') return mismatch(value, 'an object');
  if (value.open) return value;
  const entries = new Map<string, Value>();
  for (const [name, attribute] of attributes) {
    const given = value.entries.get(name);
    if (given && (given.kind !== 'null' || !attribute.fallback)) {
      entries.set(name, convert(given, attribute.type));
    } else if (attribute.optional) {
      entries.set(name, attribute.fallback ? convert(attribute.fallback, attribute.type) : nothing(value.origin));
    } else {
      return invalid(`attribute "${name}" is required`, value.origin);
    }
  }
  return first(marked(object(entries, value.origin), [value]), (made) => [...made.entries.values()]);
}

/** The container, or the first error among its elements. */
function first<V extends Value>(container: V, elements: (container: V) => readonly Value[]): Value {
  const wrong = elements(container).find((item) => item.kind === 'unknown' && item.reason === 'invalid');
  return wrong ?? container;
}

function mismatch(value: Value, wanted: string): Value {
  return invalid(`${wanted} is required, not ${article(value)}`, value.origin);
}

function mapEntries(entries: ReadonlyMap<string, Value>, change: (value: Value) => Value): Map<string, Value> {
  return new Map([...entries].map(([key, item]) => [key, change(item)]));
}
