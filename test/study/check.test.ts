import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkNote } from '../../src/study/check.ts';
import type { Problem } from '../../src/study/markdown.ts';
import { parseNote } from '../../src/study/note.ts';
import { edited, shelfWith } from './shelf.ts';

const from = { path: 'file:///notes/a.md', root: 'file:///notes' };
const shelf = shelfWith({ 'b.md': ['top', 'deep-end'], 'c d.md': [] }, ['main.tf', 'dir/plan.png']);
const check = (text: string): readonly Problem[] => checkNote(parseNote(text), from, shelf);
const head = '---\ntitle: T\n---\n';

/** The text that a problem marks, between bars in `marked`, with the message; and what its fix makes of the text. */
function broken(marked: string, message: RegExp, mended?: string): void {
  const text = marked.replaceAll('|', '');
  const found = check(text);
  assert.equal(found.length, 1, JSON.stringify(found));
  const [problem] = found;
  assert.ok(problem);
  assert.match(problem.message, message);
  const at = marked.indexOf('|');
  const [before = '', inside = ''] = marked.split('|');
  if (at >= 0) {
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n') - 1;
    assert.deepEqual([problem.line, ...(problem.at ?? [])], [line, column, column + inside.length]);
  }
  assert.equal(problem.fix && edited(text, problem.fix.edits), mended);
  if (mended !== undefined) assert.deepEqual(check(mended), []);
}

describe('front matter', () => {
  const cases: [string, string, RegExp, string?][] = [
    ['that is not there is only offered', '# My note\n', /no front matter/, '---\ntitle: My note\n---\n\n# My note\n'],
    ['that is not closed', '---\ntitle: T\n\n# T\n', /never closed/, '---\ntitle: T\n---\n\n# T\n'],
    [
      'without a title takes the first heading',
      '---\norder: 1\n---\n# T\n',
      /no title/,
      '---\ntitle: T\norder: 1\n---\n# T\n',
    ],
    ['with an empty title', '---\n|title|:\n---\n# T: u\n', /no title/, '---\ntitle: "T: u"\n---\n# T: u\n'],
    [
      'with a misspelt cloud',
      '---\ntitle: T\nclouds: [aws, |gpc|]\n---\n',
      /no "gpc"/,
      '---\ntitle: T\nclouds: [aws, gcp]\n---\n',
    ],
    [
      'with a misspelt pillar',
      '---\ntitle: T\npillars:\n  - |netwrok|\n---\n',
      /no "netwrok"/,
      '---\ntitle: T\npillars:\n  - network\n---\n',
    ],
    ['with a day that is none', '---\ntitle: T\nchecked: |2026-02-30|\n---\n', /must be a day/],
    ['with a title that cannot be seen', '---\ntitle: |a\u202eb|\n---\n', /cannot be seen/, '---\ntitle: ab\n---\n'],
    ['with a title that is too long', `---\ntitle: |${'a'.repeat(201)}|\n---\n`, /longer than 200/],
  ];
  for (const [name, text, message, mended] of cases) {
    it(name, () => broken(text, message, mended));
  }

  it('with a misspelt key is mended by the key that is near', () => {
    const text = '---\ntitel: T\n---\n';
    const problem = check(text).find(({ message }) => message.startsWith('Unknown key titel'));
    assert.equal(edited(text, problem?.fix?.edits ?? []), '---\ntitle: T\n---\n');
  });

  it('with a key of another tool says so without a warning, and leaves what belongs to the key alone', () => {
    const [problem, ...rest] = check('---\ntitle: T\ntags:\n  - a\n  b: c\n---\n');
    assert.deepEqual([problem?.line, problem?.level, rest], [3, 'info', []]);
  });
});

describe('links', () => {
  const sound = [
    '[a](b.md), [b](./b.md#deep-end), [c](c%20d.md), [d](<c d.md>), [e](/b.md)',
    '[a](oss.md), [b](oss.md#access), [c](rules/gcp/open-ssh.md), [d](https://example.com)',
    '[a](main.tf), [b](main.tf#L10), ![c](dir/plan.png)',
  ];
  for (const text of sound) it(`${text} leads somewhere`, () => assert.deepEqual(check(head + text), []));

  const cases: [string, RegExp, string?][] = [
    [`${head}[a](|bb.md|)`, /no note or file bb\.md/, `${head}[a](b.md)`],
    [`${head}[a](b.md#|depe-end|)`, /no heading with the anchor #depe-end/, `${head}[a](b.md#deep-end)`],
    [`${head}[a](oss.md#|acess|)`, /no heading with the anchor #acess/, `${head}[a](oss.md#access)`],
    [`${head}[a](|nothing/at/all.md|)`, /no note or file/],
    [`${head}[a](|../../etc/passwd|)`, /no note or file/],
    [`${head}![a](|plan.png|)`, /no note or file plan\.png/],
    [`${head}[x]: |missing.md|\n\n[x]`, /no note or file missing\.md/],
    [`${head}# A\n[a](|#b|)`, /No heading of this note/, `${head}# A\n[a](#a)`],
    [`${head}[a](|mailto:a@example.com|)`, /mailto: does not open/],
    [`${head}[a](|file:///etc/passwd|)`, /file: does not open/],
  ];
  for (const [text, message, mended] of cases)
    it(`${text.slice(head.length)} does not`, () => broken(text, message, mended));
});

describe('rules', () => {
  it('that are there are not reported, nor is code that only looks like one', () =>
    assert.deepEqual(check(`${head}\`gcp/open-ssh\` and \`aws/credentials\`\n\n## Rules\n- \`gcp/open-rdp\``), []));
  it('that are nearly there', () =>
    broken(`${head}See \`|gcp/opne-ssh|\`.`, /no rule gcp\/opne-ssh/, `${head}See \`gcp/open-ssh\`.`));
  it('that are listed and not there', () => broken(`${head}## Rules\n- \`|aws/nothing-like-it|\``, /no rule aws/));
});

describe('cards and quizzes', () => {
  const quiz = `${head}## Quiz\n1. Which?\n`;
  const cases: [string, string, RegExp, string?][] = [
    [
      'a card that is no list item',
      `${head}## Cards\n**What?** That.`,
      /list item/,
      `${head}## Cards\n- **What?** That.`,
    ],
    ['a card without bold', `${head}## Cards\n- What? That.`, /in bold/, `${head}## Cards\n- **What?** That.`],
    ['a question twice', `${head}## Cards\n- **What?** That.\n- **What?** This.`, /Line 5 has this question/],
    [
      'a question without a number',
      `${head}## Quiz\n- Which?\n   - [x] a — b\n   - [ ] c`,
      /numbered/,
      `${head}## Quiz\n1. Which?\n   - [x] a — b\n   - [ ] c`,
    ],
    [
      'an option without a box',
      `${quiz}   - a\n   - [x] b — c\n   - [ ] d`,
      /begins with/,
      `${quiz}   - [ ] a\n   - [x] b — c\n   - [ ] d`,
    ],
    [
      'two answers that are not announced',
      `${quiz}   - [x] a — b\n   - [x] c — d`,
      /marks 2/,
      `${head}## Quiz\n1. Which? (choose two)\n   - [x] a — b\n   - [x] c — d`,
    ],
    [
      'one answer where two are announced',
      `${head}## Quiz\n1. Which? (choose two)\n   - [x] a — b\n   - [ ] c`,
      /marks 1/,
      `${quiz}   - [x] a — b\n   - [ ] c`,
    ],
    ['a code block without an end', `${head}~~~hcl\nx = 1`, /never closed/, `${head}~~~hcl\nx = 1\n~~~`],
    ['a misspelt callout', `${head}> [!|WARNNIG|]\n> x`, /Unknown callout/, `${head}> [!WARNING]\n> x`],
  ];
  for (const [name, text, message, mended] of cases) {
    it(name, () => broken(text, message, mended));
  }
});
