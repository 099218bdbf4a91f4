import type { Edit } from '../hcl/edits.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree, Resource, Section } from '../terraform/model.ts';
import type { Location, Step, Value } from '../terraform/value.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Orders severities, the worst first; zero where they are the same. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

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
  /** One way to find the fault, or several, where types or provider versions say the same thing differently. */
  readonly check: Check | readonly Check[];
  /** HCL with the fault; a line of `~` under what is reported. */
  readonly bad: string;
  /** HCL without it; where the rule has a fix, what the fix makes of `bad`. */
  readonly good: string;
}

export type Check = Expectation | Requirement | ResourceCheck | TreeCheck | FileCheck;

/**
 * What one attribute of a resource must be: the row from which most rules are made. Message, place and fix follow from it.
 *
 *     { on: ['google_compute_subnetwork'], attribute: 'private_ip_google_access', must: be(true), default: false }
 *     { on: ['google_sql_database_instance'], attribute: 'settings.database_flags',
 *       must: someBlock({ where: [{ attribute: 'name', is: be('log_connections') }, { attribute: 'value', is: be('on') }] }) }
 *     { on: ['google_storage_bucket_iam_binding'], attribute: 'members', must: each(noneOf('allUsers')), missing: 'passes' }
 *     { on: ['azurerm_linux_web_app'], attribute: ['site_config.minimum_tls_version', 'site_config.min_tls_version'],
 *       must: oneOf('1.2', '1.3'), default: '1.2' }
 *
 * An unknown value never breaks an expectation, whichever way it is asked.
 */
export interface Expectation {
  /** Resource types; those of data sources with `data.` before them. */
  readonly on: readonly string[];
  /**
   * Path through nested blocks, or through a map, to the attribute or block: `log_config.metadata`. Every block on the
   * way is looked at. Of several paths, names that versions or types differ in, those that are written count, and one
   * that is as it must be is enough.
   */
  readonly attribute: string | readonly string[];
  /** Path to nested blocks, each of which is looked at by itself: `attribute` and `when` are seen from there. */
  readonly within?: string;
  readonly must: Predicate;
  /** Whether the attribute is a key of a map, which a fix writes as `map = { key = ... }`. */
  readonly inMap?: boolean;
  /** What the provider takes where the attribute is absent: it is tested as if it were written. */
  readonly default?: string | number | boolean;
  /** What an absent attribute without a `default` means: `fails`, unless it is said otherwise or no block is what must be. */
  readonly missing?: 'fails' | 'passes';
  /** Only resources for which all of these hold are looked at; one that is unknown is not. */
  readonly when?: readonly Condition[];
  /** Resources that make up for the fault wherever one refers to this resource, or may do so. */
  readonly unless?: readonly Companion[];
  /** Ends the sentence that the finding says: 'so that instances reach Google APIs'. */
  readonly so?: string;
  /** What else the fix that follows from `must` does: 'Terraform replaces the network'. Part of its title. */
  readonly effect?: string;
  /** Whether that fix joins "fix all": only where it changes nothing that anyone relies on. */
  readonly safe?: boolean;
}

/** That another resource refers to each resource of a type: a network has a firewall policy, a bucket its access block. */
export interface Requirement {
  readonly on: readonly string[];
  /** One of these is enough. */
  readonly needs: readonly Companion[];
  /** What there must be, for the message: 'a google_storage_bucket_iam_policy'. */
  readonly text: string;
  readonly when?: readonly Condition[];
  readonly so?: string;
  /** The resource that a fix writes behind the one looked at, with the same name. */
  readonly adds?: Added;
  /** What else that fix does. */
  readonly effect?: string;
}

/** A resource that goes with another one, as a fix writes it. */
export interface Added {
  readonly type: string;
  /** Its argument that refers to the other one, if any does. */
  readonly by?: string;
  /** The attribute of the other resource that it is set to; `id` unless said otherwise. */
  readonly to?: string;
  /** The lines between its braces, behind that argument; `choices` as of a fix, besides the numbers in them. */
  readonly lines: readonly string[];
  readonly choices?: readonly string[];
}

export interface Condition {
  readonly attribute: string | readonly string[];
  readonly is: Predicate;
  readonly default?: string | number | boolean;
  /** What an absent attribute without a `default` means. It `fails` unless said otherwise. */
  readonly missing?: 'holds' | 'fails';
  /** What an unknown value means where the fault is a fault either way. Unless said otherwise the resource is left alone. */
  readonly unknown?: 'holds';
}

/** A resource that refers to another one, by reference or by its literal name. */
export interface Companion {
  readonly on: readonly string[];
  /** Its argument that refers, by its path where it stands in nested blocks; without it, one anywhere is enough. */
  readonly by?: string;
  /** The argument of the resource looked at that refers to the same thing; without it, the resource itself is referred to. */
  readonly same?: string;
  /** Which ones count; one for which this is unknown does. */
  readonly where?: readonly Condition[];
  /** Whether only one counts that certainly refers to the resource, not one of which that is unknown. */
  readonly certain?: boolean;
}

export type Predicate = ValuePredicate | BlockPredicate;

/** A test of a value that is there and known. */
export interface ValuePredicate {
  readonly kind: 'value';
  /** The parts of the value that are not as they must be: itself, or elements of it. Empty where it is right, or unknown. */
  readonly faults: (value: Value) => readonly Value[];
  /** For messages, after "must be": 'true', 'at least 7', 'A or B'. */
  readonly text: string;
  /** HCL of the value that a fix writes, where there is one right value. */
  readonly right?: string;
  /** Whether that is the usual value among others that are right as well. */
  readonly choice?: boolean;
  /** Whether elements are tested one by one, so that a fix may take the wrong ones out of a list. */
  readonly elements?: boolean;
}

/** A test of the nested blocks of a name. */
export interface BlockPredicate {
  readonly kind: 'block';
  /** Whether there must be one of those that count, or none. */
  readonly want: 'some' | 'none';
  /** Which ones count. */
  readonly where: readonly Condition[];
  /** For messages, after "add": 'one', 'one whose name is "x"'. */
  readonly text: string;
  /** The lines between the braces of the block that a fix adds. */
  readonly right?: readonly string[];
  readonly choices?: readonly string[];
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
  /** The resource, managed or data, of whatever type a value refers to. */
  readonly target: (value: Value | undefined) => Resource | undefined;
  /** The resources of a type whose argument `by`, a path where it stands in nested blocks, refers to `resource`. */
  readonly referring: (resource: Resource, type: string, by: string) => Referring;
  /** What a value refers to, as a key that is equal for whatever refers to the same thing; undefined where that is unknown. */
  readonly identity: (value: Value | undefined, type: string) => string | undefined;
}

export interface Referring {
  readonly resources: readonly Resource[];
  /** Those of which it is unknown what they refer to. */
  readonly unsure: readonly Resource[];
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
  /** Where this one is better or worse than the rule's faults in general. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface Related {
  readonly at: Location;
  readonly message: string;
  /** The references that lead to `at`, where it is a value that was read by them: what `origin.through` says. */
  readonly through?: readonly Step[];
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
  /** HCL of literals in the new text that people may well want otherwise, such as names and days: an editor puts the cursor there. */
  readonly choices?: readonly string[];
}
