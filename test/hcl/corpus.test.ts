import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import { type CorpusFile, conformanceFiles, fabricFiles, publishedScript } from './corpus.ts';
import { toJson } from './json.ts';
import { plain, reference } from './reference.ts';

/** Files on which we differ from the reference on purpose, each with its reason. */
const exceptions: ReadonlyMap<string, string> = new Map();

function compare(files: readonly CorpusFile[]): { readonly agreed: number; readonly invalid: number } {
  let invalid = 0;
  for (const { name, text } of files) {
    if (exceptions.has(name)) continue;
    const ours = parse(text);
    const valid = ours.errors.length === 0 && ours.pasted.length === 0;
    const theirs = reference(text);
    assert.equal(valid, theirs !== undefined, `${name}: valid is ${valid}, ${JSON.stringify(ours.errors[0])}`);
    if (theirs === undefined) invalid++;
    else assert.deepEqual(plain(toJson(text, ours.body)), theirs, name);
  }
  return { agreed: files.length - exceptions.size, invalid };
}

for (const [title, load] of [
  ['labelled cases of other tools', conformanceFiles],
  ['a large public repository', fabricFiles],
] as const) {
  test(`agrees with the reference on ${title}`, (t) => {
    const files = load();
    if (files === undefined) {
      t.skip('not beside this checkout');
      return;
    }
    const { agreed, invalid } = compare(files);
    t.diagnostic(`${agreed} distinct files agree, ${invalid} of them invalid; ${exceptions.size} exceptions`);
    assert.ok(agreed > 100);
  });
}

test('reads the published script as if it had been typed', (t) => {
  const text = publishedScript();
  if (text === undefined) {
    t.skip('not beside this checkout');
    return;
  }
  const ours = parse(text);
  assert.equal(ours.pasted.length, 47);
  assert.deepEqual(new Set(ours.pasted.map((pasted) => pasted.name)), new Set(['non-breaking space']));
  assert.deepEqual(ours.errors, []);
  assert.equal(reference(text), undefined);
  const mended = text.replaceAll('\u00a0', ' ');
  assert.deepEqual(plain(toJson(mended, parse(mended).body)), reference(mended));
});
