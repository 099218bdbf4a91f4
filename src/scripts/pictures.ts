import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Editor, openEditor, studyPage } from '../../test/editor/harness.ts';
import { Failed, root, steps } from './run.ts';
import { build, pack } from './tasks.ts';

// `npm run pictures`: the pictures of the README, taken of the packaged extension in a real VS Code. Those in the themes of
// high contrast are only to be looked at, and go where the editor tests leave theirs.
const media = join(root, 'src', 'extension', 'media');
const screenshots = join(root, 'test', 'editor', 'screenshots');

const themes = [
  { name: 'light', theme: 'Default Light Modern', folder: media },
  { name: 'dark', theme: 'Default Dark Modern', folder: media },
  { name: 'high-contrast', theme: 'Default High Contrast', folder: screenshots },
  { name: 'high-contrast-light', theme: 'Default High Contrast Light', folder: screenshots },
];

/** What is shown, each in a window that it leaves as it wishes. */
const scenes: Readonly<Record<string, (editor: Editor) => Promise<void>>> = {
  problems,
  hover,
  'landing-zone': landingZone,
  study,
};

const sample = join(root, 'src', 'extension', 'sample');
/** The line of the sample's open address range. */
const openRange = readFileSync(join(sample, 'landing-zone.tf'), 'utf8').split('0.0.0.0/0')[0]?.split('\n').length ?? 1;

/** A README shows them at this width, and nobody waits for more bytes than these. */
const size = { width: 1000, height: 620 };
const most = 150_000;

await steps([build, pack, { title: 'Pictures', run: takeAll }]);

async function takeAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-pictures-'));
  try {
    copyFileSync(join(sample, 'landing-zone.tf'), join(folder, 'landing-zone.tf'));
    // Under this name Terraform loads it by itself.
    copyFileSync(join(sample, 'prod.tfvars'), join(folder, 'terraform.tfvars'));
    for (const theme of themes) await take(folder, theme);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function take(workspace: string, { name, theme, folder }: (typeof themes)[number]): Promise<void> {
  const editor = await openEditor(workspace, (stage) => {
    const path = join(stage.workspace, '..', 'user', 'User', 'settings.json');
    const settings = JSON.parse(readFileSync(path, 'utf8'));
    const still = { 'editor.cursorBlinking': 'solid', 'workbench.reduceMotion': 'on', 'window.commandCenter': false };
    writeFileSync(path, JSON.stringify({ ...settings, ...still, 'workbench.colorTheme': theme }));
  });
  try {
    mkdirSync(folder, { recursive: true });
    await editor.page.setViewportSize(size);
    await editor.open('landing-zone.tf');
    await editor.goTo(openRange, 1);
    await editor.page.locator('.editor-instance .squiggly-error').first().waitFor();
    for (const [scene, show] of Object.entries(scenes)) {
      await show(editor);
      const path = join(folder, `${scene}-${name}.png`);
      await editor.page.screenshot({ path });
      const bytes = statSync(path).size;
      console.log(`${scene}-${name}.png: ${Math.round(bytes / 1000)} kB`);
      if (folder === media && bytes > most) throw new Failed(`${path} has more than ${most} bytes`);
    }
  } finally {
    await editor.close();
  }
}

/** Findings in the editor and in the Problems panel, with the menu of fixes for one. */
async function problems(editor: Editor): Promise<void> {
  const { page } = editor;
  await editor.run('View: Toggle Primary Side Bar Visibility');
  await editor.run('Problems: Focus on Problems View');
  await page.locator('.markers-panel .marker-message').first().waitFor();
  await drag(editor, '.part.panel', { y: 400 });
  await editor.goTo(openRange + 4, 1);
  await editor.goTo(openRange, 20);
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Allow 35.235.240.0/20' }).waitFor();
}

/** The hover on a finding. */
async function hover(editor: Editor): Promise<void> {
  const { page } = editor;
  await page.keyboard.press('Escape');
  await editor.run('View: Toggle Panel Visibility');
  await editor.goTo(openRange, 20);
  await editor.run('Show or Focus Hover');
  await page.locator('.monaco-hover', { hasText: 'stolen keys' }).waitFor();
}

/** The view of the landing zone, with what is found in one pillar and what is not found here. */
async function landingZone(editor: Editor): Promise<void> {
  const { page } = editor;
  await page.keyboard.press('Escape');
  await page.locator('.activitybar [aria-label="Groundwork"]').first().click();
  await page.locator('.pane-header[aria-label^="Study"]').click();
  await page.locator('.pane-header[aria-label^="Study"][aria-expanded="false"]').waitFor();
  await drag(editor, '.part.sidebar', { x: 420 });
  const rows = page.locator('.pane .monaco-list-row');
  for (const line of [/^Network/, /^SSH is open/, /^Identity/, /^Not found here/])
    await rows.filter({ hasText: line }).last().click();
  await rows.filter({ hasText: 'Cloud NAT' }).waitFor();
}

/** A note of the study guide beside the code. */
async function study(editor: Editor): Promise<void> {
  const { page } = editor;
  await page.locator('.pane-header[aria-label^="Landing Zone"]').click();
  await page.locator('.pane-header[aria-label^="Study"]').click();
  const guide = studyPage(editor);
  await guide.getByRole('link', { name: /^Landing zone on Google Cloud/ }).click();
  await guide.locator('article h2').first().waitFor();
}

/** Drags the inner border of a part of the window to a place. */
async function drag(
  { page }: Editor,
  part: string,
  to: { readonly x: number } | { readonly y: number },
): Promise<void> {
  const box = await page.locator(part).boundingBox();
  if (!box) throw new Failed(`there is no ${part}`);
  const [x, y] = 'x' in to ? [box.x + box.width, box.y + 300] : [box.x + 300, box.y - 3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move('x' in to ? box.x + to.x : x, 'y' in to ? to.y : y, { steps: 5 });
  await page.mouse.up();
  // Nothing is to look pointed at.
  await page.mouse.move(0, 0);
}
