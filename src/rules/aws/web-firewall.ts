import type { Resource, Section } from '../../terraform/model.ts';
import { judge } from '../judge.ts';
import { be, isAbsent, isSet, matches, noBlock, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`waf/latest/developerguide/${page}.html`);
const resource = registry('wafv2_web_acl');

/** A rule that takes in a managed group of rules, of which none is left out that stops Log4Shell. */
const takesIn = (group: string): Condition => ({
  attribute: 'statement',
  is: someBlock({
    where: [
      {
        attribute: 'managed_rule_group_statement',
        is: someBlock({
          where: [
            { attribute: 'name', is: be(group) },
            { attribute: 'excluded_rule', is: noBlock({ attribute: 'name', is: matches(/^Log4JRCE/, '') }) },
          ],
        }),
      },
    ],
  }),
});

const knownBadInputs = 'AWSManagedRulesKnownBadInputsRuleSet';
const anonymousAddresses = 'AWSManagedRulesAnonymousIpList';

/** The lists that are attached to a resource, as far as they are in the configuration. */
function listsOf(resource: Resource, context: Context): readonly Resource[] {
  const direct = context.find(resource.get('web_acl_id'), 'aws_wafv2_web_acl');
  const attached = context
    .referring(resource, 'aws_wafv2_web_acl_association', 'resource_arn')
    .resources.flatMap((association) => context.find(association.get('web_acl_arn'), 'aws_wafv2_web_acl') ?? []);
  return direct ? [direct, ...attached] : attached;
}

/** Reports what has a list attached that lacks the managed groups by which AWS answered Log4Shell. */
function* attachedWithoutGroups(resource: Resource, context: Context): Iterable<Report> {
  for (const list of listsOf(resource, context)) {
    const lacking = [knownBadInputs, anonymousAddresses].find(
      (group) => judge(list, { attribute: 'rule', must: someBlock({ where: [takesIn(group)] }) }).holds === false,
    );
    if (lacking === undefined || list.get('rule_json')) continue;
    yield {
      at: resource,
      message: `The web firewall "${list.name}" before it does not take in ${lacking}. Add the managed group.`,
      related: [{ at: list.location, message: 'this is the firewall' }],
    };
    return;
  }
}

/** Statements whose rules bring their own actions. */
const groups = ['managed_rule_group_statement', 'rule_group_reference_statement'] as const;

function decides(rule: Section): boolean {
  const actions = [...rule.blocks('action'), ...rule.blocks('override_action')];
  if (actions.some((action) => action.names().length > 0)) return true;
  return rule.blocks('statement').some((statement) => groups.some((group) => statement.blocks(group).length > 0));
}

function* rulesWithoutAction(list: Resource): Iterable<Report> {
  for (const name of ['rule', 'rules', 'activated_rule']) {
    for (const rule of list.blocks(name)) {
      if (decides(rule)) continue;
      yield { at: rule, message: 'The rule does not say what happens to requests that match. Give it an action.' };
    }
  }
}

const end = `
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "example"
    sampled_requests_enabled   = true
  }
}
`;

/** A list of the current version with its rules. */
function list(rules: string): string {
  return `resource "aws_wafv2_web_acl" "example" {
  name  = "example"
  scope = "REGIONAL"

  default_action {
    allow {}
  }
${rules}${end}`;
}

const managed = (group: string, action = 'none') => `
  rule {
    name     = "${group}"
    priority = 1

    override_action {
      ${action} {}
    }

    statement {
      managed_rule_group_statement {
        name        = "${group}"
        vendor_name = "AWS"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "managed"
      sampled_requests_enabled   = true
    }
  }
`;

const header = `${'~'.repeat('resource "aws_wafv2_web_acl" "example"'.length)}\n`;
const mark = (text: string) => text.replace('\n', `\n${header}`);

const association = `
resource "aws_wafv2_web_acl_association" "example" {
  resource_arn = aws_lb.example.arn
  web_acl_arn  = aws_wafv2_web_acl.example.arn
}
`;

const attachedBalancer = (marks = '') => `
resource "aws_lb" "example" {
${marks}  subnets = aws_subnet.public[*].id
}
`;

export const webFirewall: readonly Rule[] = [
  {
    id: 'aws/waf-attached-without-managed-groups',
    title: 'The web firewall before a resource lacks the managed groups against Log4Shell',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `It says at the protected resource what \`aws/waf-without-known-bad-inputs\` says at the firewall, and asks for the list of anonymising addresses as well, from which such attacks often come.

Leave it where nothing behind runs an unpatched Log4j, which should be everywhere by now, or where users come through anonymising services.`,
    refs: [guide('aws-managed-rule-groups-baseline'), resource],
    equivalents: ['checkov/CKV2_AWS_47', 'checkov/CKV2_AWS_76', 'checkov/CKV2_AWS_77', 'checkov/CKV2_AWS_78'],
    check: {
      on: [
        'aws_alb',
        'aws_api_gateway_stage',
        'aws_apigatewayv2_api',
        'aws_appsync_graphql_api',
        'aws_cloudfront_distribution',
        'aws_lb',
      ],
      resource: attachedWithoutGroups,
    },
    bad: `${list('')}${attachedBalancer('~~~~~~~~~~~~~~~~~~~~~~~~~~~\n')}${association}`,
    good: `${list(managed(knownBadInputs) + managed(anonymousAddresses).replace('priority = 1', 'priority = 2'))}${attachedBalancer()}${association}`,
  },
  {
    id: 'aws/waf-rule-without-action',
    title: 'A rule of a web firewall does nothing with what it matches',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A rule without an action is refused by the service, or passes everything on.

There is no case where leaving it is right: a rule that is on trial has the action \`count\`.`,
    refs: [guide('waf-rule-action'), resource],
    equivalents: ['checkov/CKV_AWS_342'],
    check: {
      on: [
        'aws_waf_rule_group',
        'aws_waf_web_acl',
        'aws_wafregional_rule_group',
        'aws_wafregional_web_acl',
        'aws_wafv2_rule_group',
        'aws_wafv2_web_acl',
      ],
      resource: rulesWithoutAction,
    },
    bad: `resource "aws_wafregional_web_acl" "example" {
  name        = "example"
  metric_name = "example"

  default_action {
    type = "ALLOW"
  }

  rule {
  ~~~~
    priority = 1
    rule_id  = aws_wafregional_rule.example.id
  }
}
`,
    good: `resource "aws_wafregional_web_acl" "example" {
  name        = "example"
  metric_name = "example"

  default_action {
    type = "ALLOW"
  }

  rule {
    priority = 1
    rule_id  = aws_wafregional_rule.example.id

    action {
      type = "BLOCK"
    }
  }
}
`,
  },
  {
    id: 'aws/waf-without-known-bad-inputs',
    title: 'A web firewall does not block requests that are known to attack',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `The managed group \`${knownBadInputs}\` costs no more than a rule of one's own, and stops attacks such as Log4Shell. With the override \`count\` it only counts them.

Leave it where another managed group or product does the same.`,
    refs: [guide('aws-managed-rule-groups-baseline'), resource],
    equivalents: ['checkov/CKV_AWS_192'],
    check: {
      on: ['aws_wafv2_web_acl'],
      attribute: 'rule',
      must: someBlock({
        where: [
          takesIn(knownBadInputs),
          { attribute: 'override_action', is: noBlock({ attribute: 'count', is: someBlock() }) },
        ],
        text: `one that takes in ${knownBadInputs}`,
      }),
      when: [{ attribute: 'rule_json', is: isAbsent(), missing: 'holds' }],
      so: 'to stop known attacks',
    },
    bad: mark(list(managed(knownBadInputs, 'count'))),
    good: list(managed(knownBadInputs)),
  },
  {
    id: 'aws/waf-without-log',
    title: 'A web firewall keeps no log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log nobody sees what was blocked or why, so rules are neither tightened nor mended when they hit users. Logs are charged by volume; a filter can keep only what was blocked.

Leave it where sampled requests are enough.`,
    refs: [guide('logging'), registry('wafv2_web_acl_logging_configuration')],
    equivalents: ['checkov/CKV2_AWS_31', 'checkov/CKV_AWS_176'],
    check: [
      {
        on: ['aws_wafv2_web_acl'],
        needs: [{ on: ['aws_wafv2_web_acl_logging_configuration'], by: 'resource_arn' }],
        text: 'an aws_wafv2_web_acl_logging_configuration with its ARN',
        so: 'to see what was blocked',
      },
      {
        on: ['aws_waf_web_acl', 'aws_wafregional_web_acl'],
        attribute: 'logging_configuration',
        must: someBlock(),
        so: 'to see what was blocked',
      },
    ],
    bad: mark(list('')),
    good: `${list('')}
resource "aws_wafv2_web_acl_logging_configuration" "example" {
  resource_arn            = aws_wafv2_web_acl.example.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]
}
`,
  },
  {
    id: 'aws/waf-without-rules',
    title: 'A web firewall has no rules',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without rules every request gets the default action, so the firewall protects nothing and is charged all the same.

Leave it where another configuration, such as Firewall Manager, adds the rules.`,
    refs: [guide('web-acl'), resource],
    equivalents: ['checkov/CKV_AWS_175'],
    check: {
      on: ['aws_waf_web_acl', 'aws_wafregional_web_acl', 'aws_wafv2_web_acl'],
      attribute: ['rule', 'rules'],
      must: someBlock({ where: [{ attribute: 'priority', is: isSet() }] }),
      so: 'for it to stop anything',
    },
    bad: mark(list('')),
    good: list(managed('AWSManagedRulesCommonRuleSet')),
  },
];
