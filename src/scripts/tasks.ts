import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from './audit.ts';
import { node, nodeQuietly, root, type Step, tool } from './run.ts';

/** The packaged extension. */
export const vsix: string = join(root, 'dist', 'groundwork.vsix');

export const build: Step = {
  title: 'Bundles',
  async run() {
    node('esbuild.mjs');
    const { editorSchema } = await import('../linter/settings-schema.ts');
    writeFileSync(join(root, 'dist', 'groundwork.schema.json'), `${JSON.stringify(editorSchema())}\n`);
    const { writeStudyGuide } = await import('./study-guide.ts');
    writeStudyGuide();
  },
};

export const types: Step = {
  title: 'Types',
  run() {
    // What runs in a web page has the types of a browser.
    for (const project of ['.', 'src/extension/webview']) node(tool('typescript', 'tsc'), '-p', project);
  },
};

export const lint: Step = {
  title: 'Lint and format',
  run: () => node(tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'),
};

export const unused: Step = { title: 'Unused code', run: () => node(tool('knip'), '--no-progress') };

export const generated: Step = {
  title: 'Generated files',
  run: () => node('src/scripts/generate.ts', '--check'),
};

/** A file that hangs fails after ten minutes instead of never. */
const guard = ['--test-timeout=600000'];

/** Everything that needs no editor. */
export const unit: Step = {
  title: 'Unit tests',
  run: () => node('--test', ...guard, ...tests((path) => !path.startsWith('test/editor/'))),
};

export const vulnerabilities: Step = { title: 'Known vulnerabilities', run: audit };

/** What a person sees in a real VS Code, and the extension's own tests inside it. */
export const editor: Step = {
  title: 'Editor tests',
  run: () => node('--test', ...guard, '--test-concurrency=1', ...tests((path) => path.startsWith('test/editor/'))),
};

export const pack: Step = {
  title: 'Package',
  run() {
    mkdirSync(join(root, 'dist'), { recursive: true });
    rmSync(vsix, { force: true });
    const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
    nodeQuietly(tool('@vscode/vsce', 'vsce'), 'package', ...flags, '--out', vsix);
    console.log(`dist/groundwork.vsix: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
  },
};

function tests(wanted: (path: string) => boolean): readonly string[] {
  return globSync('test/**/*.test.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(wanted)
    .sort();
}
