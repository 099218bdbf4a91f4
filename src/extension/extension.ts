import { type ExtensionContext, l10n, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Status } from '../protocol/messages.ts';
import type { InitializationOptions } from '../protocol/settings.ts';
import { registerCommands } from './commands.ts';
import { documentSelector, fileSelector } from './documents.ts';
import { registerExplainActions } from './explain.ts';
import { createHints } from './inlay-hints.ts';
import { createLandingZoneView } from './landing-zone-view.ts';
import { createSample } from './sample.ts';
import { createServer, type NewClient, type Server } from './server.ts';
import { createStatusItem } from './status-item.ts';
import { statusLine } from './status-text.ts';
import { createStudy } from './study.ts';
import type { Unpack } from './study-guide.ts';
import { reportFailures } from './trouble.ts';
import { createChoices } from './variable-choices.ts';
import { selectVariableFiles } from './variable-files.ts';
import { createVariablesItem } from './variables-item.ts';

/** What differs between desktops and browsers. */
export interface Host {
  readonly newClient: NewClient;
  readonly unpack: Unpack;
}

/** Starts all there is. Returns before the server is ready. */
export function startExtension(context: ExtensionContext, { newClient, unpack }: Host): Server {
  const output = window.createOutputChannel('Groundwork', { log: true });
  const selector = documentSelector(workspace.workspaceFolders?.map((folder) => folder.uri.scheme) ?? []);
  const hints = createHints();
  let logged: string | undefined;

  /** Work that changes nothing is not worth a line of its own at the usual level: there is some at each key. */
  function log(status: Status): void {
    if (status.state !== 'ready') return;
    const found = JSON.stringify([status.counts, status.modules, status.problem]);
    if (found === logged) output.debug(statusLine(status, l10n.t));
    else output.info(statusLine(status, l10n.t));
    if (found !== logged && status.problem) output.warn(status.problem);
    logged = found;
  }

  const connect = (client: BaseLanguageClient): void => {
    logged = undefined;
    hints.connect(client);
    client.onNotification('groundwork/status', (status: Status) => {
      log(status);
      item.update(status);
      if (status.state !== 'ready') return;
      void variables.refresh();
      void landingZone.refresh();
    });
  };
  const choices = createChoices(context.workspaceState);
  // Read whenever a server starts, also one that takes the place of another.
  const initializationOptions = (): InitializationOptions => ({
    status: true,
    diagnosticsInHover: true,
    commandLinks: true,
    contributesSnippets: true,
    variableFiles: choices.all(),
  });
  const options = {
    documentSelector: selector,
    initializationOptions,
    outputChannel: output,
    traceOutputChannel: output,
    middleware: hints.middleware,
    markdown: { isTrusted: { enabledCommands: ['groundwork.explainRule', 'groundwork.openNote'] } },
  };
  const server = createServer(newClient, options, output, connect);
  const item = createStatusItem(server, selector);
  const variables = createVariablesItem(server, fileSelector(selector));
  const study = createStudy(context, unpack);
  const landingZone = createLandingZoneView(context, server);
  const sample = createSample(context);
  const selectVariables = async (given: unknown) => {
    await selectVariableFiles({ server, choices }, given);
    await variables.refresh();
  };

  context.subscriptions.push(
    output,
    hints,
    item,
    variables,
    reportFailures(server, output),
    study,
    landingZone,
    sample,
    registerExplainActions(selector),
    registerCommands({ context, server, output, study, landingZone, sample, selectVariables }),
  );
  void server.start();
  return server;
}
