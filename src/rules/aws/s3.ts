import type { Resource } from '../../terraform/model.ts';
import { insertAttribute, offer, setAttribute } from '../fix.ts';
import { be, isAbsent, isSet, matches, matchesNot, noBlock, noneOf, oneOf, someBlock } from '../predicates.ts';
import type { Companion, Condition, Context, Requirement, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`AmazonS3/latest/userguide/${page}.html`);

/** That a bucket has a companion resource, unless its own old argument of the same meaning is set. */
function companion(
  type: string,
  {
    where = [],
    inline,
    when = [],
    ...rest
  }: { readonly where?: readonly Condition[]; readonly inline: Condition } & Pick<
    Requirement,
    'text' | 'so' | 'effect' | 'when'
  > & { readonly lines?: readonly string[]; readonly besides?: readonly Companion[] },
): Requirement {
  const { lines, besides = [], ...texts } = rest;
  return {
    on: ['aws_s3_bucket'],
    needs: [{ on: [type], by: 'bucket', where }, ...besides],
    when: [inline, ...when],
    ...(lines ? { adds: { type, by: 'bucket', lines } } : {}),
    ...texts,
  };
}

const bare = (rest = '') => `resource "aws_s3_bucket" "example" {
  bucket = "example"
}
${rest}`;

const bad = `resource "aws_s3_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`;

/** The access list that lets S3 write logs to a bucket. */
const logDelivery = 'log-delivery-write';

const algorithm = 'rule.apply_server_side_encryption_by_default.sse_algorithm';
const inlineAlgorithm = `server_side_encryption_configuration.${algorithm}`;
const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

function* unknownEncryption(resource: Resource, context: Context) {
  const inline = resource.type === 'aws_s3_bucket';
  const bucket = inline ? resource : (context.find(resource.get('bucket'), 'aws_s3_bucket') ?? resource);
  const configurations = inline ? resource.blocks('server_side_encryption_configuration') : [resource];
  const defaults = configurations
    .flatMap((one) => one.blocks('rule'))
    .flatMap((rule) => rule.blocks('apply_server_side_encryption_by_default'));
  for (const one of defaults) {
    const value = one.get('sse_algorithm');
    if (value && (value.kind !== 'string' || algorithms.includes(value.value))) continue;
    const message = `The objects of the bucket "${bucket.name}" are to be encrypted in no way that S3 knows. Write AES256 or aws:kms.`;
    const change = value ? setAttribute(one, value, '"AES256"') : insertAttribute(one, 'sse_algorithm', '"AES256"');
    yield {
      at: value ?? one,
      resource: bucket,
      message,
      fixes: offer(change, { title: 'Set sse_algorithm to "AES256"' }),
    };
  }
}

/** Whether a trail records what is done to the objects of a bucket, in the kinds of calls that are asked for. */
function recordsObjects(trail: Resource, bucket: Resource, kinds: readonly string[]): boolean {
  if (trail.blocks('advanced_event_selector').length > 0) return true;
  const name = bucket.get('bucket');
  return trail.blocks('event_selector').some((selector) => {
    const kind = selector.get('read_write_type');
    if (kind?.kind === 'string' && !kinds.includes(kind.value)) return false;
    return selector.blocks('data_resource').some((data) => {
      const type = data.get('type');
      if (type?.kind === 'string' && type.value !== 'AWS::S3::Object') return false;
      const values = data.get('values');
      if (values?.kind !== 'list') return true;
      return values.items.some((value) => {
        if (value.kind !== 'string') return true;
        const [, named = ''] = /^arn:[^:]*:s3(?::::?([^/]*))?/.exec(value.value) ?? [];
        return named === '' || name?.kind !== 'string' || named === name.value;
      });
    });
  });
}

function objectLogging(id: string, what: string, kinds: readonly string[], equivalents: readonly string[]): Rule {
  return {
    id,
    title: `No trail records what is ${what} in a bucket`,
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `CloudTrail records calls on objects only where a trail asks for data events, and bills each. Without them nobody can say afterwards which objects were ${what}.

Leave it for buckets whose objects are no secret and easily made again, and where another configuration has the trail of the organisation.`,
    refs: [guide('enable-cloudtrail-logging-for-s3'), registry('cloudtrail')],
    equivalents,
    check: {
      on: ['aws_s3_bucket'],
      *resource(bucket, { tree }) {
        if (tree.resources('aws_cloudtrail').some((trail) => recordsObjects(trail, bucket, kinds))) return;
        yield {
          at: bucket,
          message: `No trail here records which objects of "${bucket.name}" are ${what}. Add a data_resource for it.`,
        };
      },
    },
    bad,
    good: bare(`
resource "aws_cloudtrail" "example" {
  name           = "example"
  s3_bucket_name = "example-trail"

  event_selector {
    read_write_type = "All"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::example/"]
    }
  }
}
`),
  };
}

export const s3: readonly Rule[] = [
  objectLogging('aws/s3-object-read-logging', 'read', ['All', 'ReadOnly'], ['trivy/AWS-0172']),
  objectLogging('aws/s3-object-write-logging', 'written', ['All', 'WriteOnly'], ['trivy/AWS-0171']),
  {
    id: 'aws/s3-abort-uploads',
    title: 'Uploads that failed stay in a bucket for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `The parts of a large upload that was never finished are stored and billed, and no listing of the bucket shows them. One rule without a filter removes them after a week.

Leave it for a bucket that takes no multipart uploads.`,
    refs: [guide('mpu-abort-incomplete-mpu-lifecycle-config'), registry('s3_bucket_lifecycle_configuration')],
    equivalents: ['checkov/CKV_AWS_300'],
    check: {
      on: ['aws_s3_bucket_lifecycle_configuration'],
      attribute: 'rule',
      must: someBlock({
        where: [
          { attribute: 'status', is: oneOf('Enabled') },
          { attribute: 'abort_incomplete_multipart_upload.days_after_initiation', is: isSet() },
          { attribute: 'prefix', is: matches(/^$/, 'empty'), missing: 'holds' },
          { attribute: 'filter.prefix', is: matches(/^$/, 'empty'), missing: 'holds' },
          { attribute: 'filter.object_size_greater_than', is: isAbsent(), missing: 'holds' },
          { attribute: 'filter.object_size_less_than', is: isAbsent(), missing: 'holds' },
          { attribute: 'filter.tag', is: noBlock(), missing: 'holds' },
          { attribute: 'filter.and', is: noBlock(), missing: 'holds' },
        ],
        text: 'one for all objects with abort_incomplete_multipart_upload',
        right: [
          'id     = "abort-incomplete-uploads"',
          'status = "Enabled"',
          '',
          'filter {}',
          '',
          'abort_incomplete_multipart_upload {',
          '  days_after_initiation = 7',
          '}',
        ],
        choices: ['"abort-incomplete-uploads"'],
      }),
      so: 'so that failed uploads are removed',
    },
    bad: `resource "aws_s3_bucket_lifecycle_configuration" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "aws_s3_bucket_lifecycle_configuration" "example" {
  bucket = "example"

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
`,
  },
  {
    id: 'aws/s3-access-logging',
    title: 'Requests to a bucket are not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Server access logs say who asked for what, from where and when; they are free but for their storage, and delivered without a promise of completeness. Data events of CloudTrail are the better record, for a fee.

Leave it for buckets that hold such logs, and where a trail records data events.`,
    refs: [guide('ServerLogs'), registry('s3_bucket_logging')],
    equivalents: ['checkov/CKV_AWS_18', 'trivy/AWS-0089'],
    check: companion('aws_s3_bucket_logging', {
      inline: { attribute: 'logging.target_bucket', is: isAbsent(), missing: 'holds' },
      // What logs are written to is no such bucket itself.
      when: [{ attribute: 'acl', is: noneOf(logDelivery), missing: 'holds' }],
      besides: [
        { on: ['aws_s3_bucket_logging'], by: 'target_bucket' },
        { on: ['aws_s3_bucket'], by: 'logging.target_bucket' },
        { on: ['aws_s3_bucket_acl'], by: 'bucket', where: [{ attribute: 'acl', is: be(logDelivery) }], certain: true },
      ],
      text: 'an aws_s3_bucket_logging',
      so: 'so that requests are recorded',
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_logging" "example" {
  bucket        = aws_s3_bucket.example.id
  target_bucket = "example-logs"
  target_prefix = "example/"
}
`),
  },
  {
    id: 'aws/s3-bucket-name',
    title: 'The name of a bucket does not work in all addresses',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `A bucket is reached as \`name.s3.amazonaws.com\`. Capitals and underscores are no part of host names, and the certificate for \`*.s3.amazonaws.com\` does not cover a name with a dot.

Leave it for a website bucket, which must be called like its domain, and for buckets that exist: a new name is a new bucket.`,
    refs: [guide('bucketnamingrules'), registry('s3_bucket')],
    equivalents: ['trivy/AWS-0320'],
    check: {
      on: ['aws_s3_bucket'],
      attribute: 'bucket',
      must: matches(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'lower-case letters, digits and hyphens'),
      missing: 'passes',
    },
    bad: `resource "aws_s3_bucket" "example" {
  bucket = "Example_Logs"
           ~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example-logs"
}
`,
  },
  {
    id: 'aws/s3-encryption-not-stated',
    title: 'A bucket does not say how it encrypts',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Since January 2023 S3 encrypts every new object, with AES-256 and keys of its own where nothing else is asked for. What is written here no longer switches encryption on; it only says which.

Leave it: unless an auditor wants to read it in the code, there is nothing to gain.`,
    refs: [guide('default-encryption-faq'), registry('s3_bucket_server_side_encryption_configuration')],
    equivalents: ['trivy/AWS-0088'],
    check: companion('aws_s3_bucket_server_side_encryption_configuration', {
      where: [{ attribute: algorithm, is: isSet() }],
      inline: { attribute: inlineAlgorithm, is: isAbsent(), missing: 'holds' },
      text: 'an aws_s3_bucket_server_side_encryption_configuration',
      so: 'so that it is written down',
      lines: ['rule {', '  apply_server_side_encryption_by_default {', '    sse_algorithm = "AES256"', '  }', '}'],
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_server_side_encryption_configuration" "example" {
  bucket = aws_s3_bucket.example.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
`),
  },
  {
    id: 'aws/s3-event-notifications',
    title: 'A bucket tells nobody when objects change',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Notifications start what must happen to new objects. They are no control: a bucket without them is not less safe, and CloudTrail records what happened.

Leave it unless something waits for the objects.`,
    refs: [guide('EventNotifications'), registry('s3_bucket_notification')],
    equivalents: ['checkov/CKV2_AWS_62'],
    check: {
      on: ['aws_s3_bucket'],
      needs: [{ on: ['aws_s3_bucket_notification'], by: 'bucket' }],
      text: 'an aws_s3_bucket_notification',
      adds: { type: 'aws_s3_bucket_notification', by: 'bucket', lines: ['eventbridge = true'] },
      effect: 'events of the bucket go to EventBridge',
    },
    bad,
    good: bare(`
resource "aws_s3_bucket_notification" "example" {
  bucket      = aws_s3_bucket.example.id
  eventbridge = true
}
`),
  },
  {
    id: 'aws/s3-kms-encryption',
    title: 'A bucket does not encrypt with KMS',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Every object is encrypted with keys of S3. With a key of KMS the right to read an object is not enough: the key's policy must allow it too, and each use is recorded.

Leave it for data that is no secret; calls to KMS cost money, less with a bucket key.`,
    refs: [guide('UsingKMSEncryption'), registry('s3_bucket_server_side_encryption_configuration')],
    equivalents: ['checkov/CKV_AWS_145', 'trivy/AWS-0132'],
    check: companion('aws_s3_bucket_server_side_encryption_configuration', {
      where: [{ attribute: algorithm, is: matches(/^aws:kms/, 'KMS') }],
      inline: { attribute: inlineAlgorithm, is: matchesNot(/^aws:kms/, 'no KMS'), missing: 'holds' },
      text: 'an aws_s3_bucket_server_side_encryption_configuration with aws:kms',
      so: 'so that a key decides who may read',
      lines: [
        'rule {',
        '  bucket_key_enabled = true',
        '',
        '  apply_server_side_encryption_by_default {',
        '    sse_algorithm = "aws:kms"',
        '  }',
        '}',
      ],
      effect: 'readers of new objects need the right to decrypt',
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_server_side_encryption_configuration" "example" {
  bucket = aws_s3_bucket.example.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
`),
  },
  {
    id: 'aws/s3-lifecycle',
    title: 'Objects stay in a bucket for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Without lifecycle rules old objects, old versions and failed uploads stay at the dearest price. Moving what is seldom read to a colder class saves about half of its storage, deletion all of it.

Leave it for data that is read daily and kept for good.`,
    refs: [guide('object-lifecycle-mgmt'), registry('s3_bucket_lifecycle_configuration')],
    equivalents: ['checkov/CKV2_AWS_61'],
    check: companion('aws_s3_bucket_lifecycle_configuration', {
      inline: { attribute: 'lifecycle_rule', is: noBlock(), missing: 'holds' },
      text: 'an aws_s3_bucket_lifecycle_configuration',
      so: 'so that old objects and failed uploads go',
      lines: [
        'rule {',
        '  id     = "abort-incomplete-uploads"',
        '  status = "Enabled"',
        '',
        '  filter {}',
        '',
        '  abort_incomplete_multipart_upload {',
        '    days_after_initiation = 7',
        '  }',
        '}',
      ],
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_lifecycle_configuration" "example" {
  bucket = aws_s3_bucket.example.id

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
`),
  },
  {
    id: 'aws/s3-mfa-delete',
    title: 'Versions of a bucket can be deleted without a second factor',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With the setting only the root user, with its device, deletes versions. Only root can switch it on too, so Terraform cannot, and lifecycle rules no longer work on the bucket. Object lock keeps versions without that.

Leave it unless a standard demands it word for word.`,
    refs: [guide('MultiFactorAuthenticationDelete'), registry('s3_bucket_versioning')],
    equivalents: ['trivy/AWS-0170', 'cis-aws/2.1.2'],
    check: companion('aws_s3_bucket_versioning', {
      where: [{ attribute: 'versioning_configuration.mfa_delete', is: oneOf('Enabled') }],
      inline: { attribute: 'versioning.mfa_delete', is: oneOf(false), missing: 'holds' },
      text: 'an aws_s3_bucket_versioning with mfa_delete',
      so: 'so that versions cannot be deleted without a second factor',
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_versioning" "example" {
  bucket = aws_s3_bucket.example.id
  mfa    = "arn:aws:iam::111122223333:mfa/root 123456"

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}
`),
  },
  {
    id: 'aws/s3-object-lock-off',
    title: 'A bucket has the settings of object lock, but not the lock',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With the lock objects cannot be overwritten or deleted before their time, not by administrators either. A block that does not say \`Enabled\` locks nothing.

Leave it out altogether where nothing must be kept: what is locked by mistake is paid for until its time is over.`,
    refs: [guide('object-lock'), registry('s3_bucket_object_lock_configuration')],
    equivalents: ['checkov/CKV_AWS_143'],
    check: [
      {
        on: ['aws_s3_bucket'],
        attribute: 'object_lock_configuration.object_lock_enabled',
        must: be('Enabled'),
        when: [{ attribute: 'object_lock_configuration', is: someBlock() }],
        effect: 'objects cannot be deleted before their time',
      },
    ],
    bad: `resource "aws_s3_bucket" "example" {
  bucket = "example"

  object_lock_configuration {
    object_lock_enabled = "Disabled"
                          ~~~~~~~~~~
  }
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example"

  object_lock_configuration {
    object_lock_enabled = "Enabled"
  }
}
`,
  },
  {
    id: 'aws/s3-replication',
    title: 'A bucket is not copied to another region',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A copy elsewhere survives the loss of a region and, in another account, that of the account. It doubles the price of the storage and adds that of the transfer.

Leave it for everything that can be made again, and where AWS Backup copies the bucket.`,
    refs: [guide('replication'), registry('s3_bucket_replication_configuration')],
    equivalents: ['checkov/CKV_AWS_144'],
    check: companion('aws_s3_bucket_replication_configuration', {
      where: [{ attribute: 'rule.status', is: oneOf('Enabled') }],
      inline: { attribute: 'replication_configuration.rules.status', is: oneOf('Disabled'), missing: 'holds' },
      besides: [{ on: ['aws_s3_bucket_replication_configuration'], by: 'rule.destination.bucket', certain: true }],
      text: 'an aws_s3_bucket_replication_configuration with an enabled rule',
      so: 'so that a copy survives the region',
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_replication_configuration" "example" {
  bucket = aws_s3_bucket.example.id
  role   = aws_iam_role.example.arn

  rule {
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::example-copy"
    }
  }
}
`),
  },
  {
    id: 'aws/s3-unknown-encryption',
    title: 'A bucket is to be encrypted in a way that S3 does not know',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `S3 knows \`AES256\`, \`aws:kms\` and \`aws:kms:dsse\`; anything else, or nothing, is refused when it is applied, and the bucket stays without the setting that was meant.

There is no case where leaving it is right.`,
    refs: [guide('serv-side-encryption'), registry('s3_bucket_server_side_encryption_configuration')],
    equivalents: ['checkov/CKV_AWS_19'],
    check: {
      on: ['aws_s3_bucket', 'aws_s3_bucket_server_side_encryption_configuration'],
      resource: unknownEncryption,
    },
    bad: `resource "aws_s3_bucket_server_side_encryption_configuration" "example" {
  bucket = "example"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES-256"
                      ~~~~~~~~~
    }
  }
}
`,
    good: `resource "aws_s3_bucket_server_side_encryption_configuration" "example" {
  bucket = "example"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
`,
  },
  {
    id: 'aws/s3-versioning',
    title: 'What is overwritten or deleted in a bucket is lost',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without versioning a mistake, a faulty program or a blackmailer destroys objects for good. With it they come back, at the price of what is kept; a lifecycle rule limits that.

Leave it for buckets of logs and caches, whose objects nobody overwrites or misses.`,
    refs: [guide('Versioning'), registry('s3_bucket_versioning')],
    equivalents: ['checkov/CKV_AWS_21', 'trivy/AWS-0090'],
    check: companion('aws_s3_bucket_versioning', {
      where: [{ attribute: 'versioning_configuration.status', is: oneOf('Enabled') }],
      inline: { attribute: 'versioning.enabled', is: oneOf(false), missing: 'holds' },
      text: 'an aws_s3_bucket_versioning that is enabled',
      so: 'so that deleted objects come back',
      lines: ['versioning_configuration {', '  status = "Enabled"', '}'],
      effect: 'old versions are kept and paid for',
    }),
    bad,
    good: bare(`
resource "aws_s3_bucket_versioning" "example" {
  bucket = aws_s3_bucket.example.id

  versioning_configuration {
    status = "Enabled"
  }
}
`),
  },
];
