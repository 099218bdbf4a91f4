import { allHold } from './judge.ts';
import { mayBeHandedIn, mentionedIn } from './mentions.ts';
import type { Condition, ResourceCheck } from './rule.ts';

/** Resources that cost money for themselves and are of use only to another one, which names them. */
export interface Dependent {
  readonly on: readonly string[];
  /** What the message calls one: 'address'. */
  readonly what: string;
  /** What puts it to use, as a command: 'Attach it'. */
  readonly use: string;
  /** Its own arguments that attach it. */
  readonly by?: readonly string[];
  /** Arguments of others that may name it by an input variable, of which nothing is known. */
  readonly handed: RegExp;
  readonly when?: readonly Condition[];
}

/** Reports those that nothing in their module names. An output that hands one on counts as use. */
export function unused({ on, what, use, by = [], handed, when }: Dependent): ResourceCheck {
  return {
    on,
    *resource(resource) {
      if (by.some((argument) => resource.get(argument)) || allHold(resource, when) !== true) return;
      if (mentionedIn(resource).length > 0 || mayBeHandedIn(resource, handed)) return;
      yield {
        at: resource,
        message: `Nothing in this module uses the ${what} "${resource.name}", which is charged all the same. ${use}, or remove it.`,
      };
    },
  };
}
