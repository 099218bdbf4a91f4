import type { Finding } from '../linter/finding.ts';
import { safeFix } from '../linter/fixes.ts';
import { addressList, oncePerPlace, type PlacedFinding } from '../linter/places.ts';
import { arrow, chainOf } from '../linter/way.ts';
import type { Severity } from '../rules/rule.ts';
import type { Location } from '../terraform/value.ts';
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

function describe(finding: PlacedFinding, report: Report, paint: Paint, columns: number): string[] {
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
    ...(finding.addresses.length > 0 ? [addressList(finding.addresses)] : []),
    ...wayLines(finding, report),
    ...finding.related.map(({ at, message, through = [] }) => {
      const names = through.length > 0 ? chainOf(through) + arrow : '';
      return `${names}${placeOf(report, at)}: ${message}`;
    }),
    ...(fix ? [`fix: ${fix.title}`] : finding.fixes.map(({ title }) => `suggestion: ${title}`)),
  ];
  return [head, ...shown, ...remarks.map((remark) => `    ${gutter} ${paint('=', 'dim')} ${safeText(remark)}`)];
}

/** `var.tls <- prod.tfvars:4, used at main.tf:12:5`, where the value is not written in place. */
function wayLines({ through = [], at }: Finding, report: Report): readonly string[] {
  const [use] = through;
  if (!use) return [];
  const literal = `${report.name(at.file)}:${regionOf(report, at).start.line}`;
  return [`${chainOf(through)}${arrow}${literal}, used at ${placeOf(report, use.at)}`];
}

function placeOf(report: Report, at: Location): string {
  const { line, column } = regionOf(report, at).start;
  return `${report.name(at.file)}:${line}:${column}`;
}

function worstOf(findings: readonly Finding[]): Severity {
  const severities = new Set(findings.map(({ severity }) => severity));
  return severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : 'info';
}
