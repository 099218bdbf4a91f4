import type { Block, Comment } from '../hcl/ast.ts';
import { lineEnd } from '../hcl/lines.ts';
import type { Span } from '../hcl/span.ts';
import type { FileEdit, Fix } from '../rules/rule.ts';
import type { SourceFile } from '../terraform/files.ts';
import { type CommentFault, type Directive, rulesNamed } from './directive.ts';
import type { Finding } from './finding.ts';
import { isJson, wholeProperty } from './json-comments.ts';
import { ruleInfo, suggestedRules } from './own-rules.ts';

/** A directive in its file and comment. */
export interface Placed {
  readonly directive: Directive;
  readonly file: SourceFile;
  readonly comment: Comment;
}

/** A span of a file as a place. */
export function locate(file: SourceFile, span: Span): Finding['at'] {
  return { file: file.path, start: span.start, end: span.end };
}

function about(rule: string, message: string, file: SourceFile, span: Span, fixes: readonly Fix[]): Finding {
  return { rule, severity: ruleInfo(rule)?.severity ?? 'info', message, at: locate(file, span), related: [], fixes };
}

/** A comment that cannot be understood. */
export function invalid(file: SourceFile, fault: CommentFault): Finding {
  const right = fault.right ?? (fault.unknown === undefined ? '' : suggestedRules(fault.unknown).join(', '));
  const edit = { file: file.path, start: fault.start, end: fault.end, text: right };
  const fixes = right ? [{ title: `Change to ${JSON.stringify(right)}`, safe: false, edits: [edit] }] : [];
  const finding = about('groundwork/invalid-suppression', fault.message, file, fault, fixes);
  return fault.severity ? { ...finding, severity: fault.severity } : finding;
}

/** A directive for the whole file that its tool does not read where it stands. */
export function misplaced({ directive, file, comment }: Placed): Finding {
  const where = directive.place === 'start' ? 'at the very start of the file' : 'before any code';
  const message = `This suppresses nothing here: ${directive.tool} reads it only ${where}.`;
  const at = file.text.startsWith('\uFEFF') ? 1 : 0;
  const text = `${file.text.slice(comment.start, comment.end).trimEnd()}\n`;
  const edits = [
    { file: file.path, start: at, end: at, text },
    { ...locate(file, wholeComment(file, comment)), text: '' },
  ];
  const fix = { title: 'Move the comment to the start of the file', safe: false, edits };
  return about('groundwork/invalid-suppression', message, file, directive, [fix]);
}

/** A directive for a block that stands outside every block, where its tool does not read it. */
export function outside({ directive, file, comment }: Placed): Finding {
  const { tool } = directive;
  const message = `This suppresses nothing here: ${tool} reads it only inside the block. Move it there.`;
  const block = blockMeant(file, comment);
  const text = `${lineEnd(file.text)}  ${file.text.slice(comment.start, comment.end).trimEnd()}`;
  const gone = locate(file, wholeComment(file, comment));
  const edits = block && moved(gone, { file: file.path, start: block.open + 1, end: block.open + 1, text });
  const fixes = edits ? [{ title: 'Move the comment into the block', safe: false, edits }] : [];
  return about('groundwork/invalid-suppression', message, file, directive, fixes);
}

/** Edits that take something away and insert it elsewhere; one where both meet. */
function moved(gone: Finding['at'], inserted: FileEdit): readonly FileEdit[] {
  const { text, start } = inserted;
  return gone.start === start ? [{ ...gone, text }] : [{ ...gone, text: '' }, inserted];
}

/** The block on whose first line a comment stands, or else the next one; undefined where it has no room of its own. */
function blockMeant({ body, lines, text }: SourceFile, { start }: Comment): Block | undefined {
  const line = lines.lineAt(start);
  const item = body.items.find((one) => lines.lineAt(one.start) >= line);
  if (item?.kind !== 'block' || item.labels.length === 0 || text[item.open] !== '{') return undefined;
  return lines.lineAt(item.open) < lines.lineAt(item.close) ? item : undefined;
}

/** A suppression that is past its date. */
export function outdated(suppression: Placed): Finding {
  const { directive, file } = suppression;
  const message = `The suppression of ${directive.id} ended on ${directive.until}. Mend the fault, or give the comment a new date.`;
  return about('groundwork/expired-suppression', message, file, directive, [removal(suppression)]);
}

/** A suppression that suppresses nothing. */
export function idle(suppression: Placed): Finding {
  const { directive, file } = suppression;
  const rules = rulesNamed(directive).map(({ id }) => id);
  const message =
    directive.tool === 'groundwork'
      ? `Nothing here is found by ${directive.id}. Remove the suppression.`
      : `Nothing here is found by ${rules.join(' or ')}, which ${directive.id} stands for. Remove the suppression if ${directive.tool} finds nothing either.`;
  return about('groundwork/unused-suppression', message, file, directive, [removal(suppression)]);
}

/** A suppression of a rule that the configuration does not let it suppress: of that rule at all, or without a reason. */
export function refused(suppression: Placed, rule: string, never: boolean): Finding {
  const { directive, file } = suppression;
  const message = never
    ? `The configuration does not let a comment suppress ${rule}. Mend the fault.`
    : `The configuration wants a reason for each suppression, so ${rule} is shown. ${askFor(directive, rule)}`;
  return about('groundwork/forbidden-suppression', message, file, directive, never ? [removal(suppression)] : []);
}

/** How a reason can be given: KICS has no words for one, nor has terrascan for a bound of severities. */
function askFor({ tool, named }: Directive, rule: string): string {
  const speechless = tool === 'kics' || (tool === 'terrascan' && !named);
  return speechless ? `${tool} takes none: write groundwork:ignore ${rule} -- why.` : 'Say why in the comment.';
}

/** No safe fix: the comment may be needed with other values, and its reason is lost. */
function removal({ directive, file, comment }: Placed): Fix {
  const span = directive.removal ?? wholeComment(file, comment);
  return { title: 'Remove the suppression', safe: false, edits: [{ ...locate(file, span), text: '' }] };
}

/** A comment with the white space before it, or with its line where it stands alone. */
function wholeComment(file: SourceFile, comment: Comment): Span {
  if (isJson(file)) return wholeProperty(file, comment);
  const before = /[^\S\n]*$/.exec(file.text.slice(file.lines.start(file.lines.lineAt(comment.start)), comment.start));
  const start = comment.start - (before?.[0].length ?? 0);
  const last = file.lines.lineAt(Math.max(comment.start, comment.end - 1));
  const alone = comment.ownLine && file.text.slice(comment.end, file.lines.end(last)).trim() === '';
  if (alone) return { start, end: file.lines.start(last + 1) };
  return comment.ownLine ? comment : { start, end: file.text.slice(0, comment.end).trimEnd().length };
}
