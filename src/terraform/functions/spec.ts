import type { Scope } from '../scope.ts';
import type { ListValue, Location, ObjectValue, Origin, Value } from '../value.ts';

/**
 * What a parameter takes. `text`, `number` and `bool` are converted; `list` is a list, set or tuple, `map` a map or object;
 * `texts` is a list whose elements are converted to strings; `any` is passed as it is. A `?` allows null.
 */
export type Parameter = 'text' | 'number' | 'bool' | 'list' | 'texts' | 'map' | 'any' | 'any?' | 'list?' | 'map?';

/** What a function gets besides its arguments. */
export interface CallContext {
  readonly at: Location;
  /** The origin of a result that is made by the call itself. */
  readonly origin: Origin;
  readonly scope: Scope;
}

export interface TerraformFunction {
  readonly parameters: readonly Parameter[];
  /** What further arguments are; absent where there are none. */
  readonly rest?: Parameter;
  /** Parameters from this index on may be left out. */
  readonly optionalFrom?: number;
  /**
   * Whether the function itself deals with unknown arguments and elements. Otherwise the result is unknown as soon as
   * anything in an argument is.
   */
  readonly partial?: boolean;
  /** Gets converted arguments; returns the result, or a text that says what is wrong. */
  readonly run: (args: readonly Value[], context: CallContext) => Value | string;
}

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

/** The text of an argument that the table declares as `text`. */
export function textArgument(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

/** The number of an argument that the table declares as `number`. */
export function numberArgument(value: Value | undefined): number {
  return value?.kind === 'number' ? value.value : Number.NaN;
}

/** The elements of an argument that the table declares as `list` or `texts`. */
export function listArgument(value: Value | undefined): ListValue['items'] {
  return value?.kind === 'list' ? value.items : [];
}

/** The entries of an argument that the table declares as `map`. */
export function mapArgument(value: Value | undefined): ObjectValue['entries'] {
  return value?.kind === 'object' ? value.entries : new Map();
}
