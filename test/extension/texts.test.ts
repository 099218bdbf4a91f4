import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockText, format, intervalText, type Translate } from '../../src/extension/texts.ts';

const t: Translate = (message, ...values) => format(message, values);

test('values take the places that a text has for them, in any order', () => {
  assert.equal(format('{1} of {0}, {1}', [7, 'three']), 'three of 7, three');
  assert.equal(format('{0} and {1}', ['a']), 'a and {1}');
});

test('intervals are said in the unit that fits', () => {
  const minute = 60_000;
  const day = 24 * 60 * minute;
  const spans = [0, 59 * minute, 3 * 60 * minute, day, 30 * day, 31 * day, 100 * day, 365 * day, 548 * day];
  assert.deepEqual(
    spans.map((span) => intervalText(span, t)),
    ['1 min', '59 min', '3 h', '1 day', '30 days', '1 month', '3 months', '1 year', '1.5 years'],
  );
});

test('a clock shows hours only where there are some', () => {
  const times = [0, 1, 59_001, 60_000, 545_000, 3_600_000, 5_530_000];
  assert.deepEqual(times.map(clockText), ['0:00', '0:01', '1:00', '1:00', '9:05', '1:00:00', '1:32:10']);
});
