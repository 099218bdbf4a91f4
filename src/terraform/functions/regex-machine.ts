import { RegexTooLong } from './regex-classes.ts';
import { type Assertion, type Node, parseRegex } from './regex-syntax.ts';

/** One step of the program that a regular expression becomes. */
type Instruction =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'save'; readonly slot: number }
  /** Goes on at both places, at the first by preference. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

/** More instructions than this are not run. */
const longest = 20_000;

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly names: readonly (string | undefined)[];
}

/** Start and end of the match, then of each group, as indexes into the characters; -1 where a group took no part. */
export type Match = readonly number[];

/** The program of a regular expression. Throws a `RegexFault` where it is none, a `RegexTooLong` where it is not run. */
export function compileRegex(pattern: string): Program {
  const { tree, names } = parseRegex(pattern);
  const instructions: Instruction[] = [];
  emit(tree, instructions);
  instructions.push({ kind: 'match' });
  return { instructions, names };
}

function emit(node: Node, code: Instruction[]): void {
  if (code.length > longest) throw new RegexTooLong();
  switch (node.kind) {
    case 'character':
    case 'assertion':
      code.push(node);
      return;
    case 'group':
      code.push({ kind: 'save', slot: node.index * 2 });
      emit(node.body, code);
      code.push({ kind: 'save', slot: node.index * 2 + 1 });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, code);
      return;
    case 'choice':
      emitChoice(node.parts, code);
      return;
    case 'repeat':
      for (let i = 0; i < node.least - (node.most === Number.POSITIVE_INFINITY ? 1 : 0); i++) emit(node.body, code);
      if (node.most === Number.POSITIVE_INFINITY) emitLoop(node.body, node.least === 0, node.lazy, code);
      else emitOptional(node.body, node.most - node.least, node.lazy, code);
  }
}

function emitChoice(parts: readonly Node[], code: Instruction[]): void {
  const jumps: (Instruction & { kind: 'jump' })[] = [];
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) {
      emit(part, code);
      break;
    }
    const split = branch(code, false);
    emit(part, code);
    const jump: Instruction = { kind: 'jump', to: 0 };
    jumps.push(jump);
    code.push(jump);
    split(code.length);
  }
  for (const jump of jumps) jump.to = code.length;
}

/** A split that goes on behind itself, or to a place that is given later; the latter by preference where it is lazy. */
function branch(code: Instruction[], lazy: boolean): (other: number) => void {
  const next = code.length + 1;
  const split: Instruction = { kind: 'split', first: next, second: next };
  code.push(split);
  return (other) => {
    if (lazy) split.first = other;
    else split.second = other;
  };
}

/** `x+`, or `x*` as an optional `x+`, so that a body that may be empty ends. */
function emitLoop(body: Node, optional: boolean, lazy: boolean, code: Instruction[]): void {
  const skip = optional ? branch(code, lazy) : undefined;
  const start = code.length;
  emit(body, code);
  const end = code.length + 1;
  code.push(lazy ? { kind: 'split', first: end, second: start } : { kind: 'split', first: start, second: end });
  skip?.(end);
}

/** `(x(x(x)?)?)?`: each further copy only behind the one before. */
function emitOptional(body: Node, count: number, lazy: boolean, code: Instruction[]): void {
  const skips: ((other: number) => void)[] = [];
  for (let i = 0; i < count; i++) {
    skips.push(branch(code, lazy));
    emit(body, code);
  }
  for (const skip of skips) skip(code.length);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}

function holds(assertion: Assertion, characters: readonly string[], at: number): boolean {
  const [before, after] = [characters[at - 1], characters[at]];
  switch (assertion) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === characters.length;
    case 'line-start':
      return at === 0 || before === '\n';
    case 'line-end':
      return at === characters.length || after === '\n';
    case 'boundary':
      return isWord(before) !== isWord(after);
    case 'no-boundary':
      return isWord(before) === isWord(after);
  }
}

/** Threads in order of preference: where each of them is, and what it has saved. */
interface Threads {
  readonly at: number[];
  readonly slots: (readonly number[])[];
}

function noThreads(): Threads {
  return { at: [], slots: [] };
}

/**
 * The first match at or behind `from`, of those the one that a backtracking search would find first. Takes time in
 * proportion to the program and the text, whatever they are: all threads run side by side, none twice at one place.
 * `spend` is told of the steps taken and ends the search with an undefined answer by returning false.
 */
export function findMatch(
  program: Program,
  characters: readonly string[],
  from: number,
  spend: (steps: number) => boolean,
): Match | 'none' | undefined {
  const { instructions, names } = program;
  const seen = new Int32Array(instructions.length).fill(-1);
  const none: readonly number[] = Array<number>(names.length * 2 + 2).fill(-1);
  const [first] = instructions;
  const anchored = first?.kind === 'assertion' && first.assertion === 'text-start';
  const open = noThreads();
  let steps = instructions.length >> 3;
  /** Follows jumps from an instruction to the characters that are waited for there, in order of preference. */
  const follow = (start: number, saved: readonly number[], at: number, into: Threads): void => {
    const push = (next: number, slots: readonly number[]): void => {
      open.at.push(next);
      open.slots.push(slots);
    };
    push(start, saved);
    for (let next = open.at.pop(); next !== undefined; next = open.at.pop()) {
      const slots = open.slots.pop() ?? none;
      if (seen[next] === at) continue;
      seen[next] = at;
      steps++;
      const instruction = instructions[next];
      if (instruction?.kind === 'jump') push(instruction.to, slots);
      else if (instruction?.kind === 'split') {
        push(instruction.second, slots);
        push(instruction.first, slots);
      } else if (instruction?.kind === 'save') {
        steps += slots.length >> 2;
        push(next + 1, slots.with(instruction.slot, at));
      } else if (instruction?.kind === 'assertion') {
        if (holds(instruction.assertion, characters, at)) push(next + 1, slots);
      } else {
        into.at.push(next);
        into.slots.push(slots);
      }
    }
  };
  let found: Match | undefined;
  let threads = noThreads();
  for (let at = from; at <= characters.length; at++) {
    if (!found && (at === 0 || !anchored)) follow(0, none.with(0, at), at, threads);
    if (threads.at.length === 0 && (found || anchored)) break;
    const next = noThreads();
    const character = characters[at];
    for (const [i, here] of threads.at.entries()) {
      steps++;
      const slots = threads.slots[i] ?? none;
      const instruction = instructions[here];
      if (instruction?.kind === 'match') {
        found = slots.with(1, at);
        break;
      }
      if (instruction?.kind === 'character' && character !== undefined && instruction.matches(character)) {
        follow(here + 1, slots, at + 1, next);
      }
    }
    threads = next;
    if (steps > 10_000) {
      if (!spend(steps)) return undefined;
      steps = 0;
    }
  }
  return spend(steps) ? (found ?? 'none') : undefined;
}
