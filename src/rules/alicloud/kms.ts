import { atLeast, be, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const key = registry('kms_key');
const secret = registry('kms_secret');
const faq = help('en/kms/key-management-service/user-guide/key-management-faq');

/** Keys that can be rotated: symmetric ones, for encryption, whose material Alibaba Cloud made. */
const rotates: readonly Condition[] = [
  {
    attribute: 'key_spec',
    is: oneOf('Aliyun_AES_256', 'Aliyun_AES_128', 'Aliyun_AES_192', 'Aliyun_SM4'),
    missing: 'holds',
  },
  { attribute: 'key_usage', is: noneOf('SIGN/VERIFY'), missing: 'holds' },
  { attribute: 'origin', is: noneOf('EXTERNAL'), missing: 'holds' },
];

export const kms: readonly Rule[] = [
  {
    id: 'alicloud/kms-key-short-deletion',
    title: 'A key is gone a week after its deletion',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Once a key is deleted, all that is encrypted with it is lost for good. The waiting time is the only chance to notice that a disk, bucket or cluster still needed it, and seven days pass in a holiday.

Leave it for keys of tests.`,
    refs: [faq, key],
    equivalents: [],
    check: {
      on: ['alicloud_kms_key'],
      attribute: ['pending_window_in_days', 'deletion_window_in_days'],
      must: preferring(30, atLeast(14)),
      missing: 'passes',
      so: 'for somebody to notice that it is still needed',
      safe: true,
    },
    bad: `resource "alicloud_kms_key" "example" {
  description            = "example"
  automatic_rotation     = "Enabled"
  rotation_interval      = "365d"
  pending_window_in_days = 7
                           ~
}
`,
    good: `resource "alicloud_kms_key" "example" {
  description            = "example"
  automatic_rotation     = "Enabled"
  rotation_interval      = "365d"
  pending_window_in_days = 30
}
`,
  },
  {
    id: 'alicloud/kms-key-without-deletion-protection',
    title: 'A key can be deleted by mistake',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With its key, all data that it encrypts is lost: buckets, disks, the Secrets of clusters. With deletion protection Key Management Service refuses to schedule the deletion until the protection is taken off.

Leave it for keys of tests.`,
    refs: [faq, key],
    equivalents: [],
    check: {
      on: ['alicloud_kms_key'],
      attribute: 'deletion_protection',
      must: be('Enabled'),
      default: 'Disabled',
      so: 'for nobody to delete the key by mistake',
      safe: true,
    },
    bad: `resource "alicloud_kms_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  description        = "example"
  automatic_rotation = "Enabled"
  rotation_interval  = "365d"
}
`,
    good: `resource "alicloud_kms_key" "example" {
  description         = "example"
  automatic_rotation  = "Enabled"
  rotation_interval   = "365d"
  deletion_protection = "Enabled"
}
`,
  },
  {
    id: 'alicloud/kms-key-without-rotation',
    title: 'A key is never rotated',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The longer a key is used, the more is lost with it, and the longer a copy that somebody took is of use. With automatic rotation Key Management Service makes new material at an interval; what was encrypted before stays readable, and nobody has to do anything. Asymmetric keys and imported material cannot be rotated so, and are not looked at.

Leave it for a key of a kind or instance that knows no rotation.`,
    refs: [help('en/kms/key-management-service/user-guide/configure-key-rotation'), key],
    equivalents: ['checkov/CKV_ALI_27'],
    check: {
      on: ['alicloud_kms_key'],
      attribute: 'automatic_rotation',
      must: be('Enabled'),
      default: 'Disabled',
      when: rotates,
      so: 'for the key to be replaced from time to time',
      effect: 'it needs rotation_interval, such as "365d"',
    },
    bad: `resource "alicloud_kms_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  description       = "example"
  rotation_interval = "365d"
}
`,
    good: `resource "alicloud_kms_key" "example" {
  description        = "example"
  rotation_interval  = "365d"
  automatic_rotation = "Enabled"
}
`,
  },
  {
    id: 'alicloud/kms-secret-deleted-at-once',
    title: 'A secret is deleted without a way back',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With forced deletion a \`terraform destroy\`, or a change of the name, removes the secret at once. The recovery window keeps it for 7 to 30 days.

Leave it for secrets of tests.`,
    refs: [help('en/kms/key-management-service/support/manage-dynamic-apsaradb-rds-secrets'), secret],
    equivalents: [],
    check: {
      on: ['alicloud_kms_secret'],
      attribute: 'force_delete_without_recovery',
      must: be(false),
      default: false,
      so: 'for a deleted secret to be got back',
      safe: true,
    },
    bad: `resource "alicloud_kms_secret" "example" {
  secret_name                   = "example"
  secret_data                   = var.secret
  version_id                    = "1"
  force_delete_without_recovery = true
                                  ~~~~
}
`,
    good: `resource "alicloud_kms_secret" "example" {
  secret_name                   = "example"
  secret_data                   = var.secret
  version_id                    = "1"
  force_delete_without_recovery = false
}
`,
  },
  {
    id: 'alicloud/kms-secret-without-rotation',
    title: 'A secret that Key Management Service could rotate is never rotated',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Secrets of databases, RAM users and ECS instances can be changed by Key Management Service itself, in the secret and in the service at once, so that a copy that leaked is soon of no use. Generic secrets, which only their owner can change, are not looked at.

Leave it where applications keep the secret and do not ask for it anew.`,
    refs: [help('en/kms/key-management-service/support/manage-dynamic-apsaradb-rds-secrets'), secret],
    equivalents: [],
    check: {
      on: ['alicloud_kms_secret'],
      attribute: 'enable_automatic_rotation',
      must: be(true),
      default: false,
      when: [{ attribute: 'secret_type', is: noneOf('Generic') }],
      so: 'for a leaked copy to be of no use soon',
      effect: 'it needs rotation_interval, such as "30d"',
    },
    bad: `resource "alicloud_kms_secret" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  secret_name       = "example"
  secret_data       = var.secret
  version_id        = "1"
  secret_type       = "Rds"
  rotation_interval = "30d"
}
`,
    good: `resource "alicloud_kms_secret" "example" {
  secret_name               = "example"
  secret_data               = var.secret
  version_id                = "1"
  secret_type               = "Rds"
  rotation_interval         = "30d"
  enable_automatic_rotation = true
}
`,
  },
];
