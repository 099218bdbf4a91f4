import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Target } from './targets.ts';

// Runs all targets for a number of runs, batch by batch, and prints the seed of each failure. What failed is written to
// test/fuzz/cases, where `npm test` runs it from then on.

process.env['GROUNDWORK_FUZZ_CORPORA'] = '1';
const { fuzz, targets } = await import('./targets.ts');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    target: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const chosen = Object.entries(targets).filter(([name]) => values.target === undefined || name === values.target);
if (chosen.length === 0) {
  console.error(`There is no target ${values.target}; the targets are ${Object.keys(targets).join(', ')}.`);
  process.exit(2);
}

const seed = Number(values.seed);
const total = Number(values.runs);
const shares = chosen.reduce((sum, [, { share }]) => sum + share, 0);
const end = values.seconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.seconds) * 1000;
/** Milliseconds of the processor that any input may take. */
const most = 2000;
/** Runs of all targets between two looks at the clock. */
const batch = 1000;

console.log(`seed ${seed}, ${total} runs`);
let failures = 0;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped = true;
  });
const counts = new Map<string, { runs: number; milliseconds: number; longest: number }>();
for (let done = 0, round = 0; done < total && Date.now() < end && !stopped; done += batch, round++) {
  for (const [name, target] of chosen) {
    // Signals are heard between targets.
    await setImmediate();
    const runs = Math.ceil((Math.min(batch, total - done) * target.share) / shares);
    const started = performance.now();
    let longest = 0;
    const timed: Target = {
      ...target,
      async run(input) {
        const before = process.cpuUsage();
        await target.run(input);
        const taken = process.cpuUsage(before).user / 1000;
        longest = Math.max(longest, taken);
        if (taken > most) throw new Error(`it took ${taken.toFixed(0)} ms`);
      },
    };
    const failure = await fuzz(timed, seed + round, runs);
    const count = counts.get(name) ?? { runs: 0, milliseconds: 0, longest: 0 };
    counts.set(name, {
      runs: count.runs + runs,
      milliseconds: count.milliseconds + performance.now() - started,
      longest: Math.max(count.longest, longest),
    });
    if (!failure) continue;
    failures++;
    const text = `${JSON.stringify({ target: name, ...failure.input }, null, 2)}\n`;
    const file = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`;
    const folder = join(import.meta.dirname, 'cases');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
    const message = failure.error instanceof Error ? failure.error.message : String(failure.error);
    console.log(`FAILED ${name}, seed ${seed + round}: test/fuzz/cases/${file}\n${message.slice(0, 2000)}`);
  }
}
for (const [name, { runs, milliseconds, longest }] of counts)
  console.log(
    `${name}: ${runs} runs in ${(milliseconds / 1000).toFixed(1)} s, the longest ${longest.toFixed(0)} ms of the processor`,
  );
console.log(`${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
