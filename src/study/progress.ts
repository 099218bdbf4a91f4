/** How well a card was remembered: again, hard, good, easy. */
export const grades = [1, 2, 3, 4] as const;
export type Grade = (typeof grades)[number];

/** When a card was reviewed, in milliseconds since 1970, and how. */
export type Review = readonly [at: number, grade: Grade];

/** A quiz that was taken to its end. */
export type QuizResult = readonly [at: number, right: number, of: number];

/** A mock exam: when it ended, how many milliseconds it took, then for each domain of the exam how many answers were right, of how many. */
export type ExamResult = readonly [at: number, ms: number, ...scores: number[]];

/** What a person has done with the guide. It only ever grows, so that the records of two machines can be joined without loss. */
export interface Progress {
  /** By card, oldest first. */
  readonly reviews: Readonly<Record<string, readonly Review[]>>;
  /** Reviews that were taken back, as `card@at`. */
  readonly undone: readonly string[];
  /** Headings that were read, by note. */
  readonly read: Readonly<Record<string, readonly string[]>>;
  /** Where and when each note was last open; the heading is empty at its beginning. */
  readonly visited: Readonly<Record<string, readonly [at: number, heading: string]>>;
  /** By note, oldest first. */
  readonly quizzes: Readonly<Record<string, readonly QuizResult[]>>;
  /** By exam, oldest first. */
  readonly exams: Readonly<Record<string, readonly ExamResult[]>>;
}

export const noProgress: Progress = { reviews: {}, undone: [], read: {}, visited: {}, quizzes: {}, exams: {} };

function reviewKey(card: string, at: number): string {
  return `${card}@${at}`;
}

/** The reviews of a card that count, oldest first. */
export function reviewsOf({ reviews, undone }: Progress, card: string): readonly Review[] {
  return (reviews[card] ?? []).filter(([at]) => !undone.includes(reviewKey(card, at)));
}

/** What both know. The order of the two makes no difference, and joining twice changes nothing. */
export function merge(one: Progress, other: Progress): Progress {
  return {
    reviews: joined(one.reviews, other.reviews, records),
    undone: [...new Set([...one.undone, ...other.undone])].sort(),
    read: joined(one.read, other.read, (a, b) => [...new Set([...a, ...b])].sort()),
    visited: joined(one.visited, other.visited, (a, b) => (a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? a : b)),
    quizzes: joined(one.quizzes, other.quizzes, records),
    exams: joined(one.exams, other.exams, records),
  };
}

function joined<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  both: (a: T, b: T) => T,
): Readonly<Record<string, T>> {
  const result = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const known = result.get(key);
    result.set(key, known === undefined ? value : both(known, value));
  }
  return Object.fromEntries(result);
}

/** Records of both lists, each once, oldest first. */
function records<T extends readonly number[]>(one: readonly T[], other: readonly T[]): readonly T[] {
  const all = new Map([...one, ...other].map((record) => [record.join(), record]));
  return [...all.values()].sort((a, b) => {
    const differs = a.findIndex((part, i) => part !== b[i]);
    return (a[differs] ?? 0) - (b[differs] ?? 0);
  });
}

/** One thing that was done, which `apply` adds to what is known. */
export type Step =
  | { readonly kind: 'review'; readonly card: string; readonly at: number; readonly grade: Grade }
  | { readonly kind: 'undo'; readonly card: string; readonly at: number }
  | { readonly kind: 'read'; readonly topic: string; readonly heading: string }
  | { readonly kind: 'visit'; readonly topic: string; readonly heading: string; readonly at: number }
  | { readonly kind: 'quiz'; readonly topic: string; readonly at: number; readonly right: number; readonly of: number }
  | { readonly kind: 'exam'; readonly exam: string; readonly result: ExamResult };

export function apply(progress: Progress, step: Step): Progress {
  return merge(progress, { ...noProgress, ...recordOf(step) });
}

function recordOf(step: Step): Partial<Progress> {
  switch (step.kind) {
    case 'review':
      return { reviews: { [step.card]: [[step.at, step.grade]] } };
    case 'undo':
      return { undone: [reviewKey(step.card, step.at)] };
    case 'read':
      return { read: { [step.topic]: [step.heading] } };
    case 'visit':
      return { visited: { [step.topic]: [step.at, step.heading] } };
    case 'quiz':
      return { quizzes: { [step.topic]: [[step.at, step.right, step.of]] } };
    case 'exam':
      return { exams: { [step.exam]: [step.result] } };
  }
}

/** Reads what was stored; whatever has not the right form is left out. */
export function readProgress(stored: unknown): Progress {
  const { reviews, undone, read, visited, quizzes, exams } = Object(stored);
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const table = <T>(value: unknown, entry: (value: unknown) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      Object.entries(isTable(value) ? value : {}).flatMap(([key, one]) => {
        const good = entry(one);
        return good === undefined ? [] : [[key, good] as const];
      }),
    );
  const sound: Progress = {
    reviews: table(reviews, (value) => list(value).filter(isReview)),
    undone: list(undone).filter(isText),
    read: table(read, (value) => list(value).filter(isText)),
    visited: table(visited, (value) => (isVisit(value) ? value : undefined)),
    quizzes: table(quizzes, (value) => list(value).filter(isQuizResult)),
    exams: table(exams, (value) => list(value).filter(isExamResult)),
  };
  return merge(sound, {
    ...noProgress,
    reviews: table(sound.reviews, () => []),
    quizzes: table(sound.quizzes, () => []),
    exams: table(sound.exams, () => []),
  });
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15;
}

function isReview(value: unknown): value is Review {
  return Array.isArray(value) && value.length === 2 && isTime(value[0]) && grades.some((grade) => grade === value[1]);
}

function isVisit(value: unknown): value is readonly [number, string] {
  return Array.isArray(value) && value.length === 2 && isTime(value[0]) && isText(value[1]);
}

function isQuizResult(value: unknown): value is QuizResult {
  return Array.isArray(value) && value.length === 3 && value.every(isTime);
}

function isExamResult(value: unknown): value is ExamResult {
  return Array.isArray(value) && value.length >= 4 && value.length % 2 === 0 && value.every(isTime);
}

const format = 'groundwork-study';

/** The text of a file that holds all that is known. */
export function exportProgress(progress: Progress): string {
  return `${JSON.stringify({ format, version: 1, progress }, null, 2)}\n`;
}

/** What a file holds that `exportProgress` made; undefined for any other text. */
export function importProgress(text: string): Progress | undefined {
  try {
    const file = Object(JSON.parse(text));
    return file.format === format && file.version === 1 ? readProgress(file.progress) : undefined;
  } catch {
    return undefined;
  }
}
