import type { Resource } from '../../terraform/model.ts';
import { judge } from '../judge.ts';
import { be, isSet, matches, noBlock, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_alb', 'aws_lb'];
const listeners = ['aws_alb_listener', 'aws_lb_listener'];
const targetGroups = ['aws_alb_target_group', 'aws_lb_target_group'];

const guide = (page: string) => docs(`elasticloadbalancing/latest/${page}.html`);
const attributes = guide('application/application-load-balancers');

const isApplication: Condition = { attribute: 'load_balancer_type', is: be('application'), missing: 'holds' };
const isNoGateway: Condition = { attribute: 'load_balancer_type', is: noneOf('gateway'), missing: 'holds' };
const isPublic: Condition = { attribute: 'internal', is: be(false), missing: 'holds' };

/** Holds unless the listener does nothing but send browsers to HTTPS. */
const doesNotRedirect: Condition = {
  attribute: 'default_action',
  is: noBlock({ attribute: 'redirect', is: someBlock({ where: [{ attribute: 'protocol', is: be('HTTPS') }] }) }),
};

/** Policies whose oldest version of TLS is 1.2 or 1.3. */
const modernPolicy = preferring(
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  matches(/^ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2)-/, 'one that starts at TLS 1.2'),
);

/** Reports a load balancer that answers over HTTP, at the load balancer. */
function* answersHttp(balancer: Resource, context: Context): Iterable<Report> {
  const plain = listeners
    .flatMap((type) => context.referring(balancer, type, 'load_balancer_arn').resources)
    .find(
      (listener) =>
        judge(listener, { attribute: 'protocol', must: noneOf('HTTP') }).holds === false &&
        listener.get('protocol') !== undefined &&
        judge(listener, { attribute: doesNotRedirect.attribute, must: doesNotRedirect.is }).holds === true,
    );
  if (!plain) return;
  yield {
    at: balancer,
    message: `The listener "${plain.name}" answers over HTTP. Let it redirect to HTTPS.`,
    related: [{ at: plain.location, message: 'this listener answers over HTTP' }],
  };
}

const balancer = `resource "aws_lb" "example" {
  name     = "example"
  internal = true
  subnets  = aws_subnet.app[*].id
}
`;

const markedBalancer = balancer.replace('\n', `\n${'~'.repeat('resource "aws_lb" "example"'.length)}\n`);

/** A load balancer for applications with one more argument, aligned to the longest name. */
function withArgument(name: string, value: string, marks = ''): string {
  const pad = (key: string) => key.padEnd(name.length);
  return `resource "aws_lb" "example" {
  ${pad('name')} = "example"
  ${pad('internal')} = true
  ${pad('subnets')} = aws_subnet.app[*].id
  ${name} = ${value}
${marks}}
`;
}

function listener(lines: string): string {
  return `resource "aws_lb_listener" "example" {
  load_balancer_arn = aws_lb.app.arn
${lines}
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
`;
}

export const loadBalancers: readonly Rule[] = [
  {
    id: 'aws/lb-cross-zone-off',
    title: 'A load balancer sends traffic only to targets of the same zone',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Without cross-zone balancing each zone gets the same share however many targets it has, so that a zone with few of them is overrun. For network and gateway load balancers it is off by default, and traffic between zones is charged (about a cent per gigabyte each way).

Leave it off where zones are kept apart on purpose, or where the traffic would cost more than it helps.`,
    refs: [guide('network/edit-load-balancer-attributes'), registry('lb')],
    equivalents: ['checkov/CKV_AWS_138', 'checkov/CKV_AWS_152'],
    note: 'networks-compared#what-crosses-a-border-is-billed',
    check: [
      {
        on,
        attribute: 'enable_cross_zone_load_balancing',
        must: be(true),
        default: false,
        when: [{ attribute: 'load_balancer_type', is: oneOf('gateway', 'network') }],
        so: 'for all targets to share the traffic',
        effect: 'traffic between zones is charged',
      },
      {
        on: ['aws_elb'],
        attribute: 'cross_zone_load_balancing',
        must: be(true),
        default: true,
        so: 'for all instances to share the traffic',
        effect: 'traffic is spread anew',
      },
    ],
    bad: `resource "aws_elb" "example" {
  name                      = "example"
  cross_zone_load_balancing = false
                              ~~~~~

  listener {
    instance_port      = 8443
    instance_protocol  = "https"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = aws_acm_certificate.app.arn
  }
}
`,
    good: `resource "aws_elb" "example" {
  name                      = "example"
  cross_zone_load_balancing = true

  listener {
    instance_port      = 8443
    instance_protocol  = "https"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = aws_acm_certificate.app.arn
  }
}
`,
  },
  {
    id: 'aws/lb-desync-mode',
    title: 'A load balancer passes on requests that can be read in two ways',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Where the load balancer and the application disagree on where a request ends, an attacker hides a second one in the first (request smuggling). The mode \`defensive\`, which is the default, and \`strictest\` stop such requests; \`monitor\` only counts them.

Leave it at \`monitor\` for the days in which you find out which clients send such requests.`,
    refs: [attributes, registry('lb')],
    equivalents: ['checkov/CKV_AWS_328'],
    check: {
      on: [...on, 'aws_elb'],
      attribute: 'desync_mitigation_mode',
      must: preferring('defensive', oneOf('defensive', 'strictest')),
      default: 'defensive',
      so: 'so that no request is smuggled past it',
      effect: 'clients with malformed requests are refused',
    },
    bad: withArgument('desync_mitigation_mode', '"monitor"', `${' '.repeat(27)}~~~~~~~~~\n`),
    good: withArgument('desync_mitigation_mode', '"defensive"'),
  },
  {
    id: 'aws/lb-http-listener',
    title: 'A load balancer answers over plain HTTP',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Everything between the user and the load balancer, passwords and session cookies included, can be read and changed on the way. A listener on port 80 that does nothing but redirect to HTTPS is fine.

Leave it for an internal load balancer whose clients cannot do TLS.`,
    refs: [guide('application/create-https-listener'), registry('lb_listener')],
    equivalents: ['checkov/CKV_AWS_2', 'checkov/CKV_AWS_103', 'checkov/CKV_AWS_378', 'trivy/AWS-0054'],
    check: {
      on: listeners,
      attribute: 'protocol',
      must: { ...noneOf('HTTP'), text: 'HTTPS' },
      missing: 'passes',
      when: [doesNotRedirect],
      so: 'unless the default action is a redirect to HTTPS',
    },
    bad: listener(`  port              = 80
  protocol          = "HTTP"
                      ~~~~~~
`),
    good: listener(`  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.app.arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
`),
  },
  {
    id: 'aws/lb-invalid-headers',
    title: 'A load balancer passes on headers with invalid names',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Headers whose names break the rules of HTTP are one way to make the load balancer and the application read a request differently. Names with an underscore count as invalid too.

Leave it where clients send such headers, such as names with underscores, and the application needs them.`,
    refs: [attributes, registry('lb')],
    equivalents: ['checkov/CKV_AWS_131', 'trivy/AWS-0052'],
    check: {
      on,
      attribute: 'drop_invalid_header_fields',
      must: be(true),
      default: false,
      when: [isApplication],
      so: 'so that malformed headers do not reach the application',
      effect: 'headers with underscores are dropped too',
    },
    bad: markedBalancer,
    good: withArgument('drop_invalid_header_fields', 'true'),
  },
  {
    id: 'aws/lb-old-tls',
    title: 'A load balancer speaks old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were withdrawn in 2021, and their ciphers can be attacked. Without a policy the provider takes \`ELBSecurityPolicy-2016-08\`, which still has both.

Leave it for devices that nobody can update, behind a listener of their own.`,
    refs: [guide('application/describe-ssl-policies'), registry('lb_listener')],
    equivalents: ['checkov/CKV2_AWS_74', 'checkov/CKV_AWS_103', 'trivy/AWS-0047'],
    check: {
      on: listeners,
      attribute: 'ssl_policy',
      must: modernPolicy,
      default: 'ELBSecurityPolicy-2016-08',
      when: [{ attribute: 'protocol', is: oneOf('HTTPS', 'TLS') }],
      so: 'so that old versions are refused',
      effect: 'clients from before about 2014 are cut off',
    },
    bad: listener(`  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.app.arn
  ssl_policy        = "ELBSecurityPolicy-TLS-1-1-2017-01"
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`),
    good: listener(`  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.app.arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
`),
  },
  {
    id: 'aws/lb-plain-target-group',
    title: 'Targets are spoken to over HTTP, and no listener with TLS is seen before them',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Between the load balancer and its targets the traffic crosses the network of the VPC in the clear. AWS keeps it apart from other customers, and most instance types encrypt it underneath.

Leave it where TLS ends at the load balancer, which is the usual way.`,
    refs: [guide('application/load-balancer-target-groups'), registry('lb_target_group')],
    equivalents: ['checkov/CKV_AWS_378'],
    check: {
      on: targetGroups,
      attribute: 'protocol',
      must: { ...noneOf('HTTP'), text: 'HTTPS' },
      missing: 'passes',
      unless: ['default_action.target_group_arn', 'default_action.forward.target_group.arn'].map((by) => ({
        on: listeners,
        by,
        where: [{ attribute: 'protocol', is: oneOf('HTTPS', 'TLS') }],
      })),
      so: 'unless a listener with TLS is before it',
    },
    bad: `resource "aws_lb_target_group" "example" {
  port     = 80
  protocol = "HTTP"
             ~~~~~~
  vpc_id   = aws_vpc.main.id
}
`,
    good: `resource "aws_lb_target_group" "example" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.main.id
}
`,
  },
  {
    id: 'aws/lb-public',
    title: 'A load balancer is reachable from the internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `An internet-facing load balancer is the default, so that an internal service becomes public when an argument is forgotten.

Leave it for every load balancer that is meant to be public.`,
    refs: [guide('userguide/how-elastic-load-balancing-works'), registry('lb')],
    equivalents: ['trivy/AWS-0053'],
    check: [{ on, when: [isNoGateway] }, { on: ['aws_elb'] }].map((row) => ({
      ...row,
      attribute: 'internal',
      must: be(true),
      default: false,
      so: 'unless it is meant for the public',
      effect: 'Terraform replaces the load balancer, and it is no longer reached from outside',
    })),
    bad: `resource "aws_lb" "example" {
  name     = "example"
  internal = false
             ~~~~~
  subnets  = aws_subnet.app[*].id
}
`,
    good: balancer,
  },
  {
    id: 'aws/lb-target-group-without-health-check',
    title: 'A target group does not say what a healthy target answers',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Without it the load balancer asks for \`/\` and takes 200 for healthy, which says little about the application, or takes out targets that answer with a redirect there.

Leave it where \`/\` is what the application answers health with.`,
    refs: [guide('application/target-group-health-checks'), registry('lb_target_group')],
    equivalents: ['checkov/CKV_AWS_261'],
    check: {
      on: targetGroups,
      attribute: 'health_check',
      must: someBlock({ where: [{ attribute: 'path', is: isSet() }], text: 'one with a path' }),
      when: [{ attribute: 'protocol', is: oneOf('HTTP', 'HTTPS') }],
      so: 'that the application answers when it works',
    },
    bad: `resource "aws_lb_target_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.main.id
}
`,
    good: `resource "aws_lb_target_group" "example" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.main.id

  health_check {
    path = "/healthz"
  }
}
`,
  },
  {
    id: 'aws/lb-without-access-log',
    title: 'A load balancer keeps no access log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log nobody can say afterwards who asked for what, from where, and what the application answered. Only the space in the bucket is charged.

Leave it off for test systems, and for load balancers whose application writes the same log.`,
    refs: [guide('application/load-balancer-access-logs'), registry('lb'), registry('elb')],
    equivalents: ['checkov/CKV_AWS_91', 'checkov/CKV_AWS_92'],
    check: [
      { on, attribute: 'access_logs', must: someBlock(), when: [isNoGateway] },
      { on, within: 'access_logs', attribute: 'enabled', must: be(true), default: false },
      { on: ['aws_elb'], attribute: 'access_logs', must: someBlock() },
      { on: ['aws_elb'], within: 'access_logs', attribute: 'enabled', must: be(true), default: true },
    ].map((row) => ({ ...row, so: 'to see who asked for what', effect: 'the bucket must let the service write' })),
    bad: markedBalancer,
    good: `resource "aws_lb" "example" {
  name     = "example"
  internal = true
  subnets  = aws_subnet.app[*].id

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}
`,
  },
  {
    id: 'aws/lb-without-deletion-protection',
    title: 'A load balancer can be deleted by one call',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `When the load balancer is deleted by mistake, everything behind it is down until it is made anew, and its DNS name is another one. With the protection on, \`terraform destroy\` fails until it is switched off.

Leave it off for everything that is made and removed by automation.`,
    refs: [attributes, registry('lb')],
    equivalents: ['checkov/CKV_AWS_150'],
    check: {
      on,
      attribute: 'enable_deletion_protection',
      must: be(true),
      default: false,
      so: 'so that it is not deleted by mistake',
      effect: 'Terraform cannot destroy it until this is switched off',
    },
    bad: markedBalancer,
    good: withArgument('enable_deletion_protection', 'true'),
  },
  {
    id: 'aws/lb-without-https-redirect',
    title: 'A load balancer has a listener for HTTP that does not redirect to HTTPS',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `It says at the load balancer what \`aws/lb-http-listener\` says at its listener, for those who count load balancers.

Leave it for an internal load balancer whose clients cannot do TLS.`,
    refs: [guide('application/load-balancer-listeners'), registry('lb_listener')],
    equivalents: ['checkov/CKV2_AWS_20'],
    check: { on, resource: answersHttp },
    bad: `${markedBalancer}
${listener(`  port              = 80
  protocol          = "HTTP"
`).replace('aws_lb.app', 'aws_lb.example')}`,
    good: `${balancer}
resource "aws_lb_listener" "example" {
  load_balancer_arn = aws_lb.example.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
`,
  },
  {
    id: 'aws/lb-without-web-firewall',
    title: 'A public load balancer for web applications has no web firewall',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `AWS WAF stops known attacks on web applications and limits how often one address may ask. It is charged for each list, rule and million requests, and somebody must look after it.

Leave it where the application is behind CloudFront with a firewall, or holds nothing worth attacking.`,
    refs: [docs('waf/latest/developerguide/waf-chapter.html'), registry('wafv2_web_acl_association')],
    equivalents: ['checkov/CKV2_AWS_28'],
    check: {
      on,
      needs: ['aws_wafregional_web_acl_association', 'aws_wafv2_web_acl_association'].map((type) => ({
        on: [type],
        by: 'resource_arn',
      })),
      text: 'an aws_wafv2_web_acl_association with it',
      when: [isApplication, isPublic],
      so: 'to stop known attacks',
    },
    bad: `resource "aws_lb" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  subnets = aws_subnet.public[*].id
}
`,
    good: `resource "aws_lb" "example" {
  name    = "example"
  subnets = aws_subnet.public[*].id
}

resource "aws_wafv2_web_acl_association" "example" {
  resource_arn = aws_lb.example.arn
  web_acl_arn  = aws_wafv2_web_acl.main.arn
}
`,
  },
];
