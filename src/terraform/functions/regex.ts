import { limits } from '../budget.ts';
import { list, nothing, object, string, unknown } from '../make.ts';
import type { Value } from '../value.ts';
import { RegexFault, RegexTooLong } from './regex-classes.ts';
import { compileRegex, findMatch, type Match, type Program } from './regex-machine.ts';
import { type CallContext, type FunctionTable, textArgument } from './spec.ts';

/** Steps of a search that are worth one step of evaluation. */
const stepsInOne = 32;

/** A program, what is wrong with the pattern, or undefined for one that is too long. */
type Compiled = Program | string | undefined;

const programs = new Map<string, Compiled>();

/** The program of a pattern. The latest are kept: patterns are often used in loops. */
function programOf(pattern: string): Compiled {
  if (programs.has(pattern)) return programs.get(pattern);
  if (programs.size > 200) programs.clear();
  let program: Compiled;
  try {
    program = compileRegex(pattern);
  } catch (error) {
    if (error instanceof RegexFault) program = `"${pattern}" is no regular expression: ${error.message}`;
    else if (!(error instanceof RegexTooLong)) throw error;
  }
  programs.set(pattern, program);
  return program;
}

/** A search through one text that stops where the evaluation has cost too much. */
class Search {
  readonly characters: readonly string[];
  readonly #program: Program;
  readonly #context: CallContext;

  constructor(program: Program, text: string, context: CallContext) {
    this.#program = program;
    this.#context = context;
    this.characters = [...text];
  }

  find(from: number): Match | 'none' | undefined {
    const { budget } = this.#context.scope.references;
    return findMatch(this.#program, this.characters, from, (steps) => budget.step(Math.ceil(steps / stepsInOne)));
  }

  text(match: Match, group: number): string | undefined {
    const [start = -1, end = -1] = match.slice(group * 2, group * 2 + 2);
    return start < 0 ? undefined : this.characters.slice(start, end).join('');
  }
}

function tooLong(context: CallContext): Value {
  return unknown('budget', 'a search with a regular expression that takes too long', context.origin);
}

/** What `regex` makes of a match: its text, or its groups as a tuple or object. */
function captures(search: Search, match: Match, { names }: Program, { origin }: CallContext): Value {
  const group = (index: number): Value => {
    const text = search.text(match, index);
    return text === undefined ? { ...nothing(origin), type: { kind: 'string' } } : string(text, origin);
  };
  if (names.length === 0) return group(0);
  if (names[0] === undefined)
    return list(
      names.map((_, i) => group(i + 1)),
      origin,
    );
  return object(new Map(names.map((name, i) => [name ?? '', group(i + 1)])), origin);
}

/** The program of an argument; groups are either all named or none is. */
function capturing(pattern: Value | undefined): Compiled {
  const program = programOf(textArgument(pattern));
  if (program === undefined || typeof program === 'string') return program;
  const named = program.names.filter((name) => name !== undefined).length;
  return named > 0 && named < program.names.length ? 'either all groups have a name, or none has' : program;
}

/** All matches in order, without empty ones right behind another; undefined where that takes too long. */
function allMatches(search: Search): Match[] | undefined {
  const matches: Match[] = [];
  let previousEnd = -1;
  for (let at = 0; at <= search.characters.length; ) {
    const match = search.find(at);
    if (match === undefined || matches.length > limits.elements) return undefined;
    if (match === 'none') break;
    const [start = 0, end = 0] = match;
    const accepted = end !== at || start !== previousEnd;
    at = end === at ? at + 1 : end;
    previousEnd = end;
    if (accepted) matches.push(match);
  }
  return matches;
}

/** The replacement with `$1`, `${name}` and `$$` filled in from a match. */
function filledIn(replacement: string, search: Search, match: Match, names: readonly (string | undefined)[]): string {
  return replacement.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_whole, dollar?: string, braced?: string, plain?: string) => {
      if (dollar !== undefined) return '$';
      const name = braced ?? plain ?? '';
      const index = /^\d+$/.test(name) ? Number(name) : names.lastIndexOf(name) + 1 || -1;
      return index < 0 ? '' : (search.text(match, index) ?? '');
    },
  );
}

function replaceMatches(text: string, pattern: string, replacement: string, context: CallContext): Value | string {
  const program = programOf(pattern);
  if (program === undefined) return tooLong(context);
  if (typeof program === 'string') return program;
  const search = new Search(program, text, context);
  const { characters } = search;
  const pieces: string[] = [];
  let [lastEnd, size] = [0, 0];
  for (let at = 0; at <= characters.length; ) {
    const match = search.find(at);
    if (match === undefined || size > limits.text) return tooLong(context);
    if (match === 'none') break;
    const [start = 0, end = 0] = match;
    pieces.push(characters.slice(lastEnd, start).join(''));
    if (end > lastEnd || start === 0) pieces.push(filledIn(replacement, search, match, program.names));
    size += pieces.at(-1)?.length ?? 0;
    lastEnd = end;
    at = Math.max(at + 1, end);
  }
  pieces.push(characters.slice(lastEnd).join(''));
  return string(pieces.join(''), context.origin);
}

/** Functions with regular expressions, by name. */
export const regexFunctions: FunctionTable = {
  regex: {
    parameters: ['text', 'text'],
    run: ([pattern, text], context) => {
      const program = capturing(pattern);
      if (program === undefined) return tooLong(context);
      if (typeof program === 'string') return program;
      const search = new Search(program, textArgument(text), context);
      const match = search.find(0);
      if (match === undefined) return tooLong(context);
      return match === 'none' ? 'the pattern is not in the text' : captures(search, match, program, context);
    },
  },
  regexall: {
    parameters: ['text', 'text'],
    run: ([pattern, text], context) => {
      const program = capturing(pattern);
      if (program === undefined) return tooLong(context);
      if (typeof program === 'string') return program;
      const search = new Search(program, textArgument(text), context);
      const matches = allMatches(search);
      if (!matches) return tooLong(context);
      return list(
        matches.map((match) => captures(search, match, program, context)),
        context.origin,
        'list',
      );
    },
  },
  replace: {
    parameters: ['text', 'text', 'text'],
    run: ([text, search, replacement], context) => {
      const pattern = textArgument(search);
      const [before, after] = [textArgument(text), textArgument(replacement)];
      if (pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/')) {
        return replaceMatches(before, pattern.slice(1, -1), after, context);
      }
      const count = pattern === '' ? before.length : before.split(pattern).length - 1;
      if (count * after.length > limits.text) return unknown('budget', 'a text that is too long', context.origin);
      const replaced = pattern === '' ? ['', ...before, ''].join(after) : before.replaceAll(pattern, () => after);
      return text && replaced === before ? text : string(replaced, context.origin);
    },
  },
};
