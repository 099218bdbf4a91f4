import { textOf } from '../terraform/convert.ts';
import type { Section } from '../terraform/model.ts';
import { resourcesOf, type UnknownReason, type Value } from '../terraform/value.ts';
import { offer, removeAttribute } from './fix.ts';
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

/**
 * An argument, by its path through nested blocks, whose leading anywhere is the fault: to a resource or to what a text
 * names. With an `effect`, a fix takes it out.
 */
export function unwantedReference(
  on: readonly string[],
  path: string,
  message: string,
  effect?: string,
): ResourceCheck {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  return {
    on,
    *resource(resource) {
      for (const section of sectionsAt(resource, steps)) {
        const value = section.get(name);
        if (!value || !leads(value)) continue;
        const fixes =
          effect === undefined ? [] : offer(removeAttribute(section, name), { title: `Remove ${path}`, effect });
        yield { at: value, message, fixes };
      }
    },
  };
}

function leads(value: Value): boolean {
  if (value.kind === 'unknown') return named.has(value.reason) || resourcesOf(value).length > 0;
  return Boolean(textOf(value));
}

function sectionsAt(section: Section, [name, ...rest]: readonly string[]): readonly Section[] {
  return name === undefined ? [section] : section.blocks(name).flatMap((block) => sectionsAt(block, rest));
}
