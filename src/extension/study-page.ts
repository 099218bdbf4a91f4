import {
  commands,
  type Disposable,
  env,
  l10n,
  Range,
  SnippetString,
  Uri,
  ViewColumn,
  type Webview,
  window,
  workspace,
} from 'vscode';
import type { Place } from '../protocol/messages.ts';
import type { Step } from '../study/progress.ts';
import { editorInUse } from './beside.ts';
import type { OwnChange, OwnNotes } from './own-notes.ts';
import { type CodeParts, createStudyCode } from './study-code.ts';
import type { StudyGuide } from './study-guide.ts';
import type { FromPage, Route, StudySettings, ToPage } from './study-messages.ts';
import type { StudyStore } from './study-store.ts';

/** What pages of the study guide need, wherever they are. */
export interface StudyParts {
  readonly dist: Uri;
  readonly guide: StudyGuide;
  readonly own: OwnNotes;
  readonly store: StudyStore;
  readonly code: CodeParts;
  readonly openToSide: (route: Route) => void;
}

/** A page of the study guide in a webview. */
export interface StudyPage extends Disposable {
  /** Shows something, as soon as the page is there. */
  go(route: Route): void;
  /** Shows the page of a rule, with a finding of it on top: the one at `problem`, the first where none is named. */
  goToRule(rule: string, problem: Place | undefined): void;
  /** Tells it what was found meanwhile, once it is seen again. */
  seen(): void;
  /** Tells it what has been done elsewhere. */
  refresh(): void;
  /** Tells it what has become of the person's own notes. */
  tellOwn(change: OwnChange): void;
  /** Tells it that settings have changed. */
  configure(): void;
}

/** Fills a webview with the study guide; `first` is what it shows where it has nothing to return to. */
export function showStudyPage(
  { webview, visible }: { readonly webview: Webview; readonly visible: () => boolean },
  parts: StudyParts,
  place: 'view' | 'panel',
  first?: Route,
): StudyPage {
  const { guide, own, store } = parts;
  let ready = false;
  let next = first;
  /** A page that reports something need not be told of it. */
  let reporting = false;
  const post = (message: ToPage) => void webview.postMessage(message);
  const code = createStudyCode(parts.code, post, visible);

  async function receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        const outline = await guide.outline();
        ready = true;
        const route = next;
        next = undefined;
        const settings = readStudySettings();
        const start = { kind: 'guide', guide: outline, progress: store.progress(), settings } as const;
        post(route === undefined ? start : { ...start, route });
        tellOwn();
        code.start();
        return;
      }
      case 'page': {
        const html = await pageOf(message.page);
        if (html !== undefined) post({ kind: 'page', page: message.page, html });
        return;
      }
      case 'step':
        await report(message.step);
        return;
      case 'open':
        if (/^https?:\/\//i.test(message.url)) await env.openExternal(Uri.parse(message.url, true));
        return;
      case 'copy':
        await env.clipboard.writeText(message.text);
        return;
      case 'insert':
        await insert(message.text);
        return;
      case 'file':
        await openFile(own.file(message.path), message.anchor);
        return;
      case 'newNote':
      case 'addFolder':
        await commands.executeCommand(message.kind === 'newNote' ? 'groundwork.newNote' : 'groundwork.addNoteFolder');
        return;
      case 'side':
        parts.openToSide(message.route);
        return;
      default:
        await code.receive(message);
    }
  }

  /** All own notes, or those that have changed. */
  function tellOwn(change?: OwnChange): void {
    if (!ready) return;
    const notes = own.notes();
    allow();
    post({
      kind: 'own',
      own: {
        order: notes.map(({ topic }) => topic.id),
        changed: notes
          .filter(({ topic }) => !change || change.changed.has(topic.id))
          .map(({ topic, entries }) => ({ topic, entries })),
        moved: Object.fromEntries(change?.moved ?? []),
        folders: own.folders().map(({ label, there, more }) => ({ label, there, more })),
      },
    });
  }

  /** A note of the person's own that is gone by now is empty. */
  async function pageOf(page: string): Promise<string | undefined> {
    const id = /^note\/(own:.*)$/s.exec(page)?.[1];
    if (id === undefined) return guide.page(page);
    return own.page(id, (uri) => webview.asWebviewUri(uri).toString()) ?? '';
  }

  /** The page may show images that lie in folders of notes, and nothing else but itself. */
  function allow(): void {
    const roots = [assets, ...own.folders().map(({ uri }) => uri)];
    if (String(webview.options.localResourceRoots) === String(roots)) return;
    webview.options = { enableScripts: true, localResourceRoots: roots };
  }

  function report(step: Step): Promise<void> {
    reporting = true;
    const kept = store.add(step);
    reporting = false;
    return kept;
  }

  webview.onDidReceiveMessage(receive);
  const assets = Uri.joinPath(parts.dist, 'webview');
  allow();
  webview.html = shell(webview, assets, place);
  function go(route: Route): void {
    if (ready) post({ kind: 'go', route });
    else next = route;
  }
  return {
    go,
    goToRule(rule, problem) {
      code.follow(rule, problem);
      go(`rule/${rule}`);
    },
    seen: () => ready && code.start(),
    dispose: () => code.dispose(),
    refresh() {
      if (ready && !reporting) post({ kind: 'progress', progress: store.progress() });
    },
    tellOwn,
    configure() {
      if (ready) post({ kind: 'settings', settings: readStudySettings() });
    },
  };
}

function readStudySettings(): StudySettings {
  const given = workspace.getConfiguration('groundwork.study').get<unknown>('newCardsPerDay');
  return { newCardsPerDay: typeof given === 'number' && given >= 0 ? Math.floor(given) : 20 };
}

/** Nothing but its own script and style may be loaded, and nothing may be fetched. The page finds its texts in the editor's language in it. */
function shell(webview: Webview, assets: Uri, place: string): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; img-src ${webview.cspSource}`;
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(assets, name)).toString();
  const texts = JSON.stringify(l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('study.css')}">
<title>${l10n.t('Study')}</title>
</head>
<body class="in-${place}">
<div id="app"></div>
<script id="texts" type="application/json">${texts}</script>
<script nonce="${nonce}" src="${address('study.js')}"></script>
</body>
</html>`;
}

/** Opens a file beside the page, at a line where one is named. */
async function openFile(uri: Uri | undefined, anchor: string | undefined): Promise<void> {
  if (!uri) return;
  const line = Number(/^L(\d{1,7})/.exec(anchor ?? '')?.[1] ?? 0);
  const place = line > 0 ? { selection: new Range(line - 1, 0, line - 1, 0) } : {};
  await commands.executeCommand('vscode.open', uri, place);
}

/** Puts code at the cursor of the editor that was last in use. */
async function insert(text: string): Promise<void> {
  const editor = editorInUse();
  if (!editor) {
    void window.showInformationMessage(l10n.t('Open a file first: the code is inserted at its cursor.'));
    return;
  }
  const { document, selection, viewColumn = ViewColumn.Active } = editor;
  await window.showTextDocument(document, { viewColumn, selection });
  await editor.insertSnippet(new SnippetString().appendText(text));
}
