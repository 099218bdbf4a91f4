import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, overlaps } from '../../src/hcl/edits.ts';

test('edits refer to the original text, in any order', () => {
  const edits = [
    { start: 4, end: 5, text: 'BBB' },
    { start: 0, end: 1, text: '' },
    { start: 2, end: 2, text: '+' },
  ];
  assert.equal(applyEdits('a = b', edits), ' += BBB');
  assert.equal(applyEdits('a = b', []), 'a = b');
});

test('edits that touch the same text are refused', () => {
  const first = { start: 0, end: 3, text: 'x' };
  for (const second of [
    { start: 2, end: 4, text: '' },
    { start: 1, end: 1, text: '+' },
    { start: 0, end: 0, text: '+' },
  ]) {
    assert.ok(overlaps(first, second));
    assert.throws(() => applyEdits('abcdef', [first, second]), RangeError);
  }
  assert.ok(!overlaps(first, { start: 3, end: 3 }));
  assert.throws(() => applyEdits('abc', [{ start: 2, end: 9, text: '' }]), RangeError);
});
