import fc from 'fast-check';
import { fuzzEdits, fuzzPaths } from './edits.ts';
import { fuzzEvaluate } from './evaluate.ts';
import type { Input } from './input.ts';
import { fuzzFix, fuzzLint, fuzzRender } from './lint.ts';
import { edited, input } from './mutate.ts';
import { fuzzParse } from './parse.ts';
import { fuzzServer } from './server.ts';

export interface Target {
  readonly input: fc.Arbitrary<Input>;
  /** @throws where a property does not hold. */
  readonly run: (input: Input) => void | Promise<void>;
  /** Of a thousand runs over all targets, how many are this one's: the costly ones get few. */
  readonly share: number;
}

export const targets: Readonly<Record<string, Target>> = {
  parse: { input, run: fuzzParse, share: 400 },
  evaluate: { input, run: fuzzEvaluate, share: 250 },
  lint: { input, run: fuzzLint, share: 200 },
  fix: { input, run: fuzzFix, share: 60 },
  render: { input, run: fuzzRender, share: 60 },
  edits: { input: edited, run: fuzzEdits, share: 20 },
  server: { input: edited, run: fuzzServer, share: 5 },
  paths: { input, run: fuzzPaths, share: 10 },
};

interface Failure {
  readonly input: Input;
  readonly error: unknown;
}

/** Runs a target with inputs that follow from the seed; gives the smallest input found to fail, where one does. */
export async function fuzz({ input, run }: Target, seed: number, runs: number): Promise<Failure | undefined> {
  const property = fc.asyncProperty(input, async (one) => run(one));
  const result = await fc.check(property, { seed, numRuns: runs });
  const [failed] = result.counterexample ?? [];
  return failed && { input: failed, error: result.errorInstance };
}
