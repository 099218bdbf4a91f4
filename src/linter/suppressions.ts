import type { Block, Body, Comment } from '../hcl/ast.ts';
import type { Span } from '../hcl/span.ts';
import { contains, touches } from '../hcl/span.ts';
import type { Fix } from '../rules/rule.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree } from '../terraform/model.ts';
import { holdersOf } from './callers.ts';
import { isExternal } from './external.ts';
import type { Finding } from './finding.ts';
import { ruleInfo, suggestedRules, unknownRule } from './own-rules.ts';
import { type CommentFault, type Directive, readComment } from './suppression-forms.ts';

/** A directive in its file, with the text and the whole blocks that it covers. */
interface Suppression {
  readonly directive: Directive;
  readonly file: SourceFile;
  readonly comment: Comment;
  readonly spans: readonly Span[];
  readonly blocks: readonly Block[];
}

/**
 * The findings, those that a comment suppresses marked so, and a finding for each comment that cannot be understood,
 * is past its date on `today` (`2027-03-31`), or suppresses nothing although its rule is one of `active`.
 */
export function applySuppressions(
  findings: readonly Finding[],
  tree: ModuleTree,
  active: ReadonlySet<string>,
  today: string,
): readonly Finding[] {
  const files = new Map(tree.modules.flatMap((module) => module.files.map((file) => [file.path, file] as const)));
  const suppressions: Suppression[] = [];
  const faults: Finding[] = [];
  for (const file of files.values()) {
    if (isExternal(file.path)) continue;
    for (const comment of file.comments) {
      for (const found of readComment(file.text.slice(comment.start, comment.end), comment.start)) {
        if ('message' in found) faults.push(invalid(file, found));
        else if (found.own && !ruleInfo(found.id))
          faults.push(invalid(file, { ...found, message: unknownRule(found.id), unknown: found.id }));
        else suppressions.push({ directive: found, file, comment, ...covered(file, comment, found.scope) });
      }
    }
  }

  const expired = suppressions.filter(({ directive }) => directive.until !== undefined && directive.until < today);
  const holding = suppressions.filter((suppression) => !expired.includes(suppression));
  const used = new Set<Suppression>();
  const marked = findings.map((finding) => {
    const matching = holding.filter((suppression) => suppresses(suppression, finding, tree));
    for (const suppression of matching) used.add(suppression);
    const [first] = matching;
    return first
      ? { ...finding, suppressed: { at: locate(first.file, first.directive), reason: first.directive.reason } }
      : finding;
  });

  // A text that is broken hides faults, so a comment may seem unused while somebody types.
  const broken = [...files.values()].some((file) => file.errors.length > 0);
  const unused = broken
    ? []
    : holding.filter((one) => one.directive.own && !used.has(one) && active.has(one.directive.id));
  return [
    ...marked,
    ...faults,
    ...expired.filter(({ directive }) => directive.own).map((one) => outdated(one)),
    ...unused.map((one) => idle(one)),
  ];
}

function suppresses({ directive, file, spans, blocks }: Suppression, finding: Finding, tree: ModuleTree): boolean {
  const rule = ruleInfo(finding.rule);
  if (!rule || !directive.matches(rule)) return false;
  if (finding.at.file === file.path && spans.some((span) => touches(span, finding.at.start))) return true;
  const holders = holdersOf(finding, tree);
  if (holders.some((holder) => holder.file === file.path && blocks.includes(holder.block))) return true;
  // The value may stand elsewhere: then the comment may stand at its use in the resource.
  const [resource] = holders;
  return (
    resource?.file === file.path &&
    finding.related.some(
      ({ at }) =>
        at.file === file.path && contains(resource.block, at) && spans.some((span) => touches(span, at.start)),
    )
  );
}

/** The text and blocks that a comment covers. */
function covered(file: SourceFile, comment: Comment, scope: Directive['scope']): Pick<Suppression, 'spans' | 'blocks'> {
  if (scope === 'inside') {
    const line = file.lines.lineAt(comment.start);
    const around = file.body.items.find(
      (item): item is Block =>
        item.kind === 'block' && file.lines.lineAt(item.start) < line && line < file.lines.lineAt(item.end),
    );
    return around ? { spans: [around], blocks: [around] } : { spans: [], blocks: [] };
  }
  const line = targetLine(file, comment);
  if (line === undefined) return { spans: [], blocks: [] };
  const items = [...itemsStartingOn(file.body, file, line)];
  return {
    spans: [{ start: file.lines.start(line), end: file.lines.end(line) }, ...items],
    blocks: items.filter((item) => item.kind === 'block'),
  };
}

/** The line that a comment speaks of: its own where code stands on it, otherwise the one below, further comments skipped. */
function targetLine(file: SourceFile, comment: Comment): number | undefined {
  const first = file.lines.lineAt(comment.start);
  if (!comment.ownLine) return first;
  const remarks = new Map(file.comments.map((other) => [other.start, other.end]));
  for (let at = comment.start; at < file.text.length; ) {
    const character = file.text[at] ?? '';
    if (remarks.has(at)) at = Math.max(remarks.get(at) ?? at, at + 1);
    else if (character === '\n' && /^[^\S\n]*(?:\n|$)/.test(file.text.slice(at + 1, at + 200))) return undefined;
    else if (/\s/.test(character)) at++;
    else return file.lines.lineAt(at);
  }
  return undefined;
}

function* itemsStartingOn(body: Body, file: SourceFile, line: number): Iterable<Body['items'][number]> {
  const [start, end] = [file.lines.start(line), file.lines.end(line)];
  for (const item of body.items) {
    if (item.start > end) return;
    if (item.end < start) continue;
    if (item.start >= start) yield item;
    if (item.kind === 'block') yield* itemsStartingOn(item.body, file, line);
  }
}

function locate(file: SourceFile, span: Span): Finding['at'] {
  return { file: file.path, start: span.start, end: span.end };
}

function about(rule: string, message: string, file: SourceFile, span: Span, fixes: readonly Fix[]): Finding {
  return { rule, severity: ruleInfo(rule)?.severity ?? 'info', message, at: locate(file, span), related: [], fixes };
}

function invalid(file: SourceFile, fault: CommentFault): Finding {
  const right = fault.unknown === undefined ? '' : suggestedRules(fault.unknown).join(', ');
  const edit = { file: file.path, start: fault.start, end: fault.end, text: right };
  const fixes = right ? [{ title: `Change to ${right}`, safe: false, edits: [edit] }] : [];
  return about('groundwork/invalid-suppression', fault.message, file, fault, fixes);
}

function outdated(suppression: Suppression): Finding {
  const { directive, file } = suppression;
  const message = `The suppression of ${directive.id} ended on ${directive.until}. Mend the fault, or give the comment a new date.`;
  return about('groundwork/expired-suppression', message, file, directive, [removal(suppression)]);
}

function idle(suppression: Suppression): Finding {
  const { directive, file } = suppression;
  const message = `Nothing here is found by ${directive.id}. Remove the suppression.`;
  return about('groundwork/unused-suppression', message, file, directive, [removal(suppression)]);
}

/** No safe fix: the comment may be needed with other values, and its reason is lost. */
function removal({ directive, file, comment }: Suppression): Fix {
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
