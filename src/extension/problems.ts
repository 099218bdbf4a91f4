import { type Diagnostic, languages, type Uri } from 'vscode';
import type { Counts } from '../protocol/messages.ts';

/** The `source` of the server's diagnostics. */
const source = 'groundwork';

export function ownProblems(problems: readonly Diagnostic[]): Diagnostic[] {
  return problems.filter((problem) => problem.source === source);
}

/** The rule that a diagnostic names; what is wrong in a configuration file names none. */
export function ruleOf({ code }: Diagnostic): string | undefined {
  const id = String(typeof code === 'object' ? code.value : code);
  return id.includes('/') ? id : undefined;
}

/** By the editor's numbers; its two lowest are the same to people. */
const severities: readonly (keyof Counts)[] = ['error', 'warning', 'info', 'info'];

/** How many of the problems listed for a file are ours, by severity. */
export function countProblems(uri: Uri): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of ownProblems(languages.getDiagnostics(uri))) {
    counts[severities[severity] ?? 'info']++;
  }
  return counts;
}
