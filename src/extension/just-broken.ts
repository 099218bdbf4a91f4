import { type Diagnostic, Disposable, languages, type Uri, workspace } from 'vscode';
import type { Found } from '../study/code.ts';
import { ownProblems, ruleOf } from './problems.ts';

/** The rules that the person has broken by changes of their own since the window was opened. */
export interface JustBroken extends Disposable {
  recent(): Found['recent'];
}

export function watchBroken(): JustBroken {
  /** How often each rule was broken in a file that is being changed. */
  const files = new Map<string, ReadonlyMap<string, number>>();
  const times = new Map<string, number>();
  const countIn = (uri: Uri) => countRules(ownProblems(languages.getDiagnostics(uri)));
  const listening = Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const key = document.uri.toString();
      if (contentChanges.length > 0 && !files.has(key) && /\.(tf|tofu|tfvars)(\.json)?$/.test(document.uri.path))
        files.set(key, countIn(document.uri));
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const at = Date.now();
      for (const uri of uris) {
        const before = files.get(uri.toString());
        if (!before) continue;
        const now = countIn(uri);
        for (const [rule, count] of now) if (count > (before.get(rule) ?? 0)) times.set(rule, at);
        files.set(uri.toString(), now);
      }
    }),
  );
  return {
    recent: () =>
      [...times]
        .map(([rule, at]) => ({ rule, at }))
        .sort((a, b) => b.at - a.at)
        .slice(0, 50),
    dispose: () => listening.dispose(),
  };
}

function countRules(problems: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) {
    const rule = ruleOf(problem);
    if (rule !== undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
