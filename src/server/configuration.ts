import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { EditorSettings } from '../protocol/settings.ts';
import { uriOf } from './convert.ts';
import type { Session } from './session.ts';

const section = 'groundwork.lint';

/** Takes the editor's settings, folder by folder, whenever they may have changed. */
export interface Configuration {
  /** Asks for the settings of all folders. */
  fetch(): Promise<void>;
}

export function registerConfiguration({ connection, client, workspaces, background }: Session): Configuration {
  let pushed: unknown = client.options.lint;

  async function fetch(): Promise<void> {
    const folders = workspaces.folders();
    let answers: readonly unknown[] = folders.map(() => pushed);
    if (client.configuration && folders.length > 0) {
      const items = folders.map(({ top }) => ({ section, scopeUri: uriOf(top) }));
      answers = await connection.workspace.getConfiguration(items).catch(() => answers);
    }
    for (const [i, { top }] of folders.entries()) workspaces.configure(top, checked(answers[i]));
    background.soon();
  }

  connection.onDidChangeConfiguration(({ settings }) => {
    const lint = settings?.groundwork?.lint;
    if (lint !== undefined) pushed = lint;
    void fetch();
  });
  if (client.registersConfiguration) {
    void connection.client.register(DidChangeConfigurationNotification.type, { section: 'groundwork' }).catch(() => {});
  }
  return { fetch };
}

const levels: ReadonlySet<unknown> = new Set(['off', 'error', 'warning', 'info']);

/** What differs from the defaults and has the right form: people write settings by hand. */
function checked(value: unknown): EditorSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { enable, preset, rules } = value as Record<keyof EditorSettings, unknown>;
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  const valid = entries.filter(([, level]) => levels.has(level));
  return {
    ...(enable === false && { enable }),
    ...(preset === 'all' && { preset }),
    ...(valid.length > 0 && { rules: Object.fromEntries(valid) }),
  };
}
