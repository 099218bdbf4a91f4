import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, type Grade, merge, noProgress, type Progress, type Review } from '../../src/study/progress.ts';
import { choices, dueOf, forecast, isLeech, queueOf, streak } from '../../src/study/schedule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const today = Date.UTC(2026, 10, 24);
const now = today + day / 2;

const waits = (reviews: readonly Review[], at: number) => choices(reviews, at).map(({ due }) => due - at);
const reviewed = (progress: Progress, card: string, at: number, grade: Grade) =>
  apply(progress, { kind: 'review', card, at, grade });

test('a new card comes again within minutes, or after days where it was easy', () => {
  assert.deepEqual(waits([], now), [minute, 6 * minute, 10 * minute, 8 * day]);
});

test('intervals grow with each good answer and shrink after a wrong one', () => {
  const reviews: Review[] = [];
  const spans: number[] = [];
  let at = now;
  for (let i = 0; i < 6; i++) {
    reviews.push([at, 3]);
    const due = dueOf(reviews) ?? 0;
    spans.push(due - at);
    at = due;
  }
  for (const [i, span] of spans.entries()) assert.ok(i === 0 || span > (spans[i - 1] ?? 0), String(spans));
  assert.ok((spans.at(-1) ?? 0) > 60 * day);
  assert.ok((dueOf([...reviews, [at, 1]]) ?? Infinity) - at < day);
});

test('the button says what then happens', () => {
  for (const { grade, due } of choices([[now - day, 3]], now))
    assert.equal(
      dueOf([
        [now - day, 3],
        [now, grade],
      ]),
      due,
    );
});

test('cards that are due come first, then new ones, then those of a moment ago', () => {
  let progress = reviewed(noProgress, 'old', now - 9 * day, 4);
  progress = reviewed(progress, 'older', now - 10 * day, 4);
  progress = reviewed(progress, 'again', now - minute / 2, 1);
  progress = reviewed(progress, 'later', now - day, 4);
  const queue = queueOf(['new', 'later', 'again', 'old', 'older'], progress, now, today, 20);
  assert.deepEqual(queue.cards, ['older', 'old', 'new', 'again']);
  assert.equal(queue.fresh, 1);
  assert.equal(queue.next, dueOf([[now - day, 4]]));
});

test('a day brings so many new cards, whichever topics they are from', () => {
  const cards = Array.from({ length: 30 }, (_, i) => `card-${i}`);
  const first = queueOf(cards, noProgress, now, today, 20);
  assert.deepEqual([first.cards.length, first.fresh, first.withheld], [20, 20, 10]);
  let progress = noProgress;
  for (const card of cards.slice(0, 15)) progress = reviewed(progress, card, now - minute, 4);
  assert.equal(queueOf(cards, progress, now, today, 20).fresh, 5);
  assert.equal(queueOf(cards, progress, now + day, today + day, 20).fresh, 15);
  const elsewhere = ['other-1', 'other-2', 'other-3', 'other-4', 'other-5', 'other-6'];
  const queue = queueOf(elsewhere, progress, now, today, 20);
  assert.deepEqual([queue.fresh, queue.withheld], [5, 1]);
  assert.equal(queueOf(elsewhere, progress, now, today, 0).fresh, 0);
  assert.equal(queueOf(elsewhere, progress, now, today, 15).withheld, 6);
});

test('the new cards of another machine count too', () => {
  const here = reviewed(noProgress, 'a', now - minute, 4);
  const there = reviewed(noProgress, 'b', now - minute, 4);
  assert.equal(queueOf(['c', 'd', 'e'], merge(here, there), now, today, 4).fresh, 2);
});

test('a card that is forgotten again and again is told apart from one that is hard at first', () => {
  const reviews: Review[] = [
    [now, 1],
    [now + minute, 1],
    [now + 2 * minute, 1],
    [now + 3 * minute, 1],
    [now + 4 * minute, 4],
  ];
  assert.equal(isLeech(reviews), false);
  for (let lapse = 1; lapse <= 4; lapse++) {
    assert.equal(isLeech(reviews), false, `lapse ${lapse}`);
    const at = dueOf(reviews) ?? 0;
    reviews.push([at, 1], [at + day, 4]);
  }
  assert.equal(isLeech(reviews), true);
  assert.equal(isLeech([]), false);
});

test('the forecast counts what comes on each day, the overdue on the first', () => {
  let progress = reviewed(noProgress, 'overdue', now - 20 * day, 4);
  progress = reviewed(progress, 'in eight days', now, 4);
  assert.deepEqual(forecast(['overdue', 'in eight days', 'new'], progress, today, 9), [1, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('a streak lasts until a day has passed without a review', () => {
  let progress = reviewed(noProgress, 'a', now - day, 3);
  progress = reviewed(progress, 'a', now - 2 * day, 3);
  progress = reviewed(progress, 'a', now - 4 * day, 3);
  assert.equal(streak(noProgress, today), 0);
  assert.equal(streak(progress, today), 2);
  assert.equal(streak(reviewed(progress, 'b', now, 1), today), 3);
  assert.equal(streak(progress, today + day), 0);
});
