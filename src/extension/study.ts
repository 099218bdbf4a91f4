import {
  commands,
  Disposable,
  type Event,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { Place } from '../protocol/messages.ts';
import { nothingFound, readNext, readShare } from '../study/code.ts';
import { moveProgress } from '../study/moves.ts';
import { foundOf } from './finding.ts';
import type { OwnNotes } from './own-notes.ts';
import type { CodeParts } from './study-code.ts';
import type { StudyGuide } from './study-guide.ts';
import type { Route } from './study-messages.ts';
import { type StudyPage, type StudyParts, showStudyPage } from './study-page.ts';
import { createStudyStore, type StudyStore } from './study-store.ts';

/** The view's id, which is also that of its panels. */
const id = 'groundwork.study';

/** The study guide, in its view and in panels beside it. */
export interface Study extends Disposable {
  readonly store: StudyStore;
  readonly guide: StudyGuide;
  readonly own: OwnNotes;
  /** Opens the view at a place. */
  show(route: Route): Promise<void>;
  /** Opens the page of a rule with the finding at `problem` on top, or says that there is no such rule. */
  showRule(rule: string, problem?: Place): Promise<void>;
  /** Opens the note to read about a pillar, by what is broken in it. */
  showPillar(pillar: string): Promise<void>;
}

export function createStudy(context: ExtensionContext, guide: StudyGuide, own: OwnNotes, code: CodeParts): Study {
  const pages = new Set<StudyPage>();
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  const store = createStudyStore(context.globalState);
  const parts: StudyParts = { dist, guide, own, store, code, openToSide };
  let view: StudyPage | undefined;
  /** Where a view that is not there yet begins. */
  let next: Route | { readonly rule: string; readonly problem: Place | undefined } | undefined;

  store.onDidChange(() => {
    for (const page of pages) page.refresh();
  });

  /** Keeps a page up to date for as long as it lasts. */
  function follow(page: StudyPage, onDidDispose: Event<void>): void {
    pages.add(page);
    onDidDispose(() => {
      pages.delete(page);
      page.dispose();
      if (view === page) view = undefined;
    });
  }

  function openToSide(route: Route): void {
    const title = l10n.t('Study');
    fillPanel(
      window.createWebviewPanel(id, title, { viewColumn: ViewColumn.Beside }, { enableFindWidget: true }),
      route,
    );
  }

  function fillPanel(panel: WebviewPanel, route?: Route): void {
    panel.iconPath = Uri.joinPath(context.extensionUri, 'src', 'extension', 'media', 'icon.png');
    const { webview } = panel;
    const page = showStudyPage({ webview, visible: () => panel.visible }, parts, 'panel', route);
    panel.onDidChangeViewState(() => panel.visible && page.seen());
    follow(page, panel.onDidDispose);
  }

  const registered = Disposable.from(
    own.onDidChange((change) => {
      for (const page of pages) page.tellOwn(change);
      if (change.moved.size > 0) void store.join(moveProgress(store.progress(), change.moved));
    }),
    window.registerWebviewViewProvider(id, {
      resolveWebviewView(found) {
        const { webview } = found;
        const first = typeof next === 'string' ? next : undefined;
        const page = showStudyPage({ webview, visible: () => found.visible }, parts, 'view', first);
        if (typeof next === 'object') page.goToRule(next.rule, next.problem);
        next = undefined;
        view = page;
        found.onDidChangeVisibility(() => found.visible && page.seen());
        follow(page, found.onDidDispose);
      },
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('groundwork.study')) return;
      for (const page of pages) page.configure();
    }),
    window.registerWebviewPanelSerializer(id, { deserializeWebviewPanel: async (panel) => fillPanel(panel) }),
  );

  async function show(route: Route): Promise<void> {
    if (view) view.go(route);
    else next = route;
    await commands.executeCommand('groundwork.study.focus');
  }

  return {
    store,
    guide,
    own,
    show,
    async showRule(rule, problem) {
      const { rules } = await guide.outline();
      if (!rules.some((entry) => entry.id === rule)) {
        void window.showInformationMessage(l10n.t('There is no rule {0}.', rule));
        return;
      }
      if (view) view.goToRule(rule, problem);
      else next = { rule, problem };
      await commands.executeCommand('groundwork.study.focus');
    },
    async showPillar(pillar) {
      const outline = await guide.outline();
      const overview = await code.overviews.read();
      const found = overview ? foundOf(overview, []) : nothingFound;
      const progress = store.progress();
      const suggestion = readNext(outline, found, (topic) => readShare(topic, progress) === 1, pillar);
      if (!suggestion) await show('');
      else await show(['note', suggestion.topic.id, suggestion.heading].filter(Boolean).join('/'));
    },
    dispose: () => registered.dispose(),
  };
}
