import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { encrypted } from './cmek.ts';
import { docs, registry } from './refs.ts';

/** The paths by which each type names its key. */
const keyed = new Map<string, readonly string[]>(
  encrypted.flatMap(({ on, key }) => on.map((type) => [type, [key].flat()] as const)),
).set('google_container_cluster', ['database_encryption.key_name']);

function* unrotated(resource: Resource, context: Context): Iterable<Report> {
  for (const path of keyed.get(resource.type) ?? []) {
    const steps = path.split('.');
    const name = steps.at(-1) ?? '';
    const sections = steps
      .slice(0, -1)
      .reduce<readonly Section[]>((all, step) => all.flatMap((one) => one.blocks(step)), [resource]);
    for (const section of sections) {
      const key = context.target(section.get(name));
      if (key?.type !== 'google_kms_crypto_key' || key.get('rotation_period') !== undefined) continue;
      const purpose = key.get('purpose');
      if (purpose && textOf(purpose) !== 'ENCRYPT_DECRYPT') continue;
      yield {
        at: writtenAt(section, name),
        message: `${key.address} is never rotated: everything in here depends on one version of it. Set its rotation_period.`,
        related: [{ at: key.location, message: 'the key' }],
      };
    }
  }
}

export const unrotatedKey: Rule = {
  id: 'gcp/unrotated-key-in-use',
  title: 'Data is encrypted with a key that is never rotated',
  severity: 'info',
  pillar: 'data',
  recommended: false,
  why: `The same fault as \`gcp/key-without-rotation\`, told of the data behind the key: it shows what depends on it, also where the key is made in another module.

Leave it to that rule otherwise.`,
  refs: [docs('kms/docs/key-rotation'), registry('kms_crypto_key')],
  equivalents: [],
  check: { on: [...keyed.keys()], resource: unrotated },
  bad: `resource "google_kms_crypto_key" "example" {
  name     = "example"
  key_ring = google_kms_key_ring.example.id
}

resource "google_pubsub_topic" "example" {
  name         = "example"
  kms_key_name = google_kms_crypto_key.example.id
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
  good: `resource "google_kms_crypto_key" "example" {
  name            = "example"
  key_ring        = google_kms_key_ring.example.id
  rotation_period = "7776000s"
}

resource "google_pubsub_topic" "example" {
  name         = "example"
  kms_key_name = google_kms_crypto_key.example.id
}
`,
};
