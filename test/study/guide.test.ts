import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRules } from '../../src/linter/own-rules.ts';
import { rulePage } from '../../src/linter/rule-page.ts';
import { buildGuide } from '../../src/study/build-guide.ts';
import { ankiText, cardId, type Topic } from '../../src/study/guide.ts';
import { buildIndex, search } from '../../src/study/search.ts';
import { files, read, textOf } from './knowledge.ts';

const guide = buildGuide(
  files.map((file) => ({ id: file.replace(/\.md$/, ''), text: textOf(file) })),
  allRules.map((rule) => ({ ...rule, page: rulePage(rule.id) ?? '' })),
);
const index = buildIndex(guide.entries);
const ids = new Set([
  ...guide.topics.flatMap(({ id, headings }) => [
    `#/note/${id}`,
    ...headings.map((heading) => `#/note/${id}/${heading.id}`),
  ]),
  ...guide.rules.map(({ id }) => `#/rule/${id}`),
]);

test('each note is a topic, in order, with all its cards and questions', () => {
  assert.deepEqual(
    guide.topics.map(({ id, cards, questions }) => [id, cards.length, questions.length]),
    files
      .map((file) => ({ file, note: read(file) }))
      .sort((a, b) => (a.note.frontMatter.order ?? 0) - (b.note.frontMatter.order ?? 0))
      .map(({ file, note }) => [file.replace(/\.md$/, ''), note.cards.length, note.questions.length]),
  );
});

test('no two cards have the same name, and a name stays when the answer changes', () => {
  const cards = guide.topics.flatMap((topic) => topic.cards.map(({ id }) => id));
  assert.equal(new Set(cards).size, cards.length);
  assert.equal(cardId('oss', 'What is OSS?'), 'oss/qshsm3');
});

test('Anki gets each card as one line with front, back and the note as a tag', () => {
  const [separator, html, tags, ...lines] = ankiText(guide.topics).trimEnd().split('\n');
  assert.deepEqual([separator, html, tags], ['#separator:tab', '#html:true', '#tags column:3']);
  assert.equal(lines.length, guide.topics.flatMap(({ cards }) => cards).length);
  for (const line of lines) {
    const [front, back, tag, ...rest] = line.split('\t');
    assert.ok(front && back && rest.length === 0, line);
    assert.match(tag ?? '', /^groundwork::[\w-]+$/);
    assert.doesNotMatch(line, /href="#/);
  }
  const linked = {
    ...guide.topics[0],
    cards: [{ id: 'x', question: 'a\tb', answer: '<a href="#/note/oss">c</a>\nd' }],
  };
  assert.match(ankiText([{ ...linked, id: 'x' } as Topic]), /\na b\tc d\tgroundwork::x\n$/);
});

test('pages have their headings, and neither title, front matter nor exercises', () => {
  for (const { id, headings, title } of guide.topics) {
    const html = guide.pages[`note/${id}`] ?? '';
    assert.deepEqual(
      [...html.matchAll(/<h2 id="([^"]*)">/g)].map(([, found]) => found),
      headings.map((heading) => heading.id),
      id,
    );
    assert.doesNotMatch(html, /<h1|>Quiz<\/h2>|>Cards<\/h2>|\[[ x]\]|order: \d/, title);
  }
});

test('each link within the guide leads somewhere', () => {
  for (const [page, html] of Object.entries(guide.pages)) {
    const anchors = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => `#${id}`));
    for (const [, href = ''] of html.matchAll(/href="(#[^"]*)"/g)) {
      const [, note, anchor] = /^#\/note\/([\w-]+)\/(.+)$/.exec(href) ?? [];
      const there = anchor !== undefined && guide.pages[`note/${note}`]?.includes(` id="${anchor}"`);
      assert.ok(ids.has(href) || anchors.has(href) || there, `${page}: ${href}`);
    }
  }
});

test('each rule has a page and knows the notes that list it', () => {
  const listed = files.flatMap((file) => read(file).rules.map(({ id }) => `${id} in ${file}`));
  const known = guide.rules.flatMap(({ id, topics }) => topics.map((topic) => `${id} in ${topic}.md`));
  assert.deepEqual(known.sort(), listed.sort());
  assert.ok(listed.length > 0);
  for (const { id } of guide.rules) assert.ok(guide.pages[`rule/${id}`], id);
});

test('search forgives unfinished and misspelt words, and finds each kind', () => {
  const first = (query: string) => search(index, query);
  assert.ok(first('peering').note.some(({ id }) => id.startsWith('note/vpc-alibaba')));
  assert.equal(first('gcp/open-ssh').rule[0]?.id, 'rule/gcp/open-ssh');
  assert.ok(first('lifecy').rule.length > 0);
  assert.ok(first('kuberentes').note.some(({ id }) => id.includes('kubernetes')));
  assert.ok(first('immutable ECR').card.some(({ id }) => id.startsWith('card/registries-compared/')));
  assert.deepEqual(first('zzzzqqqq'), { note: [], rule: [], card: [] });
  assert.deepEqual(first(''), { note: [], rule: [], card: [] });
});

test('an excerpt has the word that was looked for, and is a line long', () => {
  const hits = search(index, 'logarithm flow').note;
  for (const { excerpt } of search(index, 'recycle').note) assert.ok(excerpt.length < 160, excerpt);
  const [hit] = search(index, 'peering').rule;
  assert.match(`${hit?.title} ${hit?.excerpt}`, /peer/i);
  assert.deepEqual(hits, []);
});
