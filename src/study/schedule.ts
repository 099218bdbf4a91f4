import { type Card, createEmptyCard, fsrs } from 'ts-fsrs';
import { type Grade, grades, type Progress, type Review, reviewsOf } from './progress.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Without chance: the same reviews always lead to the same times. */
const scheduler = fsrs({ enable_fuzz: false });

/** How long before its time a card may come when nothing else is left. */
const ahead = 20 * minute;

/** A card that was forgotten so often is better read about than asked again. */
const leechLapses = 4;

/** What a grade would mean: when the card comes again. */
export interface Choice {
  readonly grade: Grade;
  readonly due: number;
}

/** What each of the four grades would mean now, for a card with these reviews. */
export function choices(reviews: readonly Review[], now: number): readonly Choice[] {
  const card = replay(reviews, now);
  return grades.map((grade) => ({
    grade,
    due: scheduler.next(card, new Date(now), grade).card.due.getTime(),
  }));
}

/** When a card is due; undefined where it was never reviewed. */
export function dueOf(reviews: readonly Review[]): number | undefined {
  const first = reviews[0];
  return first && replay(reviews, first[0]).due.getTime();
}

/** The state after all reviews; `start` is when a card without any begins. */
function replay(reviews: readonly Review[], start: number): Card {
  let card = createEmptyCard(new Date(reviews[0]?.[0] ?? start));
  for (const [at, grade] of reviews) card = scheduler.next(card, new Date(at), grade).card;
  return card;
}

/** What is to be done today. */
export interface Queue {
  /** Cards to review now, in this order: those that are due, then new ones, then those that come again in a moment. */
  readonly cards: readonly string[];
  /** How many of them are new. */
  readonly fresh: number;
  /** How many new ones wait for another day. */
  readonly withheld: number;
  /** When the next card is due that is not among them; undefined where there is none. */
  readonly next: number | undefined;
}

/** The review of these cards; `today` is when the day began. A day brings so many new cards, those of all topics and machines counted. */
export function queueOf(
  cards: readonly string[],
  progress: Progress,
  now: number,
  today: number,
  newPerDay: number,
): Queue {
  const known = cards.map((id) => ({ id, due: dueOf(reviewsOf(progress, id)) }));
  const seen = known
    .flatMap(({ id, due }) => (due === undefined ? [] : [{ id, due }]))
    .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  const due = seen.filter((card) => card.due <= now);
  const soon = seen.filter((card) => card.due > now && card.due <= now + ahead);
  const unseen = known.filter((card) => card.due === undefined);
  const fresh = unseen.slice(0, Math.max(0, newPerDay - begunSince(progress, today)));
  return {
    cards: [...due, ...fresh, ...soon].map(({ id }) => id),
    fresh: fresh.length,
    withheld: unseen.length - fresh.length,
    next: seen.find((card) => card.due > now + ahead)?.due,
  };
}

/** How many cards were seen for the first time since then. */
function begunSince(progress: Progress, time: number): number {
  return Object.keys(progress.reviews).filter((id) => (reviewsOf(progress, id)[0]?.[0] ?? 0) >= time).length;
}

/** Whether a card was forgotten again and again after it had been learnt. */
export function isLeech(reviews: readonly Review[]): boolean {
  return replay(reviews, 0).lapses >= leechLapses;
}

/** How many of the cards come on each of the next days; what is overdue comes on the first. */
export function forecast(cards: readonly string[], progress: Progress, today: number, days: number): readonly number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const card of cards) {
    const due = dueOf(reviewsOf(progress, card));
    if (due === undefined) continue;
    const at = Math.max(0, Math.floor((due - today) / day));
    if (at < days) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** How many days in a row have a review, up to today, or to yesterday where today has none yet. */
export function streak(progress: Progress, today: number): number {
  const days = new Set<number>();
  for (const card of Object.keys(progress.reviews)) {
    for (const [at] of reviewsOf(progress, card)) days.add(Math.floor((at - today) / day));
  }
  const last = days.has(0) ? 0 : -1;
  let length = 0;
  while (days.has(last - length)) length++;
  return length;
}
