import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { insertResource, offer } from '../fix.ts';
import { type Statement, statementsAt } from '../policy.ts';
import { atLeast, atMost, be, isSet, matchesNot, preferring } from '../predicates.ts';
import type { Added, Condition, Context, Expectation, Report, Rule, ValuePredicate } from '../rule.ts';
import { unwanted } from '../unwanted.ts';

import { docs, registry } from './refs.ts';

const bestPractices = docs('IAM/latest/UserGuide/best-practices.html');
const passwords = docs('IAM/latest/UserGuide/id_credentials_passwords_account-policy.html');

/** Where policies are attached by their ARN. */
const attachments: readonly { readonly on: readonly string[]; readonly attribute: string }[] = [
  {
    on: [
      'aws_iam_group_policy_attachment',
      'aws_iam_policy_attachment',
      'aws_iam_role_policy_attachment',
      'aws_iam_user_policy_attachment',
    ],
    attribute: 'policy_arn',
  },
  { on: ['aws_ssoadmin_managed_policy_attachment'], attribute: 'managed_policy_arn' },
  { on: ['aws_iam_role'], attribute: 'managed_policy_arns' },
  { on: ['data.aws_iam_policy'], attribute: 'arn' },
  { on: ['data.aws_iam_policy'], attribute: 'name' },
];

/** Rows by which a policy that AWS manages may not be attached. */
function notAttached(name: string): readonly Expectation[] {
  const test = matchesNot(new RegExp(`(?:^|:policy/)${name}$`), 'a policy of what the work needs');
  const must: ValuePredicate = {
    ...test,
    faults: (value) => (value.kind === 'list' ? value.items.flatMap(test.faults) : test.faults(value)),
  };
  return attachments.map((row) => ({ ...row, must, missing: 'passes' }));
}

/** Whether a statement holds only for those who signed in with a second factor. */
function asksForMfa({ conditions, conditionsKnown }: Statement): boolean {
  return !conditionsKnown || conditions.some(({ key }) => key === 'aws:multifactorauthpresent');
}

const mfaPolicy: Added = {
  type: 'aws_iam_group_policy',
  by: 'group',
  to: 'name',
  lines: [
    'policy = jsonencode({',
    '  Version = "2012-10-17"',
    '  Statement = [{',
    '    Effect    = "Deny"',
    '    NotAction = ["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "iam:ListMFADevices", "sts:GetSessionToken"]',
    '    Resource  = "*"',
    '    Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }',
    '  }]',
    '})',
  ],
};

function* groupsWithoutMfa(group: Resource, context: Context): Iterable<Report> {
  const attached = context.referring(group, 'aws_iam_group_policy_attachment', 'group');
  const inline = context.referring(group, 'aws_iam_group_policy', 'group');
  if (attached.unsure.length + inline.unsure.length > 0) return;
  const policies: (Value | undefined)[] = [
    ...inline.resources.map((one) => one.get('policy')),
    ...attached.resources.map((one) => context.target(one.get('policy_arn'))?.get('policy')),
  ];
  const asked = policies.some((value) => {
    if (!value) return false;
    const statements = statementsAt(value, context.tree);
    return statements.length === 0 ? value.kind === 'unknown' : statements.some(asksForMfa);
  });
  if (asked) return;
  yield {
    at: group,
    message: `No policy of the group "${group.name}" asks for a second factor. Add a condition on aws:MultiFactorAuthPresent.`,
    fixes: offer(insertResource(group, mfaPolicy), {
      title: 'Add a policy that demands a second factor',
      effect: 'members without one can do nothing',
    }),
  };
}

/** How many old passwords stop people from changing one back and forth. */
const remembered = 5;

/** The rules of a password that an account may ask for: an id, the argument, what it must be, and how others call it. */
const passwordRules: readonly {
  readonly id: string;
  readonly title: string;
  readonly attribute: string;
  readonly must: ValuePredicate;
  readonly preset?: boolean;
  readonly when?: readonly Condition[];
  readonly value: string;
  /** What the bad example says; nothing, unless it is given. */
  readonly written?: string;
  readonly why: string;
  readonly equivalents: readonly string[];
}[] = [
  {
    id: 'few-remembered',
    title: 'Passwords from before the last few may be used again',
    attribute: 'password_reuse_prevention',
    must: preferring(24, atLeast(24)),
    when: [{ attribute: 'password_reuse_prevention', is: atLeast(remembered) }],
    value: '24',
    written: '12',
    why: 'The benchmark of CIS asks for 24, which is the most that IAM remembers. What a handful does not stop, a longer list seldom does.',
    equivalents: ['checkov/CKV_AWS_13', 'cis-aws/1.9'],
  },
  {
    id: 'lowercase',
    title: 'Passwords need no lower-case letter',
    attribute: 'require_lowercase_characters',
    must: be(true),
    preset: false,
    value: 'true',
    why: 'Rules about kinds of characters make passwords harder to guess by machine, a little. Length does more.',
    equivalents: ['checkov/CKV_AWS_11', 'trivy/AWS-0058'],
  },
  {
    id: 'maximum-age',
    title: 'Passwords never expire, or after more than 90 days',
    attribute: 'max_password_age',
    must: preferring(90, {
      ...atMost(90),
      text: 'at most 90, and not 0',
      faults: (value) => {
        const days = Number(textOf(value) ?? 90);
        return days === 0 || days > 90 ? [value] : [];
      },
    }),
    value: '90',
    why: 'A password that was stolen unnoticed is worth nothing once it has changed. Guidance since has turned: people who must change passwords choose weaker ones, so NIST asks for a change only after a leak.',
    equivalents: ['checkov/CKV_AWS_9', 'trivy/AWS-0062', 'cis-aws/1.11'],
  },
  {
    id: 'minimum-length',
    title: 'Passwords may be shorter than 14 characters',
    attribute: 'minimum_password_length',
    must: preferring(14, atLeast(14)),
    value: '14',
    why: 'Length is what makes a password hard to guess. The default of an account is 8, of this resource 6.',
    equivalents: ['checkov/CKV_AWS_10', 'trivy/AWS-0063', 'cis-aws/1.8'],
  },
  {
    id: 'number',
    title: 'Passwords need no digit',
    attribute: 'require_numbers',
    must: be(true),
    preset: false,
    value: 'true',
    why: 'Rules about kinds of characters make passwords harder to guess by machine, a little. Length does more.',
    equivalents: ['checkov/CKV_AWS_12', 'trivy/AWS-0059'],
  },
  {
    id: 'reuse',
    title: 'Old passwords may be used again',
    attribute: 'password_reuse_prevention',
    must: preferring(24, atLeast(remembered)),
    value: '24',
    why: 'Whoever must change a password changes it back if he may, and what leaked once works again. IAM remembers up to 24.',
    equivalents: ['checkov/CKV_AWS_13', 'trivy/AWS-0056', 'cis-aws/1.9'],
  },
  {
    id: 'symbol',
    title: 'Passwords need no symbol',
    attribute: 'require_symbols',
    must: be(true),
    preset: false,
    value: 'true',
    why: 'Rules about kinds of characters make passwords harder to guess by machine, a little. Length does more.',
    equivalents: ['checkov/CKV_AWS_14', 'trivy/AWS-0060'],
  },
  {
    id: 'uppercase',
    title: 'Passwords need no upper-case letter',
    attribute: 'require_uppercase_characters',
    must: be(true),
    preset: false,
    value: 'true',
    why: 'Rules about kinds of characters make passwords harder to guess by machine, a little. Length does more.',
    equivalents: ['checkov/CKV_AWS_15', 'trivy/AWS-0061'],
  },
];

const passwordPolicy: readonly Rule[] = passwordRules.map(
  ({ id, title, attribute, must, preset, when, value, written, why, equivalents }) => {
    const strong = id === 'minimum-length' || id === 'reuse';
    const header = 'resource "aws_iam_account_password_policy" "example" {';
    const length = Math.max(attribute.length, 'allow_users_to_change_password'.length);
    const line = (name: string, hcl: string) => `  ${name.padEnd(length)} = ${hcl}\n`;
    const first = line('allow_users_to_change_password', 'true');
    return {
      id: `aws/iam-password-${id}`,
      title,
      severity: strong ? 'warning' : 'info',
      pillar: 'identity',
      recommended: strong,
      why: `${why}\n\nLeave it where nobody signs in with a password of IAM, which is best.`,
      refs: [passwords, registry('iam_account_password_policy')],
      equivalents,
      check: {
        on: ['aws_iam_account_password_policy'],
        attribute,
        must,
        ...(preset === undefined ? {} : { default: preset }),
        ...(when ? { when } : {}),
        effect: 'people must choose new passwords',
      },
      bad:
        written === undefined
          ? `${header}\n${'~'.repeat(header.length - 2)}\n${first}}\n`
          : `${header}\n${first}${line(attribute, written)}${' '.repeat(length + 5)}${'~'.repeat(written.length)}\n}\n`,
      good: `${header}\n${first}${line(attribute, value)}}\n`,
    };
  },
);

export const iam: readonly Rule[] = [
  ...passwordPolicy,
  {
    id: 'aws/iam-access-key',
    title: 'A user gets an access key that never expires',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Keys of users are valid until somebody deletes them, and Terraform writes the secret into its state. Roles give credentials that expire by themselves: to workloads in AWS, to pipelines by OpenID Connect, to servers elsewhere by IAM Roles Anywhere, to people by IAM Identity Center.

Leave it for software that can do nothing else; encrypt the secret with \`pgp_key\` and replace the key every 90 days.`,
    refs: [docs('IAM/latest/UserGuide/security-creds-programmatic-access.html'), registry('iam_access_key')],
    equivalents: ['trivy/AWS-0146', 'trivy/AWS-0166'],
    check: unwanted(
      ['aws_iam_access_key'],
      'The key is valid until somebody deletes it, and its secret stands in the state. Let the workload take on a role.',
    ),
    bad: `resource "aws_iam_access_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user = "ci"
}
`,
    good: `resource "aws_iam_role" "example" {
  name               = "ci"
  assume_role_policy = data.aws_iam_policy_document.example.json
}
`,
  },
  {
    id: 'aws/iam-administrator-access',
    title: 'The policy AdministratorAccess is attached',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever holds it may do everything in the account. Held by a workload, one stolen token is the loss of the account; held by people every day, so is one careless command.

Leave it for the permission set of the few who break the glass, and for the pipeline that builds the landing zone itself.`,
    refs: [docs('aws-managed-policy/latest/reference/AdministratorAccess.html'), bestPractices],
    equivalents: ['checkov/CKV_AWS_275'],
    check: notAttached('AdministratorAccess'),
    bad: `resource "aws_iam_role_policy_attachment" "example" {
  role       = "orders"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_iam_role_policy_attachment" "example" {
  role       = "orders"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}
`,
  },
  {
    id: 'aws/iam-full-access-attached',
    title: 'The policy IAMFullAccess is attached',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Who may do everything in IAM may give himself everything else.

Leave it for the pipeline that manages the identities of the account, under a permissions boundary.`,
    refs: [docs('aws-managed-policy/latest/reference/IAMFullAccess.html'), bestPractices],
    equivalents: ['checkov/CKV2_AWS_56'],
    check: notAttached('IAMFullAccess'),
    bad: `resource "aws_iam_group_policy_attachment" "example" {
  group      = "developers"
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_iam_group_policy_attachment" "example" {
  group      = "developers"
  policy_arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
}
`,
  },
  {
    id: 'aws/iam-group-without-mfa',
    title: 'A group asks for no second factor',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A password or key that leaks is then enough. A statement that denies everything unless \`aws:MultiFactorAuthPresent\` is true makes it worthless alone.

Leave it where people sign in through IAM Identity Center, which asks for the factor itself.`,
    refs: [
      docs('IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html'),
      registry('iam_group_policy'),
    ],
    equivalents: ['trivy/AWS-0123', 'trivy/AWS-0145'],
    check: { on: ['aws_iam_group'], resource: groupsWithoutMfa },
    bad: `resource "aws_iam_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "developers"
}
`,
    good: `resource "aws_iam_group" "example" {
  name = "developers"
}

resource "aws_iam_group_policy" "example" {
  group = aws_iam_group.example.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "iam:ListMFADevices", "sts:GetSessionToken"]
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
    }]
  })
}
`,
  },
  {
    id: 'aws/iam-group-without-users',
    title: 'A group has no members',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `A group without members gives nobody anything; it is left over, or its members were forgotten.

Leave it where members are added elsewhere.`,
    refs: [docs('IAM/latest/UserGuide/id_groups_manage_add-remove-users.html'), registry('iam_group_membership')],
    equivalents: ['checkov/CKV2_AWS_14', 'checkov/CKV2_AWS_21'],
    check: { on: ['aws_iam_group_membership'], attribute: 'users', must: isSet(), so: 'so that somebody is in it' },
    bad: `resource "aws_iam_group_membership" "example" {
  name  = "developers"
  group = "developers"
  users = []
          ~~
}
`,
    good: `resource "aws_iam_group_membership" "example" {
  name  = "developers"
  group = "developers"
  users = ["jane"]
}
`,
  },
  {
    id: 'aws/iam-root-access-key',
    title: 'The root user gets an access key',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `No policy limits the root user: its key opens the whole account, and closes it too. AWS asks everyone to delete such keys.

There is no case where leaving it is right.`,
    refs: [docs('IAM/latest/UserGuide/root-user-best-practices.html'), registry('iam_access_key')],
    equivalents: ['checkov/CKV_AWS_348', 'trivy/AWS-0141', 'trivy/AWS-0140', 'cis-aws/1.4'],
    check: {
      on: ['aws_iam_access_key'],
      attribute: 'user',
      must: { ...matchesNot(/^root$|^<root_account>$/, 'a user other than root'), text: 'a user other than root' },
      missing: 'passes',
    },
    bad: `resource "aws_iam_access_key" "example" {
  user = "root"
         ~~~~~~
}
`,
    good: `resource "aws_iam_access_key" "example" {
  user = "ci"
}
`,
  },
  {
    id: 'aws/iam-user',
    title: 'A person or workload is a user of IAM',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Users of IAM have passwords and keys that last, account by account, and stay when the person leaves. IAM Identity Center signs people in from your directory with credentials for some hours; workloads take on roles.

Leave it for the emergency user who works when the directory does not, and for software that knows only keys.`,
    refs: [docs('IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp'), registry('iam_user')],
    equivalents: ['checkov/CKV_AWS_273'],
    check: unwanted(
      ['aws_iam_user'],
      'A user has credentials that last. Sign people in through IAM Identity Center, and let workloads take on roles.',
    ),
    bad: `resource "aws_iam_user" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "jane"
}
`,
    good: `resource "aws_ssoadmin_permission_set" "example" {
  name         = "developer"
  instance_arn = "arn:aws:sso:::instance/ssoins-example"
}
`,
  },
  {
    id: 'aws/iam-user-console-access',
    title: 'A user of IAM gets a password for the console',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A password of IAM is one more that a person has to keep, outside the directory and its rules, and the resource leaves it in the state. IAM Identity Center signs in people without one.

Leave it for the emergency user, with a second factor.`,
    refs: [docs('singlesignon/latest/userguide/what-is.html'), registry('iam_user_login_profile')],
    equivalents: ['checkov/CKV2_AWS_22'],
    check: {
      on: ['aws_iam_user'],
      *resource(user, context) {
        for (const profile of context.referring(user, 'aws_iam_user_login_profile', 'user').resources)
          yield {
            at: profile,
            message: `The user "${user.name}" gets a password for the console. Sign people in through IAM Identity Center.`,
          };
      },
    },
    bad: `resource "aws_iam_user" "example" {
  name = "jane"
}

resource "aws_iam_user_login_profile" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user = aws_iam_user.example.name
}
`,
    good: `resource "aws_iam_user" "example" {
  name = "jane"
}
`,
  },
  {
    id: 'aws/iam-user-policy',
    title: 'A policy is attached to a single user',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `What one person may do is then written for that person, and nobody sees it when people change jobs. Attached to a group or a role it goes with the job.

Leave it for the one user that a piece of software has.`,
    refs: [
      docs('IAM/latest/UserGuide/access_policies_managed-vs-inline.html'),
      registry('iam_group_policy_attachment'),
    ],
    equivalents: ['checkov/CKV_AWS_40', 'trivy/AWS-0143', 'cis-aws/1.15'],
    check: [
      unwanted(
        ['aws_iam_user_policy', 'aws_iam_user_policy_attachment'],
        'The policy is for a single user. Attach it to a group or a role.',
      ),
      {
        on: ['aws_iam_policy_attachment'],
        attribute: 'users',
        must: { kind: 'value', text: 'empty', faults: (value) => (isSet().faults(value).length === 0 ? [value] : []) },
        missing: 'passes',
      },
    ],
    bad: `resource "aws_iam_user_policy_attachment" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  user       = "jane"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
    good: `resource "aws_iam_group_policy_attachment" "example" {
  group      = "developers"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
  },
];
