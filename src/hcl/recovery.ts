import { isTypographicQuote } from './characters.ts';
import { notClosed, openString, settle } from './expression.ts';
import type { Scanner } from './scanner.ts';
import * as T from './scanner.ts';

/** Where a broken item stands: what recovery needs to know of the layout around it. */
export interface BrokenItem {
  /** Where reading starts again, and the start of that line. */
  readonly from: number;
  readonly fromLine: number;
  /** Indentation of the line on which the item starts. */
  readonly indent: number;
  /** Indentation of the items around it, where there are any, otherwise -1. */
  readonly siblings: number;
  /** Indentation of the enclosing block, -1 at the top level. */
  readonly block: number;
  /** Whether the enclosing block is written on one line. */
  readonly oneLine: boolean;
}

/** A `}` of an interpolation goes back to the string that it stands in. */
const STRING = 100;
const TYPOGRAPHIC_STRING = 101;

const closerOf: Readonly<Record<number, readonly [opener: string, closer: string]>> = {
  [T.LBRACE]: ['{', '}'],
  [T.LBRACK]: ['[', ']'],
  [T.LPAREN]: ['(', ')'],
  [STRING]: ['${', '}'],
  [TYPOGRAPHIC_STRING]: ['${', '}'],
};

const openerOf: Readonly<Record<number, number>> = { [T.RBRACE]: T.LBRACE, [T.RBRACK]: T.LBRACK, [T.RPAREN]: T.LPAREN };

const word = '[\\p{ID_Start}_][\\p{ID_Continue}-]*';
const item = new RegExp(
  `${word}(?:[^\\S\\n]+(?:["“”„][^"“”„\\n]*["“”„]|${word}))*[^\\S\\n]*(?:\\{|=(?![=>]))|(?:resource|data|module|variable|output|provider)[^\\S\\n]+["“]`,
  'uy',
);
const topLevelHeader =
  /(?:(?:locals|terraform|moved|import|removed)[^\S\n]*\{|(?:resource|data|module|variable|output|provider|check|ephemeral|run|mock_provider)[^\S\n]+["“]|[A-Za-z_][\w-]*(?:[^\S\n]+"[^"\n]*")+[^\S\n]*\{)/y;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Whether the text at `at` starts as an argument or a block does. */
export function startsItem(text: string, at: number): boolean {
  return matches(item, text, at);
}

/** Whether the text at `at`, at the start of a line, is what a block outside all others starts with. */
export function startsTopLevelBlock(text: string, at: number): boolean {
  return matches(topLevelHeader, text, at);
}

/**
 * After a fault: reports it and moves to where the next item starts, a closing brace of the enclosing block, or the end.
 * An item goes on until a line that is indented no more than its first and starts like an item, or closes the enclosing block. Where a bracket or string turns out to be left open,
 * that is reported instead.
 */
export function recover(p: Scanner, broken: BrokenItem): void {
  if (p.fatal) {
    settle(p);
    p.moveTo(p.text.length);
    return;
  }
  const left = skip(p, broken);
  const fault = p.fault;
  if (fault !== undefined && !fault.sure) {
    if (left.string >= 0 && sameLine(p.text, left.string, fault.start)) {
      const end = lineEnd(p.text, left.string);
      p.fault = {
        ...fault,
        message: openString,
        start: left.string,
        end,
      };
    } else if (left.open >= 0) {
      const [opener, closer] = closerOf[left.kind] ?? ['{', '}'];
      p.fault = { ...fault, message: notClosed(opener, closer), start: left.open, end: left.open + opener.length };
    }
  }
  if (fault !== undefined && left.marker >= 0)
    p.fault = {
      ...fault,
      message: 'Nothing may follow the marker that ends a heredoc. Move it to the next line.',
      start: left.marker,
      end: lineEnd(p.text, left.marker),
    };
  settle(p);
}

/** What was left open in a broken item: offsets, -1 for nothing. */
interface LeftOpen {
  open: number;
  kind: number;
  string: number;
  /** Behind a marker that does not end its heredoc because something follows it. */
  marker: number;
}

function skip(p: Scanner, broken: BrokenItem): LeftOpen {
  const kinds: number[] = [];
  const offsets: number[] = [];
  const left: LeftOpen = { open: -1, kind: 0, string: -1, marker: -1 };
  const stopColumn = Math.max(broken.indent, broken.siblings);
  const leave = (to: number): void => {
    // The innermost bracket of those that have no end.
    if (left.open === -1 && kinds.length > to) {
      left.open = offsets.at(-1) ?? -1;
      left.kind = kinds.at(-1) ?? 0;
    }
    kinds.length = offsets.length = to;
  };
  p.lines = true;
  p.moveTo(broken.from, broken.fromLine);
  for (let first = true; ; first = false) {
    const kind = p.kind;
    if (kind === T.EOF) {
      leave(0);
      return left;
    }
    if (kind === T.NEWLINE) {
      if (broken.oneLine && kinds.length === 0) return left;
      p.next();
      continue;
    }
    const column = first ? -1 : p.column();
    if (column >= 0 && column <= stopColumn) {
      const closes =
        kind === T.RBRACK ||
        kind === T.RPAREN ||
        kind === T.TILDE_BRACE ||
        (kind === T.RBRACE && column > broken.block);
      if (kind === T.RBRACE ? !closes : !closes && startsItem(p.text, p.start)) {
        leave(0);
        return left;
      }
      if (kind === T.RBRACE && findOpener(kinds, T.RBRACE, true) < 0) {
        // The opening brace is missing; what is left open inside was not the fault.
        kinds.length = offsets.length = 0;
        p.next();
        continue;
      }
    } else if (kind === T.RBRACE && kinds.length === 0 && column === -1) {
      if (broken.oneLine || closesBlock(p, broken.indent, broken.block)) return left;
    }
    switch (kind) {
      case T.LBRACE:
      case T.LBRACK:
      case T.LPAREN:
        kinds.push(kind);
        offsets.push(p.start);
        p.next();
        break;
      case T.QUOTE:
        skipString(p, p.start, p.text.charCodeAt(p.start) === 34 ? STRING : TYPOGRAPHIC_STRING, kinds, offsets, left);
        break;
      case T.HEREDOC:
        skipHeredoc(p, broken.indent, left);
        break;
      case T.TILDE_BRACE:
      case T.RBRACE:
      case T.RBRACK:
      case T.RPAREN: {
        if (
          kind === T.RBRACE &&
          broken.oneLine &&
          column === -1 &&
          findOpener(kinds, T.RBRACE, true) < 0 &&
          (kinds.at(-1) ?? 0) < STRING
        ) {
          leave(0);
          return left;
        }
        // One that closes nothing is taken for a mistyped one.
        const pair = findOpener(kinds, kind);
        const match = pair < 0 ? kinds.length - 1 : pair;
        if (match < 0) p.next();
        else {
          const opener = kinds[match] ?? 0;
          leave(match + 1);
          kinds.pop();
          const at = offsets.pop() ?? p.start;
          if (opener >= STRING) skipString(p, at, opener, kinds, offsets, left);
          else p.next();
        }
        break;
      }
      default:
        p.next();
    }
  }
}

/** Index of the innermost open bracket that the closer may close, -1 for none; looks only so far, to stay quick. */
function findOpener(kinds: readonly number[], closer: number, bracesOnly = false): number {
  const braces = closer === T.RBRACE || closer === T.TILDE_BRACE;
  for (let at = kinds.length - 1; at >= 0 && at >= kinds.length - 100; at--) {
    const opener = kinds[at] ?? 0;
    if (opener === openerOf[closer] || (braces && !bracesOnly && opener >= STRING)) return at;
  }
  return -1;
}

/**
 * Whether a `}` behind other text of its line closes the block around it, rather than being one too many: by what the next
 * line is, seen from the indentation of the line and of the block. Does not move.
 */
export function closesBlock(p: Scanner, indent: number, block: number): boolean {
  if (block < 0) return false;
  const { start, lineStart } = p;
  p.next();
  let extra = p.kind !== T.EOF;
  if (p.kind === T.NEWLINE) {
    while (p.kind === T.NEWLINE) p.next();
    const column = p.column();
    extra = p.kind === T.RBRACE ? column === block : column >= indent;
  }
  p.moveTo(start, lineStart);
  return !extra;
}

/** Moves over the rest of a string, from behind the current token; stops in an interpolation, which then counts as open. */
function skipString(p: Scanner, start: number, kind: number, kinds: number[], offsets: number[], left: LeftOpen): void {
  const { text } = p;
  for (let at = p.end; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || (kind === TYPOGRAPHIC_STRING && isTypographicQuote(code))) {
      p.moveTo(at + 1);
      return;
    }
    if (code === 10 || Number.isNaN(code)) {
      if (left.string < 0) left.string = start;
      p.moveTo(at);
      return;
    }
    if (code === 92) {
      if (text.charCodeAt(at + 1) !== 10) at++;
    } else if ((code === 36 || code === 37) && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === 123)
      at += 2;
    else if ((code === 36 || code === 37) && text.charCodeAt(at + 1) === 123) {
      kinds.push(kind);
      offsets.push(at);
      p.moveTo(at + (text.charCodeAt(at + 2) === 126 ? 3 : 2));
      return;
    }
  }
}

function skipHeredoc(p: Scanner, indent: number, left: LeftOpen): void {
  const { text, start } = p;
  const marker = text.slice(start + (text.charCodeAt(start + 2) === 45 ? 3 : 2), p.end);
  const body = nextLine(text, p.end);
  const close = p.heredocEnd(marker, body);
  const end = close >= 0 ? close + marker.length : openHeredocEnd(text, body, marker, indent);
  if (close < 0 && text.startsWith(marker, end - marker.length) && end > body) left.marker = end;
  p.moveTo(end, text.lastIndexOf('\n', end - 1) + 1);
}

/**
 * Where a heredoc without its closing line most likely ends: at a line that starts with the marker, otherwise before the
 * next block of the top level and the braces that close the blocks around the heredoc.
 */
function openHeredocEnd(text: string, body: number, marker: string, indent: number): number {
  const starts: number[] = [];
  for (let line = body; line < text.length; line = nextLine(text, line)) {
    if (startsTopLevelBlock(text, line)) {
      starts.push(line);
      break;
    }
    let first = line;
    while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
    if (text.startsWith(marker, first) && !/[\p{ID_Continue}-]/u.test(text.charAt(first + marker.length)))
      return first + marker.length;
    starts.push(line);
  }
  const header = starts.at(-1);
  let end = header !== undefined && startsTopLevelBlock(text, header) ? header : text.length;
  if (end !== text.length) starts.pop();
  let column = -1;
  for (let line = starts.pop(); line !== undefined; line = starts.pop()) {
    const content = text.slice(line, Math.min(line + 200, lineEnd(text, line)));
    const trimmed = content.trim();
    if (trimmed !== '') {
      // Each brace further up closes a block further in.
      const brace = content.indexOf('}');
      if (trimmed !== '}' || brace >= indent || brace <= column) break;
      column = brace;
    }
    end = line;
  }
  return Math.max(body, end);
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

function sameLine(text: string, a: number, b: number): boolean {
  return lineEnd(text, a) === lineEnd(text, b);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}
