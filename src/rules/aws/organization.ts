import type { ModuleTree } from '../../terraform/model.ts';
import { be, has } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { policyCheck } from './policies.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`organizations/latest/userguide/${page}.html`);

/** What a landing zone has beside its organisation: one of the types of each. */
const baseline: readonly { readonly what: string; readonly types: readonly string[] }[] = [
  { what: 'a trail of all accounts', types: ['aws_cloudtrail'] },
  { what: 'guardrail policies', types: ['aws_organizations_policy'] },
  {
    what: 'GuardDuty for all accounts',
    types: ['aws_guardduty_organization_admin_account', 'aws_guardduty_organization_configuration'],
  },
  {
    what: 'Security Hub for all accounts',
    types: [
      'aws_securityhub_organization_admin_account',
      'aws_securityhub_organization_configuration',
      'aws_securityhub_configuration_policy',
    ],
  },
  { what: 'Config of all accounts', types: ['aws_config_configuration_aggregator'] },
  { what: 'IAM Access Analyzer', types: ['aws_accessanalyzer_analyzer'] },
  { what: 'a budget', types: ['aws_budgets_budget', 'aws_ce_anomaly_subscription'] },
];

const present = (tree: ModuleTree, types: readonly string[]) =>
  types.some((type) => tree.resources(type).length > 0) ||
  // Services may be delegated to another account, whose configuration has the rest.
  (types.some((type) => !/^aws_(?:organizations|budgets|ce)_/.test(type)) &&
    tree.resources('aws_organizations_delegated_administrator').length > 0);

function* incompleteBaseline(tree: ModuleTree): Iterable<Report> {
  const missing = baseline.filter(({ types }) => !present(tree, types)).map(({ what }) => what);
  for (const organization of tree.resources('aws_organizations_organization')) {
    if (missing.length === 0) return;
    yield {
      at: organization,
      resource: organization,
      message: `The organisation has nothing of these here: ${missing.join(', ')}.`,
    };
  }
}

export const organization: readonly Rule[] = [
  {
    id: 'aws/organization-baseline',
    title: 'An organisation lacks parts of a landing zone',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The security reference architecture of AWS asks for these from the first account on: one trail of all accounts in an account of its own, policies that no account can lift, GuardDuty, Security Hub and Config gathered in one place, an analyser of access from outside, and a budget.

Leave it where Control Tower or another configuration makes them.`,
    refs: [
      docs('prescriptive-guidance/latest/security-reference-architecture/welcome.html'),
      registry('organizations_organization'),
    ],
    equivalents: ['trivy/AWS-0175'],
    check: { on: ['aws_organizations_organization'], tree: incompleteBaseline },
    bad: `resource "aws_organizations_organization" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  feature_set = "ALL"
}
`,
    good: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}

resource "aws_cloudtrail" "example" {
  name                  = "example"
  s3_bucket_name        = "example"
  is_organization_trail = true
}

resource "aws_organizations_policy" "example" {
  name    = "regions"
  content = file("regions.json")
}

resource "aws_guardduty_organization_admin_account" "example" {
  admin_account_id = "111122223333"
}

resource "aws_securityhub_organization_admin_account" "example" {
  admin_account_id = "111122223333"
}

resource "aws_config_configuration_aggregator" "example" {
  name = "example"

  organization_aggregation_source {
    all_regions = true
    role_arn    = "arn:aws:iam::111122223333:role/config"
  }
}

resource "aws_accessanalyzer_analyzer" "example" {
  analyzer_name = "example"
  type          = "ORGANIZATION"
}

resource "aws_budgets_budget" "example" {
  budget_type  = "COST"
  limit_amount = "1000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
`,
  },
  {
    id: 'aws/organization-billing-only',
    title: 'An organisation shares the bill and nothing else',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `With \`CONSOLIDATED_BILLING\` there are no guardrail policies, no trail of all accounts and no service that works across them. Going back is not possible, nor is it needed.

Leave it for accounts of customers whose bill alone you pay.`,
    refs: [guide('orgs_manage_org_support-all-features'), registry('organizations_organization')],
    equivalents: [],
    check: {
      on: ['aws_organizations_organization'],
      attribute: 'feature_set',
      must: be('ALL'),
      missing: 'passes',
      so: 'so that policies can bind the accounts',
      effect: 'accounts that were invited must agree',
    },
    bad: `resource "aws_organizations_organization" "example" {
  feature_set = "CONSOLIDATED_BILLING"
                ~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}
`,
  },
  {
    id: 'aws/organization-without-guardrails',
    title: 'An organisation cannot set guardrails',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `Service control policies are what even the administrator of an account cannot lift: no trail is switched off, no account leaves, no other region is used. They must be enabled as a kind of policy before one can be attached.

Leave it where Control Tower has enabled them and this resource does not manage the kinds.`,
    refs: [guide('orgs_manage_policies_scps'), registry('organizations_organization')],
    equivalents: [],
    check: {
      on: ['aws_organizations_organization'],
      attribute: 'enabled_policy_types',
      must: { ...has('SERVICE_CONTROL_POLICY'), right: '["SERVICE_CONTROL_POLICY"]' },
      so: 'so that guardrails can be attached',
    },
    bad: `resource "aws_organizations_organization" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  feature_set = "ALL"
}
`,
    good: `resource "aws_organizations_organization" "example" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}
`,
  },
  {
    id: 'aws/guardrail-not-attached',
    title: 'A guardrail policy binds nobody',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `A policy of the organisation has effect only for the root, the units and the accounts that it is attached to. Attached to nothing it looks like protection and is none.

Leave it where it is attached elsewhere.`,
    refs: [guide('orgs_policies_attach'), registry('organizations_policy_attachment')],
    equivalents: [],
    check: {
      on: ['aws_organizations_policy'],
      needs: [{ on: ['aws_organizations_policy_attachment'], by: 'policy_id' }],
      text: 'an aws_organizations_policy_attachment',
      so: 'so that the policy binds somebody',
    },
    bad: `resource "aws_organizations_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "regions"
  content = file("regions.json")
}
`,
    good: `resource "aws_organizations_policy" "example" {
  name    = "regions"
  content = file("regions.json")
}

resource "aws_organizations_policy_attachment" "example" {
  policy_id = aws_organizations_policy.example.id
  target_id = "r-example"
}
`,
  },
  {
    id: 'aws/guardrail-denies-everything',
    title: 'A guardrail policy denies everything',
    severity: 'error',
    pillar: 'governance',
    recommended: true,
    why: `A statement that denies every action on everything, without a condition, stops each account that it binds: people, pipelines and services alike. Only the management account can take it away.

Leave it for the unit to which accounts are moved before they are closed.`,
    refs: [guide('orgs_manage_policies_scps_examples_general'), registry('organizations_policy')],
    equivalents: [],
    check: policyCheck('guardrail', function* ({ statements }) {
      for (const { effect, conditional, actions } of statements) {
        const at = effect === 'Deny' && !conditional && actions?.known.find(({ value }) => value === '*');
        if (at)
          yield {
            at,
            message: 'Everything is denied to every account that this binds. Name actions, or add a condition.',
          };
      }
    }),
    bad: `resource "aws_organizations_policy" "example" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Deny"
      Action   = "*"
                 ~~~
      Resource = "*"
    }]
  })
}
`,
    good: `resource "aws_organizations_policy" "example" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Action    = "*"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-central-1"] } }
    }]
  })
}
`,
  },
  {
    id: 'aws/organization-root-credentials',
    title: 'Each account of an organisation has root credentials of its own',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `Every account has a root user whose password, keys and second factor somebody must look after, though nobody should ever use them. The management account can take these credentials away from all member accounts, new ones start without, and the few tasks that need root run in short sessions. It costs nothing.

Leave it where another configuration switches it on; the root user of the management account keeps its hardware key in any case.`,
    refs: [
      docs('IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management'),
      registry('iam_organizations_features'),
    ],
    equivalents: ['trivy/AWS-0142', 'trivy/AWS-0165', 'cis-aws/1.5'],
    check: {
      on: ['aws_organizations_organization'],
      needs: [{ on: ['aws_iam_organizations_features'] }],
      text: 'an aws_iam_organizations_features with RootCredentialsManagement',
      so: 'so that member accounts have no root credentials',
      adds: {
        type: 'aws_iam_organizations_features',
        lines: ['enabled_features = ["RootCredentialsManagement", "RootSessions"]'],
      },
      effect: 'IAM needs trusted access to the organisation first',
    },
    bad: `resource "aws_organizations_organization" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  aws_service_access_principals = ["iam.amazonaws.com"]
}
`,
    good: `resource "aws_organizations_organization" "example" {
  aws_service_access_principals = ["iam.amazonaws.com"]
}

resource "aws_iam_organizations_features" "example" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
}
`,
  },
];
