import type { Found } from './code.ts';
import type { GuideCard, GuideOutline, RuleEntry, Topic } from './guide.ts';
import { type Progress, reviewsOf } from './progress.ts';

/** A card that comes before its turn, because of a rule that the person has just broken. */
export interface BrokenCard {
  readonly card: string;
  readonly rule: RuleEntry;
}

/** So many cards at most for each rule, and so many rules: the review stays that of the day. */
const cardsEach = 2;
const mostRules = 5;

/**
 * The cards to ask first, of those in `topics`: for each rule that the person has broken since the window was opened and still breaks,
 * the last one first. A card that was answered after that is not among them.
 */
export function brokenCards(
  guide: GuideOutline,
  topics: readonly Topic[],
  found: Found,
  progress: Progress,
): readonly BrokenCard[] {
  const cards = new Map<string, BrokenCard>();
  const broken = found.recent.filter(({ rule }) => (found.counts[rule] ?? 0) > 0).slice(0, mostRules);
  for (const { rule: id, at } of broken) {
    const rule = guide.rules.find((one) => one.id === id);
    if (!rule) continue;
    for (const { id: card } of cardsAbout(rule, topics)) {
      const last = reviewsOf(progress, card).at(-1)?.[0] ?? 0;
      if (last < at && !cards.has(card)) cards.set(card, { card, rule });
    }
  }
  return [...cards.values()];
}

/** The cards that lead to the rule, else those of the notes that teach it that share the most words with it. */
export function cardsAbout(rule: RuleEntry, topics: readonly Topic[]): readonly GuideCard[] {
  const linked = topics.flatMap(({ cards }) => cards).filter(({ answer }) => answer.includes(`"#/rule/${rule.id}"`));
  if (linked.length > 0) return linked.slice(0, cardsEach);
  const [note, heading] = rule.note?.split('#') ?? [];
  const teaching = topics.filter(
    ({ id, own }) => id === note || rule.topics.includes(id) || own?.rules.includes(rule.id) === true,
  );
  return teaching
    .flatMap((topic) => {
      const title = topic.id === note ? topic.headings.find(({ id }) => id === heading)?.title : undefined;
      const words = new Set([...wordsOf(rule.title), ...wordsOf(rule.id), ...wordsOf(title ?? '')]);
      return topic.cards.map((card) => ({ card, shared: sharedWords(words, card) }));
    })
    .filter(({ shared }) => shared >= 2)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, cardsEach)
    .map(({ card }) => card);
}

/** What the question shares counts as much again: an answer may mention anything. */
function sharedWords(words: ReadonlySet<string>, { question, answer }: GuideCard): number {
  const inQuestion = new Set(wordsOf(question));
  const inAnswer = new Set(wordsOf(answer));
  return [...words].reduce((sum, word) => sum + (inQuestion.has(word) ? 2 : inAnswer.has(word) ? 1 : 0), 0);
}

/** Words that any card may have. */
const common = new Set(
  'gcp aws azure alicloud google cloud alibaba terraform the and for are not has have with without that this from what which when does'.split(
    ' ',
  ),
);

/** The words of HTML or text that say something, without the endings of plurals. */
function wordsOf(html: string): string[] {
  const words =
    html
      .replace(/<[^>]*>|&\w+;/g, ' ')
      .toLowerCase()
      .match(/[a-z][a-z0-9]{2,}/g) ?? [];
  return words.filter((word) => !common.has(word)).map((word) => word.replace(/(?<=...)s$/, ''));
}
