import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { LineIndex } from '../hcl/lines.ts';
import type { Finding } from '../linter/finding.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import { oncePerPlace } from '../linter/places.ts';
import { configurationName, parseSettings } from '../linter/settings.ts';
import type { Counts } from '../protocol/messages.ts';
import { baseName } from '../terraform/files.ts';
import type { Location } from '../terraform/value.ts';
import { baselineRemark } from './baseline-remark.ts';
import type { Client } from './client.ts';
import { rangeOf } from './convert.ts';
import type { Documents } from './documents.ts';
import { leads, type Naming, relativeName } from './related.ts';
import type { Verdicts } from './syntax.ts';
import type { Workspaces } from './workspaces.ts';

/** The diagnostics of one file, as the client is to see them. */
export interface Report {
  /** Stays the same as long as the diagnostics do. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** Turns findings into diagnostics, and remembers them to tell what has changed. */
export interface Reports {
  /** The report of a file by what was last found in it. */
  of(path: string): Report;
  /** The findings behind a file's report. */
  findings(path: string): readonly Finding[];
  lines(path: string): LineIndex | undefined;
  text(path: string): string | undefined;
  /** A place as people name it. */
  readonly name: Naming;
  /** The files that have diagnostics. */
  paths(): readonly string[];
  counts(): Counts;
}

const source = 'groundwork';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

export function createReports(
  client: Client,
  documents: Documents,
  workspaces: Workspaces,
  verdicts: Verdicts,
): Reports {
  /** Unlike any of a server before this one, whose ids a client may still hold. */
  const session = Math.random().toString(36).slice(2, 8);
  const nothing: Report = { id: `${session}-0`, items: [] };
  const known = new Map<string, Report & { readonly text: string; readonly counts: Counts }>();
  let made = 0;

  function textOf(path: string): string | undefined {
    for (const folder of workspaces.holding(path)) {
      const text = folder.files.readFile(path);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  function lines(path: string): LineIndex | undefined {
    for (const folder of workspaces.holding(path)) {
      const file = folder.workspace.file(path);
      if (file) return file.lines;
    }
    const text = textOf(path);
    return text === undefined ? undefined : new LineIndex(text);
  }

  function findings(path: string): readonly Finding[] {
    const found = workspaces.findings(path);
    if (!found.some(({ rule }) => rule === 'terraform/syntax')) {
      verdicts.sound(path);
      return found;
    }
    return verdicts.shown(path, textOf(path) ?? '') ? found : found.filter(({ rule }) => rule !== 'terraform/syntax');
  }

  function place({ file, start, end }: Location) {
    const index = lines(file);
    return index && { uri: documents.uriOf(file), range: rangeOf(index, { start, end }) };
  }

  const name: Naming = (at, directory) => {
    const file = relativeName(at.file, directory, workspaces.holding(at.file).at(-1)?.top);
    const line = lines(at.file)?.lineAt(at.start);
    return line === undefined ? file : `${file}:${line + 1}`;
  };

  function diagnostic(finding: Finding, index: LineIndex): Diagnostic {
    const rule = ruleInfo(finding.rule);
    const page = rule?.refs[0];
    // What the baseline has is faded, and in no list of problems.
    const known = finding.known !== undefined;
    const related = leads(finding, name).flatMap(({ at, message }) => {
      const location = place(at);
      return location ? { location, message } : [];
    });
    return {
      range: rangeOf(index, finding.at),
      severity: known ? DiagnosticSeverity.Hint : severities[finding.severity],
      code: finding.rule,
      ...(page && client.codeDescription && { codeDescription: { href: page } }),
      source,
      message: finding.message,
      ...((known || finding.rule === 'groundwork/unused-suppression') &&
        client.tags && { tags: [DiagnosticTag.Unnecessary] }),
      ...(related.length > 0 && client.relatedInformation && { relatedInformation: related }),
    };
  }

  /** What is wrong in a configuration file, whether or not any module uses it. */
  function configuration(path: string): Diagnostic[] {
    const text = textOf(path);
    if (text === undefined) return [];
    const index = new LineIndex(text);
    const { problems, settings, baselineAt } = parseSettings(path, text, (file) => textOf(file) !== undefined);
    const { baseline } = settings;
    const remark = baseline === undefined ? undefined : baselineRemark(baseline, textOf(baseline), workspaces);
    const all = [
      ...problems.map((problem) => ({ ...problem, severity: 'warning' as const })),
      ...(baselineAt && remark ? [{ at: baselineAt, ...remark }] : []),
    ];
    return all.map(({ at, message, severity }) => ({
      range: rangeOf(index, at),
      severity: severities[severity],
      code: 'configuration',
      source,
      message,
    }));
  }

  function make(path: string): Diagnostic[] {
    if (baseName(path) === configurationName) return configuration(path);
    const found = findings(path);
    const index = found.length === 0 ? undefined : lines(path);
    return index ? oncePerPlace(found).map((finding) => diagnostic(finding, index)) : [];
  }

  return {
    of(path) {
      const items = make(path);
      if (items.length === 0) {
        known.delete(path);
        return nothing;
      }
      const text = JSON.stringify(items);
      const before = known.get(path);
      if (before?.text === text) return before;
      const report = { id: `${session}-${++made}`, items, text, counts: count(items) };
      known.set(path, report);
      return report;
    },
    findings,
    lines,
    text: textOf,
    name,
    paths: () => [...known.keys()],
    counts() {
      const total = { error: 0, warning: 0, info: 0 };
      for (const { counts } of known.values()) {
        total.error += counts.error;
        total.warning += counts.warning;
        total.info += counts.info;
      }
      return total;
    },
  };
}

function count(items: readonly Diagnostic[]): Counts {
  const of = (severity: DiagnosticSeverity) => items.filter((item) => item.severity === severity).length;
  return {
    error: of(DiagnosticSeverity.Error),
    warning: of(DiagnosticSeverity.Warning),
    info: of(DiagnosticSeverity.Information),
  };
}
