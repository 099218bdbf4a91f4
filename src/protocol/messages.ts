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

/** The variable files that someone chose for a root module. */
export interface VariableChoice {
  /** URI of the module's directory, as the server writes it. */
  readonly root: string;
  /** URIs, in the order in which later ones win. They take the place of those that `.groundwork.json` names. */
  readonly files: readonly string[];
}

/** A root module and the variable files that its values come from. URIs stand for directories and files. */
export interface RootVariables {
  readonly root: string;
  /** Files that Terraform loads by itself. */
  readonly automatic: readonly string[];
  /** Files that win over these, later ones over earlier ones. */
  readonly used: readonly string[];
  /** Whether `used` was chosen, rather than named by `.groundwork.json`. */
  readonly chosen: boolean;
  /** Files that were chosen and are no longer there; the others of the choice are used, or the default where there is none. */
  readonly missing: readonly string[];
}

/** A variable file that may be chosen. */
export interface VariableFileOption {
  readonly uri: string;
  /** As seen from the root module, with `/` between its parts. */
  readonly name: string;
  /** Whether Terraform loads it by itself. */
  readonly automatic: boolean;
  /** Whether `.groundwork.json` names it. */
  readonly configured: boolean;
}

/** A place in a file, counted from zero. */
export interface Place {
  readonly uri: string;
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly character: number }>>;
}

/** What is reported at a place, as its diagnostic says it. */
export interface PlacedProblem extends Place {
  readonly severity: Severity;
  readonly message: string;
}

/** A rule and the places where it is broken. */
export interface BrokenRule {
  /** `gcp/open-ssh`, or `configuration` for what is wrong in a configuration file. */
  readonly id: string;
  readonly title: string;
  readonly problems: readonly PlacedProblem[];
}

/** The ids of the rules of a pillar that apply: those turned on for a root module that has something that they look at. */
export interface Score {
  readonly held: readonly string[];
  /** Those that are broken somewhere. */
  readonly broken: readonly string[];
  /** Those of `held` that only hold because a comment or the baseline sets aside what they find. */
  readonly suppressed: readonly string[];
}

/** Something that a landing zone normally has and that no root module here has. */
export interface AbsentPart {
  readonly title: string;
  readonly cloud: string;
  /** Types of resources, or blocks, of which one would do: `google_compute_subnetwork.log_config`. */
  readonly types: readonly string[];
  /** The note, and the heading in it, that explains it. */
  readonly note: string;
  /** Prefix of the snippet that adds it. */
  readonly snippet: string;
  /** The file to which it could be added: the one that sets up the cloud's provider. */
  readonly file?: string;
}

export interface PillarOverview {
  readonly pillar: string;
  readonly rules: readonly BrokenRule[];
  readonly score: Score;
  readonly absent: readonly AbsentPart[];
}

/** All that is found in the workspace, by pillar. */
export interface Overview {
  /** URIs of the root modules' directories. */
  readonly modules: readonly string[];
  /** Whether any folder is checked. */
  readonly enabled: boolean;
  /** Calls of modules that are not on disk, which may have what seems to be absent. */
  readonly unread: number;
  /** The pillars that have a problem, a rule that applies, or something that is absent. */
  readonly pillars: readonly PillarOverview[];
}

/** Notifications from the server to the client, by method. */
export interface ServerNotifications {
  /** Sent only where `initializationOptions.status` is true. */
  readonly 'groundwork/status': Status;
}

/** Requests from the client to the server, by method. */
export interface ClientRequests {
  /** Reads everything from disk again, lints every folder, and answers when all diagnostics are settled. */
  readonly 'groundwork/lintWorkspace': {
    /** With a token, progress is told by it as the protocol has it: `12/800` root modules and the percentage. */
    readonly params: { readonly workDoneToken?: string } | undefined;
    readonly result: Status;
  };
  /** Every rule, sorted by id. */
  readonly 'groundwork/rules': { readonly params: undefined; readonly result: readonly RuleSummary[] };
  /** The page of a rule as Markdown; null where there is no such rule. */
  readonly 'groundwork/explain': { readonly params: ExplainParams; readonly result: string | null };
  /** What is found in the whole workspace, as it was last handed out in diagnostics. */
  readonly 'groundwork/overview': { readonly params: undefined; readonly result: Overview };
  /** The titles of what mends a finding; the quick fixes at its place have the same. None where it is not there. */
  readonly 'groundwork/fixTitles': {
    readonly params: Place & { readonly rule: string; readonly message: string };
    readonly result: readonly string[];
  };
  /** The root modules that a document belongs to; all of them where none is named. */
  readonly 'groundwork/variables': {
    readonly params: { readonly uri?: string };
    readonly result: readonly RootVariables[];
  };
  /** The variable files in a root module's directory and below, and those that its `.groundwork.json` names. */
  readonly 'groundwork/variableFiles': {
    readonly params: { readonly root: string };
    readonly result: readonly VariableFileOption[];
  };
  /** Checks with these choices from here on, and with no others that were made before. */
  readonly 'groundwork/chooseVariableFiles': {
    readonly params: { readonly choices: readonly VariableChoice[] };
    readonly result: null;
  };
}
