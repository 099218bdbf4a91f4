import type { Resource } from '../../terraform/model.ts';
import { checkExpectation } from '../expectation.ts';
import { offer, setAttribute } from '../fix.ts';
import { be, isSet } from '../predicates.ts';
import type { Context, Expectation, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`awscloudtrail/latest/userguide/${page}.html`);
const trail = registry('cloudtrail');

const header = 'resource "aws_cloudtrail" "example" {';
const marks = '~'.repeat(header.length - 2);

/** A trail with some more arguments, aligned by hand. */
const example = (lines: string) => `${header}\n${lines}}\n`;

function* publicBucket(resource: Resource, context: Context): Iterable<Report> {
  const bucket = context.find(resource.get('s3_bucket_name'), 'aws_s3_bucket');
  if (!bucket) return;
  for (const one of [bucket, ...context.referring(bucket, 'aws_s3_bucket_acl', 'bucket').resources]) {
    const acl = one.get('acl');
    if (acl?.kind !== 'string' || !/^public-|^authenticated-/.test(acl.value)) continue;
    yield {
      at: acl,
      message: `The trail "${resource.name}" writes to the bucket "${bucket.name}", which everyone may read. Make it private.`,
      related: [{ at: resource.location, message: 'the trail' }],
      fixes: offer(setAttribute(one, acl, '"private"'), {
        title: 'Set acl of the bucket to "private"',
        effect: 'what is public now no longer is',
      }),
    };
  }
}

function* bucketWithoutLogs(resource: Resource, context: Context): Iterable<Report> {
  const bucket = context.find(resource.get('s3_bucket_name'), 'aws_s3_bucket');
  if (!bucket || bucket.blocks('logging').length > 0) return;
  const { resources, unsure } = context.referring(bucket, 'aws_s3_bucket_logging', 'bucket');
  if (resources.length + unsure.length > 0) return;
  yield {
    at: bucket,
    related: [{ at: resource.location, message: 'the trail' }],
    message: `Nothing records who reads the logs in the bucket "${bucket.name}". Add an aws_s3_bucket_logging.`,
  };
}

const wholeOrganization: Expectation = {
  on: ['aws_cloudtrail'],
  attribute: 'is_organization_trail',
  must: be(true),
  default: false,
  so: 'so that every account is recorded',
  effect: 'events of all accounts are stored',
};

export const cloudtrail: readonly Rule[] = [
  {
    id: 'aws/cloudtrail-bucket-logging',
    title: 'Nothing records who reads the logs of a trail',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Whoever covers his tracks reads and deletes logs. Access logs of the bucket show it.

Leave it where a second trail records the objects of the bucket, or where object lock keeps them.`,
    refs: [docs('AmazonS3/latest/userguide/ServerLogs.html'), trail],
    equivalents: ['trivy/AWS-0163', 'cis-aws/3.4'],
    check: { on: ['aws_cloudtrail'], resource: bucketWithoutLogs },
    bad: `resource "aws_s3_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}

resource "aws_cloudtrail" "example" {
  name           = "example"
  s3_bucket_name = aws_s3_bucket.example.id
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example"
}

resource "aws_s3_bucket_logging" "example" {
  bucket        = aws_s3_bucket.example.id
  target_bucket = "example-access"
  target_prefix = "trail/"
}

resource "aws_cloudtrail" "example" {
  name           = "example"
  s3_bucket_name = aws_s3_bucket.example.id
}
`,
  },
  {
    id: 'aws/cloudtrail-cloudwatch',
    title: 'A trail does not send its events to CloudWatch Logs',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `In a bucket events can be searched; in a log group metric filters and alarms can react to them within minutes.

Leave it where EventBridge, GuardDuty or a tool that reads the bucket does that, at a lower price.`,
    refs: [guide('send-cloudtrail-events-to-cloudwatch-logs'), trail],
    equivalents: ['checkov/CKV2_AWS_10', 'trivy/AWS-0162'],
    check: {
      on: ['aws_cloudtrail'],
      attribute: 'cloud_watch_logs_group_arn',
      must: isSet(),
      so: 'so that alarms can react to events',
    },
    bad: `${header}\n${marks}\n  name           = "example"\n  s3_bucket_name = "example"\n}\n`,
    good: example(`  name                       = "example"
  s3_bucket_name             = "example"
  cloud_watch_logs_group_arn = "\${aws_cloudwatch_log_group.example.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.example.arn
`),
  },
  {
    id: 'aws/cloudtrail-log-validation',
    title: 'Changes to the logs of a trail would go unnoticed',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `With validation CloudTrail signs a digest of its files every hour, so that a changed or missing file shows. It costs nothing.

There is no case where leaving it is right.`,
    refs: [guide('cloudtrail-log-file-validation-intro'), trail],
    equivalents: ['checkov/CKV_AWS_36', 'trivy/AWS-0016', 'cis-aws/3.2'],
    check: {
      on: ['aws_cloudtrail'],
      attribute: 'enable_log_file_validation',
      must: be(true),
      default: false,
      so: 'so that changed files show',
      safe: true,
    },
    bad: `${header}\n${marks}\n  name           = "example"\n  s3_bucket_name = "example"\n}\n`,
    good: example(`  name                       = "example"
  s3_bucket_name             = "example"
  enable_log_file_validation = true
`),
  },
  {
    id: 'aws/cloudtrail-global-events',
    title: 'A trail leaves out the events of global services',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Calls to IAM, STS and CloudFront are global events. Without them the trail does not show who gave himself permissions.

Leave it where another trail of the account has them, so that they are not stored twice.`,
    refs: [guide('cloudtrail-concepts'), trail],
    equivalents: [],
    check: {
      on: ['aws_cloudtrail'],
      attribute: 'include_global_service_events',
      must: be(true),
      missing: 'passes',
      so: 'so that calls to IAM are recorded',
      effect: 'more events are stored',
    },
    bad: example(`  name                          = "example"
  s3_bucket_name                = "example"
  include_global_service_events = false
                                  ~~~~~
`),
    good: example(`  name                          = "example"
  s3_bucket_name                = "example"
  include_global_service_events = true
`),
  },
  {
    id: 'aws/cloudtrail-logging-off',
    title: 'A trail records nothing',
    severity: 'error',
    pillar: 'logging',
    recommended: true,
    why: `The trail is there and switched off, so nothing is delivered. Switching it off is what an intruder does first.

Leave it while the bucket is being moved.`,
    refs: [guide('cloudtrail-turning-off-logging'), trail],
    equivalents: ['checkov/CKV_AWS_251'],
    check: {
      on: ['aws_cloudtrail'],
      attribute: 'enable_logging',
      must: be(true),
      missing: 'passes',
      so: 'so that events are recorded',
      effect: 'events are stored and paid for',
    },
    bad: example(`  name           = "example"
  s3_bucket_name = "example"
  enable_logging = false
                   ~~~~~
`),
    good: example(`  name           = "example"
  s3_bucket_name = "example"
  enable_logging = true
`),
  },
  {
    id: 'aws/cloudtrail-one-region',
    title: 'A trail records one region only',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Whoever breaks in works where nobody looks: a region that you do not use. A trail for all regions covers those too, and the ones that AWS opens later.

Leave it for a second trail that records the data events of one region.`,
    refs: [guide('receive-cloudtrail-log-files-from-multiple-regions'), trail],
    equivalents: ['checkov/CKV_AWS_67', 'trivy/AWS-0014', 'cis-aws/3.1'],
    check: {
      on: ['aws_cloudtrail'],
      attribute: 'is_multi_region_trail',
      must: be(true),
      default: false,
      so: 'so that no region is left out',
      effect: 'events of all regions are stored',
    },
    bad: `${header}\n${marks}\n  name           = "example"\n  s3_bucket_name = "example"\n}\n`,
    good: example(`  name                  = "example"
  s3_bucket_name        = "example"
  is_multi_region_trail = true
`),
  },
  {
    id: 'aws/cloudtrail-own-account-only',
    title: 'The trail beside an organisation records one account only',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `A trail of the organisation records all its accounts, new ones from their first day, into one bucket that they cannot change. Nobody has to remember it.

Leave it for a second trail, such as one with data events of the management account.`,
    refs: [guide('creating-trail-organization'), trail],
    equivalents: [],
    check: {
      on: ['aws_cloudtrail'],
      *resource(resource, context) {
        if (context.tree.resources('aws_organizations_organization').length === 0) return;
        yield* checkExpectation(wholeOrganization, resource, context);
      },
    },
    bad: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}

${header}
${marks}
  name           = "example"
  s3_bucket_name = "example"
}
`,
    good: `resource "aws_organizations_organization" "example" {
  feature_set = "ALL"
}

${header}
  name                  = "example"
  s3_bucket_name        = "example"
  is_organization_trail = true
}
`,
  },
  {
    id: 'aws/cloudtrail-public-bucket',
    title: 'Everyone may read the logs of a trail',
    severity: 'error',
    pillar: 'logging',
    recommended: true,
    why: `The logs name every user, role, resource and address, and every mistake: a plan of the account for whoever wants to break in.

There is no case where leaving it is right.`,
    refs: [guide('best-practices-security'), trail],
    equivalents: ['trivy/AWS-0161', 'cis-aws/3.3'],
    check: { on: ['aws_cloudtrail'], resource: publicBucket },
    bad: `resource "aws_s3_bucket" "example" {
  bucket = "example"
}

resource "aws_s3_bucket_acl" "example" {
  bucket = aws_s3_bucket.example.id
  acl    = "public-read"
           ~~~~~~~~~~~~~
}

resource "aws_cloudtrail" "example" {
  name           = "example"
  s3_bucket_name = aws_s3_bucket.example.id
}
`,
    good: `resource "aws_s3_bucket" "example" {
  bucket = "example"
}

resource "aws_s3_bucket_acl" "example" {
  bucket = aws_s3_bucket.example.id
  acl    = "private"
}

resource "aws_cloudtrail" "example" {
  name           = "example"
  s3_bucket_name = aws_s3_bucket.example.id
}
`,
  },
  {
    id: 'aws/cloudtrail-sns',
    title: 'Nobody is told when a trail delivers a file',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The topic gets a message for each file, every five minutes: of use to a program that reads the files, and noise to people.

Leave it unless such a program waits for the messages; the bucket can notify too.`,
    refs: [guide('configure-sns-notifications-for-cloudtrail'), trail],
    equivalents: ['checkov/CKV_AWS_252'],
    check: { on: ['aws_cloudtrail'], attribute: 'sns_topic_name', must: isSet() },
    bad: `${header}\n${marks}\n  name           = "example"\n  s3_bucket_name = "example"\n}\n`,
    good: example(`  name           = "example"
  s3_bucket_name = "example"
  sns_topic_name = aws_sns_topic.example.name
`),
  },
];
