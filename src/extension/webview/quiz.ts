import type { GuideQuestion, Topic } from '../../study/guide.ts';
import { button, h, keyHint, reveal, rich, to } from './dom.ts';
import type { App, Screen } from './screen.ts';
import { t } from './text.ts';

/** Asks the questions of a note one by one, with reasons at once and a summary at the end. */
export function quizScreen(app: App, topic: Topic): Screen {
  const body = h('div', { class: 'quiz' });
  const { questions } = topic;
  let wrong: GuideQuestion[] = [];
  let press: ((key: string) => boolean) | undefined;

  function ask(at: number): void {
    const question = questions[at];
    if (!question) {
      finish();
      return;
    }
    const several = question.options.filter(({ right }) => right).length > 1;
    const inputs = question.options.map(() => h('input', { type: several ? 'checkbox' : 'radio', name: 'answer' }));
    const lines = question.options.map(({ text }, i) =>
      h('label', { class: 'option' }, inputs[i], keyHint(String(i + 1)), rich('span', text)),
    );
    const verdict = h('p', { class: 'verdict' });
    const next = button(at + 1 < questions.length ? t('Next question') : t('Result'), () => ask(at + 1));
    const check = button(t('Check'), () => {
      const right = question.options.every((option, i) => option.right === inputs[i]?.checked);
      if (!right) wrong.push(question);
      question.options.forEach((option, i) => {
        const line = lines[i];
        const input = inputs[i];
        if (!line || !input) return;
        input.disabled = true;
        line.classList.add(option.right ? 'right-option' : 'wrong-option');
        line.append(
          h(
            'span',
            { class: 'mark' },
            option.right ? `✓ ${t('right')}` : input.checked ? `✗ ${t('wrong')}` : t('wrong'),
          ),
          rich('span', option.reason, 'reason'),
        );
      });
      verdict.textContent = right ? t('Right.') : t('Not right.');
      app.announce([verdict, ...lines.filter((_, i) => question.options[i]?.right)].map(textOf).join(' '));
      check.replaceWith(next);
      reveal(next);
      press = undefined;
    });
    check.disabled = true;
    press = (key) => {
      const input = /^[1-9]$/.test(key) ? inputs[Number(key) - 1] : undefined;
      if (key === 'Enter' && !check.disabled) check.click();
      if (!input) return key === 'Enter';
      input.click();
      input.focus({ preventScroll: true });
      return true;
    };
    const fieldset = h(
      'fieldset',
      {
        change: () => {
          check.disabled = !inputs.some((input) => input.checked);
        },
      },
      rich('legend', question.text, 'question'),
      ...lines,
    );
    body.replaceChildren(
      h('h1', { class: 'hidden' }, t('Quiz: {0}', topic.title)),
      h(
        'p',
        { class: 'meta' },
        `${t('Question {0} of {1}', at + 1, questions.length)} · `,
        to(`note/${topic.id}`, topic.title),
      ),
      fieldset,
      verdict,
      h('div', { class: 'actions' }, check),
    );
    scrollTo(0, 0);
    reveal(inputs[0]);
  }

  function finish(): void {
    const right = questions.length - wrong.length;
    app.record({ kind: 'quiz', topic: topic.id, at: Date.now(), right, of: questions.length });
    const result = t('{0} of {1} right', right, questions.length);
    const missed = wrong.map(({ text, options }) =>
      h(
        'li',
        {},
        rich('p', text, 'question'),
        ...options
          .filter((option) => option.right)
          .map((option) => rich('p', `${option.text} — ${option.reason}`, 'answer')),
      ),
    );
    const again = button(t('Take it again'), begin, 'secondary');
    const back = button(t('Back to the note'), () => app.go(`note/${topic.id}`));
    body.replaceChildren(
      h('h1', {}, result),
      h('progress', { max: questions.length, value: right, 'aria-label': result }),
      h('div', { class: 'actions' }, back, again),
      ...(missed.length > 0 ? [h('h2', {}, t('To read again')), h('ul', { class: 'missed' }, ...missed)] : []),
    );
    app.announce(result);
    scrollTo(0, 0);
    reveal(back);
  }

  function begin(): void {
    wrong = [];
    ask(0);
  }
  return { title: t('Quiz: {0}', topic.title), content: body, shown: begin, key: (key) => press?.(key) ?? false };
}

function textOf({ textContent }: HTMLElement): string {
  return textContent ?? '';
}
