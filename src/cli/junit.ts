import type { Finding } from '../linter/finding.ts';
import { counts, type Report, regionOf, shownFindings } from './report.ts';

/**
 * The report as JUnit XML: a suite for each file, a test case for each finding.
 * What decides the exit status fails, what is suppressed is skipped, the rest passes with its text as output.
 */
export function junit(report: Report): string {
  const shown = new Set(shownFindings(report));
  const listed = report.findings.filter((finding) => finding.suppressed || shown.has(finding));
  const byFile = new Map<string, Finding[]>(report.files.map((file) => [file, []]));
  for (const finding of listed) byFile.set(finding.at.file, [...(byFile.get(finding.at.file) ?? []), finding]);
  const suites = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', {
      name: 'groundwork',
      ...totals(listed, suites.filter(([, some]) => some.length === 0).length, report),
    }),
    ...suites.flatMap(([file, findings]) => suite(report, file, findings)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite(report: Report, file: string, findings: readonly Finding[]): string[] {
  const name = report.name(file);
  const clean = element('testcase', { name: 'no findings', classname: name, file: name }, true);
  return [
    `  ${element('testsuite', { name, ...totals(findings, findings.length === 0 ? 1 : 0, report) })}`,
    ...(findings.length === 0 ? [`    ${clean}`] : findings.flatMap((finding) => testCase(report, name, finding))),
    '  </testsuite>',
  ];
}

function totals(findings: readonly Finding[], clean: number, report: Report): Record<string, number> {
  return {
    tests: findings.length + clean,
    failures: findings.filter((finding) => counts(finding, report.failOn)).length,
    errors: 0,
    skipped: findings.filter(({ suppressed }) => suppressed).length,
  };
}

function testCase(report: Report, file: string, finding: Finding): string[] {
  const { start } = regionOf(report, finding.at);
  const where = finding.address ?? `${start.line}:${start.column}`;
  const name = `${finding.rule} ${where}`;
  const text = `${file}:${start.line}:${start.column}: ${finding.severity}: ${finding.message} (${finding.rule})`;
  return [
    `    ${element('testcase', { name, classname: file, file, line: start.line })}`,
    `      ${outcome(report, finding, text)}`,
    '    </testcase>',
  ];
}

function outcome(report: Report, finding: Finding, text: string): string {
  if (finding.suppressed) return element('skipped', { message: finding.suppressed.reason ?? 'suppressed' }, true);
  if (!counts(finding, report.failOn)) return `<system-out>${xml(text)}</system-out>`;
  return `${element('failure', { message: finding.message, type: finding.severity })}${xml(text)}</failure>`;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, closed = false): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  return `<${name}${pairs.join('')}${closed ? '/>' : '>'}`;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * XML 1.0 has no place for most control characters and for halves of a surrogate pair, not even escaped. What reorders or
 * hides text is escaped, so that it does nothing to a terminal.
 */
function xml(text: string): string {
  return text
    .replace(/[<>&"']/g, (character) => entities[character] ?? character)
    .replace(
      /[\t\r\n\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      (character) => `&#${character.charCodeAt(0)};`,
    )
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}
