import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Input } from './input.ts';
import { fuzz, targets } from './targets.ts';

/** Few enough for every run of the tests, and always the same; `npm run fuzz` goes further with other seeds. */
const seed = 1;
const runs = 6000;

const shares = Object.values(targets).reduce((sum, { share }) => sum + share, 0);

for (const [name, target] of Object.entries(targets)) {
  test(`random inputs: ${name}`, async () => {
    const failure = await fuzz(target, seed, Math.ceil((runs * target.share) / shares));
    if (!failure) return;
    throw new Error(`seed ${seed} fails with ${JSON.stringify(failure.input)}`, { cause: failure.error });
  });
}

for (const path of globSync('cases/*.json', { cwd: import.meta.dirname }).sort()) {
  test(`an input that once failed: ${path}`, async () => {
    const { target, ...input }: Input & { readonly target: string } = JSON.parse(
      readFileSync(new URL(path, import.meta.url), 'utf8'),
    );
    const known = targets[target];
    assert.ok(known, `there is no target ${target}`);
    await known.run(input);
  });
}
