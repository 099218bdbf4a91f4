import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import { reference } from './reference.ts';
import { assertSpans } from './spans.ts';

const folder = new URL('fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** The same numbers from 0 up to 1 for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const snippets = '" { } [ ] ( ) ${ %{ = , : . ~ a 1 # /* */ for in if => ... * \\ $ % - ! ? true endif 0.1 :: e5 <<A'
  .split(' ')
  .concat(['\n', '\r\n', '\r', ' ', '\t', 'A\n', '<<-A\n', '\u00a0', '“', '\u200b', 'é', '😀', '\ud800']);

/** The text with some characters taken out, put in, or moved. */
function mutated(text: string, next: () => number): string {
  let result = text;
  for (let count = 1 + Math.floor(next() * 4); count > 0; count--) {
    const at = Math.floor(next() * result.length);
    const kind = next();
    const length = 1 + Math.floor(next() * 6);
    if (kind < 0.35) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.75)
      result = result.slice(0, at) + (snippets[Math.floor(next() * snippets.length)] ?? '') + result.slice(at);
    else {
      const from = Math.floor(next() * result.length);
      result = result.slice(0, at) + result.slice(from, from + length) + result.slice(at);
    }
  }
  return result;
}

test('any text gives a tree whose nodes lie in each other, in order', () => {
  const next = random(1);
  for (let round = 0; round < 1500; round++) {
    const fixture = fixtures[round % fixtures.length] ?? '';
    const text = mutated(next() < 0.2 ? fixture.replaceAll('\n', '\r\n') : fixture, next);
    const result = parse(text);
    try {
      assertSpans(result);
    } catch (error) {
      throw new Error(`round ${round}: ${String(error)}\n${text}`, { cause: error });
    }
  }
});

test('the reference agrees whether a text is valid', (t) => {
  const small = [
    'a = "x${b}y \\n ${~ c ~} z" \nb = <<-EOT\n    foo\n      ${bar ~}\n\n   baz %{ if x }yes%{ else }no%{ endif }\n    EOT\nc = 1\n',
    'r "a" "b" {\n  x = { a = 1, "b": 2\n (c) = 3\n }\n  y = [1, f(x, y...)]\n  z = a.b[0].c[*].d ? x && -y + 2 * 3 >= 5 : (a || b)\n  i {\n    k = {for a, b in c : a => b... if d}\n  }\n} // e\n',
    'a = <<A\n x\n${ b }\n$${c} %%{d}\n\n  A\nb = "\\u00e9 $${x} %%{y} $ % {"\nc = "%{for x in y}${x},%{endfor}"\nd = {a.b = 1}\ne = f(<<X\nfoo\nX\n, 2)\n',
  ];
  const next = random(2);
  let valid = 0;
  for (let round = 0; round < 1500; round++) {
    const text = mutated(small[round % small.length] ?? '', next);
    // It lacks namespaces of functions, and it takes a value apart that it cannot convert.
    if (text.includes('::') || /[-!]\s*("|true|false|null|\d)/.test(text) || text.includes('\ud800')) continue;
    const ours = parse(text);
    let theirs: unknown;
    try {
      theirs = reference(text);
    } catch {
      // It fails on keys that are null.
      continue;
    }
    assert.equal(ours.errors.length + ours.pasted.length === 0, theirs !== undefined, JSON.stringify(text));
    if (theirs !== undefined) valid++;
  }
  t.diagnostic(`${valid} of the texts are valid`);
  assert.ok(valid > 100);
});
