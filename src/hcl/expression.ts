import type {
  BinaryOperator,
  Expression,
  Invalid,
  ObjectExpression,
  ObjectItem,
  StringLiteral,
  Template,
  Tuple,
} from './ast.ts';
import { isTypographicQuote } from './characters.ts';
import type { Scanner } from './scanner.ts';
import * as T from './scanner.ts';
import { assemble, type Piece, textPiece } from './template.ts';

/** How deep expressions, templates and blocks may be nested: far beyond what people write, far within the stack. */
export const deepest = 500;

/** How tightly each binary operator binds; 0 for tokens that are none. */
const precedence = new Uint8Array(64);
const operators: BinaryOperator[] = [];

for (const [kind, binds, operator] of [
  [T.OR, 1, '||'],
  [T.AND, 2, '&&'],
  [T.EQ, 3, '=='],
  [T.NE, 3, '!='],
  [T.LT, 4, '<'],
  [T.LE, 4, '<='],
  [T.GT, 4, '>'],
  [T.GE, 4, '>='],
  [T.PLUS, 5, '+'],
  [T.MINUS, 5, '-'],
  [T.STAR, 6, '*'],
  [T.SLASH, 6, '/'],
  [T.PERCENT, 6, '%'],
] as const) {
  precedence[kind] = binds;
  operators[kind] = operator;
}

/** Reports that the text is nested too deep, and gives up on the rest of it. */
export function tooDeep(p: Scanner): void {
  if (p.kind === T.STOP) return;
  p.fatal = true;
  p.fail(
    `This is nested more than ${deepest} levels deep. Split it up; nothing behind this place was read.`,
    p.start,
    p.end,
    true,
  );
}

function invalid(start: number, end: number): Invalid {
  return { kind: 'invalid', start, end: Math.max(start, end) };
}

/** What a fault makes of the text from `start` to `end`: all of it counts as read. */
function spoiled(p: Scanner, start: number, end: number): Invalid {
  p.previousEnd = Math.max(p.previousEnd, end);
  return invalid(start, end);
}

/** Where something is missing: an empty node behind the last token. */
function missing(p: Scanner): Invalid {
  return invalid(p.previousEnd, p.previousEnd);
}

/** The tree grew by one level over a subtree of that height. */
function grow(p: Scanner, height: number): void {
  p.height = height + 1;
  if (p.height > deepest) tooDeep(p);
}

/** Reads an expression. On a fault it fails the scanner and returns what there is, with an `Invalid` where the fault is. */
export function expression(p: Scanner): Expression {
  if (p.depth >= deepest) {
    tooDeep(p);
    return missing(p);
  }
  p.depth++;
  let result = binary(p, 1);
  if (p.kind === T.QUESTION) {
    let height = p.height;
    p.next();
    const then = expression(p);
    height = Math.max(height, p.height);
    let otherwise: Expression;
    if (p.kind === T.COLON) {
      p.next();
      otherwise = expression(p);
    } else {
      unexpected(p, 'Expected : and the value for when the condition is false.');
      otherwise = missing(p);
    }
    grow(p, Math.max(height, p.height));
    result = { kind: 'conditional', start: result.start, end: otherwise.end, condition: result, then, else: otherwise };
  }
  p.depth--;
  return result;
}

function binary(p: Scanner, least: number): Expression {
  let left = unary(p);
  for (;;) {
    const binds = precedence[p.kind] ?? 0;
    if (binds < least || binds === 0) return left;
    const operator = operators[p.kind] ?? '+';
    const height = p.height;
    p.next();
    const right = binary(p, binds + 1);
    grow(p, Math.max(height, p.height));
    left = { kind: 'binary', start: left.start, end: right.end, operator, left, right };
  }
}

function unary(p: Scanner): Expression {
  if (p.kind !== T.MINUS && p.kind !== T.BANG) return postfix(p, term(p));
  const start = p.start;
  const operator = p.kind === T.MINUS ? '-' : '!';
  if (++p.depth > deepest) tooDeep(p);
  else p.next();
  const operand = unary(p);
  p.depth--;
  grow(p, p.height);
  return { kind: 'unary', start, end: operand.end, operator, operand };
}

/** Attribute access, indexes and splats behind `object`. */
function postfix(p: Scanner, object: Expression): Expression {
  let result = object;
  for (;;) {
    if (p.kind === T.DOT) result = dot(p, result);
    else if (p.kind === T.LBRACK) result = bracket(p, result);
    else return result;
  }
}

function dot(p: Scanner, object: Expression): Expression {
  p.next();
  if (p.kind === T.IDENT) {
    const nameSpan = { start: p.start, end: p.end };
    const name = p.word();
    p.next();
    grow(p, p.height);
    return { kind: 'get', start: object.start, end: nameSpan.end, object, name, nameSpan };
  }
  if (p.kind === T.NUMBER) return oldIndex(p, object);
  if (p.kind === T.STAR) {
    const item = { kind: 'splat-item', start: p.start, end: p.end } as const;
    p.next();
    const height = p.height;
    p.height = 0;
    let each: Expression = item;
    while (p.kind === T.DOT) {
      const star = p.start;
      each = dot(p, each);
      if (each.kind === 'splat')
        p.fail('A .* cannot stand behind another .*. Use [*] for the first of them.', star, each.object.end + 2);
    }
    grow(p, Math.max(height, p.height));
    return { kind: 'splat', start: object.start, end: p.previousEnd, object, full: false, each };
  }
  const at = p.previousEnd;
  unexpected(p, 'Expected a name after the dot.');
  return { kind: 'get', start: object.start, end: at, object, name: '', nameSpan: { start: at, end: at } };
}

/** `object.0`. */
function oldIndex(p: Scanner, object: Expression): Expression {
  const { start, end } = p;
  const text = p.text.slice(start, end);
  if (text.includes('.')) p.fail(`Write indexes in brackets: [${text.replace('.', '][')}].`, start, end);
  else p.next();
  grow(p, p.height);
  p.previousEnd = Math.max(p.previousEnd, end);
  return {
    kind: 'index',
    start: object.start,
    end,
    object,
    key: { kind: 'literal', start, end, value: Number(text), text },
  };
}

function bracket(p: Scanner, object: Expression): Expression {
  const open = p.start;
  const height = p.height;
  const lines = p.lines;
  p.next();
  if (p.kind === T.STAR) {
    const itemStart = p.start;
    p.next();
    if (p.kind !== T.RBRACK) {
      unexpected(p, 'Expected ] after [*.');
      return { kind: 'index', start: object.start, end: p.previousEnd, object, key: missing(p) };
    }
    p.next();
    p.height = 0;
    if (++p.depth > deepest) tooDeep(p);
    const each = postfix(p, { kind: 'splat-item', start: itemStart, end: itemStart + 1 });
    p.depth--;
    grow(p, Math.max(height, p.height));
    return { kind: 'splat', start: object.start, end: p.previousEnd, object, full: true, each };
  }
  p.lines = false;
  if (p.kind === T.NEWLINE) p.next();
  let key = expression(p);
  p.lines = lines;
  if (p.kind === T.RBRACK) p.next();
  else {
    unclosed(p, open, '[', ']', 'Expected ] after the index.');
    key = invalid(key.start, key.end);
  }
  grow(p, Math.max(height, p.height));
  return { kind: 'index', start: object.start, end: p.previousEnd, object, key };
}

function term(p: Scanner): Expression {
  const { start, end } = p;
  switch (p.kind) {
    case T.IDENT:
      return named(p);
    case T.NUMBER: {
      const text = p.text.slice(start, end);
      p.next();
      p.height = 0;
      return { kind: 'literal', start, end, value: Number(text), text };
    }
    case T.QUOTE:
      return quoted(p);
    case T.HEREDOC:
      return heredoc(p);
    case T.LBRACK:
      return tuple(p);
    case T.LBRACE:
      return object(p);
    case T.LPAREN: {
      const lines = p.lines;
      p.lines = false;
      p.next();
      let inner = expression(p);
      p.lines = lines;
      if (p.kind === T.RPAREN) p.next();
      else {
        unclosed(p, start, '(', ')', 'Expected ) after the expression.');
        inner = invalid(inner.start, inner.end);
      }
      grow(p, p.height);
      return { kind: 'paren', start, end: p.previousEnd, inner };
    }
    case T.INVALID:
      if (p.text.charCodeAt(start) === 39) return singleQuoted(p);
      break;
  }
  p.height = 0;
  unexpected(p, 'Expected a value here.');
  return missing(p);
}

/** `true`, a reference, or a call. */
function named(p: Scanner): Expression {
  const { start, end } = p;
  let name = p.word();
  p.next();
  p.height = 0;
  if (p.kind === T.LPAREN) return call(p, name, start, end);
  if (p.kind === T.COLONS) {
    let nameEnd = end;
    while (p.kind === T.COLONS) {
      p.next();
      if (p.kind !== T.IDENT) {
        unexpected(p, 'Expected the name of a function after ::.');
        return invalid(start, p.previousEnd);
      }
      name += `::${p.word()}`;
      nameEnd = p.end;
      p.next();
    }
    if (p.kind === T.LPAREN) return call(p, name, start, nameEnd);
    unexpected(p, `Expected ( after the name of the function ${name}.`);
    return invalid(start, p.previousEnd);
  }
  if (name === 'true') return { kind: 'literal', start, end, value: true, text: name };
  if (name === 'false') return { kind: 'literal', start, end, value: false, text: name };
  if (name === 'null') return { kind: 'literal', start, end, value: null, text: name };
  return { kind: 'variable', start, end, name };
}

function call(p: Scanner, name: string, start: number, nameEnd: number): Expression {
  const open = p.start;
  const lines = p.lines;
  const args: Expression[] = [];
  let expand = false;
  let height = 0;
  p.lines = false;
  p.next();
  while (p.kind !== T.RPAREN) {
    args.push(expression(p));
    height = Math.max(height, p.height);
    if (p.kind === T.COMMA) p.next();
    else if (p.kind === T.ELLIPSIS) {
      expand = true;
      p.next();
      if (p.kind !== T.RPAREN) unexpected(p, 'Only the last argument may be followed by .... Expected ) after it.');
      break;
    } else break;
  }
  p.lines = lines;
  if (p.kind === T.RPAREN) p.next();
  else {
    unclosed(p, open, '(', ')', 'Expected a comma or ) after the argument.');
    args.push(missing(p));
  }
  grow(p, height);
  return { kind: 'call', start, end: p.previousEnd, name, nameSpan: { start, end: nameEnd }, args, expand };
}

function tuple(p: Scanner): Expression {
  const start = p.start;
  const lines = p.lines;
  p.lines = false;
  p.next();
  if (p.isWord('for')) return forExpression(p, start, lines, T.RBRACK, ']');
  const items: Expression[] = [];
  let height = 0;
  while (p.kind !== T.RBRACK) {
    items.push(expression(p));
    height = Math.max(height, p.height);
    if (p.kind !== T.COMMA) break;
    p.next();
  }
  p.lines = lines;
  if (p.kind === T.RBRACK) p.next();
  else {
    unclosed(p, start, '[', ']', 'Expected a comma or ] after the item.');
    items.push(missing(p));
  }
  grow(p, height);
  const node: Tuple = { kind: 'tuple', start, end: p.previousEnd, items };
  return node;
}

function object(p: Scanner): Expression {
  const start = p.start;
  const lines = p.lines;
  p.lines = false;
  p.next();
  if (p.isWord('for')) return forExpression(p, start, lines, T.RBRACE, '}');
  p.lines = true;
  const items: ObjectItem[] = [];
  let height = 0;
  while (p.kind !== T.RBRACE) {
    if (p.kind === T.NEWLINE) {
      p.next();
      continue;
    }
    if (p.leavesItem()) {
      unclosed(p, start, '{', '}', '');
      break;
    }
    const key = objectKey(p);
    height = Math.max(height, p.height);
    if (p.kind !== T.EQUAL && p.kind !== T.COLON) {
      unclosed(p, start, '{', '}', 'Expected = and a value after the key.');
      items.push({ start: key.key.start, end: key.key.end, key: key.key, bare: key.bare, value: missing(p) });
      break;
    }
    p.next();
    const value = expression(p);
    height = Math.max(height, p.height);
    items.push({ start: key.key.start, end: Math.max(value.end, p.previousEnd), key: key.key, bare: key.bare, value });
    if (p.kind === T.COMMA || p.kind === T.NEWLINE) p.next();
    else if (p.kind !== T.RBRACE) break;
  }
  p.lines = lines;
  if (p.kind === T.RBRACE) p.next();
  else {
    unclosed(p, start, '{', '}', 'Expected a comma, a new line or } after the value.');
    const gap = missing(p);
    items.push({ start: gap.start, end: gap.end, key: gap, bare: false, value: gap });
  }
  grow(p, height);
  const node: ObjectExpression = { kind: 'object', start, end: p.previousEnd, items };
  return node;
}

/** A key: any expression, but a bare word (even `true`) is a string. */
function objectKey(p: Scanner): { key: Expression; bare: boolean } {
  const key = expression(p);
  const word =
    key.kind === 'variable' ? key.name : key.kind === 'literal' && typeof key.value !== 'number' ? key.text : undefined;
  if (word === undefined) return { key, bare: false };
  return { key: { kind: 'string', start: key.start, end: key.end, value: word, heredoc: false }, bare: true };
}

/** Behind `[` or `{`, at the word `for`. */
function forExpression(p: Scanner, start: number, lines: boolean, close: number, closer: ']' | '}'): Expression {
  p.next();
  const giveUp = (message: string): Expression => {
    p.lines = lines;
    unclosed(p, start, closer === ']' ? '[' : '{', closer, message);
    return invalid(start, p.previousEnd);
  };
  if (p.kind !== T.IDENT) return giveUp('Expected the name of a variable after for.');
  let itemName = p.word();
  let keyName: string | undefined;
  p.next();
  if (p.kind === T.COMMA) {
    p.next();
    if (p.kind !== T.IDENT) return giveUp('Expected the name of the second variable after the comma.');
    keyName = itemName;
    itemName = p.word();
    p.next();
  }
  if (!p.isWord('in')) return giveUp('Expected in and a collection after the variables of for.');
  p.next();
  const collection = expression(p);
  let height = p.height;
  if (p.kind !== T.COLON) return giveUp('Expected : after the collection of for.');
  p.next();
  let value = expression(p);
  height = Math.max(height, p.height);
  let key: Expression | undefined;
  let grouped = false;
  if (p.kind === T.ARROW) {
    if (closer === ']')
      return giveUp('A for in brackets makes a list, without keys. Use { } for a map, or remove the key and =>.');
    p.next();
    key = value;
    value = expression(p);
    height = Math.max(height, p.height);
  } else if (closer === '}') return giveUp('A for in braces makes a map. Write key => value, or use [ ] for a list.');
  if (p.kind === T.ELLIPSIS) {
    if (closer === ']') return giveUp('Only a for in braces groups values. Remove the dots.');
    grouped = true;
    p.next();
  }
  let condition: Expression | undefined;
  if (p.isWord('if')) {
    p.next();
    condition = expression(p);
    height = Math.max(height, p.height);
  }
  if (p.kind !== close) return giveUp(`Expected ${closer} after the for expression.`);
  p.lines = lines;
  p.next();
  grow(p, height);
  return { kind: 'for', start, end: p.previousEnd, keyName, itemName, collection, key, value, condition, grouped };
}

/** A string in single quotes, which is a common slip: one error, and reading goes on behind it. */
function singleQuoted(p: Scanner): Expression {
  const start = p.start;
  let end = start + 1;
  for (let code = p.text.charCodeAt(end); end < p.text.length && code !== 39 && code !== 10; )
    code = p.text.charCodeAt(++end);
  p.height = 0;
  if (p.text.charCodeAt(end) !== 39) {
    unexpected(p, '');
    return missing(p);
  }
  end++;
  p.report('Single quotes do not make a string. Use double quotes.', start, end);
  p.moveTo(end);
  return invalid(start, end);
}

/** Reads a quoted string; the current token is its quote. */
export function quoted(p: Scanner): StringLiteral | Template | Invalid {
  const { start, text } = p;
  p.height = 0;
  if (text.charCodeAt(start) === 34) {
    let at = start + 1;
    let all = 0;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        const value = text.slice(start + 1, at);
        p.moveTo(at + 1);
        return {
          kind: 'string',
          start,
          end: at + 1,
          value: all >= 0x300 ? value.normalize('NFC') : value,
          heredoc: false,
        };
      }
      if (code === 92 || code === 36 || code === 37 || code === 10 || code === 13 || Number.isNaN(code)) break;
      all |= code;
      at++;
    }
  }
  const typographic = text.charCodeAt(start) !== 34;
  const end = quotedEndOfLine(p, typographic);
  return quotedTemplate(p, start, end);
}

/**
 * How the string may end besides with `"`: at typographic quotes if it began with one, or at a single one if
 * its line has nothing better. -2: only `"`; -1: any typographic quote; otherwise the offset of that quote.
 */
function quotedEndOfLine(p: Scanner, typographic: boolean): number {
  if (typographic) return -1;
  const { text, start } = p;
  let quote = -2;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return -2;
    if (code === 10) break;
    if (code === 92) at++;
    else if (quote < 0 && isTypographicQuote(code)) quote = at;
  }
  return quote;
}

function quotedTemplate(p: Scanner, start: number, closer: number): StringLiteral | Template | Invalid {
  const { text } = p;
  const run = textRun(start + 1);
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 34 || (closer === -1 && isTypographicQuote(code)) || at === closer) break;
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10) || Number.isNaN(code)) {
      p.fail(openString, start, at, true);
      return spoiled(p, start, at);
    }
    if (code === 92) {
      const length = escapeLength(text, at);
      if (length === 0) badEscape(p, at);
      run.value += text.slice(run.from, at) + (length === 0 ? text.charAt(at) : unescaped(text, at, length));
      at += length === 0 ? 1 : length;
      run.from = at;
    } else if (code === 36 || code === 37) {
      at = dollar(p, run, at, code);
      if (at === -1) return spoiled(p, start, p.end);
    } else {
      if (code === 13) reportReturn(p, at);
      at++;
    }
  }
  endText(p, run, at);
  p.pasteQuote(at);
  p.moveTo(at + 1);
  return templateNode(p, run.pieces, start, at + 1, false, false);
}

/** What is said of a string without its closing quote. */
export const openString = 'This string is not closed. Add " where it ends; it cannot go on on the next line.';

/** The text of a template as it is read: `value` is what stands for the text from `start` to `from`. */
interface TextRun {
  readonly pieces: Piece[];
  start: number;
  from: number;
  value: string;
}

function textRun(start: number): TextRun {
  return { pieces: [], start, from: start, value: '' };
}

/** Ends a piece of text at `at`; the next one starts there. */
function endText(p: Scanner, run: TextRun, at: number): void {
  if (at > run.start) run.pieces.push(textPiece(run.value + p.text.slice(run.from, at), run.start, at));
  run.start = run.from = at;
  run.value = '';
}

/** At `$` or `%`: reads an interpolation, a directive, their escapes, or the character. Returns where to go on, or -1 after a fault. */
function dollar(p: Scanner, run: TextRun, at: number, code: number): number {
  const { text } = p;
  const following = text.charCodeAt(at + 1);
  if (following === 123) {
    endText(p, run, at);
    const end = sequence(p, at, run.pieces);
    run.start = run.from = end;
    return end;
  }
  if (following !== code || text.charCodeAt(at + 2) !== 123) return at + 1;
  run.value += `${text.slice(run.from, at + 1)}{`;
  run.from = at + 3;
  return run.from;
}

/** A carriage return is part of a line's end and nothing else. */
function reportReturn(p: Scanner, at: number): void {
  if (p.text.charCodeAt(at + 1) !== 10)
    p.report(
      'There is a carriage return without a line feed here. Remove it, or write \\r in a quoted string.',
      at,
      at + 1,
    );
}

/** Length of the escape at `at`; 0 if it is none. */
function escapeLength(text: string, at: number): number {
  switch (text.charCodeAt(at + 1)) {
    case 110: // n
    case 114: // r
    case 116: // t
    case 34: // "
    case 92: // \
      return 2;
    case 117: // u
      return hexadecimal(text, at + 2, 4) ? 6 : 0;
    case 85: // U
      return hexadecimal(text, at + 2, 8) && Number.parseInt(text.slice(at + 2, at + 10), 16) <= 0x10ffff ? 10 : 0;
    default:
      return 0;
  }
}

function hexadecimal(text: string, from: number, count: number): boolean {
  return from + count <= text.length && /^[0-9A-Fa-f]+$/.test(text.slice(from, from + count));
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(text: string, at: number, length: number): string {
  if (length === 2) return simpleEscapes[text.charAt(at + 1)] ?? '';
  const code = Number.parseInt(text.slice(at + 2, at + length), 16);
  // Half of a surrogate pair is no character.
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
}

function badEscape(p: Scanner, at: number): void {
  const letter = p.text.charAt(at + 1);
  const hint =
    letter === 'u' || letter === 'U'
      ? `Write \\${letter} and ${letter === 'u' ? 'four' : 'eight'} hexadecimal digits.`
      : 'Write \\\\ for a backslash itself.';
  const shown = letter.trim() === '' ? '\\' : `\\${letter}`;
  p.report(`${shown} is not an escape that a string knows. ${hint}`, at, at + shown.length);
}

/** Reads `${ }` or `%{ }` at `at` and adds it to the pieces. Returns where the text goes on, or -1 after a fault. */
function sequence(p: Scanner, at: number, pieces: Piece[]): number {
  const directive = p.text.charCodeAt(at) === 37;
  const trimBefore = p.text.charCodeAt(at + 2) === 126;
  const lines = p.lines;
  if (p.depth >= deepest) {
    p.moveTo(at + 2);
    tooDeep(p);
    return -1;
  }
  p.depth++;
  p.lines = false;
  p.moveTo(at + (trimBefore ? 3 : 2));
  let kind: Piece['kind'] = 'interpolation';
  let value: Expression | undefined;
  let key: string | undefined;
  let item = '';
  p.height = 0;
  if (!directive) value = expression(p);
  else if (p.kind !== T.IDENT) unexpected(p, 'Expected if, else, endif, for or endfor after %{.');
  else {
    const word = p.word();
    if (word === 'if') {
      kind = word;
      p.next();
      value = expression(p);
    } else if (word === 'for') {
      kind = word;
      p.next();
      item = name(p, 'Expected the name of a variable after for.');
      if (p.kind === T.COMMA) {
        p.next();
        key = item;
        item = name(p, 'Expected the name of the second variable after the comma.');
      }
      if (p.isWord('in')) p.next();
      else unexpected(p, 'Expected in and a collection after the variables of for.');
      value = expression(p);
    } else if (word === 'else' || word === 'endif' || word === 'endfor') {
      kind = word;
      p.next();
    } else
      p.fail(`${word} is not a directive. Write if, else, endif, for or endfor, or %%{ for the characters themselves.`);
  }
  p.depth--;
  p.lines = lines;
  const trimAfter = p.kind === T.TILDE_BRACE;
  if (p.kind !== T.RBRACE && !trimAfter) {
    const opener = directive ? '%{' : '${';
    unclosed(p, at, opener, '}', `Expected } at the end of ${opener}.`);
    return -1;
  }
  const end = p.end;
  pieces.push({
    kind,
    start: at,
    end,
    value: '',
    expression: value,
    key,
    item,
    trimBefore,
    trimAfter,
    height: p.height,
  });
  return end;
}

function name(p: Scanner, message: string): string {
  if (p.kind !== T.IDENT) {
    unexpected(p, message);
    return '';
  }
  const word = p.word();
  p.next();
  return word;
}

function templateNode(
  p: Scanner,
  pieces: readonly Piece[],
  start: number,
  end: number,
  isHeredoc: boolean,
  indented: boolean,
): StringLiteral | Template {
  let open = 0;
  let height = 0;
  for (const piece of pieces) {
    if (piece.kind === 'if' || piece.kind === 'for') open++;
    else if (piece.kind !== 'interpolation' && piece.kind !== 'text' && piece.kind !== 'else' && open > 0) open--;
    height = Math.max(height, open + piece.height);
  }
  grow(p, height);
  if (height >= deepest) return { kind: 'string', start, end, value: '', heredoc: isHeredoc };
  const parts = assemble(pieces, indented, (fault) => p.report(fault.message, fault.start, fault.end));
  const [first] = parts;
  if (first === undefined) return { kind: 'string', start, end, value: '', heredoc: isHeredoc };
  if (parts.length === 1 && first.kind === 'text')
    return { kind: 'string', start, end, value: first.value, heredoc: isHeredoc };
  return { kind: 'template', start, end, parts, heredoc: isHeredoc };
}

/** Reads a heredoc; the current token is its opening `<<NAME`. */
function heredoc(p: Scanner): Expression {
  const { start, text } = p;
  const indented = text.charCodeAt(start + 2) === 45;
  const marker = text.slice(start + (indented ? 3 : 2), p.end);
  const markerEnd = p.end;
  p.height = 0;
  let lineEnd = text.indexOf('\n', markerEnd);
  if (lineEnd === -1) lineEnd = text.length;
  const close = p.heredocEnd(marker, lineEnd + 1);
  const rest = text.slice(markerEnd, lineEnd);
  if (close === -1) {
    p.fail(openHeredoc(marker), start, markerEnd, true);
    return spoiled(p, start, markerEnd);
  }
  if (rest !== '' && rest !== '\r')
    p.report(
      rest.trim() === ''
        ? `There are blanks after <<${marker}. Remove them: the line must end with the marker.`
        : `Nothing may follow <<${marker} on its line. Move the text to the next line.`,
      markerEnd,
      markerEnd + (rest.trim() === '' ? rest.replace('\r', '') : rest.trimEnd()).length,
    );
  const run = textRun(lineEnd + 1);
  const end = heredocPieces(p, start, lineEnd + 1, marker, close, run);
  if (end === -1) {
    // The fault is inside, the end is known.
    if (!p.fatal) {
      settle(p);
      p.moveTo(close + marker.length, text.lastIndexOf('\n', close) + 1);
    }
    return spoiled(p, start, close + marker.length);
  }
  if (text.indexOf('\n', end) === -1)
    p.report(`The line that ends a heredoc needs a line break. Add one behind ${marker}.`, end - marker.length, end);
  p.moveTo(end, text.lastIndexOf('\n', end - 1) + 1);
  return templateNode(p, run.pieces, start, end, true, indented);
}

/** Makes the pieces of a heredoc, a text for each line. Returns the offset behind the closing marker, or -1 after a fault. */
function heredocPieces(
  p: Scanner,
  start: number,
  bodyStart: number,
  marker: string,
  firstClose: number,
  run: TextRun,
): number {
  const { text } = p;
  let close = firstClose;
  let closeLine = text.lastIndexOf('\n', close) + 1;
  let at = bodyStart;
  for (;;) {
    if (at >= closeLine) {
      if (at === closeLine) return close + marker.length;
      // An interpolation went over that line, so it was not the end.
      const nextLine = text.indexOf('\n', at) + 1;
      close = nextLine === 0 ? -1 : p.heredocEnd(marker, nextLine);
      if (close === -1) {
        p.fail(openHeredoc(marker), start, p.text.indexOf(marker, start) + marker.length, true);
        return -1;
      }
      closeLine = text.lastIndexOf('\n', close) + 1;
    }
    const code = text.charCodeAt(at);
    if (code === 10) endText(p, run, ++at);
    else if (code === 36 || code === 37) {
      at = dollar(p, run, at, code);
      if (at === -1) return -1;
    } else {
      if (code === 13) reportReturn(p, at);
      at++;
    }
  }
}

function openHeredoc(marker: string): string {
  return `This heredoc is not closed. Add a line with nothing but ${marker} where it ends.`;
}

/** Reads the whole text as a template, as a file for `templatefile` is. */
export function bareTemplate(p: Scanner): StringLiteral | Template | Invalid {
  const { text } = p;
  const run = textRun(0);
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    at = code === 36 || code === 37 ? dollar(p, run, at, code) : at + 1;
    if (at === -1) return invalid(0, text.length);
  }
  endText(p, run, at);
  return templateNode(p, run.pieces, 0, text.length, false, false);
}

/** Puts the fault that stopped the scanner into the list of errors. */
export function settle(p: Scanner): void {
  const fault = p.fault;
  if (fault === undefined) return;
  p.fault = undefined;
  p.report(fault.message, fault.start, fault.end);
}

/** Fails at the current token: with a message about the token itself where it can never be right, otherwise `message`. */
export function unexpected(p: Scanner, message: string): void {
  if (p.kind === T.STOP) return;
  if (p.kind === T.NEWLINE || p.kind === T.EOF) {
    // Nothing is there to be underlined but the end of what came before.
    p.fail(message, Math.max(0, p.previousEnd - 1), p.previousEnd);
    return;
  }
  const special = p.kind === T.INVALID ? strangeCharacter(p.text, p.start) : undefined;
  p.fail(special ?? message);
}

/** Fails because a bracket's content is followed by something that neither goes on nor closes it. */
function unclosed(p: Scanner, open: number, opener: string, closer: string, message: string): void {
  if (p.kind === T.STOP) return;
  const followed = p.kind === T.EOF || message === '' || (opener.length > 1 && p.kind === T.QUOTE);
  if (followed) p.fail(notClosed(opener, closer), open, open + opener.length, true);
  else unexpected(p, message);
}

/** What is said of an opening bracket without its closing one. */
export function notClosed(opener: string, closer: string): string {
  return `This ${opener} is not closed. Add ${closer} where it ends.`;
}

const strange: Readonly<Record<string, string>> = {
  "'": 'Single quotes do not make a string. Use double quotes.',
  '`': 'Backticks do not make a string. Use double quotes.',
  ';': 'Semicolons do not end anything here. Use a new line.',
  '&': 'There is no operator &. Use && for "and".',
  '|': 'There is no operator |. Use || for "or".',
  '^': 'There is no operator ^. Use pow() for powers.',
  '~': 'A ~ may only stand at the start or end of ${ } and %{ }.',
};

/** What is wrong with a character that starts no token. */
function strangeCharacter(text: string, at: number): string {
  if (text.startsWith('${', at))
    return 'A ${ } stands only in strings. Write the expression alone, or put it in quotes.';
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const shown = /[\p{C}\p{Z}]/u.test(character)
    ? `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : character;
  return strange[character] ?? `The character ${shown} is not used outside strings and comments. Remove it.`;
}
