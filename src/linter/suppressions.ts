import type { Block } from '../hcl/ast.ts';
import { contains } from '../hcl/span.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree } from '../terraform/model.ts';
import type { Location } from '../terraform/value.ts';
import { holdersOf } from './callers.ts';
import { type Covered, coverageOf } from './coverage.ts';
import { isExternal } from './external.ts';
import { filesOf } from './files.ts';
import type { Finding } from './finding.ts';
import { spanIndex } from './intervals.ts';
import { ruleInfo, unknownRule } from './own-rules.ts';
import { idle, invalid, locate, outdated, type Placed } from './suppression-findings.ts';
import { readComment } from './suppression-forms.ts';
import { relatedOf } from './way.ts';

/** A directive in its file, with the text and the whole blocks that it covers. */
type Suppression = Placed & Covered;

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
  const files = filesOf(tree);
  const holding: Suppression[] = [];
  const remarks: Finding[] = [];
  for (const file of files.values()) {
    if (isExternal(file.path)) continue;
    for (const found of suppressionsIn(file)) {
      if (!('directive' in found)) remarks.push(found);
      else if (found.directive.until === undefined || found.directive.until >= today) holding.push(found);
      else if (found.directive.own) remarks.push(outdated(found));
    }
  }
  if (holding.length === 0) return [...findings, ...remarks];

  const candidates = matcher(holding, tree);
  const used = new Set<Suppression>();
  const marked = findings.map((finding) => {
    const rule = ruleInfo(finding.rule);
    const matching = candidates(finding).filter(({ directive }) => rule && directive.matches(rule));
    for (const suppression of matching) used.add(suppression);
    const [first] = matching;
    if (!first) return finding;
    return { ...finding, suppressed: { at: locate(first.file, first.directive), reason: first.directive.reason } };
  });

  // A text that is broken hides faults, so a comment may seem unused while somebody types.
  const broken = [...files.values()].some((file) => file.errors.length > 0);
  const unused = holding.filter((one) => one.directive.own && !used.has(one) && active.has(one.directive.id));
  return [...marked, ...remarks, ...(broken ? [] : unused.map(idle))];
}

/** The directives of a file's comments, and findings for those that cannot be understood. */
function* suppressionsIn(file: SourceFile): Iterable<Suppression | Finding> {
  let coverage: ReturnType<typeof coverageOf> | undefined;
  for (const comment of file.comments) {
    for (const found of readComment(file.text.slice(comment.start, comment.end), comment.start)) {
      if ('message' in found) yield invalid(file, found);
      else if (found.own && !ruleInfo(found.id)) {
        yield invalid(file, { ...found, message: unknownRule(found.id), unknown: found.id });
      } else {
        coverage ??= coverageOf(file);
        yield { directive: found, file, comment, ...coverage[found.scope](comment) };
      }
    }
  }
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
