import type { Location, Value } from './value.ts';

/** The most that one root module may cost before parts of it become unknown. */
export const limits = {
  /** Expressions evaluated over the whole tree, besides one for each character of its files. */
  steps: 1_000_000,
  /** References nested in one another: locals of locals, modules of modules. */
  depth: 400,
  /** Elements of one list or map that is computed. */
  elements: 50_000,
  /** Lists and maps in one another. */
  nesting: 1_000,
  /** UTF-16 units of one string that is computed. */
  text: 4_000_000,
  /** Expressions evaluated within one another, across references. */
  expressions: 500,
  /** Instances of one resource, module or dynamic block. */
  instances: 1_000,
  /** Modules nested in one another. */
  modules: 24,
  /** Module calls of a whole tree, each instance counted. */
  calls: 5_000,
};

/** Something that was not worked out: beyond a limit, or a module that calls itself. */
export interface Notice {
  readonly kind: 'limit' | 'cycle';
  readonly at: Location;
  /** What it was, for people: 'a collection with too many elements'. */
  readonly cause: string;
}

/** Counts what an evaluation has cost, and keeps what was given up. */
export class Budget {
  #steps: number = limits.steps;
  #depth = 0;
  #expressions = 0;
  #calls = 0;
  readonly #notices = new Map<string, Notice>();

  /** What was given up so far, each place once. */
  get notices(): readonly Notice[] {
    return [...this.#notices.values()];
  }

  note(notice: Notice): void {
    const { file, start, end } = notice.at;
    this.#notices.set(`${notice.kind} ${start} ${end} ${file}`, notice);
  }

  /** Notes the value where it is one that was given up. */
  noteValue(value: Value): void {
    if (value.kind === 'unknown' && value.reason === 'budget') {
      this.note({ kind: 'limit', at: value.origin.at, cause: value.cause });
    }
  }

  /** Allows more steps, for more text that is to be evaluated. */
  allow(steps: number): void {
    this.#steps += steps;
  }

  /** Takes one or more steps of evaluation; false when none is left. */
  step(count = 1): boolean {
    this.#steps -= count;
    return this.#steps >= 0;
  }

  /** Begins an expression within those that have begun; false when that is too deep. */
  enter(): boolean {
    if (this.#expressions >= limits.expressions) return false;
    this.#expressions++;
    return true;
  }

  /** Ends the expression that began last. */
  leave(): void {
    this.#expressions--;
  }

  /** Counts instances of a module call; false when that is more than are evaluated. */
  call(instances: number): boolean {
    this.#calls += instances;
    return this.#calls <= limits.calls;
  }

  /** Runs `work` one level deeper; undefined when that is too deep. */
  nested<T>(work: () => T): T | undefined {
    if (this.#depth >= limits.depth) return undefined;
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }
}

interface Size {
  readonly weight: number;
  readonly height: number;
}

const sizes = new WeakMap<object, Size>();
const single: Size = { weight: 1, height: 0 };

/** How many elements a value has at all depths, and how deep it is; worked out once for what several values share. */
function sizeOf(value: Value): Size {
  if (value.kind !== 'list' && (value.kind !== 'object' || value.open)) return single;
  const content = value.kind === 'list' ? value.items : value.entries;
  const known = sizes.get(content);
  if (known) return known;
  let [weight, height] = [1, 0];
  for (const item of content.values()) {
    const size = sizeOf(item);
    weight += size.weight;
    height = Math.max(height, size.height);
  }
  const size = { weight, height: height + 1 };
  sizes.set(content, size);
  return size;
}

/** The value, or an unknown where it has more elements, or more of them in one another, than are worked with. */
export function bounded(value: Value): Value {
  const { weight, height } = sizeOf(value);
  if (weight <= limits.elements && height <= limits.nesting) return value;
  const cause = weight > limits.elements ? 'a collection with too many elements' : 'a collection nested too deep';
  return { kind: 'unknown', reason: 'budget', cause, origin: value.origin };
}
