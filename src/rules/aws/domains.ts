import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { resourcesOf, type StringValue } from '../../terraform/value.ts';
import { be, matchesNot, noBlock, noneOf } from '../predicates.ts';
import type { Companion, Condition, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`Route53/latest/DeveloperGuide/${page}.html`);

/** A zone with a VPC is private: nobody outside asks it. */
const withoutVpc: Condition = { attribute: 'vpc', is: noBlock() };
const associatedVpc: Companion = { on: ['aws_route53_zone_association'], by: 'zone_id' };

/** Names that AWS gives to what it makes, and takes back with it; that of the websites in S3 is the same for all buckets. */
const givenName =
  /^(?!s3-website[.-]).*\.(?:amazonaws\.com|awsglobalaccelerator\.com|cloudfront\.net|elasticbeanstalk\.com)\.?$/i;

/** The addresses of a record, or the name of what it is an alias for, that are text and read from no resource. */
function literals(record: Resource): readonly StringValue[] {
  const records = record.get('records');
  const listed = records?.kind === 'list' && resourcesOf(records).length === 0 ? records.items : [];
  const named = record
    .blocks('alias')
    .flatMap((alias) => alias.get('name') ?? [])
    .filter((name) => givenName.test(textOf(name) ?? ''));
  return [...listed, ...named].flatMap((value) =>
    value.kind === 'string' && resourcesOf(value).length === 0 ? [value] : [],
  );
}

function* literalAddress(record: Resource): Iterable<Report> {
  const type = record.get('type');
  if (type?.kind !== 'string' || type.value !== 'A') return;
  for (const address of literals(record)) {
    yield {
      at: address,
      message: `Nothing here has the address ${address.value}. Refer to the resource that does, or remove the record.`,
    };
  }
}

const zone = `resource "aws_route53_zone" "example" {
  name = "example.com"
}
`;
const marked = zone.replace('\n', `\n${'~'.repeat('resource "aws_route53_zone" "example"'.length)}\n`);

export const domains: readonly Rule[] = [
  {
    id: 'aws/certificate-by-mail',
    title: 'A certificate is confirmed by mail',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `A certificate that was confirmed by mail is renewed only when somebody clicks a link in a mail to \`admin@\` or the like, every year. One confirmed by a DNS record renews itself.

Leave it where the domain's DNS is not yours to change.`,
    refs: [docs('acm/latest/userguide/domain-ownership-validation.html'), registry('acm_certificate')],
    equivalents: [],
    check: {
      on: ['aws_acm_certificate'],
      attribute: 'validation_method',
      must: { ...noneOf('EMAIL'), text: '"DNS"', right: '"DNS"' },
      missing: 'passes',
      so: 'so that it renews itself',
      effect: 'Terraform replaces the certificate, and needs the DNS record',
    },
    bad: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "EMAIL"
                      ~~~~~~~
}
`,
    good: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "DNS"
}
`,
  },
  {
    id: 'aws/certificate-not-logged',
    title: 'A certificate is kept out of the public logs',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Browsers refuse certificates that are not in the transparency logs, and in them you see when somebody else gets one for your name.

Leave it for a name that must stay secret, used by programs only.`,
    refs: [docs('acm/latest/userguide/acm-concepts.html'), registry('acm_certificate')],
    equivalents: ['checkov/CKV_AWS_234'],
    check: {
      on: ['aws_acm_certificate'],
      attribute: 'options.certificate_transparency_logging_preference',
      must: be('ENABLED'),
      default: 'ENABLED',
      so: 'for browsers to accept it',
      effect: 'the name becomes public',
    },
    bad: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "DNS"

  options {
    certificate_transparency_logging_preference = "DISABLED"
                                                  ~~~~~~~~~~
  }
}
`,
    good: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "DNS"

  options {
    certificate_transparency_logging_preference = "ENABLED"
  }
}
`,
  },
  {
    id: 'aws/certificate-wildcard',
    title: 'A certificate is valid for every name of a domain',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Whoever gets hold of one place that uses the certificate can pose as every name of the domain. Certificates of ACM are free, so each name can have its own.

Leave it where names come and go, such as one for each customer; keys of ACM cannot be taken out of AWS.`,
    refs: [docs('acm/latest/userguide/acm-certificate-characteristics.html'), registry('acm_certificate')],
    equivalents: ['checkov/CKV2_AWS_71'],
    check: {
      on: ['aws_acm_certificate'],
      attribute: 'domain_name',
      must: matchesNot(/^\*/, 'a name without a wildcard'),
      missing: 'passes',
      so: 'so that one theft does not cover every name',
    },
    bad: `resource "aws_acm_certificate" "example" {
  domain_name       = "*.example.com"
                      ~~~~~~~~~~~~~~~
  validation_method = "DNS"
}
`,
    good: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "DNS"
}
`,
  },
  {
    id: 'aws/destroyed-before-replaced',
    title: 'Terraform removes a resource in use before it makes the next one',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `A certificate or a deployment that something uses cannot be deleted, so that a change that replaces it fails half-way, or leaves users without an answer. With \`create_before_destroy\` the new one is made first.

Leave it where the resource is never replaced.`,
    refs: [
      'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle',
      registry('acm_certificate'),
      registry('api_gateway_deployment'),
    ],
    equivalents: ['checkov/CKV_AWS_217', 'checkov/CKV_AWS_233', 'checkov/CKV_AWS_237'],
    check: {
      on: ['aws_acm_certificate', 'aws_api_gateway_deployment', 'aws_api_gateway_rest_api'],
      attribute: 'lifecycle.create_before_destroy',
      must: be(true),
      default: false,
      so: 'so that the next one is there first',
      safe: true,
    },
    bad: `resource "aws_acm_certificate" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain_name       = "app.example.com"
  validation_method = "DNS"
}
`,
    good: `resource "aws_acm_certificate" "example" {
  domain_name       = "app.example.com"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}
`,
  },
  {
    id: 'aws/dns-literal-address',
    title: 'A DNS record leads to an address that no resource has',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `When the address is given back, the next customer who gets it answers under your name, with certificates and cookies. A reference to the resource makes record and address go together.

Leave it for addresses outside AWS that are yours.`,
    refs: [guide('resource-record-sets-choosing-alias-non-alias'), registry('route53_record')],
    equivalents: ['checkov/CKV2_AWS_23'],
    check: { on: ['aws_route53_record'], resource: literalAddress },
    bad: `resource "aws_route53_record" "example" {
  zone_id = aws_route53_zone.main.id
  name    = "app"
  type    = "A"
  ttl     = 300
  records = ["198.51.100.7"]
             ~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_route53_record" "example" {
  zone_id = aws_route53_zone.main.id
  name    = "app"
  type    = "A"
  ttl     = 300
  records = [aws_eip.app.public_ip]
}
`,
  },
  {
    id: 'aws/dns-zone-unsigned',
    title: 'A public DNS zone is not signed',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With DNSSEC nobody can give your users another answer on the way. A mistake with keys takes the whole domain off the network, so it needs alarms and practice.

Leave it where nobody would look after the keys.`,
    refs: [guide('dns-configuring-dnssec'), registry('route53_hosted_zone_dnssec')],
    equivalents: ['checkov/CKV2_AWS_38'],
    check: {
      on: ['aws_route53_zone'],
      needs: [
        { on: ['aws_route53_hosted_zone_dnssec'], by: 'hosted_zone_id' },
        { on: ['aws_route53_key_signing_key'], by: 'hosted_zone_id' },
        associatedVpc,
      ],
      text: 'an aws_route53_hosted_zone_dnssec with it',
      when: [withoutVpc],
      so: 'so that answers cannot be forged',
    },
    bad: marked,
    good: `${zone}
resource "aws_route53_hosted_zone_dnssec" "example" {
  hosted_zone_id = aws_route53_zone.example.id
}
`,
  },
  {
    id: 'aws/dns-zone-without-log',
    title: 'A public DNS zone does not log queries',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The log shows which names are asked for and from where, which helps to find names that are abused. It is charged by volume, and must go to the region us-east-1.

Leave it off where nobody reads it.`,
    refs: [guide('query-logs'), registry('route53_query_log')],
    equivalents: ['checkov/CKV2_AWS_39'],
    check: {
      on: ['aws_route53_zone'],
      needs: [{ on: ['aws_route53_query_log'], by: 'zone_id' }, associatedVpc],
      text: 'an aws_route53_query_log with it',
      when: [withoutVpc],
      so: 'to see which names are asked for',
    },
    bad: marked,
    good: `${zone}
resource "aws_route53_query_log" "example" {
  zone_id                  = aws_route53_zone.example.id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.dns.arn
}
`,
  },
  {
    id: 'aws/domain-without-transfer-lock',
    title: 'A domain can be moved to another registrar',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `Without the lock, whoever gets hold of the transfer code takes the domain away, and with it mail and websites.

Leave it off for the days of a transfer, or where the registry knows no lock.`,
    refs: [guide('domain-lock'), registry('route53domains_registered_domain')],
    equivalents: ['checkov/CKV_AWS_377'],
    check: {
      on: ['aws_route53domains_registered_domain'],
      attribute: 'transfer_lock',
      must: be(true),
      default: true,
      so: 'so that nobody takes the domain away',
      safe: true,
    },
    bad: `resource "aws_route53domains_registered_domain" "example" {
  domain_name   = "example.com"
  transfer_lock = false
                  ~~~~~
}
`,
    good: `resource "aws_route53domains_registered_domain" "example" {
  domain_name   = "example.com"
  transfer_lock = true
}
`,
  },
];
