import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../src/scripts/run.ts';
import { openEditor } from './harness.ts';

const published = join(root, '..', 'shared', 'blog', 'landing-zone-gcp.tf');

test('a landing zone as it was published on a blog', {
  skip: !existsSync(published) && `left out: ${published} is not there`,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-blog-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(published, join(folder, 'main.tf'));
  const text = readFileSync(published, 'utf8');
  const editor = await openEditor(folder);
  t.after(editor.close);

  await editor.open('main.tf');
  const first = await editor.until('findings', editor.problems, (problems) => problems.length > 0);
  await editor.screenshot('published');
  assert.deepEqual(first.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`).sort(), [
    '13:29 info terraform/quoted-boolean',
    '13:29 warning gcp/auto-subnets-conflict',
    '17:1 warning gcp/subnet-without-flow-logs',
    '17:1 warning gcp/subnet-without-private-google-access',
    '27:1 info gcp/firewall-without-log',
    '27:1 warning gcp/firewall-without-target',
    '2:1 warning terraform/no-remote-backend',
    '2:1 warning terraform/required-providers',
    '2:1 warning terraform/required-version',
    '36:19 error gcp/open-ssh',
    '3:1 error terraform/pasted-characters',
  ]);

  const spaced = text.replaceAll('\u00a0', ' ');
  assert.equal(text.length - text.replaceAll('\u00a0', '').length, 47);
  await editor.quickFix(3, 1, 'Replace');
  await editor.until('plain spaces', editor.text, (now) => now === spaced);
  await editor.until('the rest', editor.problems, (problems) => problems.length === first.length - 1);
  await editor.screenshot('plain-spaces');

  await editor.open('main.tf');
  await editor.run('Groundwork: Apply All Safe Fixes in This File');
  const fixed = spaced
    .replace('"true"', 'true')
    .replace(
      '  region        = "us-central1"\n',
      '  region                   = "us-central1"\n  private_ip_google_access = true\n',
    );
  await editor.until('all safe fixes', editor.text, (now) => now === fixed);
  const mended = [
    'terraform/pasted-characters',
    'terraform/quoted-boolean',
    'gcp/subnet-without-private-google-access',
  ];
  const rest = first.map(({ code }) => code).filter((code) => !mended.includes(code));
  await editor.until(
    'what no safe fix mends',
    editor.problems,
    (problems) => problems.map(({ code }) => code).join() === rest.join(),
  );
  await editor.screenshot('fixed');
});
