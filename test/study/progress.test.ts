import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apply,
  exportProgress,
  importProgress,
  merge,
  noProgress,
  type Progress,
  readProgress,
  reviewsOf,
  type Step,
} from '../../src/study/progress.ts';

const done = (...steps: readonly Step[]): Progress => steps.reduce(apply, noProgress);

const laptop = done(
  { kind: 'review', card: 'oss/a', at: 1000, grade: 3 },
  { kind: 'review', card: 'oss/b', at: 2000, grade: 1 },
  { kind: 'read', topic: 'oss', heading: 'access' },
  { kind: 'visit', topic: 'oss', heading: 'access', at: 2500 },
  { kind: 'quiz', topic: 'oss', at: 2600, right: 4, of: 6 },
  { kind: 'exam', exam: 'mla-c01', result: [2700, 60, 10, 14, 9, 13] },
);
const desktop = done(
  { kind: 'review', card: 'oss/a', at: 500, grade: 1 },
  { kind: 'review', card: 'oss/c', at: 3000, grade: 4 },
  { kind: 'undo', card: 'oss/c', at: 3000 },
  { kind: 'read', topic: 'oss', heading: 'versions' },
  { kind: 'visit', topic: 'oss', heading: 'versions', at: 1500 },
  { kind: 'exam', exam: 'mla-c01', result: [900, 70, 4, 14, 3, 13] },
);

test('two machines keep all reviews of both, whichever comes first, and joining again changes nothing', () => {
  const both = merge(laptop, desktop);
  assert.deepEqual(merge(desktop, laptop), both);
  assert.deepEqual(merge(both, laptop), both);
  assert.deepEqual(both.reviews, {
    'oss/a': [
      [500, 1],
      [1000, 3],
    ],
    'oss/b': [[2000, 1]],
    'oss/c': [[3000, 4]],
  });
  assert.deepEqual(both.read, { oss: ['access', 'versions'] });
  assert.deepEqual(both.visited, { oss: [2500, 'access'] });
  assert.deepEqual(both.quizzes, { oss: [[2600, 4, 6]] });
  assert.deepEqual(both.exams, {
    'mla-c01': [
      [900, 70, 4, 14, 3, 13],
      [2700, 60, 10, 14, 9, 13],
    ],
  });
});

test('a review that was taken back stays so, also where the other machine still has it', () => {
  const other = done({ kind: 'review', card: 'oss/c', at: 3000, grade: 4 });
  assert.deepEqual(reviewsOf(merge(other, desktop), 'oss/c'), []);
  assert.deepEqual(reviewsOf(desktop, 'oss/a'), [[500, 1]]);
});

test('what is exported comes back, and adds to what is there', () => {
  const back = importProgress(exportProgress(laptop));
  assert.deepEqual(back, laptop);
  assert.deepEqual(merge(desktop, back ?? noProgress), merge(desktop, laptop));
});

test('other files are refused, and broken parts of a stored record are left out', () => {
  for (const text of ['', '[]', '{}', '{"format":"groundwork-study","version":2}', 'null'])
    assert.equal(importProgress(text), undefined, text);
  assert.deepEqual(readProgress(undefined), noProgress);
  assert.deepEqual(readProgress('text'), noProgress);
  const stored = {
    reviews: {
      a: [
        [2000, 2],
        [1000, 3],
        [1000, 3],
        [1000, 9],
        ['x', 1],
        [Number.NaN, 1],
      ],
      b: 'none',
    },
    undone: [1, 'a@5'],
    visited: { oss: [1], gcp: [5, ''] },
    read: { oss: ['x', 3] },
    quizzes: { oss: [[1, 2]] },
    exams: {
      a: [
        [1, 2, 3],
        [5, 6, 7, 8],
        [1, 2],
        ['x', 1, 2, 3],
      ],
      b: 7,
    },
  };
  assert.deepEqual(readProgress(stored), {
    reviews: {
      a: [
        [1000, 3],
        [2000, 2],
      ],
      b: [],
    },
    undone: ['a@5'],
    visited: { gcp: [5, ''] },
    read: { oss: ['x'] },
    quizzes: { oss: [] },
    exams: { a: [[5, 6, 7, 8]], b: [] },
  });
});

test('a record named like a part of every object is only a record', () => {
  const hostile = importProgress('{"format":"groundwork-study","version":1,"progress":{"read":{"__proto__":["x"]}}}');
  assert.deepEqual(Object.keys(merge(hostile ?? noProgress, noProgress).read), ['__proto__']);
  assert.equal(Object.getPrototypeOf(merge(hostile ?? noProgress, laptop).read), Object.prototype);
});
