import { domainTags } from './exams.ts';
import { type Edit, type Fix, type Line, type Problem, replace } from './markdown.ts';

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
  const how = 'A card is a list item: - **Question?** Answer.';
  const asked = new Map<string, number>();
  const items = itemsOf(lines, /^[-*+]\s+(.*)$/, problems, how, ({ number, text }) =>
    /^\S/.test(text) ? { title: 'Make it a list item', edits: [insert(number, 0, '- ')] } : undefined,
  );
  return items.flatMap(({ text, line, first, column }) => {
    const [, question = '', answer = ''] = /^\*\*(.+?)\*\*\s*([\s\S]*)$/.exec(text) ?? [];
    if (question === '') {
      const message = 'A card begins with its question in bold: - **Question?** Answer.';
      problems.push({ line, message, fix: boldQuestion(line, first, column) });
    } else if (answer === '') {
      problems.push({ line, message: 'This card has no answer: write it after the question.' });
    }
    if (question === '' || answer === '') return [];
    const before = asked.get(question);
    if (before === undefined) asked.set(question, line);
    else problems.push({ line, message: `Line ${before} has this question already: ask it in other words.` });
    return before === undefined ? [{ question, answer, line }] : [];
  });
}

/** The question goes up to its question mark. */
function boldQuestion(line: number, text: string, from: number): Fix | undefined {
  const to = text.indexOf('?', from) + 1;
  if (to === 0 || text.includes('**')) return undefined;
  return { title: 'Make the question bold', edits: [insert(line, from, '**'), insert(line, to, '**')] };
}

/** Reads numbered questions with task-list options, `- [x] option — reason`; tags such as `#mla-c01/data` behind a question put it into mock exams. */
export function readQuiz(lines: readonly Line[], problems: Problem[]): Question[] {
  const how =
    'A quiz has numbered questions (1. Question?) with options indented below (- [ ] wrong, - [x] right — reason).';
  const items = itemsOf(lines, /^\d+[.)]\s+(.*)$/, problems, how, ({ number, text }) => ({
    title: 'Number this question',
    edits: [replace(number, [0, /^[-*+]\s+/.exec(text)?.[0].length ?? 0], '1. ')],
  }));
  return items.map(({ line, first, column, lines: below }) => {
    const begin = below.findIndex(({ text }) => /^\s+[-*+]\s/.test(text));
    const head = begin < 0 ? below : below.slice(0, begin);
    const options = begin < 0 ? [] : optionsOf(below.slice(begin), problems);
    const [text, domains] = splitTags(joined(head));
    const question = { text, options, domains, line };
    const trouble = troubleOf(question);
    if (trouble)
      problems.push({
        ...trouble,
        fix: trouble.right === undefined ? undefined : sayHowMany(line, first, column, trouble.right),
      });
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

/** What is wrong with a question as a whole; `right` is how many right answers its text should announce. */
function troubleOf(question: Question): (Problem & { readonly right?: number }) | undefined {
  const { line, domains, options } = question;
  const unknown = domains.find((domain) => !domainTags.includes(domain));
  if (unknown !== undefined)
    return { line, message: `No exam has the domain ${unknown}: use ${domainTags.join(', ')}.` };
  const right = options.filter((option) => option.right).length;
  if (options.length < 2) return { line, message: 'This question has fewer than two options.' };
  if (right === 0) return { line, message: 'This question has no right answer: mark it with [x].' };
  if (right === chosenOf(question)) return undefined;
  const message = `This question marks ${right} right answers: say so in its text, as in "(choose two)", or mark one.`;
  return { line, message, right };
}

/** Makes the first line of a question announce how many answers are right. */
function sayHowMany(line: number, text: string, column: number, right: number): Fix {
  const said = / ?\(choose \w+\)/i.exec(text);
  const end = column + splitTags(text.slice(column).trimEnd())[0].length;
  const at = said ? ([said.index, said.index + said[0].length] as const) : ([end, end] as const);
  const many = counts[right] ?? String(right);
  return {
    title: right === 1 ? 'Ask for one answer' : `Ask for ${many} answers`,
    edits: [replace(line, at, right === 1 ? '' : ` (choose ${many})`)],
  };
}

function optionsOf(lines: readonly Line[], problems: Problem[]): Option[] {
  const items = itemsOf(lines, /^\s+[-*+]\s+(.*)$/, problems, 'An option is an indented list item.');
  return items.flatMap(({ text, line, column }) => {
    const [, mark = '', content = ''] = /^\[([ xX])\]\s+([\s\S]*)$/.exec(text) ?? [];
    if (mark === '') {
      const box = /^\[[^\]]{0,3}\]?\s*/.exec(text)?.[0].length ?? 0;
      const edits = [replace(line, [column, column + box], '[ ] ')];
      const message = 'An option begins with [ ] (wrong) or [x] (right).';
      problems.push({ line, message, fix: { title: 'Mark it as wrong', edits } });
      return [];
    }
    const right = mark !== ' ';
    const [option, reason] = splitReason(content);
    if (right && reason === '')
      problems.push({ line, message: 'A right answer needs its reason, after a dash: - [x] answer — reason.' });
    return [{ text: option, right, reason, line }];
  });
}

/** Cuts at the first dash between spaces and outside code spans; at a hyphen only where there is no longer dash. */
function splitReason(text: string): [string, string] {
  const cut =
    /^((?:`[^`]*`|[^`])*?)\s(?:—|–|--)\s+([\s\S]*)$/.exec(text) ?? /^((?:`[^`]*`|[^`])*?)\s-\s+([\s\S]*)$/.exec(text);
  return [cut?.[1]?.trimEnd() ?? text, cut?.[2] ?? ''];
}

interface Item {
  readonly line: number;
  /** All of its lines as one. */
  readonly text: string;
  /** Its first line as it is written, and the column where its text begins. */
  readonly first: string;
  readonly column: number;
  /** Its lines, the first without what makes it an item. */
  readonly lines: readonly Line[];
}

/** Groups lines into items that begin as `start` says; indented lines go on with the item, any other text is a problem. */
function itemsOf(
  lines: readonly Line[],
  start: RegExp,
  problems: Problem[],
  how: string,
  fix: (line: Line) => Fix | undefined = () => undefined,
): Item[] {
  const groups: { first: string; lines: Line[] }[] = [];
  /** Where indented lines go: nowhere behind a line that was not understood. */
  let open: Line[] | undefined;
  for (const line of lines) {
    const begun = start.exec(line.text)?.[1];
    if (line.text.trim() === '') continue;
    if (begun !== undefined) {
      open = [{ number: line.number, text: begun }];
      groups.push({ first: line.text, lines: open });
    } else if (/^\s/.test(line.text) && open) {
      open.push(line);
    } else {
      problems.push({ line: line.number, message: how, fix: fix(line) });
      open = [];
    }
  }
  return groups.map(({ first, lines: group }) => ({
    line: group[0]?.number ?? 1,
    text: joined(group),
    first,
    column: first.length - (group[0]?.text.length ?? 0),
    lines: group,
  }));
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => text.trim()).join(' ');
}

function insert(line: number, column: number, text: string): Edit {
  return replace(line, [column, column], text);
}
