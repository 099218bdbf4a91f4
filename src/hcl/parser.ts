import type {
  Attribute,
  Block,
  Body,
  Expression,
  Invalid,
  Label,
  ParseError,
  ParseResult,
  StringLiteral,
  Template,
} from './ast.ts';
import { isSpace } from './characters.ts';
import { bareTemplate, deepest, expression, quoted, settle, tooDeep, unexpected } from './expression.ts';
import { closesBlock, recover, startsItem, startsTopLevelBlock } from './recovery.ts';
import * as T from './scanner.ts';
import { Scanner } from './scanner.ts';
import type { Span } from './span.ts';

/**
 * Reads a file of the HCL native syntax. Never throws: the tree holds what could be read, and each fault is in `errors`, in
 * order of the text. Where braces do not match, the text is read a second time with its indentation as a guide.
 */
export function parse(text: string): ParseResult {
  const first = readFile(text, false);
  if (!first.unbalanced || first.fatal) return first.result;
  const second = readFile(text, true);
  return second.result.errors.length <= first.result.errors.length ? second.result : first.result;
}

/** Reads a text that is one expression, as in a `.tfvars` value from the environment. */
export function parseExpression(text: string): { expression: Expression; errors: readonly ParseError[] } {
  const p = new Scanner(text);
  p.lines = false;
  p.next();
  const result = expression(p);
  if (p.kind !== T.EOF) unexpected(p, 'Expected the end of the expression.');
  settle(p);
  p.reportOpenComment();
  return { expression: result, errors: sorted(p.errors) };
}

/** Reads a text that is one template, as the file of a `templatefile` call is. */
export function parseTemplate(text: string): {
  template: StringLiteral | Template | Invalid;
  errors: readonly ParseError[];
} {
  const p = new Scanner(text);
  const template = bareTemplate(p);
  settle(p);
  p.reportOpenComment();
  return { template, errors: sorted(p.errors) };
}

/** A text with more faults than this is no Terraform; the rest of it is not read. */
const mostErrors = 1000;

interface Reading {
  readonly result: ParseResult;
  readonly unbalanced: boolean;
  readonly fatal: boolean;
}

function readFile(text: string, layout: boolean): Reading {
  const p = new Scanner(text);
  p.layout = layout;
  p.next();
  const items: (Attribute | Block)[] = [];
  readItems(p, items, undefined);
  p.reportOpenComment();
  const body: Body = { kind: 'body', start: 0, end: text.length, items };
  const result = { text, body, errors: sorted(p.errors), comments: p.comments, pasted: p.pasted };
  return { result, unbalanced: p.unbalanced, fatal: p.fatal };
}

function sorted(errors: ParseError[]): readonly ParseError[] {
  return errors.length < 2 ? errors : errors.sort((a, b) => a.start - b.start);
}

/** A block whose closing brace is yet to come. */
interface OpenBlock {
  readonly parent: OpenBlock | undefined;
  /** Offset of the opening brace; of the end of the header where it is missing. */
  readonly open: number;
  /** Indentation of the header's line. */
  readonly indent: number;
  readonly oneLine: boolean;
  /** Its type where it has no labels: it may be meant as an argument with an object. */
  readonly bareType: string | undefined;
  /** Whether that was reported. */
  object: boolean;
  /** Indentation of the first item that starts a line, -1 as long as there is none. */
  items: number;
}

/** Reads items up to the brace that closes `open` (which is left for the caller) or the end of the file. */
function readItems(p: Scanner, items: (Attribute | Block)[], open: OpenBlock | undefined): void {
  for (;;) {
    if (p.errors.length >= mostErrors && p.kind !== T.EOF) {
      p.fatal = true;
      p.moveTo(p.text.length);
    }
    switch (p.kind) {
      case T.NEWLINE:
        p.next();
        continue;
      case T.EOF:
        if (open !== undefined) reportUnclosed(p, open);
        break;
      case T.RBRACE:
        if (open === undefined || isExtraBrace(p, open)) {
          p.unbalanced = true;
          reportExtraBrace(p);
          continue;
        }
        if (p.layout && closesOuter(p, open)) reportUnclosed(p, open);
        break;
      default: {
        if (open !== undefined) {
          if (p.layout && leavesBlock(p, open)) {
            reportUnclosed(p, open);
            break;
          }
          if (open.items < 0) open.items = p.column();
        }
        readItem(p, items, open);
        continue;
      }
    }
    break;
  }
  if (items.length > 1) reportDuplicates(p, items);
}

function reportUnclosed(p: Scanner, open: OpenBlock): void {
  // At the end of the file the innermost open block explains those around it.
  if (p.fatal || (p.kind === T.EOF && p.unbalanced && !p.layout)) return;
  const known = p.errors.at(-1);
  p.unbalanced = true;
  if (known !== undefined && known.message === unclosedBlock && p.kind === T.EOF) return;
  p.report(unclosedBlock, open.open, Math.min(open.open + 1, p.text.length));
}

const unclosedBlock = 'This block is not closed. Add } where it ends.';

/** By layout: a `}` that stands deeper than the block that it would close, although another one stands where it should. */
function isExtraBrace(p: Scanner, open: OpenBlock): boolean {
  return p.layout && !open.oneLine && open.items > open.indent && p.column() > open.indent;
}

/** By layout: a `}` that stands where that of a block further out should. */
function closesOuter(p: Scanner, open: OpenBlock): boolean {
  const column = p.column();
  if (column < 0 || column >= open.indent) return false;
  for (let outer = open.parent; outer !== undefined; outer = outer.parent) if (outer.indent === column) return true;
  return false;
}

/** By layout: an item that stands no deeper than the block that it would be in. */
function leavesBlock(p: Scanner, open: OpenBlock): boolean {
  const column = p.column();
  if (column < 0 || column > open.indent) return false;
  if (column === 0 && startsTopLevelBlock(p.text, p.start)) return true;
  if (open.items >= 0) return open.items > open.indent;
  return open.parent !== undefined && open.parent.items > open.parent.indent;
}

function reportDuplicates(p: Scanner, items: readonly (Attribute | Block)[]): void {
  const names = new Set<string>();
  for (const item of items) {
    // One that is still being typed sets nothing yet.
    if (item.kind !== 'attribute' || item.value.kind === 'invalid') continue;
    if (names.has(item.name) && p.errors.length < mostErrors)
      p.report(
        `${item.name} is set twice in this block. Remove one of the two.`,
        item.nameSpan.start,
        item.nameSpan.end,
      );
    names.add(item.name);
  }
}

/** The name that an item starts with, and where its line starts. */
interface Name extends Span {
  readonly text: string;
  readonly lineStart: number;
}

/** Whether a block was already reported to be written like an object, which explains its other faults. */
function looksLikeObject(open: OpenBlock | undefined): boolean {
  return open?.object ?? false;
}

/** The lines that version control puts around both sides of a conflict. */
const conflict = /^(?:<{7}|={7}|>{7})(?:\s|$)/;

function readItem(p: Scanner, items: (Attribute | Block)[], open: OpenBlock | undefined): void {
  const { start, end, lineStart } = p;
  if (p.kind === T.IDENT) {
    const name: Name = { start, end, text: p.word(), lineStart };
    p.next();
    if (p.kind === T.EQUAL) readAttribute(p, items, open, name);
    else if (p.kind === T.LBRACE || p.kind === T.QUOTE || p.kind === T.IDENT) readBlock(p, items, open, name);
    else readBareName(p, items, open, name);
    return;
  }
  if (p.kind === T.QUOTE) {
    const name = quoted(p);
    if (p.kind === T.EQUAL && name.kind === 'string') {
      if (open?.bareType === undefined)
        p.report('The name of an argument is not quoted. Remove the quotes.', start, name.end);
      else if (!open.object) {
        open.object = true;
        p.report(
          `The name of an argument is not quoted. Remove the quotes, or write ${open.bareType} = { for an object.`,
          start,
          name.end,
        );
      }
      readAttribute(p, items, open, { start, end: name.end, text: name.value, lineStart });
      return;
    }
    p.fail(
      'A block or argument starts with a name without quotes. Add its type, or remove the quotes.',
      start,
      name.end,
    );
  } else if (conflict.test(p.text.slice(start, start + 8)))
    p.fail('This line is left over from a merge. Keep one of the two versions and remove it.', start, start + 7);
  else unexpected(p, 'Expected an argument (name = value) or a block here.');
  if (looksLikeObject(open) && !p.fatal) p.fault = undefined;
  recoverItem(p, open, lineStart, start, lineStart);
}

/** Indentation of an item. One that stands deeper than those before it, perhaps because its start is missing, is one of them all the same. */
function itemIndentation(p: Scanner, open: OpenBlock | undefined, lineStart: number): number {
  const own = p.indentation(lineStart);
  const siblings = open === undefined ? 0 : open.items;
  return siblings >= 0 ? Math.min(own, siblings) : own;
}

function recoverItem(p: Scanner, open: OpenBlock | undefined, lineStart: number, from: number, fromLine: number): void {
  const siblings = open === undefined ? 0 : open.items;
  const indent = itemIndentation(p, open, lineStart);
  recover(p, {
    from,
    fromLine,
    indent,
    siblings,
    block: open?.indent ?? -1,
    oneLine: open?.oneLine ?? false,
  });
}

function readAttribute(p: Scanner, items: (Attribute | Block)[], open: OpenBlock | undefined, name: Name): void {
  const { start, end: nameEnd, lineStart } = name;
  const equals = p.start;
  const fromLine = p.lineStart;
  const faults = p.errors.length;
  if (p.layout) p.itemIndent = p.indentation(lineStart);
  p.next();
  const from = p.start;
  const valueLine = p.kind === T.NEWLINE ? fromLine : p.lineStart;
  const value = expression(p);
  const finish = (kept: Expression): void => {
    items.push({
      kind: 'attribute',
      start,
      end: Math.max(kept.end, equals + 1),
      name: name.text,
      nameSpan: { start, end: nameEnd },
      equals,
      value: kept,
    });
  };
  if (p.kind === T.NEWLINE || p.kind === T.EOF || (p.kind === T.RBRACE && open?.oneLine)) {
    finish(value);
    return;
  }
  if (p.kind === T.COMMA && !open?.oneLine) {
    const { start: comma, end } = p;
    p.next();
    if (p.kind === T.EOF || (p.kind === T.NEWLINE && !nextLineIsDeeper(p, itemIndentation(p, open, lineStart)))) {
      if (!looksLikeObject(open)) p.report('Arguments are not separated by commas. Remove the comma.', comma, end);
      finish(value);
      return;
    }
    p.fail('Arguments are not separated by commas. Put each on its own line.', comma, end);
  } else if (p.kind === T.COMMA) {
    p.fail(oneArgument);
  }
  unexpected(p, `Expected a new line after the value of ${name.text}.`);
  // A slip that was reported already explains what follows it.
  if (p.errors.length > faults && !p.fatal) p.fault = undefined;
  recoverItem(p, open, lineStart, from, valueLine);
  finish(value.end <= p.start ? value : readAgain(p, from));
}

/** What can be read of a broken value up to the item from which reading goes on, where the first attempt went too far. */
function readAgain(p: Scanner, from: number): Expression {
  let end = p.start;
  while (end > from && isSpace(p.text.charCodeAt(end - 1))) end--;
  // Looking for the end of a heredoc once more could take long.
  if (p.text.slice(from, end).includes('<<')) return { kind: 'invalid', start: from, end };
  const part = new Scanner(p.text.slice(0, end));
  part.moveTo(from);
  return expression(part);
}

/** A name alone on its line, as somebody types it; or a block whose brace is missing. */
function readBareName(p: Scanner, items: (Attribute | Block)[], open: OpenBlock | undefined, name: Name): void {
  const { start, end, lineStart, text } = name;
  const value = { kind: 'invalid', start: end, end } as const;
  if (p.kind === T.COLON) {
    p.report(`An argument is set with =, not with a colon. Write ${text} = and the value.`, p.start, p.end);
    readAttribute(p, items, open, name);
    return;
  }
  if (p.kind === T.NEWLINE && blockFollows(p, lineStart)) {
    readBlock(p, items, open, name);
    return;
  }
  const from = p.start;
  const fromLine = p.kind === T.NEWLINE ? lineStart : p.lineStart;
  if (p.kind === T.NEWLINE || p.kind === T.EOF)
    p.fail(`${text} has no value. Write ${text} = and a value, or { } for a block.`, start, end);
  else if (p.kind === T.EQ) p.fail(`An argument is set with a single =. Write ${text} = and the value.`);
  else unexpected(p, `Expected = or { after ${text}.`);
  items.push({ kind: 'attribute', start, end, name: text, nameSpan: { start, end }, equals: end, value });
  recoverItem(p, open, lineStart, from, fromLine);
}

/** Whether the current token starts a line that can only be in the body of a block of that indentation. */
function startsBody(p: Scanner, indent: number): boolean {
  return p.kind === T.IDENT && p.column() > indent && startsItem(p.text, p.start);
}

/** At the end of a line: whether the lines below belong to a block of that indentation. Does not move. */
function goesOnBelow(p: Scanner, indent: number): boolean {
  const { start, lineStart } = p;
  while (p.kind === T.NEWLINE) p.next();
  const column = p.column();
  const inside = p.kind === T.RBRACE ? column >= indent : p.kind !== T.EOF && column > indent;
  p.moveTo(start, lineStart);
  return inside;
}

/** At the end of a line: whether the next token stands deeper than `indent`. Does not move. */
function nextLineIsDeeper(p: Scanner, indent: number): boolean {
  const { start, lineStart } = p;
  while (p.kind === T.NEWLINE) p.next();
  const deeper = p.kind !== T.EOF && p.column() > indent;
  p.moveTo(start, lineStart);
  return deeper;
}

/** Whether the line behind a header without a brace is the brace, or is indented as a body is. Does not move. */
function blockFollows(p: Scanner, lineStart: number): boolean {
  const { start } = p;
  const before = p.lineStart;
  while (p.kind === T.NEWLINE) p.next();
  const follows = p.kind === T.LBRACE || startsBody(p, p.indentation(lineStart));
  // The newline token leaves the start of the next line behind.
  p.moveTo(start, before);
  return follows;
}

function readBlock(p: Scanner, items: (Attribute | Block)[], parent: OpenBlock | undefined, name: Name): void {
  const { start, lineStart } = name;
  const { labels, template } = readLabels(p);
  const header = { start, end: labels.at(-1)?.end ?? name.end };
  const indent = p.indentation(lineStart);
  const inside: (Attribute | Block)[] = [];
  const finish = (open: number, bodyStart: number, close: number, end: number): void => {
    items.push({
      kind: 'block',
      start,
      end,
      type: name.text,
      typeSpan: { start, end: name.end },
      labels,
      header,
      body: { kind: 'body', start: bodyStart, end: close, items: inside },
      open,
      close,
    });
  };
  if (p.kind !== T.LBRACE) {
    const opened = openAnyway(p, labels, header, lineStart, indent, parent);
    // A label that is not closed may reach behind the place from which reading goes on.
    while ((labels.at(-1)?.end ?? 0) > p.start) labels.pop();
    header.end = labels.at(-1)?.end ?? name.end;
    if (!opened) {
      finish(header.end, header.end, header.end, header.end);
      return;
    }
  }
  if (template !== undefined) p.report(templateLabel, template.start, template.end);
  const brace = p.kind === T.LBRACE;
  const bodyStart = brace ? p.end : header.end;
  const open: OpenBlock = {
    parent,
    open: brace ? p.start : header.end,
    indent,
    oneLine: brace && startsOneLine(p),
    bareType: labels.length === 0 ? name.text : undefined,
    // Without its brace it may well be an object without its equals sign.
    object: !brace && labels.length === 0,
    items: -1,
  };
  if (++p.depth > deepest) {
    tooDeep(p);
    recover(p, { from: open.open, fromLine: lineStart, indent, siblings: -1, block: -1, oneLine: false });
  } else if (open.oneLine) readOneLine(p, inside, open);
  else readItems(p, inside, open);
  p.depth--;
  const closed = p.kind === T.RBRACE && !(p.layout && !open.oneLine && closesOuter(p, open));
  const close = closed ? p.start : Math.max(bodyStart, inside.at(-1)?.end ?? 0);
  finish(open.open, bodyStart, close, closed ? p.end : close);
  if (!closed) return;
  p.next();
  if (p.kind === T.NEWLINE || p.kind === T.EOF || (p.kind === T.RBRACE && parent?.oneLine)) return;
  if (!brace) {
    // What follows the closing brace belongs to the brackets that went missing with the opening one.
    recoverItem(p, parent, lineStart, p.start, p.lineStart);
    return;
  }
  if (p.kind === T.RBRACE && (parent === undefined || !closesBlock(p, indent, parent.indent))) reportExtraBrace(p);
  else if (p.errors.at(-1)?.message !== oneArgument) {
    p.report('Expected a new line after the block. Put what follows on its own line.', p.start, p.end);
    skipClosers(p);
  }
}

/** Reports a `}` without its opening brace, and moves behind it. */
function reportExtraBrace(p: Scanner): void {
  p.report('There is no { for this }. Remove it, or add the { where its block starts.', p.start, p.end);
  p.next();
  skipClosers(p);
}

/** What closes further brackets behind a brace that was reported went missing for the same reason. */
function skipClosers(p: Scanner): void {
  while (p.kind === T.RPAREN || p.kind === T.RBRACK || p.kind === T.COMMA) p.next();
}

const templateLabel =
  'A label is a plain string. Remove the ${ } or %{ }, or write $${ or %%{ for the characters themselves.';

/** The labels of a block, and the first of them that is a template, which only a block's header makes a fault. */
function readLabels(p: Scanner): { readonly labels: Label[]; readonly template: Template | undefined } {
  const labels: Label[] = [];
  let template: Template | undefined;
  for (;;) {
    const { start, end } = p;
    if (p.kind === T.IDENT) {
      labels.push({ start, end, value: p.word(), quoted: false });
      p.next();
    } else if (p.kind === T.QUOTE) {
      const label = quoted(p);
      if (label.kind === 'template') template ??= label;
      const value = label.kind === 'string' ? label.value : p.text.slice(end, Math.max(end, label.end - 1));
      labels.push({ start, end: label.end, value, quoted: true });
    } else return { labels, template };
  }
}

/** At the brace of a block: moves behind it, and says whether something of its body follows on the same line. */
function startsOneLine(p: Scanner): boolean {
  p.lines = true;
  p.next();
  return p.kind !== T.NEWLINE && p.kind !== T.RBRACE && p.kind !== T.EOF;
}

const oneArgument = 'A block on one line holds one argument and nothing else. Put each item on its own line.';

/** The body of a block whose brace is followed by something on the same line. */
function readOneLine(p: Scanner, items: (Attribute | Block)[], open: OpenBlock): void {
  const faults = p.errors.length;
  readItem(p, items, open);
  const only = items[0];
  if (p.kind === T.RBRACE && (only === undefined || only.kind === 'attribute')) return;
  // After a fault the rest of the line, with the brace, has been skipped.
  if (p.errors.length > faults) return;
  if (p.kind === T.NEWLINE && only?.kind === 'attribute' && !goesOnBelow(p, open.indent)) {
    p.report(unclosedBlock, open.open, open.open + 1);
    return;
  }
  if (p.kind !== T.EOF) {
    const at = p.kind === T.COMMA || only === undefined ? p : only;
    p.report(oneArgument, at.start, at.end);
    if (p.kind === T.COMMA) p.next();
  }
  readItems(p, items, { ...open, oneLine: false });
}

/** What may stand in a header in place of its brace, by a slip. */
const headerSlips = [T.STOP, T.NEWLINE, T.EQUAL, T.COMMA, T.COLON, T.INVALID];

function headerMessage(p: Scanner, labels: readonly Label[]): string {
  if (p.kind === T.EQUAL) return 'A block has no = before its {. Remove it.';
  if (p.kind === T.COMMA) return 'The labels of a block are separated by blanks. Remove the comma.';
  if (labels.some((label) => label.quoted) && labels.length > 1) return 'Expected { after the header of the block.';
  return 'Expected { after the header of a block, or = after the name of an argument.';
}

/**
 * After a header that is not followed by its brace: reports it, and finds the body all the same where its brace ends the
 * line, stands on the next one, or is missing although a body follows.
 */
function openAnyway(
  p: Scanner,
  labels: readonly Label[],
  header: Span,
  lineStart: number,
  indent: number,
  parent: OpenBlock | undefined,
): boolean {
  const { text } = p;
  const from = p.kind === T.STOP || p.kind === T.NEWLINE ? header.end : p.start;
  const lineEndAt = text.indexOf('\n', header.start);
  const lineEnd = lineEndAt === -1 ? text.length : lineEndAt;
  if (p.kind === T.NEWLINE) {
    const newline = p.start;
    const nextLine = p.lineStart;
    while (p.kind === T.NEWLINE) p.next();
    if (p.kind === T.LBRACE) {
      p.report('The { of a block stands on the same line as its header. Move it there.', p.start, p.end);
      return true;
    }
    p.moveTo(newline, nextLine);
  }
  // Behind anything else it is more likely an argument without its equals sign.
  const slip = headerSlips.includes(p.kind);
  unexpected(p, headerMessage(p, labels));
  const rest = text.slice(header.start, Math.min(lineEnd, header.start + 2000));
  const brace = /\{[^\S\n]*(?:(?:#|\/\/)[^\n]*)?$/.exec(rest);
  if (slip && brace !== null) {
    settle(p);
    p.moveTo(header.start + brace.index, lineStart);
    return true;
  }
  const broken = {
    from,
    fromLine: lineStart,
    indent,
    siblings: -1,
    block: parent?.indent ?? -1,
    oneLine: parent?.oneLine ?? false,
  };
  if (slip && lineEnd < text.length && !broken.oneLine) {
    p.moveTo(lineEnd, lineStart);
    while (p.kind === T.NEWLINE) p.next();
    if (startsBody(p, indent)) {
      settle(p);
      return true;
    }
    p.kind = T.STOP;
  }
  recover(p, broken);
  return false;
}
