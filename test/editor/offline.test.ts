import assert from 'node:assert/strict';
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { buildSync } from 'esbuild';
import type { Locator, Request } from 'playwright-core';
import { root } from '../../src/scripts/run.ts';
import { type Editor, openFiles, type Stage } from './harness.ts';

/** A workspace that names places on the web wherever it can, and whose names and values would be links, pictures and commands. */
const picture =
  '![p](https://host.invalid/p.png) [c](command:workbench.action.closeWindow) <img src=https://host.invalid/q.png>';
const fileName = 'x](command:groundwork.openNote) ![p](https:host.invalid) `b`.auto.tfvars';
const files: Readonly<Record<string, string>> = {
  'main.tf': `terraform {
  required_version = ">= 1.9"
  backend "http" {
    address = "https://host.invalid/state"
  }
}

module "registry" {
  source  = "terraform-google-modules/network/google"
  version = "9.0.0"
}

module "address" {
  source = "https://host.invalid/net.zip"
}

data "http" "address" {
  url = "https://host.invalid/"
}

variable "port" {
  type = string
}

variable "ranges" {
  type = list(string)
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  target_tags   = [${JSON.stringify(picture)}]

  allow {
    protocol = "tcp"
    ports    = [var.port]
  }
}

resource "google_compute_firewall" ${JSON.stringify(picture)} {
  name          = "rdp"
  network       = "main"
  source_ranges = var.ranges

  allow {
    protocol = "tcp"
    ports    = ["3389"]
  }
}
`,
  [fileName]: 'port   = "22"\nranges = ["0.0.0.0/0"]\n',
  'broken.tf': 'a = [\n',
  '.groundwork.json': '{ "$schema": "https://host.invalid/schema.json", "ignore": ["modules/**"] }',
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `modules/m${i}/main.tf`,
      'resource "google_compute_network" "n" {\n  name = "n"\n}\n',
    ]),
  ),
};

/** Has the installed extension and its server note what they do to the network, which fails. */
function trap({ workspace }: Stage, log: string): void {
  const home = join(workspace, '..');
  writeFileSync(log, '');
  const traps = join(home, 'traps.cjs');
  buildSync({
    entryPoints: [join(root, 'test/cli/traps.ts')],
    ...{ outfile: traps, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' },
  });
  for (const name of ['extension', 'server']) {
    const [file] = globSync(`extensions/groundwork.*/dist/${name}.cjs`, { cwd: home });
    assert.ok(file);
    const path = join(home, file);
    renameSync(path, `${path}.real.cjs`);
    // Other extensions share the process of ours, and what they do is their own affair.
    const only = name === 'extension' ? join(home, 'extensions') : '';
    writeFileSync(
      path,
      `process.env.GROUNDWORK_TRAPS = ${JSON.stringify(log)};
process.env.GROUNDWORK_TRAPS_ONLY = ${JSON.stringify(only)};
require('node:fs').appendFileSync(${JSON.stringify(log)}, 'trapped: ${name}\\n');
require(${JSON.stringify(traps)});
${name === 'server' ? slow : ''}
module.exports = require(${JSON.stringify(`./${name}.cjs.real.cjs`)});
`,
    );
  }
}

/** Each turn of the server's takes a while, so that a check can be watched and cancelled. */
const slow = `const turn = globalThis.setImmediate;
globalThis.setImmediate = (work, ...rest) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, require('node:fs').existsSync(process.env.GROUNDWORK_TRAPS + '.slow') ? 50 : 0);
  return turn(work, ...rest);
};`;

async function seen(editor: Editor, locator: Locator): Promise<void> {
  await editor.until(
    String(locator),
    () => locator.count(),
    (count) => count > 0,
  );
}

/** Nothing in the page leads to the web or runs a command by what the workspace wrote; its own files are named by `file:`, also for our page of a rule. */
async function assertHarmless({ page }: Editor, where: string): Promise<void> {
  const targets = await page.evaluate(() =>
    [...document.querySelectorAll('img[src], a[href], [data-href]')].flatMap((element) =>
      ['src', 'href', 'data-href'].flatMap((name) => element.getAttribute(name) ?? []),
    ),
  );
  const led = targets.filter(
    (target) =>
      (/host\.invalid/.test(target) && !/^(?:file:|vscode-remote:|command:groundwork\.explainRule\?)/.test(target)) ||
      /closeWindow/.test(target) ||
      target === 'command:groundwork.openNote',
  );
  assert.deepEqual(led, [], where);
}

test('a whole session makes no connection, and nothing that the workspace says becomes a link, a picture or a command', {
  timeout: 300_000,
}, async (t) => {
  const requests: Request[] = [];
  let address = '';
  let log = '';
  const editor = await openFiles(t, files, (set) => {
    log = join(set.workspace, '..', 'traps.log');
    trap(set, log);
    address = set.server.address;
    set.page.context().on('request', (request) => requests.push(request));
  });
  const { page } = editor;
  const hover = page.locator('.monaco-hover:visible');

  // Findings, hovers, a fix and the list of problems.
  await editor.open('main.tf');
  await editor.until(
    'findings',
    () => editor.squiggles('error'),
    (count) => count > 0,
  );
  for (const [line, column, said] of [
    [37, 19, 'host.invalid'],
    [44, 22, 'host.invalid'],
    [32, 22, 'internet'],
    [29, 12, 'google_compute_firewall'],
  ] as const) {
    await editor.goTo(line, column);
    await editor.run('Show or Focus Hover');
    await seen(editor, hover.filter({ hasText: said }));
    await assertHarmless(editor, `the hover at ${line}:${column}`);
    if (line === 44) await editor.screenshot('hostile-hover');
    await page.keyboard.press('Escape');
  }
  const problems = await editor.until('all problems', editor.problems, (found) =>
    ['gcp/open-ssh', 'gcp/open-rdp', 'terraform/syntax'].every((rule) => found.some(({ code }) => code === rule)),
  );
  await assertHarmless(editor, 'the list of problems');

  // The landing zone.
  await page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  const rows = page
    .locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Landing Zone"]') })
    .last()
    .locator('.monaco-list-row');
  const closed = rows.and(page.locator('[aria-expanded="false"]'));
  await rows.first().waitFor();
  for (const name of ['Network', 'RDP']) await closed.filter({ hasText: name }).first().click();
  await rows.filter({ hasText: 'auto.tfvars' }).first().hover();
  await seen(editor, hover.filter({ hasText: 'host.invalid' }));
  await assertHarmless(editor, 'the tooltip of a place');
  await editor.screenshot('hostile-tooltip');

  // The study guide: a note and the page of a rule.
  await editor.goTo(32, 22);
  await editor.run('Groundwork: Explain a Rule...');
  const study = page.locator('iframe.webview').last().contentFrame().locator('#active-frame').contentFrame();
  await study.locator('article').first().waitFor();

  // A check of everything that is watched and cancelled, and one that ends.
  const notification = page.locator('.notification-list-item', { hasText: 'checking all files' });
  writeFileSync(`${log}.slow`, '');
  await editor.run('Groundwork: Check All Files in the Workspace');
  await notification
    .filter({ hasText: /\d+\/\d+/ })
    .first()
    .waitFor();
  await editor.screenshot('lint-progress');
  await notification.getByRole('button', { name: 'Cancel' }).first().click();
  await page.locator('.notifications-toasts .notification-toast').first().waitFor({ state: 'hidden' });
  const busy = page.locator('.statusbar-item .codicon-loading');
  await editor.until(
    'that the server is at rest',
    () => busy.count(),
    (count) => count === 0,
  );
  await page.locator('.editor-instance .view-lines').first().click();
  rmSync(`${log}.slow`);
  await editor.run('Groundwork: Check All Files in the Workspace');
  await page.locator('.markers-panel').waitFor();
  await editor.until('the same problems', editor.problems, (found) => isDeepStrictEqual(found, problems));

  const notes = readFileSync(log, 'utf8').split('\n');
  assert.ok(notes.includes('trapped: extension') && notes.includes('trapped: server'), 'the traps are set');
  assert.ok(
    notes.some((line) => line.startsWith('read: ') && line.endsWith('broken.tf')),
    'the traps note something',
  );
  assert.deepEqual(
    notes.filter((line) => line.startsWith('network: ')),
    [],
  );
  const foreign: string[] = [];
  for (const request of requests) {
    const url = request.url();
    if (url.startsWith(`${address}/`) || /^(?:data|blob):/.test(url)) continue;
    // The files of a page in the editor have names on the web, which the editor answers itself.
    const response = await request.response();
    if (!response?.fromServiceWorker()) foreign.push(url);
  }
  assert.ok(
    requests.some((request) => request.url().includes('study.js')),
    'the requests of the study guide are seen',
  );
  assert.deepEqual(foreign, []);
});
