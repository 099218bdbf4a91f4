import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { suiteExtension, suiteWorkspace } from './editor-suite.ts';
import { Failed, root, steps } from './run.ts';
import { build, pack, vsix } from './tasks.ts';

// `npm run test:desktop`: the tests of test/editor/suite in a desktop VS Code, which is downloaded unless GROUNDWORK_VSCODE
// names the executable of an installed one.
await steps([build, pack, { title: 'Tests in a desktop VS Code', run }]);

async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-desktop-'));
  try {
    const workspace = join(home, 'workspace');
    cpSync(suiteWorkspace, workspace, { recursive: true });
    const extension = join(home, 'suite');
    const extensionTestsPath = await suiteExtension(extension);
    const vscodeExecutablePath = process.env['GROUNDWORK_VSCODE'] ?? (await download());
    const folders = [`--user-data-dir=${join(home, 'user')}`, `--extensions-dir=${join(home, 'extensions')}`];

    const [cli = vscodeExecutablePath, ...flags] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
    const args = [...flags, ...folders, '--install-extension', vsix];
    const { status } = spawnSync(cli, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) throw new Failed('VS Code did not take the extension');

    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath,
      launchArgs: [workspace, ...folders, '--disable-workspace-trust', '--skip-welcome'],
    });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(root, '.cache', 'vscode') });
  } catch (error) {
    throw new Failed(
      `VS Code could not be downloaded: ${error instanceof Error ? error.message : error}; name an installed one in GROUNDWORK_VSCODE`,
    );
  }
}
