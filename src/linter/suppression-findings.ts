import type { Comment } from '../hcl/ast.ts';
import type { Span } from '../hcl/span.ts';
import type { Fix } from '../rules/rule.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { Finding } from './finding.ts';
import { ruleInfo, suggestedRules } from './own-rules.ts';
import type { CommentFault, Directive } from './suppression-forms.ts';

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
  const right = fault.unknown === undefined ? '' : suggestedRules(fault.unknown).join(', ');
  const edit = { file: file.path, start: fault.start, end: fault.end, text: right };
  const fixes = right ? [{ title: `Change to ${right}`, safe: false, edits: [edit] }] : [];
  return about('groundwork/invalid-suppression', fault.message, file, fault, fixes);
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
  const message = `Nothing here is found by ${directive.id}. Remove the suppression.`;
  return about('groundwork/unused-suppression', message, file, directive, [removal(suppression)]);
}

/** No safe fix: the comment may be needed with other values, and its reason is lost. */
function removal({ directive, file, comment }: Placed): Fix {
  const span = directive.removal ?? wholeComment(file, comment);
  return { title: 'Remove the suppression', safe: false, edits: [{ ...locate(file, span), text: '' }] };
}

/** A comment with the white space before it, or with its line where it stands alone. */
function wholeComment(file: SourceFile, comment: Comment): Span {
  const before = /[^\S\n]*$/.exec(file.text.slice(file.lines.start(file.lines.lineAt(comment.start)), comment.start));
  const start = comment.start - (before?.[0].length ?? 0);
  const last = file.lines.lineAt(Math.max(comment.start, comment.end - 1));
  const alone = comment.ownLine && file.text.slice(comment.end, file.lines.end(last)).trim() === '';
  if (alone) return { start, end: file.lines.start(last + 1) };
  return comment.ownLine ? comment : { start, end: file.text.slice(0, comment.end).trimEnd().length };
}
