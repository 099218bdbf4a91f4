import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { topicOf, topics } from '../../src/rules/facts/four-clouds.ts';
import { clouds, providerOf } from '../../src/rules/facts/landing-zone-parts.ts';

const schemaPath = (provider: string) => `../shared/providers/${provider}.json`;

test('each type is one that its provider has', {
  skip: !existsSync(schemaPath('google')) && 'left out: the provider schemas are not here',
}, () => {
  for (const cloud of clouds) {
    const { resources } = JSON.parse(readFileSync(schemaPath(providerOf[cloud]), 'utf8')) as { resources: object };
    const known = new Set(Object.keys(resources));
    for (const { title, types } of topics)
      for (const type of types[cloud]) assert.ok(known.has(type), `${title}: ${type}`);
  }
});

test('each type stands for one thing, which its note explains', () => {
  const all = topics.flatMap(({ types }) => Object.values(types).flat());
  assert.equal(new Set(all).size, all.length);
  for (const topic of topics) {
    for (const type of Object.values(topic.types).flat()) assert.equal(topicOf(type), topic);
    if (topic.note === undefined) continue;
    const [name, anchor] = topic.note.split('#');
    const anchors = [...readFileSync(`knowledge/${name}.md`, 'utf8').matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    assert.ok(anchor && anchors.includes(anchor), topic.note);
  }
});
