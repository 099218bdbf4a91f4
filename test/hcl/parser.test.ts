import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, blocks } from '../../src/hcl/body.ts';
import { parse } from '../../src/hcl/parser.ts';
import { assertSpans } from './spans.ts';

test('a block has its header, labels, braces and body where they stand', () => {
  const text = 'a = 1\nresource "x" y "z\\n" { # why\n  b = 2\n}\n';
  const [, block] = parse(text).body.items;
  assert.ok(block?.kind === 'block');
  const at = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
  assert.equal(at(block), text.slice(6, -1));
  assert.equal(at(block.typeSpan), 'resource');
  assert.equal(at(block.header), 'resource "x" y "z\\n"');
  assert.deepEqual(
    block.labels.map((label) => [label.value, label.quoted, at(label)]),
    [
      ['x', true, '"x"'],
      ['y', false, 'y'],
      ['z\n', true, '"z\\n"'],
    ],
  );
  assert.equal(text.charAt(block.open), '{');
  assert.equal(text.charAt(block.close), '}');
  assert.equal(at(block.body), ' # why\n  b = 2\n');
});

test('an attribute has its name, equals sign and value where they stand', () => {
  const text = '  name   =   f(1)  # c\n';
  const found = attribute(parse(text).body, 'name');
  assert.ok(found);
  assert.equal(text.slice(found.start, found.end), 'name   =   f(1)');
  assert.equal(found.equals, text.indexOf('='));
  assert.equal(text.slice(found.value.start, found.value.end), 'f(1)');
});

test('finders', () => {
  const { body } = parse('a = 1\nb {}\nc {}\nb "x" {}\na = 2\n');
  assert.deepEqual(
    blocks(body, 'b').map((block) => block.labels.length),
    [0, 1],
  );
  assert.equal(blocks(body).length, 3);
  assert.equal(attribute(body, 'a')?.start, 0);
  assert.equal(attribute(body, 'z'), undefined);
});

test('comments are kept, with whether they stand alone on their line', () => {
  const text = '# one\na = 1 // two\n  /* three\n */ b = [ # four\n  1, /* five */\n]\n# six';
  const result = parse(text);
  assert.deepEqual(result.errors, []);
  assert.deepEqual(
    result.comments.map((comment) => [text.slice(comment.start, comment.end), comment.ownLine]),
    [
      ['# one', true],
      ['// two', false],
      ['/* three\n */', true],
      ['# four', false],
      ['/* five */', false],
      ['# six', true],
    ],
  );
});

test('comments in a broken argument are kept once', () => {
  const text = 'a = [ # one\n  1 2 # two\n] # three\n';
  const result = parse(text);
  assert.equal(result.errors.length, 1);
  assert.deepEqual(
    result.comments.map((comment) => text.slice(comment.start, comment.end)),
    ['# one', '# two', '# three'],
  );
});

test('line ends of Windows change nothing but offsets', () => {
  const text = 'resource "a" "b" {\n  x = [\n    1, # c\n  ]\n  y {\n    z = "w"\n  }\n}\n';
  const windows = text.replaceAll('\n', '\r\n');
  const result = parse(windows);
  assert.deepEqual(result.errors, []);
  assert.deepEqual(
    result.comments.map((comment) => windows.slice(comment.start, comment.end)),
    ['# c'],
  );
  assert.equal(parse(windows.replace('  x = [', '  x = "y')).errors.length, 1);
  assertSpans(result);
});

test('identifiers follow Unicode', () => {
  for (const name of ['größe', '名前', 'a-b', '_x', 'x١', 'ünï-cödé_2', '𝒳'])
    assert.equal(
      parse(`${name} = 1\n`).body.items[0]?.kind === 'attribute' && attribute(parse(`${name} = 1\n`).body, name)?.name,
      name,
    );
  for (const name of ['1a', '-a', '٣', '·']) assert.ok(parse(`${name} = 1\n`).errors.length > 0, name);
});

test('what the reference refuses is refused', () => {
  for (const text of [
    'a {\n  b = 1 }\n',
    'a { b {} }\n',
    'a {\n  b {} }\n',
    'a = 1 b = 2\n',
    'a = 1\na = 2\n',
    'a = {,}\n',
    'a = [,]\n',
    'a = f(,)\n',
    'a = {b = 1,, c = 2}\n',
    'a = [for x in y : x...]\n',
    'a = {for = 1}\n',
    'a "${b}" {}\n',
    '"a" {}\n',
    'a = 1\rb = 2\n',
    'a = "\r"\n',
    'a = .5\n',
    'a = 1.\n',
    'a = 1e\n',
    'a = b.\n',
    'a = b[]\n',
    'a = b::c\n',
    'a = << X\nX\n',
    'a = "%{ else }"\n',
    'a = "%{ if x }%{ else }%{ else }%{ endif }"\n',
    'a = "%{ for x in y }%{ endif }"\n',
    'a = "${}"\n',
    'a = "\\u{41}"\n',
    '= 1\n',
    '{}\n',
  ])
    assert.ok(parse(text).errors.length > 0, text);
});
