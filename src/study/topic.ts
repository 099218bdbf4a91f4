import { cleaned } from './front-matter.ts';
import type { GuideQuestion, Topic } from './guide.ts';
import { linesOf, type Section } from './markdown.ts';
import type { Note } from './note.ts';
import type { Question } from './questions.ts';
import type { Renderer } from './render.ts';
import type { Entry } from './search.ts';

/** A note under the names that it has in the guide. */
export interface NamedNote {
  readonly id: string;
  readonly title: string;
  readonly note: Note;
  readonly cardId: (question: string) => string;
}

/** A note as the guide lists it, with its exercises. */
export function topicOf({ id, title, note, cardId }: NamedNote, renderer: Renderer): Topic {
  const { clouds, pillars, checked } = note.frontMatter;
  const words = [note.preface, ...note.sections.filter((section) => !isExercise(section)).map(({ lines }) => lines)]
    .flat()
    .reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  return {
    id,
    title,
    clouds,
    pillars,
    checked,
    minutes: Math.max(1, Math.round(words / 220)),
    headings: note.sections
      .filter((section) => section.level === 2 && !isExercise(section))
      .map((section) => ({ id: section.id, title: plain(section.title) })),
    cards: note.cards.map(({ question, answer }) => ({
      id: cardId(question),
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

/** The heading at the top that says the title once more. */
function titleHeading({ title, note }: NamedNote): Section | undefined {
  const first = note.sections[0];
  return first?.level === 1 && cleaned(plain(first.title)) === title ? first : undefined;
}

/** A note as HTML, without front matter, title and exercises: their lines are left blank, so that the numbers of the others stay. */
export function notePage(text: string, named: NamedNote, renderer: Renderer): string {
  const { sections, preface } = named.note;
  const begin = preface[0]?.number ?? sections[0]?.line ?? Infinity;
  const title = titleHeading(named)?.line;
  let at = -1;
  const lines = linesOf(text).map(({ number, text: line }) => {
    if (sections[at + 1]?.line === number) at++;
    const section = sections[at];
    return number < begin || number === title || (section && isExercise(section)) ? '' : line;
  });
  return renderer.page(lines.join('\n'), new Map(sections.map(({ line, id }) => [line, id])));
}

/** What search finds of a note: its sections and cards. */
export function noteEntries(named: NamedNote): readonly Entry[] {
  const { id, title, note, cardId } = named;
  const top = titleHeading(named);
  const shown = note.sections.filter(
    (section) => section !== top && !isExercise(section) && !['Rules', 'Further reading'].includes(section.title),
  );
  const textOf = (lines: Section['lines']) => plain(lines.map(({ text }) => text).join(' '));
  return [
    { id: `note/${id}`, kind: 'note', title, context: '', text: textOf([...note.preface, ...(top?.lines ?? [])]) },
    ...shown.map(
      (section): Entry => ({
        id: `note/${id}/${section.id}`,
        kind: 'note',
        title: plain(section.title),
        context: title,
        text: textOf(section.lines),
      }),
    ),
    ...note.cards.map(
      ({ question, answer }): Entry => ({
        id: `card/${cardId(question)}`,
        kind: 'card',
        title: plain(question),
        context: title,
        text: plain(answer),
      }),
    ),
  ];
}

/** Markdown as people read it aloud. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/\[![A-Z]+\]/g, ' ')
    .replace(/[*`]/g, '')
    .replace(/[>|]|(?<=^|\s)(?:-|\d+\.)(?=\s)|(?<=\s)-{2,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
