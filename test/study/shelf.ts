import type { Shelf } from '../../src/study/check.ts';
import type { Edit } from '../../src/study/markdown.ts';

/** A shelf with the note `oss` of the guide, two rules, and own notes and files at paths below `file:///notes`. */
export function shelfWith(
  notes: Readonly<Record<string, readonly string[]>> = {},
  files: readonly string[] = [],
): Shelf {
  const root = 'file:///notes/';
  const idAt = new Map(Object.keys(notes).map((path) => [root + path, `own:${path}`]));
  return {
    rules: new Set(['gcp/open-ssh', 'gcp/open-rdp']),
    guide: new Set(['oss']),
    noteAt: (path) => idAt.get(path),
    fileAt: (path) => files.includes(path.replace(root, '')),
    anchors: (id) => (id === 'oss' ? ['access', 'cards'] : notes[id.replace('own:', '')]),
    names: () => ['oss.md', ...Object.keys(notes)],
  };
}

/** The text after these changes, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  const offset = ([line, column]: readonly [number, number]) => (starts[line - 1] ?? text.length) + column;
  return [...edits]
    .sort((a, b) => offset(b.start) - offset(a.start))
    .reduce((now, edit) => now.slice(0, offset(edit.start)) + edit.text + now.slice(offset(edit.end)), text);
}
