import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenCards, cardsAbout } from '../../src/study/broken-cards.ts';
import { countOf, type Found, nothingFound, readNext, readShare, rulesOf } from '../../src/study/code.ts';
import type { GuideOutline, RuleEntry, Topic } from '../../src/study/guide.ts';
import { apply, noProgress } from '../../src/study/progress.ts';

const rule = (id: string, pillar: RuleEntry['pillar'], note: string, topics: readonly string[] = []): RuleEntry => ({
  id,
  title: id === 'gcp/open-ssh' ? 'SSH is open to the whole internet' : id,
  severity: 'error',
  pillar,
  note,
  topics,
});

const topic = (id: string, pillars: Topic['pillars'], cards: readonly [string, string][] = []): Topic => ({
  id,
  title: id,
  clouds: [],
  pillars,
  checked: undefined,
  minutes: 1,
  headings: [
    { id: 'ssh', title: 'SSH and the bastion' },
    { id: 'rest', title: 'Rest' },
  ],
  cards: cards.map(([question, answer]) => ({ id: `${id}/${question}`, question, answer })),
  questions: [],
  examQuestions: [],
});

const network = topic(
  'networks',
  ['network'],
  [
    ['What is a route?', 'A way.'],
    ['How is SSH kept from the internet?', 'A bastion.'],
    ['What reads logs?', 'SSH leaves the whole internet out.'],
  ],
);
const guide: GuideOutline = {
  topics: [network, topic('zones', ['network', 'identity']), topic('costs', ['cost'])],
  rules: [
    rule('gcp/open-ssh', 'network', 'networks#ssh'),
    rule('gcp/open-rdp', 'network', 'networks#rest', ['zones']),
    rule('gcp/owner', 'identity', 'zones'),
  ],
  entries: [],
};
const found: Found = {
  counts: { 'gcp/open-ssh': 1, 'gcp/open-rdp': 2 },
  pillars: [
    { pillar: 'cost', problems: 0, errors: 0, held: 0, applying: 0 },
    { pillar: 'network', problems: 3, errors: 0, held: 4, applying: 6 },
  ],
  recent: [],
};
const unread = () => false;

test('a note counts the problems of the rules that it lists and that name it', () => {
  const counts = guide.topics.map((one) => countOf(rulesOf(guide, one), found));
  assert.deepEqual(counts, [3, 2, 0]);
});

test('the note to read next teaches most of what is broken, at the heading of what is broken most', () => {
  const next = readNext(guide, found, unread);
  assert.deepEqual([next?.topic.id, next?.heading, next?.pillar, next?.taught], ['networks', 'rest', 'network', 3]);
});

test('a note that was read makes room for another one, and nothing is suggested where nothing is broken', () => {
  assert.equal(readNext(guide, found, ({ id }) => id === 'networks')?.topic.id, 'zones');
  assert.equal(
    readNext(guide, found, () => true),
    undefined,
  );
  assert.equal(readNext(guide, nothingFound, unread), undefined);
});

test('among pillars with as many problems the one comes first where less holds', () => {
  const pillars = [
    { pillar: 'network', problems: 1, errors: 0, held: 5, applying: 6 },
    { pillar: 'identity', problems: 1, errors: 0, held: 0, applying: 1 },
  ];
  const both = { ...found, counts: { 'gcp/open-ssh': 1, 'gcp/owner': 1 }, pillars };
  assert.equal(readNext(guide, both, unread)?.pillar, 'identity');
});

test('a pillar with an error comes before one with more problems that are none', () => {
  const pillars = [
    { pillar: 'network', problems: 3, errors: 0, held: 0, applying: 3 },
    { pillar: 'identity', problems: 1, errors: 1, held: 5, applying: 6 },
  ];
  const both = { ...found, counts: { 'gcp/open-ssh': 3, 'gcp/owner': 1 }, pillars };
  assert.equal(readNext(guide, both, unread)?.pillar, 'identity');
});

test('a pillar that is asked about has a note whatever is broken and whatever was read', () => {
  assert.equal(readNext(guide, found, unread, 'cost')?.topic.id, 'costs');
  assert.equal(readNext(guide, nothingFound, () => true, 'network')?.topic.id, 'networks');
  assert.equal(readNext(guide, found, unread, 'ml'), undefined);
});

test('a rule has the cards that lead to it, else those that are about the same', () => {
  const ssh = rule('gcp/open-ssh', 'network', 'networks#ssh');
  const about = (topics: readonly Topic[]) => cardsAbout(ssh, topics).map(({ question }) => question);
  assert.deepEqual(about(guide.topics), ['How is SSH kept from the internet?', 'What reads logs?']);
  const linked = topic('own', [], [['Own', 'See <a href="#/rule/gcp/open-ssh">it</a>.']]);
  assert.deepEqual(about([...guide.topics, linked]), ['Own']);
});

test('cards of a rule that was just broken come until they are answered or it is mended', () => {
  const broken = { ...found, recent: [{ rule: 'gcp/open-ssh', at: 1000 }] };
  const first = (now: Found, progress = noProgress) =>
    brokenCards(guide, guide.topics, now, progress).map(({ card, rule: { id } }) => [card, id]);
  const card = 'networks/How is SSH kept from the internet?';
  assert.deepEqual(first(broken)[0], [card, 'gcp/open-ssh']);
  const before = apply(noProgress, { kind: 'review', card, at: 900, grade: 3 });
  assert.equal(first(broken, before).length, 2);
  const after = apply(before, { kind: 'review', card, at: 1100, grade: 3 });
  assert.deepEqual(first(broken, after), [['networks/What reads logs?', 'gcp/open-ssh']]);
  assert.deepEqual(first({ ...broken, counts: {} }), []);
  assert.deepEqual(first(found), []);
});

test('how much of a note was read', () => {
  const read = apply(noProgress, { kind: 'read', topic: 'networks', heading: 'ssh' });
  assert.equal(readShare(network, read), 0.5);
});
