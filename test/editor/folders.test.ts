import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { openFiles } from './harness.ts';

const firewall = `resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
`;

const versions = readFileSync(join(suiteWorkspace, 'versions.tf'), 'utf8');

const files = {
  'both.code-workspace': JSON.stringify({ folders: [{ path: 'alpha' }, { path: 'beta', name: 'Beta zone' }] }),
  'alpha/main.tf': firewall,
  'alpha/versions.tf': versions,
  'alpha/old/versions.tf': versions,
  'beta/versions.tf': versions,
  'alpha/.groundwork.json': '{ "preset": "all" }\n',
  'alpha/old/main.tf': firewall,
  'beta/main.tf': firewall,
  'beta/.vscode/settings.json': '{ "groundwork.lint.rules": { "gcp/open-ssh": "info" } }\n',
};

test('each folder of a workspace is checked as its own configuration says, and the view tells them apart', async (t) => {
  const editor = await openFiles(t, files);
  const { page } = editor;

  const reported = async () => {
    const rows = await page.locator('.markers-panel .monaco-list-row').count();
    const problems = await editor.problems();
    return rows === 0 ? [] : problems.map(({ severity, code }) => `${severity} ${code}`);
  };
  const seen = (what: string, ...wanted: readonly string[]) =>
    editor.until(what, reported, (found) => found.join() === wanted.join());
  const all = ['error gcp/open-ssh', 'info gcp/firewall-open-ingress'];

  await editor.open('beta/main.tf');
  await editor.problems();
  await seen('both folders', ...all, ...all, 'info gcp/open-ssh');

  await page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  const tree = page.getByRole('tree', { name: 'Landing Zone' });
  const lines = () =>
    tree.getByRole('treeitem').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  await tree.getByRole('treeitem', { name: /^Network, 2 errors, 3 hints/ }).click();
  await tree.getByRole('treeitem', { name: /^SSH is open/ }).click();
  const labels = tree.locator('.monaco-list-row[aria-level="3"] .label-name');
  await editor.until(
    'three places',
    () => labels.allTextContents(),
    (found) => found.join() === 'alpha/main.tf:4,alpha/old/main.tf:4,Beta zone/main.tf:4',
  );
  await editor.screenshot('folders');

  await editor.run('Groundwork: Filter Landing Zone by Folder...');
  const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Beta zone' });
  await choice.filter({ hasText: '1 hint' }).click();
  await page.getByRole('button', { name: /^Landing Zone - Beta zone/ }).waitFor();
  await editor.until('Beta alone', lines, (found) => /^Network, 1 hint/.test(found[0] ?? ''));
  await editor.run('Groundwork: Show All of the Landing Zone');
  await editor.until('all folders', lines, (found) => /^Network, 2 errors, 3 hints/.test(found[0] ?? ''));

  // The status follows the configuration of one folder, and nothing changes in the other.
  const status = page.locator('[id="status.languageStatus"]');
  const told = async (text: string, detail: string) => {
    const entry = page.locator('.hover-language-status .element', { hasText: 'Groundwork: ' }).first();
    const read = async () => {
      await page.keyboard.press('Escape');
      await status.click();
      await entry.waitFor();
      return (await entry.textContent()) ?? '';
    };
    await editor.until(text, read, (said) => said.includes(text) && said.includes(detail));
    await page.keyboard.press('Escape');
  };
  await told('Groundwork: 1 problem here', '5 in 3 modules');
  await editor.open('alpha/.groundwork.json');
  await editor.replace('{ "rules": { "gcp/open-ssh": "off" } }\n');
  await seen('Beta alone', 'info gcp/open-ssh');
  await editor.open('old/main.tf');
  await told('Groundwork: no problems here', '1 in 3 modules');

  // What is deleted outside the editor goes, although the file is still open; so does a directory.
  await editor.open('alpha/.groundwork.json');
  await editor.replace('{ "rules": { "gcp/open-ssh": "error" } }\n');
  await seen('all three again', 'error gcp/open-ssh', 'error gcp/open-ssh', 'info gcp/open-ssh');
  rmSync(join(editor.workspace, 'alpha', 'old'), { recursive: true });
  await seen('without the directory', 'error gcp/open-ssh', 'info gcp/open-ssh');
  await editor.open('beta/main.tf');
  rmSync(join(editor.workspace, 'beta', 'main.tf'));
  await seen('without the open file', 'error gcp/open-ssh');
  await editor.until(
    'no squiggle',
    () => editor.squiggles('info'),
    (count) => count === 0,
  );
});
