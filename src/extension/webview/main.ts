import { nothingFound } from '../../study/code.ts';
import type { GuideOutline } from '../../study/guide.ts';
import { apply, type Progress } from '../../study/progress.ts';
import { buildIndex, type Index } from '../../study/search.ts';
import { readSitting } from '../../study/sitting.ts';
import type { FromPage, OwnMessage, Route, StudySettings, ToPage } from '../study-messages.ts';
import { focus, h, iconButton, welcome } from './dom.ts';
import { examOf, examScreen } from './exam.ts';
import { homeScreen } from './home.ts';
import { differences, noOwn, reindex, withMessage } from './own.ts';
import { cardScreen, noteScreen, ruleScreen } from './pages.ts';
import { quizScreen } from './quiz.ts';
import { reviewScreen } from './review.ts';
import { type App, type Memory, type Place, type Screen, topicOf } from './screen.ts';
import { statisticsScreen } from './statistics.ts';
import { t } from './text.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: Memory): void;
};

const editor = acquireVsCodeApi();
const start: Place = { route: '', scroll: 0, query: '' };
let memory = readMemory(editor.getState());
let progress: Progress;
let settings: StudySettings;
let found = nothingFound;
let own = noOwn;
/** The guide with the person's own notes. */
let whole: GuideOutline;
let app: App | undefined;
let screen: Screen | undefined;
let turn = 0;
const waiting = new Map<string, ((html: string) => void)[]>();
const pages = new Map<string, string>();

const back = iconButton('back', t('Back'), () => move(-1));
const forward = iconButton('forward', t('Forward'), () => move(1));
const title = h('span', { class: 'title' });
const live = h('div', { class: 'hidden', 'aria-live': 'polite' });
const main = h('main', { tabindex: '-1' });
const bar = h(
  'nav',
  { 'aria-label': t('Study') },
  back,
  forward,
  iconButton('home', t('Overview'), () => go('')),
  title,
  iconButton('side', t('Open to the side'), () => editor.postMessage({ kind: 'side', route: place().route })),
);

function readMemory(state: unknown): Memory {
  const { places, at, chosen, sitting: kept } = Object(state);
  const sound: Place[] = (Array.isArray(places) ? places : []).filter(
    (one) => typeof Object(one).route === 'string' && typeof one.scroll === 'number' && typeof one.query === 'string',
  );
  const sitting = readSitting(kept);
  return {
    ...(sitting && { sitting }),
    places: sound.length > 0 ? sound : [start],
    at: sound.length > 0 && Number.isInteger(at) && at >= 0 && at < sound.length ? at : 0,
    chosen: Array.isArray(chosen) ? chosen.filter((id) => typeof id === 'string') : [],
  };
}

function place(): Place {
  return memory.places[memory.at] ?? start;
}

function remember(change: Partial<Memory>): void {
  memory = { ...memory, ...change };
  editor.setState(memory);
}

function keepPlace(change: Partial<Place>): void {
  remember({ places: memory.places.map((one, i) => (i === memory.at ? { ...one, ...change } : one)) });
}

/** How much history is kept. */
const longest = 50;

function go(route: Route): void {
  if (route !== place().route) {
    const places = [...memory.places.slice(0, memory.at + 1), { ...start, route }].slice(-longest);
    remember({ places, at: places.length - 1 });
  } else keepPlace({ scroll: 0, query: '' });
  void show();
}

function move(by: number): void {
  if (!memory.places[memory.at + by]) return;
  remember({ at: memory.at + by });
  void show();
}

/** Shows the current place; one that a later one overtakes while its page is on its way is dropped. */
async function show(again = false): Promise<void> {
  if (!app) return;
  const mine = ++turn;
  const { route, scroll, query } = place();
  const next = (await screenOf(app, route)) ?? homeScreen(app, query, (words) => keepPlace({ query: words }));
  if (mine !== turn) return;
  screen = next;
  title.textContent = next.title;
  document.title = next.title;
  back.disabled = memory.at === 0;
  forward.disabled = memory.at === memory.places.length - 1;
  main.replaceChildren(next.content);
  if (!again) focus(main);
  const target = next.anchor === undefined ? null : document.getElementById(next.anchor);
  if (scroll === 0 && target) target.scrollIntoView();
  else scrollTo(0, scroll);
  if (!again) next.shown?.();
  settle();
}

async function screenOf(app: App, route: Route): Promise<Screen | undefined> {
  const [kind, first = '', ...rest] = route.split('/');
  const topic = topicOf(app, first);
  if (kind === 'note' && topic) return noteScreen(app, topic, await app.html(`note/${first}`), rest[0]);
  if (kind === 'card') return cardScreen(app, `${first}/${rest[0]}`);
  if (kind === 'quiz' && topic) return quizScreen(app, topic);
  if (kind === 'review') return reviewScreen(app, topic);
  const exam = kind === 'exam' ? examOf(app, first) : undefined;
  if (exam) return examScreen(app, exam);
  if (kind === 'statistics') return statisticsScreen(app);
  const rule = kind === 'rule' ? app.guide.rules.find(({ id }) => route === `rule/${id}`) : undefined;
  return rule && ruleScreen(app, rule, await app.html(route));
}

function html(page: string): Promise<string> {
  const known = pages.get(page);
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve) => {
    waiting.set(page, [...(waiting.get(page) ?? []), resolve]);
    editor.postMessage({ kind: 'page', page });
  });
}

let timer: ReturnType<typeof setTimeout> | undefined;

function settle(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (scrollY !== place().scroll) keepPlace({ scroll: scrollY });
    screen?.settled?.();
  }, 400);
}

/** Links lead within the page, within the guide, or out to the web by way of the editor, which asks first. */
function follow(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (typeof href !== 'string') return;
  event.preventDefault();
  event.stopPropagation();
  if (href.startsWith('#/file/')) openFile(href.slice('#/file/'.length));
  else if (href.startsWith('#/')) go(href.slice(2));
  else if (href.startsWith('#')) {
    const target = document.getElementById(href.slice(1));
    target?.scrollIntoView();
    target?.setAttribute('tabindex', '-1');
    target?.focus({ preventScroll: true });
  } else editor.postMessage({ kind: 'open', url: href });
}

/** `path/anchor`, the path encoded. */
function openFile(address: string): void {
  const [path = '', anchor] = address.split('/');
  app?.openFile(decodeURIComponent(path), anchor);
}

function press(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.altKey && !event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault();
    move(event.key === 'ArrowLeft' ? -1 : 1);
  } else if (!typing && !onControl(event) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (screen?.key?.(event.key)) event.preventDefault();
  }
}

/** Whether the key already does something where the focus is: presses a button, turns a box on or off. */
function onControl({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || (key !== 'Enter' && key !== ' ')) return false;
  return target.closest(key === ' ' ? 'a, button, summary, input' : 'a, button, summary') !== null;
}

function receive({ data }: MessageEvent<ToPage>): void {
  if (data.kind === 'guide') begin(data);
  if (data.kind === 'go') go(data.route);
  if (data.kind === 'own') takeOwn(data.own);
  if (data.kind === 'settings') {
    settings = data.settings;
    screen?.changed?.();
  }
  if (data.kind === 'found') {
    found = data.found;
    screen?.found?.();
  }
  if (data.kind === 'finding') screen?.finding?.(data.finding);
  if (data.kind === 'progress') {
    progress = data.progress;
    screen?.changed?.();
  }
  if (data.kind === 'page') {
    pages.set(data.page, data.html);
    for (const resolve of waiting.get(data.page) ?? []) resolve(data.html);
    waiting.delete(data.page);
  }
}

function begin({ guide, progress: known, settings: given, route }: Extract<ToPage, { kind: 'guide' }>): void {
  progress = known;
  settings = given;
  whole = { ...guide, topics: [...guide.topics, ...own.topics] };
  app = {
    get guide() {
      return whole;
    },
    get own() {
      return own;
    },
    get index() {
      return indexOf(guide);
    },
    progress: () => progress,
    settings: () => settings,
    found: () => found,
    tell: (message) => editor.postMessage(message),
    record(step) {
      progress = apply(progress, step);
      editor.postMessage({ kind: 'step', step });
    },
    go,
    html,
    copy: (text) => editor.postMessage({ kind: 'copy', text }),
    insert: (text) => editor.postMessage({ kind: 'insert', text }),
    openFile: (path, anchor) => editor.postMessage({ kind: 'file', path, ...(anchor === undefined ? {} : { anchor }) }),
    newNote: () => editor.postMessage({ kind: 'newNote' }),
    addFolder: () => editor.postMessage({ kind: 'addFolder' }),
    announce(text) {
      live.textContent = text;
    },
    get memory() {
      return memory;
    },
    remember,
  };
  if (route === undefined) void show();
  else go(route);
  requestIdleCallback(() => indexOf(guide));
}

/** Takes what has become of the person's own notes, and shows what is shown of them anew. */
function takeOwn(message: OwnMessage): void {
  const before = own;
  own = withMessage(before, message);
  whole = { ...whole, topics: [...whole.topics.filter((topic) => !topic.own), ...own.topics] };
  if (index) reindex(index, before, own);
  const different = differences(before, own);
  for (const id of different) pages.delete(`note/${id}`);
  const routeNow = (route: Route) => {
    const [kind = '', id = '', ...rest] = route.split('/');
    const moved = Object.hasOwn(message.moved, id) ? message.moved[id] : undefined;
    return moved === undefined ? route : [kind, moved, ...rest].join('/');
  };
  remember({ places: memory.places.map((one) => ({ ...one, route: routeNow(one.route) })) });
  const [kind = '', id = ''] = place().route.split('/');
  if (['note', 'card'].includes(kind) && (different.has(id) || id === 'own')) void show(true);
  else screen?.changed?.();
}

let index: Index | undefined;

/** Made once the page is shown, so that the first letter of a search need not wait for it. */
function indexOf({ entries }: GuideOutline): Index {
  index ??= buildIndex([...entries, ...[...own.entries.values()].flat()]);
  return index;
}

document.getElementById('app')?.append(bar, main, live);
document.body.addEventListener('click', follow, true);
document.addEventListener('keydown', press);
document.addEventListener('scroll', settle, { passive: true });
addEventListener('message', receive);
addEventListener('focus', welcome);
editor.postMessage({ kind: 'ready' });
