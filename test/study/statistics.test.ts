import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, type Grade, noProgress, type Progress } from '../../src/study/progress.ts';
import { retention, tallies } from '../../src/study/statistics.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const today = Date.UTC(2026, 10, 24);

function done(...reviews: readonly (readonly [card: string, at: number, grade: Grade])[]): Progress {
  return reviews.reduce(
    (progress, [card, at, grade]) => apply(progress, { kind: 'review', card, at, grade }),
    noProgress,
  );
}

test('each day counts its reviews, and of cards from earlier days those remembered', () => {
  const progress = done(
    ['a', today - 9 * day, 3],
    ['a', today - 2 * day, 1],
    ['a', today - 2 * day + minute, 3],
    ['b', today - 2 * day, 4],
    ['a', today + minute, 3],
    ['b', today, 2],
    ['c', today + 2 * minute, 1],
  );
  assert.deepEqual(tallies(progress, today, 3), [
    { reviews: 3, old: 1, remembered: 0 },
    { reviews: 0, old: 0, remembered: 0 },
    { reviews: 3, old: 2, remembered: 2 },
  ]);
  const taken = apply(progress, { kind: 'undo', card: 'b', at: today });
  assert.deepEqual(tallies(taken, today, 1), [{ reviews: 2, old: 1, remembered: 1 }]);
});

test('retention is a share of earlier cards, and unknown without them', () => {
  assert.equal(retention(tallies(noProgress, today, 30)), undefined);
  const progress = done(['a', today - day, 3], ['a', today, 1], ['b', today - day, 3], ['b', today, 3]);
  assert.equal(retention(tallies(progress, today, 30)), 0.5);
});
