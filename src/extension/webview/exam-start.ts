import { type PoolQuestion, poolOf, quotas, scoresIn, shareOf, sizesOf, timeFor, total } from '../../study/exam.ts';
import { type Exam, exams, retired } from '../../study/exams.ts';
import { button, h, to } from './dom.ts';
import { attempts, percent } from './exam-charts.ts';
import { type App, topicOf } from './screen.ts';
import { locale, phrase, t } from './text.ts';

/** What the exam is like, what was reached so far, and the buttons that begin it. */
export function examStart(
  app: App,
  exam: Exam,
  pool: readonly PoolQuestion[],
  start: (size: number) => void,
): readonly (Node | string)[] {
  const sizes = sizesOf(exam, pool);
  const results = app.progress().exams[exam.id] ?? [];
  return [
    h('h1', { tabindex: '-1' }, t('Mock exam: {0}', `${exam.title} (${exam.code})`)),
    over(app),
    sizes.length === 0
      ? h('p', {}, t('No note has enough questions with tags such as {0}.', `#${exam.id}/${exam.domains[0]?.id}`))
      : h(
          'div',
          { class: 'actions' },
          ...sizes.map((size, i) =>
            button(
              t('{0} questions, {1} min', size, minutesFor(exam, size)),
              () => start(size),
              i === 0 ? 'primary' : 'secondary',
            ),
          ),
        ),
    ...rules(exam),
    h('h2', {}, t('Domains')),
    domains(exam, pool, sizes[0] ?? 0),
    ...(results.length > 0 ? [h('h2', {}, t('Results so far')), attempts(exam, results)] : []),
    ...others(app, exam),
  ];
}

/** The exam that the blog's post is about is over. */
function over(app: App): HTMLElement {
  const day = new Date(retired.lastDay).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const note = topicOf(app, 'ml-exams');
  return h(
    'aside',
    { class: 'callout callout-warning' },
    h('p', { class: 'callout-label' }, t('{0} can no longer be taken', retired.code)),
    h(
      'p',
      {},
      t(
        'The last day of {0} was {1}. Take MLA-C01 if you build and run models, AIP-C01 if you build applications on foundation models, AIF-C01 if you work beside those who build.',
        retired.title,
        day,
      ),
      ...(note ? [' ', to(`note/${note.id}`, h('span', { lang: 'en' }, note.title))] : []),
    ),
  );
}

function rules({ questions, scored, minutes, pass }: Exam): HTMLElement[] {
  const real = t(
    'The real exam has {0} questions in {1} minutes; {2} of them count, and {3} of 1000 points pass. This one asks no more than those that count, with the same time for each.',
    questions,
    minutes,
    scored,
    pass,
  );
  const clock = t(
    'The clock runs on while you read elsewhere or close the page. You may pause: the questions are then covered. The real exam has no pause. Answers are kept when the page is loaded again.',
  );
  return [h('p', {}, real), h('p', {}, clock)];
}

function domains(exam: Exam, pool: readonly PoolQuestion[], size: number): HTMLElement {
  const counts = quotas(exam, size);
  const items = exam.domains.map(({ id, title, weight }, i) => {
    const known = pool.filter(({ domain }) => domain === id).length;
    const facts = [t('weight {0} %', weight), t('{0} of {1} questions', counts[i] ?? 0, known)];
    return h('li', {}, h('span', { lang: 'en' }, title), h('span', { class: 'hit-context' }, facts.join(' · ')));
  });
  return h('ul', { class: 'domains' }, ...items);
}

/** Exams that the notes have questions enough for: those of the guide, and of people's own notes. */
function offered({ guide }: App): readonly { readonly exam: Exam; readonly sizes: readonly number[] }[] {
  return exams
    .map((exam) => ({ exam, sizes: sizesOf(exam, poolOf(guide.topics, exam)) }))
    .filter(({ sizes }) => sizes.length > 0);
}

function others(app: App, current: Exam): HTMLElement[] {
  return offered(app)
    .filter(({ exam }) => exam !== current)
    .map(({ exam: { id, title, code } }) =>
      h('p', {}, ...phrase(t('There is another mock exam: {0}'), to(`exam/${id}`, `${title} (${code})`))),
    );
}

/** The part of the overview that leads to the mock exams. */
export function examLinks(app: App): HTMLElement | undefined {
  const now = app.memory.sitting;
  const items = offered(app).map(({ exam, sizes: [size = 0] }) => {
    const best = Math.max(...(app.progress().exams[exam.id] ?? []).map((result) => shareOf(total(scoresIn(result)))));
    const facts = [
      t('{0} questions, {1} min', size, minutesFor(exam, size)),
      now?.exam === exam.id && now.ended === undefined && t('begun'),
      Number.isFinite(best) && t('best {0}', percent(best)),
    ];
    const link = to(
      `exam/${exam.id}`,
      h('span', { class: 'hit-title', lang: 'en' }, `${exam.title} (${exam.code})`),
      h('span', { class: 'hit-context' }, facts.filter((fact) => fact !== false).join(' · ')),
    );
    return h('li', {}, link);
  });
  if (items.length === 0) return undefined;
  return h('section', {}, h('h2', {}, t('Mock exams')), h('ul', { class: 'hits' }, ...items));
}

function minutesFor(exam: Exam, size: number): number {
  return Math.round(timeFor(exam, size) / 60_000);
}
