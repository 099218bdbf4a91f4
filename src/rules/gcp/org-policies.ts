import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import { baseline } from '../facts/google-org-policies.ts';
import { offer, setAttribute } from '../fix.ts';
import type { Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Resource types that set a constraint, by the argument that names it. */
const types = [
  { on: 'google_org_policy_policy', by: 'name' },
  { on: 'google_organization_policy', by: 'constraint' },
  { on: 'google_folder_organization_policy', by: 'constraint' },
  { on: 'google_project_organization_policy', by: 'constraint' },
] as const;

const policyTypes = types.map(({ on }) => on);
const argumentOf = new Map<string, string>(types.map(({ on, by }) => [on, by]));

/** The constraint that a policy sets, without `constraints/`; undefined where it is unknown. */
function constraintOf(policy: Resource): string | undefined {
  const value = policy.get(argumentOf.get(policy.type) ?? '');
  return value && textOf(value)?.replace(/^.*\/(?:policies|constraints)\/|^constraints\//, '');
}

/** Whether a policy holds for the whole organisation. */
function forOrganisation(policy: Resource): boolean {
  if (policy.type === 'google_organization_policy') return true;
  const parent = policy.get('parent');
  return parent !== undefined && /^organizations\//.test(textOf(parent) ?? '');
}

/** Fewer policies than this on an organisation are no baseline, but something that one configuration needs. */
const few = 4;

/** Reports the constraints of the baseline that a configuration which sets those of the organisation leaves out. */
function* incompleteBaseline(tree: ModuleTree): Iterable<Report> {
  const policies = policyTypes.flatMap((type) => tree.resources(type));
  const whole = policies.filter(forOrganisation);
  const [first] = whole;
  if (!first || whole.length < few || policies.some((policy) => constraintOf(policy) === undefined)) return;
  const set = new Set(whole.map(constraintOf));
  const missing = Object.keys(baseline).filter((name) => !set.has(name));
  if (missing.length === 0) return;
  yield {
    at: first,
    resource: first,
    message: `The policies of the organisation leave ${missing.length} of Google's baseline out: ${missing.join(', ')}. Set them, or suppress this with the reason.`,
  };
}

/** Reports a constraint of the baseline that a policy takes back. */
function* takenBack(policy: Resource): Iterable<Report> {
  const constraint = constraintOf(policy) ?? '';
  const kind = baseline[constraint];
  if (!kind || !forOrganisation(policy)) return;
  const off = [
    ...policy
      .blocks('boolean_policy')
      .map((block) => ({ section: block, value: block.get('enforced'), bad: 'false', right: 'true' })),
    ...policy
      .blocks('spec')
      .flatMap((spec) => spec.blocks('rules'))
      .filter((rule) => rule.blocks('condition').length === 0)
      .flatMap((rule) => [
        { section: rule, value: rule.get('enforce'), bad: 'false', right: '"TRUE"' },
        { section: rule, value: rule.get('allow_all'), bad: 'true', right: undefined },
      ]),
    ...policy
      .blocks('list_policy')
      .flatMap((list) => list.blocks('allow'))
      .map((allow) => ({ section: allow, value: allow.get('all'), bad: 'true', right: undefined })),
  ];
  for (const { section, value, bad, right } of off) {
    if (!value || textOf(value)?.toLowerCase() !== bad) continue;
    yield {
      at: value,
      message: `The policy takes ${constraint} back for the whole organisation. Enforce it, and make exceptions on single folders.`,
      fixes:
        right === undefined
          ? []
          : offer(setAttribute(section, value, right), {
              title: `Enforce ${constraint}`,
              effect: 'what breaks it can no longer be made anywhere in the organisation',
            }),
    };
  }
}

const constraints = docs('resource-manager/docs/organization-policy/org-policy-constraints');

export const orgPolicies: readonly Rule[] = [
  {
    id: 'gcp/org-policy-baseline',
    title: "The policies of an organisation leave part of Google's baseline out",
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `Organisation policies forbid what no project should do, whoever asks: keys of service accounts, public buckets, serial ports, members from elsewhere. Google's landing zones set ${Object.keys(baseline).length} of them. Only configurations that set ${few} or more for the whole organisation are looked at, and none whose constraints are not known.

Leave it where the others are set in another configuration, or do not fit.`,
    refs: [constraints, 'https://github.com/GoogleCloudPlatform/cloud-foundation-fabric/tree/master/fast'],
    equivalents: [],
    check: { on: policyTypes, tree: incompleteBaseline },
    bad: `resource "google_organization_policy" "network" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  org_id     = "1234567"
  constraint = "compute.skipDefaultNetworkCreation"

  boolean_policy {
    enforced = true
  }
}

resource "google_organization_policy" "example" {
  for_each   = toset(["compute.requireOsLogin", "storage.publicAccessPrevention", "sql.restrictPublicIp"])
  org_id     = "1234567"
  constraint = each.key

  boolean_policy {
    enforced = true
  }
}
`,
    good: `resource "google_organization_policy" "example" {
  org_id     = "1234567"
  constraint = "compute.skipDefaultNetworkCreation"

  boolean_policy {
    enforced = true
  }
}
`,
  },
  {
    id: 'gcp/org-policy-taken-back',
    title: 'A guardrail is switched off for the whole organisation',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `A policy that does not enforce its constraint, or allows everything, overrides what Google sets for new organisations, and every project below may do what the guardrail forbids. Exceptions belong to the folder or project that needs them, or behind a condition on tags.

Leave it while a constraint is being introduced; a dry run shows what it would refuse.`,
    refs: [constraints, registry('org_policy_policy')],
    equivalents: [],
    check: { on: policyTypes, resource: takenBack },
    bad: `resource "google_org_policy_policy" "example" {
  name   = "organizations/1234567/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/1234567"

  spec {
    rules {
      enforce = "FALSE"
                ~~~~~~~
    }
  }
}
`,
    good: `resource "google_org_policy_policy" "example" {
  name   = "organizations/1234567/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/1234567"

  spec {
    rules {
      enforce = "TRUE"
    }
  }
}
`,
  },
];
