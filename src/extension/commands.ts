import { commands, Disposable, type ExtensionContext, type LogOutputChannel, type Uri } from 'vscode';
import { setUpCi } from './ci.ts';
import { openConfiguration } from './configuration-file.ts';
import { explainRule } from './explain.ts';
import { fixAll } from './fix-all.ts';
import type { Node } from './landing-zone.ts';
import type { LandingZoneView } from './landing-zone-view.ts';
import { lintWorkspace } from './lint-workspace.ts';
import { addNoteFolder, newNote } from './new-note.ts';
import { openNote } from './notes.ts';
import type { Sample } from './sample.ts';
import type { Server } from './server.ts';
import type { Study } from './study.ts';
import { exportCards, exportStudy, importStudy } from './study-files.ts';

/** What the commands act upon. */
export interface Parts {
  readonly context: ExtensionContext;
  /** The person's home folder. */
  readonly home: Uri | undefined;
  readonly server: Server;
  readonly output: LogOutputChannel;
  readonly study: Study;
  readonly landingZone: LandingZoneView;
  readonly sample: Sample;
  readonly selectVariables: (given: unknown) => Promise<void>;
}

/** What the manifest's commands do. */
export function registerCommands(parts: Parts): Disposable {
  const { context, home, server, output, study, landingZone, sample, selectVariables } = parts;
  const table = {
    'groundwork.getStarted': () => getStarted(context),
    'groundwork.openSample': () => sample.open(),
    'groundwork.setUpCi': (kind: unknown) => setUpCi(context, kind),
    'groundwork.lintWorkspace': () => lintWorkspace(server),
    'groundwork.fixAll': fixAll,
    'groundwork.explainRule': (rule: unknown, place: unknown) => explainRule(server, study, rule, place),
    'groundwork.selectVariableFiles': selectVariables,
    'groundwork.openConfiguration': openConfiguration,
    'groundwork.reviewCards': () => study.show('review'),
    'groundwork.takeMockExam': () => study.show('exam'),
    'groundwork.exportStudyProgress': () => exportStudy(study),
    'groundwork.exportStudyCards': () => exportCards(study),
    'groundwork.importStudyProgress': () => importStudy(study),
    'groundwork.filterBySeverity': () => landingZone.filterBySeverity(),
    'groundwork.filterByFolder': () => landingZone.filterByFolder(),
    'groundwork.showAll': () => landingZone.showAll(),
    'groundwork.copyLandingZone': () => landingZone.copy(),
    'groundwork.insertPart': (node: Node | undefined) => landingZone.insertPart(node),
    'groundwork.openRule': (node: Node | undefined) => explainRule(server, study, node),
    'groundwork.readPillar': (node: Node | undefined) =>
      node?.kind === 'pillar' ? study.showPillar(node.id) : study.show(''),
    'groundwork.newNote': () => newNote(home),
    'groundwork.addNoteFolder': () => addNoteFolder(home),
    'groundwork.openNote': (given: unknown) => openNote(study, given),
    'groundwork.restartServer': () => server.restart(),
    'groundwork.showOutput': () => output.show(),
  };
  return Disposable.from(...Object.entries(table).map(([name, run]) => commands.registerCommand(name, run)));
}

/** Shows the walkthrough of the manifest. */
function getStarted({ extension }: ExtensionContext): Thenable<void> {
  return commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false);
}
