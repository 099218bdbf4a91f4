import { lookup } from '../lookup.ts';
import {
  type ClassPart,
  characterTest,
  escaped,
  perl,
  posix,
  RegexFault,
  RegexTooLong,
  unicodeClass,
} from './regex-classes.ts';

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

/** The syntax tree of a regular expression. */
export type Node =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly body: Node;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'group'; readonly body: Node; readonly index: number };

export interface Regex {
  readonly tree: Node;
  /** Name of each group in order; undefined for one without. */
  readonly names: readonly (string | undefined)[];
}

/** How often a part may be repeated, and how deep groups may be nested. */
const mostRepeats = 1000;

/** Longer patterns are not read. */
const longest = 20_000;

interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
  readonly lines: boolean;
  readonly swapGreed: boolean;
}

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads RE2's syntax, which Terraform uses. */
class Reader {
  readonly #units: readonly string[];
  readonly names: (string | undefined)[] = [];
  #at = 0;
  #depth = 0;
  #flags: Flags = { fold: false, dotAll: false, lines: false, swapGreed: false };

  constructor(pattern: string) {
    this.#units = [...pattern];
  }

  read(): Node {
    const tree = this.#choice();
    if (this.#at < this.#units.length) throw new RegexFault('a ) has no (');
    return tree;
  }

  #peek(text: string): boolean {
    return [...text].every((character, i) => this.#units[this.#at + i] === character);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += [...text].length;
    return true;
  }

  /** Takes what a sticky pattern matches here. */
  #match(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#units.slice(this.#at, this.#at + 100).join(''));
    if (match) this.#at += [...match[0]].length;
    return match ?? undefined;
  }

  #choice(): Node {
    if (++this.#depth > mostRepeats) throw new RegexFault('groups are nested too deep');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#units.length && !this.#peek('|') && !this.#peek(')')) {
      if (this.#take('\\Q')) {
        parts.push(...this.#quoted());
        continue;
      }
      if (this.#match(/^(?:[*+?]|\{\d+(?:,\d*)?\})/)) throw new RegexFault('a repetition has nothing before it');
      const part = this.#atom();
      if (part) parts.push(this.#quantified(part));
    }
    return { kind: 'sequence', parts };
  }

  /** Literal text up to `\E`; a repetition behind it is of its last character. */
  #quoted(): Node[] {
    const parts: Node[] = [];
    while (this.#at < this.#units.length && !this.#take('\\E')) parts.push(this.#literal(this.#next()));
    const last = parts.pop();
    return last ? [...parts, this.#quantified(last)] : parts;
  }

  #next(): string {
    const unit = this.#units[this.#at++];
    if (unit === undefined) throw new RegexFault('it ends too early');
    return unit;
  }

  #quantified(body: Node): Node {
    const [mark, low, comma, high] = this.#match(/^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/) ?? [];
    if (mark === undefined) return body;
    const lazy = this.#take('?') !== this.#flags.swapGreed;
    let [least, most] = [mark === '+' ? 1 : 0, mark === '?' ? 1 : Number.POSITIVE_INFINITY];
    if (low !== undefined) {
      least = Number(low);
      most = comma === undefined ? least : high ? Number(high) : Number.POSITIVE_INFINITY;
      if (least > mostRepeats || (most > mostRepeats && most !== Number.POSITIVE_INFINITY) || most < least) {
        throw new RegexFault(`${mark} is no repetition that is allowed`);
      }
    }
    if (this.#match(/^(?:[*+?]|\{\d+(?:,\d*)?\})/)) throw new RegexFault('a repetition is repeated');
    const node: Node = { kind: 'repeat', body, least, most, lazy };
    if (copies(node) > mostRepeats) throw new RegexFault('repetitions in one another are repeated too often');
    return node;
  }

  #literal(character: string): Node {
    if (!this.#flags.fold) return { kind: 'character', matches: (other) => other === character };
    return { kind: 'character', matches: characterTest([{ source: escaped(character), negated: false }], false, true) };
  }

  #class(parts: readonly ClassPart[], negated: boolean): Node {
    return { kind: 'character', matches: characterTest(parts, negated, this.#flags.fold) };
  }

  /** One thing that can be repeated; undefined for a change of flags. */
  #atom(): Node | undefined {
    const unit = this.#next();
    const { dotAll, lines } = this.#flags;
    switch (unit) {
      case '(':
        return this.#group();
      case '[':
        return this.#bracket();
      case '.':
        return { kind: 'character', matches: dotAll ? () => true : (character) => character !== '\n' };
      case '^':
        return { kind: 'assertion', assertion: lines ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'assertion', assertion: lines ? 'line-end' : 'text-end' };
      case '\\':
        return this.#escape();
      default:
        return this.#literal(unit);
    }
  }

  #escape(): Node {
    const assertions: Readonly<Record<string, Assertion>> = {
      A: 'text-start',
      z: 'text-end',
      b: 'boundary',
      B: 'no-boundary',
    };
    const assertion = assertions[this.#units[this.#at] ?? ''];
    if (assertion) {
      this.#at++;
      return { kind: 'assertion', assertion };
    }
    const part = this.#escapedClass();
    return part ? this.#class([part], false) : this.#literal(this.#escapedCharacter());
  }

  /** `\d`, `\pL` and their like, behind the backslash. */
  #escapedClass(): ClassPart | undefined {
    const [, letter = ''] = this.#match(/^([dswDSW])/) ?? [];
    if (letter) return { source: perl[letter.toLowerCase()] ?? '', negated: letter < 'a' };
    const [, p, short, caret, long] = this.#match(/^([pP])(?:([A-Z])|\{(\^?)(\w+)\})/) ?? [];
    if (p === undefined) {
      if (this.#match(/^[pP]/)) throw new RegexFault('\\p needs the name of a class');
      return undefined;
    }
    const name = short ?? long ?? '';
    return { source: unicodeClass(name), negated: (p === 'P') !== (caret === '^') };
  }

  #escapedCharacter(): string {
    const [octal] = this.#match(/^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/) ?? [];
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const [hex, two, more] = this.#match(/^x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,8})\})/) ?? [];
    if (hex !== undefined) {
      const code = Number.parseInt(two ?? more ?? '', 16);
      if (code > 0x10ffff) throw new RegexFault('there is no such character');
      return String.fromCodePoint(code);
    }
    const unit = this.#next();
    const control = controls[unit];
    if (control !== undefined) return control;
    if (unit < '\x80' && !/[0-9A-Za-z]/.test(unit)) return unit;
    throw new RegexFault(`\\${unit} has no meaning`);
  }

  #group(): Node | undefined {
    const before = this.#flags;
    const close = (): void => {
      if (!this.#take(')')) throw new RegexFault('a ( is not closed');
      this.#flags = before;
    };
    const [named, name] = this.#match(/^\?P?<([0-9A-Za-z_]+)>/) ?? [];
    if (named === undefined && this.#take('?')) {
      const [flags, on = '', off, end] = this.#match(/^([imsU]*)(-[imsU]+)?([:)])/) ?? [];
      if (flags === undefined) throw new RegexFault('(? is followed by nothing that has a meaning');
      this.#flags = changed(before, on, off ?? '');
      if (end === ')') return undefined;
      const body = this.#choice();
      close();
      return body;
    }
    const index = this.names.push(name);
    const body = this.#choice();
    close();
    return { kind: 'group', body, index };
  }

  #bracket(): Node {
    const parts: ClassPart[] = [];
    const negated = this.#take('^');
    for (let first = true; first || !this.#peek(']'); first = false) {
      const [whole, caret, name = ''] = this.#match(/^\[:(\^?)(\w+):\]/) ?? [];
      if (whole !== undefined) {
        const source = lookup(posix, name);
        if (source === undefined) throw new RegexFault(`there is no class ${whole}`);
        parts.push({ source, negated: caret === '^' });
        continue;
      }
      if (this.#take('\\')) {
        const part = this.#escapedClass();
        if (part) {
          parts.push(part);
          continue;
        }
        this.#at--;
      }
      parts.push(this.#range());
    }
    this.#at++;
    return this.#class(parts, negated);
  }

  #range(): ClassPart {
    const low = this.#classCharacter();
    const ranged = this.#peek('-') && this.#units[this.#at + 1] !== ']' && this.#units[this.#at + 1] !== undefined;
    if (!ranged) return { source: escaped(low), negated: false };
    this.#at++;
    const high = this.#classCharacter();
    if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)) throw new RegexFault('a range runs backwards');
    return { source: `${escaped(low)}-${escaped(high)}`, negated: false };
  }

  #classCharacter(): string {
    if (this.#at >= this.#units.length) throw new RegexFault('a [ is not closed');
    return this.#take('\\') ? this.#escapedCharacter() : this.#next();
  }
}

function changed(flags: Flags, on: string, off: string): Flags {
  const decide = (letter: string, before: boolean) => (off.includes(letter) ? false : on.includes(letter) || before);
  return {
    fold: decide('i', flags.fold),
    dotAll: decide('s', flags.dotAll),
    lines: decide('m', flags.lines),
    swapGreed: decide('U', flags.swapGreed),
  };
}

/** How often the innermost part is repeated at most, as counted repetitions multiply. */
function copies(node: Node): number {
  if (node.kind === 'repeat') {
    const own = node.most === Number.POSITIVE_INFINITY ? Math.max(1, node.least) : Math.max(1, node.most);
    return own * copies(node.body);
  }
  if (node.kind === 'group') return copies(node.body);
  return 'parts' in node ? node.parts.reduce((most, part) => Math.max(most, copies(part)), 1) : 1;
}

/** The tree of a regular expression. Throws a `RegexFault` where it is none, a `RegexTooLong` where it is not read. */
export function parseRegex(pattern: string): Regex {
  if (pattern.length > longest) throw new RegexTooLong();
  const reader = new Reader(pattern);
  const tree = reader.read();
  return { tree, names: reader.names };
}
