import { type ExtensionContext, l10n, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Status } from '../protocol/messages.ts';
import type { InitializationOptions } from '../protocol/settings.ts';
import { registerCommands } from './commands.ts';
import { documentSelector, fileSelector } from './documents.ts';
import { registerExplainActions } from './explain.ts';
import { createHints } from './inlay-hints.ts';
import { watchBroken } from './just-broken.ts';
import { createLandingZoneView } from './landing-zone-view.ts';
import { createOverviewSource } from './overview-source.ts';
import { createOwnNotes, type NoteReader } from './own-notes.ts';
import { showOwnProblems } from './own-problems.ts';
import { createSample } from './sample.ts';
import { createServer, type NewClient, type Server } from './server.ts';
import { createStatusItem } from './status-item.ts';
import { statusLine } from './status-text.ts';
import { createStudy } from './study.ts';
import { studyGuide, type Unpack } from './study-guide.ts';
import { reportFailures } from './trouble.ts';
import { createChoices } from './variable-choices.ts';
import { selectVariableFiles } from './variable-files.ts';
import { createVariablesItem } from './variables-item.ts';

/** What differs between desktops and browsers. */
export interface Host {
  readonly newClient: NewClient;
  readonly unpack: Unpack;
  /** The person's home folder; undefined where there is none. */
  readonly home: Uri | undefined;
  readonly loadNoteReader: () => Promise<NoteReader>;
}

/** Starts all there is. Returns before the server is ready. */
export function startExtension(context: ExtensionContext, { newClient, unpack, home, loadNoteReader }: Host): Server {
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
      overviews.expire();
      void landingZone.refresh();
    });
  };
  const choices = createChoices(context.workspaceState);
  // Read whenever a server starts, also one that takes the place of another.
  const initializationOptions = (): InitializationOptions => ({
    status: true,
    diagnosticsInHover: true,
    commandLinks: true,
    unticksConfirmed: true,
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
  const guide = studyGuide(Uri.joinPath(context.extensionUri, 'dist'), unpack);
  const own = createOwnNotes({ guide, home, load: loadNoteReader, report: (error) => output.error(String(error)) });
  const overviews = createOverviewSource(server);
  const broken = watchBroken();
  const study = createStudy(context, guide, own, { server, overviews, broken });
  const landingZone = createLandingZoneView(context, server, overviews);
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
    broken,
    own,
    showOwnProblems(own),
    landingZone,
    sample,
    registerExplainActions(selector),
    registerCommands({ context, home, server, output, study, landingZone, sample, selectVariables }),
  );
  void server.start();
  void own.refresh().catch((error: unknown) => output.error(String(error)));
  return server;
}
