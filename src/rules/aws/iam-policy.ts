import type { Value } from '../../terraform/value.ts';
import {
  credentialActions,
  escalations,
  permissionActions,
  readingActions,
  withoutResource,
  writingVerbs,
} from '../facts/aws-actions.ts';
import { covers, type Granted, granted, onEverything, type Statement } from '../policy.ts';
import type { Report, Rule } from '../rule.ts';
import { type Policy, policyCheck, statementCheck } from './policies.ts';
import { docs, registry } from './refs.ts';

const bestPractices = docs('IAM/latest/UserGuide/best-practices.html');
const actionsTable = docs(
  'service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
);
const document = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document';
/** The pattern by which a statement allows whatever `action` stands for: `*` for all, `iam:*`, `s3:*`. */
function pattern({ effect, actions }: Statement, test: RegExp): Value | undefined {
  return effect === 'Allow' ? actions?.known.find(({ value }) => test.test(value)) : undefined;
}
const everyAction = /^\*(?::\*)?$/;
const isAdmin = (statement: Statement) => onEverything(statement) && pattern(statement, everyAction) !== undefined;
/** Whether a statement reaches everything in IAM, or all of its roles, users or policies. */
const onIdentities = ({ resources }: Statement) =>
  resources?.known.some(({ value }) => /^arn:[^:]*:iam::[^:]*:(?:\*|(?:role|user|group|policy)\/\*)$/.test(value)) ??
  false;
/** Whether a statement allows what it does on every resource and whatever the circumstances. */
const isBroad = (statement: Statement) =>
  statement.effect === 'Allow' && !statement.conditional && onEverything(statement);
/** `a`, `a and b`, `a, b and 3 more`. */
function some(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
/** A check for what of a list of actions a statement allows on every resource: a report for each text that allows it. */
function broadly(wanted: readonly string[], say: (actions: string) => string) {
  return function* (statement: Statement): Iterable<Report> {
    if (!isBroad(statement)) return;
    const found = granted(statement, wanted);
    for (const at of new Set(found.map(({ by }) => by)))
      yield { at, message: say(some(found.flatMap(({ action, by }) => (by === at ? [action] : [])))) };
  };
}
function* escalation({ statements }: Policy): Iterable<Report> {
  const all = [...new Set(escalations.flat())];
  const grants = new Map<string, Granted>();
  for (const statement of statements) {
    if (!isBroad(statement) || isAdmin(statement) || pattern(statement, /^iam:\*$/i)) continue;
    for (const one of granted(statement, all)) if (!grants.has(one.action)) grants.set(one.action, one);
  }
  const ways = escalations.filter((way) => way.every((action) => grants.has(action)));
  const first = grants.get(ways[0]?.[0] ?? '');
  if (!first) return;
  const more = ways.length > 1 ? `, and in ${ways.length - 1} more ways` : '';
  yield {
    at: first.by,
    message: `With ${ways[0]?.join(' and ')} on every resource its holder gives himself more permissions${more}. Name the resources.`,
  };
}
function* writing(statement: Statement): Iterable<Report> {
  if (!isBroad(statement)) return;
  for (const at of statement.actions?.known ?? []) {
    const [, verb = at.value] = at.value.split(':');
    if (!verb.startsWith('*') && !writingVerbs.test(verb)) continue;
    if (withoutResource.some((one) => covers(one, at.value))) continue;
    yield { at, message: `${at.value} is allowed on every resource. Name the resources that it may change.` };
  }
}
function* everyResource(statement: Statement): Iterable<Report> {
  const at = statement.resources?.known.find(({ value }) => value === '*');
  if (!isBroad(statement) || !at) return;
  const limited = statement.actions?.known.filter(({ value }) => !withoutResource.some((one) => covers(one, value)));
  const names = limited?.map(({ value }) => value) ?? [];
  if (names.length === 0) return;
  yield { at, message: `${some(names)} may be limited to resources, yet every one is allowed. Name them.` };
}
export const iamPolicy: readonly Rule[] = [
  {
    id: 'aws/iam-admin-policy',
    title: 'A policy allows every action on every resource',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever holds it, or steals the credentials of its holder, owns the account: data, keys, logs and the permissions of everybody else. It is never what a workload needs, and it hides what a workload does need.
Leave it for the one role with which people break the glass in an emergency, behind a second factor and an alarm.`,
    refs: [bestPractices, document],
    equivalents: [
      'checkov/CKV_AWS_1',
      'checkov/CKV_AWS_49',
      'checkov/CKV_AWS_62',
      'checkov/CKV_AWS_63',
      'checkov/CKV_AWS_110',
      'checkov/CKV2_AWS_40',
      'trivy/AWS-0057',
      'cis-aws/1.16',
    ],
    check: statementCheck('identity', function* (statement) {
      const at = pattern(statement, everyAction);
      if (!at || !onEverything(statement)) return;
      yield { at, message: 'Every action is allowed on every resource. Allow the actions that the work needs.' };
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["*"]
                 ~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-allow-not-action',
    title: 'A policy allows everything but a few actions',
    severity: 'warning',
    pillar: 'identity',
    recommended: false,
    why: `\`Allow\` with \`NotAction\` grants every action of every service that is not named, those of services that do not exist yet among them. What reads like a restriction is the widest grant but one.
Leave it where another statement or a boundary limits the rest, as in a policy that denies regions.`,
    refs: [docs('IAM/latest/UserGuide/reference_policies_elements_notaction.html'), document],
    equivalents: [],
    check: statementCheck('identity', function* ({ effect, notActions, value, conditional }) {
      if (effect !== 'Allow' || !notActions || conditional) return;
      yield {
        at: notActions.known[0] ?? value,
        message:
          'All actions but these are allowed. List those that the work needs, and deny these in a statement of its own.',
      };
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    not_actions = ["iam:*"]
                   ~~~~~~~
    resources   = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-credentials-exposure',
    title: 'A policy hands out credentials of anyone',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `These actions return keys, passwords or tokens. Allowed on every resource, their holder takes the place of any user, role or database account, and what he does then stands in the logs under another name.
Leave it for the tool that manages users for the whole account.`,
    refs: [actionsTable, document],
    equivalents: ['checkov/CKV_AWS_107'],
    check: statementCheck(
      'identity',
      broadly(
        credentialActions,
        (actions) =>
          `${actions} on every resource hands out credentials of anyone. Name the resources, or take it out.`,
      ),
    ),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["iam:CreateAccessKey"]
                 ~~~~~~~~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["iam:CreateAccessKey"]
    resources = ["arn:aws:iam::111122223333:user/ci/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-data-exfiltration',
    title: 'A policy reads all data or secrets of the account',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Reading every object, parameter or secret is all that a thief of credentials needs. A workload reads a few of them, by a name or a path that is known when the policy is written.
Leave it for a scanner or a backup that really reads everything.`,
    refs: [actionsTable, document],
    equivalents: ['checkov/CKV_AWS_108', 'trivy/AWS-0346'],
    check: statementCheck(
      'identity',
      broadly(
        readingActions,
        (actions) => `${actions} reads all that there is in the account. Name the buckets, parameters or secrets.`,
      ),
    ),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-every-resource',
    title: 'A policy allows on every resource what can be limited to some',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `\`"Resource": "*"\` reaches what others make in the account later. Many actions can be limited to resources by name or by a condition on their tags; the Service Authorization Reference says which.
Leave it for actions that only describe things, most of which know no resource, and for single-purpose accounts.`,
    refs: [docs('IAM/latest/UserGuide/reference_policies_elements_resource.html'), actionsTable],
    equivalents: ['checkov/CKV_AWS_355', 'checkov/CKV_AWS_356'],
    check: statementCheck('identity', everyResource),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:ListQueues"]
    resources = ["*"]
                 ~~~
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = ["arn:aws:sqs:eu-central-1:111122223333:orders"]
  }
}
`,
  },
  {
    id: 'aws/iam-full-access-to-iam',
    title: 'A policy allows every action of IAM',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Who may do everything in IAM may give himself everything else, so \`iam:*\` is an administrator's policy by another name.
Leave it for the role of the pipeline that manages the identities of the account, under a permissions boundary.`,
    refs: [bestPractices, docs('IAM/latest/UserGuide/access_policies_boundaries.html')],
    equivalents: ['checkov/CKV2_AWS_40', 'checkov/CKV_AWS_110', 'trivy/AWS-0057'],
    check: statementCheck('identity', function* (statement) {
      const at = pattern(statement, /^iam:\*$/i);
      if (!at || !(onEverything(statement) || onIdentities(statement))) return;
      yield { at, message: 'Every action of IAM is allowed on everything of a kind. Allow those that the work needs.' };
    }),
    bad: `resource "aws_iam_policy" "example" {
  name = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:*"
                 ~~~~~~~
      Resource = "*"
    }]
  })
}
`,
    good: `resource "aws_iam_policy" "example" {
  name = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:GetRole"
      Resource = "*"
    }]
  })
}
`,
  },
  {
    id: 'aws/iam-full-access-to-s3',
    title: 'A policy allows every action on every bucket',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `\`s3:*\` reads, overwrites and deletes the objects of all buckets, and opens them to the world. Whoever gets hold of such credentials needs nothing else for an extortion.
Leave it for the administrators of a storage account, with versioning and object lock on what must survive them.`,
    refs: [docs('AmazonS3/latest/userguide/security-best-practices.html'), actionsTable],
    equivalents: ['trivy/AWS-0345', 'trivy/AWS-0346', 'trivy/AWS-0057'],
    check: statementCheck('identity', function* (statement) {
      const at = pattern(statement, /^s3:?\*$/i);
      if (!at || !isBroad(statement)) return;
      yield { at, message: 'Every action is allowed on every bucket. Name the buckets and the actions.' };
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:*"]
                 ~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-pass-any-role',
    title: 'A policy lets its holder pass any role to any service',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever may pass a role to a service has the service act with it: an administrator's role passed to an instance or a function is an administrator. Limit it to the roles of the workload, or to one service with the condition \`iam:PassedToService\`.
Leave it for the pipeline that creates all roles of the account itself.`,
    refs: [docs('IAM/latest/UserGuide/id_roles_use_passrole.html'), document],
    equivalents: ['trivy/AWS-0342'],
    check: statementCheck('identity', function* (statement) {
      const at = pattern(statement, /^iam:pass(?:role|\*)$/i);
      if (!at || !isBroad(statement)) return;
      yield { at, message: 'Any role may be passed to any service. Name the roles that may be.' };
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["iam:PassRole"]
                 ~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::111122223333:role/orders"]
  }
}
`,
  },
  {
    id: 'aws/iam-permissions-management',
    title: 'A policy changes permissions on every resource',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Actions that write policies, grants and access lists open resources to others, the caller's own accounts elsewhere among them. On every resource they undo every other control.
Leave it for the pipeline that manages the permissions of the account.`,
    refs: [
      docs('IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html'),
      actionsTable,
    ],
    equivalents: ['checkov/CKV_AWS_109'],
    check: statementCheck(
      'identity',
      broadly(permissionActions, (actions) => `${actions} changes permissions on every resource. Name the resources.`),
    ),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:PutBucketPolicy"]
                 ~~~~~~~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:PutBucketPolicy"]
    resources = ["arn:aws:s3:::example"]
  }
}
`,
  },
  {
    id: 'aws/iam-privilege-escalation',
    title: 'A policy lets its holder give himself more permissions',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `There are a few dozen combinations of actions with which one goes from some permissions to all of them: write a policy, make a key for someone else, or pass a strong role to code of one's own. Allowed on every resource, the policy is worth as much as an administrator's.
Leave it for a role that administers identities, under a permissions boundary that it cannot change.`,
    refs: [docs('IAM/latest/UserGuide/access_policies_boundaries.html'), bestPractices],
    equivalents: ['checkov/CKV_AWS_110'],
    check: policyCheck('identity', escalation),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["iam:PassRole", "ec2:RunInstances"]
                 ~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["ec2:RunInstances"]
    resources = ["*"]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::111122223333:role/orders"]
  }
}
`,
  },
  {
    id: 'aws/iam-service-wildcard',
    title: 'A policy allows every action of a service on every resource',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `\`ec2:*\` or \`dynamodb:*\` on everything grants what deletes and what opens along with what the work needs, and whatever the service learns to do later.
Leave it for roles of people who administer that service.`,
    refs: [bestPractices, actionsTable],
    equivalents: ['trivy/AWS-0057', 'trivy/AWS-0114', 'trivy/AWS-0120'],
    check: statementCheck('identity', function* (statement) {
      if (!isBroad(statement)) return;
      for (const at of statement.actions?.known ?? []) {
        if (!/^[\w-]+:\*$/.test(at.value) || /^(?:iam|s3):/i.test(at.value)) continue;
        if (withoutResource.some((one) => covers(one, at.value))) continue;
        yield {
          at,
          message: `${at.value} on every resource is more than any work needs. List the actions that it does.`,
        };
      }
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["dynamodb:*"]
                 ~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["dynamodb:GetItem"]
    resources = ["arn:aws:dynamodb:eu-central-1:111122223333:table/orders"]
  }
}
`,
  },
  {
    id: 'aws/iam-wildcard-action',
    title: 'A policy allows every action on a resource',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `\`"Action": "*"\` grants everything that can be done with the resource, its deletion and the change of its own policy among it.
Leave it for a resource that its owner alone uses, such as a sandbox bucket.`,
    refs: [docs('IAM/latest/UserGuide/reference_policies_elements_action.html'), document],
    equivalents: ['checkov/CKV_AWS_49', 'checkov/CKV_AWS_63'],
    check: statementCheck('identity', function* (statement) {
      const at = pattern(statement, everyAction);
      if (!at || isAdmin(statement)) return;
      yield { at, message: 'Every action is allowed. List those that the work needs.' };
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["*"]
                 ~~~
    resources = ["arn:aws:s3:::example/*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/*"]
  }
}
`,
  },
  {
    id: 'aws/iam-write-on-everything',
    title: 'A policy changes every resource of a kind',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Actions that create, change or delete reach by \`"Resource": "*"\` also what belongs to others in the account. A mistake or a stolen key then costs more than the one workload.
Leave it for actions that make things whose names nobody knows beforehand, best with a condition on their tags.`,
    refs: [
      docs('IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html'),
      registry('iam_policy'),
    ],
    equivalents: ['checkov/CKV_AWS_111'],
    check: statementCheck('identity', writing),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["sqs:DeleteMessage", "sqs:ListQueues"]
                 ~~~~~~~~~~~~~~~~~~~
    resources = ["*"]
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions   = ["sqs:DeleteMessage"]
    resources = ["arn:aws:sqs:eu-central-1:111122223333:orders"]
  }
}
`,
  },
];
