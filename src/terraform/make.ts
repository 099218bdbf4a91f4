import { normalized } from '../hcl/template.ts';
import type {
  BoolValue,
  Exact,
  ListValue,
  Location,
  NullValue,
  NumberValue,
  ObjectValue,
  Origin,
  Step,
  StringValue,
  UnknownReason,
  UnknownValue,
  Value,
} from './value.ts';

/** The origin of a value that stands at `at` itself. */
export function here(at: Location): Origin {
  return { at, through: [] };
}

export function string(value: string, origin: Origin): StringValue {
  return { kind: 'string', value, origin };
}

export function number(value: number, origin: Origin, exact?: Exact): NumberValue {
  return exact ? { kind: 'number', value, exact, origin } : { kind: 'number', value, origin };
}

export function bool(value: boolean, origin: Origin): BoolValue {
  return { kind: 'bool', value, origin };
}

export function nothing(origin: Origin): NullValue {
  return { kind: 'null', origin };
}

export function list(
  items: readonly Value[],
  origin: Origin,
  collection: ListValue['collection'] = 'tuple',
): ListValue {
  return { kind: 'list', collection, items, origin };
}

export function object(
  entries: ReadonlyMap<string, Value>,
  origin: Origin,
  collection: ObjectValue['collection'] = 'object',
): ObjectValue {
  return { kind: 'object', collection, entries, origin };
}

export function unknown(reason: UnknownReason, cause: string, origin: Origin): UnknownValue {
  return { kind: 'unknown', reason, cause, origin };
}

/** What an expression that Terraform would refuse evaluates to; `message` says why. */
export function invalid(message: string, origin: Origin): UnknownValue {
  return unknown('invalid', message, origin);
}

/** The value with another origin. */
function at<V extends Value>(value: V, origin: Origin): V {
  return { ...value, origin };
}

/** The value as read through `steps` first, outermost first. Elements keep their own origin: see `throughout`. */
export function through<V extends Value>(value: V, steps: readonly Step[]): V {
  if (steps.length === 0) return value;
  return at(value, { at: value.origin.at, through: [...steps, ...value.origin.through] });
}

/** An element taken out of a container: read through whatever the container was, and as sensitive as it. */
export function elementOf(container: Value, element: Value): Value {
  return marked(through(element, container.origin.through), [container]);
}

/** The value with every element, at any depth, carrying the steps of the containers around it. */
export function throughout(value: Value): Value {
  if (value.kind === 'list' && value.items.length > 0 && needsSteps(value)) {
    return { ...value, items: value.items.map((item) => throughout(elementOf(value, item))) };
  }
  if (value.kind === 'object' && !value.open && value.entries.size > 0 && needsSteps(value)) {
    const entries = new Map<string, Value>();
    for (const [key, item] of value.entries) entries.set(key, throughout(elementOf(value, item)));
    return { ...value, entries };
  }
  return value;
}

function needsSteps(value: Value): boolean {
  if (value.origin.through.length > 0 || value.sensitive || value.ephemeral) return true;
  if (value.kind === 'list') return value.items.some(needsSteps);
  if (value.kind === 'object' && !value.open) return [...value.entries.values()].some(needsSteps);
  return false;
}

/** The value with the marks of everything that it was made from. */
export function marked<V extends Value>(value: V, from: readonly Value[]): V {
  const sensitive = from.some((source) => source.sensitive);
  const ephemeral = from.some((source) => source.ephemeral);
  if (!sensitive && !ephemeral) return value;
  return { ...value, ...(sensitive ? { sensitive } : {}), ...(ephemeral ? { ephemeral } : {}) };
}

/** The value with the marks of everything that it was made from, elements at any depth among it. */
export function deeplyMarked<V extends Value>(value: V, from: readonly Value[]): V {
  return marked(value, from.flatMap(marks));
}

/** The marked parts of a value. */
function marks(value: Value): readonly Value[] {
  if (value.sensitive || value.ephemeral) return [value];
  if (value.kind === 'list') return value.items.flatMap(marks);
  if (value.kind === 'object' && !value.open) return [...value.entries.values()].flatMap(marks);
  return [];
}

/** A text put together from pieces; where some are unknown it is unknown too, but keeps those that are not. */
export function assembled(pieces: readonly (string | UnknownValue)[], at: Location): StringValue | UnknownValue {
  const flat = pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : (piece.pieces ?? [piece])));
  const holes = flat.filter((piece) => typeof piece !== 'string');
  const hole = holes.find(({ reason }) => reason === 'invalid') ?? holes[0];
  return hole
    ? { ...follows(hole, at), type: { kind: 'string' }, pieces: flat }
    : string(normalized(flat.join('')), here(at));
}

/** The unknown that follows from an unknown part: same reason and cause, at the place of the whole. */
export function follows(part: UnknownValue, at: Location): UnknownValue {
  return { kind: 'unknown', reason: part.reason, cause: part.cause, origin: { at, through: part.origin.through } };
}
