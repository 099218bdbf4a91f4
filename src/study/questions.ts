import { domainTags } from './exams.ts';
import type { Line, Problem } from './markdown.ts';

/** A question to remember the answer of. Both sides are Markdown. */
export interface Card {
  readonly question: string;
  readonly answer: string;
  readonly line: number;
}

export interface Question {
  readonly text: string;
  readonly options: readonly Option[];
  /** The domains of exams that ask such things: `mla-c01/data`. */
  readonly domains: readonly string[];
  readonly line: number;
}

export interface Option {
  readonly text: string;
  readonly right: boolean;
  /** Why it is right or wrong; empty where the note does not say. A right option always has one. */
  readonly reason: string;
  readonly line: number;
}

/** Reads `- **Question?** Answer.` items; an answer may go on in indented lines. */
export function readCards(lines: readonly Line[], problems: Problem[]): Card[] {
  return itemsOf(lines, /^[-*+]\s+(.*)$/, problems, 'A card is a list item: - **Question?** Answer.').flatMap(
    ({ text, line }) => {
      const [, question = '', answer = ''] = /^\*\*(.+?)\*\*\s*([\s\S]*)$/.exec(text) ?? [];
      if (question === '')
        problems.push({ line, message: 'A card begins with its question in bold: - **Question?** Answer.' });
      else if (answer === '') problems.push({ line, message: 'This card has no answer: write it after the question.' });
      return question === '' || answer === '' ? [] : [{ question, answer, line }];
    },
  );
}

/** Reads numbered questions with task-list options, `- [x] option — reason`; tags such as `#mla-c01/data` behind a question put it into mock exams. */
export function readQuiz(lines: readonly Line[], problems: Problem[]): Question[] {
  const how =
    'A quiz has numbered questions (1. Question?) with options indented below (- [ ] wrong, - [x] right — reason).';
  return itemsOf(lines, /^\d+[.)]\s+(.*)$/, problems, how).map(({ line, lines: below }) => {
    const first = below.findIndex(({ text }) => /^\s+[-*+]\s/.test(text));
    const head = first < 0 ? below : below.slice(0, first);
    const options = first < 0 ? [] : optionsOf(below.slice(first), problems);
    const [text, domains] = splitTags(joined(head));
    const question = { text, options, domains, line };
    problems.push(...troublesOf(question).map((message) => ({ line, message })));
    return question;
  });
}

/** Reads the questions that only mock exams ask: each says by a tag where. */
export function readExam(lines: readonly Line[], problems: Problem[]): Question[] {
  const questions = readQuiz(lines, problems);
  for (const { line } of questions.filter(({ domains }) => domains.length === 0))
    problems.push({ line, message: `This question is in no exam: end it with a tag such as #${domainTags[0]}.` });
  return questions;
}

/** Takes the tags from the end of a question. */
function splitTags(text: string): [text: string, domains: string[]] {
  const words = text.split(' ');
  const first = words.findLastIndex((word) => !/^#[\w-]+\/[\w-]+$/.test(word)) + 1;
  return [words.slice(0, first).join(' '), words.slice(first).map((word) => word.slice(1))];
}

const counts = ['none', 'one', 'two', 'three', 'four', 'five'];

/** What the text of a question says about how many answers are right: `(choose two)`; one where it says nothing. */
function chosenOf(question: Question): number {
  const word = /\(choose (\w+)\)/i.exec(question.text)?.[1]?.toLowerCase();
  if (word === undefined) return 1;
  return /^\d+$/.test(word) ? Number(word) : counts.indexOf(word);
}

function troublesOf(question: Question): string[] {
  const unknown = question.domains.filter((domain) => !domainTags.includes(domain));
  if (unknown.length > 0) return [`No exam has the domain ${unknown[0]}: use ${domainTags.join(', ')}.`];
  const right = question.options.filter((option) => option.right);
  if (question.options.length < 2) return ['This question has fewer than two options.'];
  if (right.length === 0) return ['This question has no right answer: mark it with [x].'];
  if (right.length !== chosenOf(question)) {
    return [
      `This question marks ${right.length} right answers: say so in its text, as in "(choose two)", or mark one.`,
    ];
  }
  return [];
}

function optionsOf(lines: readonly Line[], problems: Problem[]): Option[] {
  return itemsOf(lines, /^\s+[-*+]\s+(.*)$/, problems, 'An option is an indented list item.').flatMap(
    ({ text, line }) => {
      const [, mark = '', content = ''] = /^\[([ xX])\]\s+([\s\S]*)$/.exec(text) ?? [];
      if (mark === '') {
        problems.push({ line, message: 'An option begins with [ ] (wrong) or [x] (right).' });
        return [];
      }
      const right = mark !== ' ';
      const [option, reason] = splitReason(content);
      if (right && reason === '')
        problems.push({ line, message: 'A right answer needs its reason, after a dash: - [x] answer — reason.' });
      return [{ text: option, right, reason, line }];
    },
  );
}

/** Cuts at the first dash between spaces and outside code spans; at a hyphen only where there is no longer dash. */
function splitReason(text: string): [string, string] {
  const cut =
    /^((?:`[^`]*`|[^`])*?)\s(?:—|–|--)\s+([\s\S]*)$/.exec(text) ?? /^((?:`[^`]*`|[^`])*?)\s-\s+([\s\S]*)$/.exec(text);
  return [cut?.[1]?.trimEnd() ?? text, cut?.[2] ?? ''];
}

interface Item {
  readonly line: number;
  readonly text: string;
  readonly lines: readonly Line[];
}

/** Groups lines into items that begin as `start` says; indented lines go on with the item, any other text is a problem. */
function itemsOf(lines: readonly Line[], start: RegExp, problems: Problem[], how: string): Item[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const begun = start.exec(line.text)?.[1];
    if (line.text.trim() === '') continue;
    if (begun !== undefined) groups.push([{ number: line.number, text: begun }]);
    else if (/^\s/.test(line.text) && groups.length > 0) groups.at(-1)?.push(line);
    else problems.push({ line: line.number, message: how });
  }
  return groups.map((group) => ({ line: group[0]?.number ?? 1, text: joined(group), lines: group }));
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => text.trim()).join(' ');
}
