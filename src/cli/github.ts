import { addressList, oncePerPlace } from '../linter/places.ts';
import { type Severity, severities } from '../rules/rule.ts';
import { type Report, regionOf, shownFindings, summaryLine } from './report.ts';
import { safeText } from './terminal.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * The report as workflow commands, which GitHub Actions shows beside the code. The worst come first, since it shows only the first few.
 */
export function github(report: Report): string {
  const findings = oncePerPlace(shownFindings(report));
  if (report.quiet && findings.length === 0) return '';
  const lines = severities.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => {
        const { start, end } = regionOf(report, finding.at);
        const columns =
          start.line === end.line ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {};
        const properties = {
          file: report.name(finding.at.file),
          line: start.line,
          endLine: end.line,
          ...columns,
          title: finding.rule,
        };
        const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
        const addresses = addressList(finding.addresses);
        const message = addresses === '' ? finding.message : `${finding.message} (${addresses})`;
        return `::${commands[severity]} ${list.join(',')}::${escapeData(message)}`;
      }),
  );
  return `${[...lines, summaryLine(report, findings)].join('\n')}\n`;
}

function escapeData(text: string): string {
  return safeText(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
