import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ignoreComment } from '../../src/linter/ignore.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { lintTexts, onlyRules, openFirewall } from './linting.ts';

/** The text with a comment at what stands between « and », or the text unchanged where none can stand there. */
function ignored(marked: string, path = 'main.tf'): string {
  const text = marked.replace(/[«»]/g, '');
  const at = { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 };
  const file = new Workspace(memoryFiles({ [path]: text })).file(path);
  assert.ok(file);
  const comment = ignoreComment(file, at, 'a/b');
  if (!comment) return text;
  const { offset, before, after } = comment;
  return `${text.slice(0, offset)}${before}why${after}${text.slice(offset)}`;
}

const line = '# groundwork:ignore a/b -- why';

const cases: readonly (readonly [string, string, string])[] = [
  ['a block', 'x {}\n«resource "a" "b"» {\n}\n', `x {}\n${line}\nresource "a" "b" {\n}\n`],
  ['the first argument', 'x {\n  a  = «1»\n  bc = 2\n}\n', `x {\n  ${line}\n  a  = 1\n  bc = 2\n}\n`],
  ['an argument below another', 'x {\n  a  = 1\n  bc = «2»\n}\n', `x {\n  a  = 1\n  bc = 2 ${line}\n}\n`],
  [
    'an argument of several lines below another',
    'x {\n  a = 1\n  b = «[\n    2,\n  ]»\n}\n',
    `x {\n  a = 1\n  b = [ ${line}\n    2,\n  ]\n}\n`,
  ],
  ['an element', 'x {\n  a = [\n    1,\n    «2»,\n  ]\n}\n', `x {\n  a = [\n    1,\n    ${line}\n    2,\n  ]\n}\n`],
  ['a nested block', 'x {\n  a = 1\n  «y» {\n  }\n}\n', `x {\n  a = 1\n  ${line}\n  y {\n  }\n}\n`],
  ['a block on one line', 'x {\n  a = 1\n  y { b = «2» }\n}\n', `x {\n  a = 1\n  ${line}\n  y { b = 2 }\n}\n`],
  [
    'a heredoc',
    'x {\n  a = <<-EOT\n    p\n    «q»\n  EOT\n}\n',
    `x {\n  ${line}\n  a = <<-EOT\n    p\n    q\n  EOT\n}\n`,
  ],
  ['lines that end as Windows has them', 'x {\r\n  a = «1»\r\n}\r\n', `x {\r\n  ${line}\r\n  a = 1\r\n}\r\n`],
  ['the beginning of the file', '«x» {\n}\n', `${line}\nx {\n}\n`],
];

for (const [place, marked, expected] of cases) {
  test(`a comment at ${place}`, (t) => {
    assert.equal(ignored(marked), expected);
    const formatted = spawnSync('terraform', ['fmt', '-'], { input: expected, encoding: 'utf8' });
    if (formatted.error) t.diagnostic('terraform is not installed, so its formatter was not asked');
    else assert.equal(formatted.stdout, expected.replaceAll('\r\n', formatted.stdout.includes('\r') ? '\r\n' : '\n'));
  });
}

test('in JSON a property of the block stands for the comment, if it has none', () => {
  const said = '"//": "groundwork:ignore a/b -- why"';
  const json = (marked: string) => ignored(marked, 'main.tf.json');
  assert.equal(json('{"module": {"a": {"b": «1»}}}'), `{"module": {"a": {${said}, "b": 1}}}`);
  assert.equal(json('{"module": {«"a"»: {\n  "b": 1\n}}}'), `{"module": {"a": {\n  ${said},\n  "b": 1\n}}}`);
  assert.equal(
    json('{"locals": {}, "resource": {"a": {«"b"»: { "c": 1 }, "d": {}}}}'),
    `{"locals": {}, "resource": {"a": {"b": { ${said}, "c": 1 }, "d": {}}}}`,
  );
  for (const marked of ['{"module": {"a": {"//": "x", "b": «1»}}}', '{"module": {«"a"»: {}}}', '{ "a": «1» }'])
    assert.equal(json(marked), marked.replace(/[«»]/g, ''));
  assert.equal(ignored('{"a": «1»}', 'terraform.tfvars.json'), '{"a": 1}');
});

test('that property suppresses what it was made for', () => {
  const settings = onlyRules('gcp/open-ssh');
  const firewall = { network: 'main', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] };
  const text = JSON.stringify({ resource: { google_compute_firewall: { ssh: firewall } } }, null, 2);
  const [finding] = lintTexts({ 'main.tf.json': text }, settings);
  assert.ok(finding);
  const after = ignored(
    `${text.slice(0, finding.at.start)}«${text.slice(finding.at.start, finding.at.end)}»${text.slice(finding.at.end)}`,
    'main.tf.json',
  ).replace('a/b', finding.rule);
  assert.doesNotThrow(() => JSON.parse(after));
  assert.deepEqual(
    lintTexts({ 'main.tf.json': after }, settings).map(({ rule, suppressed }) => [rule, suppressed?.reason]),
    [['gcp/open-ssh', 'why']],
  );
});

test('the comment suppresses what it was made for', () => {
  const settings = onlyRules('gcp/open-ssh');
  const [finding] = lintTexts({ 'main.tf': openFirewall }, settings);
  const file = new Workspace(memoryFiles({ 'main.tf': openFirewall })).file('main.tf');
  assert.ok(finding && file);
  const comment = ignoreComment(file, finding.at, finding.rule);
  assert.ok(comment);
  const { offset, before, after } = comment;
  const text = `${openFirewall.slice(0, offset)}${before}why${after}${openFirewall.slice(offset)}`;
  assert.deepEqual(
    lintTexts({ 'main.tf': text }, settings).map(({ rule, suppressed }) => [rule, suppressed?.reason]),
    [['gcp/open-ssh', 'why']],
  );
});
