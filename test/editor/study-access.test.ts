import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { FrameLocator } from 'playwright-core';
import { suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { type Editor, openEditor, studyPage } from './harness.ts';

let editor: Editor;
let study: FrameLocator;

before(async () => {
  editor = await openEditor(suiteWorkspace, ({ workspace }) => {
    // What a person would write into their settings.
    const file = join(workspace, '..', 'user', 'User', 'settings.json');
    const settings: object = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...settings, 'groundwork.study.newCardsPerDay': 12 }));
  });
  await editor.page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  study = studyPage(editor);
  await study.getByRole('heading', { name: 'Topics' }).waitFor();
  await enter('Groundwork: Focus on Study View');
});
after(() => editor.close());

/** Runs a command that leads into the page, and waits until keys go there. */
async function enter(title: string): Promise<void> {
  await editor.run(title);
  await editor.until('the focus in the page', () => study.locator('body').evaluate(() => document.hasFocus()), Boolean);
}

const press = (key: string) => editor.page.keyboard.press(key);

/** What has the focus in the page: its role, or its kind, and the beginning of its text. */
function focused(): Promise<string> {
  return study.locator('body').evaluate(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return 'nothing';
    const kind = activeElement instanceof HTMLInputElement ? activeElement.type : activeElement.localName;
    const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.textContent : undefined;
    return `${kind} ${activeElement.getAttribute('aria-label') ?? label ?? activeElement.textContent}`.trim();
  });
}

/** Whether what has the focus can be seen to have it. */
function visibility(): Promise<string> {
  return study.locator('body').evaluate(() => {
    const { activeElement } = document;
    if (!activeElement) return 'nothing';
    // What only takes the focus so that reading begins there cannot be operated, and needs no outline.
    if (['main', 'h1'].includes(activeElement.localName)) return 'seen';
    const { top, bottom } = activeElement.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight + 1) return `out of sight: ${top} to ${bottom} of ${innerHeight}`;
    return getComputedStyle(activeElement).outlineStyle === 'none' ? 'without outline' : 'seen';
  });
}

/** Waits until the focus is on what the pattern says, inside the window and with an outline around it. */
async function focusOn(pattern: RegExp): Promise<void> {
  await editor.until(`the focus on ${pattern}`, focused, (text) => pattern.test(text));
  await editor.until(`the focus on ${pattern} to be seen`, visibility, (text) => text === 'seen');
}

/** Presses a key until the focus is on what the pattern says. */
async function travel(key: string, pattern: RegExp, most = 60): Promise<void> {
  const body = study.locator('body');
  for (let i = 0; i < most && !pattern.test(await focused()); i++) {
    await body.evaluate(() => Object.assign(window, { before: document.activeElement }));
    await press(key);
    await editor.until(
      `the focus after ${key}`,
      () => body.evaluate(() => Object(window).before !== document.activeElement),
      Boolean,
    );
  }
  await focusOn(pattern);
}

test('with keys alone: search and read', async () => {
  await focusOn(/^search /);
  await editor.page.keyboard.type('hyperband distil');
  await study.getByRole('heading', { name: 'Notes', exact: true }).waitFor();
  await press('ArrowDown');
  await focusOn(/^a Model development, 26%/);
  await press('Enter');
  await study.getByRole('heading', { level: 1, name: 'Machine Learning Engineer Associate, by domain' }).waitFor();
  await focusOn(/^main/);
  await press('Alt+ArrowLeft');
  await focusOn(/^search /);
  assert.equal(await study.getByRole('searchbox').inputValue(), 'hyperband distil');
  await press('Alt+ArrowRight');
  await study.getByRole('heading', { name: 'Remember it' }).waitFor();
});

test('with keys alone: ten cards, turned with the space bar and graded with digits', async () => {
  await travel('Shift+Tab', /^button Overview/);
  await press('Enter');
  await travel('Tab', /^button Review cards/);
  await press('Enter');
  await study.getByText(/^12 left, 12 of them new/).waitFor();
  await focusOn(/^button Show answer/);
  for (let left = 12; left > 2; left--) {
    await study.getByText(new RegExp(`^${left} left`)).waitFor();
    await focusOn(/^button Show answer/);
    await press(left % 2 === 0 ? 'Space' : 'Enter');
    await focusOn(/^button Good/);
    if (left === 12) await editor.screenshot('access-card');
    await press('4');
  }
  await study.getByText(/^2 left/).waitFor();
  await press('u');
  await study.getByText(/^3 left/).waitFor();
  await focusOn(/^button Show answer/);
  // A change of the choice of topics leaves the focus where it is.
  await travel('Shift+Tab', /^summary /);
  await press('Enter');
  await travel('Tab', /^checkbox /);
  await press('Space');
  await editor.until(
    'one topic fewer',
    () => study.locator('summary').textContent(),
    (text) => /^\d+ of \d+ topics$/.test(text ?? ''),
  );
  await focusOn(/^checkbox /);
  await press('Space');
});

test('with keys alone: a quiz', async () => {
  await enter('Groundwork: Focus on Study View');
  await travel('Shift+Tab', /^button Overview/);
  await press('Enter');
  await focusOn(/^search /);
  await editor.page.keyboard.type('mlops');
  await press('ArrowDown');
  await press('Enter');
  await study.getByRole('heading', { level: 1, name: 'MLOps' }).waitFor();
  await travel('Tab', /^summary Contents/);
  await press('Enter');
  await travel('Tab', /^a Cards and quiz/);
  await press('Enter');
  await travel('Tab', /^button Take the quiz/);
  await press('Enter');
  for (let question = 1; question <= 6; question++) {
    await study.getByText(`Question ${question} of 6`).waitFor();
    await focusOn(/^(?:radio|checkbox)/);
    await press(question === 4 ? '3' : '1');
    if (question === 4) await press('4');
    await press('Enter');
    await focusOn(/^button (?:Next question|Result)/);
    if (question === 1) {
      await editor.until(
        'the verdict for those who hear it',
        () => study.locator('[aria-live]').textContent(),
        (text) => /^Right\. /.test(text ?? ''),
      );
      await editor.screenshot('access-quiz');
    }
    await press('Enter');
  }
  await study.getByRole('heading', { name: /^\d of 6 right$/ }).waitFor();
  await focusOn(/^button Back to the note/);
});

/** Tells the time of the mock exam that is running, in seconds left. */
async function secondsLeft(): Promise<number> {
  const text = await study.getByRole('timer').textContent();
  return (text ?? '')
    .replace(/[^\d:]/g, '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

test('with keys alone: a mock exam, paused, reloaded and handed in', async () => {
  await enter('Groundwork: Take a Mock Exam');
  await study.getByText('MLS-C01 can no longer be taken').waitFor();
  await editor.screenshot('access-exam-start');
  await travel('Tab', /^button 20 questions, 40 min/);
  await press('Enter');
  await study.getByText('Question 1 of 20').waitFor();
  await focusOn(/^(?:radio|checkbox)/);
  await press('2');
  await press('f');
  await study
    .getByRole('button', { name: 'Question 1: answered, flagged', includeHidden: true })
    .waitFor({ state: 'attached' });
  await press('n');
  await study.getByText('Question 2 of 20').waitFor();
  await focusOn(/^(?:radio|checkbox)/);
  await press('1');
  await press('p');
  await study.getByText('Question 1 of 20').waitFor();
  await editor.screenshot('access-exam');
  const chosen = await study
    .locator('input:checked')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  assert.equal(chosen.length, 1);

  await travel('Shift+Tab', /^button Pause/);
  await press('Enter');
  await study.getByRole('heading', { name: 'The exam is paused' }).waitFor();
  assert.equal(await study.locator('fieldset').count(), 0);
  await travel('Tab', /^button Go on/);
  await press('Enter');
  await study.getByText('Question 1 of 20').waitFor();
  const before = await secondsLeft();
  await editor.until('the clock', secondsLeft, (left) => left < before);

  const loaded = editor.page.waitForEvent('load');
  await editor.run('Developer: Reload Window');
  await loaded;
  await editor.page.locator('.monaco-workbench .part.statusbar').waitFor();
  await study.getByText('Question 1 of 20').waitFor();
  assert.deepEqual(
    await study
      .locator('input:checked')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
    chosen,
  );
  assert.ok((await secondsLeft()) < before);

  await enter('Groundwork: Focus on Study View');
  await travel('Tab', /^summary 2 answered, 18 open, 1 flagged/);
  await press('Enter');
  await travel('Tab', /^button Hand in/);
  await press('Enter');
  await study.getByRole('alert').getByText('18 questions have no answer. A guess costs nothing.').waitFor();
  await focusOn(/^button Go to the first of them/);
  await editor.screenshot('access-exam-ask');
  await press('Enter');
  await study.getByText('Question 3 of 20').waitFor();
  for (let question = 3; question <= 20; question++) {
    await study.getByText(`Question ${question} of 20`).waitFor();
    await press('1');
    await press('Enter');
  }
  await study.getByText('20 answered, 0 open, 1 flagged').waitFor();
  await travel('Tab', /^button Hand in/);
  await press('Enter');
  const heading = await editor.until(
    'the result',
    () => study.locator('h1').textContent(),
    (text) => / of 20 right, /.test(text ?? ''),
  );
  await focusOn(/^h1 \d+ of 20 right, \d+ %/);
  await editor.screenshot('access-exam-result');
  await study.getByText('on a straight line, 720 would lie at 69 %').waitFor();
  assert.equal(await study.locator('.domains li').count(), 4);
  const right = Number(/^\d+/.exec(heading ?? '')?.[0]);
  assert.equal(await study.locator('.missed > li').count(), 20 - right);
  await study.locator('.missed').getByRole('link').first().waitFor();
  await travel('Tab', /^button To the mock exams/);
  await press('Enter');
  await study.getByRole('img', { name: /^1 mock exam, \d+ % right/ }).waitFor();
});

/** Goes to a place of the guide as a link in it does. */
async function visit(route: string): Promise<void> {
  await study.locator('body').evaluate((body, href) => {
    const link = document.createElement('a');
    link.href = href;
    body.append(link);
    link.click();
    link.remove();
  }, `#/${route}`);
}

/** All that the page can show, by name, with how to come there. */
const pages: Readonly<Record<string, () => Promise<void>>> = {
  async overview() {
    await visit('');
    await study.getByRole('heading', { name: 'Topics' }).waitFor();
  },
  async found() {
    await study.getByRole('searchbox').fill('encryption');
    await study.getByRole('heading', { name: 'Cards', exact: true }).waitFor();
  },
  async note() {
    await study.getByRole('searchbox').fill('');
    await visit('note/ml-engineer-associate');
    await study.getByRole('heading', { name: 'Remember it' }).waitFor();
    await study.getByText('Contents').click();
  },
  async rule() {
    await visit('rule/gcp/open-ssh');
    await study.getByRole('heading', { level: 1, name: 'SSH is open to the whole internet' }).waitFor();
  },
  async card() {
    await visit('');
    await study.getByRole('searchbox').fill('hyperband');
    await study.locator('.hits a[href^="#/card/"]').first().click();
    await study.getByRole('button', { name: 'Review the cards of this note' }).waitFor();
  },
  async question() {
    await visit('review/finops-framework');
    await study.getByRole('button', { name: 'Show answer' }).click();
    await study.getByRole('group', { name: 'How well did you know it?' }).waitFor();
  },
  async review() {
    await visit('review');
    await study.getByRole('button', { name: 'Show answer' }).waitFor();
    await study.locator('.chooser summary').click();
  },
  async quiz() {
    await visit('quiz/mlops');
    await study.locator('input').first().click();
    await study.getByRole('button', { name: 'Check' }).click();
    await study.locator('.reason').first().waitFor();
  },
  async result() {
    for (let question = 1; question <= 6; question++) {
      await study.getByText(`Question ${question} of 6`).waitFor();
      if (question > 1) {
        await study.locator('input').first().click();
        await study.getByRole('button', { name: 'Check' }).click();
      }
      await study.locator('.actions button').click();
    }
    await study.getByRole('heading', { name: 'To read again' }).waitFor();
  },
  async statistics() {
    await visit('statistics');
    await study.getByRole('img', { name: /^\d+ reviews in the last 30 days/ }).waitFor();
  },
  async 'exam-start'() {
    await visit('exam');
    await study.getByRole('heading', { name: 'Results so far' }).waitFor();
  },
  async exam() {
    await study.getByRole('button', { name: '20 questions, 40 min' }).click();
    await study.getByText('Question 1 of 20').waitFor();
    await study.locator('input').first().click();
    await study.getByRole('button', { name: 'Flag' }).click();
    await study.locator('.numbers summary').click();
    await study.getByRole('button', { name: 'Hand in' }).click();
    await study.getByRole('alert').waitFor();
  },
  async pause() {
    await study.getByRole('button', { name: 'Pause' }).click();
    await study.getByRole('heading', { name: 'The exam is paused' }).waitFor();
  },
  async 'exam-result'() {
    await study.getByRole('button', { name: 'Go on' }).click();
    await study.getByRole('button', { name: 'Hand in' }).click();
    await study.getByRole('button', { name: 'Hand in all the same' }).click();
    await study.getByRole('heading', { name: 'By domain' }).waitFor();
  },
  async 'exam-end'() {
    await study.getByRole('button', { name: 'To the mock exams' }).click();
    await study.getByRole('heading', { name: 'Results so far' }).waitFor();
  },
};

async function paint(theme: string, kind: string): Promise<void> {
  mkdirSync(join(editor.workspace, '.vscode'), { recursive: true });
  const settings = JSON.stringify({ 'workbench.colorTheme': theme });
  writeFileSync(join(editor.workspace, '.vscode', 'settings.json'), settings);
  await study.locator(`body.${kind}`).waitFor();
}

/** What a check of accessibility finds fault with in the page: the rule, and the elements. */
async function faults(): Promise<readonly string[]> {
  const html = await study.locator('html').elementHandle();
  const frame = await html?.ownerFrame();
  assert.ok(frame);
  if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(axe.source);
  // The page lets the editor's ground shine through, which no script in it can see.
  await frame.evaluate("document.body.style.background = 'var(--vscode-sideBar-background)'");
  const found: unknown =
    await frame.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 150) + ' ' + (any[0]?.message ?? ''))))`);
  return Array.isArray(found) ? found.map(String) : [String(found)];
}

test('an exam whose time runs out is handed in', async () => {
  await visit('exam');
  await study.getByRole('button', { name: '20 questions, 40 min' }).click();
  await study.getByRole('timer').waitFor();
  await study.locator('body').evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 41 * 60_000;
  });
  await study.getByText('Time is up. 40:00 of 40:00 used').waitFor();
  await study.getByRole('heading', { name: '0 of 20 right, 0 %' }).waitFor();
  await study.getByText('You gave no answer.').first().waitFor();
  await study.getByRole('button', { name: 'To the mock exams' }).click();
  await study.getByRole('img', { name: /^2 mock exams, best \d+ %, last 0 %/ }).waitFor();
  // The page is loaded anew with the time of the machine.
  await editor.run('Developer: Reload Webviews');
  await study.getByRole('heading', { name: 'Results so far' }).waitFor();
});

const themes = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

for (const width of [240, 760]) {
  // Colours do not depend on the width, so the last theme is tried narrow only.
  for (const [theme, kind] of width === 240 ? themes : themes.slice(0, 3)) {
    test(`${width} pixels wide, ${theme}: every page is accessible and fits`, async () => {
      await paint(theme, kind);
      await editor.resizeSidebar(width);
      const found: string[] = [];
      for (const [name, open] of Object.entries(pages)) {
        await open();
        for (const fault of await faults()) found.push(`${name}: ${fault}`);
        const beyond = await study.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
        if (beyond > 0) found.push(`${name}: ${beyond} pixels too wide`);
        if (process.env['GROUNDWORK_PICTURES']) await editor.screenshot(`access-${width}-${kind}-${name}`);
      }
      assert.deepEqual(found, []);
    });
  }
}

test('nothing moves', () => {
  for (const file of ['study.css', 'exam.css'])
    assert.doesNotMatch(readFileSync(`src/extension/webview/${file}`, 'utf8'), /transition|animation|scroll-behavior/);
});
