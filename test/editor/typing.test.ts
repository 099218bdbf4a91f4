import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { type Editor, openEditor, type Problem } from './harness.ts';

let editor: Editor;
before(async () => {
  editor = await openEditor(suiteWorkspace);
});
after(() => editor?.close());

const rules = (problems: readonly Problem[]): string => problems.map(({ code }) => code).join();

test('a squiggle comes and goes while someone types', async () => {
  await editor.open('network.tf');
  assert.equal(await editor.squiggles('error'), 0);
  const clean = await editor.text();

  await editor.replace(clean.replace('["0.0.0.0/0"]', '["10.0.0.0/8"]').replace('[var.port]', '[var.port, "22"]'));
  await editor.goTo(9, 20);
  await editor.page.keyboard.press('Shift+End');
  await editor.page.keyboard.type('"0.0.0.0/0"]');
  await editor.until(
    'a squiggle',
    () => editor.squiggles('error'),
    (count) => count === 1,
  );
  await editor.until('the problem', editor.problems, (problems) => rules(problems) === 'gcp/open-ssh');
  await editor.screenshot('squiggle');

  await editor.open('network.tf');
  await editor.replace(clean);
  await editor.until(
    'no squiggle',
    () => editor.squiggles('error'),
    (count) => count === 0,
  );
  await editor.until('no problem', editor.problems, (problems) => problems.length === 0);
});

test('a change in one file shows in another', async () => {
  await editor.open('variables.tf');
  const clean = await editor.text();
  await editor.replace(clean.replace('443', '22'));
  const [problem] = await editor.until(
    'the problem',
    editor.problems,
    (problems) => rules(problems) === 'gcp/open-ssh',
  );
  assert.equal(problem?.file, 'network.tf');
  await editor.screenshot('other-file');
  await editor.open('variables.tf');
  await editor.replace(clean);
  await editor.until('no problem', editor.problems, (problems) => problems.length === 0);
});

test('all files are checked on command', async () => {
  await editor.open('network.tf');
  await editor.run('Groundwork: Check All Files in the Workspace');
  await editor.page.locator('.notification-toast', { hasText: 'Groundwork found no problems' }).waitFor();
  await editor.screenshot('no-problems');
});
