import { countOf, readNext, readShare, rulesOf, type Suggestion } from '../../study/code.ts';
import type { RuleEntry, Topic } from '../../study/guide.ts';
import { escapeHtml, highlight } from '../../study/highlight.ts';
import { pillarTitle } from '../landing-zone.ts';
import type { FindingMessage, ShownFinding } from '../study-messages.ts';
import { problemsText } from '../texts.ts';
import { button, h, refill, to } from './dom.ts';
import type { App } from './screen.ts';
import { phrase, t } from './text.ts';

/** The person's own finding on the page of a rule: fills `box`, which is empty where the code never broke the rule. */
export function showFinding(app: App, box: HTMLElement, message: FindingMessage): void {
  const { count, at, shown, mended } = message;
  const step = (by: 1 | -1) => app.tell({ kind: 'finding', rule: message.rule, by });
  box.className = shown || mended !== undefined ? `finding ${shown ? shown.severity : 'mended'}` : '';
  if (shown) {
    const title = count === 1 ? t('In your code') : t('In your code: {0} of {1}', at, count);
    refill(
      box,
      h('h2', {}, title),
      ...detail(app, shown),
      h(
        'div',
        { class: 'actions' },
        button(t('Go to the code'), () => app.tell({ kind: 'toCode' })),
        ...shown.fixes.map((fix) => button(fix, () => app.tell({ kind: 'fix', title: fix }), 'secondary')),
        count > 1 && button(t('Previous'), () => step(-1), 'secondary'),
        count > 1 && button(t('Next'), () => step(1), 'secondary'),
      ),
    );
  } else if (mended !== undefined) {
    const left =
      count === 1 ? t('1 other problem of this rule is left.') : t('{0} other problems of this rule are left.', count);
    refill(
      box,
      h('h2', {}, t('This is mended')),
      h('p', {}, h('code', {}, mended), count > 0 && ` ${left}`),
      count > 0 &&
        h(
          'div',
          { class: 'actions' },
          button(t('Show the next one'), () => step(1)),
        ),
    );
    app.announce(t('This is mended'));
  } else refill(box);
}

function detail(app: App, { place, message, lines, from }: ShownFinding): HTMLElement[] {
  const toCode = (label: string, at?: number) =>
    h(
      'button',
      {
        type: 'button',
        class: 'link place',
        click: () => app.tell({ kind: 'toCode', ...(at === undefined ? {} : { from: at }) }),
      },
      label,
    );
  const code = lines.map(({ number, text, mark }) => {
    const [start, end] = mark ?? [text.length, text.length];
    const line = h('span', { class: 'line' }, h('span', { class: 'number', 'aria-hidden': 'true' }, String(number)));
    const words = h('span');
    words.innerHTML =
      highlight(text.slice(0, start), 'hcl') + marked(text.slice(start, end)) + highlight(text.slice(end), 'hcl');
    line.append(words);
    return line;
  });
  return [
    h('p', {}, message),
    h('p', { class: 'meta' }, toCode(place)),
    ...(code.length > 0
      ? [h('pre', { class: 'excerpt', tabindex: '0', 'aria-label': t('Code at {0}', place) }, ...code)]
      : []),
    ...(from.length > 0
      ? [h('ul', { class: 'from' }, ...from.map((one, i) => h('li', {}, `${one.message} `, toCode(one.place, i))))]
      : []),
  ];
}

function marked(text: string): string {
  return text === '' ? '' : `<mark>${text.includes('\n') ? escapeHtml(text) : highlight(text, 'hcl')}</mark>`;
}

/** How many problems of the code break what a note teaches, with a way to them, and the counts in its list of rules. */
export function noteCounts(app: App, topic: Topic, box: HTMLElement, article: HTMLElement): void {
  const rules = rulesOf(app.guide, topic);
  const broken = rules.filter(({ id }) => (app.found().counts[id] ?? 0) > 0);
  const count = countOf(broken, app.found());
  const text =
    count === 1
      ? t('1 problem here breaks what this note teaches.')
      : t('{0} problems here break what this note teaches.', count);
  box.className = count > 0 ? 'broken' : '';
  const go = button(
    t('Go to them'),
    () => app.tell({ kind: 'problems', rules: broken.map(({ id }) => id) }),
    'secondary',
  );
  if (count === 1) go.textContent = t('Go to the code');
  refill(box, ...(count > 0 ? [h('span', {}, text), go] : []));
  for (const line of article.querySelectorAll('#rules ~ ul li, #rules ~ details li')) {
    const id = line.querySelector('a')?.getAttribute('href')?.replace('#/rule/', '') ?? '';
    countOn(app, line, id);
  }
}

function countOn(app: App, line: Element, id: string): void {
  const count = app.found().counts[id] ?? 0;
  const known = line.querySelector<HTMLElement>(':scope > .count');
  if (count === 0) known?.remove();
  else if (known) known.textContent = problemsText(count, t);
  else
    line.append(
      h(
        'button',
        { type: 'button', class: 'link count', click: () => app.tell({ kind: 'problems', rules: [id] }) },
        problemsText(count, t),
      ),
    );
}

/** What to read next because of what is broken; nothing where nothing is. */
export function readNextSection(app: App): HTMLElement | undefined {
  const suggestion = readNext(app.guide, app.found(), (topic) => readShare(topic, app.progress()) === 1);
  if (!suggestion) return undefined;
  const { topic, heading } = suggestion;
  const link = to(
    heading === undefined ? `note/${topic.id}` : `note/${topic.id}/${heading}`,
    h('span', { class: 'hit-title' }, topic.title),
    h('span', { class: 'hit-context' }, reason(suggestion)),
  );
  return h('section', {}, h('h2', {}, t('Read next')), h('div', { class: 'hits' }, link));
}

function reason({ pillar, problems, errors, held, applying, taught }: Suggestion): string {
  const name = pillarTitle(pillar, t);
  const most =
    errors > 0
      ? t('{0} has the most errors here: {1}', name, errors)
      : t('{0} has the most problems here: {1}', name, problems);
  const weak = applying > 0 ? t('{0}, and {1} of {2} rules that apply hold.', most, held, applying) : `${most}.`;
  const here =
    taught === 1 ? t('This note is about 1 of its problems.') : t('This note is about {0} of its problems.', taught);
  return `${weak} ${here}`;
}

/** Why a card comes before its turn. */
export function whyNow(rule: RuleEntry): HTMLElement {
  return h(
    'p',
    { class: 'why-now' },
    ...phrase(t('Comes first because you have just broken this rule: {0}'), to(`rule/${rule.id}`, rule.title)),
  );
}
