import type { Counts } from '../protocol/messages.ts';

/**
 * Puts values into `{0}`, `{1}` of a message in the user's language: `vscode.l10n.t`, or the message itself in a test.
 * What is translated is written where it is used, as a literal: `npm run generate` collects them into `l10n/bundle.l10n.json`.
 * Rules and notes are English, and with them what the server says of them: a message reads as it does in CI, and in a search.
 */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** Puts the values in the places that a text has for them; one without a value stays. */
export function format(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, i) => String(values[Number(i)] ?? place));
}

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

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** '10 min', '8 days', '3 months': a span of so many milliseconds as the buttons of cards show it. */
export function intervalText(ms: number, t: Translate): string {
  if (ms < hour) return t('{0} min', Math.max(1, Math.round(ms / minute)));
  if (ms < day) return t('{0} h', Math.round(ms / hour));
  const days = Math.round(ms / day);
  if (days < 31) return days === 1 ? t('1 day') : t('{0} days', days);
  const months = Math.round(days / 30.4);
  if (months < 12) return months === 1 ? t('1 month') : t('{0} months', months);
  const years = Math.round((days / 365) * 10) / 10;
  return years === 1 ? t('1 year') : t('{0} years', years);
}

/** '1:32:10', '9:05': a time of so many milliseconds as a clock shows it, begun seconds counted whole. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
