import {
  type CodeAction,
  CodeActionKind,
  commands,
  type DiagnosticRelatedInformation,
  Disposable,
  l10n,
  languages,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Overview, Place, PlacedProblem } from '../protocol/messages.ts';
import { excerpt, type Focus, findAgain, focusOn, foundOf, moveFocus, problemsOf } from './finding.ts';
import type { JustBroken } from './just-broken.ts';
import type { OverviewSource } from './overview-source.ts';
import { plainRange, rangeOf } from './places.ts';
import { ownProblems, ruleOf } from './problems.ts';
import type { Server } from './server.ts';
import type { FromPage, ShownFinding, ToPage } from './study-messages.ts';
import { nameOf } from './variables-item.ts';

/** What pages of the study guide need to know of the code. */
export interface CodeParts {
  readonly server: Server;
  readonly overviews: OverviewSource;
  readonly broken: JustBroken;
}

/** What a page shows of the code. It lives as long as the page. */
export interface StudyCode extends Disposable {
  /** Begins to tell the page what is found; `problem` is the finding of `rule` that the person comes from. */
  start(): void;
  follow(rule: string, problem: Place | undefined): void;
  receive(message: FromPage): Promise<void>;
}

/** People who type are told when they pause. */
const pause = 250;

export function createStudyCode(
  { server, overviews, broken }: CodeParts,
  post: (message: ToPage) => void,
  isVisible: () => boolean,
): StudyCode {
  let overview: Overview | undefined;
  let rule: string | undefined;
  let focus: Focus | undefined;
  /** Where it was when it was last there. */
  let seen: string | undefined;
  let gone = false;
  /** What the page was last told. */
  let told = { found: '', finding: '' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  let turn = 0;

  async function update(): Promise<void> {
    if (!started || !isVisible()) return;
    const mine = ++turn;
    const now = await overviews.read();
    if (mine !== turn) return;
    overview = now;
    if (now) {
      const found = foundOf(now, broken.recent());
      const text = JSON.stringify(found);
      if (text !== told.found) post({ kind: 'found', found });
      told = { ...told, found: text };
    }
    await tellFinding();
  }

  async function tellFinding(): Promise<void> {
    if (rule === undefined || !overview) return;
    const asked = rule;
    const problems = problemsOf(overview, asked);
    const problem = focus ? findAgain(focus, problems) : problems[0];
    if (problem) {
      focus = focusOn(problem, problems);
      seen = placeText(problem);
    }
    gone = problem === undefined && focus !== undefined;
    const shown = problem && (await describe(asked, problem));
    if (asked !== rule) return;
    const finding = {
      rule: asked,
      count: problems.length,
      at: problem ? problems.indexOf(problem) + 1 : 0,
      ...(shown && { shown }),
      ...(gone && focus && { mended: seen ?? placeText(focus.problem) }),
    };
    const text = JSON.stringify(finding);
    if (text !== told.finding) post({ kind: 'finding', finding });
    told = { ...told, finding: text };
  }

  async function describe(id: string, { uri, range, severity, message }: PlacedProblem): Promise<ShownFinding> {
    const text = await textOf(Uri.parse(uri));
    const fixes = await server
      .ask('groundwork/fixTitles', { uri, range, rule: id, message })
      .catch((): readonly string[] => []);
    return {
      place: placeText({ uri, range }),
      severity,
      message,
      lines: excerpt(text.split(/\r\n|\n|\r/), range),
      from: relatedTo(id, { uri, range }).map(({ location, message: said }) => ({
        place: placeText({ uri: location.uri.toString(), range: location.range }),
        message: said,
      })),
      fixes,
    };
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), pause);
  }

  const listening = Disposable.from(
    overviews.onDidExpire(soon),
    broken.onDidSettle(soon),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!focus) return;
      const uri = document.uri.toString();
      for (const { range, text } of contentChanges) {
        const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
        focus = moveFocus(focus, uri, range, lines);
      }
    }),
  );

  return {
    start() {
      started = true;
      told = { found: '', finding: '' };
      void update();
    },
    follow(id, problem) {
      rule = id;
      seen = undefined;
      gone = false;
      focus = problem && { problem: { uri: problem.uri, range: plainRange(problem.range) } };
      told = { ...told, finding: '' };
    },
    async receive(message) {
      if (message.kind === 'finding') {
        // Who comes to the page once more is not told again of what is mended.
        if (message.rule !== rule || (gone && message.by === undefined)) {
          rule = message.rule;
          focus = undefined;
          seen = undefined;
        }
        told = { ...told, finding: '' };
        if (message.by !== undefined) step(message.by);
        await update();
      } else if (message.kind === 'toCode') {
        const place = message.from === undefined ? focus?.problem : placeOf(message.from);
        if (place) await openPlace(place);
      } else if (message.kind === 'fix') await applyFix(message.title);
      else if (message.kind === 'problems') await openOneOf(message.rules);
    },
    dispose() {
      clearTimeout(timer);
      started = false;
      listening.dispose();
    },
  };

  function step(by: 1 | -1): void {
    const problems = rule === undefined ? [] : problemsOf(overview, rule);
    const here = focus ? findAgain(focus, problems) : undefined;
    const at = here ? problems.indexOf(here) + by : 0;
    const next = problems[(at + problems.length) % problems.length];
    if (next) focus = focusOn(next, problems);
  }

  function placeOf(from: number): Place | undefined {
    const related = rule !== undefined && focus ? relatedTo(rule, focus.problem)[from] : undefined;
    return related && { uri: related.location.uri.toString(), range: plainRange(related.location.range) };
  }

  /** Does what the light bulb at the place does. */
  async function applyFix(title: string): Promise<void> {
    if (!focus) return;
    const uri = Uri.parse(focus.problem.uri);
    await workspace.openTextDocument(uri);
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      rangeOf(focus.problem),
      CodeActionKind.QuickFix.value,
    );
    const action = actions.find((one) => one.title === title);
    if (action?.edit && (await workspace.applyEdit(action.edit))) return;
    void window.showInformationMessage(l10n.t('The code has changed: this fix does not fit any more.'));
  }

  async function openOneOf(rules: readonly string[]): Promise<void> {
    overview = (await overviews.read()) ?? overview;
    const all = rules.flatMap((id) => problemsOf(overview, id).map((problem) => ({ id, problem })));
    const only = all.length === 1 ? all[0] : undefined;
    const items = all.map(({ id, problem }) => ({
      label: placeText(problem),
      description: rules.length > 1 ? id : '',
      detail: problem.message,
      problem,
    }));
    const placeHolder = l10n.t('Problem to go to');
    const picked =
      only ?? (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }));
    if (picked) await openPlace(picked.problem);
  }
}

/** What the diagnostic at a place names beside it. */
function relatedTo(rule: string, { uri, range }: Place): readonly DiagnosticRelatedInformation[] {
  const found = ownProblems(languages.getDiagnostics(Uri.parse(uri))).find(
    (one) =>
      ruleOf(one) === rule &&
      one.range.start.line === range.start.line &&
      one.range.start.character === range.start.character,
  );
  return found?.relatedInformation ?? [];
}

async function textOf(uri: Uri): Promise<string> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}

function placeText({ uri, range }: Place): string {
  return `${nameOf(uri)}:${range.start.line + 1}`;
}

/** Opens the file where code stands already, so that it does not cover the page. */
async function openPlace(place: Place): Promise<void> {
  const viewColumn =
    (window.activeTextEditor ?? window.visibleTextEditors[0])?.viewColumn ??
    (window.tabGroups.activeTabGroup.activeTab?.label === l10n.t('Study') ? ViewColumn.Beside : ViewColumn.Active);
  await window.showTextDocument(Uri.parse(place.uri), { viewColumn, selection: rangeOf(place) });
}
