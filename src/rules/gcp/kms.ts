import { textOf } from '../../terraform/convert.ts';
import type { Value } from '../../terraform/value.ts';
import { be, isSet, oneOf, preferring } from '../predicates.ts';
import type { Condition, Rule, ValuePredicate } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['google_kms_crypto_key'];
const resource = registry('kms_crypto_key');

/** Keys that encrypt and decrypt: only those are rotated by themselves. */
const rotates: Condition = { attribute: 'purpose', is: oneOf('ENCRYPT_DECRYPT'), default: 'ENCRYPT_DECRYPT' };

const made: Condition = { attribute: 'import_only', is: be(false), default: false };

const ninetyDays = 90 * 24 * 60 * 60;

/** The seconds of a duration as the API writes it: `7776000s`. */
function seconds(value: Value): number | undefined {
  const match = /^(\d+(?:\.\d+)?)s$/.exec(textOf(value) ?? '');
  return match ? Number(match[1]) : undefined;
}

const withinNinetyDays: ValuePredicate = {
  kind: 'value',
  text: `at most "${ninetyDays}s" (90 days)`,
  faults: (value) => ((seconds(value) ?? Number.POSITIVE_INFINITY) > ninetyDays ? [value] : []),
};

export const kms: readonly Rule[] = [
  {
    id: 'gcp/key-not-protected',
    title: 'Terraform may destroy a key',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When a key falls out of the code, Terraform destroys its versions, and a month later what they encrypted is gone for good. With \`prevent_destroy\` the plan fails instead.

Leave it for keys of tests.`,
    refs: [docs('kms/docs/destroy-restore'), resource],
    equivalents: ['checkov/CKV_GCP_82'],
    check: {
      on,
      attribute: 'lifecycle.prevent_destroy',
      must: be(true),
      default: false,
      so: 'for a plan that destroys the key to fail',
      safe: true,
    },
    bad: `resource "google_kms_crypto_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "7776000s"
}
`,
    good: `resource "google_kms_crypto_key" "example" {
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = true
  }
}
`,
  },
  {
    id: 'gcp/key-slow-rotation',
    title: 'A key is rotated less than every 90 days',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Benchmarks ask for 90 days. Rotation limits how much one version of the key opens; what older versions encrypted stays readable with them. Each version is billed by the month.

Leave it where a year is what your own rules ask for.`,
    refs: [docs('kms/docs/key-rotation'), resource],
    equivalents: ['checkov/CKV_GCP_43', 'trivy/GCP-0065', 'cis-gcp/1.10'],
    check: {
      on,
      attribute: 'rotation_period',
      must: preferring('7776000s', withinNinetyDays),
      missing: 'passes',
      when: [rotates, made],
      effect: 'each version of the key is billed',
    },
    bad: `resource "google_kms_crypto_key" "example" {
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "31536000s"
                    ~~~~~~~~~~~
}
`,
    good: `resource "google_kms_crypto_key" "example" {
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "7776000s"
}
`,
  },
  {
    id: 'gcp/key-without-rotation',
    title: 'A key is never rotated',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without rotation one version of the key opens everything that was ever encrypted with it, and nobody has tried what happens when it must be changed. Rotation makes a new version; what older ones encrypted stays readable.

Leave it for a key whose material is rotated outside of Google.`,
    refs: [docs('kms/docs/key-rotation'), resource],
    equivalents: ['checkov/CKV_GCP_43', 'trivy/GCP-0065', 'cis-gcp/1.10'],
    check: {
      on,
      attribute: 'rotation_period',
      must: preferring('7776000s', isSet()),
      when: [rotates, made],
      so: '(7776000s are 90 days)',
      effect: 'each version of the key is billed',
    },
    bad: `resource "google_kms_crypto_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  key_ring = google_kms_key_ring.example.id
}
`,
    good: `resource "google_kms_crypto_key" "example" {
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "7776000s"
}
`,
  },
];
