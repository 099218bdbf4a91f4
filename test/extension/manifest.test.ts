import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly icon: string;
  readonly main: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string; readonly title: string }[];
    readonly configuration: readonly {
      readonly order: number;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly languages: readonly { readonly id: string; readonly configuration?: string }[];
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
  };
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Setting {
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const settings = Object.assign({}, ...manifest.contributes.configuration.map((group) => group.properties)) as Readonly<
  Record<string, Setting>
>;
const commands = manifest.contributes.commands.map(({ command }) => command).sort();
const source = globSync('src/extension/**/*.ts', { cwd: root }).map(read).join('\n');

/** The first group of each match. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

test('the code registers exactly the commands of the manifest', () => {
  const registered = matches(read('src/extension/commands.ts'), /^\s*'(groundwork\.\w+)': /gm).sort();
  assert.deepEqual(registered, commands);
  for (const { command, category, title } of manifest.contributes.commands) {
    assert.equal(category, 'Groundwork', command);
    assert.match(title, /^%command\.\w+%$/);
  }
});

test('each name that the code uses is a command, a setting or a section of settings', () => {
  const sections = Object.keys(settings).map((key) => key.slice(0, key.lastIndexOf('.')));
  const known = new Set([
    ...commands,
    ...Object.keys(settings),
    ...sections,
    'groundwork.status',
    'groundwork.variables',
    'groundwork.landingZone',
    'groundwork.landingZoneState',
    'groundwork.landingZoneFiltered',
    'groundwork.sampleFixed',
    'groundwork.study',
    'groundwork.study.focus',
  ]);
  const used = matches(source, /'(groundwork\.[\w.]+)'/g);
  assert.ok(used.length > commands.length);
  assert.deepEqual(
    used.filter((name) => !known.has(name)),
    [],
  );
});

test('each setting that the server reads is in the manifest, and each of the manifest is read', () => {
  const declaration = /interface EditorSettings \{([^}]*)\}/.exec(read('src/protocol/settings.ts'))?.[1] ?? '';
  const keys = matches(declaration, /readonly (\w+)\?:/g).map((key) => `groundwork.lint.${key}`);
  // Hints are left out by the extension, and the language client reads the last one by itself.
  const others = ['groundwork.inlayHints.enable', 'groundwork.trace.server'];
  const ofStudy = ['groundwork.study.folders', 'groundwork.study.newCardsPerDay'];
  for (const key of ofStudy) assert.ok(source.includes(`'${key.slice(key.lastIndexOf('.') + 1)}'`), key);
  assert.deepEqual(Object.keys(settings).sort(), [...keys, ...others, ...ofStudy].sort());
});

test('each setting has a default, a scope and a description, and each choice is described', () => {
  for (const [key, setting] of Object.entries(settings)) {
    assert.notEqual(setting.default, undefined, key);
    assert.ok(setting.scope, key);
    assert.match(setting.markdownDescription ?? '', /^%settings\..+%$/, key);
    if (!setting.enum) continue;
    assert.equal(setting.enumDescriptions?.length, setting.enum.length, key);
    assert.ok(setting.enum.includes(String(setting.default)), key);
  }
});

test('each text of the manifest is there and none is left over', () => {
  const used = new Set(matches(JSON.stringify(manifest), /"%([\w.]+)%"/g));
  assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  for (const [key, text] of Object.entries(texts)) assert.ok(text.trim() === text && text !== '', key);
});

test('the links and ticks of the walkthrough are of commands that are there, and its pictures follow the theme', () => {
  const editorCommands = ['workbench.actions.view.problems', 'workbench.action.openSettings'];
  for (const { id, description, media, completionEvents } of manifest.contributes.walkthroughs[0]?.steps ?? []) {
    const links = matches(texts[description.replaceAll('%', '')] ?? '', /\(command:([\w.]+)/g);
    const events = matches(completionEvents.join('\n'), /^onCommand:(.*)$/gm);
    assert.ok(
      links.some((link) => events.includes(link)),
      id,
    );
    for (const command of [...links, ...events]) assert.ok([...commands, ...editorCommands].includes(command), command);
    assert.match(media.altText, /^%.*%$/);
    const picture = read(media.svg);
    assert.ok(picture.length < 5000, media.svg);
    assert.doesNotMatch(picture, /(?:fill|stroke)="(?!none|var\(--vscode-)|#[0-9a-f]{3}/i);
  }
});

test('the marketplace accepts the categories, the keywords and the picture', () => {
  const categories = ['Linters', 'Programming Languages', 'Snippets', 'Education', 'Visualization', 'Other'];
  assert.deepEqual(
    manifest.categories.filter((name) => !categories.includes(name)),
    [],
  );
  assert.ok(manifest.keywords.length <= 5);
  const picture = readFileSync(new URL(manifest.icon, root));
  assert.equal(picture.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.ok(picture.readUInt32BE(16) >= 128);
  assert.equal(picture.readUInt32BE(16), picture.readUInt32BE(20));
});

test('the types are those of the oldest editor that is supported', () => {
  assert.equal(manifest.engines['vscode'], `^${manifest.devDependencies['@types/vscode']}`);
});

test('each language has the grammar of its kind and a configuration that is there', () => {
  const own = manifest.contributes.languages.filter(({ configuration }) => configuration);
  assert.deepEqual(
    own.map(({ id }) => id),
    ['terraform', 'terraform-vars', 'opentofu'],
  );
  assert.deepEqual(
    manifest.contributes.grammars.map(({ language }) => language),
    own.map(({ id }) => id),
  );
  for (const { configuration = '' } of own) JSON.parse(read(configuration));
  for (const { scopeName, path } of manifest.contributes.grammars) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const grammar = JSON.parse(read(`node_modules/tm-grammars/grammars/${name}`)) as { scopeName: string };
    assert.equal(scopeName, grammar.scopeName);
  }
});

test('the word pattern takes names with hyphens, as Terraform does', () => {
  const { wordPattern } = JSON.parse(read('src/extension/language-configuration.json')) as {
    wordPattern: { pattern: string; flags: string };
  };
  const words = 'google_compute_network.my-vpc.id == 10 ? größe : -1.5'.match(
    new RegExp(wordPattern.pattern, `g${wordPattern.flags}`),
  );
  assert.deepEqual(words, ['google_compute_network', 'my-vpc', 'id', '10', 'größe', '-1.5']);
});

test('a workspace that is not trusted cannot name folders to read', () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, 'limited');
  assert.deepEqual(restrictedConfigurations, ['groundwork.study.folders']);
});
