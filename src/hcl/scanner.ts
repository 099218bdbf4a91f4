import type { Comment, ParseError, PastedCharacter } from './ast.ts';
import { identifierPartLength, identifierStartLength, isSpace, isTypographicQuote, lookAlike } from './characters.ts';

/** Kinds of token, typed as plain numbers because reading on changes `kind` behind the checker's back. `STOP` matches nothing: it stands from a fault until recovery, so that every rule of the grammar unwinds. */
export const STOP: number = 0;
export const EOF: number = 1;
export const NEWLINE: number = 2;
export const IDENT: number = 3;
export const NUMBER: number = 4;
export const QUOTE: number = 5;
export const HEREDOC: number = 6;
export const LBRACE: number = 7;
export const RBRACE: number = 8;
export const TILDE_BRACE: number = 9;
export const LBRACK: number = 10;
export const RBRACK: number = 11;
export const LPAREN: number = 12;
export const RPAREN: number = 13;
export const EQUAL: number = 14;
export const ARROW: number = 15;
export const COLON: number = 16;
export const COLONS: number = 17;
export const COMMA: number = 18;
export const DOT: number = 19;
export const ELLIPSIS: number = 20;
export const QUESTION: number = 21;
export const BANG: number = 22;
export const OR: number = 23;
export const AND: number = 24;
export const EQ: number = 25;
export const NE: number = 26;
export const LT: number = 27;
export const LE: number = 28;
export const GT: number = 29;
export const GE: number = 30;
export const PLUS: number = 31;
export const MINUS: number = 32;
export const STAR: number = 33;
export const SLASH: number = 34;
export const PERCENT: number = 35;
export const INVALID: number = 36;

const LETTER = 1;
const DIGIT = 2;

/** Character class of ASCII: letters (with `_`) and digits. */
const characterClass = new Uint8Array(128);
/** ASCII characters that continue an identifier. */
const continuesIdentifier = new Uint8Array(128);
/** ASCII characters that are a token by themselves, whatever follows. */
const single = new Uint8Array(128);

for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) characterClass[code] = LETTER;
  if (/[0-9]/.test(character)) characterClass[code] = DIGIT;
  if (/[\w-]/.test(character)) continuesIdentifier[code] = 1;
}
for (const [character, kind] of [
  ['"', QUOTE],
  ['{', LBRACE],
  ['}', RBRACE],
  ['[', LBRACK],
  [']', RBRACK],
  ['(', LPAREN],
  [')', RPAREN],
  [',', COMMA],
  ['?', QUESTION],
  ['+', PLUS],
  ['-', MINUS],
  ['*', STAR],
  ['%', PERCENT],
] as const) {
  single[character.charCodeAt(0)] = kind;
}

/** A fault while its item is not yet recovered from. A `sure` one is about something left open: nothing found later explains it better. */
export interface Fault extends ParseError {
  readonly sure: boolean;
}

/**
 * Reads tokens one at a time, without an object for each: `kind`, `start` and `end` describe the current one.
 * Carries what the grammar's functions share as well: faults, depth, and the comments and pasted characters on the way.
 */
export class Scanner {
  readonly text: string;
  kind = EOF;
  start = 0;
  end = 0;
  /** Where the token before the current one ended. */
  previousEnd = 0;
  /** Whether a line's end is a token: in bodies and objects, but not in parentheses and brackets. */
  lines = true;
  /** Where the line of the current token starts; after a `NEWLINE`, where the next line starts. */
  lineStart = 0;

  readonly comments: Comment[] = [];
  readonly pasted: PastedCharacter[] = [];
  readonly errors: ParseError[] = [];
  /** The fault that made `kind` STOP. */
  fault: Fault | undefined;
  /** Set by a fault after which reading on would be pointless. */
  fatal = false;
  /** Whether indentation decides where blocks end: only in the second reading of a text whose braces do not match. */
  layout = false;
  /** In that reading: indentation of the attribute that is being read. */
  itemIndent = -1;
  /** Whether a brace without its counterpart was found. */
  unbalanced = false;
  /** How many expressions, templates and blocks are open. */
  depth = 0;
  /** Height of the tree of the expression read last. */
  height = 0;

  /** Where faults were found, wherever they were then reported. */
  readonly #faults: number[] = [];
  #commentsTo = 0;
  #pastedTo = 0;
  /** Whether the current identifier has look-alikes in it. */
  #foreign = false;
  /** From where on no comment is closed. */
  #noCommentEnd = Number.POSITIVE_INFINITY;
  /** Last line that holds nothing but a given word; made when a heredoc is first found open. */
  #lastLoneWord: Map<string, number> | undefined;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === 0xfeff) this.end = this.lineStart = 1;
  }

  /** Goes on reading at `offset`, on the line that starts at `lineStart`. */
  moveTo(offset: number, lineStart: number = this.lineStart): void {
    this.end = offset;
    this.lineStart = lineStart;
    this.next();
  }

  /** The current identifier. */
  word(): string {
    const word = this.text.slice(this.start, this.end);
    if (!this.#foreign) return word;
    return word.replace(/[^\w-]/g, (character) => lookAlike(character.charCodeAt(0))?.replacement ?? character);
  }

  /** Whether the current token is this keyword. */
  isWord(word: string): boolean {
    return this.kind === IDENT && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Reports a fault and goes on reading. */
  report(message: string, start: number, end: number): void {
    this.errors.push({ start, end, message });
  }

  /** Reports a fault that ends the item: no token matches until recovery. Only the first counts. */
  fail(message: string, start: number = this.start, end: number = this.end, sure = false): void {
    if (this.kind === STOP) return;
    this.#faults.push(start, this.previousEnd);
    this.fault = { message, start, end, sure };
    this.kind = STOP;
  }

  /** Blanks before the first character of the line that starts at `lineStart`. */
  indentation(lineStart: number = this.lineStart): number {
    let at = lineStart;
    // No layout is deeper than this; the limit keeps a megabyte of blanks cheap.
    const limit = lineStart + 400;
    while (at < limit) {
      const code = this.text.charCodeAt(at);
      if (code !== 32 && code !== 9 && (code < 128 || lookAlike(code)?.replacement !== ' ')) break;
      at++;
    }
    return at - lineStart;
  }

  /** Indentation of the current token if it is the first of its line, otherwise -1. */
  column(): number {
    const column = this.start - this.lineStart;
    return column === this.indentation() ? column : -1;
  }

  /** Whether, judged by its indentation, the current token is behind the attribute that is being read. */
  leavesItem(): boolean {
    if (!this.layout) return false;
    const column = this.column();
    return column >= 0 && column <= this.itemIndent;
  }

  /** Reads the next token. */
  next(): void {
    this.previousEnd = this.end;
    const text = this.text;
    let at = this.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) {
        at++;
        continue;
      }
      if (code < 128) {
        const type = characterClass[code];
        if (type === LETTER) {
          this.#identifier(at, at + 1);
          return;
        }
        if (type === DIGIT) {
          this.#number(at);
          return;
        }
        const kind = single[code];
        if (kind !== undefined && kind !== 0) {
          this.#token(kind, at, 1);
          return;
        }
        if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10)) {
          const length = code === 10 ? 1 : 2;
          this.lineStart = at + length;
          if (this.lines) {
            this.#token(NEWLINE, at, length);
            return;
          }
          at += length;
          continue;
        }
        if (code === 35 || (code === 47 && text.charCodeAt(at + 1) === 47)) {
          at = this.#lineComment(at);
          continue;
        }
        if (code === 47 && text.charCodeAt(at + 1) === 42) {
          at = this.#comment(at);
          continue;
        }
        this.#punctuation(code, at);
        return;
      }
      // Behind the end the code is not a number.
      if (Number.isNaN(code)) {
        this.#token(EOF, text.length, 0);
        return;
      }
      const length = this.#other(code, at);
      if (length === 0) return;
      at += length;
    }
  }

  #token(kind: number, start: number, length: number): void {
    this.kind = kind;
    this.start = start;
    this.end = start + length;
  }

  #identifier(start: number, from: number): void {
    const text = this.text;
    let end = from;
    let code = text.charCodeAt(end);
    this.#foreign = false;
    for (;;) {
      while (code < 128 && continuesIdentifier[code] === 1) code = text.charCodeAt(++end);
      if (!(code >= 128)) break;
      const length = identifierPartLength(text, end) || this.#joiner(code, end);
      if (length === 0) break;
      end += length;
      code = text.charCodeAt(end);
    }
    this.kind = IDENT;
    this.start = start;
    this.end = end;
  }

  /** Length of a look-alike within an identifier: a dash or an invisible character between its characters. */
  #joiner(code: number, at: number): number {
    const found = lookAlike(code);
    if (found === undefined || (found.replacement !== '-' && found.replacement !== '')) return 0;
    const following = this.text.charCodeAt(at + 1);
    if (following < 128 ? continuesIdentifier[following] !== 1 : identifierPartLength(this.text, at + 1) === 0)
      return 0;
    this.#paste(at, found.name, found.replacement);
    this.#foreign = true;
    return 1;
  }

  #number(start: number): void {
    const text = this.text;
    let end = this.#digits(start);
    if (text.charCodeAt(end) === 46) {
      const fraction = this.#digits(end + 1);
      if (fraction > end + 1) end = fraction;
    }
    if ((text.charCodeAt(end) | 32) === 101) {
      const sign = text.charCodeAt(end + 1);
      const from = sign === 43 || sign === 45 ? end + 2 : end + 1;
      const exponent = this.#digits(from);
      if (exponent > from) end = exponent;
    }
    this.#token(NUMBER, start, end - start);
  }

  #digits(from: number): number {
    let at = from;
    for (let code = this.text.charCodeAt(at); code >= 48 && code <= 57; code = this.text.charCodeAt(at)) at++;
    return at;
  }

  /** Tokens that depend on the characters behind the first one. */
  #punctuation(code: number, at: number): void {
    const text = this.text;
    const following = text.charCodeAt(at + 1);
    switch (code) {
      case 46: // .
        if (following === 46 && text.charCodeAt(at + 2) === 46) this.#token(ELLIPSIS, at, 3);
        else this.#token(DOT, at, 1);
        break;
      case 61: // =
        if (following === 61) this.#token(EQ, at, 2);
        else if (following === 62) this.#token(ARROW, at, 2);
        else this.#token(EQUAL, at, 1);
        break;
      case 58: // :
        if (following === 58) this.#token(COLONS, at, 2);
        else this.#token(COLON, at, 1);
        break;
      case 33: // !
        if (following === 61) this.#token(NE, at, 2);
        else this.#token(BANG, at, 1);
        break;
      case 60: // <
        if (following === 61) this.#token(LE, at, 2);
        else if (following === 60) this.#heredoc(at);
        else this.#token(LT, at, 1);
        break;
      case 62: // >
        if (following === 61) this.#token(GE, at, 2);
        else this.#token(GT, at, 1);
        break;
      case 38: // &
        if (following === 38) this.#token(AND, at, 2);
        else this.#token(INVALID, at, 1);
        break;
      case 124: // |
        if (following === 124) this.#token(OR, at, 2);
        else this.#token(INVALID, at, 1);
        break;
      case 126: // ~
        if (following === 125) this.#token(TILDE_BRACE, at, 2);
        else this.#token(INVALID, at, 1);
        break;
      case 47: // /
        this.#token(SLASH, at, 1);
        break;
      default:
        this.#token(INVALID, at, 1);
    }
  }

  /** `<<NAME` or `<<-NAME`, without the rest of its line. */
  #heredoc(at: number): void {
    const name = this.text.charCodeAt(at + 2) === 45 ? at + 3 : at + 2;
    const code = this.text.charCodeAt(name);
    if (code < 128 ? characterClass[code] !== LETTER : identifierStartLength(this.text, name) === 0) {
      this.#token(LT, at, 1);
      return;
    }
    this.#identifier(at, name + 1);
    this.kind = HEREDOC;
  }

  /** A character outside ASCII: starts an identifier, or is taken for what it looks like. Returns its length if it is skipped, 0 if a token was made. */
  #other(code: number, at: number): number {
    const length = identifierStartLength(this.text, at);
    if (length > 0) {
      this.#identifier(at, at + length);
      return 0;
    }
    const found = lookAlike(code);
    if (found === undefined) {
      this.#token(INVALID, at, code >= 0xd800 && code <= 0xdbff && at + 1 < this.text.length ? 2 : 1);
      return 0;
    }
    this.#paste(at, found.name, found.replacement);
    const meant = found.replacement.charCodeAt(0);
    if (found.replacement === '' || meant === 32) return 1;
    if (meant === 10) {
      this.lineStart = at + 1;
      if (!this.lines) return 1;
      this.#token(NEWLINE, at, 1);
    } else if (found.replacement === '...') this.#token(ELLIPSIS, at, 1);
    else if (meant === 35) return this.#lineComment(at) - at;
    else if (single[meant]) this.#token(single[meant] ?? INVALID, at, 1);
    else {
      this.#punctuation(meant, at);
      this.end = at + 1;
      this.kind = narrowed[this.kind] ?? this.kind;
    }
    return 0;
  }

  #paste(at: number, name: string, replacement: string): void {
    if (at < this.#pastedTo) return;
    this.#pastedTo = at + 1;
    this.pasted.push({ start: at, end: at + 1, name, replacement });
  }

  /** Records a typographic quotation mark that ends a string. */
  pasteQuote(at: number): void {
    const found = lookAlike(this.text.charCodeAt(at));
    if (found !== undefined && isTypographicQuote(this.text.charCodeAt(at)))
      this.#paste(at, found.name, found.replacement);
  }

  /** Reports a comment that is not closed, unless its line has another fault, which explains it. */
  reportOpenComment(): void {
    const start = this.#noCommentEnd;
    if (start >= this.text.length) return;
    const lineEnd = this.text.indexOf('\n', start);
    const line = { start: this.text.lastIndexOf('\n', start), end: lineEnd === -1 ? this.text.length : lineEnd };
    const inLine = (at: number): boolean => at > line.start && at <= line.end;
    if (this.#faults.some(inLine) || this.errors.some((error) => inLine(error.start))) return;
    this.report('This comment is not closed. Add */ where it ends.', start, start + 2);
  }

  #lineComment(start: number): number {
    let end = this.text.indexOf('\n', start);
    if (end === -1) end = this.text.length;
    else if (this.text.charCodeAt(end - 1) === 13) end--;
    this.#addComment(start, end);
    return end;
  }

  #comment(start: number): number {
    const close = start >= this.#noCommentEnd ? -1 : this.text.indexOf('*/', start + 2);
    if (close === -1) {
      if (start < this.#noCommentEnd) this.#noCommentEnd = start;
      // The rest of the file is more likely meant as code than as a comment.
      return this.#lineComment(start);
    }
    this.#addComment(start, close + 2);
    let newline = close;
    while (newline > start && this.text.charCodeAt(newline) !== 10) newline--;
    if (newline > start) this.lineStart = newline + 1;
    return close + 2;
  }

  #addComment(start: number, end: number): void {
    if (start < this.#commentsTo) return;
    this.#commentsTo = end;
    this.comments.push({ start, end, ownLine: start - this.lineStart === this.indentation() });
  }

  /** Start of the word that ends a heredoc, alone on its line, at or after `from` (the start of a line); -1 if there is none. */
  heredocEnd(marker: string, from: number): number {
    const text = this.text;
    if (this.#lastLoneWord !== undefined && (this.#lastLoneWord.get(marker) ?? -1) < from) return -1;
    for (let at = text.indexOf(marker, from); at !== -1; at = text.indexOf(marker, at + marker.length)) {
      let before = at - 1;
      while (before >= from && isBlank(text.charCodeAt(before))) before--;
      if (before >= from && text.charCodeAt(before) !== 10) continue;
      let after = at + marker.length;
      while (isBlank(text.charCodeAt(after))) after++;
      if (text.charCodeAt(after) === 13 && text.charCodeAt(after + 1) === 10) after++;
      if (after >= text.length || text.charCodeAt(after) === 10) return at;
    }
    this.#lastLoneWord ??= loneWords(text);
    return -1;
  }
}

/** What a single full-width character means where its ASCII form could start a longer token. */
const narrowed: Readonly<Record<number, number>> = {
  [EQ]: EQUAL,
  [ARROW]: EQUAL,
  [COLONS]: COLON,
  [NE]: BANG,
  [LE]: LT,
  [HEREDOC]: LT,
  [GE]: GT,
  [AND]: INVALID,
  [OR]: INVALID,
  [TILDE_BRACE]: INVALID,
  [ELLIPSIS]: DOT,
};

function isBlank(code: number): boolean {
  return code !== 10 && code !== 13 && isSpace(code);
}

function loneWords(text: string): Map<string, number> {
  const last = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    // Markers are short; a long line is not one.
    if (end - start < 400) {
      const word = text.slice(start, end).trim();
      if (word !== '' && !/\s/.test(word)) last.set(word, end);
    }
    start = end + 1;
  }
  return last;
}
