import { exams } from '../../study/exams.ts';
import { streak } from '../../study/schedule.ts';
import { retention, type Tally, tallies } from '../../study/statistics.ts';
import { columnChart } from './charts.ts';
import { h, to, today } from './dom.ts';
import { attempts, percent } from './exam-charts.ts';
import type { App, Screen } from './screen.ts';
import { locale, t } from './text.ts';

const days = 30;
const weeks = 8;
/** What the scheduler aims at. */
const aim = 0.9;

/** What was done lately: reviews, how much was remembered, mock exams. */
export function statisticsScreen(app: App): Screen {
  const body = h('div', { class: 'statistics' });
  const fill = () => body.replaceChildren(...statistics(app));
  fill();
  return { title: t('Statistics'), content: body, changed: fill };
}

function statistics(app: App): HTMLElement[] {
  const progress = app.progress();
  const begin = today(Date.now());
  const row = streak(progress, begin);
  const taken = exams.flatMap((exam) => {
    const results = progress.exams[exam.id] ?? [];
    return results.length > 0 ? [attempts(exam, results)] : [];
  });
  const reviewed = Object.keys(progress.reviews).length > 0;
  return [
    h('h1', {}, t('Statistics')),
    ...(reviewed ? [h('p', {}, row === 1 ? t('1 day in a row') : t('{0} days in a row', row))] : []),
    ...(reviewed ? reviews(tallies(progress, begin, weeks * 7), begin) : []),
    ...(taken.length > 0 ? taken : []),
    ...(reviewed || taken.length > 0
      ? []
      : [h('p', {}, t('There is nothing to count yet.')), h('p', {}, to('review', t('Review cards')))]),
  ];
}

function reviews(all: readonly Tally[], begin: number): HTMLElement[] {
  const recent = all.slice(-days);
  const sum = recent.reduce((total, { reviews }) => total + reviews, 0);
  const most = Math.max(...recent.map(({ reviews }) => reviews));
  const kept = retention(recent);
  const weekly = Array.from({ length: weeks }, (_, i) => ({
    name: dayName(begin, (weeks - 1 - i) * 7 + 6),
    share: retention(all.slice(i * 7, i * 7 + 7)),
  }));
  return [
    columnChart({
      title: t('Reviews in {0} days: {1}', days, sum),
      summary: t('{0} reviews in the last {1} days, at most {2} in one day', sum, days, most),
      columns: recent.map(({ reviews }, i) => ({
        value: reviews,
        label: `${dayName(begin, days - 1 - i)}: ${reviews}`,
      })),
      ends: [dayName(begin, days - 1), t('Today')],
    }),
    ...(kept === undefined
      ? []
      : [
          columnChart({
            title: t('Remembered after a day or more: {0}', percent(kept)),
            summary: t(
              '{0} of earlier cards remembered in the last {1} days; the schedule aims at {2}',
              percent(kept),
              days,
              percent(aim),
            ),
            columns: weekly.map(({ name, share }) => ({
              value: (share ?? 0) * 100,
              label: share === undefined ? name : t('Week of {0}: {1}', name, percent(share)),
            })),
            top: 100,
            topLabel: '100 %',
            mark: [aim * 100, percent(aim)],
            ends: [weekly[0]?.name ?? '', t('This week')],
          }),
        ]),
  ];
}

function dayName(begin: number, ago: number): string {
  const date = new Date(begin);
  date.setDate(date.getDate() - ago);
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
}
