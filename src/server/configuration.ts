import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { EditorSettings } from '../protocol/settings.ts';
import type { Client } from './client.ts';
import { uriOf } from './convert.ts';
import type { Workspaces } from './workspaces.ts';

const section = 'groundwork.lint';

/** A client that does not answer for this many milliseconds is not waited for. */
const patience = 2000;

/** The editor's settings, folder by folder. */
export interface Configuration {
  /** Asks for the settings of all folders, as whenever folders or settings may have changed. */
  fetch(): void;
  /** Resolves when the settings are there, so that nothing is reported that they turn off. */
  ready(): Promise<void>;
}

export function createConfiguration(
  connection: Connection,
  client: Client,
  workspaces: Workspaces,
  onChange: () => void,
): Configuration {
  let pushed: unknown = client.options.lint;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let latest = begun;

  async function ask(): Promise<void> {
    const folders = workspaces.folders();
    let answers: readonly unknown[] = folders.map(() => pushed);
    if (client.configuration && folders.length > 0) {
      const items = folders.map(({ top }) => ({ section, scopeUri: uriOf(top) }));
      answers = await connection.workspace.getConfiguration(items).catch(() => answers);
    }
    for (const [i, { top }] of folders.entries()) workspaces.configure(top, checked(answers[i]));
    onChange();
  }

  function fetch(): void {
    latest = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      void ask().finally(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    begin();
  }

  connection.onDidChangeConfiguration(({ settings }) => {
    const lint = settings?.groundwork?.lint;
    if (lint !== undefined) pushed = lint;
    fetch();
  });

  return {
    fetch,
    async ready() {
      await begun;
      await latest;
    },
  };
}

/** Asks the client to tell of changed settings. To be called when it is initialized. */
export function registerConfiguration(connection: Connection, client: Client): void {
  if (!client.registersConfiguration) return;
  void connection.client.register(DidChangeConfigurationNotification.type, { section: 'groundwork' }).catch(() => {});
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
