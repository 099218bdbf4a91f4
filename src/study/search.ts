import MiniSearch, { type Options } from 'minisearch';

/** A piece of text that can be found: a section of a note, a rule or a card. */
export interface Entry {
  /** The address of the page, and of the place in it: `note/oss/access`, `rule/gcp/open-ssh`. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** What the title is part of: the note's title, the pillar of a rule. */
  readonly context: string;
  readonly text: string;
}

export type Kind = 'note' | 'rule' | 'card';

/** One result; `excerpt` is the text around the first word that was found. */
export interface Hit {
  readonly id: string;
  readonly title: string;
  readonly context: string;
  readonly excerpt: string;
}

export type Index = MiniSearch<Entry>;

const options: Options<Entry> = {
  fields: ['title', 'context', 'text'],
  storeFields: ['kind', 'title', 'context', 'text'],
  searchOptions: {
    boost: { title: 4, context: 1.5 },
    combineWith: 'AND',
    prefix: (term) => term.length > 1,
    // Short words have too many neighbours.
    fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    weights: { fuzzy: 0.3, prefix: 0.6 },
  },
};

/** Takes about a tenth of a second for a thousand entries; kept as text, an index would be larger than the guide itself. */
export function buildIndex(entries: readonly Entry[]): Index {
  const index = new MiniSearch(options);
  index.addAll(entries);
  return index;
}

/** Of each kind the best results, best first. Words may be unfinished or misspelt; all of them must be there. */
export function search(index: Index, query: string, limit = 8): Readonly<Record<Kind, readonly Hit[]>> {
  const found: Record<Kind, Hit[]> = { note: [], rule: [], card: [] };
  for (const { id, kind, title, context, text, terms } of index.search(query)) {
    const hits = found[kind as Kind];
    if (hits.length < limit) hits.push({ id: String(id), title, context, excerpt: excerptOf(text, terms) });
  }
  return found;
}

/** About a line of `text`, from the first of the words on. */
function excerptOf(text: string, terms: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = first < 40 ? 0 : text.lastIndexOf(' ', first - 30) + 1;
  const cut = text.slice(from, from + 140);
  const whole = from + 140 < text.length ? `${cut.slice(0, cut.lastIndexOf(' '))} …` : cut;
  return from > 0 ? `… ${whole}` : whole;
}
