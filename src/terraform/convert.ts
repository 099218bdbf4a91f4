import { parseNumber } from './decimal.ts';
import { numberText } from './digits.ts';
import { bool, invalid, marked, nothing, object, string } from './make.ts';
import { setItems } from './sets.ts';
import { typeOf, unify } from './unify.ts';
import type { ListValue, NullValue, ObjectValue, UnknownValue, Value } from './value.ts';

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

/** What is no value yet, or none at all, as one of a type. */
function typed<V extends NullValue | UnknownValue>(value: V, type: Type): V {
  return value.kind === 'unknown' && value.reason === 'invalid' ? value : { ...value, type };
}

/** The value as a string, as Terraform converts it; an `invalid` unknown where it does not. Origin and marks stay. */
export function toStringValue(value: Value): Value {
  if (value.kind === 'string') return value;
  if (value.kind === 'null' || value.kind === 'unknown') return typed(value, { kind: 'string' });
  const text = textOf(value);
  if (text === undefined) return invalid(`a string is required, not ${article(value)}`, value.origin);
  return marked(string(text, value.origin), [value]);
}

export function toNumberValue(value: Value): Value {
  if (value.kind === 'number') return value;
  if (value.kind === 'null' || value.kind === 'unknown') return typed(value, { kind: 'number' });
  const parsed = value.kind === 'string' ? parseNumber(value.value, value.origin) : undefined;
  return parsed ? marked(parsed, [value]) : invalid(`a number is required, not ${article(value)}`, value.origin);
}

export function toBoolValue(value: Value): Value {
  if (value.kind === 'bool') return value;
  if (value.kind === 'null' || value.kind === 'unknown') return typed(value, { kind: 'bool' });
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

/** The value converted to a type constraint: primitives, elements, optional attributes with their defaults. */
export function convert(value: Value, type: Type): Value {
  if (type.kind === 'any') return value;
  if (value.kind === 'null' || value.kind === 'unknown') return typed(value, type);
  switch (type.kind) {
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
      return first({ ...value, items: value.items.map((item, i) => convert(item, type.elements[i] ?? type)) });
    case 'map':
      return convertMap(value, type.element);
    case 'object':
      return convertObject(value, type.attributes);
  }
}

function convertList(value: Value, kind: 'list' | 'set', wanted: Type): Value {
  if (value.kind !== 'list') return mismatch(value, `a ${kind}`);
  if (value.collection === kind && wanted.kind === 'any') return value;
  const element = elementType(value.items, wanted);
  if (!element) return invalid(`the elements of a ${kind} must have one type`, value.origin);
  const made: ListValue = {
    ...withoutElement(value),
    collection: kind,
    items: value.items.map((item) => convert(item, element)),
    ...(value.items.length === 0 ? { element } : {}),
  };
  return first(kind === 'set' ? asSet(made) : made);
}

/** The list as a set: in order, without doubles, and as sensitive as any element. */
export function asSet(list: ListValue): ListValue {
  const plain = list.items.map(({ sensitive: _, ephemeral: __, ...item }): Value => item);
  const items = list.items.some((item) => item.sensitive || item.ephemeral) ? plain : list.items;
  return marked({ ...list, collection: 'set', items: setItems(items) ?? items }, list.items);
}

function convertMap(value: Value, wanted: Type): Value {
  if (value.kind !== 'object') return mismatch(value, 'a map');
  if (value.open || (value.collection === 'map' && wanted.kind === 'any')) return value;
  const element = elementType([...value.entries.values()], wanted);
  if (!element) return invalid('the elements of a map must have one type', value.origin);
  const entries = new Map([...value.entries].map(([key, item]) => [key, convert(item, element)]));
  return first({ ...withoutElement(value), collection: 'map', entries, ...(entries.size === 0 ? { element } : {}) });
}

/** What the elements are converted to: `any` stands for the one type that all of them convert to. */
function elementType(items: readonly Value[], wanted: Type): Type | undefined {
  return wanted.kind === 'any' ? unify(items.map(typeOf)) : wanted;
}

function withoutElement<V extends ListValue | ObjectValue>({ element: _, ...value }: V): Omit<V, 'element'> {
  return value;
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
      entries.set(name, convert(attribute.fallback ?? nothing(value.origin), attribute.type));
    } else {
      return invalid(`attribute "${name}" is required`, value.origin);
    }
  }
  return first(marked(object(entries, value.origin), [value]));
}

/** The container, or the first error among its elements. */
function first(container: ListValue | ObjectValue): Value {
  const elements = container.kind === 'list' ? container.items : [...container.entries.values()];
  return elements.find((item) => item.kind === 'unknown' && item.reason === 'invalid') ?? container;
}

function mismatch(value: Value, wanted: string): Value {
  return invalid(`${wanted} is required, not ${article(value)}`, value.origin);
}
