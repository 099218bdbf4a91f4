import { be, isAbsent, isSet, matches } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`kms/latest/developerguide/${page}.html`);
const key = registry('kms_key');

export const kms: readonly Rule[] = [
  {
    id: 'aws/kms-key-disabled',
    title: 'A key is switched off',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Nothing that the key encrypted can be read while it is off, and services that use it fail.

Leave it while you find out whether anything still needs a key that is to be deleted.`,
    refs: [guide('enabling-keys'), key],
    equivalents: ['checkov/CKV_AWS_227'],
    check: {
      on: ['aws_kms_key'],
      attribute: 'is_enabled',
      must: be(true),
      missing: 'passes',
      so: 'so that what it encrypts can be read',
      effect: 'whoever may use the key can use it again',
    },
    bad: `resource "aws_kms_key" "example" {
  is_enabled = false
               ~~~~~
}
`,
    good: `resource "aws_kms_key" "example" {
  is_enabled = true
}
`,
  },
  {
    id: 'aws/kms-key-without-policy',
    title: 'A key has the default policy',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without a policy the key gets the default one: the account may do everything with it, so policies of identities alone decide. A policy of its own keeps apart who administers the key and who uses it.

Leave it where the policies of identities are that strict.`,
    refs: [guide('key-policy-default'), key, registry('kms_key_policy')],
    equivalents: ['checkov/CKV2_AWS_64'],
    check: {
      on: ['aws_kms_key'],
      attribute: 'policy',
      must: isSet(),
      unless: [{ on: ['aws_kms_key_policy'], by: 'key_id' }],
      so: 'so that it says who administers and who uses the key',
    },
    bad: `resource "aws_kms_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  enable_key_rotation = true
}
`,
    good: `resource "aws_kms_key" "example" {
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.example.json
}
`,
  },
  {
    id: 'aws/kms-rotation',
    title: 'A key is never rotated',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With rotation KMS makes new key material every year and keeps the old for what it encrypted: nobody notices, and what leaks is worth a year of data. It costs a dollar a month for each of the first two rotations.

Leave it for keys with imported material or in a key store of your own, which KMS cannot rotate.`,
    refs: [guide('rotate-keys'), key],
    equivalents: ['checkov/CKV_AWS_7', 'trivy/AWS-0065', 'cis-aws/3.6'],
    check: {
      on: ['aws_kms_key'],
      attribute: 'enable_key_rotation',
      must: be(true),
      default: false,
      when: [
        { attribute: 'customer_master_key_spec', is: matches(/^SYMMETRIC_DEFAULT$/, 'symmetric'), missing: 'holds' },
        { attribute: 'key_usage', is: matches(/^ENCRYPT_DECRYPT$/, 'for encryption'), missing: 'holds' },
        { attribute: 'custom_key_store_id', is: isAbsent(), missing: 'holds' },
      ],
      so: 'so that KMS makes new key material every year',
      safe: true,
    },
    bad: `resource "aws_kms_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  description = "orders"
}
`,
    good: `resource "aws_kms_key" "example" {
  description         = "orders"
  enable_key_rotation = true
}
`,
  },
];
