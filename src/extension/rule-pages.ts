import { commands, type Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Server } from './server.ts';

const scheme = 'groundwork-rule';

/** The pages of rules as documents of their own, so that the editor's Markdown preview can show them. */
export function registerRulePages(server: Server): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri, token) {
      const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      const page = await server.ask('groundwork/explain', { rule }, token);
      return page ?? l10n.t('There is no rule `{0}`.', rule);
    },
  });
}

/** Opens the page of a rule beside the editor: as a preview, or as text where previews are turned off. */
export async function openRulePage(rule: string): Promise<void> {
  const uri = Uri.from({ scheme, path: `/${rule}.md` });
  try {
    await commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    await window.showTextDocument(uri, { viewColumn: ViewColumn.Beside, preview: true });
  }
}
