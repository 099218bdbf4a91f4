import { CodeAction, CodeActionKind, type Disposable, l10n, languages, type QuickPickItem, window } from 'vscode';
import type { DocumentFilter } from './documents.ts';
import type { Node } from './landing-zone.ts';
import { ownProblems, ruleOf } from './problems.ts';
import type { Server } from './server.ts';
import type { Study } from './study.ts';

/** An entry in the light bulb's menu for each rule that speaks at the cursor. */
export function registerExplainActions(selector: DocumentFilter[]): Disposable {
  const kind = CodeActionKind.QuickFix;
  return languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions(_document, _range, { diagnostics }) {
        const problems = ownProblems(diagnostics);
        return rulesOf(problems).map((rule) => {
          const action = new CodeAction(l10n.t('Explain {0}', rule), kind);
          action.command = { command: 'groundwork.explainRule', title: action.title, arguments: [rule] };
          action.diagnostics = problems.filter((problem) => ruleOf(problem) === rule);
          return action;
        });
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/** Opens the page of `rule`, an id or a line of the landing zone; of what stands at the cursor where none is given; of what people choose where that is not one rule. */
export async function explainRule(server: Server, study: Study, rule: unknown): Promise<void> {
  const named = typeof rule === 'string' ? rule : (rule as Partial<Node> | undefined)?.rule;
  const chosen = named ?? (await chooseRule(server, rulesAtCursor()));
  if (chosen !== undefined) await study.showRule(chosen);
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

/** The rules of the problems that the cursor stands in; of those on its line where it stands in none. */
function rulesAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const { document, selection } = editor;
  const problems = ownProblems(languages.getDiagnostics(document.uri));
  const touching = problems.filter(({ range }) => range.intersection(selection) !== undefined);
  const line = document.lineAt(selection.active.line).range;
  return rulesOf(
    touching.length > 0 ? touching : problems.filter(({ range }) => range.intersection(line) !== undefined),
  );
}

function rulesOf(problems: Parameters<typeof ownProblems>[0]): string[] {
  return [...new Set(problems.flatMap((problem) => ruleOf(problem) ?? []))];
}
