import type { Finding } from '../linter/finding.ts';
import type { Source } from '../linter/fingerprint.ts';
import { safeFix } from '../linter/fixes.ts';
import type { RuleInfo } from '../linter/own-rules.ts';
import { compareSeverity, type Severity } from '../rules/rule.ts';
import type { Location } from '../terraform/value.ts';

/** What a run found, for any output format. */
export interface Report {
  /** In order of files and places, suppressed ones and those of the baseline included. */
  readonly findings: readonly Finding[];
  /** The rules that were used. */
  readonly rules: readonly RuleInfo[];
  /** Every file that was linted, sorted. */
  readonly files: readonly string[];
  readonly failOn: Severity | 'never';
  /** Fixes applied in this run, where it was asked for. */
  readonly fixed: { readonly count: number; readonly files: number } | undefined;
  /** What became of the baseline, where there is one. */
  readonly baseline: { readonly known: number; readonly gone: number } | undefined;
  readonly quiet: boolean;
  readonly source: (path: string) => Source;
  /** A path as people know it: relative to the working directory. */
  readonly name: (path: string) => string;
}

/** A place as people count: lines and columns from 1, columns in UTF-16 units; the end is behind the last character. */
export interface Region {
  readonly start: Point;
  readonly end: Point;
}

export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export function regionOf(report: Report, at: Location): Region {
  const source = report.source(at.file);
  return { start: point(source, at.start), end: point(source, at.end) };
}

function point({ text, lines }: Source, offset: number): Point {
  const { line, character } = lines.position(offset);
  // A byte order mark is no character of the first line.
  const mark = line === 0 && character > 0 && text.startsWith('\uFEFF') ? 1 : 0;
  return { line: line + 1, column: character + 1 - mark, offset };
}

/** Whether a finding decides the exit status. */
export function counts(finding: Finding, failOn: Report['failOn']): boolean {
  return isShown(finding) && failOn !== 'never' && compareSeverity(finding.severity, failOn) <= 0;
}

function isShown({ suppressed, known }: Finding): boolean {
  return !suppressed && known === undefined;
}

/** Findings that neither a comment nor the baseline keeps back; with --quiet, those that decide the exit status. */
export function shownFindings(report: Report): readonly Finding[] {
  return report.findings.filter((finding) =>
    report.quiet && report.failOn !== 'never' ? counts(finding, report.failOn) : isShown(finding),
  );
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Files with findings. */
  readonly files: number;
  readonly fixable: number;
  readonly suppressed: number;
}

export function summarize(shown: readonly Finding[], all: readonly Finding[]): Summary {
  const count = (severity: Severity): number => shown.filter((finding) => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    files: new Set(shown.map(({ at }) => at.file)).size,
    fixable: shown.filter(safeFix).length,
    suppressed: all.filter(({ suppressed }) => suppressed).length,
  };
}

/** `3 errors, 1 note in 2 files; 4 can be fixed with --fix; 1 suppressed`. */
export function summaryLine(report: Report, shown: readonly Finding[]): string {
  const { errors, warnings, notes, files, fixable, suppressed } = summarize(shown, report.findings);
  const amounts = [amount(errors, 'error'), amount(warnings, 'warning'), amount(notes, 'note')].filter(
    (text) => !text.startsWith('0 '),
  );
  const found =
    amounts.length > 0
      ? `${amounts.join(', ')} in ${amount(files, 'file')}`
      : `No ${report.baseline ? 'new ' : ''}faults found in ${amount(report.files.length, 'file')}`;
  const fixed =
    report.fixed && `${amount(report.fixed.count, 'fix', 'fixes')} applied in ${amount(report.fixed.files, 'file')}`;
  const { known, gone } = report.baseline ?? { known: 0, gone: 0 };
  const rest = [
    fixable > 0 && `${fixable} can be fixed with --fix`,
    suppressed > 0 && `${suppressed} suppressed`,
    known > 0 && `${known} in the baseline`,
    gone > 0 && `${gone} of the baseline ${gone === 1 ? 'is' : 'are'} gone`,
  ];
  return [fixed, found, ...rest].filter(Boolean).join('; ');
}

function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
