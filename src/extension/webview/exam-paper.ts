import type { PoolQuestion } from '../../study/exam.ts';
import { choose, optionOrder, type Sitting, timeLeft, toggleFlag, unanswered } from '../../study/sitting.ts';
import { clockText } from '../texts.ts';
import { button, h, keyHint, reveal, rich } from './dom.ts';
import type { App } from './screen.ts';
import { t } from './text.ts';

/** What a paper leaves to what it is part of. */
export interface PaperControl {
  readonly keep: (sitting: Sitting) => void;
  readonly stop: (sitting: Sitting) => void;
  readonly handIn: (sitting: Sitting) => void;
}

export interface Paper {
  readonly content: HTMLElement;
  readonly shown: () => void;
  readonly key: (key: string) => boolean;
}

/** When those who hear the page are told how many minutes are left. */
const warnings = [10, 5, 1];

/** The questions while the clock runs, one at a time. */
export function examPaper(app: App, pool: readonly PoolQuestion[], begun: Sitting, control: PaperControl): Paper {
  const { questions } = begun;
  const timer = h('span', { role: 'timer' });
  const body = h('div');
  const summary = h('summary');
  const numbers = questions.map((_, i) => h('button', { type: 'button', click: () => go(i) }, String(i + 1)));
  const foot = h('div');
  let sitting = begun;
  let inputs: readonly HTMLInputElement[] = [];
  let flag = h('button');

  function change(next: Sitting): void {
    sitting = next;
    control.keep(next);
    tell();
  }

  function go(at: number): void {
    if (at < 0 || at >= questions.length) return;
    change({ ...sitting, at });
    foot.replaceChildren(handInButton());
    ask();
    scrollTo(0, 0);
    reveal(inputs.find((input) => input.checked) ?? inputs[0] ?? body.querySelector('button') ?? undefined);
  }

  function ask(): void {
    const { at } = sitting;
    const found = pool.find(({ id }) => id === questions[at]);
    flag = button('', () => change(toggleFlag(sitting, questions[at] ?? '')), 'secondary');
    const back = button(t('Previous'), () => go(at - 1), 'secondary');
    const next = button(t('Next'), () => go(at + 1), at + 1 < questions.length ? 'primary' : 'secondary');
    back.append(keyHint('P'));
    next.append(keyHint('N'));
    back.disabled = at === 0;
    next.disabled = at + 1 === questions.length;
    inputs = [];
    body.replaceChildren(
      h('p', { class: 'meta' }, t('Question {0} of {1}', at + 1, questions.length)),
      found ? choicesOf(found) : h('p', {}, t('This question has left the notes. It is not counted.')),
      h('div', { class: 'actions' }, back, next, flag),
    );
    tell();
  }

  function choicesOf(found: PoolQuestion): HTMLElement {
    const { options, text } = found.question;
    const type = options.filter(({ right }) => right).length > 1 ? 'checkbox' : 'radio';
    const order = optionOrder(sitting, found);
    const chosen = sitting.answers[found.id] ?? [];
    inputs = order.map((i) => {
      const input = h('input', { type, name: 'answer', value: i });
      input.checked = chosen.includes(i);
      return input;
    });
    const lines = order.map((i, place) =>
      h('label', { class: 'option' }, inputs[place], keyHint(String(place + 1)), rich('span', options[i]?.text ?? '')),
    );
    const answer = () => {
      const checked = inputs.filter((input) => input.checked).map(({ value }) => Number(value));
      change(choose(sitting, found.id, checked));
    };
    return h('fieldset', { change: answer }, rich('legend', text, 'question'), ...lines);
  }

  /** Says on the buttons and in the list what was done. */
  function tell(): void {
    const open = unanswered(sitting);
    const { flagged, at } = sitting;
    const isFlagged = flagged.includes(questions[at] ?? '');
    flag.replaceChildren(isFlagged ? `⚑ ${t('Flagged')}` : `⚐ ${t('Flag')}`, keyHint('F'));
    flag.setAttribute('aria-pressed', String(isFlagged));
    summary.textContent = t(
      '{0} answered, {1} open, {2} flagged',
      questions.length - open.length,
      open.length,
      flagged.length,
    );
    numbers.forEach((number, i) => {
      const id = questions[i] ?? '';
      const [isOpen, marked] = [open.includes(id), flagged.includes(id)];
      number.className = `number${isOpen ? '' : ' answered'}${marked ? ' flagged' : ''}`;
      number.setAttribute('aria-label', labelOf(i + 1, isOpen, marked));
      if (i === at) number.setAttribute('aria-current', 'true');
      else number.removeAttribute('aria-current');
    });
  }

  function handInButton(): HTMLElement {
    const submit = button(t('Hand in'), () => {
      const open = unanswered(sitting);
      if (open.length === 0) control.handIn(sitting);
      else confirm(open);
    });
    submit.className = 'secondary';
    return h('div', { class: 'actions' }, submit);
  }

  function confirm(open: readonly string[]): void {
    const stay = button(t('Go to the first of them'), () => go(questions.indexOf(open[0] ?? '')));
    const submit = button(t('Hand in all the same'), () => control.handIn(sitting), 'secondary');
    const text =
      open.length === 1
        ? t('1 question has no answer. A guess costs nothing.')
        : t('{0} questions have no answer. A guess costs nothing.', open.length);
    foot.replaceChildren(
      h('p', { class: 'verdict', role: 'alert' }, text),
      h('div', { class: 'actions' }, stay, submit),
    );
    reveal(stay);
  }

  function shown(): void {
    let last = Infinity;
    const tick = () => {
      const left = timeLeft(sitting, Date.now());
      timer.textContent = t('{0} left', clockText(left));
      const minutes = left / 60_000;
      const passed = warnings.find((mark) => minutes <= mark && last > mark);
      if (passed !== undefined && Number.isFinite(last)) app.announce(t('{0} min left', passed));
      last = minutes;
      if (left === 0) control.handIn(sitting);
    };
    const clock = setInterval(() => {
      if (timer.isConnected) tick();
      else clearInterval(clock);
    }, 1000);
    tick();
    reveal(inputs.find((input) => input.checked) ?? inputs[0]);
  }

  function key(pressed: string): boolean {
    const input = /^[1-9]$/.test(pressed) ? inputs[Number(pressed) - 1] : undefined;
    const { at } = sitting;
    if (input) {
      input.click();
      input.focus({ preventScroll: true });
    } else if (pressed === 'n' || (pressed === 'Enter' && inputs.some((one) => one === document.activeElement))) {
      go(at + 1);
    } else if (pressed === 'p') go(at - 1);
    else if (pressed === 'f') change(toggleFlag(sitting, questions[at] ?? ''));
    else return false;
    return true;
  }

  foot.replaceChildren(handInButton());
  ask();
  return {
    content: h(
      'div',
      {},
      h('h1', { class: 'hidden' }, t('Mock exam')),
      h(
        'div',
        { class: 'clock' },
        timer,
        button(t('Pause'), () => control.stop(sitting), 'secondary'),
      ),
      body,
      h('details', { class: 'numbers' }, summary, h('div', { class: 'grid' }, ...numbers)),
      foot,
    ),
    shown,
    key,
  };
}

function labelOf(number: number, open: boolean, flagged: boolean): string {
  if (flagged) return open ? t('Question {0}: open, flagged', number) : t('Question {0}: answered, flagged', number);
  return open ? t('Question {0}: open', number) : t('Question {0}: answered', number);
}
