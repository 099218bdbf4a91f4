import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { judge } from '../judge.ts';
import { atLeast, be, each, isSet, matches, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_cloudfront_distribution'];
const guide = (page: string) => docs(`AmazonCloudFront/latest/DeveloperGuide/${page}.html`);
const resource = registry('cloudfront_distribution');

const year = 31_536_000;

/** Reports each origin that is a bucket, not its website, and reads it without an identity. */
function* bucketsReadByAnyone(distribution: Resource, context: Context): Iterable<Report> {
  for (const origin of distribution.blocks('origin')) {
    if (origin.blocks('custom_origin_config').length > 0) continue;
    const domain = origin.get('domain_name');
    const isBucket =
      origin.blocks('s3_origin_config').length > 0 ||
      context.find(domain, 'aws_s3_bucket') !== undefined ||
      (domain !== undefined && /\.s3[.-](?!website)/.test(textOf(domain) ?? ''));
    const { holds } = judge(origin, {
      attribute: ['origin_access_control_id', 's3_origin_config.origin_access_identity'],
      must: isSet(),
    });
    if (!isBucket || holds !== false) continue;
    yield {
      at: origin,
      message:
        'CloudFront reads the bucket as anyone may, so the bucket must be public. Set origin_access_control_id, and let the bucket policy allow only the distribution.',
    };
  }
}

function* withoutLog(distribution: Resource, context: Context): Iterable<Report> {
  if (judge(distribution, { attribute: 'logging_config', must: someBlock() }).holds !== false) return;
  const sources = context.referring(distribution, 'aws_cloudwatch_log_delivery_source', 'resource_arn');
  const delivers = (source: Resource) => {
    const { resources, unsure } = context.referring(source, 'aws_cloudwatch_log_delivery', 'delivery_source_name');
    return resources.length + unsure.length > 0;
  };
  if (sources.unsure.length > 0 || sources.resources.some(delivers)) return;
  yield {
    at: distribution,
    message: 'The distribution keeps no log. Add a logging_config block, or deliver its log through CloudWatch.',
  };
}

/** A distribution before a website, with what its blocks and arguments are given besides. */
function distribution({ top = '', origin = '', behavior = '', certificate = '', end = '' }): string {
  return `resource "aws_cloudfront_distribution" "example" {
  enabled = true
${top}
  origin {
    domain_name = "app.example.com"
    origin_id   = "app"
${origin}  }

  default_cache_behavior {
    target_origin_id       = "app"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
${behavior}  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.example.arn
    ssl_support_method  = "sni-only"
${certificate}  }
${end}}
`;
}

const plain = distribution({});

/** The example with its header underlined. */
const marked = plain.replace('\n', `\n${'~'.repeat('resource "aws_cloudfront_distribution" "example"'.length)}\n`);

export const cloudfront: readonly Rule[] = [
  {
    id: 'aws/cloudfront-bucket-read-by-anyone',
    title: 'CloudFront reads a bucket without an identity of its own',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without origin access control the bucket must let in everyone for CloudFront to read it, so users get around the firewall, the signed addresses and the log of the distribution.

Leave it where the bucket is a public website anyway.`,
    refs: [guide('private-content-restricting-access-to-s3'), resource],
    equivalents: ['checkov/CKV2_AWS_46'],
    check: { on, resource: bucketsReadByAnyone },
    bad: `resource "aws_cloudfront_distribution" "example" {
  enabled = true

  origin {
  ~~~~~~
    domain_name = "example.s3.eu-west-1.amazonaws.com"
    origin_id   = "files"
  }
}
`,
    good: `resource "aws_cloudfront_distribution" "example" {
  enabled = true

  origin {
    domain_name              = "example.s3.eu-west-1.amazonaws.com"
    origin_id                = "files"
    origin_access_control_id = aws_cloudfront_origin_access_control.example.id
  }
}
`,
  },
  {
    id: 'aws/cloudfront-default-certificate',
    title: 'A distribution has no certificate of its own',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With CloudFront's certificate users see an address under \`cloudfront.net\`, and TLS 1.0 cannot be switched off.

Leave it for distributions that people do not visit, such as a source of files for programs.`,
    refs: [guide('cnames-and-https-requirements'), resource],
    equivalents: ['checkov/CKV2_AWS_42'],
    check: {
      on,
      attribute: ['viewer_certificate.acm_certificate_arn', 'viewer_certificate.iam_certificate_id'],
      must: isSet(),
      so: 'for a domain and TLS settings of your own',
    },
    bad: `resource "aws_cloudfront_distribution" "example" {
  enabled = true

  viewer_certificate {
  ~~~~~~~~~~~~~~~~~~
    cloudfront_default_certificate = true
  }
}
`,
    good: `resource "aws_cloudfront_distribution" "example" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.example.arn
    ssl_support_method  = "sni-only"
  }
}
`,
  },
  {
    id: 'aws/cloudfront-disabled',
    title: 'A distribution is switched off',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `It answers nobody, and what is left in the configuration misleads whoever reads it.

Leave it while a distribution is being prepared or taken down.`,
    refs: [guide('distribution-web-values-specify'), resource],
    equivalents: ['checkov/CKV_AWS_216'],
    check: { on, attribute: 'enabled', must: be(true), so: 'for it to answer', effect: 'the distribution goes live' },
    bad: `resource "aws_cloudfront_distribution" "example" {
  enabled = false
            ~~~~~
}
`,
    good: `resource "aws_cloudfront_distribution" "example" {
  enabled = true
}
`,
  },
  {
    id: 'aws/cloudfront-old-tls',
    title: 'A distribution speaks old versions of TLS to users',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were withdrawn in 2021. Without the argument, and always with CloudFront's own certificate, both are spoken.

Leave it for devices that nobody can update.`,
    refs: [guide('secure-connections-supported-viewer-protocols-ciphers'), resource],
    equivalents: ['checkov/CKV_AWS_174', 'trivy/AWS-0013'],
    check: {
      on,
      attribute: 'viewer_certificate.minimum_protocol_version',
      must: preferring('TLSv1.2_2021', matches(/^TLSv1\.[23]/, '"TLSv1.2_2021" or a later one')),
      default: 'TLSv1',
      so: 'so that old versions are refused',
      effect: 'clients from before about 2014 are cut off; needs a certificate of your own',
    },
    bad: distribution({
      certificate: `
    minimum_protocol_version = "TLSv1.1_2016"
                               ~~~~~~~~~~~~~~
`,
    }),
    good: distribution({
      certificate: `
    minimum_protocol_version = "TLSv1.2_2021"
`,
    }),
  },
  {
    id: 'aws/cloudfront-origin-old-tls',
    title: 'A distribution speaks old versions of TLS to its origin',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `SSL 3, TLS 1.0 and 1.1 can be attacked on the way from CloudFront to the origin. CloudFront takes the newest that both speak, so allowing only TLS 1.2 changes nothing for a current server.

Leave it for an origin that nobody can update.`,
    refs: [guide('secure-connections-supported-ciphers-cloudfront-to-origin'), resource],
    equivalents: ['checkov/CKV2_AWS_54'],
    check: {
      on,
      attribute: 'origin.custom_origin_config.origin_ssl_protocols',
      must: { ...each(noneOf('SSLv3', 'TLSv1', 'TLSv1.1')), text: '"TLSv1.2" only' },
      missing: 'passes',
      so: 'so that old versions are not spoken',
    },
    bad: distribution({
      origin: `
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.1", "TLSv1.2"]
                                ~~~~~~~~~
    }
`,
    }),
    good: distribution({
      origin: `
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
`,
    }),
  },
  {
    id: 'aws/cloudfront-origin-over-http',
    title: 'CloudFront may fetch from its origin over plain HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The way from CloudFront to the origin leads over the internet where the origin is not in AWS, and cookies and answers go along it in the clear. With \`match-viewer\` a user decides.

Leave it for the website endpoint of a bucket, which speaks HTTP only.`,
    refs: [guide('using-https-cloudfront-to-custom-origin'), resource],
    equivalents: ['checkov/CKV2_AWS_72'],
    check: {
      on,
      attribute: 'origin.custom_origin_config.origin_protocol_policy',
      must: be('https-only'),
      missing: 'passes',
      when: [{ attribute: 'enabled', is: be(true), missing: 'holds' }],
      so: 'so that nobody reads along',
      effect: 'an origin without HTTPS is no longer reached',
    },
    bad: distribution({
      origin: `
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "http-only"
                               ~~~~~~~~~~~
      origin_ssl_protocols   = ["TLSv1.2"]
    }
`,
    }),
    good: distribution({
      origin: `
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
`,
    }),
  },
  {
    id: 'aws/cloudfront-plain-http',
    title: 'A distribution answers over plain HTTP',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `What users send and get can be read and changed on the way. With \`redirect-to-https\` old links still work.

Leave it for programs that can neither do TLS nor follow a redirect.`,
    refs: [guide('using-https-viewers-to-cloudfront'), resource],
    equivalents: ['checkov/CKV_AWS_34', 'trivy/AWS-0012'],
    check: ['default_cache_behavior', 'ordered_cache_behavior'].map((behavior) => ({
      on,
      attribute: `${behavior}.viewer_protocol_policy`,
      must: preferring('redirect-to-https', { ...noneOf('allow-all'), text: '"redirect-to-https" or "https-only"' }),
      missing: 'passes',
      so: 'so that nobody reads along',
      effect: 'plain HTTP is answered with a redirect',
    })),
    bad: plain.replace('"redirect-to-https"\n', `"allow-all"\n${' '.repeat(29)}~~~~~~~~~~~\n`),
    good: plain,
  },
  {
    id: 'aws/cloudfront-without-failover',
    title: 'A distribution has no second origin to fall back on',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With an origin group CloudFront asks the second origin when the first one fails. It needs a second place that has the same content.

Leave it, as nearly everyone does, where the origin itself spans several zones.`,
    refs: [guide('high_availability_origin_failover'), resource],
    equivalents: ['checkov/CKV_AWS_310'],
    check: {
      on,
      attribute: 'origin_group',
      must: someBlock(),
      so: 'for when the origin fails',
    },
    bad: marked,
    good: distribution({
      end: `
  origin_group {
    origin_id = "app-or-copy"

    failover_criteria {
      status_codes = [500, 502, 503]
    }

    member {
      origin_id = "app"
    }

    member {
      origin_id = "copy"
    }
  }
`,
    }),
  },
  {
    id: 'aws/cloudfront-without-geo-restriction',
    title: 'A distribution answers users of every country',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Where the law or a licence names countries, CloudFront can refuse the others. It is no protection from attackers, who come from anywhere.

Leave it for everything that the whole world may see.`,
    refs: [guide('georestrictions'), resource],
    equivalents: ['checkov/CKV_AWS_374'],
    check: {
      on,
      attribute: 'restrictions.geo_restriction.restriction_type',
      must: oneOf('whitelist', 'blacklist'),
      so: 'if only some countries may see it',
    },
    bad: plain.replace('"none"\n', `"none"\n${' '.repeat(25)}~~~~~~\n`),
    good: plain.replace('"none"\n', '"whitelist"\n      locations        = ["DE", "PL"]\n'),
  },
  {
    id: 'aws/cloudfront-without-log',
    title: 'A distribution keeps no log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the log nobody can say afterwards who asked for what. Only the space in the bucket is charged. Logs that an \`aws_cloudwatch_log_delivery\` sends count as well.

Leave it off for test systems.`,
    refs: [guide('AccessLogs'), resource],
    equivalents: ['checkov/CKV_AWS_86', 'trivy/AWS-0010'],
    check: { on, resource: withoutLog },
    bad: marked,
    good: distribution({
      end: `
  logging_config {
    bucket = aws_s3_bucket.logs.bucket_domain_name
  }
`,
    }),
  },
  {
    id: 'aws/cloudfront-without-response-headers',
    title: 'A distribution adds no security headers to answers',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A response headers policy adds what browsers need to protect users, such as HSTS and a frame policy, whatever the origin sends; AWS has a managed one (\`SecurityHeadersPolicy\`).

Leave it where the origin sends these headers itself, or where no browser asks.`,
    refs: [guide('adding-response-headers'), resource],
    equivalents: ['checkov/CKV2_AWS_32'],
    check: {
      on,
      attribute: 'default_cache_behavior.response_headers_policy_id',
      must: isSet(),
      so: 'so that browsers protect users',
    },
    bad: plain.replace('  default_cache_behavior {\n', `  default_cache_behavior {\n  ${'~'.repeat(22)}\n`),
    good: distribution({
      behavior: `
    response_headers_policy_id = data.aws_cloudfront_response_headers_policy.security.id
`,
    }),
  },
  {
    id: 'aws/cloudfront-without-root-object',
    title: 'A distribution does not say what its root address answers',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Where the origin is a bucket that may be listed, its root address answers with the names of all objects.

Leave it where the origin is an application, or the bucket may not be listed.`,
    refs: [guide('DefaultRootObject'), resource],
    equivalents: ['checkov/CKV_AWS_305'],
    check: {
      on,
      attribute: 'default_root_object',
      must: preferring('index.html', isSet()),
      so: 'so that the root address does not list the bucket',
      effect: 'the root address answers with that object',
    },
    bad: marked,
    good: distribution({}).replace(
      '  enabled = true\n',
      '  enabled             = true\n  default_root_object = "index.html"\n',
    ),
  },
  {
    id: 'aws/cloudfront-without-strict-transport',
    title: 'A response headers policy does not make browsers stay with HTTPS',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `With HSTS of a year or more a browser does not try plain HTTP again, so nobody can keep it from HTTPS on the way. Whoever sends it must keep HTTPS working for as long, on subdomains too where they are included.

Leave it while it is uncertain that all subdomains have HTTPS, or where the origin sends the header.`,
    refs: [guide('understanding-response-headers-policies'), registry('cloudfront_response_headers_policy')],
    equivalents: ['checkov/CKV_AWS_259'],
    check: {
      on: ['aws_cloudfront_response_headers_policy'],
      attribute: 'security_headers_config.strict_transport_security.access_control_max_age_sec',
      must: preferring(year, { ...atLeast(year), text: `at least ${year} (a year)` }),
      so: 'for browsers to stay with HTTPS',
      effect: 'HTTPS must work for that long',
    },
    bad: `resource "aws_cloudfront_response_headers_policy" "example" {
  name = "example"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 3600
                                   ~~~~
      override                   = true
    }
  }
}
`,
    good: `resource "aws_cloudfront_response_headers_policy" "example" {
  name = "example"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }
}
`,
  },
  {
    id: 'aws/cloudfront-without-web-firewall',
    title: 'A distribution has no web firewall',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `AWS WAF stops known attacks on web applications and limits how often one address may ask. It is charged for each list, rule and million requests, and somebody must look after it.

Leave it for static files, which have nothing to attack.`,
    refs: [guide('distribution-web-awswaf'), resource],
    equivalents: ['checkov/CKV2_AWS_47', 'checkov/CKV_AWS_68', 'trivy/AWS-0011'],
    check: { on, attribute: 'web_acl_id', must: isSet(), so: 'to stop known attacks' },
    bad: marked,
    good: distribution({}).replace(
      '  enabled = true\n',
      '  enabled    = true\n  web_acl_id = aws_wafv2_web_acl.main.arn\n',
    ),
  },
];
