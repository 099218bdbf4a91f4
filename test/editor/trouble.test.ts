import assert from 'node:assert/strict';
import { globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { type Editor, openEditor, type Stage } from './harness.ts';

/** The installed server's file. */
function serverFile({ workspace }: Stage): string {
  const home = join(workspace, '..');
  const [file] = globSync('extensions/groundwork.*/dist/server.cjs', { cwd: home });
  assert.ok(file);
  return join(home, file);
}

const messages = (editor: Editor) => editor.page.locator('.notifications-toasts .notification-list-item-message');

async function messageCount(editor: Editor): Promise<number> {
  return messages(editor).count();
}

/** The text is read out before its message slides in. */
async function oneMessage(editor: Editor, text: string): Promise<void> {
  await messages(editor).filter({ hasText: text }).waitFor();
  assert.equal(await messageCount(editor), 1);
}

test('a server that does not start is told of once, and can be started later', async (t) => {
  let mend = () => {};
  const editor = await openEditor(suiteWorkspace, (set) => {
    const file = serverFile(set);
    const sound = readFileSync(file);
    writeFileSync(file, "throw new Error('broken on purpose');\n");
    mend = () => writeFileSync(file, sound);
  });
  t.after(editor.close);

  await editor.open('network.tf');
  await oneMessage(editor, 'Groundwork could not start its language server');
  await editor.screenshot('not-started');
  await editor.page.getByRole('button', { name: 'Show Output' }).first().click();
  await editor.page.locator('.panel .view-line', { hasText: 'The language server did not start' }).first().waitFor();

  mend();
  await editor.run('Groundwork: Restart the Language Server');
  await editor.open('variables.tf');
  await editor.replace((await editor.text()).replace('443', '22'));
  await editor.until('findings', editor.problems, (problems) => problems.some(({ code }) => code === 'gcp/open-ssh'));
});

test('a server that ends is started again, and after several times people are asked', async (t) => {
  const editor = await openEditor(suiteWorkspace, (set) => {
    const file = serverFile(set);
    renameSync(file, `${file}.sound.cjs`);
    // Ends when this character is typed; when it is started again the document is opened with it, which is another message.
    const end =
      "if (message.method === 'textDocument/didChange' && JSON.stringify(message).includes('☠')) process.exit(1);";
    writeFileSync(file, `process.on('message', (message) => { ${end} });\nrequire('./server.cjs.sound.cjs');\n`);
  });
  t.after(editor.close);

  await editor.open('network.tf');
  const clean = await editor.text();
  const faulty = clean.replace('[var.port]', '["22"]');
  for (let times = 1; times <= 4; times++) {
    await editor.replace(`${faulty}# ${times} ☠`);
    await editor.until(
      'the server again',
      async () => starts(editor),
      (count) => count === times + 1,
    );
    await editor.until(
      'the finding',
      async () => editor.squiggles('error'),
      (count) => count === 1,
    );
    assert.equal(await messageCount(editor), 0);
  }
  await editor.replace(`${faulty}# 5 ☠`);
  await oneMessage(editor, 'its language server ended several times');
  await editor.until(
    'no finding',
    async () => editor.squiggles('error'),
    (count) => count === 0,
  );
  await editor.page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  const view = editor.page
    .locator('.split-view-view', { has: editor.page.locator('.pane-header[aria-label^="Landing Zone"]') })
    .last();
  await view.getByText('language server').first().waitFor();
  assert.equal(await view.locator('.monaco-list-row').count(), 0);
  await editor.screenshot('stopped');

  // The value is read by a reference, so that there is a hint where it is.
  await editor.replace(faulty.replace('["0.0.0.0/0"]', 'local.all').concat('\nlocals {\n  all = ["0.0.0.0/0"]\n}\n'));
  await editor.page.getByRole('button', { name: 'Restart', exact: true }).click();
  await editor.until(
    'the finding',
    async () => editor.squiggles('error'),
    (count) => count === 1,
  );
  await view.locator('.monaco-list-row', { hasText: 'Network' }).waitFor();
  await editor.page.locator('.editor-instance .view-line', { hasText: /from\snetwork\.tf:\d+/ }).waitFor();
  const problems = await editor.until('all problems', editor.problems, (found) => found.length > 0);
  assert.equal(problems.filter(({ code }) => code === 'gcp/open-ssh').length, 1);
  await editor.screenshot('restarted');
});

function starts({ workspace }: Editor): number {
  const logs = globSync('user/logs/*/exthost*/groundwork.groundwork/*.log', { cwd: join(workspace, '..') });
  const text = logs.map((log) => readFileSync(join(workspace, '..', log), 'utf8')).join('');
  return text.match(/The language server is ready/g)?.length ?? 0;
}
