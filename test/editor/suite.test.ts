import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { suiteExtension, suiteWorkspace } from '../../src/scripts/editor-suite.ts';
import { stage } from './harness.ts';
import type { Result } from './suite/index.ts';

test("the extension's own API, inside the extension host", { timeout: 300_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-suite-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const results = join(folder, 'results.json');
  const suite = await suiteExtension(folder);
  const flags = ['--vscode-option', 'enable-smoke-test-driver'];
  const { server, page, workspace, close } = await stage(suiteWorkspace, {
    flags,
    env: { GROUNDWORK_RESULTS: results },
  });
  t.after(close);

  // The workbench tells the automation that started it what it logs and how the tests ended.
  const log: unknown[][] = [];
  await page.exposeFunction('codeAutomationLog', (...args: unknown[]) => log.push(args));
  const ended = new Promise<number>((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  const remote = `vscode-remote://${new URL(server.address).host}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote + folder],
    ['extensionTestsPath', remote + suite],
  ]);
  const query = new URLSearchParams({ folder: workspace, payload });
  await page.goto(`${server.address}/?${query}`);
  const code = await ended;

  assert.ok(existsSync(results), `no test ran: ${JSON.stringify(log.slice(-20), null, 2)}`);
  const all: readonly Result[] = JSON.parse(readFileSync(results, 'utf8'));
  for (const { title, error } of all) {
    await t.test(title, () => {
      if (error) assert.fail(error);
    });
  }
  assert.equal(code, 0);
  assert.ok(all.length > 0);
});
