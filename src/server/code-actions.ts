import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import { overlaps } from '../hcl/edits.ts';
import type { Finding } from '../linter/finding.ts';
import { compatibleFixes, fixAll, safeFix } from '../linter/fixes.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import type { FileEdit, Fix } from '../rules/rule.ts';
import { action, fixEdit, workspaceEdit } from './actions.ts';
import { spanOf } from './convert.ts';
import { difference } from './difference.ts';
import { refresh } from './refresh.ts';
import { fixEverywhere, ruleActions } from './rule-actions.ts';
import type { Session } from './session.ts';

const fixAllKind = `${CodeActionKind.SourceFixAll}.groundwork`;

/** Kinds of the actions that we offer. */
export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind];

export function registerCodeActions(session: Session): void {
  const { connection, documents } = session;
  connection.onCodeAction(async (params, token) => {
    const path = documents.pathOf(params.textDocument.uri);
    if (path === undefined || !documents.get(path)) return null;
    await refresh(session, path, token);
    const { only } = params.context;
    const wants = (kind: string) => only === undefined || only.some((asked) => includes(asked, kind));
    return [
      ...(wants(CodeActionKind.QuickFix) ? quickFixes(session, path, params) : []),
      // It lints again after each round of fixes, so only those who ask for it pay for it.
      ...(only !== undefined && wants(fixAllKind) ? fixFile(session, path) : []),
    ];
  });
}

/** Whether a kind that was asked for is `kind` or above it: `source` and `source.fixAll` take in `source.fixAll.groundwork`. */
function includes(asked: string, kind: string): boolean {
  return asked === '' || asked === kind || kind.startsWith(`${asked}.`);
}

function quickFixes(session: Session, path: string, params: CodeActionParams): CodeAction[] {
  const all = session.reports.findings(path);
  const chosen = all.flatMap((finding) => {
    const diagnostics = matching(session, path, finding, params);
    return diagnostics ? [{ finding, diagnostics }] : [];
  });
  const single = chosen.flatMap(({ finding, diagnostics }) => {
    const onlySafe = finding.fixes.filter(({ safe }) => safe).length === 1;
    return finding.fixes.flatMap((fix) =>
      action({ title: fix.title, edit: fixEdit(session, fix), diagnostics, preferred: fix.safe && onlySafe }),
    );
  });
  const rules = new Set(chosen.flatMap(({ finding }) => (safeFix(finding) ? finding.rule : [])));
  const grouped = [...rules].flatMap((rule) => {
    const diagnostics = chosen.flatMap((one) => (one.finding.rule === rule ? one.diagnostics : []));
    const everywhere = fixEverywhere(session, rule, diagnostics);
    const fixes = compatibleFixes(all.filter((finding) => finding.rule === rule));
    if (fixes.length < 2) return everywhere;
    const title = `Fix all in this file: ${ruleInfo(rule)?.title ?? rule}`;
    return [...action({ title, edit: workspaceEdit(session, editsOf(fixes)), diagnostics }), ...everywhere];
  });
  const elsewhere = faultsRead(session, path, params).flatMap(({ fixes }) =>
    fixes.flatMap((fix) => action({ title: fix.title, edit: fixEdit(session, fix), diagnostics: [] })),
  );
  const others = chosen.flatMap(({ finding, diagnostics }) => ruleActions(session, finding, diagnostics));
  return unique([...single, ...elsewhere, ...grouped, ...others]);
}

/** The findings that stand where a value is written, of the references to it that were asked about. */
function faultsRead({ reports, workspaces }: Session, path: string, { range }: CodeActionParams): readonly Finding[] {
  const lines = reports.lines(path);
  if (!lines) return [];
  const asked = spanOf(lines, range);
  return workspaces
    .findingsThrough(path)
    .filter(({ through = [] }) =>
      through.some(({ at }) => at.file === path && at.start <= asked.end && asked.start <= at.end),
    );
}

/** The client's diagnostics that show a finding; undefined where the finding is not among what was asked about. */
function matching(
  { reports }: Session,
  path: string,
  finding: Finding,
  { range, context }: CodeActionParams,
): Diagnostic[] | undefined {
  const lines = reports.lines(path);
  if (!lines) return undefined;
  const asked = spanOf(lines, range);
  const touched = finding.at.start <= asked.end && asked.start <= finding.at.end;
  if (context.diagnostics.length === 0) return touched ? [] : undefined;
  const shown = context.diagnostics.filter((diagnostic) => {
    if (diagnostic.code !== finding.rule) return false;
    const span = spanOf(lines, diagnostic.range);
    return overlaps(span, finding.at) && finding.message === diagnostic.message;
  });
  return shown.length > 0 ? shown : undefined;
}

/** All safe fixes of a file that change nothing outside it, round after round until nothing is left to mend. */
function fixFile(session: Session, path: string): CodeAction[] {
  const { documents, workspaces } = session;
  const text = documents.get(path)?.text;
  const [folder] = workspaces.holding(path);
  if (text === undefined || !folder) return [];
  const within = (finding: Finding): Finding => ({
    ...finding,
    fixes: finding.fixes.filter(({ edits }) => edits.every(({ file }) => file === path)),
  });
  const { texts } = fixAll(folder.files, (workspace) => workspaces.lintIn(workspace, path).map(within));
  const fixed = texts.get(path);
  if (fixed === undefined || fixed === text) return [];
  const edits = difference(text, fixed).map((edit) => ({ ...edit, file: path }));
  const title = 'Fix all problems of this file that Groundwork can fix safely';
  return action({ title, edit: workspaceEdit(session, edits), diagnostics: [], kind: fixAllKind });
}

function editsOf(fixes: readonly Fix[]): FileEdit[] {
  return fixes.flatMap(({ edits }) => edits);
}

/** Several instances of one block ask for the same edits. */
function unique(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const known = seen.get(key);
    const diagnostics = [...(known?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    seen.set(key, known ? { ...known, ...(diagnostics.length > 0 && { diagnostics }) } : action);
  }
  return [...seen.values()];
}
