import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runRules } from '../../src/linter/run.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { defaultOptions } from './examples.ts';

const folder = join(import.meta.dirname, 'well-kept');
const recommended = rules.filter((rule) => rule.recommended);

/** What is said of code that is as it should be is noise: a rule that speaks here is to be mended, or is no recommended one. */
describe('well-kept landing zones', () => {
  for (const name of readdirSync(folder)) {
    it(`${name} has no finding of a recommended rule`, () => {
      const tree = new Workspace(memoryFiles({ [name]: readFileSync(join(folder, name), 'utf8') })).tree('.');
      const found = runRules(tree, recommended, defaultOptions).map(({ rule, message }) => `${rule}: ${message}`);
      assert.deepEqual(found, []);
    });
  }
});
