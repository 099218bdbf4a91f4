import type { RuleInfo } from './own-rules.ts';
import { escapeRegExp } from './regexp.ts';
import { terrascanNames } from './terrascan-names.ts';
import { trivyNames } from './trivy-names.ts';

/** The tools whose checks rules name, as their equivalents begin. Trivy takes tfsec's comments, and tfsec's ids. */
const prefixes = {
  checkov: ['checkov'],
  trivy: ['trivy', 'tfsec'],
  tflint: ['tflint'],
  kics: ['kics'],
  terrascan: ['terrascan'],
} as const;

export type OtherTool = keyof typeof prefixes;

const namesOf: Readonly<Record<string, (id: string) => readonly string[]>> = {
  trivy: trivyNames,
  terrascan: terrascanNames,
};

/** The id of a check such as `trivy/AWS-0089`, and what else its tool takes for it: `aws-s3-enable-logging`. */
export function namesOfCheck(check: string): readonly string[] {
  const slash = check.indexOf('/');
  const id = check.slice(slash + 1);
  return namesOf[check.slice(0, slash)]?.(id) ?? [id];
}

/** Whether a rule stands for a check of a tool whose id, or a name that it has besides, matches. */
export function equivalentTo(tool: OtherTool, pattern: RegExp): (rule: RuleInfo) => boolean {
  const tools: readonly string[] = prefixes[tool];
  return (rule) =>
    rule.equivalents.some(
      (check) =>
        tools.includes(check.slice(0, check.indexOf('/'))) && namesOfCheck(check).some((name) => pattern.test(name)),
    );
}

/** What a comment without ids is about: every fault of the catalogue, but not that a text cannot be read. */
export function anyFault({ id }: RuleInfo): boolean {
  return !id.startsWith('groundwork/') && id !== 'terraform/syntax';
}

/** One of these ids, in any case. */
export function exactly(...ids: readonly string[]): RegExp {
  return new RegExp(`^(?:${ids.map((id) => escapeRegExp(id)).join('|')})$`, 'i');
}

/** An id in which `*` stands for anything, in any case. */
export function wildcard(id: string): RegExp {
  return new RegExp(`^${escapeRegExp(id).replaceAll('\\*', '.*')}$`, 'i');
}
