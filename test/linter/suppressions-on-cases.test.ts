import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import type { Settings } from '../../src/linter/settings.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { everyForm, idFor, type Look, look, type Texts, withComments } from './every-form.ts';
import { onlyRules } from './linting.ts';

const cases = '../shared/conformance/cases.jsonl';

interface Case {
  readonly check: string;
  readonly name: string;
  readonly files: Texts;
  readonly fail?: readonly string[];
  readonly raises?: boolean;
}

const settingsOf = new Map(rules.map(({ id }): [string, Settings] => [id, { ...onlyRules(id), preset: 'all' }]));

function* faulty(): Iterable<Case> {
  for (const line of readFileSync(cases, 'utf8').split('\n')) {
    if (line === '') continue;
    const one = JSON.parse(line) as Case;
    if (one.raises || (one.fail?.length ?? 0) > 0) yield one;
  }
}

const broken = (texts: Texts) => Object.values(texts).reduce((sum, text) => sum + parse(text).errors.length, 0);

const directoriesOf = (texts: Texts) =>
  new Set(Object.keys(texts).map((path) => path.split('/').slice(0, -1).join('/') || '.'));

/** What is found of a rule, each with whether and why it is suppressed; and all that is said of comments. */
function told({ found }: Look, rule: string): string[] {
  return found.map(({ rule: id, message, suppressed }) =>
    id === rule ? `${suppressed ? `suppressed: ${suppressed.reason}` : 'shown'}` : `${id}: ${message}`,
  );
}

const skip = existsSync(cases) ? false : `${cases} is not here`;

test('every form of suppression holds on the labelled cases of other linters', { skip }, (context) => {
  const tried = new Map(everyForm.map((form) => [form, 0]));
  for (const { check, name, files } of faulty()) {
    for (const rule of rules) {
      if (!rule.equivalents.includes(check)) continue;
      const settings = settingsOf.get(rule.id) as Settings;
      for (const directory of directoriesOf(files)) {
        const before = look(files, directory, settings);
        const shown = told(before, rule.id);
        if (!shown.includes('shown') || shown.some((one) => one !== 'shown')) continue;
        const faults = broken(files);
        for (const form of everyForm) {
          const id = idFor(form, rule.id, rule.equivalents, check);
          const texts = id === undefined ? undefined : withComments(before, form, rule.id, id);
          if (texts === undefined) continue;
          tried.set(form, (tried.get(form) ?? 0) + 1);
          const text = () => `${check} ${name} ${rule.id}\n${Object.values(texts).join('\n')}`;
          const after = told(look(texts, directory, settings), rule.id);
          const wanted = shown.map(() => `suppressed: ${form.reasoned ? 'why' : undefined}`);
          assert.deepEqual(after, wanted, text());
          assert.equal(broken(texts), faults, text());
        }
      }
    }
  }
  for (const [form, times] of tried)
    context.diagnostic(`${times} times ${form.tool}: ${form.comment('ID').replaceAll('\n', ' ')}`);
});
