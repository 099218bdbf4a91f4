import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../src/scripts/run.ts';
import { openEditor } from './harness.ts';

const subnet = `resource "google_compute_subnetwork" "more" {
  name          = "more"
  network       = google_compute_network.hub.id
  ip_cidr_range = "10.99.0.0/24"
  region        = "europe-west1"
}
`;

const themes = {
  'Default Light Modern': 'vs',
  'Default Dark Modern': 'vs-dark',
  'Visual Studio Dark': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
};

test('all there is in the sidebar and the editor is reached by keys, has a name, and is whole in each theme', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-reach-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'test', 'sample'), folder, { recursive: true });
  writeFileSync(join(folder, 'more.tf'), subnet);
  const network = readFileSync(join(folder, 'network.tf'), 'utf8');
  const editor = await openEditor(folder);
  t.after(editor.close);
  const { page, workspace } = editor;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** What a screen reader says of the element that has the focus, or of the line in it. */
  const focused = () =>
    page.evaluate<string>(`(() => {
      const element = document.activeElement;
      const line = element.getAttribute('aria-activedescendant');
      const named = (line && document.getElementById(line)) || element;
      const name = named.getAttribute('aria-label') ?? (named.getAttribute('role') === 'menuitem' ? named.textContent : '');
      return (named.getAttribute('role') ?? '') + ': ' + name;
    })()`);
  const onto = (what: string, wanted: RegExp, ...keys: readonly string[]) =>
    editor.until(
      what,
      async () => {
        const now = await focused();
        if (!wanted.test(now)) await press(...keys);
        return now;
      },
      (now) => wanted.test(now),
    );
  const menu = page.getByRole('menu');

  await editor.open('more.tf');
  const tree = page.getByRole('tree', { name: 'Landing Zone' });
  await editor.run('Groundwork: Focus on Landing Zone View');
  await tree.getByRole('treeitem', { name: /^Network, / }).waitFor();
  const intoTree = async () => {
    await editor.run('Groundwork: Focus on Landing Zone View');
    await onto('the tree', /: Landing Zone$|^treeitem: /, 'Escape');
  };
  await intoTree();

  await t.test('lines of the view are opened, lead to their places and have their menus', async () => {
    await onto('the pillar', /^treeitem: Network, /, 'ArrowDown');
    await onto('its first rule', /^treeitem: A network in auto mode .*, gcp\/auto-subnets-conflict, /, 'ArrowRight');
    await onto('its place', /^treeitem: Error, network\.tf, line \d+, /, 'ArrowRight');
    await press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Explain This Rule' }).waitFor();
    await press('Escape');
    await press('Enter');
    await page.locator('.tab.active[data-resource-name="network.tf"]').waitFor();
    await editor.run('Groundwork: Focus on Landing Zone View');
    await onto('the place again', /^treeitem: Error, network\.tf/, 'Escape');
    await onto('the rule', /^treeitem: A network in auto mode/, 'ArrowLeft');
    await press('Control+K', 'Control+I');
    const tip = page.locator('.workbench-hover-container', { hasText: 'gcp/auto-subnets-conflict' });
    await tip.waitFor();
    await press('Escape');
    await tip.waitFor({ state: 'hidden' });
  });

  await t.test('what is not found here is read about and added from its menu', async () => {
    await onto('the next pillars', /^treeitem: Cost, /, 'ArrowDown');
    await onto('what it lacks', /^treeitem: 1 part not found here/, 'ArrowRight');
    await onto('the part', /^treeitem: Not found here, Budget with alerts, Google Cloud/, 'ArrowRight');
    await press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Open Note' }).waitFor();
    await editor.screenshot('menu');
    await onto('the menu', /^menuitem: Insert Snippet/, 'ArrowDown');
    await press('Enter');
    await menu.waitFor({ state: 'hidden' });
    await editor.until('the budget', editor.text, (text) => text.includes('resource "google_billing_budget"'));
    await press('Control+Z');
    await editor.until('no budget', editor.text, (text) => !text.includes('google_billing_budget'));
  });

  await t.test('the actions over the view have names and are reached from it', async () => {
    const first = /^button: Filter Landing Zone by Severity\.\.\./;
    await intoTree();
    await onto('the first action', first, 'Shift+Tab');
    await press('Enter');
    const errors = page.locator('.quick-input-list .monaco-list-row[aria-label^="Errors"]');
    await errors.waitFor();
    await press('Escape');
    await errors.waitFor({ state: 'hidden' });
    await intoTree();
    await onto('the first action again', first, 'Shift+Tab');
    const actions = page.getByRole('toolbar', { name: 'Landing Zone actions' }).getByRole('button');
    const names = await actions.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.deepEqual(names, ['Filter Landing Zone by Severity...', 'Collapse All', 'More Actions...']);
    await onto('more actions', /^button: More Actions/, 'ArrowRight');
    await press('Enter');
    for (const name of ['Filter Landing Zone by Folder...', 'Copy Landing Zone as Markdown', 'Check All Files'])
      await menu.getByRole('menuitem', { name }).waitFor();
    await press('Escape');
    const status = page.getByRole('button', { name: /^Editor Language Status: Groundwork: \d+ problems? here/ });
    await status.waitFor();
  });

  await t.test('a fix in the workspace is looked at before it is made, with all of it ticked', async () => {
    await editor.open('more.tf');
    await editor.quickFix(1, 5, 'Fix all in the workspace: ');
    const preview = page.getByRole('tree', { name: 'Bulk Edit' });
    await preview.getByText('network.tf', { exact: true }).waitFor();
    const boxes = preview.locator('input[type="checkbox"], .monaco-custom-toggle, .edit-checkbox');
    await boxes.first().waitFor();
    await editor.screenshot('workspace-fix');
    assert.equal(readFileSync(join(workspace, 'network.tf'), 'utf8'), network, 'nothing is changed yet');
    await page.locator('.part.panel').getByRole('button', { name: 'Apply' }).press('Enter');
    const mended = /region {19}= "europe-west1"\n {2}private_ip_google_access = true\n/;
    await editor.open('more.tf');
    await editor.until('the fix here', editor.text, (text) => mended.test(text));
    await editor.open('network.tf');
    await editor.until('and there', editor.text, (text) => text.split('private_ip_google_access = true').length === 3);
  });

  await t.test('a snippet is offered while someone types, and its values are tabbed through', async () => {
    await editor.open('more.tf');
    await editor.replace('');
    await page.keyboard.type('ali-vswi');
    await press('Control+Space');
    const offers = page.locator('.suggest-widget .monaco-list-row');
    await offers.filter({ hasText: 'ali-vswitch' }).waitFor();
    assert.equal(await offers.filter({ hasText: 'ali-vswitch' }).count(), 1);
    await editor.screenshot('snippet');
    await press('Enter');
    await page.keyboard.type('typed');
    await editor.until('the snippet', editor.text, (text) => /^resource "alicloud_vswitch" "typed" \{\n/m.test(text));
    await editor.replace(subnet);
  });

  await t.test('nothing is cut off at 240 pixels, in light, dark and high contrast', async () => {
    await page.locator('.pane-header[aria-label^="Study"]').click();
    const box = await page.locator('.part.sidebar').boundingBox();
    assert.ok(box);
    await editor.resizeSidebar(240);
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    for (const [theme, kind] of Object.entries(themes)) {
      const settings = JSON.stringify({ 'workbench.colorTheme': theme });
      writeFileSync(join(workspace, '.vscode', 'settings.json'), settings);
      const id = theme.toLowerCase().replaceAll(' ', '-');
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      const pillars = tree.locator('.monaco-list-row[aria-level="1"] .monaco-icon-label-container');
      const cut = await pillars.evaluateAll((labels) =>
        labels.flatMap((label) => (label.scrollWidth > label.clientWidth ? label.textContent : [])),
      );
      assert.deepEqual(cut, [], theme);
      // A pointer that stands still over a line whose colours change shows no tooltip.
      const tip = page.locator('.workbench-hover-container', { hasText: 'rules that apply hold' });
      const shown = async () => {
        await page.mouse.move(box.x + 700, box.y + 300, { steps: 3 });
        await tree.getByRole('treeitem', { name: /^Network, / }).hover();
        return tip.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
      };
      await editor.until('the tooltip', shown, Boolean);
      await editor.screenshot(`theme-${id}`);
      await page.mouse.move(box.x + 700, box.y + 300, { steps: 3 });
      await tip.waitFor({ state: 'hidden' });
    }
  });
});
