import type { Counts, Status } from '../protocol/messages.ts';
import type { ServerState } from './server-state.ts';
import { countsText, durationText, modulesText, problemsText, type Translate, total } from './texts.ts';

/** What the status item shows of. */
export interface StatusInput {
  readonly server: ServerState;
  /** The server's last word; undefined before the first. */
  readonly status: Status | undefined;
  /** Findings in the file that is in front. */
  readonly file: Counts;
  /** Whether the settings let that file be checked. */
  readonly enabled: boolean;
}

/** What it shows. */
export interface StatusView {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: 'information' | 'warning' | 'error';
  /** What a click does. */
  readonly action: 'problems' | 'output' | 'restart' | 'settings';
}

/**
 * The status item's words. They stand among those of other extensions without a name, and there is room for some 45 characters.
 * Findings are not its severity: they have their own place, and it is for what goes wrong with the checks.
 */
export function statusView({ server, status, file, enabled }: StatusInput, t: Translate): StatusView {
  const idle = { busy: false, severity: 'information', action: 'problems' } as const;
  if (server === 'failed') {
    const detail = t('nothing is checked');
    return { ...idle, text: t('Groundwork: stopped'), detail, severity: 'error', action: 'restart' };
  }
  if (!enabled) {
    const detail = t('turned off in the settings');
    return { ...idle, text: t('Groundwork: off'), detail, action: 'settings' };
  }
  if (server === 'starting' || !status) {
    return { ...idle, text: t('Groundwork: starting'), detail: '', busy: true, action: 'output' };
  }
  const text = t('Groundwork: {0} here', problemsText(total(file), t));
  const detail = t('{0} in {1}', total(status.counts), modulesText(status.modules, t));
  const view = { ...idle, text, detail, busy: status.state === 'linting' };
  if (status.problem === undefined) return view;
  return { ...view, detail: t('not all was checked'), severity: 'warning', action: 'output' };
}

/** The line that the log gets of a piece of work that is done. */
export function statusLine(status: Status, t: Translate): string {
  const found = countsText(status.counts, t);
  return t('Checked {0} in {1}: {2}', modulesText(status.modules, t), durationText(status.ms), found);
}
