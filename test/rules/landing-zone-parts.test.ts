import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { landingZoneParts, providerOf } from '../../src/rules/facts/landing-zone-parts.ts';

type Schema = { readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

const schemaPath = (provider: string) => `../shared/providers/${provider}.json`;

test('each part is known by types and blocks that its provider has', {
  skip: !existsSync(schemaPath('google')) && 'left out: the provider schemas are not here',
}, () => {
  for (const { cloud, title, types } of landingZoneParts) {
    const provider = providerOf[cloud];
    const { resources } = JSON.parse(readFileSync(schemaPath(provider), 'utf8')) as Schema;
    for (const sign of types) {
      const [type = '', block] = sign.split('.');
      if (type === 'terraform') continue;
      assert.ok(type.startsWith(`${provider}_`), `${title}: ${sign}`);
      const schema = resources[type];
      assert.ok(schema && (block === undefined || block in schema), `${title}: ${sign}`);
    }
  }
});

test('each part is explained under a heading of a note', () => {
  for (const { title, note } of landingZoneParts) {
    const [name, anchor] = note.split('#');
    const text = readFileSync(`knowledge/${name}.md`, 'utf8');
    const anchors = [...text.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    assert.ok(anchor && anchors.includes(anchor), `${title}: ${note}`);
  }
});

test('no cloud has a part twice, in any pillar', () => {
  const all = landingZoneParts.map(({ cloud, title }) => `${cloud} ${title}`);
  assert.equal(new Set(all).size, all.length);
});

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly body: readonly string[];
}

test('the snippet of a part adds what the part is known by', () => {
  const snippets = globSync('snippets/*.json').flatMap((file) =>
    Object.values(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Snippet>>),
  );
  for (const { title, snippet, types } of landingZoneParts) {
    const added = snippets.find(({ prefix }) => [prefix].flat().includes(snippet))?.body.join('\n') ?? '';
    const known = types.some((type) => added.includes(type.startsWith('terraform.') ? type.slice(10) : `"${type}"`));
    assert.ok(known, `${title}: ${snippet}`);
  }
});
