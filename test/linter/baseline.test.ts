import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baselineEntries, baselineText, markKnown, parseBaseline, relativePath } from '../../src/linter/baseline.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { lintTexts, onlyRules, openFirewall } from './linting.ts';

const settings = onlyRules('gcp/open-ssh');

function marked(text: string, has: (name: string) => boolean) {
  const workspace = new Workspace(memoryFiles({ 'ws/main.tf': text }));
  return markKnown(lintTexts({ 'ws/main.tf': text }, settings, 'ws'), 'ws', has, (path) => workspace.file(path));
}

const before = baselineText(
  baselineEntries(
    marked(openFirewall, () => true),
    'ws',
  ),
);
const baseline = parseBaseline('ws/.groundwork-baseline.json', before);

/** For each finding, whether the baseline of the firewall has it. */
function known(text: string): boolean[] {
  assert.ok(baseline);
  return marked(text, (name) => baseline.entries.has(name)).map((finding) => finding.known !== undefined);
}

test('a finding is known as long as its line says the same, wherever it stands', () => {
  assert.deepEqual(known(openFirewall), [true]);
  assert.deepEqual(known(`# more\n\nlocals {}\n\n${openFirewall.replace('source_ranges =', 'source_ranges  =')}`), [
    true,
  ]);
  assert.deepEqual(known(openFirewall.replaceAll('\n', '\r\n')), [true]);
});

test('another resource, another value and a second of the same are new', () => {
  assert.deepEqual(known(openFirewall.replace('firewall" "ssh"', 'firewall" "other"')), [false]);
  assert.deepEqual(known(openFirewall.replace('["0.0.0.0/0"]', '["::/0", "0.0.0.0/0"]')).includes(true), false);
  const twice = openFirewall.replace('["0.0.0.0/0"]', '["0.0.0.0/0", "0.0.0.0/0"]');
  const [one, two] = marked(twice, () => true).map((finding) => finding.known);
  assert.notEqual(one, two);
});

test('the file holds a line for each finding, with paths from its directory', () => {
  assert.match(
    before,
    /^\{\n {2}"version": 1,\n {2}"findings": \[\n {4}\{"file":"main\.tf","rule":"gcp\/open-ssh","fingerprint":"[\da-f]{16}:1"\}\n {2}\]\n\}\n$/,
  );
  assert.equal(baselineText([]), '{\n  "version": 1,\n  "findings": []\n}\n');
  assert.equal(baseline?.entries.size, 1);
});

test('what a comment suppresses is not written', () => {
  const text = `# groundwork:ignore gcp/open-ssh -- why\n${openFirewall}`;
  assert.deepEqual(
    baselineEntries(
      marked(text, () => true),
      'ws',
    ),
    [],
  );
});

test('what is no baseline is not taken for one', () => {
  for (const text of ['', '{}', '[]', 'null', '{ "version": 2, "findings": [] }', '{ "version": 1, "findings": [1] }'])
    assert.equal(parseBaseline('x.json', text), undefined, text);
});

test('paths lead from the directory, upwards too', () => {
  assert.equal(relativePath('/ws', '/ws/a/main.tf'), 'a/main.tf');
  assert.equal(relativePath('/ws/envs/prod', '/ws/net/main.tf'), '../../net/main.tf');
  assert.equal(relativePath('.', 'main.tf'), 'main.tf');
  assert.equal(relativePath('c:/ws', 'c:/ws/main.tf'), 'main.tf');
});
