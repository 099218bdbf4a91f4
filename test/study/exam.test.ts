import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isRight,
  type PoolQuestion,
  poolOf,
  quotas,
  scoresIn,
  sizesOf,
  straightMark,
  timeFor,
  total,
} from '../../src/study/exam.ts';
import { exams } from '../../src/study/exams.ts';
import type { GuideQuestion, Topic } from '../../src/study/guide.ts';
import {
  begin,
  choose,
  end,
  optionOrder,
  pause,
  readSitting,
  resume,
  scoresOf,
  spent,
  timeLeft,
  toggleFlag,
  unanswered,
} from '../../src/study/sitting.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 25, 9);
const exam = exams[0];
assert.ok(exam);

const question = (text: string, domains: readonly string[], right: readonly boolean[] = [true, false, false, false]) =>
  ({
    text,
    options: right.map((one, i) => ({ text: `${i}`, right: one, reason: '' })),
    domains,
  }) satisfies GuideQuestion;

const topic: Topic = {
  id: 'ml',
  title: 'ML',
  clouds: [],
  pillars: [],
  checked: undefined,
  minutes: 1,
  headings: [],
  cards: [],
  questions: [
    question('tagged', ['mla-c01/models']),
    { text: 'untagged', options: [] },
    question('elsewhere', ['aip-c01/models']),
  ],
  examQuestions: exam.domains.flatMap(({ id }) =>
    Array.from({ length: 16 }, (_, i) => question(`${id} ${i}`, [`mla-c01/${id}`])),
  ),
};
const pool = poolOf([topic], exam);
const sat = begin(exam, pool, 50, 7, start);
const asked = (at: number): PoolQuestion => {
  const found = pool.find(({ id }) => id === sat.questions[at]);
  assert.ok(found);
  return found;
};

test('the weights of each exam make a hundred', () => {
  for (const { code, domains } of exams)
    assert.equal(
      domains.reduce((sum, { weight }) => sum + weight, 0),
      100,
      code,
    );
});

test('each domain gets its share of the questions, and none is lost by rounding', () => {
  assert.deepEqual(quotas(exam, 50), [14, 13, 11, 12]);
  assert.deepEqual(quotas(exam, 20), [6, 5, 4, 5]);
  for (const one of exams)
    for (let size = 0; size <= 70; size++)
      assert.equal(
        quotas(one, size).reduce((sum, count) => sum + count, 0),
        size,
      );
});

test('a question is in the pool of the exams that it is tagged with', () => {
  assert.equal(pool.length, 65);
  assert.equal(pool.filter(({ domain }) => domain === 'models').length, 17);
});

test('only what the pool has questions for is offered', () => {
  assert.deepEqual(sizesOf(exam, pool), [50, 20]);
  assert.deepEqual(
    sizesOf(
      exam,
      pool.filter(({ domain }, i) => domain !== 'deployment' || i % 2 === 0),
    ),
    [20],
  );
  assert.deepEqual(sizesOf(exam, []), []);
});

test('the same seed draws the same paper by weight, another one a different paper', () => {
  assert.deepEqual(begin(exam, pool, 50, 7, start), sat);
  assert.notDeepEqual(begin(exam, pool, 50, 8, start).questions, sat.questions);
  assert.equal(new Set(sat.questions).size, 50);
  assert.deepEqual(
    exam.domains.map(({ id }) => sat.questions.filter((_, at) => asked(at).domain === id).length),
    [14, 13, 11, 12],
  );
});

test('options are shown in an order of their own for each question, which stays', () => {
  const orders = sat.questions.map((_, at) => optionOrder(sat, asked(at)));
  for (const order of orders) assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
  assert.ok(new Set(orders.map(String)).size > 5);
  assert.deepEqual(optionOrder(sat, asked(3)), orders[3]);
});

test('each question has as much time as in the real exam', () => {
  assert.equal(timeFor(exam, 65), 130 * minute);
  assert.equal(sat.limit, 100 * minute);
});

test('the clock runs on unless it is stopped, and never below nothing', () => {
  assert.equal(timeLeft(sat, start + 10 * minute), 90 * minute);
  const paused = pause(sat, start + 10 * minute);
  assert.equal(timeLeft(paused, start + 500 * minute), 90 * minute);
  const again = resume(paused, start + 500 * minute);
  assert.equal(timeLeft(again, start + 520 * minute), 70 * minute);
  assert.deepEqual(resume(again, start + 600 * minute), again);
  assert.equal(timeLeft(sat, start + 1000 * minute), 0);
  assert.equal(spent(sat, start - 5 * minute), 0);
});

test('what is handed in ends then, or when time ran out', () => {
  assert.equal(end(sat, start + 10 * minute).ended, start + 10 * minute);
  assert.equal(end(sat, start + 10 * minute).used, 10 * minute);
  assert.equal(end(sat, start + 1000 * minute).ended, start + 100 * minute);
  const again = resume(pause(sat, start + 40 * minute), start + 50 * minute);
  assert.equal(end(again, start + 1000 * minute).ended, start + 110 * minute);
});

test('several right answers count only together', () => {
  const two = question('two', [], [true, false, true, false]);
  assert.equal(isRight(two, [0, 2]), true);
  for (const chosen of [[0], [2], [0, 1, 2], [1, 3], []]) assert.equal(isRight(two, chosen), false, String(chosen));
  assert.equal(isRight(two), false);
});

test('answers and flags are kept, and change', () => {
  const [first = '', second = ''] = sat.questions;
  const answered = choose(choose(sat, first, [3]), first, [2, 0]);
  assert.deepEqual(answered.answers, { [first]: [0, 2] });
  assert.equal(unanswered(answered).length, 49);
  assert.equal(unanswered(choose(answered, first, [])).length, 50);
  const flagged = toggleFlag(toggleFlag(answered, first), second);
  assert.deepEqual(flagged.flagged, [first, second]);
  assert.deepEqual(toggleFlag(flagged, first).flagged, [second]);
});

test('the result is counted by domain; a question that left the guide is not counted', () => {
  const answered = sat.questions.reduce((one, id, at) => choose(one, id, [at < 30 ? 0 : 1]), sat);
  const scores = scoresOf(answered, exam, pool);
  assert.deepEqual(total(scores), [30, 50]);
  assert.deepEqual(
    scores.map(([, of]) => of),
    [14, 13, 11, 12],
  );
  const fewer = pool.filter(({ id }) => id !== sat.questions[0]);
  assert.deepEqual(total(scoresOf(answered, exam, fewer)), [29, 49]);
  assert.deepEqual(scoresIn([start, 5, ...scores.flat()]), scores);
});

test('720 of 1000 would be 69 % on a straight line', () => {
  assert.equal(Math.round(straightMark(exam) * 100), 69);
});

test('a kept sitting comes back, and anything else is refused', () => {
  const kept = toggleFlag(choose(pause(sat, start + minute), sat.questions[0] ?? '', [1]), sat.questions[1] ?? '');
  for (const one of [sat, kept, end(kept, start + 2 * minute)])
    assert.deepEqual(readSitting(JSON.parse(JSON.stringify(one))), one);
  const broken = [
    null,
    undefined,
    'text',
    {},
    { ...sat, questions: [] },
    { ...sat, questions: [1] },
    { ...sat, at: 50 },
    { ...sat, limit: null },
    { ...sat, since: 'now' },
    { ...sat, flagged: 3 },
  ];
  for (const one of broken) assert.equal(readSitting(one), undefined, JSON.stringify(one));
  assert.deepEqual(readSitting({ ...sat, answers: { a: 'x', b: [1], c: [0.5] } })?.answers, { b: [1] });
});
