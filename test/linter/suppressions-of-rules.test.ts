import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import type { Settings } from '../../src/linter/settings.ts';
import { rules } from '../../src/rules/catalogue.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { filesOf, underlined } from '../rules/examples.ts';
import { formatted, withoutTerraform } from '../rules/formatting.ts';
import { type EveryForm, everyForm, idFor, look, type Texts, withComments } from './every-form.ts';
import { onlyRules } from './linting.ts';

// What Terraform cannot read is not to be left as it is.
const ignorable = rules.filter(({ id }) => id !== 'terraform/syntax');

const settingsOf = new Map(ignorable.map(({ id }): [string, Settings] => [id, { ...onlyRules(id), preset: 'all' }]));

interface Commented {
  readonly texts: Texts;
  readonly settings: Settings;
}

/** The faulty example of a rule with a form's comments, and how it is looked at; undefined where the form has no place. */
function commented(form: EveryForm, rule: Rule): Commented | undefined {
  const settings = settingsOf.get(rule.id) as Settings;
  const id = idFor(form, rule.id, rule.equivalents);
  if (id === undefined) return undefined;
  const texts = withComments(look(filesOf(underlined(rule.bad).text), '.', settings), form, rule.id, id);
  return texts && { texts, settings };
}

/** What is found of a rule, each with whether and why it is suppressed, and the rules of what is said of comments. */
function told(rule: Rule, texts: Texts, settings: Settings): string[] {
  return look(texts, '.', settings).found.map(({ rule: id, suppressed }) =>
    id === rule.id ? `${suppressed ? `suppressed: ${suppressed.reason}` : 'shown'}` : id,
  );
}

const offered = everyForm.find(({ where }) => where === 'where it is offered');

const broken = (text: string) => parse(text).errors.length;

test('the comment that is offered has a place for every rule, and the text is read as before', () => {
  assert.ok(offered);
  for (const rule of ignorable) {
    const after: Commented | undefined = commented(offered, rule);
    assert.ok(after, rule.id);
    assert.equal(broken(after.texts['main.tf'] ?? ''), broken(underlined(rule.bad).text), rule.id);
  }
});

test('that comment leaves formatted text formatted', { skip: withoutTerraform }, () => {
  assert.ok(offered);
  const divider = '\n# ----------\n';
  const whole = ignorable.filter(({ bad }) => {
    const { errors, pasted } = parse(underlined(bad).text);
    return errors.length + pasted.length === 0;
  });
  const format = (texts: readonly string[]) => formatted(texts.join(divider)).split(divider);
  const before = whole.map(({ bad }) => filesOf(underlined(bad).text)['main.tf'] ?? '');
  const clean = new Set(format(before).flatMap((text, i) => (text === before[i] ? i : [])));
  assert.ok(clean.size > before.length / 2);
  const after = whole.map((rule) => commented(offered, rule)?.texts['main.tf'] ?? '');
  const changed = format(after).flatMap((text, i) => (clean.has(i) && text !== after[i] ? [`${after[i]}${text}`] : []));
  assert.deepEqual(changed, []);
});

for (const form of everyForm) {
  const name = `${form.tool}'s ${JSON.stringify(form.comment('ID'))} ${form.where}`;
  test(`${name} suppresses every rule that stands for its checks`, () => {
    let tried = 0;
    for (const rule of ignorable) {
      const { texts, settings } = commented(form, rule) ?? {};
      if (!texts || !settings) continue;
      tried++;
      const found = told(rule, texts, settings);
      const wanted = `suppressed: ${form.reasoned ? 'why' : undefined}`;
      assert.ok(
        found.length > 0 && found.every((one) => one === wanted),
        `${rule.id} ${found}\n${Object.values(texts).join('\n')}`,
      );
    }
    assert.ok(tried >= (form.tool === 'tflint' ? 5 : 150), `${tried}`);
  });

  test(`${name} does no more than the configuration lets it`, () => {
    const some = ignorable.flatMap((rule) => {
      const one = commented(form, rule);
      return one ? { rule, ...one } : [];
    });
    for (const { rule, texts, settings } of some.filter((_, i) => i % 25 === 0)) {
      const under = (comments: Partial<Settings['comments']>) =>
        new Set(told(rule, texts, { ...settings, comments: { ...settings.comments, ...comments } }));
      assert.deepEqual(under({ inlineIgnores: false }), new Set(['shown']), rule.id);
      const forbidden = new Set(['shown', 'groundwork/forbidden-suppression']);
      assert.deepEqual(under({ notIgnorable: [rule.id] }), forbidden, rule.id);
      assert.deepEqual(
        under({ requireReason: true }),
        form.reasoned ? new Set(['suppressed: why']) : forbidden,
        rule.id,
      );
    }
  });
}
