import { githubIssuer, ownedSubject } from '../facts/github.ts';
import type { Statement } from '../policy.ts';
import type { Report, Rule } from '../rule.ts';
import { statementCheck } from './policies.ts';
import { everyone, isLimited } from './principals.ts';
import { docs, registry } from './refs.ts';

const role = registry('iam_role');
const trustGuide = docs('IAM/latest/UserGuide/id_roles_update-role-trust-policy.html');

function* githubSubject({ effect, principals, conditions, conditionsKnown }: Statement): Iterable<Report> {
  const provider = principals.find(({ type, value }) => type === 'Federated' && value.value.includes(githubIssuer));
  if (effect !== 'Allow' || !provider || !conditionsKnown) return;
  const subjects = conditions.filter(
    ({ operator, key }) =>
      key.startsWith(githubIssuer) &&
      /:(?:sub|job_workflow_ref|repository|repository_owner)$/.test(key) &&
      !/not/i.test(operator),
  );
  if (subjects.length === 0) {
    yield {
      at: provider.value,
      message: `No condition says whose workflows may take on the role, so those of everyone on GitHub may. Demand ${githubIssuer}:sub.`,
    };
  }
  for (const { key, values } of subjects) {
    if (!key.endsWith(':sub')) continue;
    for (const at of values.known.filter(({ value }) => !ownedSubject.test(value)))
      yield { at, message: `"${at.value}" names no owner on GitHub. Write repo:OWNER/REPOSITORY: and what follows.` };
  }
}

export const trust: readonly Rule[] = [
  {
    id: 'aws/iam-role-account-trust',
    title: 'A role can be taken on by everyone in an account',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `An account as principal, by number or as \`root\`, leaves it to that account's administrators who takes on the role: every user and role there that may call \`sts:AssumeRole\`. In a foreign account nobody here sees who that is, and without an external ID a supplier may be talked into using the role for another customer.

Leave it for roles of one's own organisation, where permissions on the other side are managed with the same care.`,
    refs: [docs('IAM/latest/UserGuide/confused-deputy.html'), role],
    equivalents: ['checkov/CKV_AWS_61'],
    check: statementCheck('trust', function* ({ effect, principals, conditional }) {
      if (effect !== 'Allow' || conditional) return;
      for (const { type, value } of principals) {
        if (type !== 'AWS' || !/^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value.value)) continue;
        yield {
          at: value,
          message: 'Everyone in this account may take on the role. Name roles of it, or demand an external ID.',
        };
      }
    }),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
                     ~~~~~~~~~~~~~~
    }
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/deployment"]
    }
  }
}
`,
  },
  {
    id: 'aws/iam-role-github-trust',
    title: "A role can be taken on by strangers' workflows on GitHub",
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `GitHub signs tokens for every repository there is. What tells yours from a stranger's is the subject, \`repo:OWNER/REPOSITORY:...\`: without a condition on it, or with a wildcard before the first slash, anyone gets the role with a workflow of his own. A claim that a pull request can choose, such as the name of the workflow, protects nothing.

There is no case where leaving it is right.`,
    refs: [
      docs('IAM/latest/UserGuide/id_roles_providers_create_oidc_secure-by-default.html'),
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
      role,
    ],
    equivalents: ['checkov/CKV_AWS_358', 'checkov/CKV_AWS_393'],
    check: statementCheck('trust', githubSubject),
    bad: `data "aws_iam_policy_document" "example" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
                  ~~~~~~~~
    }
  }
}
`,
    good: `data "aws_iam_policy_document" "example" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:example/orders:ref:refs/heads/main"]
    }
  }
}
`,
  },
  {
    id: 'aws/iam-role-public-trust',
    title: 'A role can be taken on by anyone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `The trust policy names everyone as principal, and no condition says who that may be, so any identity in any account of AWS takes on the role and does what it may do. Those who look for such roles guess their names.

There is no case where leaving it is right: name the accounts or roles, or demand the organisation with \`aws:PrincipalOrgID\`.`,
    refs: [trustGuide, role],
    equivalents: ['checkov/CKV_AWS_60', 'checkov/CKV_AWS_283'],
    check: statementCheck('trust', function* (statement) {
      if (statement.effect !== 'Allow' || isLimited(statement)) return;
      for (const at of everyone(statement))
        yield { at, message: 'Anyone in any account may take on the role. Name who may, or demand the organisation.' };
    }),
    bad: `resource "aws_iam_role" "example" {
  name = "example"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
                          ~~~
    }]
  })
}
`,
    good: `resource "aws_iam_role" "example" {
  name = "example"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::111122223333:role/deployment" }
    }]
  })
}
`,
  },
];
