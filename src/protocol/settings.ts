import type { VariableChoice } from './messages.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * The editor's section `groundwork.lint`, as `workspace/configuration` answers for one folder. Every key may be absent.
 * Where a `.groundwork.json` stands at or above a module, that file decides, and `preset` and `rules` are not used there.
 */
export interface EditorSettings {
  /** False: nothing is reported. Default true. */
  readonly enable?: boolean;
  readonly preset?: 'recommended' | 'all';
  /** Rules to turn off, to turn on, or to report with another severity. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

/** What a client may send as `initializationOptions`. */
export interface InitializationOptions {
  /** True: send `groundwork/status`, which other clients would not know. */
  readonly status?: boolean;
  /** True: the client shows a finding's message and places above the hover by itself, so that they are left out of it. */
  readonly diagnosticsInHover?: boolean;
  /** True: the client has the snippets of `snippets/` by itself, so that none are offered as completions. */
  readonly contributesSnippets?: boolean;
  /** True: links in a hover may be commands of our own client, `groundwork.explainRule` and `groundwork.openNote`. */
  readonly commandLinks?: boolean;
  /** True: the client shows edits that need confirmation before it makes them, but unticked, so that people would have to tick each. */
  readonly unticksConfirmed?: boolean;
  /** The variable files that were chosen before, which `groundwork/chooseVariableFiles` replaces. */
  readonly variableFiles?: readonly VariableChoice[];
  /** For clients that do not answer `workspace/configuration`. */
  readonly lint?: EditorSettings;
}
