import type { CancellationToken } from 'vscode-languageserver';
import { allRules } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import type { ClientRequests, ServerNotifications, Status } from '../protocol/messages.ts';
import type { Session } from './session.ts';

type Handlers = {
  readonly [M in keyof ClientRequests]: (
    params: ClientRequests[M]['params'],
    token: CancellationToken,
  ) => ClientRequests[M]['result'] | Promise<ClientRequests[M]['result']>;
};

/** Our own requests, beside those of the protocol. `settle` resolves when every diagnostic is as it will stay. */
export function registerRequests({ connection, workspaces }: Session, settle: Settle): void {
  const handlers: Handlers = {
    'groundwork/lintWorkspace'(_params, token) {
      workspaces.reload();
      return settle(token);
    },
    'groundwork/rules': () => allRules.map(({ id, title, severity, pillar }) => ({ id, title, severity, pillar })),
    'groundwork/explain': (params) => rulePage(String(params?.rule)) ?? null,
  };
  for (const [method, handler] of Object.entries(handlers)) connection.onRequest<unknown, unknown>(method, handler);
}

export type Settle = (token: CancellationToken) => Promise<Status>;

/** Tells our own client what the server is doing; others would not know the message. */
export function sendStatus({ connection, client }: Session, status: Status): void {
  if (!client.options.status) return;
  void connection.sendNotification('groundwork/status' satisfies keyof ServerNotifications, status);
}
