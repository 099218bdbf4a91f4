import type { Topic } from '../../study/guide.ts';
import type { Entry, Index } from '../../study/search.ts';
import type { OwnFolder, OwnMessage } from '../study-messages.ts';
import { problemsText } from '../texts.ts';
import { button, h } from './dom.ts';
import type { App } from './screen.ts';
import { phrase, t } from './text.ts';

/** The person's own notes as the extension has told of them. */
export interface Own {
  /** In reading order. */
  readonly topics: readonly Topic[];
  readonly folders: readonly OwnFolder[];
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

export const noOwn: Own = { topics: [], folders: [], entries: new Map() };

/** What is known after a message. */
export function withMessage(own: Own, { order, changed, folders }: OwnMessage): Own {
  const topics = new Map([...own.topics, ...changed.map(({ topic }) => topic)].map((topic) => [topic.id, topic]));
  const entries = new Map([...own.entries, ...changed.map((note) => [note.topic.id, note.entries] as const)]);
  return {
    topics: order.flatMap((id) => topics.get(id) ?? []),
    folders,
    entries: new Map(order.map((id) => [id, entries.get(id) ?? []])),
  };
}

/** Ids of the notes that one has and the other has not, or has otherwise. */
export function differences(before: Own, after: Own): ReadonlySet<string> {
  const ids = new Set([...before.topics, ...after.topics].map(({ id }) => id));
  const of = (own: Own, id: string) => own.topics.find((topic) => topic.id === id);
  return new Set([...ids].filter((id) => of(before, id) !== of(after, id)));
}

/** Makes the index find what the notes say now. */
export function reindex(index: Index, before: Own, after: Own): void {
  for (const [id, entries] of before.entries) {
    if (after.entries.get(id) !== entries)
      index.discardAll(entries.map((entry) => entry.id).filter((one) => index.has(one)));
  }
  for (const [id, entries] of after.entries) {
    if (before.entries.get(id) !== entries) index.addAll(entries.filter((entry) => !index.has(entry.id)));
  }
}

/** The part of the overview with the person's own notes; `item` makes a line of a list. */
export function ownSection(app: App, item: (topic: Topic) => HTMLElement): HTMLElement {
  const { topics, folders } = app.own;
  const lost = folders.filter(({ there }) => !there);
  const full = folders.filter(({ more }) => more);
  return h(
    'section',
    { class: 'own' },
    h('h2', {}, t('Your notes')),
    topics.length > 0 && h('ul', { class: 'hits' }, ...topics.map(item)),
    topics.length === 0 && h('p', { class: 'meta' }, emptyText(folders)),
    ...lost.map(({ label }) =>
      h('p', { class: 'meta' }, ...phrase(t('There is no folder {0}.'), h('code', {}, label))),
    ),
    ...full.map(({ label }) =>
      h(
        'p',
        { class: 'meta' },
        ...phrase(t('{0} has more than can be shown: some notes in it are left out.'), h('code', {}, label)),
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      button(t('New note'), () => app.newNote(), 'secondary'),
      button(t('Add folder'), () => app.addFolder(), 'secondary'),
    ),
  );
}

function emptyText(folders: readonly OwnFolder[]): string {
  return folders.some(({ there }) => there)
    ? t('There is no Markdown file in your folder yet. A new note shows how cards and a quiz are written.')
    : t(
        'Choose a folder with Markdown files: they appear here, with search, cards, quizzes and progress like the notes above.',
      );
}

/** '2 problems', as a line of its own; nothing where there is none. */
export function troubleLine({ own }: Topic): HTMLElement | undefined {
  if (!own || own.troubles.length === 0) return undefined;
  return h('span', { class: 'trouble' }, problemsText(own.troubles.length, t));
}

/** Above a note of the person's own: where it is from, and what is broken in it. */
export function ownHead(app: App, { own }: Topic): HTMLElement[] {
  if (!own) return [];
  const { path, label, troubles } = own;
  const edit = h('button', { type: 'button', class: 'link', click: () => app.openFile(path) }, label);
  const place = h('p', { class: 'meta' }, ...phrase(t('Your note, from {0}'), edit));
  if (troubles.length === 0) return [place];
  const shown = troubles.slice(0, 5);
  const items = shown.map(({ line, message }) => {
    const link = h(
      'button',
      { type: 'button', class: 'link', click: () => app.openFile(path, `L${line}`) },
      t('Line {0}', line),
    );
    return h('li', {}, link, ` ${message}`);
  });
  const left = troubles.length - shown.length;
  const box = h(
    'aside',
    { class: 'callout callout-warning' },
    h('p', { class: 'callout-label' }, problemsText(troubles.length, t)),
    h('ul', {}, ...items),
    left > 0 && h('p', {}, left === 1 ? t('1 more is in the file.') : t('{0} more are in the file.', left)),
  );
  return [place, box];
}
