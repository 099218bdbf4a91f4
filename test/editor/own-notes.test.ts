import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { hostileFolder, hugeNotes } from '../study/hostile.ts';
import { type Editor, openEditor, studyPage } from './harness.ts';

let editor: Editor;
let study: FrameLocator;
/** Addresses that anything in the editor asked for, besides the editor itself. */
const asked: string[] = [];

before(async () => {
  editor = await openEditor(suiteWorkspace, ({ page }) => {
    page.on('request', (request) => {
      if (/tracker\.example/.test(request.url())) asked.push(request.url());
    });
  });
  await editor.page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  study = studyPage(editor);
  await study.getByRole('heading', { name: 'Topics' }).waitFor();
});
after(() => editor.close());

const home = () => study.getByRole('button', { name: 'Overview', exact: true }).click();
const section = () => study.locator('section.own');
const path = (...parts: string[]) => join(editor.workspace, ...parts);

test('without notes of their own, people are told how to have some', async () => {
  await section().getByText('Choose a folder with Markdown files').waitFor();
  await section().scrollIntoViewIfNeeded();
  await editor.screenshot('own-empty');
});

test('a folder is added, and a new note in it is there at once, with a card and a quiz', async () => {
  const { page } = editor;
  mkdirSync(path('notes'));
  await section().getByRole('button', { name: 'Add folder' }).click();
  const box = page.locator('.quick-input-box input');
  await editor.until(
    'the folder',
    () => box.inputValue(),
    (value) => value.includes('workspace'),
  );
  await box.fill(path('notes'));
  // The first time, the folder that is written is entered.
  const ok = page.locator('.quick-input-widget .monaco-button', { hasText: 'Add Study Folder' });
  await editor.until(
    'the folder to be taken',
    async () => {
      await ok.click({ timeout: 1000 }).catch(() => {});
      return ok.isVisible();
    },
    (visible) => !visible,
  );
  await section().getByText('There is no Markdown file in your folder yet').waitFor();
  assert.deepEqual(JSON.parse(readFileSync(path('.vscode', 'settings.json'), 'utf8')), {
    'groundwork.study.folders': ['notes'],
  });

  await section().getByRole('button', { name: 'New note' }).click();
  await page.locator('.quick-input-widget', { hasText: 'Title of the note' }).waitFor();
  await box.fill('Shared VPC: basics');
  await box.press('Enter');
  await page.locator('.tab.active[data-resource-name="shared-vpc-basics.md"]').waitFor();
  await study.getByRole('link', { name: 'Shared VPC: basics' }).click();
  await study.getByRole('heading', { level: 1, name: 'Shared VPC: basics' }).waitFor();
  await study.getByText('Your note, from').waitFor();
  await study.getByRole('button', { name: 'Review the cards (1)' }).waitFor();
  await study.getByRole('button', { name: 'Take the quiz (1)' }).waitFor();
  await editor.screenshot('own-new');
});

test('what is broken is a problem in the file and in the panel, as it is typed; a fix mends it', async () => {
  const text = [
    '---',
    'titel: Shared VPC',
    '---',
    '# Shared VPC',
    'See [the other](othr.md) and `gcp/opne-ssh`.',
    '## Cards',
    '- What is shared? The network.',
    '## Quiz',
    '1. Which two?',
    '   - [x] a — b',
    '   - [x] c — d',
    '## Rules',
    '- `gcp/open-ssh`',
    '',
  ].join('\n');
  writeFileSync(path('notes', 'other.md'), '# Other note\n');
  await editor.replace(text);
  const found = await editor.until('the problems', editor.problems, (problems) => problems.length >= 6);
  assert.deepEqual(
    found
      .filter(({ file }) => file === 'shared-vpc-basics.md')
      .map(({ line, column, message }) => `${line}:${column} ${message.slice(0, 30)}`)
      .sort(),
    [
      '1:1 The note has no title.',
      '2:1 Unknown key titel: use title, ',
      '5:17 There is no note or file othr.',
      '5:31 There is no rule gcp/opne-ssh.',
      '7:1 A card begins with its questio',
      '9:1 This question marks 2 right an',
    ].sort(),
  );
  await study.getByText('6 problems').waitFor();
  await editor.screenshot('own-broken');
  await editor.quickFix(2, 2, 'Change to title');
  await editor.quickFix(5, 18, 'Change to other.md');
  await editor.quickFix(5, 33, 'Change to gcp/open-ssh');
  await editor.quickFix(7, 3, 'Make the question bold');
  await editor.quickFix(9, 3, 'Ask for two answers');
  await study.getByRole('button', { name: 'Review the cards (1)' }).waitFor();
  await editor.until(
    'no problem',
    () => study.locator('.callout-warning').count(),
    (count) => count === 0,
  );
  await study.getByRole('link', { name: 'the other' }).click();
  await study.getByRole('heading', { level: 1, name: 'Other note' }).waitFor();
  await study.getByRole('button', { name: 'Back' }).click();
  await study.getByRole('link', { name: 'gcp/open-ssh' }).first().click();
  await study.getByRole('heading', { level: 1, name: 'SSH is open to the whole internet' }).waitFor();
  await study.locator('.learn').getByRole('link', { name: 'Shared VPC' }).click();
  await study.getByText('Your note, from').waitFor();
});

test('notes follow their files: new, changed, renamed with what was done, deleted, and a folder that comes late', async () => {
  const routing = (title: string) =>
    `---\ntitle: ${title}\n---\n\n## Cards\n\n- **What is BGP?** A protocol.\n\n## Quiz\n\n1. a?\n   - [x] b — c\n   - [ ] d\n`;
  await home();
  writeFileSync(path('notes', 'routing.md'), routing('Routing'));
  await study.getByRole('link', { name: 'Routing' }).waitFor();
  writeFileSync(path('notes', 'routing.md'), routing('Routing on clouds'));
  await study.getByRole('link', { name: 'Routing on clouds' }).click();
  await study.getByRole('button', { name: 'Take the quiz (1)' }).click();
  await study.locator('.option').first().click();
  await study.getByRole('button', { name: 'Check' }).click();
  await study.getByRole('button', { name: 'Result' }).click();
  await study.getByRole('heading', { name: '1 of 1 right' }).waitFor();
  await home();
  const taken = section().getByRole('link', { name: /^Routing on clouds.*quiz 1 of 1/ });
  await taken.waitFor();
  renameSync(path('notes', 'routing.md'), path('notes', 'routes.md'));
  await editor.until(
    'the file that it is from',
    async () => {
      await taken.click();
      const from = await study.locator('.meta button').first().textContent();
      await home();
      return from;
    },
    (from) => from === 'notes/routes.md',
  );
  await study.getByRole('searchbox').fill('what is BGP');
  await study.getByRole('link', { name: /What is BGP/ }).click();
  await study.getByText('A protocol.').waitFor();
  await home();
  rmSync(path('notes', 'routes.md'));
  await editor.until(
    'no such note',
    () => study.getByRole('link', { name: 'Routing on clouds' }).count(),
    (count) => count === 0,
  );
  const settings = { 'groundwork.study.folders': ['notes', 'late'] };
  writeFileSync(path('.vscode', 'settings.json'), JSON.stringify(settings));
  await section().getByText('There is no folder late.').waitFor();
  await editor.screenshot('own-late');
  mkdirSync(path('late', 'deep'), { recursive: true });
  writeFileSync(path('late', 'deep', 'other.md'), 'No heading and no front matter.\n');
  await study.getByRole('link', { name: /^other/ }).waitFor();
  rmSync(path('late'), { recursive: true });
  await section().getByText('There is no folder late.').waitFor();
});

test('links open files of the workspace, and images of the folder are shown', async () => {
  const picture =
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNkYPjPgBcwMTAwAAAMTgECfnS0wwAAAABJRU5ErkJggg==';
  writeFileSync(path('notes', 'dot.png'), Buffer.from(picture, 'base64'));
  writeFileSync(
    path('notes', 'picture.md'),
    '# Picture\n\n![a dot](dot.png) [the network](../network.tf#L3) ![far](https://tracker.example/far.png) [OSS](oss.md)\n\n```mermaid\ngraph LR\n  a --> b\n```\n',
  );
  await study.getByRole('link', { name: 'Picture' }).click();
  const image = study.getByRole('img', { name: 'a dot' });
  await editor.until(
    'the image',
    () => image.evaluate((element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0)),
    (width) => width === 10,
  );
  await study.getByText('Diagrams of your own notes are shown as their source.').waitFor();
  await editor.screenshot('own-picture');
  assert.equal(await study.getByRole('link', { name: 'far' }).getAttribute('href'), 'https://tracker.example/far.png');
  await study.getByRole('link', { name: 'the network' }).click();
  await editor.page.locator('.tab.active[data-resource-name="network.tf"]').waitFor();
  await study.getByRole('link', { name: 'OSS' }).click();
  await study.getByRole('heading', { level: 1, name: 'Object Storage Service (OSS)' }).waitFor();
  await home();
});

test('of hostile notes nothing runs and nothing is fetched, and the panel stays usable', async () => {
  cpSync(hostileFolder, path('hostile'), { recursive: true });
  for (const [name, text] of Object.entries(hugeNotes)) writeFileSync(path('hostile', `huge-${name}`), text);
  writeFileSync(path('.vscode', 'settings.json'), JSON.stringify({ 'groundwork.study.folders': ['hostile', 'notes'] }));
  const topics = section().locator('.hits > li > a');
  const count = Object.keys(hugeNotes).length + 7 + 3;
  await editor.until(
    'the notes',
    () => topics.count(),
    (found) => found === count,
  );
  await editor.screenshot('own-hostile');
  for (let i = 0; i < count; i++) {
    const title = (await topics.nth(i).locator('.hit-title').textContent()) ?? '';
    await topics.nth(i).click();
    await study.getByText('Your note, from').waitFor();
    assert.equal(await study.locator('h1').first().textContent(), title);
    assert.equal(
      await study
        .locator('article')
        .locator('script, iframe, object, embed, style, link, form, input, svg:not(.icon svg)')
        .count(),
      0,
    );
    await home();
    await topics.first().waitFor();
  }
  await study.getByRole('link', { name: 'Images from elsewhere' }).click();
  await study.getByRole('img', { name: 'n' }).waitFor();
  await editor.screenshot('own-hostile-images');
  await home();
  await study.getByRole('searchbox').fill('card 17');
  await study
    .getByRole('link', { name: /^Card 17\?/ })
    .first()
    .waitFor();
  await study.getByRole('searchbox').fill('');
  await study.getByRole('button', { name: 'Review cards' }).click();
  await study.getByText(/ left/).first().waitFor();
  const ran = await study.locator('body').evaluate(() => [Object(window).ran, Object(window.top).ran].map(String));
  assert.deepEqual(ran, ['undefined', 'undefined']);
  assert.deepEqual(asked, []);
});
