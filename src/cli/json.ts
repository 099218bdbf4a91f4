import type { Finding } from '../linter/finding.ts';
import { relatedOf } from '../linter/way.ts';
import type { Location } from '../terraform/value.ts';
import { type Report, regionOf, shownFindings, summarize } from './report.ts';
import { version } from './version.ts';

/**
 * The report for programs. Its shape is stable: keys are only ever added while `version` is 1.
 *
 *     { version: 1, tool: { name, version },
 *       findings: [{ rule, severity, message, file, start, end, address?, related: [{ file, start, end, message }],
 *                    fixes: [{ title, safe, edits: [{ file, start, end, text }] }], suppressed?: { file, start, end, reason? } }],
 *       summary: { errors, warnings, notes, files, fixable, suppressed, fixed, baseline?: { known, gone } } }
 *
 * `start` and `end` are { line, column, offset }: lines and columns from 1 in UTF-16 units, offsets from 0; the end is exclusive.
 * A suppressed finding is listed, and not counted but in `summary.suppressed`; one that the baseline has is not listed.
 */
export function json(report: Report): string {
  const shown = shownFindings(report);
  const listed = report.findings.filter((finding) => finding.suppressed || shown.includes(finding));
  return stringify({
    version: 1,
    tool: { name: 'groundwork', version },
    findings: listed.map((finding) => entry(finding, report)),
    summary: { ...summarize(shown, report.findings), fixed: report.fixed?.count ?? 0, baseline: report.baseline },
  });
}

/** JSON in which no character does anything to a terminal. */
export function stringify(value: object): string {
  const escaped = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}

function entry(finding: Finding, report: Report): object {
  const { rule, severity, message, address, suppressed } = finding;
  const place = (at: Location): object => ({ file: report.name(at.file), ...regionOf(report, at) });
  return {
    ...{ rule, severity, message, ...place(finding.at), address },
    related: relatedOf(finding).map((related) => ({ ...place(related.at), message: related.message })),
    fixes: finding.fixes.map(({ title, safe, edits }) => ({
      ...{ title, safe },
      edits: edits.map((edit) => ({ ...place(edit), text: edit.text })),
    })),
    suppressed: suppressed && { ...place(suppressed.at), reason: suppressed.reason },
  };
}
