import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../src/hcl/lines.ts';
import { pathOf, rangeOf, spanOf, uriOf } from '../../src/server/convert.ts';

const places = [
  ['file:///home/a/main.tf', '/home/a/main.tf'],
  ['file:///home/a%20b/main.tf', '/home/a b/main.tf'],
  ['file:///home/c%23/100%25/main.tf', '/home/c#/100%/main.tf'],
  ['file:///home/%C3%BCber/main.tf', '/home/über/main.tf'],
  ['file:///c%3A/Work/main.tf', 'c:/Work/main.tf'],
  ['file://server/share/main.tf', '//server/share/main.tf'],
  ['vscode-vfs://github/owner/repo/main.tf', 'vscode-vfs://github/owner/repo/main.tf'],
] as const;

test('a URI and its path lead to each other', () => {
  for (const [uri, path] of places) {
    assert.equal(pathOf(uri), path);
    assert.equal(pathOf(uriOf(path)), path);
    assert.equal(uriOf(path), uri);
  }
});

test('other ways to write a URI lead to the same path', () => {
  assert.equal(pathOf('file:///C:/Work/main.tf'), 'c:/Work/main.tf');
  assert.equal(pathOf('file:///C%3A/Work/main.tf'), 'c:/Work/main.tf');
  assert.equal(pathOf('file://SERVER/share/main.tf'), '//server/share/main.tf');
  assert.equal(pathOf('file:///home/a b/main.tf'), '/home/a b/main.tf');
});

test('what is no URI has no path, and a broken escape does not throw', () => {
  assert.equal(pathOf('/home/main.tf'), undefined);
  assert.equal(pathOf(''), undefined);
  assert.equal(pathOf('file:///%ZZ/main.tf'), '/%ZZ/main.tf');
});

test('ranges count UTF-16 units and every kind of line end', () => {
  const text = 'a = "😀"\r\nb = 1\n';
  const lines = new LineIndex(text);
  const range = rangeOf(lines, { start: text.indexOf('b'), end: text.indexOf('b') + 1 });
  assert.deepEqual(range, { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } });
  assert.deepEqual(rangeOf(lines, { start: 4, end: 8 }).end, { line: 0, character: 8 });
  assert.deepEqual(spanOf(lines, range), { start: 10, end: 11 });
});

test('a range outside the text, or turned round, is moved into it', () => {
  const lines = new LineIndex('ab\ncd');
  const outside = { start: { line: 9, character: 9 }, end: { line: 0, character: 99 } };
  assert.deepEqual(spanOf(lines, outside), { start: 2, end: 5 });
});
