import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/linter/finding.ts';
import { mergeFindings } from '../../src/linter/lint.ts';
import { confirmSyntax } from '../../src/linter/syntax.ts';
import { lintTexts, onlyRules, openFirewall } from './linting.ts';

const settings = onlyRules('gcp/open-ssh');

test('findings come in order of files and places', () => {
  const texts = {
    'b.tf': openFirewall,
    'a.tf': `${openFirewall.replace('"ssh"', '"x"')}\n${openFirewall.replace('"ssh"', '"y"')}`,
  };
  const places = lintTexts(texts, settings).map(({ at, address }) => `${at.file} ${address}`);
  assert.deepEqual(places, [
    'a.tf google_compute_firewall.x',
    'a.tf google_compute_firewall.y',
    'b.tf google_compute_firewall.ssh',
  ]);
});

test('a severity that the settings give wins', () => {
  const rules = new Map([...settings.rules, ['gcp/open-ssh', 'info'] as const]);
  assert.deepEqual(
    lintTexts({ 'main.tf': openFirewall }, { ...settings, rules }).map(({ severity }) => severity),
    ['info'],
  );
});

test('findings in ignored files are left out', () => {
  const texts = { 'main.tf': openFirewall, 'legacy.tf': openFirewall.replace('"ssh"', '"old"') };
  const some = lintTexts(texts, { ...settings, directory: '.', ignore: ['legacy.tf'] });
  assert.deepEqual(
    some.map(({ at }) => at.file),
    ['main.tf'],
  );
});

test('a fault in a downloaded module stands at the call, without a fix', () => {
  const main = 'module "net" {\n  source  = "org/net/google"\n  version = "1.0.0"\n}\n';
  const manifest = JSON.stringify({
    Modules: [{ Key: 'net', Source: 'org/net/google', Dir: '.terraform/modules/net' }],
  });
  const texts = {
    'main.tf': main,
    '.terraform/modules/modules.json': manifest,
    '.terraform/modules/net/main.tf': openFirewall,
  };
  const [finding, ...more] = lintTexts(texts, settings);
  assert.deepEqual(more, []);
  assert.equal(finding?.address, 'module.net.google_compute_firewall.ssh');
  assert.equal(main.slice(finding.at.start, finding.at.end), 'module "net"');
  assert.equal(finding.related[0]?.at.file, '.terraform/modules/net/main.tf');
  assert.deepEqual(finding.fixes, []);
});

const finding: Finding = {
  rule: 'gcp/open-ssh',
  severity: 'error',
  message: 'Open.',
  at: { file: 'm/main.tf', start: 3, end: 5 },
  related: [],
  fixes: [],
};
const comment = { file: 'm/main.tf', start: 1, end: 2 };

test('merged roots give each finding once, suppressed only where all suppress it', () => {
  const suppressed = { ...finding, suppressed: { at: comment, reason: undefined } };
  assert.deepEqual(mergeFindings([[finding], [finding]]), [finding]);
  assert.deepEqual(mergeFindings([[suppressed], [finding]]), [finding]);
  assert.deepEqual(mergeFindings([[suppressed], [suppressed]]), [suppressed]);
});

test('a suppression that one root needs is not unused', () => {
  const suppressed = { ...finding, suppressed: { at: comment, reason: undefined } };
  const unused = { ...finding, rule: 'groundwork/unused-suppression', at: comment };
  assert.deepEqual(mergeFindings([[suppressed], [unused]]), [suppressed]);
  assert.deepEqual(mergeFindings([[unused], [unused]]), [unused]);
});

test('errors of syntax stay only where the reference does not accept the text', async () => {
  const at = (file: string): Finding => ({ ...finding, rule: 'terraform/syntax', at: { file, start: 0, end: 1 } });
  const asked: string[] = [];
  const kept = await confirmSyntax([at('a.tf'), at('a.tf'), at('b.tf'), at('c.tf.json'), finding], async (path) => {
    asked.push(path);
    return path === 'a.tf';
  });
  assert.deepEqual(
    kept.map((one) => one.at.file),
    ['a.tf', 'a.tf', 'c.tf.json', 'm/main.tf'],
  );
  assert.deepEqual(asked, ['a.tf', 'b.tf']);
});
