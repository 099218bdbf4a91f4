import { isRight, type PoolQuestion, shareOf, total } from '../../study/exam.ts';
import type { Exam } from '../../study/exams.ts';
import { type Sitting, scoresOf } from '../../study/sitting.ts';
import { clockText } from '../texts.ts';
import { button, h, rich, to } from './dom.ts';
import { domainTable, judgement, percent } from './exam-charts.ts';
import { phrase, t } from './text.ts';

/** What was reached, by domain, and each wrong answer with the reasons and the note to read again. */
export function examResult(
  exam: Exam,
  pool: readonly PoolQuestion[],
  sitting: Sitting,
  again: () => void,
): readonly HTMLElement[] {
  const scores = scoresOf(sitting, exam, pool);
  const [right, of] = total(scores);
  const wrong = sitting.questions
    .flatMap((id) => pool.filter((one) => one.id === id))
    .filter(({ id, question }) => !isRight(question, sitting.answers[id]));
  const late = sitting.used >= sitting.limit;
  const time = t('{0} of {1} used', clockText(sitting.used), clockText(sitting.limit));
  return [
    h('h1', { tabindex: '-1' }, `${t('{0} of {1} right', right, of)}, ${percent(shareOf([right, of]))}`),
    h('p', { class: 'meta' }, late ? `${t('Time is up.')} ${time}` : time),
    ...judgement(exam, [right, of]),
    h('h2', {}, t('By domain')),
    domainTable(exam, scores),
    h('div', { class: 'actions' }, button(t('To the mock exams'), again)),
    ...(wrong.length > 0
      ? [
          h('h2', {}, t('Wrong answers ({0})', wrong.length)),
          h('ul', { class: 'missed' }, ...wrong.map((one) => missed(one, exam, sitting.answers[one.id] ?? []))),
        ]
      : []),
  ];
}

function missed({ question, topic, domain }: PoolQuestion, exam: Exam, chosen: readonly number[]): HTMLElement {
  const lines = question.options.flatMap(({ text, right, reason }, i) => {
    if (!right && !chosen.includes(i)) return [];
    const mark = right ? `✓ ${t('right')}` : `✗ ${t('yours')}`;
    return [
      h(
        'li',
        { class: right ? 'right-option' : 'wrong-option' },
        h('span', { class: 'mark' }, right && chosen.includes(i) ? `✓ ${t('right, yours')}` : mark),
        rich('span', text),
        reason !== '' && rich('span', reason, 'reason'),
      ),
    ];
  });
  const title = exam.domains.find(({ id }) => id === domain)?.title ?? '';
  return h(
    'li',
    {},
    rich('h3', question.text, 'question'),
    chosen.length === 0 && h('p', { class: 'meta' }, t('You gave no answer.')),
    h('ul', { class: 'answers' }, ...lines),
    h(
      'p',
      { class: 'meta' },
      h('span', { lang: 'en' }, title),
      ' · ',
      ...phrase(t('read again: {0}'), to(`note/${topic.id}`, h('span', { lang: 'en' }, topic.title))),
    ),
  );
}
