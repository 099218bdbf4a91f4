import { be, isSet, matches, noneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const queueEncryption = docs('AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html');
const withoutKey: readonly Condition[] = [
  { attribute: 'kms_master_key_id', is: matches(/^$/, 'empty'), missing: 'holds' },
];

export const messaging: readonly Rule[] = [
  {
    id: 'aws/sns-encryption',
    title: 'A topic does not encrypt its messages',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A topic keeps messages until they are delivered. With a key the reader of a disk of AWS sees nothing; with a key of your own its policy also decides who may publish and subscribe.

Leave it for messages that say no more than that something happened. The key \`alias/aws/sns\` lets no service of AWS publish, such as alarms and S3: those need a key of your own.`,
    refs: [docs('sns/latest/dg/sns-server-side-encryption.html'), registry('sns_topic')],
    equivalents: ['checkov/CKV_AWS_26', 'trivy/AWS-0095'],
    check: {
      on: ['aws_sns_topic'],
      attribute: 'kms_master_key_id',
      must: preferring('alias/aws/sns', isSet()),
      so: 'so that messages are encrypted',
      effect: 'alarms and other services of AWS can no longer publish',
    },
    bad: `resource "aws_sns_topic" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_sns_topic" "example" {
  name              = "example"
  kms_master_key_id = "alias/aws/sns"
}
`,
  },
  {
    id: 'aws/sns-over-http',
    title: 'Messages are delivered in plain text',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The topic sends each message over HTTP: everyone on the way reads it, and the first one, which confirms the subscription, says how to end it.

There is no case where leaving it is right: SNS delivers over HTTPS at the same price.`,
    refs: [
      docs('sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit'),
      registry('sns_topic_subscription'),
    ],
    equivalents: [],
    check: {
      on: ['aws_sns_topic_subscription'],
      attribute: 'protocol',
      must: { ...noneOf('http'), text: '"https", with an endpoint to match,' },
      missing: 'passes',
      so: 'so that nobody on the way reads along',
    },
    bad: `resource "aws_sns_topic_subscription" "example" {
  topic_arn = aws_sns_topic.example.arn
  protocol  = "http"
              ~~~~~~
  endpoint  = "http://example.com/messages"
}
`,
    good: `resource "aws_sns_topic_subscription" "example" {
  topic_arn = aws_sns_topic.example.arn
  protocol  = "https"
  endpoint  = "https://example.com/messages"
}
`,
  },
  {
    id: 'aws/sqs-encryption-not-stated',
    title: 'A queue does not say how it encrypts',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `SQS encrypts new queues by itself, with keys of its own, since 2022. Written down, that cannot be switched off in the console unnoticed.

Leave it: nothing is open without it.`,
    refs: [queueEncryption, registry('sqs_queue')],
    equivalents: ['checkov/CKV_AWS_27', 'trivy/AWS-0096'],
    check: {
      on: ['aws_sqs_queue'],
      attribute: 'sqs_managed_sse_enabled',
      must: preferring(true, isSet()),
      when: withoutKey,
      so: 'so that encryption stays on',
      safe: true,
    },
    bad: `resource "aws_sqs_queue" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_sqs_queue" "example" {
  name                    = "example"
  sqs_managed_sse_enabled = true
}
`,
  },
  {
    id: 'aws/sqs-encryption-off',
    title: 'A queue stores its messages in plain text',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Encryption with keys of SQS costs nothing, nobody who uses the queue notices it, and it is on unless somebody turns it off.

Leave it for clients so old that they speak to SQS without TLS, which encryption rules out.`,
    refs: [queueEncryption, registry('sqs_queue')],
    equivalents: ['checkov/CKV_AWS_27', 'trivy/AWS-0096'],
    check: {
      on: ['aws_sqs_queue'],
      attribute: 'sqs_managed_sse_enabled',
      must: be(true),
      missing: 'passes',
      when: withoutKey,
      so: 'so that messages are encrypted',
      effect: 'clients without TLS are refused',
    },
    bad: `resource "aws_sqs_queue" "example" {
  name                    = "example"
  sqs_managed_sse_enabled = false
                            ~~~~~
}
`,
    good: `resource "aws_sqs_queue" "example" {
  name                    = "example"
  sqs_managed_sse_enabled = true
}
`,
  },
];
