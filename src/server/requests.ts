import type { CancellationToken } from 'vscode-languageserver';
import { allRules } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import type { ClientRequests, ServerNotifications, Status } from '../protocol/messages.ts';
import type { OnStep } from './background.ts';
import { rangeOf } from './convert.ts';
import { overviewOf } from './overview.ts';
import type { Session } from './session.ts';
import { readChoices, variableFileOptions, variablesOf } from './variables.ts';

type Handlers = {
  readonly [M in keyof ClientRequests]: (
    params: ClientRequests[M]['params'],
    token: CancellationToken,
  ) => ClientRequests[M]['result'] | Promise<ClientRequests[M]['result']>;
};

/** Our own requests, beside those of the protocol. `settle` resolves when every diagnostic is as it will stay. */
export function registerRequests(session: Session, settle: Settle): void {
  const { connection, workspaces, documents, background } = session;
  const { pathOf, uriOf } = documents;
  const handlers: Handlers = {
    async 'groundwork/lintWorkspace'(params, token) {
      workspaces.reload();
      const { workDoneToken } = params ?? {};
      if (workDoneToken === undefined) return settle(token);
      const progress = connection.window.attachWorkDoneProgress(workDoneToken);
      progress.begin('', 0);
      let told = 0;
      const status = await settle(token, (done, total) => {
        const percentage = Math.floor((100 * done) / total);
        if (percentage === told) return;
        told = percentage;
        progress.report(percentage, `${done}/${total}`);
      });
      progress.done();
      return status;
    },
    'groundwork/rules': () => allRules.map(({ id, title, severity, pillar }) => ({ id, title, severity, pillar })),
    'groundwork/explain': (params) => rulePage(String(params?.rule)) ?? null,
    'groundwork/overview': () => overviewOf(session),
    'groundwork/fixTitles': (params) => fixTitles(session, params),
    'groundwork/variables': (params) => {
      const path = params?.uri === undefined ? undefined : pathOf(String(params.uri));
      return workspaces.roots(path).map((root) => variablesOf(root, uriOf));
    },
    'groundwork/variableFiles': (params) => {
      const directory = pathOf(String(params?.root));
      const root = workspaces.roots().find((one) => one.directory === directory);
      return root ? variableFileOptions(root, uriOf) : [];
    },
    'groundwork/chooseVariableFiles': (params) => {
      workspaces.choose(readChoices(params?.choices, pathOf));
      background.soon();
      return null;
    },
  };
  for (const [method, handler] of Object.entries(handlers)) connection.onRequest<unknown, unknown>(method, handler);
}

function fixTitles(
  { documents, reports }: Session,
  params: ClientRequests['groundwork/fixTitles']['params'],
): string[] {
  const path = documents.pathOf(String(params?.uri));
  const lines = path === undefined ? undefined : reports.lines(path);
  if (path === undefined || !lines) return [];
  const { line, character } = params.range.start;
  const titles = reports.findings(path).flatMap(({ rule, message, at, fixes }) => {
    const start = rangeOf(lines, at).start;
    const same = rule === params.rule && message === params.message;
    return same && start.line === line && start.character === character ? fixes.map(({ title }) => title) : [];
  });
  return [...new Set(titles)];
}

export type Settle = (token: CancellationToken, onStep?: OnStep) => Promise<Status>;

/** Tells our own client what the server is doing; others would not know the message. */
export function sendStatus({ connection, client }: Session, status: Status): void {
  if (!client.options.status) return;
  void connection.sendNotification('groundwork/status' satisfies keyof ServerNotifications, status);
}
