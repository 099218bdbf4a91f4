import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute } from '../../src/hcl/body.ts';
import { parse } from '../../src/hcl/parser.ts';
import { show } from './show.ts';

/** A resource with the lines between two arguments, and a block behind it. */
function file(lines: string): string {
  return `resource "a" "b" {\n  first = 1\n${lines}\n  last = 2\n}\n\nresource "c" "d" {\n  x = 1\n}\n`;
}

/** What is typed between the two arguments, and the error: the underlined text and the message. */
const slips: readonly (readonly [lines: string, underlined: string, message: string])[] = [
  ['  name =', '=', 'Expected a value here.'],
  ['  name', 'name', 'name has no value. Write name = and a value, or { } for a block.'],
  ['  name = "abc', '"abc', 'This string is not closed. Add " where it ends; it cannot go on on the next line.'],
  ['  name = "a\n  b"', '"a', 'This string is not closed. Add " where it ends; it cannot go on on the next line.'],
  ['  name = ["a, "b"]', '"]', 'This string is not closed. Add " where it ends; it cannot go on on the next line.'],
  ['  name = [1, 2', '[', 'This [ is not closed. Add ] where it ends.'],
  ['  name = [\n    {\n      a = 1\n    ,\n  ]', '{', 'This { is not closed. Add } where it ends.'],
  ['  name = {\n    a = 1', '{', 'This { is not closed. Add } where it ends.'],
  ['  name = foo(1', '(', 'This ( is not closed. Add ) where it ends.'],
  ['  name = (1', '(', 'This ( is not closed. Add ) where it ends.'],
  ['  name = a[0', '[', 'This [ is not closed. Add ] where it ends.'],
  ['  name = "${var.a"', '${', 'This ${ is not closed. Add } where it ends.'],
  ['  name = "%{ if x }a"', '%{ if x }', 'This %{ if } is not closed. Add %{ endif }.'],
  [
    '  name = "a%{ endfor }"',
    '%{ endfor }',
    'There is no %{ for } for this %{ endfor }. Remove it, or add the %{ for }.',
  ],
  [
    '  name = "%{ foo }"',
    'foo',
    'foo is not a directive. Write if, else, endif, for or endfor, or %%{ for the characters themselves.',
  ],
  ['  inner {\n    a = 1', '{', 'This block is not closed. Add } where it ends.'],
  ['  }', '}', 'There is no { for this }. Remove it, or add the { where its block starts.'],
  ['  name = <<EOT \n  x\n  EOT', ' ', 'There are blanks after <<EOT. Remove them: the line must end with the marker.'],
  ['  name = <<EOT\n  x\n  EOT,', ',', 'Nothing may follow the marker that ends a heredoc. Move it to the next line.'],
  ["  name = 'x'", "'x'", 'Single quotes do not make a string. Use double quotes.'],
  ['  name = `x`', '`', 'Backticks do not make a string. Use double quotes.'],
  ['  name = 1;', ';', 'Semicolons do not end anything here. Use a new line.'],
  ['  name = a & b', '&', 'There is no operator &. Use && for "and".'],
  ['  name = a | b', '|', 'There is no operator |. Use || for "or".'],
  ['  name = ${var.x}', '$', 'A ${ } stands only in strings. Write the expression alone, or put it in quotes.'],
  ['  name = @x', '@', 'The character @ is not used outside strings and comments. Remove it.'],
  ['  name = var.', '.', 'Expected a name after the dot.'],
  ['  name = a.0.1', '0.1', 'Write indexes in brackets: [0][1].'],
  ['  name = a.*.b.*.c', '.*', 'A .* cannot stand behind another .*. Use [*] for the first of them.'],
  ['  name = a ? 1', '1', 'Expected : and the value for when the condition is false.'],
  ['  name = 1 +', '+', 'Expected a value here.'],
  ['  name = foo(1 2)', '2', 'Expected a comma or ) after the argument.'],
  ['  name = foo(a..., b)', ',', 'Only the last argument may be followed by .... Expected ) after it.'],
  ['  name = [1 2]', '2', 'Expected a comma or ] after the item.'],
  ['  name = {\n    a 1\n  }', '1', 'Expected = and a value after the key.'],
  ['  name = { a = 1 b = 2 }', 'b', 'Expected a comma, a new line or } after the value.'],
  ['  name = [for x in y]', ']', 'Expected : after the collection of for.'],
  ['  name = [for x y : x]', 'y', 'Expected in and a collection after the variables of for.'],
  ['  name = { for x in y : x }', '}', 'A for in braces makes a map. Write key => value, or use [ ] for a list.'],
  [
    '  name = [for x in y : x => 1]',
    '=>',
    'A for in brackets makes a list, without keys. Use { } for a map, or remove the key and =>.',
  ],
  ['  name = "\\d"', '\\d', '\\d is not an escape that a string knows. Write \\\\ for a backslash itself.'],
  ['  name = "\\u12"', '\\u', '\\u is not an escape that a string knows. Write \\u and four hexadecimal digits.'],
  ['  name = 1 2', '2', 'Expected a new line after the value of name.'],
  ['  name = 1,', ',', 'Arguments are not separated by commas. Remove the comma.'],
  ['  a = 1, b = 2', ',', 'Arguments are not separated by commas. Put each on its own line.'],
  ['  name: 1', ':', 'An argument is set with =, not with a colon. Write name = and the value.'],
  ['  name == 1', '==', 'An argument is set with a single =. Write name = and the value.'],
  ['  name.x = 1', '.', 'Expected = or { after name.'],
  ['  = 1', '=', 'Expected an argument (name = value) or a block here.'],
  ['  first = 3', 'first', 'first is set twice in this block. Remove one of the two.'],
  ['  "name" = 1', '"name"', 'The name of an argument is not quoted. Remove the quotes.'],
  [
    '  tags {\n    "a" = 1,\n    (b) = 2\n  }',
    '"a"',
    'The name of an argument is not quoted. Remove the quotes, or write tags = { for an object.',
  ],
  ['  inner "x"\n  {\n  }', '{', 'The { of a block stands on the same line as its header. Move it there.'],
  ['  inner "x", "y" {\n  }', ',', 'The labels of a block are separated by blanks. Remove the comma.'],
  ['  inner "x" = {\n  }', '=', 'A block has no = before its {. Remove it.'],
  [
    '  inner "${x}" {\n  }',
    '"${x}"',
    'A label is a plain string. Remove the ${ } or %{ }, or write $${ or %%{ for the characters themselves.',
  ],
  [
    '  inner { a = 1, b = 2 }',
    ',',
    'A block on one line holds one argument and nothing else. Put each item on its own line.',
  ],
  [
    '  inner { other {} }',
    'other {}',
    'A block on one line holds one argument and nothing else. Put each item on its own line.',
  ],
  ['  inner {} other {}', 'other', 'Expected a new line after the block. Put what follows on its own line.'],
  ['  /* open', '/*', 'This comment is not closed. Add */ where it ends.'],
  ['<<<<<<< HEAD', '<<<<<<<', 'This line is left over from a merge. Keep one of the two versions and remove it.'],
];

for (const [lines, underlined, message] of slips) {
  test(`says what is wrong with ${JSON.stringify(lines.trim())}`, () => {
    const text = file(lines);
    const { errors, body } = parse(text);
    assert.deepEqual(
      errors.map((error) => [text.slice(error.start, error.end), error.message]),
      [[underlined, message]],
    );
    const [block, other] = body.items;
    assert.ok(block?.kind === 'block' && other?.kind === 'block');
    assert.equal(body.items.length, 2);
    assert.ok(attribute(block.body, 'first'));
    assert.ok(attribute(block.body, 'last'), 'the argument behind the slip survives');
    assert.equal(text.slice(other.start, other.end), 'resource "c" "d" {\n  x = 1\n}');
  });
}

test('a heredoc that is not closed ends before the next block', () => {
  const text = file('  name = <<EOT\n    text');
  const { errors, body } = parse(text);
  assert.deepEqual(
    errors.map((error) => [text.slice(error.start, error.end), error.message]),
    [['<<EOT', 'This heredoc is not closed. Add a line with nothing but EOT where it ends.']],
  );
  assert.deepEqual(
    body.items.map((item) => text.slice(item.start, item.start + 16)),
    ['resource "a" "b"', 'resource "c" "d"'],
  );
});

test('a heredoc without a line break behind it is said to lack one', () => {
  const { errors } = parse('a = <<X\nfoo\nX');
  assert.deepEqual(errors, [
    { start: 12, end: 13, message: 'The line that ends a heredoc needs a line break. Add one behind X.' },
  ]);
});

test('two faults in two arguments are two errors', () => {
  const { errors } = parse(file('  a = [1\n  b = "x\n  c ='));
  assert.deepEqual(
    errors.map((error) => error.message.split('.')[0]),
    ['This [ is not closed', 'This string is not closed', 'Expected a value here'],
  );
});

test('a block without its brace, in a file without indentation, takes no other block with it', () => {
  const text = 'resource "a" "b" {\nx = 1\nresource "c" "d" {\nx = 1\n}\n';
  const { errors, body } = parse(text);
  assert.equal(errors.length, 1);
  assert.equal(body.items.length, 2);
});

test('a value that is still being typed keeps what there is of it, and not the lines behind', () => {
  const text = file('  name = f(var.a, var.');
  const block = parse(text).body.items[0];
  assert.ok(block?.kind === 'block');
  const value = attribute(block.body, 'name')?.value;
  assert.ok(value);
  assert.equal(show(value), 'f(var.a, var., <invalid>)');
  assert.equal(text.slice(value.start, value.end), 'f(var.a, var.');
});
