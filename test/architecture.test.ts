import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/**
 * Who may import what: folders of src, packages, and `node:` for Node's own modules. Nothing else is allowed, types included.
 * A folder's main.ts is its entry for Node and may also import what the second list says.
 */
const may: Readonly<Record<string, { all: readonly string[]; main?: readonly string[] }>> = {
  hcl: { all: [] },
  terraform: { all: ['hcl', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js', 'yaml'] },
  rules: { all: ['terraform', 'hcl'] },
  linter: { all: ['rules', 'terraform', 'hcl', 'jsonc-parser', 'picomatch'] },
  protocol: { all: [] },
  study: { all: ['rules', 'markdown-it', 'minisearch', 'ts-fsrs'] },
  node: { all: ['terraform', 'node:', 'hcl2-parser'] },
  server: {
    all: [
      ...['linter', 'rules', 'terraform', 'hcl', 'protocol', 'snippets'],
      ...['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
    ],
    main: ['node', 'node:', 'vscode-languageserver/node'],
  },
  cli: { all: ['linter', 'rules', 'terraform', 'hcl', 'node', 'node:', 'package.json'], main: ['server/main.ts'] },
  extension: {
    all: ['study', 'protocol', 'vscode', 'vscode-languageclient'],
    main: ['node:', 'vscode-languageclient/node'],
  },
};

/** `from '...'`, `import '...'`, `import('...')` and `require('...')`, in values and types. */
const imports = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'([^'\s]+)'/g;

test('each folder imports only what it may', () => {
  const forbidden: string[] = [];
  const folders = new Set<string>();
  for (const path of globSync('src/**/*.ts').map((found) => found.replaceAll('\\', '/'))) {
    const [, folder = '', ...rest] = path.split('/');
    if (folder === 'scripts') continue;
    folders.add(folder);
    const { all = [], main = [] } = may[folder] ?? {};
    const allowed = rest.join('/') === 'main.ts' ? [...all, ...main] : all;
    for (const [, wanted = ''] of readFileSync(path, 'utf8').matchAll(imports)) {
      const target = resolve(path, wanted);
      if (target.folder !== folder && ![target.folder, target.path].some((name) => allowed.includes(name)))
        forbidden.push(`${path} imports ${wanted}`);
    }
  }
  assert.deepEqual(forbidden, []);
  assert.deepEqual([...folders].sort(), Object.keys(may).sort());
});

/** The folder of src (or the package, or `node:`) that an import leads to, and the exact file or entry of it. */
function resolve(from: string, wanted: string): { folder: string; path: string } {
  if (wanted.startsWith('node:')) return { folder: 'node:', path: wanted };
  if (!wanted.startsWith('.')) return { folder: wanted, path: wanted };
  const path = new URL(wanted, `file:///${from}`).pathname.slice(1).replace(/^src\//, '');
  return { folder: path.split('/')[0] ?? '', path };
}

test('the version is the same everywhere', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(JSON.parse(readFileSync('package-lock.json', 'utf8')).version, version);
  assert.equal(/^## \[?([0-9][^\s\]]*)/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1], version);
});

test('the lock files name no registry', () => {
  for (const file of globSync(['package-lock.json', 'test/*/tools/package-lock.json']))
    assert.doesNotMatch(readFileSync(file, 'utf8'), /"resolved"/, file);
});
