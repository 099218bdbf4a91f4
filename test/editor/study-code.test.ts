import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { type Editor, openEditor } from './harness.ts';

const firewall = (name: string, range: string) => `resource "google_compute_firewall" "${name}" {
  name          = "${name}"
  network       = "main"
  source_ranges = [${range}]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`;

const variables = 'variable "anywhere" {\n  type    = string\n  default = "0.0.0.0/0"\n}\n';

let editor: Editor;
let folder: string;
/** The page in the view. */
let study: FrameLocator;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-study-'));
  writeFileSync(join(folder, 'fw.tf'), `${firewall('ssh', '"0.0.0.0/0"')}\n${firewall('more', '"0.0.0.0/0"')}`);
  writeFileSync(join(folder, 'other.tf'), `${variables}\n${firewall('other', 'var.anywhere')}`);
  editor = await openEditor(folder);
  await editor.open('fw.tf');
  await editor.until('the findings', editor.problems, (found) =>
    found.some(({ code, line }) => code === 'gcp/open-ssh' && line === 16),
  );
  await editor.run('View: Toggle Panel Visibility');
  await editor.page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  study = editor.page.locator('iframe.webview').contentFrame().locator('#active-frame').contentFrame();
  await study.getByRole('heading', { name: 'Topics' }).waitFor();
});
after(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

const finding = () => study.locator('.finding');
const cursor = () => editor.page.locator('.part.statusbar [id="status.editor.selection"]').textContent();

test('the overview says what to read next, and why', async () => {
  await study.getByRole('heading', { name: 'Read next' }).waitFor();
  const link = study.locator('section', { has: study.getByRole('heading', { name: 'Read next' }) }).getByRole('link');
  await link.getByText(/^Network has the most errors here: \d+, and \d+ of \d+ rules that apply hold\./).waitFor();
  await editor.screenshot('study-read-next');
  await link.click();
  await study.locator('.broken').waitFor();
  await study.getByRole('button', { name: 'Back' }).click();
});

test('a finding leads to its rule with the code on top, to the next one, and back to the code', async () => {
  await editor.quickFix(16, 22, 'Explain gcp/open-ssh');
  await study.getByRole('heading', { level: 1, name: 'SSH is open to the whole internet' }).waitFor();
  await finding().getByRole('heading', { name: 'In your code: 2 of 3' }).waitFor();
  assert.equal(await finding().locator('.excerpt mark').first().textContent(), '["0.0.0.0/0"]');
  await editor.screenshot('study-finding');
  await finding().getByRole('button', { name: 'Next', exact: true }).click();
  await finding().getByRole('heading', { name: 'In your code: 3 of 3' }).waitFor();
  await editor.screenshot('study-finding-from');
  await finding().getByRole('button', { name: 'Previous' }).click();
  await finding().getByText('fw.tf:16', { exact: true }).waitFor();
  await editor.goTo(1, 1);
  await finding().getByRole('button', { name: 'Go to the code' }).click();
  await editor.until('the place', cursor, (text) => text?.includes('Ln 16, ') === true);
});

test('the finding stays right while the code changes, and says when it is mended', async () => {
  const text = await editor.text();
  await editor.replace(`# A line\n${text}`);
  await editor.until(
    'the finding of now',
    () => finding().textContent(),
    (shown) => shown?.includes('fw.tf:17') === true,
  );
  await editor.replace(`${firewall('ssh', '"0.0.0.0/0"')}\n${firewall('more', '"10.0.0.0/8"')}`);
  await finding().getByRole('heading', { name: 'This is mended' }).waitFor();
  await finding().getByText('2 other problems of this rule are left.').waitFor();
  await editor.screenshot('study-mended');
  await finding().getByRole('button', { name: 'Show the next one' }).click();
  await finding().getByRole('heading', { name: 'In your code: 1 of 2' }).waitFor();
});

test('a note counts what breaks its rules as the code changes, and leads there', async () => {
  await study.locator('.learn').getByRole('link').first().click();
  const box = study.locator('.broken');
  const counted = async () => Number(/^\d+/.exec((await box.textContent()) ?? '')?.[0]);
  const before = await editor.until('the count', counted, (count) => count > 1);
  await editor.screenshot('study-broken');
  const text = await editor.text();
  await editor.replace(text.replace('"10.0.0.0/8"', '"0.0.0.0/0"'));
  const more = await editor.until('a higher count', counted, (count) => count > before);
  assert.ok(more > before);
  await box.getByRole('button', { name: 'Go to them' }).click();
  const rows = editor.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'other.tf:3' }).first().waitFor();
  await editor.screenshot('study-places');
  await rows.filter({ hasText: 'other.tf:3' }).first().click();
  await editor.page.locator('.tab.active', { hasText: 'other.tf' }).waitFor();
});

test('a card about what was just broken comes first, and says so', async () => {
  const why = study.locator('.why-now').getByText('Comes first because you have just broken this rule');
  // What was broken counts after a pause; a card that is shown is not exchanged.
  const review = async () => {
    await study.getByRole('button', { name: 'Overview', exact: true }).click();
    await study.getByRole('button', { name: 'Review cards' }).click();
    await study.getByRole('button', { name: 'Show answer' }).waitFor();
    return why.count();
  };
  await editor.until('the card that comes first', review, (count) => count === 1);
  await editor.screenshot('study-why-now');
  await study.locator('.why-now').getByRole('link').click();
  await finding()
    .getByRole('heading', { name: /^In your code/ })
    .waitFor();
});
