import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enabledRules, ignores } from '../../src/linter/enabled.ts';
import { allRules } from '../../src/linter/own-rules.ts';
import { defaultSettings, keys, parseSettings, settingsFor } from '../../src/linter/settings.ts';
import { editorSchema, settingsSchema } from '../../src/linter/settings-schema.ts';
import { memoryFiles } from '../memory.ts';

/** The problems of a configuration, each with the text that it stands at. */
function problems(text: string): string[] {
  return parseSettings('.groundwork.json', text, (path) => path === 'prod.tfvars').problems.map(
    ({ at, message }) => `${text.slice(at.start, at.end)} -> ${message}`,
  );
}

test('reads every key, with comments and trailing commas', () => {
  const { settings, problems: none } = parseSettings(
    'envs/.groundwork.json',
    `{
      // which rules
      "$schema": "x", "preset": "all",
      "rules": { "gcp/open-ssh": "warning", "gcp/open-rdp": "off", },
      "ignore": ["legacy/**"], "varFiles": ["prod.tfvars", "../common.tfvars"],
      "allowedCidrs": ["203.0.113.0/24"], "requiredLabels": ["owner"],
      "inlineIgnores": false, "notIgnorable": ["gcp/open-ssh"], "requireReason": true,
      "baseline": "../known.json",
    }`,
    () => true,
  );
  assert.deepEqual(none, []);
  assert.deepEqual(settings, {
    preset: 'all',
    rules: new Map([
      ['gcp/open-ssh', 'warning'],
      ['gcp/open-rdp', 'off'],
    ]),
    ignore: ['legacy/**'],
    varFiles: ['envs/prod.tfvars', 'common.tfvars'],
    options: { allowedCidrs: ['203.0.113.0/24'], requiredLabels: ['owner'] },
    comments: { inlineIgnores: false, notIgnorable: ['gcp/open-ssh'], requireReason: true },
    baseline: 'known.json',
    directory: 'envs',
  });
});

const faults: readonly (readonly [string, readonly string[]])[] = [
  ['{ "prest": "all" }', ['"prest" -> Unknown key "prest"; did you mean "preset"?']],
  ['{ "extends": "x" }', ['"extends" -> Unknown key "extends".']],
  ['{ "preset": "al" }', ['"al" -> Expected "recommended", "all"; did you mean "all"?']],
  ['{ "preset": 3 }', ['3 -> Expected "recommended", "all".']],
  ['{ "preset": "all", "preset": "all" }', ['"preset" -> "preset" is given twice.']],
  ['{ "rules": ["gcp/open-ssh"] }', ['["gcp/open-ssh"] -> Expected an object in braces.']],
  [
    '{ "rules": { "gcp/opn-ssh": "off" } }',
    ['"gcp/opn-ssh" -> There is no rule "gcp/opn-ssh"; did you mean "gcp/open-ssh"?'],
  ],
  [
    '{ "rules": { "CKV_GCP_2": "off" } }',
    ['"CKV_GCP_2" -> There is no rule "CKV_GCP_2"; did you mean "gcp/open-all-ports" or "gcp/open-ssh"?'],
  ],
  ['{ "rules": { "gcp/open-ssh": "warn" } }', ['"warn" -> Expected "off", "error", "warning", "info".']],
  ['{ "ignore": "legacy" }', ['"legacy" -> Expected a list in square brackets.']],
  ['{ "ignore": [1] }', ['1 -> Expected a glob in quotes.']],
  [
    '{ "varFiles": ["prod.tfvars", "dev.tfvars"] }',
    ['"dev.tfvars" -> There is no file "dev.tfvars" in the workspace.'],
  ],
  [
    '{ "allowedCidrs": ["10.0.0.0/33"] }',
    ['"10.0.0.0/33" -> "10.0.0.0/33" is not an address block; write one as "10.0.0.0/8" or "2001:db8::/32".'],
  ],
  ['{ "requiredLabels": [""] }', ['"" -> Expected a label\'s name, not an empty string.']],
  ['{ "inlineIgnores": "no" }', ['"no" -> Expected true or false.']],
  [
    '{ "notIgnorable": ["gcp/opn-ssh", 1] }',
    [
      '"gcp/opn-ssh" -> There is no rule "gcp/opn-ssh"; did you mean "gcp/open-ssh"?',
      '1 -> Expected a rule in quotes.',
    ],
  ],
  ['[]', ['[] -> Expected an object in braces.']],
  ['{ "preset" "all" }', ['"all" -> Expected a colon after the key.']],
  ['', [' -> Expected a value.']],
];

for (const [text, expected] of faults) {
  test(`reports what is wrong in ${text || 'an empty file'}`, () => assert.deepEqual(problems(text), expected));
}

test('what is wrong does not take the rest away', () => {
  const { settings } = parseSettings(
    'a/.groundwork.json',
    '{ "prest": 1, "preset": "all", "ignore": [1, "x"] }',
    () => true,
  );
  assert.deepEqual([settings.preset, settings.ignore], ['all', ['x']]);
});

test('the nearest configuration counts, up to the top', () => {
  const files = memoryFiles({
    '.groundwork.json': '{ "preset": "all" }',
    'ws/envs/.groundwork.json': '{ "ignore": ["x"] }',
    'ws/envs/prod/main.tf': '',
    'ws/other/main.tf': '',
  });
  assert.equal(settingsFor(files, 'ws/envs/prod', 'ws').settings.directory, 'ws/envs');
  assert.deepEqual(settingsFor(files, 'ws/other', 'ws'), {
    settings: defaultSettings,
    problems: [],
    source: undefined,
  });
  assert.equal(settingsFor(files, 'ws/other', '.').settings.preset, 'all');
});

test('rules are turned on and off, and given severities', () => {
  const recommended = new Set(enabledRules(defaultSettings).map(({ id }) => id));
  assert.ok(recommended.has('gcp/open-ssh'));
  assert.deepEqual(recommended, new Set(allRules.filter((rule) => rule.recommended).map(({ id }) => id)));
  assert.equal(enabledRules({ ...defaultSettings, preset: 'all' }).length, allRules.length);
  const chosen = enabledRules({
    ...defaultSettings,
    rules: new Map([
      ['gcp/open-ssh', 'info'],
      ['gcp/open-rdp', 'off'],
    ]),
  });
  assert.equal(chosen.find(({ id }) => id === 'gcp/open-ssh')?.severity, 'info');
  assert.ok(!chosen.some(({ id }) => id === 'gcp/open-rdp'));
});

test('globs are relative to the configuration, and a directory stands for all in it', () => {
  const ignored = ignores({
    ...defaultSettings,
    directory: '/ws',
    ignore: ['legacy', './old/', '**/*_test.tf', '.hidden/**'],
  });
  for (const path of ['/ws/legacy/a.tf', '/ws/old/b/c.tf', '/ws/x_test.tf', '/ws/a/b/x_test.tf', '/ws/.hidden/a.tf']) {
    assert.ok(ignored(path), path);
  }
  for (const path of ['/ws/a/legacy/a.tf', '/other/legacy/a.tf', '/ws/main.tf']) assert.ok(!ignored(path), path);
});

test('the schema has every key and every rule', () => {
  const schema = settingsSchema() as {
    properties: Record<string, { properties?: Record<string, { description: string }> }>;
  };
  assert.deepEqual(Object.keys(schema.properties), ['$schema', ...Object.keys(keys)]);
  const words = schema.properties['rules']?.properties ?? {};
  assert.deepEqual(
    Object.keys(words),
    allRules.map(({ id }) => id),
  );
  assert.equal(words['gcp/open-ssh']?.description, allRules.find(({ id }) => id === 'gcp/open-ssh')?.title);
});

test('the schema for an editor knows the same words and finds no fault', () => {
  const text = JSON.stringify(editorSchema());
  assert.doesNotMatch(text, /"(?:additionalProperties|type|uniqueItems|minLength|pattern|required)":/);
  // Each list of words stands beside a branch that takes anything.
  assert.equal(
    text.match(/"enum":/g)?.length,
    text.match(/"anyOf":\[\{"enum":[^\]]*\](?:,"enumDescriptions":[^\]]*\])?\},\{\}\]/g)?.length,
  );
  const names = (schema: { properties?: Readonly<Record<string, object>> }) => Object.keys(schema.properties ?? {});
  assert.deepEqual(names(editorSchema()), names(settingsSchema()));
});
