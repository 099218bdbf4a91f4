import type { Severity } from './settings.ts';

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

/** What the server is doing, for a status item. Sent as it starts and ends a piece of work. */
export interface Status {
  readonly state: 'linting' | 'ready';
  readonly counts: Counts;
  /** Root modules looked at, in all folders. */
  readonly modules: number;
  /** How long the last piece of work took, in milliseconds. */
  readonly ms: number;
  /** One line for people, where something could not be done. */
  readonly problem?: string;
}

export interface ExplainParams {
  /** A rule's id: `gcp/open-ssh`. */
  readonly rule: string;
}

/** A rule as a list of rules shows it. */
export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly pillar: string;
}

/** Notifications from the server to the client, by method. */
export interface ServerNotifications {
  /** Sent only where `initializationOptions.status` is true. */
  readonly 'groundwork/status': Status;
}

/** Requests from the client to the server, by method. */
export interface ClientRequests {
  /** Reads everything from disk again, lints every folder, and answers when all diagnostics are settled. */
  readonly 'groundwork/lintWorkspace': { readonly params: undefined; readonly result: Status };
  /** Every rule, sorted by id. */
  readonly 'groundwork/rules': { readonly params: undefined; readonly result: readonly RuleSummary[] };
  /** The page of a rule as Markdown; null where there is no such rule. */
  readonly 'groundwork/explain': { readonly params: ExplainParams; readonly result: string | null };
}
