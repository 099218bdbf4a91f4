import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse as parseReference } from '@cdktn/hcl2json';
import { LineIndex } from '../../src/hcl/lines.ts';
import { parse } from '../../src/hcl/parser.ts';
import { tokens } from './tokens.ts';

const folder = new URL('fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** Zero-based line of the first error of the current reference; undefined where it accepts the text. */
async function referenceLine(text: string): Promise<number | undefined> {
  try {
    await parseReference('x.tf', text);
    return undefined;
  } catch (error) {
    return Number(/x\.tf:(\d+),/.exec(String(error))?.[1] ?? Number.NaN) - 1;
  }
}

test('the current reference accepts the fixtures', async () => {
  for (const { name, text } of fixtures) assert.equal(await referenceLine(text), undefined, name);
});

test('it refuses the same broken texts, and we report the line it does or one nearer to the fault', async (t) => {
  let broken = 0;
  let same = 0;
  for (const { name, text } of fixtures) {
    const own = tokens(text).filter((token) => token.kind !== 'blank' && token.kind !== 'comment');
    for (const token of own.filter((_, index) => index % 7 === 0)) {
      const cut = text.slice(0, token.start) + text.slice(token.end);
      const where = `${name} without ${JSON.stringify(text.slice(token.start, token.end))} at ${token.start}`;
      const first = parse(cut).errors[0];
      const theirs = await referenceLine(cut);
      assert.equal(first === undefined, theirs === undefined, where);
      if (first === undefined || theirs === undefined) continue;
      broken++;
      const lines = new LineIndex(cut);
      const ours = lines.lineAt(first.start);
      if (ours === theirs) same++;
      else if (ours > theirs)
        assert.ok(lines.lineAt(token.start) > theirs, `${where}: line ${ours}, reference ${theirs}`);
    }
  }
  t.diagnostic(`${same} of ${broken} faults are reported in the same line`);
  assert.ok(same / broken >= 0.9);
});
