import type { Report } from '../../src/cli/report.ts';
import { LineIndex } from '../../src/hcl/lines.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { allRules } from '../../src/linter/own-rules.ts';

/** A finding at the first place of `words` in a text. */
export function findingAt(file: string, text: string, words: string, more: Partial<Finding> = {}): Finding {
  const start = text.indexOf(words);
  const at = { file, start, end: start + words.length };
  const plain = { rule: 'gcp/open-ssh', severity: 'error', message: 'Open.', related: [], fixes: [] } as const;
  return { ...plain, at, ...more };
}

export function reportOf(
  texts: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  more: Partial<Report> = {},
): Report {
  const sources = new Map(Object.entries(texts).map(([file, text]) => [file, { text, lines: new LineIndex(text) }]));
  return {
    findings,
    rules: allRules,
    files: Object.keys(texts),
    failOn: 'warning',
    fixed: undefined,
    baseline: undefined,
    quiet: false,
    source: (path) => sources.get(path) ?? { text: '', lines: new LineIndex('') },
    name: (path) => path,
    ...more,
  };
}
