import type { RuleEntry, Topic } from '../../study/guide.ts';
import { noteCounts, showFinding } from './code.ts';
import { button, h, iconButton, rich, to } from './dom.ts';
import { ownHead } from './own.ts';
import { type App, cloudNames, type Screen, topicOf } from './screen.ts';
import { phrase, t } from './text.ts';

/** A note, from its title to what to do next. */
export function noteScreen(app: App, topic: Topic, html: string, anchor?: string): Screen {
  const article = rich('article', html);
  // Nobody knows in what language people write their own.
  if (topic.own) article.removeAttribute('lang');
  decorateCode(app, article);
  nameTables(article);
  foldRules(article);
  const broken = h('div');
  const count = () => noteCounts(app, topic, broken, article);
  count();
  const headings = [...article.querySelectorAll<HTMLElement>('h2[id]')];
  const after = h('div', { class: 'after' });
  const clouds = topic.clouds.map((cloud) => cloudNames[cloud]).join(', ');
  const checked = topic.checked !== undefined && t('facts checked {0}', topic.checked);
  const facts = [t('{0} min', topic.minutes), clouds, checked].filter((fact) => fact !== false && fact !== '');
  const following = app.guide.topics.filter(({ own }) => !own === !topic.own);
  const next = following[following.indexOf(topic) + 1];
  after.append(
    h('h2', {}, t('Remember it')),
    isExercised(topic) ? '' : h('p', { class: 'meta' }, t('This note has neither cards nor a quiz.')),
    h(
      'div',
      { class: 'actions' },
      topic.cards.length > 0 &&
        button(t('Review the cards ({0})', topic.cards.length), () => app.go(`review/${topic.id}`)),
      topic.questions.length > 0 &&
        button(t('Take the quiz ({0})', topic.questions.length), () => app.go(`quiz/${topic.id}`), 'secondary'),
      topic.examQuestions.length > 0 && button(t('Mock exam'), () => app.go('exam'), 'secondary'),
    ),
    ...(next ? [h('p', {}, ...phrase(t('Next: {0}'), to(`note/${next.id}`, next.title)))] : []),
  );

  /** A section is read when its end has come to rest in sight. */
  function settled(): void {
    const seen = app.progress().read[topic.id] ?? [];
    let current = '';
    headings.forEach((heading, i) => {
      const end = (headings[i + 1] ?? after).getBoundingClientRect().top;
      if (heading.getBoundingClientRect().top < innerHeight / 2) current = heading.id;
      if (end > 0 && end <= innerHeight && !seen.includes(heading.id)) {
        app.record({ kind: 'read', topic: topic.id, heading: heading.id });
      }
    });
    const whole = headings.length === 0 && after.getBoundingClientRect().top <= innerHeight;
    if (whole && !seen.includes('')) app.record({ kind: 'read', topic: topic.id, heading: '' });
    if (app.progress().visited[topic.id]?.[1] !== current) {
      app.record({ kind: 'visit', topic: topic.id, heading: current, at: Date.now() });
    }
  }

  return {
    title: topic.title,
    content: h(
      'div',
      {},
      h('h1', {}, topic.title),
      h('p', { class: 'meta' }, facts.join(' · ')),
      ...ownHead(app, topic),
      broken,
      topic.headings.length > 0 && contents(topic, after),
      article,
      after,
    ),
    ...(anchor === undefined ? {} : { anchor }),
    shown: () => app.record({ kind: 'visit', topic: topic.id, heading: anchor ?? '', at: Date.now() }),
    settled,
    found: count,
  };
}

function isExercised({ cards, questions }: Topic): boolean {
  return cards.length + questions.length > 0;
}

function contents(topic: Topic, after: HTMLElement): HTMLElement {
  const links = topic.headings.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, title)));
  after.id = 'remember-it';
  return h(
    'details',
    { class: 'contents' },
    h('summary', {}, t('Contents')),
    h('ul', {}, ...links, isExercised(topic) && h('li', {}, h('a', { href: '#remember-it' }, t('Cards and quiz')))),
  );
}

/** Those who hear the page can tell its tables apart. */
function nameTables(article: HTMLElement): void {
  article.querySelectorAll('.table').forEach((table, i) => {
    table.setAttribute('aria-label', t('Table {0}', i + 1));
  });
}

/** A long list of rules does not stand in the way of what comes behind it. */
function foldRules(article: HTMLElement): void {
  const list = article.querySelector('#rules + ul');
  if (!list || list.children.length <= 8) return;
  const details = h('details', {}, h('summary', {}, t('{0} rules', list.children.length)));
  list.replaceWith(details);
  details.append(list);
}

/** The page of a rule, with the notes that teach it. */
export function ruleScreen(app: App, rule: RuleEntry, html: string): Screen {
  const article = rich('article', html);
  decorateCode(app, article);
  article.querySelector('p')?.after(...taughtIn(app, rule));
  const finding = h('section');
  return {
    title: rule.title,
    content: h('div', {}, h('h1', {}, rule.title), finding, article),
    shown: () => app.tell({ kind: 'finding', rule: rule.id }),
    finding: (message) => {
      if (message.rule === rule.id) showFinding(app, finding, message);
    },
  };
}

/** Where to learn more: the note that teaches the rule first, at the heading that does. */
function taughtIn(app: App, rule: RuleEntry): HTMLElement[] {
  const [taught, heading] = rule.note?.split('#') ?? [];
  const ids = [...new Set([...(taught === undefined ? [] : [taught]), ...rule.topics, ...ownAbout(app, rule)])];
  const links = ids.flatMap((id) => {
    const topic = topicOf(app, id);
    const route = id === taught && heading !== undefined ? `note/${id}/${heading}` : `note/${id}`;
    return topic ? [to(route, topic.title)] : [];
  });
  if (links.length === 0) return [];
  const list = h('span', {}, ...links.flatMap((link, i) => (i === 0 ? [link] : [', ', link])));
  return [h('p', { class: 'learn' }, ...phrase(t('Learn more: {0}'), list))];
}

/** The person's own notes that list the rule. */
function ownAbout({ own }: App, { id }: RuleEntry): readonly string[] {
  return own.topics.filter((topic) => topic.own?.rules.includes(id)).map((topic) => topic.id);
}

/** One card with both sides, as search finds it. */
export function cardScreen(app: App, id: string): Screen | undefined {
  const topic = app.guide.topics.find(({ cards }) => cards.some((card) => card.id === id));
  const card = topic?.cards.find((candidate) => candidate.id === id);
  if (!topic || !card) return undefined;
  return {
    title: t('Card'),
    content: h(
      'div',
      { class: 'card' },
      h('p', { class: 'meta' }, ...phrase(t('Card from {0}'), to(`note/${topic.id}`, topic.title))),
      rich('h1', card.question, 'question'),
      rich('p', card.answer, 'answer'),
      h(
        'div',
        { class: 'actions' },
        button(t('Review the cards of this note ({0})', topic.cards.length), () => app.go(`review/${topic.id}`)),
      ),
    ),
  };
}

/** Puts the buttons on blocks of code. */
function decorateCode(app: App, article: HTMLElement): void {
  for (const figure of article.querySelectorAll<HTMLElement>('figure.code')) {
    const code = () => figure.querySelector('code')?.textContent ?? '';
    const copy = iconButton('copy', t('Copy'), () => {
      app.copy(code());
      app.announce(t('Copied'));
    });
    if (figure.dataset['language'] === 'mermaid')
      figure.append(h('p', { class: 'meta' }, t('Diagrams of your own notes are shown as their source.')));
    const bar = h('span', { class: 'tools' }, copy);
    if (figure.dataset['language'] === 'hcl') {
      bar.append(iconButton('insert', t('Insert into the editor'), () => app.insert(code())));
    }
    figure.querySelector('figcaption')?.append(bar);
  }
}
