import type { Expression, TemplatePart } from './ast.ts';
import { isSpace } from './characters.ts';

/** One piece of a template in order of the text, before `~`, indentation and directives are resolved. */
export interface Piece {
  readonly kind: 'text' | 'interpolation' | 'if' | 'else' | 'endif' | 'for' | 'endfor';
  readonly start: number;
  readonly end: number;
  /** Text: what it stands for. */
  value: string;
  /** What is interpolated, tested or looped over. */
  readonly expression: Expression | undefined;
  readonly key: string | undefined;
  readonly item: string;
  /** Whether `~` trims the text before and behind. */
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
  /** Height of the expression's tree. */
  readonly height: number;
}

/** A piece of literal text. */
export function textPiece(value: string, start: number, end: number): Piece {
  return {
    kind: 'text',
    start,
    end,
    value: normalized(value),
    expression: undefined,
    key: undefined,
    item: '',
    trimBefore: false,
    trimAfter: false,
    height: 0,
  };
}

/** Strings are compared by what they show, so composed and decomposed letters are made the same. */
export function normalized(value: string): string {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) >= 0x300) return value.normalize('NFC');
  return value;
}

/** A misplaced directive. */
export interface TemplateFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The parts of a template: trimmed where `~` says so, indentation taken off a `<<-` heredoc, directives nested.
 * Calls `report` for the first directive that is out of place.
 */
export function assemble(
  pieces: readonly Piece[],
  indented: boolean,
  report: (fault: TemplateFault) => void,
): readonly TemplatePart[] {
  trim(pieces);
  if (indented) removeIndentation(pieces);
  return nest(joinTexts(pieces), report);
}

/** `~` trims only the text next to it; in a heredoc every line is a text of its own. */
function trim(pieces: readonly Piece[]): void {
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined || piece.kind === 'text') continue;
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    if (piece.trimBefore && before?.kind === 'text') before.value = before.value.slice(0, trimmedEnd(before.value));
    if (piece.trimAfter && after?.kind === 'text') after.value = after.value.slice(leadingSpaces(after.value));
  }
}

function leadingSpaces(text: string): number {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Takes the least indentation of any line off every line. Blank lines neither count nor change. */
function removeIndentation(pieces: readonly Piece[]): void {
  let least = Number.POSITIVE_INFINITY;
  const starts: Piece[] = [];
  let lineStart = true;
  for (const piece of pieces) {
    if (lineStart) {
      lineStart = false;
      if (piece.kind !== 'text') least = 0;
      else {
        const spaces = leadingSpaces(piece.value);
        if (spaces < piece.value.length || !piece.value.endsWith('\n')) {
          least = Math.min(least, spaces);
          starts.push(piece);
        }
      }
    }
    if (piece.kind === 'text' && piece.value.endsWith('\n')) lineStart = true;
  }
  for (const piece of starts) piece.value = piece.value.slice(Math.min(least, leadingSpaces(piece.value)));
}

/** Neighbouring texts as one, so that a heredoc without directives is one text. */
function joinTexts(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    if (piece.kind !== 'text' || pieces[i + 1]?.kind !== 'text') {
      joined.push(piece);
      continue;
    }
    const values: string[] = [];
    let last = piece;
    for (let next: Piece | undefined = piece; next?.kind === 'text'; next = pieces[++i]) {
      values.push(next.value);
      last = next;
    }
    i--;
    joined.push({ ...piece, value: values.join(''), end: last.end });
  }
  return joined;
}

interface OpenDirective {
  readonly piece: Piece;
  readonly parts: TemplatePart[];
  otherwise: TemplatePart[] | undefined;
}

/** Puts what stands between `if`, `else`, `endif` and `for`, `endfor` into them. */
function nest(pieces: readonly Piece[], report: (fault: TemplateFault) => void): readonly TemplatePart[] {
  const root: TemplatePart[] = [];
  const open: OpenDirective[] = [];
  let reported = false;
  // One misplaced directive puts the others out of place as well.
  const reportOnce = (fault: TemplateFault): void => {
    if (!reported) report(fault);
    reported = true;
  };
  const target = (): TemplatePart[] => {
    const top = open.at(-1);
    return top === undefined ? root : (top.otherwise ?? top.parts);
  };
  for (const piece of pieces) {
    const top = open.at(-1);
    const { start, end } = piece;
    if (piece.kind === 'text') target().push({ kind: 'text', start, end, value: piece.value });
    else if (piece.kind === 'interpolation')
      target().push({
        kind: 'interpolation',
        start,
        end,
        expression: piece.expression ?? { kind: 'invalid', start, end },
      });
    else if (piece.kind === 'if' || piece.kind === 'for') open.push({ piece, parts: [], otherwise: undefined });
    else if (piece.kind === 'else' && top?.piece.kind === 'if' && top.otherwise === undefined) top.otherwise = [];
    else if (top !== undefined && piece.kind === `end${top.piece.kind}`) {
      open.pop();
      target().push(closed(top, end));
    } else reportOnce({ start, end, message: misplaced(piece.kind, top?.piece) });
  }
  const innermost = open.at(-1)?.piece;
  if (innermost !== undefined) {
    const { start, end, kind } = innermost;
    reportOnce({ start, end, message: `This %{ ${kind} } is not closed. Add %{ end${kind} }.` });
  }
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const inside = top.otherwise ?? top.parts;
    target().push(closed(top, inside.at(-1)?.end ?? top.piece.end));
  }
  return root;
}

function closed(open: OpenDirective, end: number): TemplatePart {
  const { piece, parts } = open;
  const { start } = piece;
  const expression = piece.expression ?? { kind: 'invalid', start, end: piece.end };
  if (piece.kind === 'if')
    return { kind: 'if', start, end, condition: expression, then: parts, else: open.otherwise ?? [] };
  return { kind: 'for', start, end, key: piece.key, item: piece.item, collection: expression, body: parts };
}

function misplaced(kind: Piece['kind'], open: Piece | undefined): string {
  if (kind === 'else' && open?.kind === 'if') return 'This %{ if } has a second %{ else }. Remove one of them.';
  if (open !== undefined) return `%{ ${kind} } does not close %{ ${open.kind} }. Write %{ end${open.kind} } first.`;
  const opener = kind === 'endfor' ? 'for' : 'if';
  return `There is no %{ ${opener} } for this %{ ${kind} }. Remove it, or add the %{ ${opener} }.`;
}
