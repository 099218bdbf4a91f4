import { type FrontMatter, isDay, readFrontMatter, shortened } from './front-matter.ts';
import {
  type CodeBlock,
  cutSections,
  type Line,
  type Link,
  linesOf,
  linksOf,
  meant,
  type Problem,
  type Section,
  takeCode,
} from './markdown.ts';
import { type Card, type Question, readCards, readExam, readQuiz } from './questions.ts';
import { type Suggest, suggester } from './suggest.ts';

/** A study note, taken apart. Whatever is broken in its text is in `problems`; nothing is left out in silence. */
export interface Note {
  readonly frontMatter: FrontMatter;
  /** What stands before the first section, without code. */
  readonly preface: readonly Line[];
  readonly sections: readonly Section[];
  readonly corrections: readonly Correction[];
  readonly cards: readonly Card[];
  readonly questions: readonly Question[];
  /** Those that only mock exams ask. */
  readonly examQuestions: readonly Question[];
  readonly code: readonly CodeBlock[];
  /** Ids of the rules that enforce what the note teaches. */
  readonly rules: readonly RuleMention[];
  /** Code in the text that has the form of a rule's id. */
  readonly mentions: readonly RuleMention[];
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
  /** Where `id` begins in its line. */
  readonly column: number;
}

/** Reads a note. Never throws: any text gives a note and the list of what is wrong with it. */
export function parseNote(text: string): Note {
  const head = readFrontMatter(linesOf(text));
  const body = takeCode(head.rest);
  const sections = cutSections(body.prose);
  const links = linksOf(body.prose);
  const suggest = suggester();
  const problems: Problem[] = [...head.problems, ...body.problems, ...brokenLinks(links, sections, suggest)];
  const under = (title: string): Line[] =>
    sections.filter((section) => section.title.toLowerCase() === title).flatMap((section) => section.lines);
  const note = {
    frontMatter: head.frontMatter,
    preface: body.prose.filter(({ number }) => number < (sections[0]?.line ?? Infinity)),
    sections,
    corrections: readCorrections(body.prose, suggest, problems),
    cards: readCards(under('cards'), problems),
    questions: readQuiz(under('quiz'), problems),
    examQuestions: readExam(under('exam'), problems),
    code: body.code,
    rules: readRules(under('rules'), problems),
    mentions: mentionsOf(body.prose),
    links,
  };
  return { ...note, problems: problems.sort((a, b) => a.line - b.line) };
}

const alerts = ['CORRECTION', 'NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'];

function readCorrections(prose: readonly Line[], suggest: Suggest, problems: Problem[]): Correction[] {
  return calloutsOf(prose).flatMap(({ kind, line, at, lines }) => {
    if (!alerts.includes(kind)) {
      const message = `Unknown callout ${shortened(kind)}: use ${alerts.join(', ')}.`;
      problems.push({ line, at, message, fix: meant(line, at, suggest(kind, alerts)) });
    }
    if (kind !== 'CORRECTION') return [];
    const cut = lines.findIndex((one) => /^Source:\s/.test(one));
    const text = (cut < 0 ? lines : lines.slice(0, cut)).join('\n').trim();
    const source = cut < 0 ? '' : lines.slice(cut).join(' ').replace('Source:', '').trim();
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

interface Callout {
  readonly kind: string;
  readonly line: number;
  readonly at: readonly [from: number, to: number];
  readonly lines: string[];
}

function calloutsOf(prose: readonly Line[]): Callout[] {
  const callouts: Callout[] = [];
  let inside = false;
  for (const { number, text } of prose) {
    const quoted = /^\s{0,3}>\s?(.*)$/.exec(text)?.[1];
    const kind: string | undefined = inside ? undefined : /^\[!([^\]]*)\]/.exec(quoted ?? '')?.[1];
    if (kind !== undefined) {
      const from = text.indexOf('[!') + 2;
      callouts.push({ kind: kind.toUpperCase(), line: number, at: [from, from + kind.length], lines: [] });
    } else if (inside && quoted !== undefined) callouts.at(-1)?.lines.push(quoted);
    inside = quoted !== undefined && (inside || kind !== undefined);
  }
  return callouts;
}

function readRules(lines: readonly Line[], problems: Problem[]): RuleMention[] {
  return lines.flatMap(({ number, text }) => {
    if (!/^[-*+]\s/.test(text)) return [];
    const [start = '', id] = /^[-*+]\s+\[?`([a-z]+\/[a-z0-9-]+)`/.exec(text) ?? [];
    if (id === undefined)
      problems.push({ line: number, message: 'A rule is named by its id in backticks: - `gcp/open-ssh`.' });
    return id === undefined ? [] : [{ id, line: number, column: start.indexOf('`') + 1 }];
  });
}

function mentionsOf(prose: readonly Line[]): RuleMention[] {
  return prose.flatMap(({ number, text }) =>
    [...text.matchAll(/(?<=(?<!`)`)(?:gcp|aws|azure|alicloud|terraform|groundwork)\/[a-z0-9-]+(?=`(?!`))/g)].map(
      ({ 0: id, index }) => ({ id, line: number, column: index }),
    ),
  );
}

function brokenLinks(links: readonly Link[], sections: readonly Section[], suggest: Suggest): Problem[] {
  const anchors = new Set(sections.map(({ id }) => `#${id}`));
  return links.flatMap(({ target, line, column }): Problem[] => {
    const at = [column, column + target.length] as const;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
    if (target === '') return [{ line, message: 'This link leads nowhere.' }];
    if (scheme !== undefined && !['https', 'http'].includes(scheme)) {
      return [{ line, at, message: `A link to ${shortened(scheme)}: does not open: use https or a path.` }];
    }
    if (!target.startsWith('#') || anchors.has(target)) return [];
    const message = `No heading of this note has the anchor ${shortened(target)}.`;
    return [{ line, at, message, fix: meant(line, at, suggest(target, anchors)) }];
  });
}
