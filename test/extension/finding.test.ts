import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerpt, findAgain, focusOn, foundOf, moveFocus, problemsOf } from '../../src/extension/finding.ts';
import type { Overview, PlacedProblem } from '../../src/protocol/messages.ts';

const at = (uri: string, line: number, message = 'open'): PlacedProblem => ({
  uri,
  severity: 'error',
  message,
  range: { start: { line, character: 2 }, end: { line, character: 6 } },
});

const overview: Overview = {
  modules: [],
  enabled: true,
  unread: 0,
  pillars: [
    {
      pillar: 'network',
      rules: [{ id: 'gcp/open-ssh', title: 'SSH', problems: [at('b', 1), at('a', 9), at('a', 3)] }],
      score: { held: ['gcp/x'], broken: ['gcp/open-ssh'], suppressed: [] },
      absent: [],
    },
  ],
};

test('the study guide is told counts of rules and pillars', () => {
  assert.deepEqual(foundOf(overview, []), {
    counts: { 'gcp/open-ssh': 3 },
    pillars: [{ pillar: 'network', problems: 3, errors: 3, held: 1, applying: 2 }],
    recent: [],
  });
});

test('findings go file by file, from the top', () => {
  const places = problemsOf(overview, 'gcp/open-ssh').map(({ uri, range }) => `${uri}${range.start.line}`);
  assert.deepEqual(places, ['a3', 'a9', 'b1']);
  assert.deepEqual(problemsOf(overview, 'gcp/x'), []);
  assert.deepEqual(problemsOf(undefined, 'gcp/x'), []);
});

const lineOf = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });

test('a finding is followed while lines come and go above it, and is gone when it is mended', () => {
  const problems = [at('a', 3), at('a', 9)];
  const [first, second] = problems;
  assert.ok(first && second);
  const focus = focusOn(second, problems);
  const down = moveFocus(focus, 'a', lineOf(0), 5);
  const moved = [at('a', 8), at('a', 14, 'other')];
  assert.equal(findAgain(down, moved), moved[1]);
  assert.equal(moveFocus(focus, 'b', lineOf(0), 5), focus, 'another file');
  assert.equal(moveFocus(focus, 'a', lineOf(20), 5), focus, 'below it');
  assert.equal(findAgain(focus, [first]), undefined, 'the other one does not take its place');
});

test('a finding is still there after everything was replaced by what has it on the same line', () => {
  const problems = [at('a', 3)];
  const [first] = problems;
  assert.ok(first);
  const all = { start: { line: 0, character: 0 }, end: { line: 24, character: 0 } };
  const emptied = moveFocus(focusOn(first, problems), 'a', all, -24);
  const now = [at('a', 3), at('a', 15)];
  assert.equal(findAgain(moveFocus(emptied, 'a', lineOf(0), 24), now), now[0]);
});

test('a finding in a file that was changed from outside is the one of the same order', () => {
  const problems = [at('a', 3), at('a', 9)];
  const [, second] = problems;
  assert.ok(second);
  const now = [at('a', 30), at('a', 90)];
  assert.equal(findAgain(focusOn(second, problems), now), now[1]);
});

test('the code around a finding has its indentation taken off, and the place marked', () => {
  const lines = ['a {', '    b {', '      c = "x"', '    }', '}'];
  const range = { start: { line: 2, character: 10 }, end: { line: 2, character: 13 } };
  assert.deepEqual(excerpt(lines.slice(1, 4), { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } }), [
    { number: 1, text: 'b {' },
    { number: 2, text: '  c = "x"', mark: [6, 9] },
    { number: 3, text: '}' },
  ]);
  assert.equal(excerpt(lines, range)[2]?.text, '      c = "x"');
  assert.deepEqual(excerpt([], range), []);
});

test('a finding over many lines is cut, and so is a very long line', () => {
  const lines = Array.from({ length: 100 }, () => 'x'.repeat(1000));
  const shown = excerpt(lines, { start: { line: 0, character: 0 }, end: { line: 99, character: 5 } });
  assert.ok(shown.length <= 11);
  assert.ok(shown.every(({ text, mark }) => text.length <= 400 && (mark?.[1] ?? 0) <= 400));
});
