import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Editor, openFiles } from './harness.ts';

const zone = `terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
}

provider "google" {
  project = "landing"
}

resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}
`;

const firewall = (name: string) => `resource "google_compute_firewall" "${name}" {
  name          = "${name}"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`;

/** Shows the view alone in the sidebar, so that there is room for all its lines. */
async function showView({ page }: Editor): Promise<void> {
  await page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  await page.locator('.pane-header[aria-label^="Landing Zone"]').waitFor();
  await page.locator('.pane-header[aria-label^="Study"]').click();
  await page.locator('.pane-header[aria-label^="Study"][aria-expanded="false"]').waitFor();
}

const pane = ({ page }: Editor) =>
  page.locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Landing Zone"]') }).last();
const rows = (editor: Editor) => pane(editor).locator('.monaco-list-row');
const spoken = (editor: Editor) =>
  rows(editor).evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));

/** Opens every line of the tree that has others below it, from the last to the first. */
async function expandAll(editor: Editor): Promise<void> {
  await rows(editor).first().waitFor();
  const closed = pane(editor).locator('.monaco-list-row[aria-expanded="false"]');
  while ((await closed.count()) > 0) {
    const before = await rows(editor).count();
    await closed.last().click();
    await editor.until(
      'what was below the line',
      () => rows(editor).count(),
      (count) => count > before,
    );
  }
}

/** `file:line` of each place in the tree, which its screen reader text begins with after the severity. */
async function places(editor: Editor): Promise<string[]> {
  const all = await spoken(editor);
  return all.flatMap((text) => {
    const [, path = '', line] = /^(?:Error|Warning|Hint), (.*?), line (\d+), /.exec(text) ?? [];
    return line ? `${path.slice(path.lastIndexOf('/') + 1)}:${line}` : [];
  });
}

test('the view has what the Problems panel has, by pillar and rule, and leads to each place', async (t) => {
  const editor = await openFiles(t, { 'main.tf': zone, 'net/fw.tf': `${firewall('ssh')}\n${firewall('more')}` });
  const { page } = editor;
  await editor.open('main.tf');
  const problems = await editor.until('findings', editor.problems, (found) =>
    ['gcp/open-ssh', 'terraform/no-remote-backend'].every((code) => found.some((one) => one.code === code)),
  );
  await showView(editor);
  await expandAll(editor);
  const shown = await editor.until(
    'each problem',
    () => places(editor),
    (found) => found.length === problems.length,
  );
  assert.deepEqual(shown.sort(), problems.map(({ file, line }) => `${file}:${line}`).sort());
  const counts = await pane(editor)
    .locator('.monaco-list-row[aria-level="1"] .label-description')
    .evaluateAll((elements) =>
      elements.map((element) => Number(/^(\d+)(?: ·|$)/.exec(element.textContent ?? '')?.[1] ?? 0)),
    );
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    problems.length,
  );
  const texts = await spoken(editor);
  assert.match(texts[0] ?? '', /^Network, 2 errors.*, \d+ of \d+ rules that apply hold/);
  assert.ok(texts.some((text) => text.startsWith('Not found here, Budget with alerts, Google Cloud')));
  await editor.screenshot('landing-zone');

  await editor.resizeSidebar(240);
  await editor.screenshot('landing-zone-narrow');
  const cut = await pane(editor)
    .locator('.monaco-list-row[aria-level="1"] .monaco-icon-label-container')
    .evaluateAll((labels) =>
      labels.flatMap((label) => (label.scrollWidth > label.clientWidth ? label.textContent : [])),
    );
  assert.deepEqual(cut, []);

  await rows(editor).filter({ hasText: 'fw.tf:16' }).first().click();
  await page.locator('.tab.active[data-resource-name="fw.tf"]').waitFor();
  await page.locator('.statusbar-item', { hasText: 'Ln 16' }).waitFor();

  await page.evaluate("navigator.clipboard.writeText('')");
  await editor.run('Groundwork: Copy Landing Zone as Markdown');
  await editor.until(
    'the tree as Markdown',
    async () => String(await page.evaluate('navigator.clipboard.readText()')),
    (text) => text.startsWith('# Landing zone\n') && text.includes('`net/fw.tf:16`'),
  );

  // The finding goes, and with it its line.
  const before = await spoken(editor);
  await editor.replace(firewall('ssh').replace('0.0.0.0/0', '35.235.240.0/20'));
  await editor.until(
    'no open SSH',
    () => spoken(editor),
    (now) => now.length < before.length && !now.some((text) => text.includes('gcp/open-ssh')),
  );
});

test('the view shows only what passes its filters, says so, and shows all again', async (t) => {
  const editor = await openFiles(t, { 'main.tf': zone, 'net/fw.tf': firewall('ssh') });
  const { page } = editor;
  await editor.open('main.tf');
  await showView(editor);
  await editor.until(
    'pillars',
    () => spoken(editor),
    (texts) => texts.length > 4,
  );
  const all = await spoken(editor);

  await pane(editor).locator('.pane-header').hover();
  await pane(editor).locator('.pane-header [aria-label^="Filter Landing Zone by Severity"]').click();
  const options = page.locator('.quick-input-list .monaco-list-row');
  await options.filter({ hasText: 'Warnings' }).click();
  await options.filter({ hasText: 'Hints' }).click();
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await editor.until(
    'errors only',
    () => spoken(editor),
    (texts) => texts.length === 1 && /^Network, 1 error,/.test(texts[0] ?? ''),
  );
  await editor.screenshot('landing-zone-errors');

  await editor.run('Groundwork: Filter Landing Zone by Folder...');
  await options.filter({ hasText: 'The whole folder' }).click();
  await editor.until(
    'still there',
    () => spoken(editor),
    (texts) => texts.length === 1,
  );
  await editor.open('net/fw.tf');
  await editor.replace(firewall('ssh').replace('0.0.0.0/0', '35.235.240.0/20'));
  await pane(editor).getByText('No problem passes the filter.').waitFor();
  await editor.screenshot('landing-zone-filtered-out');
  await editor.replace(firewall('ssh'));
  await pane(editor).getByText('No problem passes the filter.').waitFor({ state: 'hidden' });
  await editor.run('Groundwork: Show All of the Landing Zone');
  await editor.until(
    'everything again',
    () => spoken(editor),
    (texts) => texts.length === all.length,
  );
});

test('what is not found here is added by its snippet, and then no longer missed', async (t) => {
  const editor = await openFiles(t, { 'main.tf': zone });
  await editor.open('main.tf');
  await showView(editor);
  await editor.until(
    'what is absent',
    () => spoken(editor),
    (texts) => texts.some((text) => /^Cost, .*1 part not found here/.test(text)),
  );
  await expandAll(editor);
  const budget = rows(editor).filter({ hasText: 'Budget with alerts' });
  await budget.hover();
  await editor.screenshot('landing-zone-absent');
  await budget.locator('.action-label[aria-label^="Insert Snippet"]').click();
  await editor.until(
    'the budget',
    () => spoken(editor),
    (texts) => texts.length > 0 && !texts.some((text) => text.includes('Budget with alerts')),
  );
  const text = await editor.text();
  assert.ok(text.startsWith(zone), 'behind what was there');
  assert.match(text, /\n}\n\nresource "google_billing_budget" /);
});

test('where there is nothing to show, the view says what to do next', async (t) => {
  const editor = await openFiles(t, { 'notes.txt': 'no module\n' });
  await showView(editor);
  await pane(editor).getByText('There is no Terraform module in this workspace.').waitFor();
  await pane(editor).getByRole('button', { name: 'Open Folder' }).waitFor();
  await editor.screenshot('landing-zone-empty');

  writeFileSync(join(editor.workspace, 'main.tf'), zone);
  await rows(editor).first().waitFor();
  mkdirSync(join(editor.workspace, '.vscode'));
  writeFileSync(join(editor.workspace, '.vscode', 'settings.json'), '{ "groundwork.lint.enable": false }\n');
  await pane(editor).getByText('Checks are turned off for this workspace.').waitFor();
  await pane(editor).getByRole('button', { name: 'Open Settings' }).waitFor();
  await editor.screenshot('landing-zone-off');
});
