import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { breathe } from './background.ts';
import type { Session } from './session.ts';

/**
 * Lints the roots that read a file, where they are stale. Messages are let in first, so that a request that the client has given up is not worked on.
 * @throws where the token is cancelled.
 */
export async function refresh(
  { workspaces, configuration }: Session,
  path: string,
  token: CancellationToken,
): Promise<void> {
  await configuration.ready();
  await breathe();
  for (;;) {
    cancelled(token);
    const [root] = workspaces.stale(path);
    if (!root) return;
    workspaces.lint(root);
    if (workspaces.stale(path).length > 0) await breathe();
  }
}

/** @throws where the token is cancelled. */
export function cancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
