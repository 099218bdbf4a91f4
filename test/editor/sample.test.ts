import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../src/scripts/run.ts';
import { openEditor } from './harness.ts';

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly file: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly suppressed?: object;
  }[];
}

test('the editor shows of the sample what the command line reports, in a dark theme too', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-sample-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'test', 'sample'), folder, { recursive: true });
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), '{ "workbench.colorTheme": "Default Dark Modern" }\n');

  const { stdout } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'check', '--format', 'json', folder], {
    encoding: 'utf8',
  });
  const { findings }: Report = JSON.parse(stdout);
  const reported = findings.filter(({ suppressed }) => !suppressed);
  const expected = reported
    .map(({ rule, file, start }) => `${basename(file)}:${start.line}:${start.column} ${rule}`)
    .sort();
  assert.ok(expected.length > 0);

  const editor = await openEditor(folder);
  t.after(editor.close);
  await editor.open('firewall.tf');
  await editor.problems();
  await editor.screenshot('sample-dark');
  await editor.page.locator('[id="status.languageStatus"]').hover();
  await editor.page.getByText('Groundwork: 3 problems here').first().waitFor();
  await editor.screenshot('status-dark');

  // The panel holds only the lines that it has room for.
  await editor.run('View: Toggle Maximized Panel');
  const shown = await editor.until('findings', editor.problems, (problems) => problems.length === expected.length);
  assert.deepEqual(shown.map(({ code, file, line, column }) => `${file}:${line}:${column} ${code}`).sort(), expected);
});
