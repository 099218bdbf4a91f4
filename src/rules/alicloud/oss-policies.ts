import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { type Statement, statementsAt } from '../policy.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const policyType = 'alicloud_oss_bucket_policy';
const transport = 'acs:securetransport';

/** The principals of a statement that are everybody: in a bucket's policy they are a text or a list of texts. */
function everybody({ principal }: Statement): readonly Value[] {
  const named = principal?.kind === 'list' ? principal.items : principal ? [principal] : [];
  return named.filter((value) => value.kind === 'string' && value.value === '*');
}

/** Whether conditions say who or from where, and not only that the connection must be encrypted. */
function isLimited({ conditional, conditionsKnown, conditions }: Statement): boolean {
  return conditional && (!conditionsKnown || conditions.some(({ key }) => key !== transport));
}

function* publicStatements(resource: Resource, { tree }: Context): Iterable<Report> {
  for (const statement of statementsAt(resource.get('policy'), tree)) {
    if (statement.effect !== 'Allow' || isLimited(statement)) continue;
    for (const at of everybody(statement)) {
      yield {
        at,
        message:
          'The policy lets everybody on the internet in. Name the accounts or users, or add a condition such as acs:SourceVpc.',
      };
    }
  }
}

/** Whether a policy refuses requests that are not encrypted; undefined where it is unknown. */
function refusesPlainText(policy: Value | undefined, tree: ModuleTree): boolean | undefined {
  if (!policy) return false;
  const statements = statementsAt(policy, tree);
  if (statements.length === 0 && policy.kind === 'unknown') return undefined;
  return statements.some(
    ({ effect, conditions, conditionsKnown }) =>
      effect !== 'Allow' &&
      (!conditionsKnown ||
        conditions.some(
          ({ key, values }) =>
            key === transport && (!values.whole || values.known.some((value) => textOf(value) === 'false')),
        )),
  );
}

function* plainHttp(bucket: Resource, context: Context): Iterable<Report> {
  const { resources, unsure } = context.referring(bucket, policyType, 'bucket');
  if (unsure.length > 0) return;
  const policies = [bucket, ...resources].map((section) => section.get('policy'));
  if (policies.some((policy) => refusesPlainText(policy, context.tree) !== false)) return;
  yield {
    at: bucket,
    message: `The bucket also answers unencrypted HTTP. Add an ${policyType} that denies requests for which acs:SecureTransport is false.`,
  };
}

const bucket = `
  bucket = "example"
}
`;

export const ossPolicies: readonly Rule[] = [
  {
    id: 'alicloud/oss-plain-http',
    title: 'A bucket answers unencrypted requests',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `OSS speaks HTTP as well as HTTPS. What goes over HTTP, the signature of the request included, can be read on the way. A policy of the bucket that denies requests without encryption leaves HTTPS only.

Leave it for a bucket behind a CDN that fetches over Alibaba Cloud's own network by HTTP.`,
    refs: [
      help('en/oss/user-guide/authorization-syntax-and-elements'),
      help('doc-detail/100680.htm'),
      registry('oss_bucket_policy'),
    ],
    equivalents: [],
    note: 'oss#access',
    check: { on: ['alicloud_oss_bucket'], resource: plainHttp },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~${bucket}`,
    good: `resource "alicloud_oss_bucket" "example" {${bucket}
resource "alicloud_oss_bucket_policy" "example" {
  bucket = alicloud_oss_bucket.example.bucket
  policy = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Deny"
      Action    = ["oss:*"]
      Principal = ["*"]
      Resource  = ["acs:oss:*:*:example", "acs:oss:*:*:example/*"]
      Condition = { Bool = { "acs:SecureTransport" = ["false"] } }
    }]
  })
}
`,
  },
  {
    id: 'alicloud/oss-policy-public',
    title: "A bucket's policy lets everybody in",
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `A statement that allows something to \`*\` without saying from where holds for anonymous requests too, whatever the ACL says. Only where public access is blocked, which it is for new buckets, the policy is refused instead.

Leave it for a bucket that holds nothing but what is published anyway.`,
    refs: [
      help('en/oss/user-guide/authorization-syntax-and-elements'),
      help('doc-detail/100680.htm'),
      registry('oss_bucket_policy'),
    ],
    equivalents: [],
    note: 'oss#access',
    check: { on: [policyType, 'alicloud_oss_bucket'], resource: publicStatements },
    bad: `resource "alicloud_oss_bucket_policy" "example" {
  bucket = "example"
  policy = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = ["oss:GetObject"]
      Principal = ["*"]
                   ~~~
      Resource  = ["acs:oss:*:*:example/*"]
    }]
  })
}
`,
    good: `resource "alicloud_oss_bucket_policy" "example" {
  bucket = "example"
  policy = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = ["oss:GetObject"]
      Principal = ["20214760404935xxxx"]
      Resource  = ["acs:oss:*:*:example/*"]
    }]
  })
}
`,
  },
];
