import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../src/scripts/run.ts';
import { type Editor, openEditor } from './harness.ts';

/** The steps of the walkthrough, by their ids, with what the person does in each. */
const steps = {
  sample: 'Open the Sample',
  fix: 'Apply All Safe Fixes',
  read: 'Explain Open SSH',
  values: 'Select Variable Files',
  ci: 'Write a GitHub Actions Workflow',
};
type Step = keyof typeof steps;

const sample = readFileSync(join(root, 'src', 'extension', 'sample', 'landing-zone.tf'), 'utf8').split('\n');
/** The number of the sample's line that holds a text. */
const lineOf = (text: string): number => sample.findIndex((line) => line.includes(text)) + 1;

const mark = ({ page }: Editor, step: Step) => page.locator(`[data-done-step-id$="#start#${step}"]`);

/** Opens a step and presses its button. */
async function press(editor: Editor, step: Step): Promise<void> {
  const { page } = editor;
  if (!(await mark(editor, step).isVisible())) await page.locator('.tab', { hasText: 'Welcome' }).click();
  const whole = page.locator(`[data-step-id$="#start#${step}"]`);
  if ((await whole.getAttribute('aria-expanded')) !== 'true') await whole.locator('.step-title').click();
  await whole.getByRole('button', { name: steps[step] }).click();
}

const done = (editor: Editor, step: Step): Promise<void> =>
  editor.page.locator(`[data-done-step-id$="#start#${step}"][aria-checked="true"]`).waitFor();

const opened = ({ page }: Editor, name: string): Promise<void> =>
  page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();

test('the walkthrough leads an empty window from the sample to CI, and ticks what was done', async (t) => {
  const editor = await openEditor(undefined);
  t.after(editor.close);
  const { page } = editor;

  await page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  await page.getByRole('button', { name: 'Get Started', exact: true }).click();
  for (const step of Object.keys(steps)) await mark(editor, step as Step).waitFor();
  await page.frameLocator('.getting-started-media iframe').first().locator('body').waitFor();
  await editor.screenshot('walkthrough');

  await press(editor, 'sample');
  await opened(editor, 'landing-zone.tf');
  await done(editor, 'sample');
  await page.locator('.editor-instance .squiggly-error').first().waitFor();
  await editor.screenshot('walkthrough-sample');

  const open = 'SSH (port 22) is open to the whole internet.';
  const told = () => page.locator('.markers-panel .monaco-list-row', { hasText: open }).count();
  await editor.problems();
  await editor.until('open SSH', told, (count) => count === 1);
  await editor.quickFix(lineOf('0.0.0.0/0'), 20, 'Allow 35.235.240.0/20 only');
  await editor.until('no open SSH', told, (count) => count === 0);
  await done(editor, 'fix');
  await press(editor, 'fix');
  await editor.until('what no safe fix mends', editor.problems, (problems) => problems.length === 2);

  // The cursor goes to a value that is the person's to choose.
  await page.locator('.tab', { hasText: 'landing-zone.tf' }).click();
  await editor.quickFix(lineOf('google_compute_subnetwork'), 1, 'Add a log_config block');
  await editor.until('one problem', editor.problems, (problems) => problems.length === 1);
  await page.keyboard.type('0.1');
  await editor.until('what was typed', editor.text, (text) =>
    text.includes('\n\n  log_config {\n    aggregation_interval = "INTERVAL_10_MIN"\n    flow_sampling        = 0.1\n'),
  );

  await press(editor, 'read');
  await page
    .frameLocator('iframe.webview[src*="groundwork.study"], iframe.webview[src*="webviewView"]')
    .frameLocator('iframe')
    .getByRole('heading', { name: 'SSH is open to the whole internet' })
    .waitFor();
  await done(editor, 'read');
  await editor.screenshot('walkthrough-read');

  await press(editor, 'values');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'prod.tfvars' }).click();
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await editor.until('the open database', editor.problems, (problems) =>
    problems.some(({ file, line, code }) => file === 'prod.tfvars' && line === 1 && code === 'gcp/open-sensitive-port'),
  );
  await done(editor, 'values');
  await editor.screenshot('walkthrough-values');

  await press(editor, 'ci');
  await opened(editor, 'Untitled-1');
  await page.locator('.view-line', { hasText: 'branches: [main]' }).waitFor();
  await done(editor, 'ci');
  // The branch is a tab stop. The walkthrough takes the keys back when it ticks the step, so people go to the workflow.
  const branch = page.locator('.monaco-editor.focused .view-line', { hasText: 'branches: [main]' });
  const goThere = async () => {
    await editor.run('View: Focus Last Editor Group');
    return branch.isVisible();
  };
  await editor.until('the keys in the workflow', goThere, Boolean);
  await page.keyboard.type('trunk');
  await editor.screenshot('walkthrough-ci');
  await editor.until('what was typed', editor.text, (text) => text.includes('branches: [trunk]\n'));
});
