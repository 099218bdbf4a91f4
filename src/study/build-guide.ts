import type { Rule } from '../rules/rule.ts';
import { cardId, type Guide } from './guide.ts';
import { addressOf, placeOf } from './links.ts';
import { parseNote } from './note.ts';
import { createRenderer, type Draw, type Surroundings } from './render.ts';
import type { Entry } from './search.ts';
import { noteEntries, notePage, plain, topicOf } from './topic.ts';

export interface NoteSource {
  /** File name without its ending. */
  readonly id: string;
  readonly text: string;
}

/** A rule with its page in Markdown. */
export type RuleSource = Pick<Rule, 'id' | 'title' | 'severity' | 'pillar' | 'why' | 'note'> & {
  readonly page: string;
};

/** Makes the guide from the texts of notes and rules. */
export function buildGuide(sources: readonly NoteSource[], rules: readonly RuleSource[], draw?: Draw): Guide {
  const notes = sources
    .map(({ id, text }) => {
      const note = parseNote(text);
      return { id, text, note, title: note.frontMatter.title, cardId: (question: string) => cardId(id, question) };
    })
    .sort((a, b) => (a.note.frontMatter.order ?? Infinity) - (b.note.frontMatter.order ?? Infinity));
  const known = surroundings(new Set(notes.map(({ id }) => id)), new Set(rules.map(({ id }) => id)));
  const renderer = createRenderer(known, draw);
  const topics = notes.map((note) => topicOf(note, renderer));
  const pages = [
    ...notes.map((note) => [`note/${note.id}`, notePage(note.text, note, renderer)] as const),
    ...rules.map(({ id, page }) => [`rule/${id}`, renderer.page(withoutTitle(page))] as const),
  ];
  const entries = [
    ...notes.flatMap(noteEntries),
    ...rules.map(
      ({ id, title, pillar, why }): Entry => ({
        id: `rule/${id}`,
        kind: 'rule',
        title,
        context: `${id} · ${pillar}`,
        text: firstSentence(plain(why)),
      }),
    ),
  ];
  return {
    topics,
    rules: rules.map(({ id, title, severity, pillar, note }) => ({
      id,
      title,
      severity,
      pillar,
      note,
      topics: notes.filter((one) => one.note.rules.some((listed) => listed.id === id)).map((one) => one.id),
    })),
    pages: Object.fromEntries(pages),
    entries,
  };
}

/** What is around the notes of the guide, which all lie in one folder. */
export function surroundings(guide: ReadonlySet<string>, rules: ReadonlySet<string>): Surroundings {
  const library = { guide, rules };
  return {
    rules,
    address(target) {
      const place = placeOf(target, { path: '' }, library);
      return place && addressOf(place);
    },
  };
}

function withoutTitle(page: string): string {
  return page.replace(/^# .*\n/, '');
}

/** What a rule is found by, besides its title: its whole reason would make the index several times as large. */
function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0] ?? text;
}
