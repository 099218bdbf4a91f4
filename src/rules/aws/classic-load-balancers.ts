import { be, matches, noneOf, oneOf } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_elb'];
const guide = (page: string) => docs(`elasticloadbalancing/latest/classic/${page}.html`);

/** Versions that can be attacked, by the attributes of a policy that switch them on. */
const oldVersions = ['Protocol-SSLv2', 'Protocol-SSLv3', 'Protocol-TLSv1', 'Protocol-TLSv1.1'] as const;

function balancer(lines: string): string {
  return `resource "aws_elb" "example" {
  name = "example"

  listener {
${lines}  }
}
`;
}

function policy(name: string, value: string, marks = ''): string {
  return `resource "aws_load_balancer_policy" "example" {
  load_balancer_name = aws_elb.main.name
  policy_name        = "tls"
  policy_type_name   = "SSLNegotiationPolicyType"

  policy_attribute {
    name  = "${name}"
    value = "${value}"
${marks}  }
}
`;
}

export const classicLoadBalancers: readonly Rule[] = [
  {
    id: 'aws/elb-certificate-outside-acm',
    title: 'A classic load balancer has a listener without a certificate from ACM',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Certificate Manager renews its certificates by itself. One that was uploaded to IAM runs out on a day that nobody remembers.

Leave it for listeners of other protocols, or where the certificate must come from elsewhere.`,
    refs: [guide('ssl-server-cert'), registry('elb')],
    equivalents: ['checkov/CKV_AWS_127'],
    check: {
      on,
      within: 'listener',
      attribute: 'ssl_certificate_id',
      must: matches(/^arn:[^:]*:acm:/, 'a certificate of ACM'),
      so: 'so that it is renewed by itself',
    },
    bad: balancer(`    instance_port      = 8443
    instance_protocol  = "https"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = "arn:aws:iam::123456789012:server-certificate/example"
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`),
    good: balancer(`    instance_port      = 8443
    instance_protocol  = "https"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = aws_acm_certificate.app.arn
`),
  },
  {
    id: 'aws/elb-old-tls',
    title: 'A policy of a classic load balancer allows old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `SSL 2 and 3, TLS 1.0 and 1.1 are withdrawn, and can be attacked.

Leave it for devices that nobody can update, behind a load balancer of their own.`,
    refs: [guide('elb-security-policy-table'), registry('load_balancer_policy')],
    equivalents: ['checkov/CKV_AWS_213'],
    check: [
      {
        on: ['aws_load_balancer_policy'],
        within: 'policy_attribute',
        attribute: 'value',
        must: { ...noneOf('true'), text: '"false"', right: '"false"' },
        when: [{ attribute: 'name', is: oneOf(...oldVersions) }],
        so: 'so that old versions are refused',
        effect: 'old clients are cut off',
      },
      {
        on: ['aws_load_balancer_policy'],
        within: 'policy_attribute',
        attribute: 'value',
        must: be('ELBSecurityPolicy-TLS-1-2-2017-01'),
        when: [{ attribute: 'name', is: be('Reference-Security-Policy') }],
        so: 'so that old versions are refused',
        effect: 'old clients are cut off',
      },
    ],
    bad: policy('Protocol-TLSv1', 'true', `            ~~~~~~\n`),
    good: policy('Protocol-TLSv1', 'false'),
  },
  {
    id: 'aws/elb-plain-listener',
    title: 'A classic load balancer has a listener without TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `What goes through the listener can be read and changed on the way. A classic load balancer cannot redirect to HTTPS; an application load balancer can.

Leave it inside a VPC for protocols that do their own encryption.`,
    refs: [guide('elb-https-load-balancers'), registry('elb')],
    equivalents: ['checkov/CKV_AWS_376'],
    check: {
      on,
      within: 'listener',
      attribute: 'lb_protocol',
      must: matches(/^(?:https|ssl)$/i, '"https" or "ssl"'),
      so: 'so that nobody reads along',
    },
    bad: balancer(`    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
                        ~~~~~~
`),
    good: balancer(`    instance_port      = 8080
    instance_protocol  = "http"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = aws_acm_certificate.app.arn
`),
  },
];
