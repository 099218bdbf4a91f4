import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseNote } from '../../src/study/note.ts';

const whole = `---
title: Buckets
order: 3
source: "[Cloud] Buckets: the post"
clouds: [gcp, alicloud]
pillars:
  - data
  - cost
checked: 2026-11-24
---

# Buckets

Objects lie in a bucket, see [the rules](#rules), [another note](oss.md#access) and <https://example.com/a>.

## A \`bucket\`, two zones

> [!CORRECTION]
> The post says
> something else.
>
> Source: [the manual](https://example.com/manual), edition of 2025-11, read 2026-11-24.

\`\`\`hcl
resource "a" "b" {
  c = "# not a heading, [not a link](nowhere)"
}
\`\`\`

## Rules

- \`gcp/open-ssh\`: closes SSH

## Cards

- **What lies in a bucket?** Objects,
  which have keys.
- **Nested?** No: **never**.

## Quiz

1. Which is right?
   - [ ] 10 - 20 objects — too few
   - [x] As many as
     you like — no \`a — b\` limit
2. Which two? (choose two)
   - [x] a — reason a
   - [x] b -- reason b
   - [ ] c

## Exam

1. Which domains
   ask this? #mla-c01/data #aip-c01/testing
   - [x] both — by their tags
   - [ ] none
`;

describe('a note', () => {
  const note = parseNote(whole);

  it('has no problems', () => assert.deepEqual(note.problems, []));

  it('has front matter', () =>
    assert.deepEqual(note.frontMatter, {
      title: 'Buckets',
      order: 3,
      source: '[Cloud] Buckets: the post',
      clouds: ['gcp', 'alicloud'],
      pillars: ['data', 'cost'],
      checked: '2026-11-24',
    }));

  it('has sections with the anchors that viewers give them', () =>
    assert.deepEqual(
      note.sections.map(({ level, id, line }) => `${level} ${id} ${line}`),
      ['1 buckets 12', '2 a-bucket-two-zones 16', '2 rules 30', '2 cards 34', '2 quiz 40', '2 exam 51'],
    ));

  it('has corrections with source and date', () =>
    assert.deepEqual(note.corrections, [
      {
        line: 18,
        text: 'The post says\nsomething else.',
        source: '[the manual](https://example.com/manual), edition of 2025-11, read 2026-11-24.',
        date: '2026-11-24',
      },
    ]));

  it('has code with the line at which it begins', () =>
    assert.deepEqual(note.code, [
      { language: 'hcl', text: 'resource "a" "b" {\n  c = "# not a heading, [not a link](nowhere)"\n}\n', line: 25 },
    ]));

  it('has links, not those in code', () =>
    assert.deepEqual(
      note.links.map(({ target, line }) => `${line} ${target}`),
      ['14 #rules', '14 oss.md#access', '14 https://example.com/a', '22 https://example.com/manual'],
    ));

  it('has rules', () => assert.deepEqual(note.rules, [{ id: 'gcp/open-ssh', line: 32, column: 3 }]));

  it('has cards whose answers go on in indented lines', () =>
    assert.deepEqual(note.cards, [
      { question: 'What lies in a bucket?', answer: 'Objects, which have keys.', line: 36 },
      { question: 'Nested?', answer: 'No: **never**.', line: 38 },
    ]));

  it('has questions, with the reason after the first dash outside code', () => {
    assert.deepEqual(
      note.questions.map(({ text, line }) => `${line} ${text}`),
      ['42 Which is right?', '46 Which two? (choose two)'],
    );
    assert.deepEqual(
      note.questions.flatMap(({ options }) => options.map(({ text, right, reason }) => [text, right, reason])),
      [
        ['10 - 20 objects', false, 'too few'],
        ['As many as you like', true, 'no `a — b` limit'],
        ['a', true, 'reason a'],
        ['b', true, 'reason b'],
        ['c', false, ''],
      ],
    );
  });

  it('has questions for exams, whose tags are not part of their text', () =>
    assert.deepEqual(
      note.examQuestions.map(({ text, domains, line }) => `${line} ${text} ${domains}`),
      ['53 Which domains ask this? mla-c01/data,aip-c01/testing'],
    ));

  it('is the same with Windows line ends and a byte order mark', () =>
    assert.deepEqual(parseNote(`\uFEFF${whole.replaceAll('\n', '\r\n')}`), note));
});

/** `line message` of what is wrong with a note that has this body. */
function problems(body: string, frontMatter = '---\ntitle: T\n---\n'): string[] {
  return parseNote(frontMatter + body).problems.map(({ line, message }) => `${line} ${message}`);
}

/** Asserts that there is one problem, at this line, which says this. */
function broken(body: string, line: number, message: RegExp, frontMatter?: string): void {
  const found = problems(body, frontMatter);
  assert.equal(found.length, 1, found.join('\n'));
  assert.match(found[0] ?? '', new RegExp(`^${line} `));
  assert.match(found[0] ?? '', message);
}

describe('what is broken in front matter is said', () => {
  const cases: [string, string, number, RegExp][] = [
    ['none', '', 1, /no front matter/],
    ['not closed', '---\ntitle: T\n', 1, /never closed/],
    ['no title', '---\norder: 1\n---\n', 1, /no title/],
    ['an empty title', '---\norder: 1\ntitle:\n---\n', 3, /no title/],
    ['an unknown key', '---\ntitle: T\ntilte: U\n---\n', 3, /Unknown key tilte/],
    ['a key twice', '---\ntitle: T\ntitle: U\n---\n', 3, /given twice/],
    ['nesting', '---\ntitle: T\nclouds:\n  a: b\n---\n', 4, /key: value/],
    ['an order that is no number', '---\ntitle: T\norder: first\n---\n', 3, /whole number/],
    ['an unknown cloud', '---\ntitle: T\nclouds: [gcp, moon]\n---\n', 3, /no "moon"/],
    ['an unknown pillar', '---\ntitle: T\npillars: costs\n---\n', 3, /no "costs"/],
    ['a day that is none', '---\ntitle: T\nchecked: 2026-02-30\n---\n', 3, /must be a day/],
    ['a list for a text', '---\ntitle: [T, U]\n---\n', 2, /one text/],
    ['a list after a text', '---\ntitle: T\n- U\n---\n', 3, /text already/],
  ];
  for (const [name, frontMatter, line, message] of cases)
    it(name, () => assert.ok(problems('', frontMatter).some((one) => one.startsWith(`${line} `) && message.test(one))));

  it('and a long or deep one is read quickly', () => {
    const bomb = `---\ntitle: T\n${'&a [*a, *a]: {{{{[[[[\n'.repeat(20_000)}---\n`;
    assert.ok(problems('', bomb).length >= 20_000);
  });
});

describe('what is broken in the text is said', () => {
  it('a code block without an end', () => broken('# A\n```hcl\nx = 1\n', 5, /never closed/));
  it('a link to a heading that is not there', () => broken('# A\n[b](#b)\n', 5, /anchor #b/));
  it('a link that leads nowhere', () => broken('[b]()\n', 4, /nowhere/));
  it('a link that would run something', () => broken('[b](command:delete)\n', 4, /command: does not open/));
  it('a rule without an id', () => broken('## Rules\n- open SSH\n', 5, /by its id/));
  it('an unknown callout', () => broken('> [!CORECTION]\n> x\n', 4, /Unknown callout/));
  it('a correction that says nothing', () => broken('> [!CORRECTION]\n> Source: x, 2026-11-24\n', 4, /says nothing/));
  it('a correction without a source', () => broken('> [!CORRECTION]\n> x\n', 4, /no source/));
  it('a correction without a date', () => broken('> [!CORRECTION]\n> x\n>\n> Source: y, 2026\n', 4, /no date/));
});

describe('what is broken in cards and quizzes is said', () => {
  const question = '## Quiz\n\n1. Which?\n';
  it('a card that is no list item', () => broken('## Cards\nWhat? That.\n', 5, /list item/));
  it('a card whose question is not bold', () => broken('## Cards\n- What? That.\n', 5, /in bold/));
  it('a card without an answer', () => broken('## Cards\n- **What?**\n', 5, /no answer/));
  it('a question that is not numbered', () => broken('## Quiz\n- Which?\n', 5, /numbered/));
  it('a question without options', () => broken(question, 6, /fewer than two/));
  it('a question without a right answer', () => broken(`${question}   - [ ] a\n   - [ ] b\n`, 6, /no right answer/));
  it('an option without a box', () => broken(`${question}   - a\n   - [x] b — c\n   - [ ] d\n`, 7, /\[ \]/));
  it('a right answer without a reason', () => broken(`${question}   - [x] a\n   - [ ] b\n`, 7, /reason/));
  it('two right answers that are not announced', () =>
    broken(`${question}   - [x] a — c\n   - [x] b — d\n`, 6, /marks 2 right/));
  it('a question of an exam without its domain', () =>
    broken(
      '## Exam\n1. Which?\n   - [x] a — c\n   - [ ] b\n',
      5,
      /in no exam: end it with a tag such as #mla-c01\/data/,
    ));
  it('a domain that no exam has', () =>
    broken(
      '## Quiz\n1. Which? #mla-c01/maths\n   - [x] a — c\n   - [ ] b\n',
      5,
      /No exam has the domain mla-c01\/maths/,
    ));
  it('one right answer where two are announced', () =>
    broken('## Quiz\n1. Which? (choose two)\n   - [x] a — c\n   - [ ] b\n', 5, /marks 1 right/));
});

it('any beginning of a note is read', () => {
  for (let end = 0; end < whole.length; end += 1) parseNote(whole.slice(0, end));
});

it('hostile text is read without delay', () => {
  const size = 30_000;
  const pieces = [
    '[',
    '](',
    '[a](#a)',
    '`',
    '> [!',
    '- **',
    '- ** ',
    '<a:',
    '|',
    '#',
    '# a\n',
    ' ',
    '* [x] - ',
    '\n- a',
    '``` ',
    '~~~a',
  ];
  const starts = ['', '# ', '## Cards\n', '## Quiz\n', '## Quiz\n1. a\n   - [x] ', '```', '```a ', '> '];
  for (const piece of pieces) {
    const long = piece.repeat(size);
    for (const start of starts) assert.equal(parseNote(`---\ntitle: T\n---\n${start}${long}\``).frontMatter.title, 'T');
    assert.ok(parseNote(`---\ntitle: T\nclouds:\n${long}\n---\n`).problems.length > 0);
  }
});
