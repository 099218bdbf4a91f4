import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  WorkspaceEdit,
} from 'vscode';
import type { Edit, Problem } from '../study/markdown.ts';
import type { OwnNotes } from './own-notes.ts';

const severities = {
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Shows what is broken in the person's own notes where it stands, and offers what mends it. */
export function showOwnProblems(own: OwnNotes): Disposable {
  const collection = languages.createDiagnosticCollection('groundwork-notes');
  const shown = () => {
    collection.clear();
    for (const { uri, problems } of own.notes()) collection.set(uri, problems.map(diagnosticOf));
  };
  return Disposable.from(
    collection,
    own.onDidChange(shown),
    languages.registerCodeActionsProvider(
      [{ pattern: '**/*.md' }],
      {
        provideCodeActions(document, range, { diagnostics }) {
          const note = own.notes().find(({ uri }) => uri.toString() === document.uri.toString());
          // Places in a text that has changed since are elsewhere by now; the editor asks again when the problems are new.
          if (!note || note.text !== document.getText()) return [];
          return note.problems.flatMap((problem) => {
            const { fix } = problem;
            const about = diagnosticOf(problem);
            if (!fix || !about.range.intersection(range)) return [];
            const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
            action.edit = new WorkspaceEdit();
            for (const edit of fix.edits)
              action.edit.replace(document.uri, document.validateRange(rangeOf(edit)), edit.text);
            action.diagnostics = diagnostics.filter(({ message }) => message === problem.message);
            action.isPreferred = true;
            return [action];
          });
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

function diagnosticOf({ line, at: [from, to] = [0, 0], message, level = 'warning' }: Problem): Diagnostic {
  const diagnostic = new Diagnostic(new Range(line - 1, from, line - 1, to), message, severities[level]);
  diagnostic.source = 'groundwork';
  return diagnostic;
}

function rangeOf({ start, end }: Edit): Range {
  return new Range(start[0] - 1, start[1], end[0] - 1, end[1]);
}
