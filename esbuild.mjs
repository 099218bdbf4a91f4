// Bundles what runs (dist/) and proves that everything but its Node entries also bundles for a browser worker.
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import * as esbuild from 'esbuild';

/** esbuild says itself what is wrong and where. */
const build = (options) => esbuild.build(options).catch(() => process.exit(1));

mkdirSync('dist/grammars', { recursive: true });

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // jsonc-parser's CommonJS form loads its parts in a way that cannot be bundled.
  mainFields: ['module', 'main'],
  // The same modules that a browser gets; those for Node are CommonJS and ask for Node's own modules.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  minify: true,
  sourcemap: 'external',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** CommonJS has no import.meta.url of its own. */
const commonjs = {
  ...node,
  format: 'cjs',
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** The command line starts the language server from its own file, which other commands then need not load. */
const serverApart = {
  name: 'server-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/server\/main\.ts$/ }, () => ({ path: './server.cjs', external: true }));
  },
};

/** The extension reads the library that talks to the server when it has started. */
const clientApart = {
  name: 'client-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-languageclient/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './client.cjs', external: true } : undefined,
    );
  },
};

/** The extension reads notes of the person's own with a part that is loaded when there are some. */
const notesApart = {
  name: 'notes-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/study\/own-notes\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './notes.cjs', external: true } : undefined,
    );
  },
};

const built = await Promise.all([
  build({
    ...commonjs,
    entryPoints: ['src/extension/main.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    plugins: [clientApart, notesApart],
    // VS Code gives `vscode` to what is required, not to what is imported.
    supported: { 'dynamic-import': false },
  }),
  build({
    ...commonjs,
    entryPoints: ['vscode-languageclient/node'],
    outfile: 'dist/client.cjs',
    external: ['vscode'],
  }),
  build({ ...commonjs, entryPoints: ['src/study/own-notes.ts'], outfile: 'dist/notes.cjs' }),
  build({
    ...node,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: ['main.ts', 'study.css'].map((name) => ({ in: `src/extension/webview/${name}`, out: 'study' })),
    outdir: 'dist/webview',
  }),
  build({ ...commonjs, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.cjs' }),
  // Terraform's own parser is large and slow to load: it is a thread's file, packed, and read when first asked.
  build({ ...commonjs, entryPoints: ['src/node/reference-worker.ts'], outfile: 'dist/reference.cjs' }),
  build({
    ...node,
    format: 'esm',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [serverApart],
    banner: { js: '#!/usr/bin/env node' },
  }),
]);

writeFileSync('dist/reference.cjs.br', brotliCompressSync(readFileSync('dist/reference.cjs')));

for (const grammar of ['terraform.json', 'hcl.json']) {
  copyFileSync(`node_modules/tm-grammars/grammars/${grammar}`, `dist/grammars/${grammar}`);
}
writeFileSync('dist/NOTICE.txt', notices(built.map(({ metafile }) => metafile)));
await proveForBrowser();

/** The main.ts of a folder is its entry for Node; all else must do without Node. */
async function proveForBrowser() {
  const sources = globSync('src/{hcl,terraform,rules,linter,protocol,study,server,extension}/**/*.ts');
  const contents = sources
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/^src\/\w+\/main\.ts$/.test(path))
    .map((path) => `import './${path}';`)
    .join('\n');
  await build({
    stdin: { contents, resolveDir: '.', sourcefile: 'everything for the browser' },
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    write: false,
    logLevel: 'warning',
  });
}

/** The licences of all packages that went into the bundles, and of the grammars. */
function notices(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = globSync(`${folder}/{LICENSE,LICENCE,License}*`).sort();
    return [`${name} ${version} (${license})`, ...files.map((file) => readFileSync(file, 'utf8').trim())].join('\n\n');
  });
  const grammars = readFileSync('node_modules/tm-grammars/NOTICE', 'utf8')
    .split(/^={60,}$/m)
    .find((part) => part.includes('terraform.json'));
  return [
    'Groundwork contains these works of others. hcl2-parser itself contains HCL, which has the licence of the grammars (MPL-2.0).',
    ...texts,
    `Grammars of HCL and Terraform\n${grammars ?? ''}`,
  ].join('\n\n----\n\n');
}
