import { env, l10n, SnippetString, Uri, ViewColumn, type Webview, window } from 'vscode';
import type { Step } from '../study/progress.ts';
import type { StudyGuide } from './study-guide.ts';
import type { FromPage, Route, ToPage } from './study-messages.ts';
import type { StudyStore } from './study-store.ts';

/** What pages of the study guide need, wherever they are. */
export interface StudyParts {
  readonly dist: Uri;
  readonly guide: StudyGuide;
  readonly store: StudyStore;
  readonly openToSide: (route: Route) => void;
}

/** A page of the study guide in a webview. */
export interface StudyPage {
  /** Shows something, as soon as the page is there. */
  go(route: Route): void;
  /** Tells it what has been done elsewhere. */
  refresh(): void;
}

/** Fills a webview with the study guide; `first` is what it shows where it has nothing to return to. */
export function showStudyPage(webview: Webview, parts: StudyParts, first?: Route): StudyPage {
  const { guide, store } = parts;
  let ready = false;
  let next = first;
  /** A page that reports something need not be told of it. */
  let reporting = false;
  const post = (message: ToPage) => void webview.postMessage(message);

  async function receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        const outline = await guide.outline();
        ready = true;
        const route = next;
        next = undefined;
        post({ kind: 'guide', guide: outline, progress: store.progress(), ...(route === undefined ? {} : { route }) });
        return;
      }
      case 'page': {
        const html = await guide.page(message.page);
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
      case 'side':
        parts.openToSide(message.route);
    }
  }

  function report(step: Step): Promise<void> {
    reporting = true;
    const kept = store.add(step);
    reporting = false;
    return kept;
  }

  webview.onDidReceiveMessage(receive);
  const assets = Uri.joinPath(parts.dist, 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [assets] };
  webview.html = shell(webview, assets);
  return {
    go(route) {
      if (ready) post({ kind: 'go', route });
      else next = route;
    },
    refresh() {
      if (ready && !reporting) post({ kind: 'progress', progress: store.progress() });
    },
  };
}

/** Nothing but its own script and style may be loaded, and nothing may be fetched. The page finds its texts in the editor's language in it. */
function shell(webview: Webview, assets: Uri): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
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
<body>
<div id="app"></div>
<script id="texts" type="application/json">${texts}</script>
<script nonce="${nonce}" src="${address('study.js')}"></script>
</body>
</html>`;
}

/** Puts code at the cursor of the editor that was last in use. */
async function insert(text: string): Promise<void> {
  const editor =
    window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (!editor) {
    void window.showInformationMessage(l10n.t('Open a file first: the code is inserted at its cursor.'));
    return;
  }
  const { document, selection, viewColumn = ViewColumn.Active } = editor;
  await window.showTextDocument(document, { viewColumn, selection });
  await editor.insertSnippet(new SnippetString().appendText(text));
}
