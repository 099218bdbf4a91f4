import type { Pillar, Severity } from '../rules/rule.ts';
import type { Cloud } from './front-matter.ts';
import type { Entry } from './search.ts';

/** Everything that the study guide shows, made from notes and rules before the extension is packaged. HTML in it is safe to insert. */
export interface Guide {
  /** In reading order. */
  readonly topics: readonly Topic[];
  /** Sorted by id. */
  readonly rules: readonly RuleEntry[];
  /** HTML of the pages by address: `note/oss`, `rule/gcp/open-ssh`. */
  readonly pages: Readonly<Record<string, string>>;
  /** What can be found, for `buildIndex`. */
  readonly entries: readonly Entry[];
}

/** The guide without its long parts, which are asked for one by one. */
export type GuideOutline = Omit<Guide, 'pages'>;

export interface Topic {
  /** File name of the note, without its ending. */
  readonly id: string;
  readonly title: string;
  readonly clouds: readonly Cloud[];
  readonly pillars: readonly Pillar[];
  /** Day on which the facts were checked. */
  readonly checked: string | undefined;
  /** How long it takes to read. */
  readonly minutes: number;
  readonly headings: readonly Heading[];
  readonly cards: readonly GuideCard[];
  readonly questions: readonly GuideQuestion[];
  /** Those that only mock exams ask. */
  readonly examQuestions: readonly GuideQuestion[];
  /** Present where the note is the person's own. */
  readonly own?: OwnPart;
}

/** Where a note of the person's own is from. */
export interface OwnPart {
  /** Of its file, as links have it. */
  readonly path: string;
  /** The path as people know it: `notes/aws.md`. */
  readonly label: string;
  /** Ids of the rules that it lists. */
  readonly rules: readonly string[];
  /** What is broken in it, in the order of lines. */
  readonly troubles: readonly { readonly line: number; readonly message: string }[];
}

export interface Heading {
  readonly id: string;
  readonly title: string;
}

/** Both sides are HTML. */
export interface GuideCard {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** Texts are HTML. */
export interface GuideQuestion {
  readonly text: string;
  readonly options: readonly { readonly text: string; readonly right: boolean; readonly reason: string }[];
  /** The domains of exams that ask it: `mla-c01/data`; absent where there is none. */
  readonly domains?: readonly string[];
}

export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly pillar: Pillar;
  /** The note that teaches the rule, and the heading in it: `oss#access`. */
  readonly note: string | undefined;
  /** Notes that list the rule, by their ids. */
  readonly topics: readonly string[];
}

/** The name of a card for ever: it outlives changes of the answer and of the cards around it, not of the question. */
export function cardId(topic: string, question: string): string {
  let hash = 0x811c9dc5;
  for (const character of question.normalize('NFC')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return `${topic}/${(hash >>> 0).toString(36)}`;
}

/** All cards as a text file that Anki imports: front, back and note, between tabs. */
export function ankiText(topics: readonly Topic[]): string {
  const cell = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const lines = topics.flatMap(({ id, cards }) =>
    cards.map(({ question, answer }) =>
      [withoutLinks(question), withoutLinks(answer), `groundwork::${id.replace(/\s/g, '_')}`].map(cell).join('\t'),
    ),
  );
  return ['#separator:tab', '#html:true', '#tags column:3', ...lines, ''].join('\n');
}

/** Links within the guide lead nowhere outside it. */
function withoutLinks(html: string): string {
  return html.replace(/<a href="#[^"]*">(.*?)<\/a>/g, '$1');
}
