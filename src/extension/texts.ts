import type { Counts } from '../protocol/messages.ts';

/** Puts values into `{0}`, `{1}` of a message in the user's language: `vscode.l10n.t`, or the message itself in a test. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

export const none: Counts = { error: 0, warning: 0, info: 0 };

export function total(counts: Counts): number {
  return counts.error + counts.warning + counts.info;
}

/** '2 errors, 1 warning'; 'no problems' where there are none. */
export function countsText(counts: Counts, t: Translate): string {
  const parts = [
    counts.error > 0 && (counts.error === 1 ? t('1 error') : t('{0} errors', counts.error)),
    counts.warning > 0 && (counts.warning === 1 ? t('1 warning') : t('{0} warnings', counts.warning)),
    counts.info > 0 && (counts.info === 1 ? t('1 hint') : t('{0} hints', counts.info)),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : t('no problems');
}

/** '1 problem', '12 problems', 'no problems'. */
export function problemsText(count: number, t: Translate): string {
  if (count === 0) return t('no problems');
  return count === 1 ? t('1 problem') : t('{0} problems', count);
}

/** '1 module', '12 modules'. */
export function modulesText(modules: number, t: Translate): string {
  return modules === 1 ? t('1 module') : t('{0} modules', modules);
}

/** '12 ms', '1.4 s': a duration as people read it. */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
