import { be, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`appsync/latest/devguide/${page}.html`);
const on = ['aws_appsync_graphql_api'];
const caches = ['aws_appsync_api_cache'];

/** A cache with an argument aligned to the others. */
function cache(name: string, value: string, marks = ''): string {
  const argument = (key: string, text: string) => `  ${key.padEnd(name.length)} = ${text}\n`;
  return `resource "aws_appsync_api_cache" "example" {
${argument('api_id', 'aws_appsync_graphql_api.main.id')}${argument('api_caching_behavior', '"FULL_REQUEST_CACHING"')}${argument('type', '"SMALL"')}${argument('ttl', '300')}${argument(name, value)}${marks}}
`;
}

const under = (name: string) => `${' '.repeat(name.length + 5)}~~~~~\n`;

export const appsync: readonly Rule[] = [
  ...(['at_rest', 'transit'] as const).map(
    (where): Rule => ({
      id: `aws/appsync-cache-unencrypted-${where === 'transit' ? 'in-transit' : 'at-rest'}`,
      title: `The cache of a GraphQL API is not encrypted ${where === 'transit' ? 'in transit' : 'at rest'}`,
      severity: 'warning',
      pillar: 'data',
      recommended: true,
      why: `The cache holds answers of the API, with whatever they say about your users. Encryption is free, and can only be chosen when the cache is made.

Leave it where the answers are public.`,
      refs: [guide('enabling-caching'), registry('appsync_api_cache')],
      equivalents: [where === 'transit' ? 'checkov/CKV_AWS_215' : 'checkov/CKV_AWS_214'],
      check: {
        on: caches,
        attribute: `${where}_encryption_enabled`,
        must: be(true),
        default: false,
        so: 'so that nobody else reads the answers',
        effect: 'Terraform replaces the cache',
      },
      bad: cache(`${where}_encryption_enabled`, 'false', under(`${where}_encryption_enabled`)),
      good: cache(`${where}_encryption_enabled`, 'true'),
    }),
  ),
  {
    id: 'aws/appsync-without-field-log',
    title: 'A GraphQL API does not log errors of its fields',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `A request can succeed while some of its fields fail; only the log of the resolvers says which and why. The level \`ERROR\` writes nothing while all is well; \`ALL\` writes much.

Leave it off where the resolvers log themselves.`,
    refs: [guide('monitoring'), registry('appsync_graphql_api')],
    equivalents: ['checkov/CKV_AWS_194'],
    check: {
      on,
      attribute: 'log_config.field_log_level',
      must: preferring('ERROR', { ...noneOf('NONE'), text: '"ERROR" or a finer level' }),
      so: 'to see which fields fail',
      effect: 'charged by volume',
    },
    bad: `resource "aws_appsync_graphql_api" "example" {
  name                = "example"
  authentication_type = "AWS_IAM"

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.appsync.arn
    field_log_level          = "NONE"
                               ~~~~~~
  }
}
`,
    good: `resource "aws_appsync_graphql_api" "example" {
  name                = "example"
  authentication_type = "AWS_IAM"

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.appsync.arn
    field_log_level          = "ERROR"
  }
}
`,
  },
  {
    id: 'aws/appsync-without-log',
    title: 'A GraphQL API keeps no log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log nobody can say afterwards who asked for what, or why a request failed. It is charged by volume in CloudWatch.

Leave it off for test systems.`,
    refs: [guide('monitoring'), registry('appsync_graphql_api')],
    equivalents: ['checkov/CKV_AWS_193'],
    check: { on, attribute: 'log_config', must: someBlock(), so: 'to see who asked for what' },
    bad: `resource "aws_appsync_graphql_api" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  authentication_type = "AWS_IAM"
}
`,
    good: `resource "aws_appsync_graphql_api" "example" {
  name                = "example"
  authentication_type = "AWS_IAM"

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.appsync.arn
    field_log_level          = "ERROR"
  }
}
`,
  },
];
