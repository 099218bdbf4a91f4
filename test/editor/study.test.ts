import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { type Editor, openEditor, studyPage } from './harness.ts';

let editor: Editor;
/** The page in the view: the webview's own frame holds the one with the content. */
let study: FrameLocator;

before(async () => {
  editor = await openEditor(suiteWorkspace);
  await editor.page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  study = studyPage(editor);
  await study.getByRole('heading', { name: 'Topics' }).waitFor();
});
after(() => editor.close());

const home = () => study.getByRole('button', { name: 'Overview', exact: true }).click();

test('all topics are listed, and nothing was read yet', async () => {
  await editor.until(
    'the topics',
    () =>
      study
        .locator('section', { has: study.getByRole('heading', { name: 'Topics' }) })
        .locator('li')
        .count(),
    (count) => count === 20,
  );
  await editor.screenshot('study-home');
});

test('search finds notes, rules and cards as one types, and the arrow keys lead through what it finds', async () => {
  await study.getByRole('searchbox').fill('imutable tag');
  for (const name of ['Notes', 'Rules', 'Cards']) await study.getByRole('heading', { name, exact: true }).waitFor();
  await editor.screenshot('study-search');
  await study.getByRole('searchbox').press('ArrowDown');
  await editor.page.keyboard.press('Enter');
  await study.locator('article').waitFor();
  await study.getByRole('button', { name: 'Back' }).click();
  assert.equal(await study.getByRole('searchbox').inputValue(), 'imutable tag');
  await study.getByRole('searchbox').fill('zzzzqqqq');
  await study.getByText('Nothing found for').waitFor();
  await study.getByRole('searchbox').fill('');
});

test('a note is read: contents, links, code, and how far one has come', async () => {
  await study.getByRole('link', { name: 'Registries compared on four clouds' }).click();
  await study.getByRole('heading', { level: 1, name: 'Registries compared on four clouds' }).waitFor();
  await editor.screenshot('study-note');
  await study.getByText('Contents').click();
  await study.locator('.contents').getByRole('link', { name: 'Terraform' }).click();
  await study.locator('figure[data-language="hcl"]').first().hover();
  await study.getByRole('button', { name: 'Copy' }).last().click();
  await editor.until(
    'the copy',
    async () => String(await editor.page.evaluate('navigator.clipboard.readText()')),
    (text) => text.startsWith('resource "google_artifact_registry_repository" "images" {\n'),
  );
  await editor.screenshot('study-code');
  await home();
  await study.getByRole('heading', { name: 'Continue reading' }).waitFor();
});

test('code goes to the cursor of the editor', async () => {
  await editor.open('network.tf');
  const before = await editor.text();
  await study.getByRole('link', { name: 'Registries compared on four clouds' }).last().click();
  await study.getByRole('button', { name: 'Insert into the editor' }).first().click();
  const text = await editor.until('the code', editor.text, (now) => now !== before);
  assert.match(text, /resource "google_artifact_registry_repository" "images" \{\n {2}repository_id = "images"/);
  await editor.replace(before);
  await home();
});

test('cards are reviewed with the keyboard, and an answer is taken back', async () => {
  await study.getByRole('button', { name: 'Review cards' }).click();
  await study.getByText(/^20 left, 20 of them new/).waitFor();
  await study.getByRole('button', { name: 'Show answer' }).press('Enter');
  await study.getByRole('button', { name: 'Good 10 min' }).waitFor();
  await editor.screenshot('study-card');
  await editor.page.keyboard.press('4');
  await study.getByText(/^19 left/).waitFor();
  await editor.page.keyboard.press('u');
  await study.getByText(/^20 left/).waitFor();
  for (let left = 20; left > 0; left--) {
    await study.getByText(new RegExp(`^${left} left`)).waitFor();
    await editor.page.keyboard.press('Enter');
    await study.getByRole('button', { name: 'Easy 8 days' }).click();
  }
  await study.getByText('Done: 20 answers. The next card comes in 8 days.').waitFor();
  await editor.screenshot('study-done');
  await home();
  await study.getByText('Coming up · 1 day in a row').click();
  await study.getByRole('row', { name: /20$/ }).waitFor();
  await editor.screenshot('study-forecast');
});

test('a quiz says at once what was right and why, and sums up', async () => {
  await study.getByRole('link', { name: 'Registries compared on four clouds' }).last().click();
  await study.getByRole('button', { name: 'Take the quiz' }).click();
  for (let question = 1; question <= 6; question++) {
    await study.getByText(`Question ${question} of 6`).waitFor();
    await study.locator('.option').first().click();
    await study.getByRole('button', { name: 'Check' }).click();
    await study.locator('.option .reason').first().waitFor();
    if (question === 1) await editor.screenshot('study-quiz');
    await study.locator('.actions button').click();
  }
  await study.getByRole('heading', { name: /^\d of 6 right$/ }).waitFor();
  await study.getByRole('heading', { name: 'To read again' }).waitFor();
  await editor.screenshot('study-result');
  await home();
});

test('a rule is explained in the guide, with the note that teaches it', async () => {
  await editor.run('Groundwork: Explain a Rule...');
  await editor.page.locator('.quick-input-box input').fill('gcp/open-ssh');
  await editor.page.locator('.quick-input-list .monaco-list-row').first().click();
  await study.getByRole('heading', { level: 1, name: 'SSH is open to the whole internet' }).waitFor();
  await editor.screenshot('study-rule');
  await study.locator('.learn').getByRole('link').first().click();
  await study.getByRole('heading', { name: 'Remember it' }).waitFor();
  await study.getByRole('button', { name: 'Back' }).click();
  await study.getByRole('heading', { level: 1, name: 'SSH is open to the whole internet' }).waitFor();
});

test('without a choice, the rule at the cursor is explained', async () => {
  await editor.open('network.tf');
  const before = await editor.text();
  await editor.replace(before.replace('[var.port]', '["3389"]'));
  await editor.until('the finding', editor.problems, (problems) =>
    problems.some(({ code }) => code === 'gcp/open-rdp'),
  );
  await editor.quickFix(9, 20, 'Explain gcp/open-rdp');
  await study.getByRole('heading', { level: 1, name: 'RDP is open to the whole internet' }).waitFor();
  await editor.replace(before);
  await editor.run('View: Toggle Panel Visibility');
});

test('a link to the web asks first', async () => {
  await study
    .getByRole('link', { name: /^https:/ })
    .first()
    .click();
  const dialog = editor.page.locator('.monaco-dialog-box');
  await dialog
    .getByText('Do you want Code', { exact: false })
    .or(dialog.getByText('external website', { exact: false }))
    .first()
    .waitFor();
  await editor.screenshot('study-link');
  await editor.page.keyboard.press('Escape');
});

test('the page fits into 240 pixels, and tables scroll by themselves', async () => {
  await editor.resizeSidebar(240);
  await home();
  await study.getByRole('link', { name: 'Registries compared on four clouds' }).last().click();
  await study.locator('.table').first().waitFor();
  await editor.screenshot('study-narrow');
  const [page, table] = await Promise.all([
    study.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth),
    study
      .locator('.table')
      .first()
      .evaluate((element) => element.scrollWidth - element.clientWidth),
  ]);
  assert.equal(page, 0);
  assert.ok(table > 0);
});

test('progress is exported, and what a file knows is added to it', async () => {
  const { page } = editor;
  const file = join(editor.workspace, 'groundwork-study.json');
  await editor.run('Groundwork: Export Study Progress...');
  const box = page.locator('.quick-input-box input');
  await editor.until(
    'the name',
    () => box.inputValue(),
    (value) => value.endsWith('groundwork-study.json'),
  );
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await page.locator('.notification-toast', { hasText: 'Your study progress is in groundwork-study.json' }).waitFor();
  const { progress, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(Object.keys(progress.reviews).length, 20);
  assert.equal(progress.quizzes['registries-compared'].length, 1);

  await editor.run('Groundwork: Export Study Cards for Anki...');
  await editor.until(
    'the name',
    () => box.inputValue(),
    (value) => value.endsWith('groundwork-cards.txt'),
  );
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  await page.locator('.notification-toast', { hasText: 'The cards are in groundwork-cards.txt' }).waitFor();
  assert.match(readFileSync(join(editor.workspace, 'groundwork-cards.txt'), 'utf8'), /^#separator:tab\n/);

  async function importFile(name: string, text: string): Promise<void> {
    writeFileSync(join(editor.workspace, name), text);
    await editor.run('Groundwork: Import Study Progress...');
    await editor.until(
      'the folder',
      () => box.inputValue(),
      (value) => value.includes('workspace'),
    );
    await box.fill(join(editor.workspace, name));
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Import' }).click();
  }
  const other = { ...progress, quizzes: { oss: [[1, 5, 6]] }, reviews: {} };
  await importFile('other.json', JSON.stringify({ ...rest, progress: other }));
  await page.locator('.notification-toast', { hasText: 'The study progress was added to yours.' }).waitFor();
  await home();
  await study.getByText(/quiz 5 of \d/).waitFor();
  await importFile('none.json', '{}');
  await page.locator('.notification-toast', { hasText: 'none.json holds no study progress' }).waitFor();
  await editor.run('Notifications: Clear All Notifications');
});

test('the page takes the colours of the theme', async () => {
  await editor.resizeSidebar(420);
  await study.getByRole('link', { name: 'Registries compared on four clouds' }).last().click();
  mkdirSync(join(editor.workspace, '.vscode'));
  for (const [theme, kind] of [
    ['Default High Contrast', 'vscode-high-contrast'],
    ['Default Dark Modern', 'vscode-dark'],
  ] as const) {
    const settings = JSON.stringify({ 'workbench.colorTheme': theme });
    writeFileSync(join(editor.workspace, '.vscode', 'settings.json'), settings);
    await study.locator(`body.${kind}`).waitFor();
    await editor.screenshot(`study-${kind}`);
  }
  const colour = await study.locator('h1').evaluate((heading) => getComputedStyle(heading).color);
  assert.equal(
    colour,
    await study.locator('body').evaluate((body) => getComputedStyle(body).getPropertyValue('color')),
  );
});

test('nothing in the page can run or be fetched, even where it gets past the renderer', async () => {
  const found = await study.locator('main').evaluate(async (main) => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
    const hostile = document.createElement('div');
    hostile.innerHTML = `<img src="https://example.com/x.png" onerror="window.ran = 1"><b style="color: red">x</b>
      <iframe src="https://example.com/"></iframe><a href="javascript:window.ran = 2">go</a>`;
    main.append(hostile);
    const script = document.createElement('script');
    script.textContent = 'window.ran = 3';
    hostile.append(script);
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    hostile.querySelector('a')?.click();
    await new Promise((resolve) => setTimeout(resolve, 200));
    hostile.remove();
    return { refused, fetched, ran: Object(window).ran === undefined ? 'nothing' : Object(window).ran };
  });
  assert.equal(found.ran, 'nothing');
  assert.equal(found.fetched, false);
  for (const directive of [
    'img-src',
    'script-src-attr',
    'style-src-attr',
    'frame-src',
    'script-src-elem',
    'connect-src',
  ])
    assert.ok(found.refused.includes(directive), `${directive} not in ${found.refused}`);
  assert.ok(await study.getByRole('heading', { level: 1 }).isVisible());
});

test('a note opens to the side, and both it and the view are there again after a reload', async () => {
  const { page } = editor;
  await study.getByRole('button', { name: 'Open to the side' }).click();
  await page.locator('.tab.active', { hasText: 'Study' }).waitFor();
  const heading = { level: 1, name: 'Registries compared on four clouds' } as const;
  const both = async () =>
    (await studyPage(editor).getByRole('heading', heading).count()) +
    (await studyPage(editor, 1).getByRole('heading', heading).count());
  await editor.until('the note twice', both, (count) => count === 2);
  await editor.screenshot('study-side');
  const loaded = page.waitForEvent('load');
  await editor.run('Developer: Reload Window');
  await loaded;
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await editor.until('the note twice again', both, (count) => count === 2);
});
