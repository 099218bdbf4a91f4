import type { Fix, Related, Severity } from '../rules/rule.ts';
import type { Location } from '../terraform/value.ts';

/** A fault found in a workspace. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  /** The resource's address with module path and instance key; absent for faults of a file or module. */
  readonly address?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Present where a comment in the code suppresses it. */
  readonly suppressed?: Suppressed;
}

export interface Suppressed {
  /** The comment. */
  readonly at: Location;
  readonly reason: string | undefined;
}
