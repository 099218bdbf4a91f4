import type { Expression } from '../../hcl/ast.ts';
import { toInteger } from '../decimal.ts';
import { elementOf } from '../make.ts';
import type { Scope } from '../scope.ts';
import { compareText } from '../text.ts';
import type { ListValue, Location, ObjectValue, Origin, Value } from '../value.ts';

/**
 * What a parameter takes. `text`, `number` and `bool` are converted, and so are collections: `list` and `set` to elements of
 * one type, `texts` to a list of strings, `bools` to a list of bools, `lists` to a map of lists of strings. `sequence` is
 * a list, set or tuple as it is, `map` a map or object as it is, `any` everything.
 */
type Kind = 'text' | 'number' | 'bool' | 'list' | 'set' | 'texts' | 'bools' | 'lists' | 'sequence' | 'map' | 'any';

/** With `?` the argument may be null. */
export type Parameter = Kind | `${Kind}?`;

/** What a function gets besides its arguments. */
export interface CallContext {
  readonly at: Location;
  /** The origin of a result that is made by the call itself. */
  readonly origin: Origin;
  readonly scope: Scope;
  /** Works out an expression: what a template consists of. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
}

export interface TerraformFunction {
  readonly parameters: readonly Parameter[];
  /** What further arguments are; absent where there are none. */
  readonly rest?: Parameter;
  /** Parameters from this index on may be left out. */
  readonly optionalFrom?: number;
  /**
   * What the function itself deals with where it is unknown: elements of known lists and maps, or whole arguments. Otherwise
   * the result is unknown as soon as anything in an argument is.
   */
  readonly unknown?: 'elements' | 'arguments';
  /**
   * What makes the result sensitive: any part of an argument (`deep`), or what the function decides itself (`own`). Otherwise
   * a function that deals with unknown elements passes their marks on with them, and any other is as with `deep`.
   */
  readonly marks?: 'deep' | 'own';
  /** Gets converted arguments; returns the result, or a text that says what is wrong. */
  readonly run: (args: readonly Value[], context: CallContext) => Value | string;
}

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

/** The text of an argument that the table declares as `text`. */
export function textArgument(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

/** The number of an argument that the table declares as `number`, as a double. */
export function numberArgument(value: Value | undefined): number {
  return value?.kind === 'number' ? value.value : Number.NaN;
}

/** The whole number of an argument that the table declares as `number`; undefined where it is none or beyond 64 bits. */
export function wholeArgument(value: Value | undefined): number | undefined {
  const whole = value?.kind === 'number' ? toInteger(value) : undefined;
  return whole === undefined || whole >= 2n ** 63n || whole < -(2n ** 63n) ? undefined : Number(whole);
}

/** The elements of an argument that the table declares as a list of any kind. */
export function listArgument(value: Value | undefined): ListValue['items'] {
  return value?.kind === 'list' ? value.items : [];
}

/** The entries of an argument that the table declares as `map`. */
export function mapArgument(value: Value | undefined): ObjectValue['entries'] {
  return value?.kind === 'object' ? value.entries : new Map();
}

/** The elements of a list, each as sensitive as the list and read through what the list was read through. */
export function elementsOf(value: Value | undefined): Value[] {
  return value ? listArgument(value).map((item) => elementOf(value, item)) : [];
}

/** The entries of a map in the order of their keys, each as sensitive as the map and read through what that was. */
export function sortedEntries(value: Value | undefined): [key: string, item: Value][] {
  if (!value) return [];
  const sorted = [...mapArgument(value)].sort(([a], [b]) => compareText(a, b));
  return sorted.map(([key, item]) => [key, elementOf(value, item)]);
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
