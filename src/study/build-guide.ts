import type { Rule } from '../rules/rule.ts';
import { cardId, type Guide, type GuideQuestion, type Topic } from './guide.ts';
import type { Section } from './markdown.ts';
import { type Note, parseNote } from './note.ts';
import type { Question } from './questions.ts';
import { createRenderer, type Draw, type Renderer } from './render.ts';
import type { Entry } from './search.ts';

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
    .map((source) => ({ ...source, note: parseNote(source.text) }))
    .sort((a, b) => (a.note.frontMatter.order ?? Infinity) - (b.note.frontMatter.order ?? Infinity));
  const known = {
    topics: new Set(notes.map(({ id }) => id)),
    rules: new Set(rules.map(({ id }) => id)),
  };
  const renderer = createRenderer(known, draw);
  const topics = notes.map(({ id, note }) => topicOf(id, note, renderer));
  const pages = [
    ...notes.map(({ id, text, note }) => [`note/${id}`, notePage(text, note, renderer)] as const),
    ...rules.map(({ id, page }) => [`rule/${id}`, renderer.page(withoutTitle(page))] as const),
  ];
  const entries = [
    ...notes.flatMap(({ id, note }) => noteEntries(id, note)),
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

function topicOf(id: string, note: Note, renderer: Renderer): Topic {
  const { title, clouds, pillars, checked } = note.frontMatter;
  const words = taught(note)
    .flatMap(({ lines }) => lines.map(({ text }) => text.split(/\s+/).length))
    .reduce((sum, count) => sum + count, 0);
  return {
    id,
    title,
    clouds,
    pillars,
    checked,
    minutes: Math.max(1, Math.round(words / 220)),
    headings: taught(note)
      .filter(({ level }) => level === 2)
      .map((section) => ({ id: section.id, title: plain(section.title) })),
    cards: note.cards.map(({ question, answer }) => ({
      id: cardId(id, question),
      question: renderer.inline(question),
      answer: renderer.inline(answer),
    })),
    questions: note.questions.map((question) => questionOf(question, renderer)),
    examQuestions: note.examQuestions.map((question) => questionOf(question, renderer)),
  };
}

function questionOf({ text, options, domains }: Question, renderer: Renderer): GuideQuestion {
  return {
    text: renderer.inline(text),
    options: options.map((option) => ({
      text: renderer.inline(option.text),
      right: option.right,
      reason: renderer.inline(option.reason),
    })),
    ...(domains.length > 0 ? { domains } : {}),
  };
}

const exercises = ['cards', 'quiz', 'exam'];

function isExercise({ title }: Section): boolean {
  return exercises.includes(title.toLowerCase());
}

/** The sections that people read, without the note's title. */
function taught({ sections }: Note): readonly Section[] {
  return sections.filter((section) => section.level > 1 && !isExercise(section));
}

/** A note without front matter, title and exercises: their lines are left blank, so that the numbers of the others stay. */
function notePage(text: string, { sections }: Note, renderer: Renderer): string {
  const first = sections[0]?.line ?? 1;
  const lines = text.split(/\r?\n/).map((line, i) => {
    const section = sections.findLast((candidate) => candidate.line <= i + 1);
    const title = section?.level === 1 && section.line === i + 1;
    return i + 1 < first || title || (section && isExercise(section)) ? '' : line;
  });
  return renderer.page(lines.join('\n'), new Map(sections.map(({ line, id }) => [line, id])));
}

function noteEntries(id: string, note: Note): readonly Entry[] {
  const { title } = note.frontMatter;
  const sections = note.sections.filter(
    (section) => !isExercise(section) && !['Rules', 'Further reading'].includes(section.title),
  );
  return [
    ...sections.map(
      (section): Entry => ({
        id: section.level === 1 ? `note/${id}` : `note/${id}/${section.id}`,
        kind: 'note',
        title: plain(section.title),
        context: section.level === 1 ? '' : title,
        text: plain(section.lines.map(({ text }) => text).join(' ')),
      }),
    ),
    ...note.cards.map(
      ({ question, answer }): Entry => ({
        id: `card/${cardId(id, question)}`,
        kind: 'card',
        title: plain(question),
        context: title,
        text: plain(answer),
      }),
    ),
  ];
}

function withoutTitle(page: string): string {
  return page.replace(/^# .*\n/, '');
}

/** Markdown as people read it aloud. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[![A-Z]+\]/g, ' ')
    .replace(/[*`]/g, '')
    .replace(/[>|]|(?<=^|\s)(?:-|\d+\.)(?=\s)|(?<=\s)-{2,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a rule is found by, besides its title: its whole reason would make the index several times as large. */
function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0] ?? text;
}
