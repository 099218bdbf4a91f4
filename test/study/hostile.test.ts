import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownNote, ownPage, readOwnText } from '../../src/study/own-notes.ts';
import { buildIndex, search } from '../../src/study/search.ts';
import { hostileNotes } from './hostile.ts';
import { shelfWith } from './shelf.ts';

const shelf = shelfWith({}, ['drawing.svg']);

/** What the elements of a page may be, and what their attributes may say. */
const tags =
  /^(?:p|h[1-6]|ul|ol|li|a|code|pre|strong|em|s|br|hr|img|table|thead|tbody|tr|th|td|div|blockquote|aside|figure|figcaption|span)$/;
const attributes: Readonly<Record<string, RegExp>> = {
  href: /^(?:https?:\/\/|#)/,
  src: /^shown:file:\/\/\/notes\/drawing\.svg$/,
  class: /^[\w -]+$/,
  role: /^region$/,
  tabindex: /^0$/,
  start: /^\d+$/,
  id: /^/,
  alt: /^/,
  'aria-label': /^Table$/,
  'data-language': /^/,
};

/** Fails unless the HTML is text and elements of these kinds. */
function harmless(html: string): void {
  const text = html.replace(/<(\/?)([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g, (tag, end, name, rest) => {
    assert.match(name, tags, tag);
    if (end) assert.equal(rest, '', tag);
    for (const [, attribute = '', value = ''] of String(rest).matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
      const form = attributes[attribute];
      assert.ok(form, `${attribute} in ${tag}`);
      assert.match(value, form, tag);
    }
    return '';
  });
  assert.ok(!text.includes('<'), text.slice(Math.max(0, text.indexOf('<') - 50), text.indexOf('<') + 200));
}

describe('a hostile note becomes text', () => {
  for (const [name, text] of Object.entries(hostileNotes())) {
    it(name, () => {
      const file = { id: `own:${name}`, path: `file:///notes/${name}`, root: 'file:///notes', label: name, text };
      const own = readOwnText(file);
      const { topic, entries, problems } = ownNote(own, shelf, new Map());
      harmless(ownPage(own, shelf, (path) => `shown:${path}`));
      for (const { question, answer } of topic.cards) harmless(question + answer);
      for (const { text: asked, options } of topic.questions)
        harmless(asked + options.map((option) => option.text + option.reason).join(''));
      assert.ok(problems.length <= 101);
      assert.ok(topic.title.length > 0 && topic.title.length <= 200);
      assert.doesNotMatch(topic.title, /[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(topic.cards.length <= 1000);
      assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
      search(buildIndex(entries), 'text');
    });
  }
});

it('what a hostile note is cut to is said', () => {
  const read = (name: string) =>
    readOwnText({ id: 'own:x', path: 'file:///notes/x.md', label: 'x.md', text: hostileNotes()[name] ?? '' });
  const problemsOf = (name: string) => ownNote(read(name), shelf, new Map()).problems.map(({ message }) => message);
  assert.equal(
    ownPage(read('huge-cards.md'), shelf, (path) => path),
    '',
  );
  assert.deepEqual(problemsOf('huge-cards.md').filter((message) => /longer than/.test(message)).length, 1);
  for (const name of Object.keys(hostileNotes()).filter((one) => one !== 'huge-cards.md'))
    assert.ok(!problemsOf(name).some((message) => /longer than 128/.test(message)), name);
  assert.match(problemsOf('huge-many-cards.md')[0] ?? '', /may have 1000 cards, and this one has 4000/);
  assert.match(problemsOf('huge-front-matter.md').at(-1) ?? '', /more problems follow/);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('polluted'), false);
});
