import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-protocol/node';
import { baselineEntries, baselineText, markKnown } from '../../src/linter/baseline.ts';
import { defaultSettings } from '../../src/linter/settings.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { startClient } from './client.ts';
import { firewall, subnet, testLint } from './linting.ts';

const configuration = 'file:///work/.groundwork.json';
const main = 'file:///work/main.tf';
const old = firewall('["0.0.0.0/0"]');

test('what the baseline has is a faded hint, and what is new is reported as ever', async () => {
  const workspace = new Workspace(memoryFiles({ '/work/main.tf': old }));
  const found = testLint(workspace, '/work', defaultSettings);
  const entries = baselineEntries(
    markKnown(
      found,
      '/work',
      () => true,
      (path) => workspace.file(path),
    ),
    '/work',
  );
  const client = await startClient({
    host: { lint: testLint },
    files: { '/work/.groundwork.json': '{ "baseline": "known.json" }', '/work/known.json': baselineText(entries) },
  });
  await client.open(main, `# moved\n${old}${subnet('a', false)}`);
  const shown = async () => {
    const report = await client.pull(main);
    assert.equal(report.kind, 'full');
    return report.items.map(({ code, severity, tags }) => [code, severity, tags]);
  };
  const fresh = ['gcp/subnet-without-private-google-access', DiagnosticSeverity.Warning, undefined];
  assert.deepEqual(await shown(), [['gcp/open-ssh', DiagnosticSeverity.Hint, [DiagnosticTag.Unnecessary]], fresh]);

  client.files.texts.set('/work/known.json', baselineText([]));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///work/known.json', type: 2 }],
  });
  assert.deepEqual(await shown(), [['gcp/open-ssh', DiagnosticSeverity.Error, undefined], fresh]);
  await client.stop();
});

test('the configuration says what is wrong with its baseline, and how much of it is gone', async () => {
  const entry = (name: string, rule = 'gcp/open-ssh') => ({ file: 'main.tf', rule, fingerprint: name });
  const client = await startClient({
    host: { lint: testLint },
    files: { '/work/.groundwork.json': '{ "baseline": "known.json" }', '/work/main.tf': old },
  });
  const said = async (known: string | undefined) => {
    if (known !== undefined) client.files.texts.set('/work/known.json', known);
    await client.settled();
    const report = await client.pull(configuration);
    assert.equal(report.kind, 'full');
    return report.items.map(({ message, severity }) => `${severity} ${message}`);
  };
  const write = '"groundwork baseline --output known.json" writes';
  assert.deepEqual(await said(undefined), [`2 There is no such file. ${write} it.`]);
  assert.deepEqual(await said('{}'), [`2 This file is no baseline. ${write} one.`]);
  assert.deepEqual(await said(baselineText([])), []);
  assert.deepEqual(await said(baselineText([entry('0:1'), entry('1:1'), entry('2:1', 'gcp/no-rule')])), [
    `3 2 of 3 findings in the baseline are gone. ${write} it anew.`,
  ]);
  await client.stop();
});
