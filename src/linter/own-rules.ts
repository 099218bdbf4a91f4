import { rules } from '../rules/catalogue.ts';
import { nearest } from '../rules/nearest.ts';
import type { Rule } from '../rules/rule.ts';
import { namesOfCheck } from './equivalent.ts';

/** What people need to know of a rule: all but how it is checked. */
export type RuleInfo = Omit<Rule, 'check' | 'bad' | 'good'>;

const about = { pillar: 'hygiene', recommended: true, refs: [], equivalents: [] } as const;

/** Faults that the linter finds in its own comments, and in itself. They are no part of the catalogue, since no rule of it checks them. */
const ownRules: readonly RuleInfo[] = [
  {
    ...about,
    id: 'groundwork/expired-suppression',
    title: 'A suppression is past its date',
    severity: 'info',
    why: 'The comment suppressed a finding until a date that has passed, so the finding is shown again. Mend the fault, or give the comment a new date if the reason still holds.',
  },
  {
    ...about,
    id: 'groundwork/forbidden-suppression',
    title: 'A suppression is not allowed by the configuration',
    severity: 'warning',
    why: 'The configuration lists the rule under `notIgnorable`, or asks for a reason by `requireReason` and the comment gives none. So the comment suppresses nothing and the finding is shown. Mend the fault, or write why it is left: `# groundwork:ignore RULE -- reason`.',
  },
  {
    ...about,
    id: 'groundwork/internal-error',
    title: 'A rule failed',
    severity: 'warning',
    why: 'A rule stopped with an error of its own, which is a fault of the linter and not of your code. The other rules ran. Please report it with the text that it failed on.',
  },
  {
    ...about,
    id: 'groundwork/invalid-suppression',
    title: 'A suppression cannot be understood',
    severity: 'warning',
    why: 'The comment looks like a suppression, but names no rule, a rule that does not exist, or a date that is none, so it suppresses nothing. The form is `# groundwork:ignore RULE until 2027-03-31 -- reason`, where the date and the reason may be left out and several rules are separated by commas. Comments for checkov, trivy, tfsec, tflint, KICS and terrascan that those tools would not understand, or do not read where they stand, are reported as well.',
  },
  {
    ...about,
    id: 'groundwork/limit',
    title: 'Something is too large to be worked out',
    severity: 'info',
    why: 'Values are worked out up to a size, a depth and a number of instances that no configuration written by people comes near. What goes beyond counts as unknown, so no rule looks at it. Split it up, or leave it if it is meant.',
  },
  {
    ...about,
    id: 'groundwork/unused-suppression',
    title: 'A suppression suppresses nothing',
    severity: 'info',
    why: 'The rule finds nothing where the comment applies, so the comment only hides a fault that may come back. Remove it. Leave it where the fault shows only with values that this run does not have, such as those of another variable file.',
  },
];

/** Every rule that a finding can carry, sorted by id. */
export const allRules: readonly RuleInfo[] = [...rules, ...ownRules].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined where there is none. */
export function ruleInfo(id: string): RuleInfo | undefined {
  return byId.get(id);
}

/**
 * Rules that name a check of another tool as their equivalent, in any case: `CKV_GCP_2`, `trivy/GCP-0071`, `AVD-GCP-0071`, or
 * by another name that the tool takes for it, `aws-s3-enable-logging`.
 */
export function rulesEquivalentTo(check: string): readonly RuleInfo[] {
  const wanted = check.toLowerCase().replace(/^(?:avd-)?/, '');
  return allRules.filter((rule) =>
    rule.equivalents.some((equivalent) =>
      [equivalent, ...namesOfCheck(equivalent)].some((name) => name.toLowerCase() === wanted),
    ),
  );
}

/** The ids that were most likely meant: one that is spelt much like it, or the equivalents of another tool's check. */
export function suggestedRules(id: string): readonly string[] {
  const similar = nearest(id, byId.keys());
  if (similar !== undefined) return [similar];
  const equivalent = rulesEquivalentTo(id);
  return (equivalent.length > 0 ? equivalent : allRules.filter((rule) => rule.id.endsWith(`/${id}`))).map(
    (rule) => rule.id,
  );
}

/** The sentence about an id that no rule has. */
export function unknownRule(id: string): string {
  const suggested = suggestedRules(id).map((rule) => `"${rule}"`);
  return `There is no rule "${id}"${suggested.length > 0 ? `; did you mean ${suggested.join(' or ')}?` : '.'}`;
}
