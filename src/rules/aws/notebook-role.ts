import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { onEverything, statementsAt } from '../policy.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** What a role holds: documents written or attached, and the ARNs of policies that are managed elsewhere. */
function policiesOf(role: Resource, context: Context): readonly Value[] {
  const inline = context.referring(role, 'aws_iam_role_policy', 'role').resources;
  const attached = [
    ...context.referring(role, 'aws_iam_role_policy_attachment', 'role').resources,
    ...context.referring(role, 'aws_iam_policy_attachment', 'roles').resources,
  ];
  const managed = role.get('managed_policy_arns');
  return [
    ...role.blocks('inline_policy').map((one) => one.get('policy')),
    ...inline.map((one) => one.get('policy')),
    ...attached.map((one) => context.target(one.get('policy_arn'))?.get('policy') ?? one.get('policy_arn')),
    ...(managed?.kind === 'list' ? managed.items.map((arn) => context.target(arn)?.get('policy') ?? arn) : []),
  ].filter((value) => value !== undefined);
}

const fullAccess = /:policy\/(?:AdministratorAccess|PowerUserAccess|AmazonSageMakerFullAccess)$/;

function* powerfulRole(notebook: Resource, context: Context): Iterable<Report> {
  const arn = notebook.get('role_arn');
  const role = context.find(arn, 'aws_iam_role');
  if (!arn || !role) return;
  for (const policy of policiesOf(role, context)) {
    const wide =
      policy.kind === 'string' && fullAccess.test(policy.value)
        ? policy
        : statementsAt(policy, context.tree).find(
            (statement) =>
              statement.effect === 'Allow' &&
              !statement.conditional &&
              onEverything(statement) &&
              statement.actions?.known.some(({ value }) => /^(?:sagemaker:)?\*$/i.test(value)),
          )?.value;
    if (!wide) continue;
    yield {
      at: arn,
      message: `Whoever works in the notebook may do all that the role "${role.name}" may. Allow what the notebook needs.`,
      related: [{ at: wide.origin.at, message: 'what the role may do' }],
    };
    return;
  }
}

export const notebookRole: Rule = {
  id: 'aws/notebook-powerful-role',
  title: 'A notebook may do everything',
  severity: 'warning',
  pillar: 'ml',
  recommended: true,
  why: `Code in a notebook runs with the role of the notebook: that of everyone who may open it, and of each package that it loads. With a role that may do everything on everything one wrong \`pip install\` gives the account away.

Leave it in a sandbox account that holds no data.`,
  refs: [
    docs('sagemaker/latest/dg/security_iam_id-based-policy-examples.html'),
    registry('sagemaker_notebook_instance'),
  ],
  equivalents: ['checkov/CKV2_AWS_68'],
  check: { on: ['aws_sagemaker_notebook_instance'], resource: powerfulRole },
  bad: `resource "aws_iam_role" "example" {
  name               = "notebook"
  assume_role_policy = data.aws_iam_policy_document.example.json
}

resource "aws_iam_role_policy" "example" {
  role = aws_iam_role.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}

resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
                  ~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
  good: `resource "aws_iam_role" "example" {
  name               = "notebook"
  assume_role_policy = data.aws_iam_policy_document.example.json
}

resource "aws_iam_role_policy" "example" {
  role = aws_iam_role.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "arn:aws:s3:::example/*"
    }]
  })
}

resource "aws_sagemaker_notebook_instance" "example" {
  name          = "example"
  instance_type = "ml.t3.medium"
  role_arn      = aws_iam_role.example.arn
}
`,
};
