import type { Value } from './value.ts';

/** The most that one root module may cost before parts of it become unknown. */
export const limits = {
  /** Expressions evaluated, counted over the whole tree. */
  steps: 4_000_000,
  /** References nested in one another: locals of locals, modules of modules. */
  depth: 400,
  /** Elements of one list or map that is computed. */
  elements: 50_000,
  /** UTF-16 units of one string that is computed. */
  text: 4_000_000,
  /** Instances of one resource, module or dynamic block. */
  instances: 1_000,
  /** Modules nested in one another. */
  modules: 24,
};

/** Counts what an evaluation has cost. */
export class Budget {
  #steps = 0;
  #depth = 0;
  /** Whether anything was given up. */
  exceeded = false;

  /** Takes one step of evaluation; false when none is left. */
  step(): boolean {
    if (++this.#steps <= limits.steps) return true;
    this.exceeded = true;
    return false;
  }

  /** Runs `work` one level deeper; undefined when that is too deep. */
  nested<T>(work: () => T): T | undefined {
    if (this.#depth >= limits.depth) {
      this.exceeded = true;
      return undefined;
    }
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }
}

const weights = new WeakMap<object, number>();

/** How many elements a value has at all depths, counted once for what several values share. */
export function weigh(value: Value): number {
  if (value.kind !== 'list' && (value.kind !== 'object' || value.open)) return 1;
  const content = value.kind === 'list' ? value.items : value.entries;
  const known = weights.get(content);
  if (known !== undefined) return known;
  let weight = 1;
  for (const item of content.values()) weight += weigh(item);
  weights.set(content, weight);
  return weight;
}

/** The value, or an unknown where it has more elements than are worked with. */
export function bounded(value: Value): Value {
  if (weigh(value) <= limits.elements) return value;
  return { kind: 'unknown', reason: 'budget', cause: 'a collection with too many elements', origin: value.origin };
}
