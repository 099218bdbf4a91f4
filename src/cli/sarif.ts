import { fingerprints } from '../linter/fingerprint.ts';
import { safeFix } from '../linter/fixes.ts';
import type { RuleInfo } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import { relatedOf } from '../linter/way.ts';
import type { Fix, Severity } from '../rules/rule.ts';
import type { Location } from '../terraform/value.ts';
import { stringify } from './json.ts';
import { type Report, regionOf, shownFindings } from './report.ts';
import { version } from './version.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** The report as SARIF 2.1.0, for code scanning. */
export function sarif(report: Report): string {
  const rules = report.rules;
  const index = new Map(rules.map(({ id }, i) => [id, i]));
  const shown = new Set(shownFindings(report));
  const findings = report.findings.filter((finding) => finding.suppressed || shown.has(finding));
  const fingerprint = fingerprints(report.source, report.name);
  return stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Groundwork', semanticVersion: version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: index.get(finding.rule),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [location(report, finding.at, finding.address)],
          relatedLocations: relatedOf(finding).map(({ at, message }, id) => ({
            id,
            ...location(report, at),
            message: { text: message },
          })),
          partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
          fixes: [safeFix(finding)].flatMap((fix) => (fix ? sarifFix(report, fix) : [])),
          suppressions: finding.suppressed
            ? [
                {
                  kind: 'inSource',
                  justification: finding.suppressed.reason,
                  location: location(report, finding.suppressed.at),
                },
              ]
            : [],
        })),
      },
    ],
  });
}

function descriptor(rule: RuleInfo): object {
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.title },
    help: { text: rule.why, markdown: rulePage(rule.id) },
    helpUri: rule.refs[0],
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      pillar: rule.pillar,
      equivalents: rule.equivalents,
      tags: [rule.pillar, rule.id.slice(0, rule.id.indexOf('/'))],
    },
  };
}

function location(report: Report, at: Location, address?: string): object {
  return {
    physicalLocation: { artifactLocation: artifact(report, at.file), region: region(report, at) },
    ...(address !== undefined && { logicalLocations: [{ fullyQualifiedName: address, kind: 'resource' }] }),
  };
}

function region(report: Report, at: Location): object {
  const { start, end } = regionOf(report, at);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifact(report: Report, path: string): object {
  return { uri: uriOf(report.name(path)) };
}

/** An absolute path as an address, one of a drive or a share too; a relative path as a relative one. */
function uriOf(name: string): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  if (name.startsWith('//')) return `file:${path}`;
  if (name.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]:\//.test(name) ? `file:///${path.replace('%3A', ':')}` : path;
}

function sarifFix(report: Report, fix: Fix): object {
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  return {
    description: { text: fix.title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(report, file),
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(report, edit), insertedContent: { text: edit.text } })),
    })),
  };
}
