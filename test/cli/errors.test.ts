import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf, groundwork } from './cli.ts';

const place = directoryOf({
  'main.tf': openFirewall,
  'notes.txt': 'x',
  'empty/readme.md': '',
  'latin/main.tf': new Uint8Array([0x61, 0x3d, 0x22, 0xe9, 0x22, 0x0a]),
  'wrong.json': '{ "preset": "al" }',
  'two.json': '{ "prest": 1,\n  "rules": { "gcp/opn-ssh": "off" } }',
  'nested/.groundwork.json': '{ "ignore": "x" }',
  'nested/main.tf': '',
});

/** Each command line that cannot run, with the line that says so. */
const cases: readonly (readonly [string, string])[] = [
  ['', 'no command is given; groundwork --help lists them.'],
  ['chekc', 'unknown command chekc; did you mean "groundwork check"?'],
  ['deploy', 'unknown command deploy; groundwork --help lists the commands.'],
  ['--colour', 'unknown option --colour; groundwork --help lists the commands.'],
  ['check --frmat json', 'unknown option --frmat; did you mean "--format"?'],
  ['check -x', 'unknown option -x; groundwork check --help lists the options.'],
  ['check --format xml', '--format is one of pretty, json, sarif, junit, github, not "xml".'],
  ['check --format=jsn', '--format is one of pretty, json, sarif, junit, github, not "jsn"; did you mean "json"?'],
  ['check --format', '--format needs a value: --format pretty|json|sarif|junit|github'],
  ['check --output --fix', '--output needs a value: --output FILE'],
  ['check --fix=yes', '--fix takes no value.'],
  ['check --fail-on high', '--fail-on is one of error, warning, info, never, not "high".'],
  ['check nowhere', 'there is no file or directory nowhere.'],
  ['check main.tf nowhere.tf', 'there is no file or directory nowhere.tf.'],
  ['check notes.txt', 'notes.txt is not a Terraform file.'],
  ['check empty', 'there are no Terraform files in empty or below.'],
  ['check latin', 'cannot read latin/main.tf: not UTF-8 text.'],
  ['check latin/main.tf --fix', 'cannot read latin/main.tf: not UTF-8 text.'],
  ['check main.tf --var-file x.tfvars', 'there is no file or directory x.tfvars.'],
  ['check main.tf --config x.json', 'there is no file or directory x.json.'],
  ['check main.tf --config empty', 'empty is not a file.'],
  ['check main.tf --config wrong.json', 'wrong.json:1:13: Expected "recommended", "all"; did you mean "all"?'],
  ['check nested', 'nested/.groundwork.json:1:13: Expected a list in square brackets.'],
  ['check main.tf --output nowhere/report.json', 'cannot write nowhere/report.json: no such directory.'],
  ['check main.tf --output empty', 'cannot write empty: it is a directory.'],
  ['rules gcp', 'rules takes no arguments, but was given "gcp".'],
  ['rules --format sarif', '--format is one of pretty, json, markdown, not "sarif".'],
  ['explain', 'explain takes one rule: groundwork explain gcp/open-ssh'],
  ['explain gcp/open-shs', 'There is no rule "gcp/open-shs"; did you mean "gcp/open-ssh"?'],
];

for (const [line, message] of cases) {
  test(`groundwork ${line || 'alone'}: one line, exit status 2`, async () => {
    const { status, out, error } = await groundwork(place, line.split(' ').filter(Boolean));
    assert.deepEqual({ status, out, error }, { status: 2, out: '', error: `groundwork: ${message}\n` });
  });
}

test('each problem of a configuration has its line', async () => {
  const { status, error } = await groundwork(place, ['check', 'main.tf', '--config', 'two.json']);
  assert.equal(status, 2);
  assert.deepEqual(error.split('\n'), [
    'groundwork: two.json:1:3: Unknown key "prest"; did you mean "preset"?',
    'groundwork: two.json:2:14: There is no rule "gcp/opn-ssh"; did you mean "gcp/open-ssh"?',
    '',
  ]);
});

test('a name with control characters does nothing to the terminal', async () => {
  const { error } = await groundwork(place, ['check', 'a\u001b[2Jb']);
  assert.equal(error, 'groundwork: there is no file or directory a<U+001B>[2Jb.\n');
});

test('what a link leads to outside the workspace is not read', async () => {
  const outside = directoryOf({ 'secret.tf': openFirewall });
  const inside = directoryOf({ 'ok/main.tf': '' });
  symlinkSync(outside, join(inside, 'linked'));
  symlinkSync(join(outside, 'secret.tf'), join(inside, 'ok', 'secret.tf'));
  mkdirSync(join(inside, '.git'));
  const { status, out } = await groundwork(inside, ['check', '--format', 'json']);
  assert.equal(status, 0);
  assert.ok(!out.includes('secret'));
});
