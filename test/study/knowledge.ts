import { readdirSync, readFileSync } from 'node:fs';
import { type Note, parseNote } from '../../src/study/note.ts';

/** The folder of the notes; `rules/` in it is generated and tested elsewhere. */
const folder = new URL('../../knowledge/', import.meta.url).pathname;

/** File names of the notes, which are their ids for ever. */
export const files = readdirSync(folder).filter((name) => name.endsWith('.md'));

export function textOf(file: string): string {
  return readFileSync(folder + file, 'utf8');
}

export function read(file: string): Note {
  return parseNote(textOf(file));
}

/** Paragraphs, list items and table rows of what a note teaches: without its exercises, and without corrections if asked. */
export function passages(note: Note, { corrections = true, exercises = false } = {}): string[] {
  const taught = note.sections.filter(
    ({ title }) => exercises || !['Cards', 'Quiz', 'Exam', 'Rules', 'Further reading'].includes(title),
  );
  const passages: string[] = [];
  for (const { title, lines } of taught) {
    passages.push(title);
    let open = false;
    let corrected = false;
    for (const { text } of lines) {
      corrected = text.startsWith('> [!CORRECTION]') || (corrected && text.startsWith('>'));
      const line = text.replace(/^>\s?/, '').trim();
      const begins = /^(?:[-*]|\d+\.|\|)\s/.test(line);
      if (line === '' || (corrected && !corrections)) open = false;
      else if (open && !begins) passages[passages.length - 1] += ` ${line}`;
      else open = passages.push(line) > 0;
    }
  }
  return passages;
}
