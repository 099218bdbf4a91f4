import type { CodeAction, Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import { type Level, newConfiguration, setRuleLevel } from '../linter/configuration-edits.ts';
import type { Finding } from '../linter/finding.ts';
import { compatibleFixes } from '../linter/fixes.ts';
import { ignoreComment } from '../linter/ignore.ts';
import { mergeFindings } from '../linter/lint.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import { configurationName } from '../linter/settings.ts';
import { severities } from '../rules/rule.ts';
import { joinPath } from '../terraform/files.ts';
import { action, documentEdit, workspaceEdit } from './actions.ts';
import { rangeOf } from './convert.ts';
import { type Folder, type Root, settingsOf } from './folder.ts';
import type { Session } from './session.ts';

/** Stands where the reason is to be written, in a client whose cursor cannot be sent there. */
const unsaid = 'TODO: say why';

/** What can be done about a finding besides mending it: leave it with a reason, or report the rule otherwise from now on. */
export function ruleActions(session: Session, finding: Finding, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { rule } = finding;
  if (rule === 'terraform/syntax' || !ruleInfo(rule)) return [];
  const levels: Level[] = ['off', ...severities.filter((severity) => severity !== finding.severity)];
  return [
    ...action({ title: `Ignore ${rule} here (with reason)`, edit: ignoreEdit(session, finding), diagnostics }),
    ...levels.flatMap((level) => {
      const title = level === 'off' ? `Turn ${rule} off` : `Report ${rule} as ${word(level)}`;
      return action({
        title: `${title} in this workspace`,
        edit: configurationEdit(session, finding, level),
        diagnostics,
      });
    }),
  ];
}

function word(level: Level): string {
  return { off: 'nothing', error: 'an error', warning: 'a warning', info: 'a note' }[level];
}

function ignoreEdit(session: Session, { rule, at }: Finding): WorkspaceEdit | undefined {
  const { client, documents, workspaces } = session;
  const roots = workspaces.roots(at.file);
  const allowed = roots.every((root) => {
    const { inlineIgnores, notIgnorable } = settingsOf(root).comments;
    return inlineIgnores && !notIgnorable.includes(rule);
  });
  const file = workspaces
    .holding(at.file)
    .map(({ workspace }) => workspace.file(at.file))
    .find(Boolean);
  if (!file || !allowed || rule.startsWith('groundwork/')) return undefined;
  const comment = ignoreComment(file, at, rule);
  if (!comment) return undefined;
  const { offset, before, after } = comment;
  const place = { start: offset, end: offset };
  if (!client.snippetEdits || !client.documentChanges) {
    return workspaceEdit(session, [{ file: at.file, ...place, text: `${before}${unsaid}${after}` }]);
  }
  const snippet = { kind: 'snippet', value: `${before}\${0:reason}${after}` } as const;
  return { documentChanges: [documentEdit(documents, at.file, [{ range: rangeOf(file.lines, place), snippet }])] };
}

/** Writes a rule's level into the configuration of every root that reads the finding's file, and creates it where there is none. */
function configurationEdit(session: Session, finding: Finding, level: Level): WorkspaceEdit | undefined {
  const { client, documents, workspaces, reports } = session;
  const targets = new Map<string, Folder>(
    workspaces.roots(finding.at.file).map((root) => [configurationOf(root), root.folder]),
  );
  const changes: NonNullable<WorkspaceEdit['documentChanges']> = [];
  for (const [path, folder] of targets) {
    const text = reports.text(path);
    if (text === undefined) {
      // An untitled document has no place where a file could stand.
      if (!client.createsFiles || !client.documentChanges || path.startsWith('untitled:')) return undefined;
      const { preset, rules } = folder.editor;
      const newText = newConfiguration({ ...(preset && { preset }), rules: { ...rules, [finding.rule]: level } });
      const start = { line: 0, character: 0 };
      changes.push({ kind: 'create', uri: documents.uriOf(path), options: { ignoreIfExists: true } });
      changes.push(documentEdit(documents, path, [{ range: { start, end: start }, newText }]));
      continue;
    }
    const edits = setRuleLevel(text, finding.rule, level);
    const edit =
      edits &&
      workspaceEdit(
        session,
        edits.map((one) => ({ ...one, file: path })),
      );
    if (!edit) return undefined;
    if (edit.changes) return targets.size === 1 ? edit : undefined;
    changes.push(...(edit.documentChanges ?? []));
  }
  return changes.length > 0 ? { documentChanges: changes } : undefined;
}

/** The configuration that counts for a root, or the one that would. */
function configurationOf(root: Root): string {
  settingsOf(root);
  return root.configuration?.source?.path ?? joinPath(root.folder.top, configurationName);
}

/** Mends every fault of a rule in all files, where there is more than in one; the client shows what changes before it does. */
export function fixEverywhere(session: Session, rule: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  // The findings of a root that waits to be linted stand where the text was before.
  const roots = session.workspaces.roots().filter(({ stale }) => !stale);
  const all = mergeFindings(
    roots.map(({ findings }) => [...findings.values()].flat().filter((finding) => finding.rule === rule)),
  );
  const edits = compatibleFixes(all).flatMap((fix) => fix.edits);
  if (new Set(edits.map(({ file }) => file)).size < 2) return [];
  const title = `Fix all in the workspace: ${ruleInfo(rule)?.title ?? rule}`;
  const edit = workspaceEdit(session, edits, { label: title, needsConfirmation: true });
  return action({ title, edit, diagnostics });
}
