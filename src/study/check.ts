import { shortened } from './front-matter.ts';
import { type Library, type Origin, placeOf } from './links.ts';
import { type Link, meant, type Problem } from './markdown.ts';
import type { Note } from './note.ts';
import { type Suggest, suggester } from './suggest.ts';

/** What notes can link to, with what is in it. */
export interface Shelf extends Library {
  /** The anchors of a note's headings. */
  readonly anchors: (id: string) => Iterable<string> | undefined;
  /** What links from a note to others can be, for those that are misspelt. */
  readonly names: (from: Origin) => Iterable<string>;
}

/** All that is wrong with a note: what it says of itself, and what it says of rules and of other notes. */
export function checkNote(note: Note, from: Origin, shelf: Shelf): readonly Problem[] {
  const suggest = suggester();
  return [
    ...note.problems,
    ...note.links.flatMap((link) => brokenLink(link, from, shelf, suggest)),
    ...unknownRules(note, shelf.rules, suggest),
  ].sort((a, b) => a.line - b.line);
}

function brokenLink({ target, line, column }: Link, from: Origin, shelf: Shelf, suggest: Suggest): Problem[] {
  // What can be seen without other notes was said when the note was read.
  if (target === '' || target.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(target)) return [];
  const place = placeOf(target, from, shelf);
  const [file = ''] = target.split('#');
  if (!place) {
    const at = [column, column + file.length] as const;
    const fix = meant(line, at, suggest(file, shelf.names(from)));
    return [{ line, at, message: `There is no note or file ${shortened(file)} that can be opened.`, fix }];
  }
  const anchors = place.kind === 'note' && place.anchor !== undefined ? shelf.anchors(place.id) : undefined;
  if (place.kind !== 'note' || place.anchor === undefined || !anchors || [...anchors].includes(place.anchor)) return [];
  const at = [column + file.length + 1, column + target.length] as const;
  const message = `${shortened(file)} has no heading with the anchor #${shortened(place.anchor)}.`;
  return [{ line, at, message, fix: meant(line, at, suggest(place.anchor, anchors)) }];
}

/** A rule that is listed must be there; code in the text may mean something else, unless it is nearly one. */
function unknownRules({ rules, mentions }: Note, known: ReadonlySet<string>, suggest: Suggest): Problem[] {
  const listed = new Set(rules.map(({ line }) => line));
  const unknown = [...rules, ...mentions.filter(({ line }) => !listed.has(line))].filter(({ id }) => !known.has(id));
  return unknown.flatMap(({ id, line, column }) => {
    const near = suggest(id, known);
    if (near === undefined && !listed.has(line)) return [];
    const at = [column, column + id.length] as const;
    return [{ line, at, message: `There is no rule ${shortened(id)}.`, fix: meant(line, at, near) }];
  });
}
