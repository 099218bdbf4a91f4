import type { AttributeType, Type } from './convert.ts';
import type { Value } from './value.ts';

const any: Type = { kind: 'any' };

const known = new WeakMap<object, { readonly collection: string; readonly type: Type }>();

/** The type that a value has; `any` for what is unknown or null and of no type, and for what a resource decides itself. */
export function typeOf(value: Value): Type {
  if (value.kind === 'unknown' || value.kind === 'null') return value.type ?? any;
  if (value.kind !== 'list' && value.kind !== 'object') return { kind: value.kind };
  if (value.kind === 'object' && value.open) return any;
  if (value.element) return { kind: value.collection as 'list' | 'set' | 'map', element: value.element };
  const content = value.kind === 'list' ? value.items : value.entries;
  const before = known.get(content);
  if (before?.collection === value.collection) return before.type;
  const type = value.kind === 'list' ? listType(value.collection, value.items) : objectType(value);
  known.set(content, { collection: value.collection, type });
  return type;
}

function listType(collection: 'tuple' | 'list' | 'set', items: readonly Value[]): Type {
  const elements = items.map(typeOf);
  return collection === 'tuple' ? { kind: 'tuple', elements } : { kind: collection, element: unify(elements) ?? any };
}

function objectType(value: Value & { kind: 'object' }): Type {
  if (value.collection === 'map')
    return { kind: 'map', element: unify([...value.entries.values()].map(typeOf)) ?? any };
  const attributes = [...value.entries].map(([name, item]) => [name, required(typeOf(item))] as const);
  return { kind: 'object', attributes: new Map(attributes) };
}

function required(type: Type): AttributeType {
  return { type, optional: false, fallback: undefined };
}

export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if ('element' in a && 'element' in b) return a.kind === b.kind && sameType(a.element, b.element);
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return (
      a.elements.length === b.elements.length && a.elements.every((type, i) => sameType(type, b.elements[i] ?? any))
    );
  }
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.attributes.size !== b.attributes.size) return false;
    return [...a.attributes].every(([name, { type }]) => {
      const other = b.attributes.get(name);
      return other !== undefined && sameType(type, other.type);
    });
  }
  return a.kind === b.kind;
}

/** The type that values of all the types convert to, as Terraform picks it; undefined where there is none. */
export function unify(types: readonly Type[]): Type | undefined {
  return unifyKnown(types) ?? (types.some((type) => type.kind === 'any') ? any : undefined);
}

function unifyKnown(types: readonly Type[]): Type | undefined {
  const some: Type[] = [];
  for (const type of types) {
    const [first, last] = [some[0], some.at(-1)];
    if (type.kind === 'any' || (first && sameType(first, type)) || (last && sameType(last, type))) continue;
    some.push(type);
  }
  if (some.length <= 1) return some[0] ?? any;
  const kinds = new Set(some.map((type) => type.kind));
  const only = (...names: Type['kind'][]) => [...kinds].every((kind) => names.includes(kind));
  if (only('map', 'object') && kinds.has('map')) return collectionOf('map', some);
  if (only('list', 'tuple') && kinds.has('list')) return collectionOf('list', some);
  if (only('set')) return collectionOf('set', some);
  if (only('object')) return unifyObjects(some.flatMap((type) => (type.kind === 'object' ? [type] : [])));
  if (only('tuple')) return unifyTuples(some.flatMap((type) => (type.kind === 'tuple' ? [type] : [])));
  if (kinds.has('object') && kinds.has('tuple')) return undefined;
  const preferred = [...some].sort((a, b) => preference(a) - preference(b));
  return preferred.slice(0, 8).find((wanted) => some.every((type) => convertible(type, wanted)));
}

/** Text holds every primitive, and a list or map more than a tuple or object. */
function preference({ kind }: Type): number {
  return kind === 'string' || kind === 'list' || kind === 'map' ? 0 : kind === 'set' ? 1 : 2;
}

function collectionOf(kind: 'list' | 'set' | 'map', types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap(elementTypes));
  return element && { kind, element };
}

function elementTypes(type: Type): readonly Type[] {
  if ('element' in type) return [type.element];
  if (type.kind === 'tuple') return type.elements;
  return type.kind === 'object' ? [...type.attributes.values()].map((attribute) => attribute.type) : [];
}

function unifyObjects(types: readonly (Type & { kind: 'object' })[]): Type | undefined {
  const [first] = types;
  if (!first) return undefined;
  const alike = types.every(
    ({ attributes }) =>
      attributes.size === first.attributes.size && [...attributes.keys()].every((name) => first.attributes.has(name)),
  );
  if (!alike) return collectionOf('map', types);
  const attributes = new Map<string, AttributeType>();
  for (const name of first.attributes.keys()) {
    const type = unify(types.map((object) => object.attributes.get(name)?.type ?? any));
    if (!type) return undefined;
    attributes.set(name, required(type));
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly (Type & { kind: 'tuple' })[]): Type | undefined {
  const [first] = types;
  if (!first) return undefined;
  if (types.some(({ elements }) => elements.length !== first.elements.length)) return collectionOf('list', types);
  const elements: Type[] = [];
  for (const i of first.elements.keys()) {
    const type = unify(types.map((tuple) => tuple.elements[i] ?? any));
    if (!type) return undefined;
    elements.push(type);
  }
  return { kind: 'tuple', elements };
}

/** Whether a value of one type may convert to another; a text may still be no number. */
function convertible(from: Type, to: Type): boolean {
  if (from.kind === 'any' || to.kind === 'any') return true;
  switch (to.kind) {
    case 'string':
      return from.kind === 'string' || from.kind === 'number' || from.kind === 'bool';
    case 'number':
    case 'bool':
      return from.kind === to.kind || from.kind === 'string';
    case 'list':
    case 'set':
      return (
        ['list', 'set', 'tuple'].includes(from.kind) &&
        elementTypes(from).every((type) => convertible(type, to.element))
      );
    case 'map':
      return (
        (from.kind === 'map' || from.kind === 'object') &&
        elementTypes(from).every((type) => convertible(type, to.element))
      );
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        from.elements.every((type, i) => convertible(type, to.elements[i] ?? any))
      );
    case 'object':
      return [...to.attributes].every(([name, { type }]) => {
        const given =
          from.kind === 'object' ? from.attributes.get(name)?.type : from.kind === 'map' ? from.element : undefined;
        return given !== undefined && convertible(given, type);
      });
  }
}
