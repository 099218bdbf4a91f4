import type { Workspace } from '../terraform/workspace.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';

/**
 * All findings in the root module at `directory` and in what it calls, sorted by file and place.
 * Those that a comment suppresses are marked, not left out.
 */
export function lint(_workspace: Workspace, _directory: string, _settings: Settings): readonly Finding[] {
  throw new Error('not yet');
}
