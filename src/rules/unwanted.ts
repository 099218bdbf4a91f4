import { textOf } from '../terraform/convert.ts';
import type { Section } from '../terraform/model.ts';
import { resourcesOf, type UnknownReason, type Value } from '../terraform/value.ts';
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

/** Of what is unknown, that which something is named for all the same: a variable may be null. */
const named: ReadonlySet<UnknownReason> = new Set(['computed', 'data', 'invalid']);

/** An argument, by its path through nested blocks, whose leading anywhere is the fault: to a resource or to what a text names. */
export function unwantedReference(
  on: readonly string[],
  path: string,
  message: string,
  when?: readonly Condition[],
): ResourceCheck {
  return {
    on,
    *resource(resource) {
      if (allHold(resource, when) !== true) return;
      for (const value of valuesAt(resource, path.split('.'))) {
        const leads =
          value.kind === 'unknown' ? named.has(value.reason) || resourcesOf(value).length > 0 : textOf(value);
        if (leads) yield { at: value, message };
      }
    },
  };
}

function valuesAt(section: Section, [name = '', ...rest]: readonly string[]): readonly Value[] {
  if (rest.length > 0) return section.blocks(name).flatMap((block) => valuesAt(block, rest));
  const value = section.get(name);
  return value ? [value] : [];
}
