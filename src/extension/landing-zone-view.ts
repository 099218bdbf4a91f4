import {
  commands,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  env,
  l10n,
  MarkdownString,
  Position,
  Range,
  SnippetString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Overview } from '../protocol/messages.ts';
import type { Severity } from '../protocol/settings.ts';
import { readSnippets, type Snippets } from './contributed-snippets.ts';
import {
  countOf,
  type Filter,
  isFiltered,
  landingZoneMarkdown,
  landingZoneTree,
  type Node,
  type Words,
} from './landing-zone.ts';
import type { OverviewSource } from './overview-source.ts';
import { rangeOf } from './places.ts';
import type { Server } from './server.ts';
import { countsText, total } from './texts.ts';
import { nameOf } from './variables-item.ts';

const id = 'groundwork.landingZone';
const rememberedAs = 'landingZoneFilter';

/** The tree of pillars, rules and places in the sidebar, and what its buttons do. */
export interface LandingZoneView extends Disposable {
  /** Asks the server anew, as whenever findings may have changed; waits with it while nobody sees the view. */
  refresh(): Promise<void>;
  filterBySeverity(): Promise<void>;
  filterByFolder(): Promise<void>;
  showAll(): void;
  copy(): Promise<void>;
  /** Adds a part that is absent by its snippet, at the end of a file of its module. */
  insertPart(node: Node | undefined): Promise<void>;
}

interface FolderItem {
  readonly label: string;
  readonly description: string;
  readonly folder: string | undefined;
}

export function createLandingZoneView(
  context: ExtensionContext,
  server: Server,
  overviews: OverviewSource,
): LandingZoneView {
  const words: Words = { t: l10n.t, nameOf };
  const changed = new EventEmitter<undefined>();
  let overview: Overview | undefined;
  let snippets: Snippets = new Map();
  let filter = context.workspaceState.get<Filter>(rememberedAs, {});
  let asked = 0;
  let waiting = true;

  const view = window.createTreeView<Node>(id, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => itemOf(node, snippets),
      getChildren: (node) =>
        node ? [...node.children] : overview ? [...landingZoneTree(overview, filter, words)] : [],
    },
  });

  /** What stands around the tree: which welcome there is, and what the filter leaves. */
  function show(): void {
    void commands.executeCommand('setContext', 'groundwork.landingZoneState', stateOf(server, overview));
    void commands.executeCommand('setContext', 'groundwork.landingZoneFiltered', isFiltered(filter));
    view.description = filterText(filter);
    const counts = overview && countOf(overview, filter);
    const hidden = counts !== undefined && isFiltered(filter) && total(counts) === 0;
    view.message = hidden ? l10n.t('No problem passes the filter.') : '';
    changed.fire(undefined);
  }

  async function refresh(): Promise<void> {
    waiting = !view.visible;
    if (waiting) return;
    const turn = ++asked;
    const running = server.state === 'running';
    const answer = await overviews.read();
    if (turn !== asked) return;
    const same = JSON.stringify(answer) === JSON.stringify(overview);
    overview = answer;
    if (!same || !running) show();
  }

  function choose(next: Filter): void {
    filter = next;
    void context.workspaceState.update(rememberedAs, filter);
    show();
  }

  const parts = Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(() => waiting && void refresh()),
    server.onDidChangeState(() => {
      overview = undefined;
      show();
    }),
    workspace.onDidChangeWorkspaceFolders(() => {
      overviews.expire();
      void refresh();
    }),
  );
  void readSnippets(context).then((read) => {
    snippets = read;
    show();
  });
  show();

  return {
    refresh,
    async filterBySeverity() {
      const labels: Readonly<Record<Severity, string>> = {
        error: l10n.t('Errors'),
        warning: l10n.t('Warnings'),
        info: l10n.t('Hints'),
      };
      const before = filter.severities ?? [];
      const items = (['error', 'warning', 'info'] as const).map((severity) => ({
        label: labels[severity],
        severity,
        picked: before.length === 0 || before.includes(severity),
      }));
      const placeHolder = l10n.t('Severities to show');
      const picked = await window.showQuickPick(items, { canPickMany: true, placeHolder });
      if (!picked) return;
      const { severities: _, ...rest } = filter;
      const all = picked.length === 0 || picked.length === items.length;
      choose(all ? rest : { ...rest, severities: picked.map(({ severity }) => severity) });
    },
    async filterByFolder() {
      const { folder: _, ...rest } = filter;
      const folders = new Set([...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString())]);
      const now = await server.ask('groundwork/overview', undefined);
      for (const module of now.modules) folders.add(module);
      const items = [...folders].sort().map((folder) => ({
        label: nameOf(folder) || l10n.t('The whole folder'),
        description: countsText(countOf(now, { ...rest, folder }), l10n.t),
        folder,
      }));
      const everything: FolderItem = { label: l10n.t('All folders'), description: '', folder: undefined };
      const placeHolder = l10n.t('Folder to show');
      const picked = await window.showQuickPick([everything, ...items], { placeHolder });
      if (picked) choose(picked.folder === undefined ? rest : { ...rest, folder: picked.folder });
    },
    showAll: () => choose({}),
    async copy() {
      const now = await server.ask('groundwork/overview', undefined);
      await env.clipboard.writeText(landingZoneMarkdown(now, filter, words));
      window.setStatusBarMessage(l10n.t('Copied as Markdown'), 3000);
    },
    async insertPart(node) {
      const { snippet, file } = node?.part ?? {};
      const text = snippet === undefined ? undefined : snippets.get(snippet);
      if (text !== undefined && file !== undefined) await append(Uri.parse(file), text);
    },
    dispose: () => parts.dispose(),
  };
}

function stateOf({ state }: Server, overview: Overview | undefined): string {
  if (state === 'failed' || state === 'stopped') return 'failed';
  if (!overview) return 'starting';
  if (!overview.enabled && overview.modules.length === 0)
    return (workspace.workspaceFolders ?? []).length > 0 ? 'off' : 'empty';
  return overview.modules.length === 0 ? 'empty' : 'ready';
}

function filterText({ severities = [], folder }: Filter): string {
  const names: Readonly<Record<Severity, string>> = {
    error: l10n.t('errors'),
    warning: l10n.t('warnings'),
    info: l10n.t('hints'),
  };
  const where = folder === undefined ? '' : nameOf(folder) || l10n.t('the whole folder');
  return [severities.map((severity) => names[severity]).join(', '), where].filter(Boolean).join(' · ');
}

const icons: Readonly<Record<Node['icon'], ThemeIcon>> = {
  error: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  warning: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  info: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
  pass: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  absent: new ThemeIcon('circle-large-outline'),
};

function itemOf(node: Node, snippets: Snippets): TreeItem {
  const { None, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem(node.label, node.children.length > 0 ? Collapsed : None);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = new MarkdownString(node.tooltip);
  item.iconPath = icons[node.icon];
  item.accessibilityInformation = { label: node.spoken };
  item.contextValue = contextOf(node, snippets);
  if (node.problem) {
    const given = [Uri.parse(node.problem.uri), { selection: rangeOf(node.problem) }];
    item.command = { command: 'vscode.open', title: l10n.t('Open'), arguments: given };
  } else if (node.part) {
    item.command = { command: 'groundwork.openNote', title: l10n.t('Open Note'), arguments: [node] };
  }
  return item;
}

/** What the menus of the manifest go by. */
function contextOf({ kind, rule, part }: Node, snippets: Snippets): string {
  const addable = part?.file !== undefined && part.snippet !== undefined && snippets.has(part.snippet);
  return [kind, rule !== undefined && 'page', addable && 'snippet'].filter(Boolean).join('.');
}

/** Puts a snippet behind all there is: in the file in front where it is of the same directory, else in the one given. */
async function append(file: Uri, text: string): Promise<void> {
  const active = window.activeTextEditor?.document;
  const directory = (uri: Uri) => uri.toString().replace(/\/[^/]*$/, '');
  const beside = active && directory(active.uri) === directory(file) && /\.(tf|tofu)$/.test(active.uri.path);
  const editor = await window.showTextDocument(beside ? active.uri : file);
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  const gap = editor.document.getText().trim() === '' ? '' : end.character === 0 ? '\n' : '\n\n';
  await editor.insertSnippet(new SnippetString(`${gap}${text}\n`), new Position(end.line, end.character));
  editor.revealRange(new Range(end, end));
}
