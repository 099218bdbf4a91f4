import type { Finding } from './finding.ts';

/**
 * The findings without those syntax errors that only our parser sees: a file whose text the reference accepts has none.
 * `rejects` asks the reference about a file; where it cannot say, the errors stay.
 */
export async function confirmSyntax(
  findings: readonly Finding[],
  rejects: (path: string) => Promise<boolean>,
): Promise<readonly Finding[]> {
  const doubtful = new Set(findings.flatMap(({ rule, at }) => (rule === 'terraform/syntax' ? at.file : [])));
  const asked = [...doubtful].filter((path) => !path.endsWith('.json'));
  if (asked.length === 0) return findings;
  const answers = await Promise.all(asked.map(rejects));
  const sound = new Set(asked.filter((_, i) => !answers[i]));
  return findings.filter(({ rule, at }) => rule !== 'terraform/syntax' || !sound.has(at.file));
}
