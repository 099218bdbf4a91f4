import type { Finding } from '../../src/linter/finding.ts';
import { runRules } from '../../src/linter/run.ts';
import type { Rule, RuleOptions } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

export const defaultOptions: RuleOptions = { allowedCidrs: [], requiredLabels: [] };

/** What one rule finds in a text, in order of the text. */
export function found(rule: Rule, text: string, options = defaultOptions): readonly Finding[] {
  const tree = new Workspace(memoryFiles({ 'main.tf': text })).tree('.');
  return [...runRules(tree, [rule], options)].sort((a, b) => a.at.start - b.at.start);
}

/** An example without its lines of `~`, and the pieces of text above those. */
export function underlined(example: string): { readonly text: string; readonly spans: readonly string[] } {
  const lines: string[] = [];
  const spans: string[] = [];
  let start = 0;
  for (const line of example.split('\n')) {
    if (/^ *~[~ ]*$/.test(line)) {
      for (const { index, 0: mark } of line.matchAll(/~+/g))
        spans.push(`${start + index}-${start + index + mark.length}`);
      continue;
    }
    start = lines.reduce((sum, before) => sum + before.length + 1, 0);
    lines.push(line);
  }
  return { text: lines.join('\n'), spans };
}
