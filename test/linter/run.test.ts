import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRules } from '../../src/linter/run.ts';
import { chainOf, relatedOf, stopsOf } from '../../src/linter/way.ts';
import { be } from '../../src/rules/predicates.ts';
import type { Check, Rule } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

function ruleOf(id: string, check: Rule['check']): Rule {
  const about = {
    title: id,
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: '',
    refs: [],
    equivalents: [],
  } as const;
  return { ...about, id, check, bad: '', good: '' };
}

function run(texts: Record<string, string>, ...rules: readonly Rule[]) {
  const tree = new Workspace(memoryFiles(texts)).tree('.');
  return runRules(tree, rules, { allowedCidrs: [], requiredLabels: [] });
}

const isOn: Check = { on: ['t'], attribute: 'on', must: be(true) };
const broken: Check = {
  on: ['t'],
  resource: () => {
    throw new Error('out of cheese');
  },
};

describe('runRules', () => {
  it('makes one finding of a rule that throws, and runs the others', () => {
    const text = 'resource "t" "a" {}\nresource "t" "b" {}\n';
    const findings = run({ 'main.tf': text }, ruleOf('x/broken', broken), ruleOf('x/on', isOn));
    const failed = findings.filter(({ rule }) => rule === 'groundwork/internal-error');
    assert.equal(failed.length, 1);
    assert.match(failed[0]?.message ?? '', /x\/broken.*out of cheese/);
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'x/on').map(({ address }) => address),
      ['t.a', 't.b'],
    );
  });

  it('reports a fault once, though two checks of a rule find it', () => {
    assert.equal(run({ 'main.tf': 'resource "t" "a" {}\n' }, ruleOf('x/on', [isOn, isOn])).length, 1);
  });

  it('reports each instance by its address', () => {
    const text = 'resource "t" "a" {\n  for_each = { x = false, y = true }\n  on       = each.value\n}\n';
    assert.deepEqual(
      run({ 'main.tf': text }, ruleOf('x/on', isOn)).map(({ address }) => address),
      ['t.a["x"]'],
    );
  });

  it('looks at data sources by their own name', () => {
    const text = 'data "t" "a" {}\nresource "t" "b" {\n  on = true\n}\n';
    const data = ruleOf('x/data', { ...isOn, on: ['data.t'] });
    assert.deepEqual(
      run({ 'main.tf': text }, data).map(({ address }) => address),
      ['data.t.a'],
    );
  });

  it('shows the way from the use to the literal', () => {
    const texts = {
      'main.tf': 'resource "t" "a" {\n  on = local.on\n}\nlocals {\n  on = var.on\n}\n',
      'variables.tf': 'variable "on" {\n  default = false\n}\n',
    };
    const [finding] = run(texts, ruleOf('x/on', isOn));
    assert.ok(finding);
    assert.equal(finding.at.file, 'variables.tf');
    assert.equal(chainOf(finding.through ?? []), 'local.on <- var.on');
    const lines = (related: ReturnType<typeof relatedOf>) => related.map(({ at, message }) => `${at.file}: ${message}`);
    assert.deepEqual(lines(stopsOf(finding)), ['main.tf: var.on is used here']);
    assert.deepEqual(lines(relatedOf(finding)), [
      'main.tf: local.on is used here',
      'main.tf: local.on is declared here',
      'main.tf: var.on is used here',
      'variables.tf: var.on is declared here',
    ]);
    assert.match(finding.fixes[0]?.title ?? '', /, by changing var\.on in variables\.tf$/);
  });

  it('looks at every file once, however often its module is called', () => {
    const texts = {
      'main.tf': 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
      'm/main.tf': 'resource "t" "x" {}\n',
    };
    const seen: string[] = [];
    const look: Check = {
      file: ({ path }) => {
        seen.push(path);
        return [];
      },
    };
    const findings = run(texts, ruleOf('x/file', look), ruleOf('x/on', isOn));
    assert.deepEqual(seen, ['main.tf', 'm/main.tf']);
    assert.deepEqual(
      findings.map(({ address }) => address),
      ['module.a.t.x', 'module.b.t.x'],
    );
  });

  it('shows a tree to a rule only if it has a type that the rule is about', () => {
    let shown = 0;
    const tree = (...on: readonly string[]): Check => ({
      on,
      tree: () => {
        shown++;
        return [];
      },
    });
    run(
      { 'main.tf': 'resource "t" "a" {}\n' },
      ruleOf('x/a', tree('t')),
      ruleOf('x/b', tree('u')),
      ruleOf('x/c', tree()),
    );
    assert.equal(shown, 2);
  });
});
