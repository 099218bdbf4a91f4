/** A line of the table that `npm run bench` prints. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** The same by others, with how many times as long they take. */
  readonly others?: string;
  /** What DESIGN asks for. */
  readonly budget?: string;
  /** How often it was measured. */
  readonly runs: number;
}

/** Hands a row to whoever started this file. */
export function print({ what, measured, others = '', budget = '', runs }: Row): void {
  console.log(
    `| ${[what, measured, others, budget, String(runs)].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
}

/** Says what is being done, beside the table. */
export function progress(text: string): void {
  console.error(`  ${text}`);
}

/** The smallest value that is at least as large as this share of all, from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** How many milliseconds `work` takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Two or three digits: `0.21`, `5.3`, `240`. */
export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2);
}

/** Random numbers from 0 to 1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
