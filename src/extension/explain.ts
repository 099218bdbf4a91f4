import {
  CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Disposable,
  l10n,
  languages,
  type QuickPickItem,
  type Uri,
  window,
} from 'vscode';
import type { Place } from '../protocol/messages.ts';
import type { DocumentFilter } from './documents.ts';
import type { Node } from './landing-zone.ts';
import { plainRange } from './places.ts';
import { ownProblems, ruleOf } from './problems.ts';
import type { Server } from './server.ts';
import type { Study } from './study.ts';

/** An entry in the light bulb's menu for each rule that speaks at the cursor. */
export function registerExplainActions(selector: DocumentFilter[]): Disposable {
  const kind = CodeActionKind.QuickFix;
  return languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions({ uri }, _range, { diagnostics }) {
        const problems = ownProblems(diagnostics);
        return rulesOf(problems).map((rule) => {
          const action = new CodeAction(l10n.t('Explain {0}', rule), kind);
          const own = problems.filter((problem) => ruleOf(problem) === rule);
          const place = own[0] && placeOf(uri, own[0]);
          action.command = { command: 'groundwork.explainRule', title: action.title, arguments: [rule, place] };
          action.diagnostics = own;
          return action;
        });
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/**
 * Opens the page of `rule`, an id or a line of the landing zone; of what stands at the cursor where none is given; of what people choose
 * where that is not one rule. On top is the finding at `place`, at that line, or at the cursor.
 */
export async function explainRule(server: Server, study: Study, rule: unknown, place?: unknown): Promise<void> {
  const node = typeof rule === 'string' ? undefined : (rule as Partial<Node> | undefined);
  const named = typeof rule === 'string' ? rule : node?.rule;
  const editor = window.activeTextEditor;
  const here = problemsAtCursor();
  const chosen = named ?? (await chooseRule(server, rulesOf(here)));
  if (chosen === undefined) return;
  const at = here.find((problem) => ruleOf(problem) === chosen);
  const ofNode = node?.problem ?? node?.children?.[0]?.problem;
  const given = isPlace(place) ? place : ofNode;
  await study.showRule(chosen, given ?? (editor && at && placeOf(editor.document.uri, at)));
}

/** A command may be called by anyone. */
function isPlace(given: unknown): given is Place {
  const { uri, range } = Object(given);
  return (
    typeof uri === 'string' &&
    [range?.start, range?.end].every((at) => Number.isInteger(at?.line) && Number.isInteger(at?.character))
  );
}

function placeOf(uri: Uri, { range }: Diagnostic): Place {
  return { uri: uri.toString(), range: plainRange(range) };
}

async function chooseRule(server: Server, here: readonly string[]): Promise<string | undefined> {
  if (here.length === 1) return here[0];
  const placeHolder = l10n.t('Rule to explain');
  const picked = await window.showQuickPick(choices(server, here), {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.label;
}

async function choices(server: Server, here: readonly string[]): Promise<QuickPickItem[]> {
  const rules = await server.ask('groundwork/rules', undefined);
  return rules
    .filter(({ id }) => here.length === 0 || here.includes(id))
    .map(({ id, title, pillar, severity }) => ({ label: id, description: `${pillar}, ${severity}`, detail: title }));
}

/** The problems that the cursor stands in; those on its line where it stands in none. */
function problemsAtCursor(): Diagnostic[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const { document, selection } = editor;
  const problems = ownProblems(languages.getDiagnostics(document.uri));
  const touching = problems.filter(({ range }) => range.intersection(selection) !== undefined);
  const line = document.lineAt(selection.active.line).range;
  return touching.length > 0 ? touching : problems.filter(({ range }) => range.intersection(line) !== undefined);
}

function rulesOf(problems: Parameters<typeof ownProblems>[0]): string[] {
  return [...new Set(problems.flatMap((problem) => ruleOf(problem) ?? []))];
}
