import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/hcl/parser.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { ignoreComment } from '../../src/linter/ignore.ts';
import { lint } from '../../src/linter/lint.ts';
import { defaultSettings } from '../../src/linter/settings.ts';
import { rules } from '../../src/rules/catalogue.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { underlined } from '../rules/examples.ts';
import { formatted, withoutTerraform } from '../rules/formatting.ts';
import { onlyRules, today } from './linting.ts';

function look(rule: Rule, text: string) {
  const workspace = new Workspace(memoryFiles({ 'main.tf': text }));
  const found = lint(workspace, '.', onlyRules(rule.id), today).filter((finding) => finding.rule === rule.id);
  return { file: workspace.file('main.tf'), tree: workspace.tree('.', defaultSettings.varFiles), found };
}

/** What is left of a rule's findings that no comment suppresses. */
function left(rule: Rule, text: string): readonly string[] {
  return look(rule, text).found.flatMap(({ message, suppressed }) => (suppressed ? [] : message));
}

interface Insertion {
  readonly offset: number;
  readonly text: string;
}

function insert(text: string, insertions: readonly Insertion[]): string {
  const byOffset = new Map(insertions.map((one) => [one.offset, one]));
  return [...byOffset.values()]
    .sort((a, b) => b.offset - a.offset)
    .reduce((result, one) => result.slice(0, one.offset) + one.text + result.slice(one.offset), text);
}

/** The faulty example with a comment for each of its findings; undefined where there is no place for one. */
function withComments(rule: Rule): string | undefined {
  const { text } = underlined(rule.bad);
  const { file, found } = look(rule, text);
  const comments = found.map((finding) => file && ignoreComment(file, finding.at, rule.id));
  if (comments.includes(undefined)) return undefined;
  return insert(
    text,
    comments.flatMap((one) => (one ? { offset: one.offset, text: `${one.before}why${one.after}` } : [])),
  );
}

const broken = (text: string) => parse(text).errors.length;

// What Terraform cannot read is not to be left as it is.
const ignorable = rules.filter(({ id }) => id !== 'terraform/syntax');

test('the comment that is offered suppresses every rule, and the text is read as before', () => {
  for (const rule of ignorable) {
    const after = withComments(rule);
    assert.ok(after !== undefined, rule.id);
    assert.equal(broken(after), broken(underlined(rule.bad).text), rule.id);
    assert.deepEqual(left(rule, after), [], `${rule.id}\n${after}`);
  }
});

test('that comment leaves formatted text formatted', { skip: withoutTerraform }, () => {
  const divider = '\n# ----------\n';
  const whole = ignorable.filter(({ bad }) => {
    const { errors, pasted } = parse(underlined(bad).text);
    return errors.length + pasted.length === 0;
  });
  const format = (texts: readonly string[]) => formatted(texts.join(divider)).split(divider);
  const before = whole.map(({ bad }) => underlined(bad).text);
  const clean = new Set(format(before).flatMap((text, i) => (text === before[i] ? i : [])));
  assert.ok(clean.size > before.length / 2);
  const after = whole.map((rule) => withComments(rule) ?? '');
  const changed = format(after).flatMap((text, i) => (clean.has(i) && text !== after[i] ? [`${after[i]}${text}`] : []));
  assert.deepEqual(changed, []);
});

/** Inserts a comment at each resource that a rule finds something in. */
function atResources(rule: Rule, place: 'above' | 'inside', comment: string): string | undefined {
  const { text } = underlined(rule.bad);
  const { tree, found } = look(rule, text);
  const blocks = found.map((finding: Finding) => finding.address && tree.resource(finding.address)?.block);
  const insertions = blocks.flatMap((block) =>
    block ? { offset: place === 'above' ? block.start : block.open + 1, text: comment } : [],
  );
  return insertions.length < blocks.length ? undefined : insert(text, insertions);
}

test("other tools' comments suppress every rule that stands for their checks", () => {
  const forms = [
    { prefix: 'checkov/', place: 'inside', comment: (id: string) => `\n  #checkov:skip=${id}:why\n` },
    { prefix: 'trivy/', place: 'above', comment: (id: string) => `#trivy:ignore:AVD-${id}\n` },
    {
      prefix: 'trivy/',
      place: 'above',
      comment: (id: string) => `//tfsec:ignore:${id.toLowerCase()}:exp:2099-01-01\n`,
    },
    { prefix: '', place: 'above', comment: () => '# kics-scan ignore-block\n' },
    { prefix: '', place: 'inside', comment: () => '\n  #checkov:skip=CKV_X_1\n#ts:maxseverity=None\n' },
  ] as const;
  for (const { prefix, place, comment } of forms) {
    let tried = 0;
    for (const rule of ignorable) {
      const check = prefix === '' ? '' : rule.equivalents.find((one) => one.startsWith(prefix));
      const text = check === undefined ? undefined : atResources(rule, place, comment(check.slice(prefix.length)));
      if (text === undefined) continue;
      tried++;
      assert.deepEqual(left(rule, text), [], `${rule.id}\n${text}`);
    }
    assert.ok(tried > 100, `${prefix} ${tried}`);
  }
});
