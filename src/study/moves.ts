import { noProgress, type Progress } from './progress.ts';

/** What was done with notes under old names, to be joined under the new ones. Reviews need no move: cards have names of their own. */
export function moveProgress({ read, visited, quizzes }: Progress, moved: ReadonlyMap<string, string>): Progress {
  const under = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      [...moved].flatMap(([from, to]) => {
        const known = Object.hasOwn(table, from) ? table[from] : undefined;
        return known === undefined ? [] : [[to, known] as const];
      }),
    );
  return { ...noProgress, read: under(read), visited: under(visited), quizzes: under(quizzes) };
}
