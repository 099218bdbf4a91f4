import { allHold } from './judge.ts';
import type { Condition, ResourceCheck } from './rule.ts';

/** A resource of a type whose being there is the fault, whatever its arguments say; it is reported at its header. */
export function unwanted(on: readonly string[], message: string, when?: readonly Condition[]): ResourceCheck {
  return {
    on,
    *resource(resource) {
      if (allHold(resource, when) === true) yield { at: resource, message };
    },
  };
}
