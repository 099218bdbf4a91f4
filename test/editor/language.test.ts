import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { root } from '../../src/scripts/run.ts';
import { openEditor, type Stage, studyPage } from './harness.ts';

/** A language that only a test speaks: every text in «», so that what was not translated can be told. */
const language = 'qps-ploc';

/** Translates the installed extension, and has the window that is to open speak the language. */
async function speak({ workspace, page }: Stage): Promise<void> {
  const home = join(workspace, '..');
  const [extension = ''] = globSync('extensions/groundwork.groundwork-*', { cwd: home });
  for (const [path, translated] of [
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ['package.nls.json', `package.nls.${language}.json`],
  ] as const) {
    const english: Record<string, string> = JSON.parse(readFileSync(join(home, extension, path), 'utf8'));
    const texts = Object.fromEntries(Object.entries(english).map(([key, text]) => [key, `«${text}»`]));
    writeFileSync(join(home, extension, translated), JSON.stringify(texts));
  }
  await page.addInitScript(`Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { value: '${language}' });`);
}

/** All words that can be seen or pointed at on a page, but for those that say themselves that they are English. */
const wordsOfPage = `(() => {
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('[lang="en"], [aria-live], script, style')) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
    for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
  }
  return found;
})()`;

/** The guide's own words, which are English. */
function guideWords(): ReadonlySet<string> {
  const { pages: _, ...outline } = JSON.parse(
    brotliDecompressSync(readFileSync(join(root, 'dist', 'study.json.br'))).toString('utf8'),
  );
  const words = new Set(['Google Cloud', 'AWS', 'Azure', 'Alibaba Cloud']);
  JSON.stringify(outline, (_, value) => {
    if (typeof value === 'string') words.add(value);
    return value;
  });
  return words;
}

/** What of a text is neither translated nor of the guide. A text around a link stands before and behind it in two parts. */
function untranslated(text: string, guide: ReadonlySet<string>): readonly string[] {
  let rest = text;
  while (/«[^«»]*»/.test(rest)) rest = rest.replace(/«[^«»]*»/g, '');
  return rest
    .replace(/«[^«»]*$|^[^«»]*»/g, '')
    .split(' · ')
    .flatMap((part) => (guide.has(part.trim()) ? [] : part.split(', ')))
    .map((part) => part.trim())
    .filter((part) => /\p{L}{2}/u.test(part) && !guide.has(part));
}

test('in another language no word of ours is left in English, in the views and in the study guide', async (t) => {
  let translated: Promise<void> | undefined;
  const editor = await openEditor(join(root, 'src', 'extension', 'sample'), (stage) => {
    translated = speak(stage);
  });
  t.after(editor.close);
  await translated;
  const { page } = editor;
  await page.locator('.activitybar [aria-label="«Groundwork»"]').first().click();
  const rows = page.locator('.pane .monaco-list-row');
  await rows.filter({ hasText: '«Network»' }).waitFor();
  for (const row of await rows.allTextContents()) assert.match(row, /«.*».*«.*»/);

  const guide = guideWords();
  const study = studyPage(editor);
  const left: string[] = [];
  /** Waits for a page by a text of it, then looks at all of them. */
  async function look(name: string, text: RegExp): Promise<void> {
    await study.getByText(text).first().waitFor();
    const words: readonly string[] = await study.locator('body').evaluate(wordsOfPage);
    assert.ok(words.some((word) => word.includes('«')));
    for (const word of words) for (const part of untranslated(word, guide)) left.push(`${name}: ${part}`);
    await editor.screenshot(`language-${name}`);
  }
  const button = (name: RegExp) => study.getByRole('button', { name }).first().click();

  await look('home', /«Topics»/);
  await study.getByRole('searchbox').fill('zzzzqqqq');
  await look('search', /«Nothing found for/);
  await study.getByRole('searchbox').fill('');
  await study.getByRole('link', { name: /^Landing zone on Google Cloud «\d/ }).click();
  await look('note', /«Remember it»/);
  await button(/Take the quiz/);
  await study.locator('.option').first().click();
  await button(/Check/);
  await look('quiz', /«(?:Not right|Right)/);
  await button(/«Back»/);
  await button(/Review the cards/);
  await button(/Show answer/);
  await look('review', /«Good»/);
  assert.deepEqual(left, []);
});
