import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import { checkExpectation } from '../expectation.ts';
import { offer, removeAttribute } from '../fix.ts';
import { matches, preferring, someBlock } from '../predicates.ts';
import type { Context, Expectation, Report, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const provider = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs';

function* writtenKeys(tree: ModuleTree): Iterable<Report> {
  for (const section of tree.modules.flatMap((module) => module.sections('provider'))) {
    const fake = section.get('skip_credentials_validation');
    if (section.type !== 'aws' || (fake && textOf(fake) !== 'false')) continue;
    for (const name of ['access_key', 'secret_key', 'token']) {
      const value = section.get(name);
      if (value?.kind !== 'string' || value.value === '') continue;
      yield {
        at: value,
        fixes: offer(removeAttribute(section, name), {
          title: `Take ${name} out`,
          effect: 'Terraform needs its credentials from elsewhere',
        }),
        message: `${name} stands in the text for everyone who reads it. Revoke the key, and let Terraform take its credentials from the environment or a role.`,
      };
    }
  }
}

/** A second key of one user: one for each but the first. */
function* secondKeys(tree: ModuleTree, { identity }: Context): Iterable<Report> {
  const first = new Map<string, Resource>();
  for (const key of tree.resources('aws_iam_access_key')) {
    const status = key.get('status');
    const user = identity(key.get('user'), 'aws_iam_user');
    if (user === undefined || (status && textOf(status) !== 'Active')) continue;
    const other = first.get(user);
    if (!other) first.set(user, key);
    else
      yield {
        at: key,
        resource: key,
        message: 'The user has another key already. Delete the one that is not used.',
        related: [{ at: other.location, message: 'the other key' }],
      };
  }
}

/** A password policy in a configuration that gives nobody access to support. */
function* withoutSupport(tree: ModuleTree): Iterable<Report> {
  const attached = [
    ...tree.resources('aws_iam_role_policy_attachment').map((one) => one.get('policy_arn')),
    ...tree.resources('aws_iam_group_policy_attachment').map((one) => one.get('policy_arn')),
    ...tree.resources('aws_ssoadmin_managed_policy_attachment').map((one) => one.get('managed_policy_arn')),
  ];
  if (attached.some((arn) => arn?.kind !== 'string' || /AWSSupportAccess$/.test(arn.value))) return;
  for (const policy of tree.resources('aws_iam_account_password_policy'))
    yield {
      at: policy,
      resource: policy,
      message: 'No role here has the policy AWSSupportAccess. Attach it to one, so that somebody may open a case.',
    };
}

function* withoutUnusedAccess(tree: ModuleTree): Iterable<Report> {
  const analyzers = tree.resources('aws_accessanalyzer_analyzer');
  const types = analyzers.map((one) => one.get('type'));
  if (types.some((type) => type && (type.kind !== 'string' || /UNUSED_ACCESS$/.test(type.value)))) return;
  const [first] = analyzers;
  if (first)
    yield { at: first, resource: first, message: 'No analyser here looks for unused access. Add one of that type.' };
}

const wholeOrganization: Expectation = {
  on: ['aws_accessanalyzer_analyzer'],
  attribute: 'type',
  must: preferring('ORGANIZATION', matches(/^ORGANIZATION/, 'ORGANIZATION')),
  default: 'ACCOUNT',
  so: 'so that accounts of the organisation do not count as strangers',
  effect: 'Terraform replaces the analyser, and its archived findings come back',
};

export const account: readonly Rule[] = [
  {
    id: 'aws/access-analyzer-one-account',
    title: 'Access Analyzer looks at one account of an organisation',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `The analyser says which buckets, roles and keys somebody outside may reach. For one account, every other account counts as outside, and their own resources are not looked at; for the organisation one analyser a region is enough.

Leave it for an analyser that is to show what other accounts of the organisation reach.`,
    refs: [docs('IAM/latest/UserGuide/access-analyzer-getting-started.html'), registry('accessanalyzer_analyzer')],
    equivalents: [],
    check: {
      on: ['aws_accessanalyzer_analyzer'],
      *resource(analyzer, context) {
        if (context.tree.resources('aws_organizations_organization').length === 0) return;
        yield* checkExpectation(wholeOrganization, analyzer, context);
      },
    },
    bad: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}

resource "aws_accessanalyzer_analyzer" "example" {
  analyzer_name = "example"
  type          = "ACCOUNT"
                  ~~~~~~~~~
}
`,
    good: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}

resource "aws_accessanalyzer_analyzer" "example" {
  analyzer_name = "example"
  type          = "ORGANIZATION"
}
`,
  },
  {
    id: 'aws/budget-without-notification',
    title: 'A budget tells nobody',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A budget stops nothing: all it does is tell somebody. Without a notification it is a number in the console.

Leave it where an aws_budgets_budget_action acts instead.`,
    refs: [docs('cost-management/latest/userguide/budgets-managing-costs.html'), registry('budgets_budget')],
    equivalents: [],
    check: {
      on: ['aws_budgets_budget'],
      attribute: 'notification',
      must: someBlock({ text: 'one with the addresses of those who should know' }),
      unless: [{ on: ['aws_budgets_budget_action'], by: 'budget_name' }],
    },
    bad: `resource "aws_budgets_budget" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  budget_type  = "COST"
  limit_amount = "1000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
`,
    good: `resource "aws_budgets_budget" "example" {
  budget_type  = "COST"
  limit_amount = "1000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["finops@example.com"]
  }
}
`,
  },
  {
    id: 'aws/iam-second-access-key',
    title: 'A user has two active access keys',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Two keys are meant for the hour in which one replaces the other. Kept, the second is one more that can leak, and nobody misses it.

Leave it during that hour.`,
    refs: [docs('IAM/latest/UserGuide/id_credentials_access-keys.html'), registry('iam_access_key')],
    equivalents: ['trivy/AWS-0167', 'cis-aws/1.13'],
    check: { on: ['aws_iam_access_key'], tree: secondKeys },
    bad: `resource "aws_iam_access_key" "old" {
  user = "ci"
}

resource "aws_iam_access_key" "new" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user = "ci"
}
`,
    good: `resource "aws_iam_access_key" "old" {
  user   = "ci"
  status = "Inactive"
}

resource "aws_iam_access_key" "new" {
  user = "ci"
}
`,
  },
  {
    id: 'aws/iam-server-certificate',
    title: 'A certificate is kept in IAM',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `IAM shows nobody that a certificate will expire and renews none; the private key stands in the state as well. ACM renews its own certificates, and its imported ones raise an event before they expire.

Leave it for regions and services that take certificates of IAM only.`,
    refs: [docs('IAM/latest/UserGuide/id_credentials_server-certs.html'), registry('iam_server_certificate')],
    equivalents: ['trivy/AWS-0168', 'cis-aws/1.19'],
    check: unwanted(
      ['aws_iam_server_certificate'],
      'IAM renews no certificate, and warns of none that expires. Use one of ACM.',
    ),
    bad: `resource "aws_iam_server_certificate" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  certificate_body = file("example.pem")
  private_key      = var.key
}
`,
    good: `resource "aws_acm_certificate" "example" {
  domain_name       = "example.com"
  validation_method = "DNS"
}
`,
  },
  {
    id: 'aws/iam-support-role',
    title: 'Nobody in an account may open a case with AWS',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `When something breaks or is broken into, somebody must be able to call for help without being an administrator. The CIS benchmark asks for a role with the policy AWSSupportAccess. The account is looked at where its password policy is managed.

Leave it where people come with a permission set of IAM Identity Center that has the policy.`,
    refs: [docs('awssupport/latest/user/accessing-support.html'), registry('iam_role_policy_attachment')],
    equivalents: ['trivy/AWS-0169', 'cis-aws/1.17'],
    check: { on: ['aws_iam_account_password_policy'], tree: withoutSupport },
    bad: `resource "aws_iam_account_password_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  minimum_password_length = 14
}
`,
    good: `resource "aws_iam_account_password_policy" "example" {
  minimum_password_length = 14
}

resource "aws_iam_role_policy_attachment" "example" {
  role       = "support"
  policy_arn = "arn:aws:iam::aws:policy/AWSSupportAccess"
}
`,
  },
  {
    id: 'aws/permission-set-long-session',
    title: 'Sessions of people last for more than eight hours',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `The credentials of a session work until they expire, also on a laptop that was stolen, and also when the person has left. An hour is the default; a working day is plenty.

Leave it for jobs that run longer and are started by hand.`,
    refs: [docs('singlesignon/latest/userguide/howtosessionduration.html'), registry('ssoadmin_permission_set')],
    equivalents: [],
    check: {
      on: ['aws_ssoadmin_permission_set'],
      attribute: 'session_duration',
      must: { ...matches(/^PT(?:[1-7]H(?:\d+M)?|8H|\d{1,3}M)$/, 'at most PT8H'), right: '"PT8H"' },
      missing: 'passes',
      effect: 'people sign in again more often',
    },
    bad: `resource "aws_ssoadmin_permission_set" "example" {
  name             = "developer"
  instance_arn     = "arn:aws:sso:::instance/ssoins-example"
  session_duration = "PT12H"
                     ~~~~~~~
}
`,
    good: `resource "aws_ssoadmin_permission_set" "example" {
  name             = "developer"
  instance_arn     = "arn:aws:sso:::instance/ssoins-example"
  session_duration = "PT8H"
}
`,
  },
  {
    id: 'aws/provider-credentials',
    title: 'The provider is given its credentials in the text',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `The key goes wherever the text goes: into the repository and its history, onto every laptop, into every pipeline. Bots find keys on GitHub within minutes.

Leave it for a local stand-in of AWS, which takes any key; \`skip_credentials_validation\` says so.`,
    refs: [docs('IAM/latest/UserGuide/securing_access-keys.html'), provider],
    equivalents: ['checkov/CKV_AWS_41'],
    check: { on: [], tree: writtenKeys },
    bad: `provider "aws" {
  region     = "eu-central-1"
  access_key = "AKIAIOSFODNN7EXAMPLE"
               ~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `provider "aws" {
  region = "eu-central-1"
}
`,
  },
  {
    id: 'aws/unused-access-analyzer',
    title: 'Nothing finds credentials and permissions that nobody uses',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `An analyser of unused access names keys, passwords, roles and permissions that were not used for a time that one chooses. It is charged for each role and user each month.

Leave it where somebody reads the credential report and the last use of roles, which cost nothing.`,
    refs: [
      docs('IAM/latest/UserGuide/access-analyzer-concepts.html#access-analyzer-unused-access'),
      registry('accessanalyzer_analyzer'),
    ],
    equivalents: ['trivy/AWS-0144'],
    check: { on: ['aws_accessanalyzer_analyzer'], tree: withoutUnusedAccess },
    bad: `resource "aws_accessanalyzer_analyzer" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  analyzer_name = "example"
}
`,
    good: `resource "aws_accessanalyzer_analyzer" "example" {
  analyzer_name = "example"
}

resource "aws_accessanalyzer_analyzer" "unused" {
  analyzer_name = "unused"
  type          = "ACCOUNT_UNUSED_ACCESS"
}
`,
  },
];
