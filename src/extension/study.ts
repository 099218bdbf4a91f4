import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { moveProgress } from '../study/moves.ts';
import type { OwnNotes } from './own-notes.ts';
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
  /** Opens the page of a rule, or says that there is none. */
  showRule(rule: string): Promise<void>;
}

export function createStudy(context: ExtensionContext, guide: StudyGuide, own: OwnNotes): Study {
  const pages = new Set<StudyPage>();
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  const store = createStudyStore(context.globalState);
  const parts: StudyParts = { dist, guide, own, store, openToSide };
  let view: StudyPage | undefined;
  /** Where a view that is not there yet begins. */
  let next: Route | undefined;

  store.onDidChange(() => {
    for (const page of pages) page.refresh();
  });

  function openToSide(route: Route): void {
    const title = l10n.t('Study');
    fillPanel(
      window.createWebviewPanel(id, title, { viewColumn: ViewColumn.Beside }, { enableFindWidget: true }),
      route,
    );
  }

  function fillPanel(panel: WebviewPanel, route?: Route): void {
    panel.iconPath = Uri.joinPath(context.extensionUri, 'src', 'extension', 'media', 'icon.png');
    const page = showStudyPage(panel.webview, parts, 'panel', route);
    pages.add(page);
    panel.onDidDispose(() => pages.delete(page));
  }

  const registered = Disposable.from(
    own.onDidChange((change) => {
      for (const page of pages) page.tellOwn(change);
      if (change.moved.size > 0) void store.join(moveProgress(store.progress(), change.moved));
    }),
    window.registerWebviewViewProvider(id, {
      resolveWebviewView(found) {
        const page = showStudyPage(found.webview, parts, 'view', next);
        next = undefined;
        view = page;
        pages.add(page);
        found.onDidDispose(() => {
          pages.delete(page);
          if (view === page) view = undefined;
        });
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
    async showRule(rule) {
      const { rules } = await guide.outline();
      if (rules.some((entry) => entry.id === rule)) await show(`rule/${rule}`);
      else void window.showInformationMessage(l10n.t('There is no rule {0}.', rule));
    },
    dispose: () => registered.dispose(),
  };
}
