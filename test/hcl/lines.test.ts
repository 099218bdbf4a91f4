import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from '../../src/hcl/lines.ts';

const text = 'one\r\ntwo\n\nfööur😀x';
/** Every kind of line end, also side by side and at the end. */
const mixed = 'a\rb\r\nc\n\rd\r\r\n\ne\r';
const lines = new LineIndex(text);

test('offsets and positions convert both ways', () => {
  for (let offset = 0; offset <= text.length; offset++) {
    const position = lines.position(offset);
    // Between the two characters of a line end there is no position.
    if (text.charAt(offset) === '\n' && text.charAt(offset - 1) === '\r') continue;
    assert.equal(lines.offset(position), offset, `${offset}`);
  }
  assert.deepEqual(lines.position(text.indexOf('x')), { line: 3, character: 7 });
});

test('lines end before their line ends', () => {
  assert.equal(lines.count, 4);
  assert.deepEqual(
    [0, 1, 2, 3].map((line) => text.slice(lines.start(line), lines.end(line))),
    ['one', 'two', '', 'fööur😀x'],
  );
  assert.equal(lines.lineAt(text.indexOf('two')), 1);
});

test('a carriage return alone ends a line, as the protocol has it', () => {
  const index = new LineIndex(mixed);
  const document = TextDocument.create('file:///mixed.tf', 'terraform', 1, mixed);
  assert.equal(index.count, document.lineCount);
  assert.deepEqual(
    Array.from({ length: index.count }, (_, line) => mixed.slice(index.start(line), index.end(line))),
    ['a', 'b', 'c', '', 'd', '', '', 'e', ''],
  );
  for (let offset = 0; offset <= mixed.length; offset++) {
    assert.deepEqual(index.position(offset), document.positionAt(offset), `${offset}`);
    const position = document.positionAt(offset);
    assert.equal(index.offset(position), document.offsetAt(position), `${offset}`);
  }
});

test('what is outside the text moves to its nearest end', () => {
  assert.deepEqual(lines.position(-5), { line: 0, character: 0 });
  assert.deepEqual(lines.position(1000), lines.position(text.length));
  assert.equal(lines.offset({ line: 0, character: 99 }), 3);
  assert.equal(lines.offset({ line: 99, character: 0 }), text.length);
  assert.equal(lines.offset({ line: -1, character: 7 }), 0);
});
