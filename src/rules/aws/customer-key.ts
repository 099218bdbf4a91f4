import { matchesNot } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs } from './refs.ts';

/** Where a type names the key that encrypts it, and the checks of other tools that ask for one of one's own. */
interface KeyArgument extends Pick<Expectation, 'when' | 'missing'> {
  readonly on: string;
  readonly attribute: string;
  readonly equivalents: readonly string[];
}

// A queue, a topic or a parameter without a key is a matter of other rules, or needs none.
const rows: readonly KeyArgument[] = [
  { on: 'aws_backup_vault', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_166'] },
  { on: 'aws_cloudtrail', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_35', 'trivy/AWS-0015'] },
  { on: 'aws_cloudtrail_event_data_store', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_294'] },
  { on: 'aws_cloudwatch_log_group', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_158', 'trivy/AWS-0017'] },
  { on: 'aws_ecr_repository', attribute: 'encryption_configuration.kms_key', equivalents: ['trivy/AWS-0033'] },
  { on: 'aws_s3_bucket_object', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_186'] },
  { on: 'aws_s3_object', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_186'] },
  { on: 'aws_s3_object_copy', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_181'] },
  { on: 'aws_secretsmanager_secret', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_149', 'trivy/AWS-0098'] },
  {
    on: 'aws_sns_topic',
    attribute: 'kms_master_key_id',
    missing: 'passes',
    equivalents: ['trivy/AWS-0136'],
  },
  {
    on: 'aws_sqs_queue',
    attribute: 'kms_master_key_id',
    missing: 'passes',
    equivalents: ['checkov/CKV2_AWS_73', 'trivy/AWS-0135'],
  },
  {
    on: 'aws_ssm_parameter',
    attribute: 'key_id',
    when: [{ attribute: 'type', is: matchesNot(/^String(?:List)?$/, 'SecureString') }],
    equivalents: ['checkov/CKV_AWS_337'],
  },
];

/** A key that is named and is not the one that AWS manages for the service. */
const ownKey = matchesNot(/^$|(?:^|:)alias\/aws\//, 'a key of your own');

export const customerKey: Rule = {
  id: 'aws/customer-managed-key',
  title: 'Data is encrypted with a key that AWS manages',
  severity: 'info',
  pillar: 'data',
  recommended: false,
  why: `AWS encrypts the data without it. What a key of your own adds is its policy: who may decrypt is decided apart from who may read the resource, every use stands in CloudTrail under the key, other accounts can be let in, and disabling the key locks the data. It costs a fee for each key and call, and a key policy to get right.

Leave it for data that is no secret, and where nobody would look after the key.`,
  refs: [
    docs('kms/latest/developerguide/concepts.html'),
    docs('prescriptive-guidance/latest/encryption-best-practices/welcome.html'),
  ],
  equivalents: [...new Set(rows.flatMap(({ equivalents }) => equivalents))].sort(),
  check: rows.map(({ on, attribute, when, missing }) => ({
    on: [on],
    attribute,
    must: ownKey,
    ...(when ? { when } : {}),
    ...(missing ? { missing } : {}),
    so: 'so that its policy decides who may decrypt',
  })),
  bad: `resource "aws_secretsmanager_secret" "example" {
  name       = "example"
  kms_key_id = "alias/aws/secretsmanager"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
  good: `resource "aws_secretsmanager_secret" "example" {
  name       = "example"
  kms_key_id = aws_kms_key.example.arn
}
`,
};
