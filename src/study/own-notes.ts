import { checkNote, type Shelf } from './check.ts';
import { cleaned } from './front-matter.ts';
import { cardId, type Topic } from './guide.ts';
import { addressOf, type Origin, placeOf } from './links.ts';
import { linesOf, type Problem } from './markdown.ts';
import { type Note, parseNote } from './note.ts';
import { createRenderer, type Renderer } from './render.ts';
import type { Entry } from './search.ts';
import { type NamedNote, noteEntries, notePage, plain, topicOf } from './topic.ts';

/** A Markdown file of the person's own. */
export interface OwnFile extends Origin {
  /** The name of the note for ever, which has no slash. */
  readonly id: string;
  /** Its path as people know it: `notes/aws.md`. */
  readonly label: string;
  readonly text: string;
}

/** A file taken apart. */
export interface OwnText {
  readonly file: OwnFile;
  readonly named: NamedNote;
  /** Its text, which is empty where it is too long. */
  readonly shown: string;
  /** What would be too much for the page. */
  readonly excess: readonly Problem[];
}

/** A note as the page of the guide takes it, and what is wrong with it. */
export interface OwnNote {
  readonly topic: Topic;
  readonly entries: readonly Entry[];
  /** In the order of lines, each with its columns, a hundred at most. */
  readonly problems: readonly Problem[];
}

/** In characters. A note that takes ten minutes to read has about fifteen thousand. */
const longest = 128 * 1024;
const mostCards = 1000;
const mostQuestions = 300;
const mostProblems = 100;

/** Reads a file. Never throws: any text is a note, perhaps one with nothing but problems. */
export function readOwnText(file: OwnFile): OwnText {
  const shown = file.text.length > longest ? '' : file.text;
  const whole = parseNote(shown);
  const excess: Problem[] = [];
  const most = <T extends { readonly line: number }>(all: readonly T[], limit: number, what: string) => {
    const line = all[limit]?.line;
    if (line !== undefined) {
      const message = `A note may have ${limit} ${what}, and this one has ${all.length}: those from here on are left out.`;
      excess.push({ line, message });
    }
    return all.slice(0, limit);
  };
  const sound = whole.questions.filter(({ options }) => options.length > 1 && options.some(({ right }) => right));
  const note: Note = {
    ...whole,
    cards: most(whole.cards, mostCards, 'cards'),
    questions: most(sound, mostQuestions, 'questions'),
    examQuestions: most(whole.examQuestions, mostQuestions, 'exam questions'),
  };
  if (file.text.length > longest) {
    const message = `The note is longer than ${longest / 1024} thousand characters and is not shown: split it.`;
    excess.push({ line: 1, message });
  }
  return { file, named: { id: file.id, title: titleOf(note, file), note, cardId: ownCardId }, shown, excess };
}

/** What the front matter says, or else the first heading, or else the file's name. */
function titleOf({ frontMatter, sections }: Note, { label }: OwnFile): string {
  const name = label.slice(label.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return frontMatter.title || cleaned(plain(sections[0]?.title ?? '')) || cleaned(name) || 'Note';
}

/** The name of a card for ever: reviews outlive a new name of its note and its move to another. */
export function ownCardId(question: string): string {
  const backwards = [...question].reverse().join('');
  return `own/${cardId('', question).slice(1)}-${cardId('', backwards).slice(1)}`;
}

/** Makes the note; `asked` holds the cards of those before it, by their ids, and takes its own. */
export function ownNote({ file, named, shown, excess }: OwnText, shelf: Shelf, asked: Map<string, string>): OwnNote {
  const again: Problem[] = [];
  const cards = named.note.cards.filter(({ question, line }) => {
    const id = named.cardId(question);
    const other = asked.get(id);
    if (other === undefined) asked.set(id, file.label);
    else again.push({ line, level: 'info', message: `${other} asks this already: the card is kept there.` });
    return other === undefined;
  });
  const kept: NamedNote = { ...named, note: { ...named.note, cards } };
  const problems = placed(shown, [...checkNote(named.note, file, shelf), ...again, ...excess]);
  const { path, label } = file;
  const troubles = problems.flatMap(({ line, message, level }) => (level === 'hint' ? [] : [{ line, message }]));
  return {
    topic: {
      ...topicOf(kept, rendererOf(file, shelf)),
      own: { path, label, rules: named.note.rules.map(({ id }) => id), troubles },
    },
    entries: noteEntries(kept),
    problems,
  };
}

/** The note as HTML; `image` makes an address for the page from the path of an image file. */
export function ownPage({ file, named, shown }: OwnText, shelf: Shelf, image: (path: string) => string): string {
  return notePage(shown, named, rendererOf(file, shelf, image));
}

function rendererOf(file: OwnFile, shelf: Shelf, image?: (path: string) => string): Renderer {
  return createRenderer({
    rules: shelf.rules,
    address(target) {
      const place = placeOf(target, file, shelf);
      return place && addressOf(place);
    },
    image(target) {
      const place = placeOf(target, file, shelf);
      return image && place?.kind === 'file' && images.test(place.path) ? image(place.path) : undefined;
    },
  });
}

const images = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;

/** The problems in order, with columns: where they have none, those of the text of the line. */
function placed(text: string, problems: readonly Problem[]): Problem[] {
  const lines = linesOf(text);
  const all = [...problems].sort((a, b) => a.line - b.line);
  const shown = all.slice(0, mostProblems).map((problem) => {
    const line = lines[problem.line - 1]?.text ?? '';
    return { ...problem, at: problem.at ?? ([line.length - line.trimStart().length, line.trimEnd().length] as const) };
  });
  const left = all.length - shown.length;
  const last = shown.at(-1);
  if (left === 0 || !last) return shown;
  return [...shown, { line: last.line, at: last.at, message: `${left} more problems follow: mend these first.` }];
}
