import type { Finding } from '../linter/finding.ts';
import { safeFix } from '../linter/fixes.ts';
import type { Severity } from '../rules/rule.ts';
import { excerpt } from './excerpt.ts';
import { type Report, regionOf, shownFindings, summaryLine } from './report.ts';
import { type Paint, type Style, safeText } from './terminal.ts';

const labels: Readonly<Record<Severity, { word: string; style: Style }>> = {
  error: { word: 'error', style: 'red' },
  warning: { word: 'warning', style: 'yellow' },
  info: { word: 'note', style: 'blue' },
};

/** The report for people: by file, with each finding's source line. */
export function pretty(report: Report, paint: Paint, columns: number): string {
  const findings = oncePerPlace(shownFindings(report));
  if (report.quiet && findings.length === 0) return '';
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of findings) {
    if (finding.at.file !== file) {
      file = finding.at.file;
      lines.push(paint(safeText(report.name(file)), 'underline'), '');
    }
    lines.push(...describe(finding, report, paint, columns), '');
  }
  const worst = findings.length === 0 ? 'green' : labels[worstOf(findings)].style;
  lines.push(paint(summaryLine(report, findings), 'bold', worst));
  return `${lines.join('\n')}\n`;
}

/** Instances of one block that share a fault at one place are one finding to people. */
function oncePerPlace(findings: readonly Finding[]): readonly (Finding & { addresses: readonly string[] })[] {
  const merged = new Map<string, Finding & { addresses: string[] }>();
  for (const finding of findings) {
    const key = [finding.rule, finding.at.file, finding.at.start, finding.at.end, finding.message].join('\n');
    const known = merged.get(key);
    const addresses = finding.address === undefined ? [] : [finding.address];
    if (known) known.addresses.push(...addresses);
    else merged.set(key, { ...finding, addresses });
  }
  return [...merged.values()];
}

function describe(
  finding: Finding & { addresses: readonly string[] },
  report: Report,
  paint: Paint,
  columns: number,
): string[] {
  const { start, end } = regionOf(report, finding.at);
  const { word, style } = labels[finding.severity];
  const place = paint(`${start.line}:${start.column}`, 'dim');
  const head = `  ${place} ${paint(word, 'bold', style)} ${safeText(finding.message)} ${paint(finding.rule, 'dim')}`;

  const { text, lines } = report.source(finding.at.file);
  const lineStart = lines.start(start.line - 1);
  const line = text.slice(lineStart, lines.end(start.line - 1));
  const number = String(start.line);
  const gutter = ' '.repeat(number.length);
  const mark = line.startsWith('\uFEFF') ? 1 : 0;
  const from = finding.at.start - lineStart - mark;
  const until = end.line === start.line ? finding.at.end - lineStart - mark : line.length;
  const { source, indent, marks } = excerpt(
    line.slice(mark),
    Math.max(0, from),
    until,
    Math.max(40, columns - number.length - 7),
  );
  const bar = paint('|', 'dim');
  const shown = [
    `    ${paint(number, 'dim')} ${bar} ${source}`,
    `    ${gutter} ${bar} ${' '.repeat(indent)}${paint('^'.repeat(marks), style)}`,
  ];

  const fix = safeFix(finding);
  const remarks = [
    ...instances(finding.addresses),
    ...finding.related.map(({ at, message }) => {
      const related = regionOf(report, at).start;
      return `${report.name(at.file)}:${related.line}:${related.column}: ${message}`;
    }),
    ...(fix ? [`fix: ${fix.title}`] : finding.fixes.map(({ title }) => `suggestion: ${title}`)),
  ];
  return [head, ...shown, ...remarks.map((remark) => `    ${gutter} ${paint('=', 'dim')} ${safeText(remark)}`)];
}

/** The addresses in one line, cut where there are many. */
function instances(addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  const rest = addresses.length - 3;
  return [`${addresses.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

function worstOf(findings: readonly Finding[]): Severity {
  const severities = new Set(findings.map(({ severity }) => severity));
  return severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : 'info';
}
