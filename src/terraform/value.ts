import type { Span } from '../hcl/span.ts';
import type { Type } from './convert.ts';

/** A stretch of one file; `file` is the path under which the caller's file system knows it. */
export interface Location extends Span {
  readonly file: string;
}

/** One reference that a value was read through: `var.ranges` at `at`, declared at `declaration`. */
export interface Step {
  readonly name: string;
  readonly at: Location;
  readonly declaration: Location | undefined;
  /** Full address of the resource instance, where the reference names one: `module.net.google_compute_network.main`. */
  readonly resource: string | undefined;
}

/** Where a value comes from: the text that its author would change, and the references on the way there. */
export interface Origin {
  readonly at: Location;
  /** The use first, the reference nearest to the literal last. Empty where the literal stands in the attribute itself. */
  readonly through: readonly Step[];
}

interface ValueBase {
  readonly origin: Origin;
  /** Kept out of messages; rules see the value all the same. */
  readonly sensitive?: boolean;
  readonly ephemeral?: boolean;
  /** For text that encodes a value (`jsonencode`, a policy document): that value, known as far as its parts are. */
  readonly document?: Value;
}

export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
}

/** A number. `exact` is there only where the shortest text of the nearest double (`value`) does not stand for it. */
export interface NumberValue extends ValueBase {
  readonly kind: 'number';
  readonly value: number;
  readonly exact?: Exact;
}

/** `mantissa` times two to the power of `exponent`; `precision` is how many bits results made from it have at least. */
export interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

export interface BoolValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullValue extends ValueBase {
  readonly kind: 'null';
  /** What it was converted to, where it was. */
  readonly type?: Type;
}

export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly collection: 'tuple' | 'list' | 'set';
  readonly items: readonly Value[];
  /** What a list or set without elements was converted to hold. */
  readonly element?: Type;
}

export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  readonly collection: 'object' | 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** What a map without elements was converted to hold. */
  readonly element?: Type;
  /** Set for a resource instance and the blocks in it: what is not in `entries` is decided elsewhere, not absent. */
  readonly open?: Open;
}

/** Whose attributes an open object has. */
export interface Open {
  readonly reason: 'computed' | 'data' | 'module';
  /** Full address of the resource instance or module call. */
  readonly address: string;
  /** Header of its block; undefined for blocks inside it, whose attributes are read through it already. */
  readonly declaration: Location | undefined;
}

export type UnknownReason =
  | 'variable' // an input variable without a value
  | 'data' // read by a data source
  | 'computed' // decided by the provider on apply
  | 'impure' // timestamp(), uuid() and the like, provider functions
  | 'module' // output of a module that is not on disk
  | 'invalid' // the expression is wrong, so Terraform would refuse it
  | 'budget'; // too large, too deep or too long to work out

export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  /** What could not be worked out, for people: `var.region`, `google_compute_network.main.id`. */
  readonly cause: string;
  /** What it is known to be, where anything says so. */
  readonly type?: Type;
  /** For a text of which parts are unknown: its known pieces and the unknown ones, in order. */
  readonly pieces?: readonly (string | UnknownValue)[];
}

export type KnownValue = StringValue | NumberValue | BoolValue | ListValue | ObjectValue;
export type Value = KnownValue | NullValue | UnknownValue;

/** Whether anything in the value, itself or an element at any depth, is unknown. */
export function hasUnknown(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'list') return value.items.some(hasUnknown);
  if (value.kind === 'object') return [...value.entries.values()].some(hasUnknown);
  return false;
}

/** The addresses of the resources that a value is, or was read from, nearest to the use first. */
export function resourcesOf(value: Value): readonly string[] {
  const read = value.origin.through.flatMap((step) => step.resource ?? []);
  return value.kind === 'object' && value.open?.declaration ? [...read, value.open.address] : read;
}
