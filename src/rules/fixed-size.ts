import { textOf } from '../terraform/convert.ts';
import type { Section } from '../terraform/model.ts';
import type { ResourceCheck } from './rule.ts';

/** Where types say between which sizes something scales. */
export interface Sizes {
  readonly on: readonly string[];
  /** Path to the blocks that hold both arguments. */
  readonly within?: string;
  readonly least: string;
  readonly most: string;
  /** The smallest size that is worth a word; two unless said otherwise. */
  readonly from?: number;
  /** Whether several such blocks are sizes for different times, of which each may be fixed. */
  readonly sole?: boolean;
}

/** Reports sizes of which the least is the most, so that nothing ever scales. */
export function fixedSize({ on, within, least, most, from = 2, sole = false }: Sizes): ResourceCheck {
  const steps = within?.split('.') ?? [];
  return {
    on,
    *resource(resource) {
      const sections = steps.reduce<readonly Section[]>(
        (found, name) => found.flatMap((section) => section.blocks(name)),
        [resource],
      );
      if (sole && sections.length > 1) return;
      for (const section of sections) {
        const [low, high] = [section.get(least), section.get(most)];
        const size = low && textOf(low);
        if (!high || size === undefined || size !== textOf(high) || Number(size) < from) continue;
        yield {
          at: high,
          message: `${least} and ${most} are both ${size}, so nothing is saved when there is little to do. Let ${least} be less.`,
        };
      }
    },
  };
}
