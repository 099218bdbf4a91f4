import type { Block } from '../hcl/ast.ts';
import { contains, type Span } from '../hcl/span.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree } from '../terraform/model.ts';
import type { Location } from '../terraform/value.ts';
import { holdersOf } from './callers.ts';
import { type Coverage, type Covered, coverageOf, jsonCoverageOf } from './coverage.ts';
import { type Directive, rulesNamed } from './directive.ts';
import { isExternal } from './external.ts';
import { filesOf } from './files.ts';
import type { Finding } from './finding.ts';
import { spanIndex } from './intervals.ts';
import { isJson, readCommentOf } from './json-comments.ts';
import { ruleInfo, unknownRule } from './own-rules.ts';
import { idle, invalid, locate, misplaced, outdated, outside, type Placed, refused } from './suppression-findings.ts';
import { relatedOf } from './way.ts';

/** A directive in its file, with the text and the whole blocks that it covers. */
type Suppression = Placed & Covered;

/** What a team allows comments to do. */
export interface CommentPolicy {
  /** Whether comments suppress anything. */
  readonly inlineIgnores: boolean;
  /** Rules that no comment suppresses. */
  readonly notIgnorable: readonly string[];
  /** Whether a comment without a reason suppresses nothing. */
  readonly requireReason: boolean;
}

/**
 * The findings, those that a comment suppresses marked so, and a finding for each comment that cannot be understood, is
 * not allowed by the policy, is past its date on `today` (`2027-03-31`), or suppresses nothing although all its rules are `active`.
 */
export function applySuppressions(
  findings: readonly Finding[],
  tree: ModuleTree,
  active: ReadonlySet<string>,
  today: string,
  policy: CommentPolicy,
): readonly Finding[] {
  if (!policy.inlineIgnores) return findings;
  const files = filesOf(tree);
  const holding: Suppression[] = [];
  const remarks: Finding[] = [];
  for (const file of files.values()) {
    if (isExternal(file.path)) continue;
    for (const found of suppressionsIn(file)) {
      if (!('directive' in found)) remarks.push(found);
      else if (found.directive.until === undefined || found.directive.until >= today) holding.push(found);
      else if (rulesNamed(found.directive).length > 0) remarks.push(outdated(found));
    }
  }
  if (holding.length === 0) return [...findings, ...remarks];

  const candidates = matcher(holding, tree);
  const fixed = new Set(policy.notIgnorable);
  const used = new Set<Suppression>();
  const denied = new Map<Suppression, string>();
  const marked = findings.map((finding) => {
    const rule = ruleInfo(finding.rule);
    const resource = () => (finding.address === undefined ? undefined : tree.resource(finding.address));
    const matching = candidates(finding).filter(
      ({ directive: { matches, when } }) => rule && matches(rule) && (!when || when(finding.at, resource())),
    );
    for (const suppression of matching) used.add(suppression);
    const allowed = fixed.has(finding.rule)
      ? []
      : matching.filter(({ directive }) => !policy.requireReason || directive.reason !== undefined);
    for (const suppression of allowed.length > 0 ? [] : matching) {
      if (!suppression.directive.grade) denied.set(suppression, finding.rule);
    }
    const first = allowed.find(({ directive }) => !directive.grade);
    if (!first) return graded(finding, allowed);
    return { ...finding, suppressed: { at: locate(first.file, first.directive), reason: first.directive.reason } };
  });

  // A text that is broken hides faults, so a comment may seem unused while somebody types.
  const broken = [...files.values()].some((file) => file.errors.length > 0);
  const unused = broken ? [] : holding.filter((one) => !used.has(one) && isIdle(one.directive, active));
  const refusals = [...denied].map(([one, rule]) => refused(one, rule, fixed.has(rule)));
  return [...marked, ...remarks, ...refusals, ...unused.map(idle)];
}

/** A finding with the severity that comments give it. */
function graded(finding: Finding, suppressions: readonly Suppression[]): Finding {
  const severity = suppressions.reduce((given, { directive }) => directive.grade?.(given) ?? given, finding.severity);
  return severity === finding.severity ? finding : { ...finding, severity };
}

/** Whether a directive that suppresses nothing could have done so: it names what some rules look for, and all of them ran. */
function isIdle(directive: Directive, active: ReadonlySet<string>): boolean {
  if (!directive.named) return false;
  const rules = rulesNamed(directive);
  // Searches for secrets find more texts than any rule does.
  return rules.length > 0 && rules.every(({ id }) => active.has(id) && !id.startsWith('terraform/secret-'));
}

/** The directives of a file's comments, and findings for those that cannot be understood. */
function suppressionsIn(file: SourceFile): readonly (Suppression | Finding)[] {
  const found: (Suppression | Finding)[] = [];
  let coverage: Coverage | undefined;
  for (const comment of file.comments) {
    for (const read of readCommentOf(file, comment)) {
      if ('message' in read) found.push(invalid(file, read));
      else if (read.tool === 'groundwork' && !ruleInfo(read.id)) {
        found.push(invalid(file, { ...read, message: unknownRule(read.id), unknown: read.id }));
      } else if (isMisplaced(file, read, comment)) {
        found.push(misplaced({ directive: read, file, comment }));
      } else {
        coverage ??= isJson(file) ? jsonCoverageOf(file) : coverageOf(file);
        const covered = coverage[read.scope](comment);
        const one = { directive: read, file, comment };
        found.push(isLost(read, covered) && !isJson(file) ? outside(one) : { ...one, ...covered });
      }
    }
  }
  // Where KICS is told what to look for in a file, it takes no notice of what not to look for.
  const chosen = found.some((one) => 'directive' in one && one.directive.spares);
  return chosen ? found.filter((one) => !('directive' in one) || !isDisabling(one.directive)) : found;
}

/** Whether a directive for the block around it stands in none, and rules stand for what it names. */
function isLost(directive: Directive, { blocks }: Covered): boolean {
  const { scope, named } = directive;
  return (scope === 'inside' || scope === 'body') && blocks.length === 0 && named && rulesNamed(directive).length > 0;
}

function isDisabling({ tool, named }: Directive): boolean {
  return tool === 'kics' && named;
}

/** Whether a directive for the whole file stands where its tool does not read it. */
function isMisplaced(file: SourceFile, { place }: Directive, comment: Span): boolean {
  if (place === undefined || isJson(file)) return false;
  if (place === 'start') return file.text.slice(0, comment.start).replace('\uFEFF', '') !== '';
  return (file.body.items[0]?.start ?? Number.POSITIVE_INFINITY) < comment.start;
}

/** Gives the suppressions that cover a finding's place, whatever their rules. */
function matcher(suppressions: readonly Suppression[], tree: ModuleTree): (finding: Finding) => readonly Suppression[] {
  const byFile = new Map<string, Suppression[]>();
  const byBlock = new Map<Block, Suppression[]>();
  for (const suppression of suppressions) {
    push(byFile, suppression.file.path, suppression);
    for (const block of suppression.blocks) push(byBlock, block, suppression);
  }
  const covering = new Map(
    [...byFile].map(([file, some]) => [file, spanIndex(some.flatMap((of) => of.spans.map((span) => ({ span, of }))))]),
  );
  const over = ({ file, start }: Location): readonly Suppression[] => covering.get(file)?.(start) ?? [];

  return (finding) => {
    const holders = holdersOf(finding, tree);
    const [resource] = holders;
    // The value may stand elsewhere: then the comment may stand at its use in the resource.
    const uses = relatedOf(finding).flatMap(({ at }) =>
      resource && at.file === resource.file && contains(resource.block, at) ? at : [],
    );
    return [
      ...over(finding.at),
      ...within(finding.at, byFile.get(finding.at.file) ?? []),
      ...holders.flatMap(({ block }) => byBlock.get(block) ?? []),
      ...uses.flatMap(over),
    ];
  };
}

/** Suppressions whose comment stands in the text of the finding, such as in a list of several lines. */
function within(at: Location, inOrder: readonly Suppression[]): readonly Suppression[] {
  let low = 0;
  for (let high = inOrder.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.comment.start ?? 0) < at.start) low = middle + 1;
    else high = middle;
  }
  const found: Suppression[] = [];
  for (let one = inOrder[low]; one && one.comment.end <= at.end; one = inOrder[++low]) {
    if (one.directive.scope === 'line') found.push(one);
  }
  return found;
}

function push<K>(map: Map<K, Suppression[]>, key: K, suppression: Suppression): void {
  const others = map.get(key);
  if (others) others.push(suppression);
  else map.set(key, [suppression]);
}
