import { brokenCards } from '../../study/broken-cards.ts';
import type { GuideCard, RuleEntry, Topic } from '../../study/guide.ts';
import { type Grade, reviewsOf } from '../../study/progress.ts';
import { choices, isLeech, type Queue, queueOf } from '../../study/schedule.ts';
import { intervalText } from '../texts.ts';
import { whyNow } from './code.ts';
import { button, h, keyHint, reveal, rich, to, today } from './dom.ts';
import type { App, Screen } from './screen.ts';
import { phrase, t } from './text.ts';

const names: Readonly<Record<Grade, string>> = { 1: t('Again'), 2: t('Hard'), 3: t('Good'), 4: t('Easy') };

/** Reviews the cards of one topic, or of those that are chosen. */
export function reviewScreen(app: App, only?: Topic): Screen {
  const body = h('div', { class: 'card' });
  const done: { card: string; at: number }[] = [];
  let answered = false;
  /** New cards that the person wants today beyond those that a day brings. */
  let extra = 0;
  let current: Asked | undefined;

  const topics = () => {
    if (only) return [only];
    const { chosen } = app.memory;
    return app.guide.topics.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  };

  function show(quietly = false): void {
    const now = Date.now();
    const pool = topics().flatMap((topic) => topic.cards.map((card) => ({ card, topic })));
    const queue = queueOf(
      pool.map(({ card }) => card.id),
      app.progress(),
      now,
      today(now),
      app.settings().newCardsPerDay + extra,
    );
    const first = brokenCards(app.guide, topics(), app.found(), app.progress());
    const cards = [...new Set([...first.map(({ card }) => card), ...queue.cards])];
    const found = pool.find(({ card }) => card.id === cards[0]);
    current = found && { ...found, rule: first[0]?.rule };
    answered = false;
    const stop = current ? question(current, cards.length, queue.fresh) : finished(queue, now);
    if (!quietly) reveal(stop);
  }

  /** Shows the first side of a card; answers what takes the focus. */
  function question({ card, topic, rule }: Asked, left: number, fresh: number): HTMLElement {
    const turn = button(t('Show answer'), answer);
    turn.append(keyHint(t('Space')));
    body.replaceChildren(
      h(
        'p',
        { class: 'meta' },
        `${fresh > 0 ? t('{0} left, {1} of them new', left, fresh) : t('{0} left', left)} · `,
        to(`note/${topic.id}`, topic.title),
      ),
      ...(rule ? [whyNow(rule)] : []),
      rich('h1', card.question, 'question'),
      h('div', { class: 'actions' }, turn),
      undoLine(),
    );
    return turn;
  }

  function answer(): void {
    if (!current || answered) return;
    answered = true;
    const { card, topic } = current;
    const now = Date.now();
    const reviews = reviewsOf(app.progress(), card.id);
    const grades = choices(reviews, now).map(({ grade, due }) => {
      const interval = intervalText(due - now, t);
      return h(
        'button',
        {
          type: 'button',
          class: 'grade secondary',
          title: t('Comes again in {0}. Key {1}', interval, grade),
          click: () => rate(grade),
        },
        h('span', {}, names[grade], keyHint(String(grade))),
        h('span', { class: 'interval' }, interval),
      );
    });
    const side = rich('p', card.answer, 'answer');
    body
      .querySelector('.actions')
      ?.replaceWith(
        side,
        isLeech(reviews) ? readAgain(topic) : '',
        h('div', { class: 'grades', role: 'group', 'aria-label': t('How well did you know it?') }, ...grades),
      );
    app.announce(side.textContent ?? '');
    reveal(grades[2]);
  }

  function rate(grade: Grade): void {
    if (!current || !answered) return;
    const step = { kind: 'review', card: current.card.id, at: Date.now(), grade } as const;
    app.record(step);
    done.push(step);
    show();
  }

  function undo(): void {
    const last = done.pop();
    if (!last) return;
    app.record({ kind: 'undo', card: last.card, at: last.at });
    app.announce(t('Taken back'));
    show();
  }

  function undoLine(): HTMLElement | string {
    if (done.length === 0) return '';
    return h('p', {}, h('button', { type: 'button', class: 'link', click: undo }, t('Undo the last answer')));
  }

  /** Says what was done and what comes; answers what takes the focus. */
  function finished({ next, withheld }: Queue, now: number): HTMLElement {
    const text =
      done.length === 0
        ? t('Nothing is due now.')
        : done.length === 1
          ? t('Done: 1 answer.')
          : t('Done: {0} answers.', done.length);
    const wait = next === undefined ? '' : ` ${t('The next card comes in {0}.', intervalText(next - now, t))}`;
    const home = button(t('Back to the overview'), () => app.go(''));
    const more = button(
      t('{0} new cards more', Math.min(withheld, portion)),
      () => {
        extra += portion;
        show();
      },
      'secondary',
    );
    body.replaceChildren(
      h('h1', {}, t('Review')),
      h('p', { role: 'status' }, text + wait),
      ...(withheld > 0 ? [h('p', { class: 'meta' }, t('Enough new cards for today: {0} wait.', withheld))] : []),
      h('div', { class: 'actions' }, home, withheld > 0 && more),
      undoLine(),
    );
    return home;
  }

  return {
    title: only ? t('Review: {0}', only.title) : t('Review'),
    content: h('div', {}, only ? '' : chooser(app, () => show(true)), body),
    shown: () => show(),
    changed: () => answered || show(true),
    key(key) {
      if (key === 'u' || key === 'U') undo();
      else if (!answered && current && (key === ' ' || key === 'Enter')) answer();
      else if (answered && /^[1-4]$/.test(key)) rate(Number(key) as Grade);
      else return false;
      return true;
    },
  };
}

interface Asked {
  readonly card: GuideCard;
  readonly topic: Topic;
  /** The rule because of which it comes before its turn. */
  readonly rule: RuleEntry | undefined;
}

/** How many new cards people get who want more than a day brings. */
const portion = 10;

/** A card that does not stay is better understood than repeated. */
function readAgain(topic: Topic): HTMLElement {
  const link = to(`note/${topic.id}`, topic.title);
  return h(
    'p',
    { class: 'leech' },
    ...phrase(t('You have forgotten this card again and again. Read {0} once more.'), link),
  );
}

/** Lets people choose whose cards they review. */
function chooser(app: App, changed: () => void): HTMLElement {
  const label = h('summary');
  const tell = () => {
    const { length } = app.memory.chosen;
    label.textContent = length === 0 ? t('All topics') : t('{0} of {1} topics', length, app.guide.topics.length);
  };
  const boxes = app.guide.topics.map(({ id, title }) => {
    const box = h('input', { type: 'checkbox', value: id });
    box.checked = app.memory.chosen.length === 0 || app.memory.chosen.includes(id);
    return { box, line: h('label', {}, box, title) };
  });
  function keep(): void {
    const checked = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    app.remember({ chosen: checked.length === boxes.length ? [] : checked });
    tell();
    changed();
  }
  function set(checked: (id: string) => boolean): void {
    for (const { box } of boxes) box.checked = checked(box.value);
    keep();
  }
  tell();
  const list = h(
    'fieldset',
    { change: keep },
    h('legend', {}, t('Topics to review')),
    button(t('All'), () => set(() => true), 'secondary'),
    button(t('Read ones'), () => set((id) => (app.progress().read[id] ?? []).length > 0), 'secondary'),
    ...boxes.map(({ line }) => line),
  );
  return h('details', { class: 'chooser' }, label, list);
}
