import { type FrontMatter, isDay, readFrontMatter } from './front-matter.ts';
import {
  type CodeBlock,
  cutSections,
  type Line,
  type Link,
  linksOf,
  type Problem,
  type Section,
  takeCode,
} from './markdown.ts';
import { type Card, type Question, readCards, readExam, readQuiz } from './questions.ts';

/** A study note, taken apart. Whatever is broken in its text is in `problems`; nothing is left out in silence. */
export interface Note {
  readonly frontMatter: FrontMatter;
  readonly sections: readonly Section[];
  readonly corrections: readonly Correction[];
  readonly cards: readonly Card[];
  readonly questions: readonly Question[];
  /** Those that only mock exams ask. */
  readonly examQuestions: readonly Question[];
  readonly code: readonly CodeBlock[];
  /** Ids of the rules that enforce what the note teaches. */
  readonly rules: readonly RuleMention[];
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/** A callout that puts a wrong or dated statement right. */
export interface Correction {
  readonly line: number;
  readonly text: string;
  readonly source: string;
  /** Day on which the source was written or read. */
  readonly date: string;
}

export interface RuleMention {
  readonly id: string;
  readonly line: number;
}

/** Reads a note. Never throws: any text gives a note and the list of what is wrong with it. */
export function parseNote(text: string): Note {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }));
  const head = readFrontMatter(lines);
  const body = takeCode(head.rest);
  const sections = cutSections(body.prose);
  const links = linksOf(body.prose);
  const problems: Problem[] = [...head.problems, ...body.problems, ...brokenLinks(links, sections)];
  const under = (title: string): Line[] =>
    sections.filter((section) => section.title.toLowerCase() === title).flatMap((section) => section.lines);
  const note = {
    frontMatter: head.frontMatter,
    sections,
    corrections: readCorrections(body.prose, problems),
    cards: readCards(under('cards'), problems),
    questions: readQuiz(under('quiz'), problems),
    examQuestions: readExam(under('exam'), problems),
    code: body.code,
    rules: readRules(under('rules'), problems),
    links,
  };
  return { ...note, problems: problems.sort((a, b) => a.line - b.line) };
}

const alerts = ['CORRECTION', 'NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'];

function readCorrections(prose: readonly Line[], problems: Problem[]): Correction[] {
  return calloutsOf(prose).flatMap(({ kind, line, lines }) => {
    if (!alerts.includes(kind)) problems.push({ line, message: `Unknown callout ${kind}: use ${alerts.join(', ')}.` });
    if (kind !== 'CORRECTION') return [];
    const at = lines.findIndex((one) => /^Source:\s/.test(one));
    const text = (at < 0 ? lines : lines.slice(0, at)).join('\n').trim();
    const source = at < 0 ? '' : lines.slice(at).join(' ').replace('Source:', '').trim();
    const date = source.match(/\b\d{4}-\d{2}-\d{2}\b/g)?.findLast(isDay) ?? '';
    if (text === '') problems.push({ line, message: 'This correction says nothing.' });
    if (source === '')
      problems.push({
        line,
        message: 'This correction has no source: end it with a line "> Source: who says so, 2026-11-24".',
      });
    else if (date === '')
      problems.push({ line, message: 'The source of this correction has no date, such as 2026-11-24.' });
    return [{ line, text, source, date }];
  });
}

function calloutsOf(prose: readonly Line[]): { kind: string; line: number; lines: string[] }[] {
  const callouts: { kind: string; line: number; lines: string[] }[] = [];
  let inside = false;
  for (const { number, text } of prose) {
    const quoted = /^\s{0,3}>\s?(.*)$/.exec(text)?.[1];
    const kind: string | undefined = inside ? undefined : /^\[!([^\]]*)\]/.exec(quoted ?? '')?.[1];
    if (kind !== undefined) callouts.push({ kind: kind.toUpperCase(), line: number, lines: [] });
    else if (inside && quoted !== undefined) callouts.at(-1)?.lines.push(quoted);
    inside = quoted !== undefined && (inside || kind !== undefined);
  }
  return callouts;
}

function readRules(lines: readonly Line[], problems: Problem[]): RuleMention[] {
  return lines.flatMap(({ number, text }) => {
    if (!/^[-*+]\s/.test(text)) return [];
    const id = /^[-*+]\s+\[?`([a-z]+\/[a-z0-9-]+)`/.exec(text)?.[1];
    if (id === undefined)
      problems.push({ line: number, message: 'A rule is named by its id in backticks: - `gcp/open-ssh`.' });
    return id === undefined ? [] : [{ id, line: number }];
  });
}

function brokenLinks(links: readonly Link[], sections: readonly Section[]): Problem[] {
  const anchors = new Set(sections.map(({ id }) => `#${id}`));
  return links.flatMap(({ target, line }) => {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
    if (target === '') return [{ line, message: 'This link leads nowhere.' }];
    if (scheme !== undefined && !['https', 'http', 'mailto'].includes(scheme)) {
      return [{ line, message: `A link to ${scheme}: does not open: use https or a path.` }];
    }
    const known = !target.startsWith('#') || anchors.has(target);
    return known ? [] : [{ line, message: `No heading of this note has the anchor ${target}.` }];
  });
}
