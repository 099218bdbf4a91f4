import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { type Editor, openEditor } from './harness.ts';

/** The entry behind the braces of the status bar that begins with `text`. */
async function statusItem({ page }: Editor, text: string) {
  await page.locator('.statusbar-item[id="status.languageStatus"]').click();
  const item = page.locator('.hover-language-status .element', { hasText: text });
  await item.waitFor();
  return item;
}

const openSsh = (editor: Editor) =>
  editor.until('the finding', editor.problems, (problems) => problems.some(({ code }) => code === 'gcp/open-ssh'));
const nothing = (editor: Editor) => editor.until('no finding', editor.problems, (problems) => problems.length === 0);

test('the status item leads to a list of variable files, the findings follow, and it says when one is gone', async (t) => {
  let file = '';
  const editor = await openEditor(suiteWorkspace, ({ workspace }) => {
    file = join(workspace, 'prod.tfvars');
    writeFileSync(file, 'port = "22"\n');
    writeFileSync(join(workspace, 'terraform.tfvars'), 'port = "443"\n');
  });
  t.after(editor.close);
  const { page } = editor;

  await editor.open('network.tf');
  await nothing(editor);
  const before = await statusItem(editor, 'Variables: terraform.tfvars');
  await before.getByText('Select...').click();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'terraform.tfvars' }).getByText('loaded by Terraform anyway').waitFor();
  await rows.filter({ hasText: 'prod.tfvars' }).click();
  await page.locator('.quick-input-title', { hasText: 'prod.tfvars' }).waitFor();
  await editor.screenshot('variable-files');
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await openSsh(editor);
  await (await statusItem(editor, 'Variables: prod.tfvars')).getByText('chosen').waitFor();
  await editor.screenshot('variables');
  await page.keyboard.press('Escape');

  rmSync(file);
  await nothing(editor);
  await (await statusItem(editor, 'Variables: prod.tfvars is gone')).getByText('now: terraform.tfvars').waitFor();
  await editor.screenshot('variables-gone');
});
