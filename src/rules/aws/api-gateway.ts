import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasCompanion } from '../companion.ts';
import { checkExpectation } from '../expectation.ts';
import { grouped } from '../grouped.ts';
import { judge } from '../judge.ts';
import { be, has, isAbsent, isSet, matches, matchesNot, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Companion, Condition, Context, Expectation, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`apigateway/latest/developerguide/${page}.html`);
const stages = ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'];
const settings = ['aws_api_gateway_method_settings'];
const stagePages = [registry('api_gateway_stage'), registry('apigatewayv2_stage')];

const apiOf = (resource: Resource, context: Context) =>
  context.identity(resource.get('rest_api_id'), 'aws_api_gateway_rest_api') ?? '';

/** What says how a stage logs its requests: settings that refer to it, or name the stage of the same API. */
function settingsOf(stage: Resource, context: Context): readonly Resource[] {
  const settings = grouped(context, 'aws_api_gateway_method_settings', 'stage', (other) => {
    const value = other.get('stage_name');
    const found = context.find(value, 'aws_api_gateway_stage');
    if (found) return found.address;
    return value && `${apiOf(other, context)} ${textOf(value) ?? '(unknown)'}`;
  });
  const own = stage.get('stage_name');
  const names = ['(unknown)', ...(own ? [textOf(own)] : [])].map((name) => `${apiOf(stage, context)} ${name}`);
  return [stage.address, ...names].flatMap((key) => settings.get(key) ?? []);
}

function* withoutExecutionLog(stage: Resource, context: Context): Iterable<Report> {
  const logs = settingsOf(stage, context).some(
    (other) => judge(other, { attribute: 'settings.logging_level', must: oneOf('ERROR', 'INFO') }).holds !== false,
  );
  if (logs) return;
  yield {
    at: stage,
    message:
      'The stage does not log how its requests fare. Add an aws_api_gateway_method_settings for it with the logging_level ERROR or INFO.',
  };
}

const firewalls: readonly Companion[] = ['aws_wafregional_web_acl_association', 'aws_wafv2_web_acl_association'].map(
  (type) => ({ on: [type], by: 'resource_arn' }),
);

/** Whether only networks of AWS reach an API; undefined where that is unknown. */
function isPrivate(api: Resource): boolean | undefined {
  return judge(api, { attribute: 'endpoint_configuration.types', must: has('PRIVATE') }).holds;
}

/** Reports a stage of an API that is known to be public and has no web firewall. */
function* publicWithoutFirewall(stage: Resource, context: Context): Iterable<Report> {
  const api = context.find(stage.get('rest_api_id'), 'aws_api_gateway_rest_api');
  if (!api) return;
  if (isPrivate(api) !== false || firewalls.some((companion) => hasCompanion(companion, stage, context))) return;
  yield {
    at: stage,
    message: 'The API is public and has no web firewall. Associate an aws_wafv2_web_acl with the stage.',
  };
}

const authorised: Omit<Expectation, 'on' | 'attribute'> = {
  must: preferring('AWS_IAM', { ...noneOf('NONE'), text: '"AWS_IAM" or another kind of authorisation' }),
  so: 'so that not everyone may call',
  effect: 'callers must sign their requests',
};

const withoutKey: Condition = { attribute: 'api_key_required', is: noneOf(true), missing: 'holds' };

const methodAuthorised: Expectation = {
  ...authorised,
  on: ['aws_api_gateway_method'],
  attribute: 'authorization',
  missing: 'passes',
  when: [{ attribute: 'http_method', is: matchesNot(/^OPTIONS?$/i, ''), missing: 'holds' }, withoutKey],
};

const routeAuthorised: Expectation = {
  ...authorised,
  on: ['aws_apigatewayv2_route'],
  attribute: 'authorization_type',
  default: 'NONE',
  when: [{ attribute: 'route_key', is: matchesNot(/^OPTIONS /i, ''), missing: 'holds' }, withoutKey],
};

/** Nobody outside the network calls a private API, whose policy says who may. */
function* openMethod(resource: Resource, context: Context): Iterable<Report> {
  const api = context.find(resource.get('rest_api_id'), 'aws_api_gateway_rest_api');
  if (!api || isPrivate(api) === false) yield* checkExpectation(methodAuthorised, resource, context);
}

/** Of the routes of a WebSocket only the one that connects can ask who calls. */
function* openRoute(resource: Resource, context: Context): Iterable<Report> {
  const protocol = context.find(resource.get('api_id'), 'aws_apigatewayv2_api')?.get('protocol_type');
  const key = resource.get('route_key');
  if (protocol && textOf(protocol) === 'WEBSOCKET' && key && textOf(key) !== '$connect') return;
  yield* checkExpectation(routeAuthorised, resource, context);
}

function stage(lines = '', marks = ''): string {
  return `resource "aws_api_gateway_stage" "example" {
${marks}  rest_api_id   = aws_api_gateway_rest_api.main.id
  deployment_id = aws_api_gateway_deployment.main.id
  stage_name    = "example"
${lines}}
`;
}

const underStage = `${'~'.repeat('resource "aws_api_gateway_stage" "example"'.length)}\n`;

function method(lines: string): string {
  return `resource "aws_api_gateway_method" "example" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
${lines}}
`;
}

function methodSettings(lines: string): string {
  return `resource "aws_api_gateway_method_settings" "example" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.main.stage_name
  method_path = "*/*"

  settings {
${lines}  }
}
`;
}

export const apiGateway: readonly Rule[] = [
  {
    id: 'aws/api-cache-unencrypted',
    title: 'The cache of an API is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The cache holds answers of the API on a disk, with whatever they say about your users.

Leave it where the answers are public.`,
    refs: [guide('api-gateway-caching'), registry('api_gateway_method_settings')],
    equivalents: ['checkov/CKV_AWS_308', 'trivy/AWS-0002', 'trivy/AWS-0110'],
    check: [
      { default: false, when: [{ attribute: 'caching_enabled', is: be(true) }] },
      // The stage may have a cache all the same.
      {
        missing: 'passes' as const,
        when: [{ attribute: 'caching_enabled', is: isAbsent(), missing: 'holds' as const }],
      },
    ].map((row) => ({
      ...row,
      on: settings,
      within: 'settings',
      attribute: 'cache_data_encrypted',
      must: be(true),
      so: 'for the answers in it to be unreadable without the key',
      effect: 'the cache is emptied',
    })),
    bad: methodSettings(`    caching_enabled = true
`).replace('  settings {\n', '  settings {\n  ~~~~~~~~\n'),
    good: methodSettings(`    caching_enabled      = true
    cache_data_encrypted = true
`),
  },
  {
    id: 'aws/api-data-trace',
    title: 'An API writes whole requests and answers into its log',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Tokens, passwords and personal data of users go into CloudWatch, where everyone who may read logs reads them.

Leave it for the hours in which a fault is looked for, with data that is made up.`,
    refs: [guide('set-up-logging'), registry('api_gateway_method_settings')],
    equivalents: ['checkov/CKV_AWS_276'],
    check: [
      { on: settings, attribute: 'settings.data_trace_enabled' },
      { on: ['aws_apigatewayv2_stage'], attribute: 'default_route_settings.data_trace_enabled' },
    ].map((row) => ({
      ...row,
      must: be(false),
      missing: 'passes',
      so: "so that users' data stays out of the log",
      safe: true,
    })),
    bad: methodSettings(`    logging_level      = "INFO"
    data_trace_enabled = true
                         ~~~~
`),
    good: methodSettings(`    logging_level      = "INFO"
    data_trace_enabled = false
`),
  },
  {
    id: 'aws/api-method-without-cache',
    title: 'Answers of an API are not cached',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A cache answers the same request without asking the application. It is charged by the hour whether it is used or not, and gives old answers, and those of others where the keys are wrong.

Leave it off, as nearly every API does.`,
    refs: [guide('api-gateway-caching'), registry('api_gateway_method_settings')],
    equivalents: ['checkov/CKV_AWS_225', 'trivy/AWS-0190'],
    check: {
      on: settings,
      within: 'settings',
      attribute: 'caching_enabled',
      must: be(true),
      default: false,
      so: 'for the application to be asked less often',
      effect: 'charged by the hour, and answers may be old',
    },
    bad: methodSettings(`    caching_enabled = false
                      ~~~~~
`),
    good: methodSettings(`    caching_enabled = true
`),
  },
  {
    id: 'aws/api-old-tls',
    title: 'The domain of an API speaks old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were withdrawn in 2021.

Leave it for devices that nobody can update.`,
    refs: [guide('apigateway-custom-domain-tls-version'), registry('api_gateway_domain_name')],
    equivalents: ['checkov/CKV_AWS_206', 'trivy/AWS-0005', 'trivy/AWS-0112'],
    check: [
      { on: ['aws_api_gateway_domain_name'], attribute: 'security_policy' },
      { on: ['aws_apigatewayv2_domain_name'], attribute: 'domain_name_configuration.security_policy' },
    ].map((row) => ({
      ...row,
      must: preferring('TLS_1_2', matches(/^(?:TLS_1_2|SecurityPolicy_TLS1[23]_.*)$/, '"TLS_1_2"')),
      so: 'so that old versions are refused',
      effect: 'clients from before about 2014 are cut off',
    })),
    bad: `resource "aws_api_gateway_domain_name" "example" {
  domain_name              = "api.example.com"
  regional_certificate_arn = aws_acm_certificate.api.arn
  security_policy          = "TLS_1_0"
                             ~~~~~~~~~
}
`,
    good: `resource "aws_api_gateway_domain_name" "example" {
  domain_name              = "api.example.com"
  regional_certificate_arn = aws_acm_certificate.api.arn
  security_policy          = "TLS_1_2"
}
`,
  },
  {
    id: 'aws/api-open-method',
    title: 'A method of an API can be called by anyone',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without an authorizer or a key everyone on the internet calls what is behind the method, as often as they like. A key alone is no proof of who calls; it counts uses.

Leave it for what is public by intent, such as a login or a health check, and where the application itself checks who calls.`,
    refs: [guide('apigateway-control-access-to-api'), registry('api_gateway_method'), registry('apigatewayv2_route')],
    equivalents: ['checkov/CKV2_AWS_70', 'checkov/CKV_AWS_309', 'checkov/CKV_AWS_59', 'trivy/AWS-0004'],
    check: [
      { on: ['aws_api_gateway_method'], resource: openMethod },
      { on: ['aws_apigatewayv2_route'], resource: openRoute },
    ],
    bad: method(`  authorization = "NONE"
                  ~~~~~~
`),
    good: method(`  authorization = "AWS_IAM"
`),
  },
  {
    id: 'aws/api-without-access-log',
    title: 'A stage of an API keeps no access log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log nobody can say afterwards who called what. It is charged by volume in CloudWatch.

Leave it off for test stages.`,
    refs: [guide('set-up-logging'), ...stagePages],
    equivalents: ['checkov/CKV_AWS_76', 'trivy/AWS-0001', 'trivy/AWS-0113', 'trivy/AWS-0116'],
    check: { on: stages, attribute: 'access_log_settings', must: someBlock(), so: 'to see who called what' },
    bad: stage('', underStage),
    good: stage(`
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = "$context.requestId $context.identity.sourceIp $context.httpMethod $context.path $context.status"
  }
`),
  },
  {
    id: 'aws/api-without-client-certificate',
    title: 'A stage does not show its backend a certificate',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With a client certificate an HTTP backend can tell calls of the API from those of anyone else who finds its address.

Leave it where the backend is a function or in a VPC, which needs none.`,
    refs: [guide('getting-started-client-side-ssl-authentication'), ...stagePages],
    equivalents: ['checkov/CKV2_AWS_51'],
    check: {
      on: stages,
      attribute: 'client_certificate_id',
      must: isSet(),
      so: 'for an HTTP backend to know who calls',
    },
    bad: stage('', underStage),
    good: `resource "aws_api_gateway_stage" "example" {
  rest_api_id           = aws_api_gateway_rest_api.main.id
  deployment_id         = aws_api_gateway_deployment.main.id
  stage_name            = "example"
  client_certificate_id = aws_api_gateway_client_certificate.example.id
}
`,
  },
  {
    id: 'aws/api-without-execution-log',
    title: 'A stage of a REST API does not log errors of its requests',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The access log says that a request failed; the execution log says why: a wrong mapping, an authorizer, a backend that did not answer.

Leave it off where the access log with its error fields is enough.`,
    refs: [guide('set-up-logging'), registry('api_gateway_method_settings')],
    equivalents: ['checkov/CKV2_AWS_4'],
    check: { on: ['aws_api_gateway_stage'], resource: withoutExecutionLog },
    bad: stage('', underStage),
    good: `${stage()}
${methodSettings(`    logging_level = "ERROR"
`).replace('stage.main', 'stage.example')}`,
  },
  {
    id: 'aws/api-without-request-check',
    title: 'A method passes on requests without checking them',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A request validator refuses requests that lack a parameter or whose body does not fit the model, before they reach the application and cost something.

Leave it where the application checks them, as it must anyway.`,
    refs: [guide('api-gateway-method-request-validation'), registry('api_gateway_method')],
    equivalents: ['checkov/CKV2_AWS_53'],
    check: {
      on: ['aws_api_gateway_method'],
      attribute: 'request_validator_id',
      must: isSet(),
      so: 'so that malformed requests are refused early',
    },
    bad: method(`  authorization = "AWS_IAM"
`).replace('{\n', `{\n${'~'.repeat('resource "aws_api_gateway_method" "example"'.length)}\n`),
    good: `resource "aws_api_gateway_method" "example" {
  rest_api_id          = aws_api_gateway_rest_api.main.id
  resource_id          = aws_api_gateway_resource.orders.id
  http_method          = "GET"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.main.id
}
`,
  },
  {
    id: 'aws/api-without-stage-cache',
    title: 'A stage of an API has no cache',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A cache answers the same request without asking the application. It is charged by the hour whether it is used or not.

Leave it off, as nearly every API does.`,
    refs: [guide('api-gateway-caching'), registry('api_gateway_stage')],
    equivalents: ['checkov/CKV_AWS_120'],
    check: {
      on: ['aws_api_gateway_stage'],
      attribute: 'cache_cluster_enabled',
      must: be(true),
      default: false,
      so: 'for the application to be asked less often',
      effect: 'charged by the hour; it needs a cache_cluster_size',
    },
    bad: stage('', underStage),
    good: `resource "aws_api_gateway_stage" "example" {
  rest_api_id           = aws_api_gateway_rest_api.main.id
  deployment_id         = aws_api_gateway_deployment.main.id
  stage_name            = "example"
  cache_cluster_enabled = true
}
`,
  },
  {
    id: 'aws/api-without-tracing',
    title: 'A stage of an API does not trace requests',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `X-Ray shows where a request spends its time, through all services that take part. It is charged for each trace.

Leave it off where another tool traces, or nobody looks.`,
    refs: [guide('apigateway-xray'), registry('api_gateway_stage')],
    equivalents: ['checkov/CKV_AWS_73', 'trivy/AWS-0003', 'trivy/AWS-0111'],
    check: {
      on: ['aws_api_gateway_stage'],
      attribute: 'xray_tracing_enabled',
      must: be(true),
      default: false,
      so: 'to see where a request spends its time',
      effect: 'charged for each trace',
    },
    bad: stage('', underStage),
    good: `resource "aws_api_gateway_stage" "example" {
  rest_api_id          = aws_api_gateway_rest_api.main.id
  deployment_id        = aws_api_gateway_deployment.main.id
  stage_name           = "example"
  xray_tracing_enabled = true
}
`,
  },
  {
    id: 'aws/api-without-web-firewall',
    title: 'A public API has no web firewall',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `AWS WAF stops known attacks and limits how often one address may ask. It is charged for each list, rule and million requests, and somebody must look after it.

Leave it where only known programs may call the API.`,
    refs: [guide('apigateway-control-access-aws-waf'), registry('wafv2_web_acl_association')],
    equivalents: ['checkov/CKV2_AWS_29', 'checkov/CKV2_AWS_33'],
    check: [
      { on: ['aws_api_gateway_stage'], resource: publicWithoutFirewall },
      {
        on: ['aws_appsync_graphql_api'],
        needs: firewalls,
        text: 'an aws_wafv2_web_acl_association with it',
        when: [{ attribute: 'visibility', is: noneOf('PRIVATE'), missing: 'holds' }],
        so: 'to stop known attacks',
      },
    ],
    bad: `resource "aws_appsync_graphql_api" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  authentication_type = "AWS_IAM"
}
`,
    good: `resource "aws_appsync_graphql_api" "example" {
  name                = "example"
  authentication_type = "AWS_IAM"
}

resource "aws_wafv2_web_acl_association" "example" {
  resource_arn = aws_appsync_graphql_api.example.arn
  web_acl_arn  = aws_wafv2_web_acl.main.arn
}
`,
  },
];
