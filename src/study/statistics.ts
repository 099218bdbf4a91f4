import { type Progress, reviewsOf } from './progress.ts';

const day = 24 * 60 * 60_000;

/** Reviews of one day, or of several: how many, and of cards seen on an earlier day how many, and how many of those were remembered. */
export interface Tally {
  readonly reviews: number;
  readonly old: number;
  readonly remembered: number;
}

/** The reviews of each of the last days, oldest first, the one that began at `today` last. */
export function tallies(progress: Progress, today: number, days: number): readonly Tally[] {
  const counts = Array.from({ length: days }, () => ({ reviews: 0, old: 0, remembered: 0 }));
  for (const card of Object.keys(progress.reviews)) {
    let last: number | undefined;
    for (const [at, grade] of reviewsOf(progress, card)) {
      const date = Math.floor((at - today) / day);
      const count = counts[days - 1 + date];
      // The second answer of a day says little about memory.
      const old = last !== undefined && last < date;
      last = date;
      if (!count) continue;
      count.reviews++;
      if (!old) continue;
      count.old++;
      if (grade > 1) count.remembered++;
    }
  }
  return counts;
}

/** The share of earlier cards that were remembered, from 0 to 1; undefined where there were none. */
export function retention(tallies: readonly Tally[]): number | undefined {
  const old = tallies.reduce((sum, tally) => sum + tally.old, 0);
  const remembered = tallies.reduce((sum, tally) => sum + tally.remembered, 0);
  return old === 0 ? undefined : remembered / old;
}
