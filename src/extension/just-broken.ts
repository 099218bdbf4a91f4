import { type Diagnostic, Disposable, type Event, EventEmitter, languages, type Uri, workspace } from 'vscode';
import type { Found } from '../study/code.ts';
import { ownProblems, ruleOf } from './problems.ts';

/** The rules that the person has broken by changes of their own since the window was opened. */
export interface JustBroken extends Disposable {
  recent(): Found['recent'];
  /** Fires when `recent` may have more. */
  readonly onDidSettle: Event<void>;
}

/** What is only broken while people type does not count. */
const pause = 1000;

export function watchBroken(): JustBroken {
  /** How often each rule was broken in a file that is being changed. */
  const files = new Map<string, ReadonlyMap<string, number>>();
  const times = new Map<string, number>();
  const changed = new Map<string, Uri>();
  const settled = new EventEmitter<void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const countIn = (uri: Uri) => countRules(ownProblems(languages.getDiagnostics(uri)));
  const listening = Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const key = document.uri.toString();
      if (contentChanges.length > 0 && !files.has(key) && /\.(tf|tofu|tfvars)(\.json)?$/.test(document.uri.path))
        files.set(key, countIn(document.uri));
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (files.has(uri.toString())) changed.set(uri.toString(), uri);
      if (changed.size === 0) return;
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    }),
  );

  /** Compares what the files that have changed break with what they broke at the pause before. */
  function look(): void {
    const at = Date.now();
    for (const [key, uri] of changed) {
      const now = countIn(uri);
      for (const [rule, count] of now) if (count > (files.get(key)?.get(rule) ?? 0)) times.set(rule, at);
      files.set(key, now);
    }
    changed.clear();
    settled.fire();
  }

  return {
    onDidSettle: settled.event,
    recent: () =>
      [...times]
        .map(([rule, at]) => ({ rule, at }))
        .sort((a, b) => b.at - a.at)
        .slice(0, 50),
    dispose() {
      clearTimeout(timer);
      listening.dispose();
    },
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
