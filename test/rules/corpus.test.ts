import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFabric } from '../fabric.ts';

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const options = ['--preset', 'recommended', '--format', 'json', '--fail-on', 'never'];

/**
 * How often each rule of the preset `recommended` finds something in a large repository that is well kept. A number
 * that grows is noise, or a fault that was missed before: read the findings, then write the counts anew with
 * `node --test --test-update-snapshots test/rules/corpus.test.ts`.
 */
test('what the recommended rules find in a large repository', (context) => {
  const report = withFabric((folder) =>
    execFileSync(process.execPath, [main, 'check', folder, ...options], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
  if (report === undefined) return context.skip('the corpus is not here');
  const { findings } = JSON.parse(report) as { findings: { rule: string; suppressed?: unknown }[] };
  const counts: Record<string, number> = {};
  for (const { rule, suppressed } of findings) if (!suppressed) counts[rule] = (counts[rule] ?? 0) + 1;
  const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  context.assert.fileSnapshot(sorted, join(import.meta.dirname, 'corpus.json'), {
    serializers: [(value) => `${JSON.stringify(value, null, 2)}\n`],
  });
});
