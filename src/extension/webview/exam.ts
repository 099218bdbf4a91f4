import { poolOf, total } from '../../study/exam.ts';
import { type Exam, exams } from '../../study/exams.ts';
import { begin, end, pause, resume, type Sitting, scoresOf, timeLeft } from '../../study/sitting.ts';
import { clockText } from '../texts.ts';
import { button, focus, h } from './dom.ts';
import { examPaper } from './exam-paper.ts';
import { examResult } from './exam-result.ts';
import { examStart } from './exam-start.ts';
import type { App, Screen } from './screen.ts';
import { t } from './text.ts';

/** The exam of this id; without one that is known, the one that is being taken, or else the first. */
export function examOf(app: App, id: string): Exam | undefined {
  return [id, app.memory.sitting?.exam].flatMap((wanted) => exams.filter((exam) => exam.id === wanted))[0] ?? exams[0];
}

/** A mock exam, from its description to its result. */
export function examScreen(app: App, exam: Exam): Screen {
  const pool = poolOf(app.guide.topics, exam);
  const body = h('div', { class: 'exam' });
  let press: ((key: string) => boolean) | undefined;

  const sitting = () => (app.memory.sitting?.exam === exam.id ? app.memory.sitting : undefined);
  const keep = (changed: Sitting | undefined) => app.remember({ sitting: changed });

  function show(): void {
    const now = sitting();
    press = undefined;
    if (!now) body.replaceChildren(...examStart(app, exam, pool, start));
    else if (now.ended !== undefined) body.replaceChildren(...examResult(exam, pool, now, again));
    else if (timeLeft(now, Date.now()) === 0) handIn(now);
    else if (now.since === undefined) showPause(now);
    else {
      const paper = examPaper(app, pool, now, { keep, stop, handIn });
      press = paper.key;
      body.replaceChildren(paper.content);
      paper.shown();
    }
  }

  /** Shows the next part from its beginning. */
  function turn(): void {
    show();
    scrollTo(0, 0);
    focus(body.querySelector('h1') ?? undefined);
  }

  function start(size: number): void {
    const [seed = 0] = crypto.getRandomValues(new Int32Array(1));
    keep(begin(exam, pool, size, seed, Date.now()));
    turn();
  }

  function stop(now: Sitting): void {
    keep(pause(now, Date.now()));
    turn();
  }

  function handIn(now: Sitting): void {
    const late = timeLeft(now, Date.now()) === 0;
    const ended = end(now, Date.now());
    const scores = scoresOf(ended, exam, pool);
    const [right, of] = total(scores);
    keep(ended);
    if (of > 0 && ended.ended !== undefined)
      app.record({ kind: 'exam', exam: exam.id, result: [ended.ended, ended.used, ...scores.flat()] });
    const result = t('{0} of {1} right', right, of);
    app.announce(late ? `${t('Time is up.')} ${result}` : result);
    turn();
  }

  function again(): void {
    keep(undefined);
    turn();
  }

  function showPause(now: Sitting): void {
    const go = button(t('Go on'), () => {
      keep(resume(now, Date.now()));
      turn();
    });
    body.replaceChildren(
      h('h1', { tabindex: '-1' }, t('The exam is paused')),
      h('p', {}, t('{0} left. The clock stands still.', clockText(timeLeft(now, Date.now())))),
      h('div', { class: 'actions' }, go),
    );
  }

  return {
    title: t('Mock exam: {0}', exam.code),
    content: body,
    shown: show,
    changed: () => sitting() ?? show(),
    key: (key) => press?.(key) ?? false,
  };
}
