import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { difference } from '../../src/server/difference.ts';

test('lines that stay are left alone', () => {
  const before = 'a = 1\nb = 2\nc = 3\nd = 4\ne = 5\n';
  const after = 'a = 1\nb = 20\nc = 3\nd = 4\nnew = 0\ne = 5\n';
  const edits = difference(before, after);
  assert.deepEqual(edits, [
    { start: 6, end: 12, text: 'b = 20\n' },
    { start: 24, end: 24, text: 'new = 0\n' },
  ]);
  assert.equal(applyEdits(before, edits), after);
});

test('the edits always make the new text', () => {
  const words = ['', 'a\n', 'b\r\n', 'a\n', '\n', 'c'];
  let seed = 7;
  const next = (limit: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  const text = () => Array.from({ length: next(9) }, () => words[next(words.length)]).join('');
  for (let i = 0; i < 2000; i++) {
    const [before, after] = [text(), text()];
    assert.equal(applyEdits(before, difference(before, after)), after, JSON.stringify([before, after]));
  }
  assert.deepEqual(difference('same\n', 'same\n'), []);
});

test('texts that share nothing and are long become one edit', () => {
  const [before, after] = ['x\n'.repeat(3000), 'y\n'.repeat(3000)];
  assert.deepEqual(difference(before, after), [{ start: 0, end: 6000, text: after }]);
});
