import { commands, Disposable, type LogOutputChannel } from 'vscode';
import { openConfiguration } from './configuration-file.ts';
import { explainRule } from './explain.ts';
import { lintWorkspace } from './lint-workspace.ts';
import type { Server } from './server.ts';

/** What the commands act upon. */
export interface Parts {
  readonly server: Server;
  readonly output: LogOutputChannel;
  readonly selectVariables: (given: unknown) => Promise<void>;
}

/** What the manifest's commands do. */
export function registerCommands({ server, output, selectVariables }: Parts): Disposable {
  const table = {
    'groundwork.lintWorkspace': () => lintWorkspace(server),
    'groundwork.fixAll': fixAll,
    'groundwork.explainRule': (rule: unknown) => explainRule(server, rule),
    'groundwork.selectVariableFiles': selectVariables,
    'groundwork.openConfiguration': openConfiguration,
    'groundwork.restartServer': () => server.restart(),
    'groundwork.showOutput': () => output.show(),
  };
  return Disposable.from(...Object.entries(table).map(([name, run]) => commands.registerCommand(name, run)));
}

/** Applies the server's one action that holds all safe fixes; the editor says so where there is none. */
function fixAll(): Thenable<void> {
  return commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.groundwork', apply: 'first' });
}
