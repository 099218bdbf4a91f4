import type { Exam } from './exams.ts';
import { cardId, type GuideQuestion, type Topic } from './guide.ts';
import type { ExamResult } from './progress.ts';

/** A question that a mock exam may ask, with the note to read again. */
export interface PoolQuestion {
  /** As cards have it: it outlives changes of the options, not of the question. */
  readonly id: string;
  readonly topic: Topic;
  /** The domain's id, without the exam's: `data`. */
  readonly domain: string;
  readonly question: GuideQuestion;
}

/** All questions of the guide that are tagged with a domain of the exam. */
export function poolOf(topics: readonly Topic[], exam: Exam): readonly PoolQuestion[] {
  return topics.flatMap((topic) =>
    [...topic.questions, ...topic.examQuestions].flatMap((question) => {
      const domain = exam.domains.find(({ id }) => question.domains?.includes(`${exam.id}/${id}`))?.id;
      return domain === undefined ? [] : [{ id: cardId(topic.id, question.text), topic, domain, question }];
    }),
  );
}

/** How many of so many questions each domain gets by its weight, in the exam's order; they make `size` together. */
export function quotas({ domains }: Exam, size: number): readonly number[] {
  const exact = domains.map(({ weight }) => (size * weight) / 100);
  const whole = exact.map(Math.floor);
  const left = size - whole.reduce((sum, count) => sum + count, 0);
  const largest = exact
    .map((share, i) => ({ i, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
    .map(({ i }) => i);
  return whole.map((count, i) => (largest.includes(i) ? count + 1 : count));
}

const short = 20;

/** The sizes of mock exam that the pool has questions enough for: as many as count in the real one, and a short one. */
export function sizesOf(exam: Exam, pool: readonly PoolQuestion[]): readonly number[] {
  const has = exam.domains.map(({ id }) => pool.filter(({ domain }) => domain === id).length);
  return [exam.scored, short].filter((size) => quotas(exam, size).every((quota, i) => quota <= (has[i] ?? 0)));
}

/** How long a mock exam of so many questions takes, in milliseconds: as long for each as in the real one. */
export function timeFor({ minutes, questions }: Exam, size: number): number {
  return Math.round((minutes * 60_000 * size) / questions);
}

/** Whether exactly the right options were chosen. */
export function isRight({ options }: GuideQuestion, chosen: readonly number[] = []): boolean {
  return options.every((option, i) => option.right === chosen.includes(i));
}

/** How many of how many. */
export type Score = readonly [right: number, of: number];

export function total(scores: readonly Score[]): Score {
  return [scores.reduce((sum, [right]) => sum + right, 0), scores.reduce((sum, [, of]) => sum + of, 0)];
}

/** From 0 to 1; 0 where nothing was asked. */
export function shareOf([right, of]: Score): number {
  return of === 0 ? 0 : right / of;
}

/** The scores that a kept result holds. */
export function scoresIn([, , ...numbers]: ExamResult): readonly Score[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0] as const);
}

/**
 * The share of right answers, from 0 to 1, at which a straight line from 100 to 1000 points would reach the pass mark. The true line is
 * not published and differs between papers, so this is a landmark, not the mark.
 */
export function straightMark({ pass }: Exam): number {
  return (pass - 100) / 900;
}

/** A share of right answers in mock exams that leaves room for what they do not ask. */
export const safeShare = 0.8;
