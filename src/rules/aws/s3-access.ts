import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { insertResource, offer, setAttribute } from '../fix.ts';
import { statementsAt } from '../policy.ts';
import { be, each, hasSome, noneOf, oneOf } from '../predicates.ts';
import type { Added, Context, Report, ResourceCheck, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const blocking = docs('AmazonS3/latest/userguide/access-control-block-public-access.html');
const ownership = docs('AmazonS3/latest/userguide/about-object-ownership.html');

/** The four switches that keep the public out: what each does, and how other tools call it. */
const switches: readonly {
  readonly attribute: string;
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly equivalents: readonly string[];
}[] = [
  {
    attribute: 'block_public_acls',
    id: 'aws/s3-block-public-acls',
    title: 'Public access lists may be set on a bucket or its objects',
    why: 'Without the switch anyone who may write an object may also publish it.',
    equivalents: ['checkov/CKV_AWS_53', 'trivy/AWS-0086'],
  },
  {
    attribute: 'block_public_policy',
    id: 'aws/s3-block-public-policy',
    title: 'A public policy may be set on a bucket',
    why: 'Without the switch a policy with a wildcard for its principal is accepted, and the bucket is open.',
    equivalents: ['checkov/CKV_AWS_54', 'trivy/AWS-0087'],
  },
  {
    attribute: 'ignore_public_acls',
    id: 'aws/s3-ignore-public-acls',
    title: 'Public access lists on a bucket and its objects have effect',
    why: 'Without the switch lists that were set before go on to publish objects.',
    equivalents: ['checkov/CKV_AWS_55', 'trivy/AWS-0091'],
  },
  {
    attribute: 'restrict_public_buckets',
    id: 'aws/s3-restrict-public-buckets',
    title: 'A public policy on a bucket has effect',
    why: 'Without the switch a policy that was public before goes on to let in everyone.',
    equivalents: ['checkov/CKV_AWS_56', 'trivy/AWS-0093'],
  },
];

const accessBlock = switches.map(({ attribute, id, title, why, equivalents }): Rule => {
  const text = (value: string) => `resource "aws_s3_bucket_public_access_block" "example" {
  bucket${' '.repeat(attribute.length - 'bucket'.length)} = "example"
  ${attribute} = ${value}
`;
  return {
    id,
    title,
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `${why} Of the four switches each closes another way; the resource leaves off what it does not name, though AWS has all four on for new buckets.

Leave it for a bucket that is meant for the public, in an account that holds nothing else.`,
    refs: [blocking, registry('s3_bucket_public_access_block')],
    equivalents,
    check: {
      on: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
      attribute,
      must: be(true),
      default: false,
      so: 'so that nothing in it becomes public by mistake',
      effect: 'public access that somebody relies on ends',
    },
    bad: `${text('false')}${' '.repeat(attribute.length + 5)}~~~~~\n}\n`,
    good: `${text('true')}}\n`,
  };
});

const everyoneUri = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;

/** The argument of a bucket or its access list that publishes it; the bucket is at fault, wherever that is written. */
function publicAcl(acls: readonly string[], what: string): ResourceCheck {
  return {
    on: ['aws_s3_bucket', 'aws_s3_bucket_acl'],
    *resource(resource, context) {
      const acl = resource.get('acl');
      if (acl?.kind !== 'string' || !acls.includes(acl.value)) return;
      yield {
        at: acl,
        resource: bucketOf(resource, context),
        message: `The access list lets everyone ${what} the bucket. Make it private, and serve what is public through CloudFront.`,
        fixes: offer(setAttribute(resource, acl, '"private"'), {
          title: 'Set acl to "private"',
          effect: 'what is public now no longer is',
        }),
      };
    },
  };
}

/** The bucket that a resource is, or is about; itself where that is not here. */
function bucketOf(resource: Resource, context: Context): Resource {
  if (resource.type === 'aws_s3_bucket') return resource;
  return context.find(resource.get('bucket'), 'aws_s3_bucket') ?? resource;
}

/** Whether one of the policies of a bucket refuses requests without TLS; undefined where that is unknown. */
function demandsTls(bucket: Resource, context: Context): boolean | undefined {
  const { resources, unsure } = context.referring(bucket, 'aws_s3_bucket_policy', 'bucket');
  const policies = [bucket, ...resources].flatMap((one) => one.get('policy') ?? []);
  const demanding = policies.some((policy) =>
    statementsAt(policy, context.tree).some(
      ({ effect, conditions, conditionsKnown }) =>
        (effect === 'Deny' &&
          (!conditionsKnown || conditions.some(({ key }) => /^(?:aws:securetransport|s3:tlsversion)$/.test(key)))) ||
        effect === undefined,
    ),
  );
  if (demanding) return true;
  const unknown = policies.some(
    (policy) => policy.kind === 'unknown' && statementsAt(policy, context.tree).length === 0,
  );
  return unknown || unsure.length > 0 ? undefined : false;
}

/** The policy of a bucket that refuses requests without TLS. */
function tlsOnly(bucket: Resource): Added {
  return {
    type: 'aws_s3_bucket_policy',
    by: 'bucket',
    lines: [
      'policy = jsonencode({',
      '  Version = "2012-10-17"',
      '  Statement = [{',
      '    Effect    = "Deny"',
      '    Principal = "*"',
      '    Action    = "s3:*"',
      `    Resource  = [aws_s3_bucket.${bucket.name}.arn, "\${aws_s3_bucket.${bucket.name}.arn}/*"]`,
      '    Condition = { Bool = { "aws:SecureTransport" = "false" } }',
      '  }]',
      '})',
    ],
  };
}

/** The groups that an access list grants something. */
function grantees(acl: Resource): readonly Value[] {
  return acl
    .blocks('access_control_policy')
    .flatMap((policy) => policy.blocks('grant'))
    .flatMap((grant) => grant.blocks('grantee'))
    .flatMap((grantee) => grantee.get('uri') ?? []);
}

function* withoutTls(resource: Resource, context: Context): Iterable<Report> {
  const bucket = bucketOf(resource, context);
  if (bucket.type !== 'aws_s3_bucket' || demandsTls(bucket, context) !== false) return;
  if (resource === bucket) {
    yield {
      at: bucket,
      message: `No policy of the bucket "${bucket.name}" refuses requests without TLS. Deny them where aws:SecureTransport is false.`,
      fixes:
        context.referring(bucket, 'aws_s3_bucket_policy', 'bucket').resources.length > 0 || bucket.get('policy')
          ? []
          : offer(insertResource(bucket, tlsOnly(bucket)), {
              title: 'Add a policy that demands TLS',
              effect: 'requests without TLS are refused',
            }),
    };
    return;
  }
  const acl = resource.get('acl');
  const canned = acl?.kind === 'string' && /^public-|^authenticated-/.test(acl.value) ? acl : undefined;
  const open = canned ?? grantees(resource).find((uri) => uri.kind === 'string' && everyoneUri.test(uri.value));
  if (open)
    yield {
      at: open,
      message: 'The bucket is public, and its objects may be read without TLS. Deny such requests in its policy.',
    };
}

export const s3Access: readonly Rule[] = [
  ...accessBlock,
  {
    id: 'aws/s3-access-point-public',
    title: 'An access point lets the public into a bucket',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `An access point has its own switches, all on unless they are turned off here, and they cannot be changed later. What its policy opens counts beside the bucket's.

Leave it for an access point to data that is meant for the public.`,
    refs: [docs('AmazonS3/latest/userguide/access-points-bpa-settings.html'), registry('s3_access_point')],
    equivalents: ['checkov/CKV_AWS_392'],
    check: switches.map(({ attribute }) => ({
      on: ['aws_s3_access_point'],
      attribute: `public_access_block_configuration.${attribute}`,
      must: be(true),
      missing: 'passes',
      effect: 'Terraform replaces the access point',
    })),
    bad: `resource "aws_s3_access_point" "example" {
  bucket = "example"
  name   = "example"

  public_access_block_configuration {
    block_public_policy = false
                          ~~~~~
  }
}
`,
    good: `resource "aws_s3_access_point" "example" {
  bucket = "example"
  name   = "example"

  public_access_block_configuration {
    block_public_policy = true
  }
}
`,
  },
  {
    id: 'aws/s3-acl-grant-to-everyone',
    title: 'An access list of a bucket has a grant for everyone',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The group \`AllUsers\` is everyone on the internet, \`AuthenticatedUsers\` everyone with any account of AWS, not only of yours. Even the right to read the list tells strangers whom to attack.

There is no case where leaving it is right: what is public is served through CloudFront or a bucket policy.`,
    refs: [docs('AmazonS3/latest/userguide/acl-overview.html'), registry('s3_bucket_acl')],
    equivalents: ['checkov/CKV2_AWS_43', 'checkov/CKV_AWS_375', 'trivy/AWS-0092'],
    check: [
      { on: ['aws_s3_bucket_acl'], attribute: 'access_control_policy.grant.grantee.uri' },
      { on: ['aws_s3_bucket'], attribute: 'grant.uri' },
    ].map(({ on, attribute }) => ({
      on,
      attribute,
      must: {
        kind: 'value' as const,
        text: 'a group that is not everyone',
        faults: (value) => (value.kind === 'string' && everyoneUri.test(value.value) ? [value] : []),
      },
      missing: 'passes' as const,
    })),
    bad: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"

  access_control_policy {
    owner {
      id = "example"
    }

    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      }
    }
  }
}
`,
    good: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"

  access_control_policy {
    owner {
      id = "example"
    }

    grant {
      permission = "WRITE"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
      }
    }
  }
}
`,
  },
  {
    id: 'aws/s3-acls-enabled',
    title: 'Access lists decide who may read a bucket',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `With any owner setting but \`BucketOwnerEnforced\`, each object has an access list of its own beside the policy of the bucket, and objects may belong to whoever wrote them. Policies alone are easier to see through; AWS has made that the default.

Leave it for buckets to which a service delivers with access lists, as CloudFront's old access logs do.`,
    refs: [ownership, registry('s3_bucket_ownership_controls')],
    equivalents: ['checkov/CKV2_AWS_65'],
    check: {
      on: ['aws_s3_bucket_ownership_controls'],
      attribute: 'rule.object_ownership',
      must: be('BucketOwnerEnforced'),
      so: 'so that policies alone decide who may read',
      effect: 'access lists have no effect any more',
    },
    bad: `resource "aws_s3_bucket_ownership_controls" "example" {
  bucket = "example"

  rule {
    object_ownership = "BucketOwnerPreferred"
                       ~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "aws_s3_bucket_ownership_controls" "example" {
  bucket = "example"

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
`,
  },
  {
    id: 'aws/s3-cors-any-origin',
    title: 'Scripts of every website may change the objects of a bucket',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The rule lets scripts from any origin send requests that write or delete. It grants no rights by itself, but a browser that holds some, such as a signed address or a session, then uses them for whoever wrote the script.

Leave it for reading, which is not flagged, and for uploads of a public form with addresses signed for a minute.`,
    refs: [docs('AmazonS3/latest/userguide/cors.html'), registry('s3_bucket_cors_configuration')],
    equivalents: [],
    check: {
      on: ['aws_s3_bucket_cors_configuration'],
      within: 'cors_rule',
      attribute: 'allowed_origins',
      must: { ...each(noneOf('*')), text: 'the origins of your own sites' },
      when: [{ attribute: 'allowed_methods', is: hasSome('PUT', 'POST', 'DELETE') }],
      so: 'where objects may be changed',
    },
    bad: `resource "aws_s3_bucket_cors_configuration" "example" {
  bucket = "example"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["*"]
                       ~~~
  }
}
`,
    good: `resource "aws_s3_bucket_cors_configuration" "example" {
  bucket = "example"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://example.com"]
  }
}
`,
  },
  {
    id: 'aws/s3-public-access-block-missing',
    title: 'A bucket says nothing about public access',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `New buckets have all public access blocked by AWS, since April 2023. Written down, the switches stay on: Terraform puts back what somebody turns off in the console.

Leave it where the account blocks public access for all its buckets.`,
    refs: [blocking, registry('s3_bucket_public_access_block')],
    equivalents: ['checkov/CKV2_AWS_6', 'trivy/AWS-0094'],
    check: {
      on: ['aws_s3_bucket'],
      needs: [
        {
          on: ['aws_s3_bucket_public_access_block'],
          by: 'bucket',
          where: ['block_public_acls', 'block_public_policy'].map((attribute) => ({
            attribute,
            is: oneOf(true),
            default: false,
          })),
        },
      ],
      text: 'an aws_s3_bucket_public_access_block that blocks public lists and policies',
      so: 'so that public access stays off',
      adds: {
        type: 'aws_s3_bucket_public_access_block',
        by: 'bucket',
        lines: [
          'block_public_acls       = true',
          'block_public_policy     = true',
          'ignore_public_acls      = true',
          'restrict_public_buckets = true',
        ],
      },
      effect: 'public access that somebody relies on ends',
    },
    bad: `resource "aws_s3_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example"
}

resource "aws_s3_bucket_public_access_block" "example" {
  bucket                  = aws_s3_bucket.example.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
  },
  {
    id: 'aws/s3-public-read',
    title: 'Everyone may read a bucket',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `\`public-read\` publishes the names of all objects, and every object that is written with it; \`authenticated-read\` does the same for everyone with any account of AWS.

Leave it for a bucket that is a website without CloudFront in front of it.`,
    refs: [docs('AmazonS3/latest/userguide/acl-overview.html#canned-acl'), registry('s3_bucket_acl')],
    equivalents: ['checkov/CKV_AWS_20', 'trivy/AWS-0092'],
    check: publicAcl(['public-read', 'authenticated-read'], 'read'),
    bad: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"
  acl    = "public-read"
           ~~~~~~~~~~~~~
}
`,
    good: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"
  acl    = "private"
}
`,
  },
  {
    id: 'aws/s3-public-write',
    title: 'Everyone may write to a bucket',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Anyone stores what he likes there, at your expense and under your name, and overwrites or deletes what you store.

There is no case where leaving it is right: uploads by strangers get signed addresses that last for minutes.`,
    refs: [docs('AmazonS3/latest/userguide/acl-overview.html#canned-acl'), registry('s3_bucket_acl')],
    equivalents: ['checkov/CKV_AWS_57', 'checkov/CKV_AWS_20', 'trivy/AWS-0092'],
    check: publicAcl(['public-read-write'], 'write to'),
    bad: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"
  acl    = "public-read-write"
           ~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_s3_bucket_acl" "example" {
  bucket = "example"
  acl    = "private"
}
`,
  },
  {
    id: 'aws/s3-without-tls-only',
    title: 'A bucket takes requests without TLS',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `S3 answers on HTTP too. Tools of AWS use TLS by themselves, so what is left are clients of one's own that do not, and public objects; a statement that denies requests where \`aws:SecureTransport\` is false ends that for the whole bucket.

Leave it for a bucket that serves a website on HTTP.`,
    refs: [docs('AmazonS3/latest/userguide/security-best-practices.html#transit'), registry('s3_bucket_policy')],
    equivalents: ['checkov/CKV_AWS_379', 'cis-aws/2.1.1'],
    check: { on: ['aws_s3_bucket', 'aws_s3_bucket_acl'], resource: withoutTls },
    bad: `resource "aws_s3_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example"
}

resource "aws_s3_bucket_policy" "example" {
  bucket = aws_s3_bucket.example.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.example.arn, "\${aws_s3_bucket.example.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
`,
  },
];
