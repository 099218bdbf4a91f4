import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run.ts';

/** The folder whose copy is open while the suite runs. */
export const suiteWorkspace: string = join(root, 'test', 'editor', 'workspace');

/**
 * Makes an extension in `folder` that does nothing but hold the tests of `test/editor/suite`, since VS Code runs tests
 * only for an extension under development, and ours is to be the packaged one. The path of its tests.
 */
export async function suiteExtension(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'suite', publisher: 'groundwork', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const outfile = join(folder, 'suite.cjs');
  const mocha = { path: join(root, 'node_modules', 'mocha', 'lib', 'mocha.cjs'), external: true };
  await build({
    entryPoints: [join(root, 'test', 'editor', 'suite', 'index.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    plugins: [{ name: 'mocha', setup: ({ onResolve }) => onResolve({ filter: /^mocha$/ }, () => mocha) }],
    sourcemap: 'inline',
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}
