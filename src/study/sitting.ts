import { isRight, type PoolQuestion, quotas, type Score, timeFor } from './exam.ts';
import type { Exam } from './exams.ts';

/** A mock exam that someone takes: plain data, so that it can be kept. Times are in milliseconds. */
export interface Sitting {
  readonly exam: string;
  /** The order of questions and options follows from it. */
  readonly seed: number;
  /** Ids of the questions, in the order in which they are asked. */
  readonly questions: readonly string[];
  /** Which options were chosen, counted as the note has them, by question. */
  readonly answers: Readonly<Record<string, readonly number[]>>;
  /** Questions to come back to. */
  readonly flagged: readonly string[];
  /** Which question is shown. */
  readonly at: number;
  readonly limit: number;
  /** What was used up before the clock was last started. */
  readonly used: number;
  /** When the clock was last started; absent while it stands still. */
  readonly since?: number;
  /** When it was handed in, or time ran out. */
  readonly ended?: number;
}

/** Draws the questions and starts the clock. */
export function begin(exam: Exam, pool: readonly PoolQuestion[], size: number, seed: number, now: number): Sitting {
  const random = randomOf(seed);
  const drawn = quotas(exam, size).flatMap((quota, i) =>
    shuffled(
      pool.filter(({ domain }) => domain === exam.domains[i]?.id),
      random,
    ).slice(0, quota),
  );
  const questions = shuffled(drawn, random).map(({ id }) => id);
  const limit = timeFor(exam, questions.length);
  return { exam: exam.id, seed, questions, answers: {}, flagged: [], at: 0, limit, used: 0, since: now };
}

/** The order in which the options of a question are shown: indexes of the options as the note has them. */
export function optionOrder({ seed, questions }: Sitting, { id, question }: PoolQuestion): readonly number[] {
  return shuffled([...question.options.keys()], randomOf(seed + questions.indexOf(id) + 1));
}

/** The time used up so far; never more than there is, and none where the machine's clock went back. */
export function spent({ used, since, limit }: Sitting, now: number): number {
  return Math.min(limit, used + (since === undefined ? 0 : Math.max(0, now - since)));
}

export function timeLeft(sitting: Sitting, now: number): number {
  return sitting.limit - spent(sitting, now);
}

export function choose(sitting: Sitting, id: string, options: readonly number[]): Sitting {
  return { ...sitting, answers: { ...sitting.answers, [id]: [...options].sort() } };
}

export function toggleFlag(sitting: Sitting, id: string): Sitting {
  const { flagged } = sitting;
  return { ...sitting, flagged: flagged.includes(id) ? flagged.filter((one) => one !== id) : [...flagged, id] };
}

/** Stops the clock. */
export function pause(sitting: Sitting, now: number): Sitting {
  const { since: _, ...rest } = sitting;
  return { ...rest, used: spent(sitting, now) };
}

/** Starts the clock again; it runs on where it already does. */
export function resume(sitting: Sitting, now: number): Sitting {
  return sitting.since === undefined ? { ...sitting, since: now } : sitting;
}

/** Hands in what there is. Where time ran out before `now`, it ended then. */
export function end(sitting: Sitting, now: number): Sitting {
  const late = Math.max(0, now - (sitting.since ?? now) - (sitting.limit - sitting.used));
  return { ...pause(sitting, now), ended: now - late };
}

export function unanswered({ questions, answers }: Sitting): readonly string[] {
  return questions.filter((id) => (answers[id] ?? []).length === 0);
}

/** By domain, in the exam's order. Questions that left the guide meanwhile are not counted. */
export function scoresOf(sitting: Sitting, exam: Exam, pool: readonly PoolQuestion[]): readonly Score[] {
  return exam.domains.map(({ id }) => {
    const asked = pool.filter((one) => one.domain === id && sitting.questions.includes(one.id));
    return [asked.filter((one) => isRight(one.question, sitting.answers[one.id])).length, asked.length] as const;
  });
}

/** Reads a kept sitting; undefined for anything else. */
export function readSitting(stored: unknown): Sitting | undefined {
  const { exam, seed, questions, answers, flagged, at, limit, used, since, ended } = Object(stored);
  const sound =
    typeof exam === 'string' &&
    isTexts(questions) &&
    questions.length > 0 &&
    isTexts(flagged) &&
    [seed, at, limit, used].every(Number.isFinite) &&
    questions[at] !== undefined &&
    [since, ended].every((time) => time === undefined || Number.isFinite(time));
  if (!sound) return undefined;
  const chosen = Object.entries(Object(answers)).filter(
    (entry): entry is [string, number[]] => Array.isArray(entry[1]) && entry[1].every(Number.isInteger),
  );
  return {
    ...{ exam, seed, questions, flagged, at, limit, used, answers: Object.fromEntries(chosen) },
    ...(since === undefined ? {} : { since }),
    ...(ended === undefined ? {} : { ended }),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Numbers from 0 up to 1 in an order that looks like chance and is always the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in another order: Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const [one] = result.splice(Math.floor(random() * (i + 1)), 1);
    if (one !== undefined) result.push(one);
  }
  return result;
}
