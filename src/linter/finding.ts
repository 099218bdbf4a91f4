import type { Fix, Related, Severity } from '../rules/rule.ts';
import type { Location, Step } from '../terraform/value.ts';

/** A fault found in a workspace. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  /** The resource's address with module path and instance key; absent for faults of a file or module. */
  readonly address?: string;
  /** The references that lead from the use of the faulty value to `at`, where it is written; absent where it is written in place. */
  readonly through?: readonly Step[];
  /** Whether the value is one to keep out of messages. */
  readonly sensitive?: true;
  /** What the rule adds; `relatedOf` gives the places of `through` as well. */
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Its name in the baseline, where it was there already when that was written. */
  readonly known?: string;
  /** Present where a comment in the code suppresses it. */
  readonly suppressed?: Suppressed;
}

export interface Suppressed {
  /** The comment. */
  readonly at: Location;
  readonly reason: string | undefined;
}
