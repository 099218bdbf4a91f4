import type { Counts, Status } from '../protocol/messages.ts';
import type { ServerState } from './server-state.ts';
import { countsText, durationText, modulesText, type Translate } from './texts.ts';

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

/** The status item's words, which stand among those of other extensions without a name. Findings are not the item's severity: they have their own place, and it is for what goes wrong with the checks. */
export function statusView({ server, status, file, enabled }: StatusInput, t: Translate): StatusView {
  const idle = { busy: false, severity: 'information', action: 'problems' } as const;
  if (server === 'failed') {
    const detail = t('Files are not checked');
    return { ...idle, text: t('Groundwork: stopped'), detail, severity: 'error', action: 'restart' };
  }
  if (!enabled) {
    const detail = t('Turned off in the settings');
    return { ...idle, text: t('Groundwork: off'), detail, action: 'settings' };
  }
  if (server === 'starting' || !status) {
    return { ...idle, text: t('Groundwork: starting'), detail: '', busy: true, action: 'output' };
  }
  const text = t('Groundwork: {0} in this file', countsText(file, t));
  const all = t('{0} in {1}', countsText(status.counts, t), modulesText(status.modules, t));
  const took = t('last check {0}', durationText(status.ms));
  const detail = status.problem ?? `${capital(all)} · ${took}`;
  const view = { ...idle, text, detail, busy: status.state === 'linting' };
  return status.problem === undefined ? view : { ...view, severity: 'warning', action: 'output' };
}

/** The line that the log gets of a piece of work that is done. */
export function statusLine(status: Status, t: Translate): string {
  const found = countsText(status.counts, t);
  return t('Checked {0} in {1}: {2}', modulesText(status.modules, t), durationText(status.ms), found);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
