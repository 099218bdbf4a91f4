import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Block, Body } from '../src/hcl/ast.ts';
import { parse } from '../src/hcl/parser.ts';
import { lint } from '../src/linter/lint.ts';
import { defaultSettings } from '../src/linter/settings.ts';
import { allSnippets, type NamedSnippet } from '../src/server/snippets.ts';
import { Workspace } from '../src/terraform/workspace.ts';
import { reference } from './hcl/reference.ts';
import { memoryFiles } from './memory.ts';
import { formatted, withoutTerraform } from './rules/formatting.ts';
import table from './rules/provider-arguments.json' with { type: 'json' };
import { expected } from './snippets-expected.ts';
import recorded from './snippets-formatted.json' with { type: 'json' };

type Schema = { readonly [name: string]: string | true | Schema };
const schemas = table.types as unknown as Record<string, Schema | undefined>;
const hashes: Readonly<Record<string, string>> = recorded;

const snippets = await allSnippets();

describe('the snippets', () => {
  it('are twenty for each cloud at least, each under prefixes of its own', () => {
    const prefixes = snippets.flatMap((snippet) => snippet.prefixes);
    assert.equal(new Set(prefixes).size, prefixes.length);
    for (const cloud of ['gcp', 'aws', 'az', 'ali'])
      assert.ok(snippets.filter(({ prefixes: [first = ''] }) => first.startsWith(`${cloud}-`)).length >= 20, cloud);
    for (const prefix of prefixes) assert.match(prefix, /^(?:tf|gcp|aws|az|azure|ali|alicloud)(?:-[a-z0-9]+)+$/);
  });

  it('are what the extension offers for both languages', () => {
    const { contributes, categories } = JSON.parse(readFileSync('package.json', 'utf8'));
    const offered = (contributes.snippets as { language: string; path: string }[]).map(
      ({ language, path }) => `${language} ${path}`,
    );
    const files = ['terraform', 'gcp', 'aws', 'azure', 'alicloud'];
    const wanted = files.flatMap((file) => ['terraform', 'opentofu'].map((id) => `${id} ./snippets/${file}.json`));
    assert.deepEqual(offered, wanted);
    assert.ok(categories.includes('Snippets'));
    assert.match(readFileSync('.vscodeignore', 'utf8'), /^!snippets\/\*\.json$/m);
  });
});

for (const snippet of snippets) {
  const { title, prefixes, body, text } = snippet;
  const [prefix = ''] = prefixes;

  describe(prefix, () => {
    it('says what it is in a line', () => {
      assert.match(title, /^[A-Z].*[^.]$/);
      assert.match(snippet.description, /^[A-Z][^\n]*[^.\s]$/);
    });

    it('has its tab stops in the order of the text, each with a default, and ends with $0', () => {
      const stops = [...body.matchAll(/(?<!\\)\$(?:(\d+)|\{(\d+)([:|]?))/g)];
      const numbers = [...new Set(stops.map(([, bare, braced]) => Number(bare ?? braced)))];
      assert.deepEqual(numbers, [...numbers.slice(0, -1).map((_, index) => index + 1), 0]);
      const defaults = stops.filter(([, , , mark]) => mark).map(([, , braced]) => Number(braced));
      assert.deepEqual(
        defaults,
        numbers.filter((number) => number > 0),
      );
      assert.ok(body.endsWith('\n$0'));
      assert.doesNotMatch(body.replaceAll(/\\[\\$}]/g, ''), /\\/, 'a backslash escapes nothing');
    });

    it('is Terraform', () => {
      assert.deepEqual(parse(text).errors, []);
      assert.deepEqual(parse(text).pasted, []);
      assert.notEqual(reference(text), undefined);
    });

    it('is formatted', () => {
      if (withoutTerraform === false) assert.equal(formatted(text), text);
      assert.equal(
        hashes[prefix],
        createHash('sha256').update(text).digest('hex'),
        'run src/scripts/record-snippets.ts',
      );
    });

    it('has arguments that the providers know, and all that they ask for', () => {
      for (const item of parse(text).body.items) {
        if (item.kind !== 'block' || (item.type !== 'resource' && item.type !== 'data')) continue;
        const type = `${item.type === 'data' ? 'data.' : ''}${item.labels[0]?.value ?? ''}`;
        const schema = schemas[type];
        assert.ok(schema, `${type}: run src/scripts/provider-table.ts`);
        checkBody(item.body, schema, type);
      }
    });

    it('has no finding but those that are expected of it', () => {
      const found = new Set(rulesFor(snippet));
      assert.deepEqual([...found].sort(), Object.keys(expected[prefix] ?? {}).sort());
    });
  });
}

it('expects findings of snippets that there are, with a reason', () => {
  const known = new Set(snippets.map(({ prefixes: [first] }) => first));
  for (const [prefix, reasons] of Object.entries(expected)) {
    assert.ok(known.has(prefix), prefix);
    for (const reason of Object.values(reasons)) assert.match(reason, /^[A-Z].{15,}\.$/);
  }
});

function rulesFor({ text }: NamedSnippet): string[] {
  const workspace = new Workspace(memoryFiles({ 'main.tf': text, 'versions.tf': versionsFor(text) }));
  return lint(workspace, '.', { ...defaultSettings, preset: 'all' }, '2026-11-24').map(({ rule }) => rule);
}

/** What a snippet stands beside: versions, state and provider, as the snippet for its cloud has them. */
function versionsFor(text: string): string {
  if (/^terraform \{/m.test(text)) return '';
  const cloud = /"(aws|azure|ali)/.exec(text)?.[1] ?? 'gcp';
  const versions = snippets.find(({ prefixes: [first = ''] }) => first.startsWith(`tf-versions-${cloud}`));
  assert.ok(versions);
  return /^provider /m.test(text) ? versions.text.slice(0, versions.text.indexOf('\nprovider ')) : versions.text;
}

function checkBody(body: Body, schema: Schema, path: string): void {
  const there = new Set<string>();
  for (const item of body.items) {
    const name = item.kind === 'attribute' ? item.name : item.type;
    if (name === 'dynamic' && item.kind === 'block') {
      const label = item.labels[0]?.value ?? '';
      there.add(label);
      checkBlock(contentOf(item), schema[label], `${path}.${label}`);
      continue;
    }
    there.add(name);
    if (meta.has(name)) continue;
    const known = schema[name];
    assert.ok(known !== undefined, `${path} has no ${name}`);
    if (item.kind === 'block') checkBlock(item.body, known, `${path}.${name}`);
    else assert.ok(typeof known === 'string' && !known.endsWith('='), `${path}.${name} is nothing to set`);
  }
  const required = Object.entries(schema).filter(([, known]) =>
    typeof known === 'object' ? known['!'] === true : typeof known === 'string' && known.endsWith('!'),
  );
  for (const [name] of required) assert.ok(there.has(name), `${path} lacks ${name}`);
}

function checkBlock(body: Body, known: Schema[string] | undefined, path: string): void {
  if (typeof known === 'string' && known.startsWith('any')) return;
  assert.ok(typeof known === 'object', `${path} is no block`);
  checkBody(body, known, path);
}

function contentOf(dynamic: Block): Body {
  const content = dynamic.body.items.find((item) => item.kind === 'block' && item.type === 'content');
  assert.ok(content?.kind === 'block');
  return content.body;
}

const meta = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle']);
