import { type Score, safeShare, scoresIn, shareOf, straightMark, total } from '../../study/exam.ts';
import type { Exam } from '../../study/exams.ts';
import type { ExamResult } from '../../study/progress.ts';
import { columnChart } from './charts.ts';
import { h } from './dom.ts';
import { locale, t } from './text.ts';

/** '74 %'. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** How many results the chart has room for in a narrow sidebar. */
const room = 20;

/** The share of right answers in the last results, with the share that is safe as a line. */
export function attempts(exam: Exam, results: readonly ExamResult[]): HTMLElement {
  const shown = results.slice(-room).map((result) => {
    const score = total(scoresIn(result));
    const day = new Date(result[0]).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
    return { day, score, share: shareOf(score) };
  });
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return h('p');
  const best = Math.max(...shown.map(({ share }) => share));
  return columnChart({
    title: t('Right answers in mock exams, {0}', exam.code),
    summary:
      shown.length === 1
        ? t('1 mock exam, {0} right', percent(best))
        : t('{0} mock exams, best {1}, last {2}', shown.length, percent(best), percent(last.share)),
    columns: shown.map(({ day, score, share }) => ({
      value: share * 100,
      label: `${day}: ${t('{0} of {1} right', ...score)}, ${percent(share)}`,
    })),
    top: 100,
    topLabel: '100 %',
    mark: [safeShare * 100, percent(safeShare)],
    ends: shown.length === 1 ? [first.day, ''] : [first.day, last.day],
  });
}

/** Each domain with its weight in the exam and what was right, the weakest marked. */
export function domainTable(exam: Exam, scores: readonly Score[]): HTMLElement {
  const asked = scores.filter(([, of]) => of > 0);
  const weakest = Math.min(...asked.map(shareOf));
  const differ = asked.some((score) => shareOf(score) > weakest);
  const items = exam.domains.map(({ title, weight }, i) => {
    const score = scores[i] ?? [0, 0];
    const [right, of] = score;
    const result = t('{0} of {1} right', right, of);
    const weak = differ && of > 0 && weakest < safeShare && shareOf(score) === weakest;
    return h(
      'li',
      {},
      h('span', { lang: 'en' }, title),
      h('progress', { max: Math.max(1, of), value: right, 'aria-label': `${title}: ${result}` }),
      h(
        'span',
        { class: 'meta' },
        `${result} · ${t('weight {0} %', weight)}`,
        weak && h('strong', {}, ` · ${t('read this first')}`),
      ),
    );
  });
  return h('ul', { class: 'domains' }, ...items);
}

/** What the share of right answers means, and what it cannot mean. */
export function judgement(exam: Exam, score: Score): HTMLElement[] {
  const share = shareOf(score);
  const straight = straightMark(exam);
  const verdict =
    share >= safeShare
      ? t('That leaves room for what this exam does not ask.')
      : share >= straight
        ? t('That is near the mark: read again what was wrong, and come back at {0}.', percent(safeShare))
        : t('That is below the mark: read the weakest domain again first.');
  const scale = t(
    'The real exam gives 100 to 1000 points, and {0} pass. How many points a right answer is worth differs from paper to paper and is not published, so this share is no number of points: on a straight line, {0} would lie at {1}.',
    exam.pass,
    percent(straight),
  );
  return [h('p', { class: 'verdict' }, verdict), h('p', { class: 'meta' }, scale)];
}
