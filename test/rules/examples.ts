import type { Finding } from '../../src/linter/finding.ts';
import { runRules } from '../../src/linter/run.ts';
import type { Rule, RuleOptions } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

export const defaultOptions: RuleOptions = { allowedCidrs: [], requiredLabels: [] };

/** What one rule finds in a text, in order of the text. */
export function found(rule: Rule, text: string, options = defaultOptions): readonly Finding[] {
  const tree = new Workspace(memoryFiles(filesOf(text))).tree('.');
  return [...runRules(tree, [rule], options)].sort((a, b) => a.at.start - b.at.start);
}

/**
 * The files of an example: `main.tf`, and what follows a comment such as `# prod.tfvars:`. Each keeps the offsets that its
 * text has in the example.
 */
export function filesOf(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  let name = 'main.tf';
  let start = 0;
  for (const { index, 0: header, 1: next = '' } of text.matchAll(/^# (\S+\.tfvars):\n/gm)) {
    files[name] = ' '.repeat(start) + text.slice(start, index);
    name = next;
    start = index + header.length;
  }
  files[name] = ' '.repeat(start) + text.slice(start);
  return files;
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
