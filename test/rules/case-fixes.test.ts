import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { parse } from '../../src/hcl/parser.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { runRules } from '../../src/linter/run.ts';
import { rules } from '../../src/rules/catalogue.ts';
import type { Fix } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { defaultOptions } from './examples.ts';

const cases = '../shared/conformance/cases.jsonl';

type Texts = Readonly<Record<string, string>>;

/** What all rules find; the place of a finding is left out, since a fix of another one moves it. */
function lint(texts: Texts): readonly Finding[] {
  return runRules(new Workspace(memoryFiles(texts)).tree('.'), rules, defaultOptions);
}

function fixed(texts: Texts, { edits }: Fix): Texts {
  const files = new Set(edits.map(({ file }) => file));
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      file,
      files.has(file)
        ? applyEdits(
            text,
            edits.filter((edit) => edit.file === file),
          )
        : text,
    ]),
  );
}

const key = ({ rule, address, message }: Finding) => `${rule} ${address} ${message}`;
const count = (findings: readonly Finding[], wanted: string) => findings.filter((one) => key(one) === wanted).length;
const errors = (texts: Texts) => Object.values(texts).flatMap((text) => parse(text).errors).length;

// Fixes are tried on Terraform that was written to test other linters, and so holds every fault in many forms.
describe('every fix of every labelled case', { skip: existsSync(cases) ? false : `${cases} is not here` }, () => {
  for (const cloud of ['alicloud', 'aws', 'azure', 'gcp']) {
    it(`leaves the text of ${cloud} valid and clears its finding`, (context) => {
      const failures: string[] = [];
      let tried = 0;
      for (const line of existsSync(cases) ? readFileSync(cases, 'utf8').trim().split('\n') : []) {
        const one = JSON.parse(line) as { check: string; cloud: string; files: Record<string, string> };
        if (one.cloud !== cloud) continue;
        const before = lint(one.files);
        for (const finding of before) {
          for (const fix of finding.fixes) {
            tried++;
            const after = fixed(one.files, fix);
            const wanted = key(finding);
            if (errors(after) > errors(one.files)) failures.push(`${one.check}: ${fix.title} breaks the text`);
            else if (count(lint(after), wanted) >= count(before, wanted)) {
              failures.push(`${one.check}: ${wanted} is still there after: ${fix.title}`);
            }
          }
        }
      }
      assert.deepEqual(failures, []);
      context.diagnostic(`${tried} fixes were tried`);
    });
  }
});
