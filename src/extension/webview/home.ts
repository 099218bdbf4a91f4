import { readShare } from '../../study/code.ts';
import type { Topic } from '../../study/guide.ts';
import { forecast, queueOf, streak } from '../../study/schedule.ts';
import { type Hit, search } from '../../study/search.ts';
import { readNextSection } from './code.ts';
import { focus, h, refill, to, today } from './dom.ts';
import { examLinks } from './exam-start.ts';
import { ownSection, troubleLine } from './own.ts';
import { type App, cloudNames, type Screen } from './screen.ts';
import { locale, t } from './text.ts';

/** The overview: search, what to go on with, what to review, and all topics. `query` is what was looked for before. */
export function homeScreen(app: App, query: string, keepQuery: (query: string) => void): Screen {
  const results = h('div', { class: 'results' });
  const overview = h('div');
  const input = h('input', {
    type: 'search',
    'aria-label': t('Search notes, rules and cards'),
    placeholder: t('Search notes, rules and cards'),
    spellcheck: 'false',
    autocomplete: 'off',
    input: () => {
      keepQuery(input.value);
      find();
    },
  });
  input.value = query;

  function find(): void {
    const words = input.value.trim();
    overview.hidden = words !== '';
    results.replaceChildren(...(words === '' ? [] : found(app, words)));
  }
  const fill = () => refill(overview, ...overviewOf(app));
  fill();
  find();

  return {
    title: t('Study'),
    content: h(
      'div',
      { class: 'home', keydown: (event) => moveAlong(event, input) },
      h('h1', { class: 'hidden' }, t('Study')),
      input,
      results,
      overview,
    ),
    shown: () => focus(input),
    changed: fill,
    found: fill,
  };
}

const groups = [
  ['note', t('Notes')],
  ['rule', t('Rules')],
  ['card', t('Cards')],
] as const;

function found(app: App, words: string): HTMLElement[] {
  const hits = search(app.index, words);
  const count = groups.reduce((sum, [kind]) => sum + hits[kind].length, 0);
  app.announce(count === 0 ? t('Nothing found') : count === 1 ? t('1 result') : t('{0} results', count));
  if (count === 0) return [h('p', { class: 'empty' }, t('Nothing found for “{0}”. Try fewer or other words.', words))];
  return groups
    .filter(([kind]) => hits[kind].length > 0)
    .map(([kind, title]) =>
      h('section', {}, h('h2', {}, title), h('ul', { class: 'hits' }, ...hits[kind].map(hitItem))),
    );
}

function hitItem({ id, title, context, excerpt }: Hit): HTMLElement {
  const link = to(
    id,
    h('span', { class: 'hit-title' }, title),
    context !== '' && h('span', { class: 'hit-context' }, context),
    h('span', { class: 'hit-text' }, excerpt),
  );
  return h('li', {}, link);
}

/** The arrow keys go from the search box through the results and back. */
function moveAlong(event: Event, input: HTMLInputElement): void {
  if (!(event instanceof KeyboardEvent) || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const stops: HTMLElement[] = [input, ...document.querySelectorAll<HTMLElement>('.hits a')];
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? stops.indexOf(here) : -1;
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function overviewOf(app: App): readonly (HTMLElement | undefined)[] {
  const own = ownSection(app, (topic) => topicItem(app, topic));
  const notes = app.own.topics.length > 0 ? [own, topics(app)] : [topics(app), own];
  return [readNextSection(app), ...continueReading(app), reviewToday(app), examLinks(app), ...notes];
}

function continueReading(app: App): HTMLElement[] {
  const progress = app.progress();
  const open = app.guide.topics
    .filter((topic) => progress.visited[topic.id] && readShare(topic, progress) < 1)
    .sort((a, b) => (progress.visited[b.id]?.[0] ?? 0) - (progress.visited[a.id]?.[0] ?? 0))[0];
  if (!open) return [];
  const heading = progress.visited[open.id]?.[1] ?? '';
  const title = open.headings.find(({ id }) => id === heading)?.title;
  const link = to(
    title === undefined ? `note/${open.id}` : `note/${open.id}/${heading}`,
    h('span', { class: 'hit-title' }, open.title),
    title !== undefined && h('span', { class: 'hit-context' }, title),
  );
  return [h('section', {}, h('h2', {}, t('Continue reading')), h('div', { class: 'hits' }, link))];
}

function reviewToday(app: App): HTMLElement {
  const now = Date.now();
  const begin = today(now);
  const progress = app.progress();
  const cards = app.guide.topics.flatMap((topic) => topic.cards.map(({ id }) => id));
  const queue = queueOf(cards, progress, now, begin, app.settings().newCardsPerDay);
  const due = queue.cards.length - queue.fresh;
  const days = streak(progress, begin);
  const state = [due > 0 && t('{0} due', due), queue.fresh > 0 && t('{0} new', queue.fresh)].filter(
    (part) => part !== false,
  );
  return h(
    'section',
    {},
    h('h2', {}, t('Cards')),
    h('p', { class: 'meta' }, state.length > 0 ? state.join(', ') : t('Nothing is due now.')),
    h(
      'button',
      { type: 'button', class: state.length > 0 ? 'primary' : 'secondary', click: () => app.go('review') },
      t('Review cards'),
    ),
    Object.keys(progress.reviews).length > 0 && outlook(forecast(cards, progress, begin, 60), begin, days),
  );
}

/** The next days that bring cards, as bars, and the days in a row so far. */
function outlook(counts: readonly number[], begin: number, days: number): HTMLElement {
  const most = Math.max(1, ...counts);
  const rows = counts
    .map((count, i) => ({ count, name: i === 0 ? t('Today') : i === 1 ? t('Tomorrow') : dayName(begin, i) }))
    .filter(({ count }) => count > 0)
    .slice(0, 7)
    .map(({ count, name }) => {
      const bar = h('progress', {
        max: most,
        value: count,
        'aria-label': `${name}: ${count === 1 ? t('1 card') : t('{0} cards', count)}`,
      });
      return h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, bar), h('td', { class: 'right' }, String(count)));
    });
  const row = days === 1 ? t('1 day in a row') : t('{0} days in a row', days);
  const text = days === 0 ? t('Coming up') : `${t('Coming up')} · ${row}`;
  return h(
    'details',
    {},
    h('summary', {}, text),
    h('table', { class: 'forecast', 'aria-label': t('Cards that come in the next days') }, ...rows),
    h('p', {}, to('statistics', t('Statistics'))),
  );
}

function dayName(begin: number, later: number): string {
  const date = new Date(begin);
  date.setDate(date.getDate() + later);
  return date.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
}

function topics(app: App): HTMLElement {
  const items = app.guide.topics.filter(({ own }) => !own).map((topic) => topicItem(app, topic));
  return h('section', {}, h('h2', {}, t('Topics')), h('ul', { class: 'hits' }, ...items));
}

function topicItem(app: App, topic: Topic): HTMLElement {
  const progress = app.progress();
  const share = Math.round(readShare(topic, progress) * 100);
  const clouds =
    topic.clouds.length === 4 ? t('all clouds') : topic.clouds.map((cloud) => cloudNames[cloud]).join(', ');
  const best = Math.max(...(progress.quizzes[topic.id] ?? []).map(([, right]) => right));
  const facts = [
    t('{0} min', topic.minutes),
    clouds,
    share > 0 && t('{0} % read', share),
    Number.isFinite(best) && t('quiz {0} of {1}', best, topic.questions.length),
  ];
  const link = to(
    `note/${topic.id}`,
    h('span', { class: 'hit-title' }, topic.title),
    h('span', { class: 'hit-context' }, facts.filter((fact) => fact !== false && fact !== '').join(' · ')),
    troubleLine(topic),
    share > 0 && h('progress', { max: 100, value: share, 'aria-label': t('{0} % read', share) }),
  );
  return h('li', {}, link);
}
