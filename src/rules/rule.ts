import type { Edit } from '../hcl/edits.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleInstance, ModuleTree, Resource, Section } from '../terraform/model.ts';
import type { Location, Value } from '../terraform/value.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

export const pillars = [
  'network',
  'identity',
  'data',
  'logging',
  'containers',
  'ml',
  'cost',
  'governance',
  'hygiene',
] as const;
export type Pillar = (typeof pillars)[number];

/** A fault that can be found, with all that is said of it: documentation, examples (which are its test) and fix in one value. */
export interface Rule {
  /** Cloud (or `terraform`), then the problem in kebab case: `gcp/open-ssh`. Never changes once released. */
  readonly id: string;
  /** What is wrong, in a short sentence. */
  readonly title: string;
  readonly severity: Severity;
  readonly pillar: Pillar;
  /** Whether the preset `recommended` has it. */
  readonly recommended: boolean;
  /** Markdown: what can go wrong, and the one case where leaving it is right. */
  readonly why: string;
  /** Addresses of documentation, official first. */
  readonly refs: readonly string[];
  /** Checks of other tools that mean the same: `checkov/CKV_GCP_2`, `trivy/GCP-0071`, `cis-gcp/3.6`. */
  readonly equivalents: readonly string[];
  /** The study note, and the heading in it, that teaches the rule. */
  readonly note?: string;
  readonly check: Check;
  /** HCL with the fault; a line of `~` under what is reported. */
  readonly bad: string;
  /** HCL without it; where the rule has a fix, what the fix makes of `bad`. */
  readonly good: string;
}

export type Check = Expectation | ResourceCheck | TreeCheck | FileCheck;

/** What one attribute of a resource must be: the row from which most rules are made. Message and fix follow from it. */
export interface Expectation {
  /** Resource types. */
  readonly on: readonly string[];
  /** Path through nested blocks to the attribute or block: `log_config.metadata`. Every block on the way is looked at. */
  readonly attribute: string;
  readonly must: Predicate;
  /** What an absent attribute means. The default, `fails`, is right where the provider's own default is the fault. */
  readonly missing?: 'fails' | 'passes';
  /** Only resources for which all of these hold are looked at; one that is unknown is not. */
  readonly when?: readonly Condition[];
  /** Ends the sentence that the finding says: 'so that instances reach Google APIs'. */
  readonly so?: string;
  /** Whether the fix that follows from `must` joins "fix all". Default: true where there is exactly one right value. */
  readonly safe?: boolean;
}

export interface Condition {
  readonly attribute: string;
  readonly is: Predicate;
  readonly missing?: 'holds' | 'fails';
}

/** A test of a known value. */
export interface Predicate {
  readonly test: (value: Value) => boolean;
  /** For messages: 'true', 'at least 7', 'one of A, B'. */
  readonly text: string;
  /** HCL of the value that a fix writes, where there is one right value. */
  readonly right?: string;
  /** For a predicate on a block: the lines between its braces that a fix writes. */
  readonly rightBlock?: readonly string[];
}

/** Looks at one instance of one of the types at a time. */
export interface ResourceCheck {
  readonly on: readonly string[];
  readonly resource: (resource: Resource, context: Context) => Iterable<Report>;
}

/** Looks at a root module with all that it calls, for faults that no resource shows alone. */
export interface TreeCheck {
  /** Called only when the tree has one of these types; always when empty. */
  readonly on: readonly string[];
  readonly tree: (tree: ModuleTree, context: Context) => Iterable<Report>;
}

/** Looks at the text and syntax of one file. */
export interface FileCheck {
  readonly file: (file: SourceFile, context: FileContext) => Iterable<Report>;
}

/** What a check may ask besides what it looks at. */
export interface Context {
  readonly tree: ModuleTree;
  readonly options: RuleOptions;
  /** The resource that a value refers to, by reference (`x.id`, `x.self_link`, `x.name`) or by a literal name equal to its `name`. */
  readonly find: (value: Value | undefined, type: string) => Resource | undefined;
}

export interface FileContext {
  readonly options: RuleOptions;
}

/** Settings that rules ask for. */
export interface RuleOptions {
  /** Address blocks that count as the organisation's own. */
  readonly allowedCidrs: readonly string[];
  readonly requiredLabels: readonly string[];
}

/** What a check says: one fault at one place. */
export interface Report {
  /** A value is underlined where it comes from, a section at its header. */
  readonly at: Value | Section | Location;
  /** What is wrong, then what to do: one or two short sentences. */
  readonly message: string;
  /** The resource that is at fault; a resource check need not say it. */
  readonly resource?: Resource;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface Related {
  readonly at: Location;
  readonly message: string;
}

export interface FileEdit extends Edit {
  readonly file: string;
}

/** Edits that mend the fault. A safe one changes no behaviour that anyone relies on and joins "fix all"; others are suggestions. */
export interface Fix {
  /** What it does, as a command: 'Set private_ip_google_access to true'. */
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly FileEdit[];
}

/** Where a rule may be used in a module tree: whether `module` is the root. */
export function isRoot(module: ModuleInstance): boolean {
  return module.parent === undefined;
}
