import type { Resource } from '../../terraform/model.ts';
import type { Statement } from '../policy.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { policyCheck, statementCheck } from './policies.ts';
import { everyone, isLimited } from './principals.ts';
import { docs, registry } from './refs.ts';

const accessPolicies = docs('IAM/latest/UserGuide/access_policies_identity-vs-resource.html');
const confusedDeputy = docs('IAM/latest/UserGuide/confused-deputy.html');

const queues = ['aws_sqs_queue', 'aws_sqs_queue_policy'] as const;
const topics = ['aws_sns_topic', 'aws_sns_topic_policy'] as const;
const buckets = ['aws_s3_bucket', 'aws_s3_bucket_policy'] as const;

/** Whether a policy is that of a search domain in a VPC: whoever reaches it is in that network already. */
function isInVpc(user: Resource, context: Context): boolean {
  const name = user.get('domain_name');
  const domains = ['aws_elasticsearch_domain', 'aws_opensearch_domain'].map((type) => context.find(name, type));
  return [user, ...domains].some((one) => one !== undefined && one.blocks('vpc_options').length > 0);
}

function* publicAccess(statement: Statement): Iterable<Report> {
  if (statement.effect !== 'Allow' || isLimited(statement)) return;
  const everybody = statement.notPrincipal ? [statement.notPrincipal] : everyone(statement);
  for (const at of everybody)
    yield { at, message: 'Everyone is allowed in. Name who may come, or add a condition that says who.' };
}

function* lockout({ effect, principals, actions, resources, conditional }: Statement): Iterable<Report> {
  if (effect !== 'Deny' || conditional) return;
  const everybody = principals.find(({ value }) => value.value === '*');
  const all = actions?.known.find(({ value }) => /^(?:s3:)?\*$/i.test(value));
  const onBucket = !resources || resources.known.some(({ value }) => !value.endsWith('/*'));
  if (!everybody || !all || !onBucket) return;
  yield {
    at: all,
    message: 'Everything is denied to everyone, its administrators too: nobody but root could undo it.',
  };
}

export const resourcePolicy: readonly Rule[] = [
  {
    id: 'aws/bucket-policy-lockout',
    title: 'A bucket policy locks everybody out',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `A statement that denies every action to everyone, without a condition, also denies the call that would take it back. Only the root user of the account may then delete the policy.

There is no case where leaving it is right: deny the actions that are meant, or add the condition that was forgotten.`,
    refs: [docs('AmazonS3/latest/userguide/example-bucket-policies.html'), registry('s3_bucket_policy')],
    equivalents: ['checkov/CKV_AWS_93'],
    check: statementCheck('resource', lockout, buckets),
    bad: `resource "aws_s3_bucket_policy" "example" {
  bucket = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
                  ~~~~~~
      Resource  = "*"
    }]
  })
}
`,
    good: `resource "aws_s3_bucket_policy" "example" {
  bucket = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
`,
  },
  {
    id: 'aws/public-resource-policy',
    title: 'The policy of a resource lets everyone in',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The principal is everyone, and no condition says who or from where. Any account of AWS, and for some services anyone without one, may do what the statement allows: read the bucket, pull the image, send to the queue, use the key.

Leave it for what is meant for the public, such as the objects of a website that is served without CloudFront.`,
    refs: [accessPolicies, docs('IAM/latest/UserGuide/reference_policies_elements_principal.html')],
    equivalents: [
      'checkov/CKV_AWS_32',
      'checkov/CKV_AWS_33',
      'checkov/CKV_AWS_70',
      'checkov/CKV_AWS_167',
      'checkov/CKV_AWS_168',
      'checkov/CKV_AWS_169',
      'checkov/CKV_AWS_283',
      'checkov/CKV_AWS_387',
      'trivy/AWS-0032',
    ],
    check: policyCheck('resource', function* ({ statements, users }, _, context) {
      if (users.length > 0 && users.every((user) => isInVpc(user, context))) return;
      for (const statement of statements) yield* publicAccess(statement);
    }),
    bad: `resource "aws_sqs_queue_policy" "example" {
  queue_url = aws_sqs_queue.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
                  ~~~
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.example.arn
    }]
  })
}
`,
    good: `resource "aws_sqs_queue_policy" "example" {
  queue_url = aws_sqs_queue.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.example.arn
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-example" } }
    }]
  })
}
`,
  },
  {
    id: 'aws/resource-policy-every-action',
    title: 'The policy of a queue or topic allows every action',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever is meant to send or receive may also purge and delete, and change the policy itself.

Leave it for the account's own administrators, named as principal.`,
    refs: [
      docs('AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html'),
      registry('sqs_queue_policy'),
    ],
    equivalents: ['checkov/CKV_AWS_72', 'trivy/AWS-0097'],
    check: statementCheck(
      'resource',
      function* ({ effect, actions }) {
        const at = effect === 'Allow' && actions?.known.find(({ value }) => /^(?:(?:sqs|sns):)?\*$/i.test(value));
        if (at) yield { at, message: 'Every action is allowed. List those that the others need.' };
      },
      [...queues, ...topics],
    ),
    bad: `resource "aws_sqs_queue_policy" "example" {
  queue_url = aws_sqs_queue.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/orders" }
      Action    = "*"
                  ~~~
      Resource  = aws_sqs_queue.example.arn
    }]
  })
}
`,
    good: `resource "aws_sqs_queue_policy" "example" {
  queue_url = aws_sqs_queue.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/orders" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.example.arn
    }]
  })
}
`,
  },
  {
    id: 'aws/service-principal-without-source',
    title: 'A service may reach a resource for anybody',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A service acts for all its customers. Where a policy allows the service and does not say for whom, another account may have the service write to your bucket, queue or topic: the confused deputy. \`aws:SourceArn\`, \`aws:SourceAccount\` and \`aws:SourceOrgID\` say for whom.

Leave it for services that do not send these keys; their documentation says so.`,
    refs: [confusedDeputy, docs('IAM/latest/UserGuide/reference_policies_condition-keys.html')],
    equivalents: [],
    check: statementCheck(
      'resource',
      function* ({ effect, principals, conditional }) {
        if (effect !== 'Allow' || conditional) return;
        for (const { type, value } of principals)
          if (type === 'Service')
            yield {
              at: value,
              message: `${value.value} may act here for any account. Add a condition on aws:SourceArn or aws:SourceAccount.`,
            };
      },
      [...queues, ...topics, ...buckets],
    ),
    bad: `resource "aws_sns_topic_policy" "example" {
  arn = aws_sns_topic.example.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
                              ~~~~~~~~~~~~~~~~~~
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.example.arn
    }]
  })
}
`,
    good: `resource "aws_sns_topic_policy" "example" {
  arn = aws_sns_topic.example.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.example.arn
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  })
}
`,
  },
  {
    id: 'aws/sns-cross-account-policy',
    title: 'The policy of a topic lets in another account',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `An account that is named by its number is seldom one's own: what it may do with the topic, its administrators decide.

Leave it where accounts of one organisation share the topic; a condition on \`aws:PrincipalOrgID\` says so and is not flagged.`,
    refs: [docs('sns/latest/dg/sns-access-policy-use-cases.html'), registry('sns_topic_policy')],
    equivalents: ['checkov/CKV_AWS_385'],
    check: statementCheck(
      'resource',
      function* (statement) {
        const { effect, principals, resources } = statement;
        if (effect !== 'Allow' || isLimited(statement)) return;
        const own = resources?.known.flatMap(({ value }) => /:(\d{12}):/.exec(value)?.[1] ?? []) ?? [];
        for (const { type, value } of principals) {
          const account = /^(?:arn:[^:]*:[^:]*::)?(\d{12})(?::|$)/.exec(value.value)?.[1];
          const foreign = account === undefined ? value.value === '*' : !own.includes(account);
          if (type !== 'Service' && foreign)
            yield {
              at: value,
              message: 'Another account may use the topic. Name an account of your own, or demand the organisation.',
            };
        }
      },
      topics,
    ),
    bad: `resource "aws_sns_topic_policy" "example" {
  arn = aws_sns_topic.example.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      Action    = "sns:Subscribe"
      Resource  = aws_sns_topic.example.arn
    }]
  })
}
`,
    good: `resource "aws_sns_topic_policy" "example" {
  arn = aws_sns_topic.example.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "sns:Subscribe"
      Resource  = aws_sns_topic.example.arn
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-example" } }
    }]
  })
}
`,
  },
];
