import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { alarmTopics } from '../facts/aws-alarms.ts';
import { atLeast, be, isSet, preferring } from '../predicates.ts';
import type { Context, Report, Rule, ValuePredicate } from '../rule.ts';
import { docs, registry } from './refs.ts';

const retention = docs('AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention');
const group = registry('cloudwatch_log_group');

const year = atLeast(365);

/** A year or more; 0 keeps logs for ever. */
const aYear: ValuePredicate = {
  ...preferring(365, year),
  faults: (value) => (textOf(value) === '0' ? [] : year.faults(value)),
};

/** The topics for which no metric filter of the module tree has an alarm. */
function missingAlarms({ tree }: Context): readonly string[] | undefined {
  const alarms = tree.resources('aws_cloudwatch_metric_alarm');
  const filters = tree.resources('aws_cloudwatch_log_metric_filter');
  const patterns: string[] = [];
  for (const filter of filters) {
    const pattern = filter.get('pattern');
    const text = pattern && textOf(pattern);
    if (text === undefined) return undefined;
    if (alarms.some((alarm) => watches(alarm, filter))) patterns.push(text);
  }
  return alarmTopics.flatMap(({ name, words }) =>
    patterns.some((text) => words.every((word) => text.includes(word))) ? [] : [name],
  );
}

function watches(alarm: Resource, filter: Resource): boolean {
  const metric = alarm.get('metric_name');
  if (metric?.kind !== 'string') return true;
  return filter.blocks('metric_transformation').some((one) => {
    const name = one.get('name');
    return name?.kind !== 'string' || name.value === metric.value;
  });
}

function* trailWithoutAlarms(trail: Resource, context: Context): Iterable<Report> {
  if (!trail.get('cloud_watch_logs_group_arn')) return;
  const missing = missingAlarms(context);
  if (!missing || missing.length === 0) return;
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  yield {
    at: trail,
    message: `No alarm here watches the trail for ${missing.slice(0, 3).join(', ')}${more}. Add metric filters with alarms.`,
  };
}

export const logs: readonly Rule[] = [
  {
    id: 'aws/alarm-actions-off',
    title: 'An alarm tells nobody',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `The alarm changes its state, and nothing follows: its actions are switched off.

Leave it during works that would set it off.`,
    refs: [docs('AmazonCloudWatch/latest/monitoring/alarm-actions.html'), registry('cloudwatch_metric_alarm')],
    equivalents: ['checkov/CKV_AWS_319'],
    check: {
      on: ['aws_cloudwatch_metric_alarm'],
      attribute: 'actions_enabled',
      must: be(true),
      missing: 'passes',
      so: 'so that the alarm is heard',
      effect: 'its actions run again',
    },
    bad: `resource "aws_cloudwatch_metric_alarm" "example" {
  alarm_name          = "example"
  comparison_operator = "GreaterThanThreshold"
  actions_enabled     = false
                        ~~~~~
}
`,
    good: `resource "aws_cloudwatch_metric_alarm" "example" {
  alarm_name          = "example"
  comparison_operator = "GreaterThanThreshold"
  actions_enabled     = true
}
`,
  },
  {
    id: 'aws/cloudtrail-alarms',
    title: 'Nobody is alarmed when something unusual is done in an account',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The CIS benchmark asks for an alarm on each of fifteen kinds of calls: sign-in as root or without a second factor, changes to policies, trails, keys, buckets, networks and the organisation. GuardDuty and Security Hub see more of what matters, with less work.

Leave it where they do, or where a tool reads the trail.`,
    refs: [docs('securityhub/latest/userguide/cloudwatch-controls.html'), registry('cloudwatch_log_metric_filter')],
    equivalents: alarmTopics.map(({ equivalent }) => equivalent),
    check: { on: ['aws_cloudtrail'], resource: trailWithoutAlarms },
    bad: `resource "aws_cloudtrail" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                       = "example"
  s3_bucket_name             = "example"
  cloud_watch_logs_group_arn = "\${aws_cloudwatch_log_group.example.arn}:*"
}
`,
    good: `resource "aws_cloudtrail" "example" {
  name                       = "example"
  s3_bucket_name             = "example"
  cloud_watch_logs_group_arn = "\${aws_cloudwatch_log_group.example.arn}:*"
}

resource "aws_cloudwatch_log_metric_filter" "example" {
  name           = "example"
  log_group_name = aws_cloudwatch_log_group.example.name
  pattern        = join(" ", local.patterns)

  metric_transformation {
    name      = "example"
    namespace = "Trail"
    value     = "1"
  }
}

locals {
  patterns = [
${[...new Set(alarmTopics.flatMap(({ words }) => words))].map((word) => `    "${word}",\n`).join('')}  ]
}

resource "aws_cloudwatch_metric_alarm" "example" {
  alarm_name          = "example"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "example"
  namespace           = "Trail"
  threshold           = 1
}
`,
  },
  {
    id: 'aws/log-group-retention',
    title: 'A log group keeps its logs for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Without a number of days nothing is ever deleted: storage grows from month to month, and personal data stays longer than anyone may keep it.

Leave it for logs that must be kept for good; a bucket keeps them at a fraction of the price.`,
    refs: [retention, group],
    equivalents: ['checkov/CKV_AWS_66'],
    check: {
      on: ['aws_cloudwatch_log_group'],
      attribute: 'retention_in_days',
      must: preferring(365, isSet()),
      so: 'so that old logs go',
      effect: 'older logs are deleted',
    },
    bad: `resource "aws_cloudwatch_log_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_cloudwatch_log_group" "example" {
  name              = "example"
  retention_in_days = 365
}
`,
  },
  {
    id: 'aws/log-group-short-retention',
    title: 'A log group keeps its logs for less than a year',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Break-ins are often found after months. Logs of who did what, such as those of trails and networks, are worth a year; PCI DSS asks for it.

Leave it for logs of applications, which nobody reads after weeks, and which may hold personal data.`,
    refs: [retention, group],
    equivalents: ['checkov/CKV_AWS_338'],
    check: {
      on: ['aws_cloudwatch_log_group'],
      attribute: 'retention_in_days',
      must: aYear,
      missing: 'passes',
      so: 'so that it is there when it is needed',
      effect: 'storage for a year is paid for',
    },
    bad: `resource "aws_cloudwatch_log_group" "example" {
  name              = "example"
  retention_in_days = 30
                      ~~
}
`,
    good: `resource "aws_cloudwatch_log_group" "example" {
  name              = "example"
  retention_in_days = 365
}
`,
  },
];
