import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { browser as findBrowser } from '../../src/scripts/code-server.ts';
import { type EditorServer, startEditorServer } from '../../src/scripts/editor-server.ts';
import { root } from '../../src/scripts/run.ts';
import { vsix } from '../../src/scripts/tasks.ts';

/** A line of the Problems panel. */
export interface Problem {
  /** The file's name, without its folder. */
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  /** The code in brackets behind the message: a rule's id. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/** A real VS Code with the packaged extension in it, as a person sees it. */
export interface Editor {
  readonly page: Page;
  /** The folder that is open, a copy that the test may change. */
  readonly workspace: string;
  /** Opens a file of the folder by its path within it. */
  open(path: string): Promise<void>;
  /** Runs a command by the title that the palette shows: 'Groundwork: Lint Workspace'. */
  run(title: string): Promise<void>;
  /** The text of the active editor. */
  text(): Promise<string>;
  /** Replaces the text of the active editor as a paste does. */
  replace(text: string): Promise<void>;
  /** All findings in the Problems panel, which is shown for it, in its order. */
  problems(): Promise<readonly Problem[]>;
  /** Puts the cursor at a place of the active editor. */
  goTo(line: number, column: number): Promise<void>;
  /** Puts the cursor at a place and applies the quick fix of this title there. */
  quickFix(line: number, column: number, title: string): Promise<void>;
  /** Drags the border of the sidebar until it is so many pixels wide. */
  resizeSidebar(width: number): Promise<void>;
  /** How many squiggles of a severity the active editor shows. */
  squiggles(severity: 'error' | 'warning' | 'info'): Promise<number>;
  /** Reads again and again until what is read is accepted, and answers it; fails with the last of it after a minute. */
  until<T>(what: string, read: () => Promise<T>, accept: (value: T) => boolean): Promise<T>;
  /** Writes `test/editor/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

const patience = 60_000;
const screenshots = join(root, 'test', 'editor', 'screenshots');
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What an editor test needs besides code: started once for each test file. */
export interface Stage {
  readonly server: EditorServer;
  readonly page: Page;
  readonly workspace: string;
  close(): Promise<void>;
}

/** Starts editor and browser over a copy of `folder`, or an empty one where none is named, without opening a page. */
export async function stage(
  folder: string | undefined,
  options: { readonly flags?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-editor-'));
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  if (folder !== undefined) cpSync(folder, workspace, { recursive: true });
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('no Chrome or Chromium found: install one, or name it in GROUNDWORK_BROWSER');
    server = await startEditorServer({ home, vsix, settings, ...options });
    browser = await chromium.launch({ executablePath, args: flags });
    const context = await browser.newContext({ viewport: { width: 1400, height: 1500 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(patience);
    return { server, page: await context.newPage(), workspace, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Nothing that would change what a test types. */
const settings = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.autoSurround': 'never',
  'editor.minimap.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'files.autoSave': 'off',
  'git.enabled': false,
  'workbench.editor.enablePreview': false,
};

/**
 * Opens a copy of `folder` in a real VS Code, or the folders that a `.code-workspace` file in it names, or a window without a
 * folder; `prepare` is called before the window opens.
 */
export async function openEditor(
  folder: string | undefined,
  prepare: (set: Stage) => void = () => {},
): Promise<Editor> {
  const set = await stage(folder);
  const { server, page, workspace, close } = set;
  try {
    prepare(set);
    await page.goto(`${server.address}/?${new URLSearchParams(shown(folder, workspace))}`);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
  } catch (error) {
    await close();
    throw error;
  }

  /** Types into the box at the top and accepts the line that begins with `wanted`. */
  async function choose(typed: string, wanted: string): Promise<void> {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor();
    await input.fill(typed);
    const line = page
      .locator('.quick-input-list .monaco-list-row')
      .and(page.locator(`[aria-label^="${wanted}"]`))
      .first();
    await line.click();
    // Some commands go on with a list of their own.
    await line.waitFor({ state: 'hidden' });
  }

  /** The lines of the Problems panel, and how many there are by what its files say. */
  async function readProblems(): Promise<{ readonly found: readonly Problem[]; readonly count: number }> {
    const rows = await page.locator('.markers-panel .monaco-list-row').evaluateAll((elements) =>
      elements.map((row) => {
        const text = (selector: string): string => row.querySelector(selector)?.textContent ?? '';
        const severity = row.querySelector('.marker-icon')?.className.match(/error|warning|info/)?.[0];
        return {
          file: text('.label-name'),
          count: Number(text('.monaco-count-badge')),
          severity,
          message: text('.marker-message'),
          code: text('.marker-code'),
          at: text('.marker-line'),
        };
      }),
    );
    let file = '';
    const found: Problem[] = [];
    for (const row of rows) {
      if (row.file) file = row.file;
      if (!row.severity) continue;
      const [line = 0, column = 0] = row.at.match(/\d+/g)?.map(Number) ?? [];
      found.push({ file, severity: row.severity, message: row.message, code: row.code, line, column });
    }
    return { found, count: rows.reduce((sum, row) => sum + row.count, 0) };
  }

  const editor: Editor = {
    page,
    workspace,
    close,
    async open(path) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      await choose(path, name);
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await page.locator('.editor-instance .view-line').first().click();
    },
    run: (title) => choose(`>${title}`, title),
    async text() {
      await page.evaluate("navigator.clipboard.writeText('')");
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+C');
      return String(await page.evaluate('navigator.clipboard.readText()'));
    },
    async replace(text) {
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    },
    async problems() {
      if (!(await page.locator('.markers-panel').isVisible())) await editor.run('Problems: Focus on Problems View');
      // The counts of files are there before their lines while the panel changes.
      const same = (read: { found: readonly Problem[]; count: number }) => read.found.length === read.count;
      return (await editor.until('room in the Problems panel for all its lines', readProblems, same)).found;
    },
    async goTo(line, column) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget .quick-input-box input');
      await input.fill(`:${line}:${column}`);
      await input.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
    async quickFix(line, column, title) {
      await editor.goTo(line, column);
      const row = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
      // A menu that opens while the file is still being checked has less in it, or is closed again: it is opened anew.
      const chosen = async (): Promise<boolean> => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('ControlOrMeta+.');
        return row.click({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
      };
      await editor.until(`the fix ${title}`, chosen, Boolean);
      await page.locator('.action-widget .monaco-list').waitFor({ state: 'hidden' });
    },
    async resizeSidebar(width) {
      const sidebar = page.locator('.part.sidebar');
      const box = await sidebar.boundingBox();
      if (!box) throw new Error('there is no sidebar');
      await page.mouse.move(box.x + box.width, box.y + 300);
      await page.mouse.down();
      await page.mouse.move(box.x + width, box.y + 300, { steps: 5 });
      await page.mouse.up();
      await editor.until(
        'the width',
        async () => (await sidebar.boundingBox())?.width ?? 0,
        (now) => Math.abs(now - width) < 12,
      );
    },
    squiggles: (severity) => page.locator(`.editor-instance .squiggly-${severity}`).count(),
    async until(what, read, accept) {
      const end = Date.now() + patience;
      for (;;) {
        const value = await read();
        if (accept(value)) return value;
        if (Date.now() > end) {
          await editor.screenshot('not-seen');
          throw new Error(
            `${what}: not seen; last seen: ${JSON.stringify(value, null, 2)}\n${extensionLog(workspace)}`,
          );
        }
        await page.waitForTimeout(50);
      }
    },
    async screenshot(name) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
  };
  return editor;
}

/** What the address of a window says of what is open in it. */
function shown(folder: string | undefined, workspace: string): Readonly<Record<string, string>> {
  if (folder === undefined) return { ew: 'true' };
  const [several] = globSync('*.code-workspace', { cwd: workspace });
  return several ? { workspace: join(workspace, several) } : { folder: workspace };
}

/** The study guide's page: that of the view, or the panel or view with this number among those that are open. */
export function studyPage({ page }: Pick<Editor, 'page'>, at = 0): FrameLocator {
  return page.locator('iframe.webview').nth(at).contentFrame().locator('#active-frame').contentFrame();
}

/** Opens an editor over a folder of its own with these files, by their paths, until the test ends. */
export async function openFiles(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  prepare?: (set: Stage) => void,
): Promise<Editor> {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const editor = await openEditor(folder, prepare);
  t.after(editor.close);
  return editor;
}

/** What the extension wrote to its output channel. */
function extensionLog(workspace: string): string {
  const logs = globSync('user/logs/*/exthost*/groundwork.groundwork/*.log', { cwd: join(workspace, '..') });
  return logs.map((log) => readFileSync(join(workspace, '..', log), 'utf8')).join('');
}
