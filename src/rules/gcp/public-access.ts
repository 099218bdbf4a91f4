import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { noBlock, oneOf } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { grantsOn, isPublic, membersOf, noPublicMember, policyMembersOf } from './grants.ts';
import { docs, registry } from './refs.ts';

/** What holds data, keys or code that nobody means to publish, by the middle of its grants' type names. */
const closed = [
  'bigquery_dataset',
  'bigquery_table',
  'bigtable_instance',
  'bigtable_table',
  'binary_authorization_attestor',
  'cloud_tasks_queue',
  'compute_disk',
  'compute_image',
  'compute_instance',
  'compute_snapshot',
  'dataproc_cluster',
  'dataproc_job',
  'healthcare_dataset',
  'healthcare_fhir_store',
  'kms_crypto_key',
  'kms_key_ring',
  'notebooks_instance',
  'pubsub_subscription',
  'pubsub_topic',
  'secret_manager_secret',
  'sourcerepo_repository',
  'spanner_database',
  'spanner_instance',
];

const served = ['cloud_run_service', 'cloud_run_v2_service', 'cloudfunctions_function', 'cloudfunctions2_function'];

/** What keys, key rings and registries are referred to by in their grants. */
const granted: Readonly<Record<string, string>> = {
  google_kms_crypto_key: 'crypto_key_id',
  google_kms_key_ring: 'key_ring_id',
  google_container_registry: 'bucket',
};

/** Reports the key, ring or registry that a grant opens to everyone. */
function* opened(grant: Resource, context: Context): Iterable<Report> {
  const member = membersOf(grant).find(isPublic);
  if (!member) return;
  for (const [type, by] of Object.entries(granted)) {
    const value = grant.get(by);
    const resource = context.target(value) ?? (type.startsWith('google_kms') ? context.find(value, type) : undefined);
    if (resource?.type !== type) continue;
    yield { at: member, resource, message: `${resource.address} is open to everyone.` };
  }
}

/** Reports a policy that grants something to everyone, where it is attached to what nobody means to publish. */
function* openPolicy(policy: Resource): Iterable<Report> {
  const member = policyMembersOf(policy).find(isPublic);
  if (!member) return;
  yield {
    at: writtenAt(policy, 'policy_data'),
    message: `The policy opens this to everyone: ${textOf(member)} is among its members.`,
    related: [{ at: member.origin.at, message: 'the member' }],
  };
}

const principals = docs('iam/docs/principals-overview');

export const publicAccess: readonly Rule[] = [
  {
    id: 'gcp/public-bigquery-dataset',
    title: 'A dataset is open to everyone',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The special group \`allAuthenticatedUsers\` is everyone with any Google account, \`allUsers\` everyone. Whoever knows the dataset's name reads its tables, and each query is a copy.

Leave it for data that is published on purpose, in a project of its own.`,
    refs: [docs('bigquery/docs/dataset-access-controls'), registry('bigquery_dataset')],
    equivalents: ['checkov/CKV_GCP_15', 'trivy/GCP-0046', 'cis-gcp/7.1'],
    check: [
      {
        on: ['google_bigquery_dataset'],
        attribute: 'access',
        must: noBlock({ attribute: 'special_group', is: oneOf('allAuthenticatedUsers', 'allUsers') }),
        so: 'since it is for everyone',
        effect: 'whoever relies on public access loses it',
      },
      {
        on: ['google_bigquery_dataset'],
        attribute: 'access',
        must: noBlock({ attribute: 'iam_member', is: oneOf('allAuthenticatedUsers', 'allUsers') }),
        so: 'since it is for everyone',
        effect: 'whoever relies on public access loses it',
      },
    ],
    bad: `resource "google_bigquery_dataset" "example" {
  dataset_id = "example"

  access {
    role           = "OWNER"
    group_by_email = "team@example.com"
  }

  access {
  ~~~~~~
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}
`,
    good: `resource "google_bigquery_dataset" "example" {
  dataset_id = "example"

  access {
    role           = "OWNER"
    group_by_email = "team@example.com"
  }
}
`,
  },
  {
    id: 'gcp/public-grant',
    title: 'Data, a key or a queue is open to everyone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `\`allUsers\` is everyone on the internet, \`allAuthenticatedUsers\` everyone with any Google account, which anybody makes in a minute. The rule looks at what nobody means to publish: keys, secrets, tables, topics, disks, images, clusters and queues.

Leave it for a dataset or an image that is published on purpose, in a project of its own.`,
    refs: [principals, registry('google_project_iam')],
    equivalents: [
      'checkov/CKV2_GCP_6',
      'checkov/CKV2_GCP_8',
      'checkov/CKV_GCP_98',
      'checkov/CKV_GCP_99',
      'checkov/CKV_GCP_100',
      'checkov/CKV_GCP_112',
      'cis-gcp/1.9',
    ],
    check: noPublicMember(closed, 'so that only those who are known have access'),
    bad: `resource "google_pubsub_topic_iam_binding" "example" {
  topic   = google_pubsub_topic.example.name
  role    = "roles/pubsub.subscriber"
  members = ["group:team@example.com", "allUsers"]
                                       ~~~~~~~~~~
}
`,
    good: `resource "google_pubsub_topic_iam_binding" "example" {
  topic   = google_pubsub_topic.example.name
  role    = "roles/pubsub.subscriber"
  members = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/public-registry',
    title: 'A registry of images and packages is open to everyone',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Images hold code, addresses of internal services, and now and then a secret that somebody forgot in a layer. Each download is billed to the project.

Leave it for a registry from which software is given to the public.`,
    refs: [docs('artifact-registry/docs/access-control'), registry('artifact_registry_repository_iam')],
    equivalents: ['checkov/CKV_GCP_101'],
    check: noPublicMember(['artifact_registry_repository'], 'so that only those who are known read the registry'),
    bad: `resource "google_artifact_registry_repository_iam_binding" "example" {
  repository = google_artifact_registry_repository.example.name
  role       = "roles/artifactregistry.reader"
  members    = ["group:team@example.com", "allAuthenticatedUsers"]
                                          ~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_artifact_registry_repository_iam_binding" "example" {
  repository = google_artifact_registry_repository.example.name
  role       = "roles/artifactregistry.reader"
  members    = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/public-resource-of-grant',
    title: 'A resource is open to everyone by a grant or a policy elsewhere',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `The same fault as \`gcp/public-grant\`, \`gcp/bucket-public\` and \`gcp/iam-public-policy\`, told of the key, the key ring or the registry that is open, and of what a public policy is attached to. It is for those who look for what is wrong with a key.

Leave it to those rules otherwise.`,
    refs: [principals, registry('google_kms_crypto_key_iam')],
    equivalents: ['checkov/CKV2_GCP_6', 'checkov/CKV2_GCP_8', 'checkov/CKV2_GCP_9', 'checkov/CKV_GCP_112'],
    check: [
      { on: grantsOn('kms_crypto_key', 'kms_key_ring', 'storage_bucket'), resource: opened },
      { on: [...closed, ...served].map((thing) => `google_${thing}_iam_policy`), resource: openPolicy },
    ],
    bad: `resource "google_kms_key_ring" "example" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_key_ring_iam_member" "example" {
  key_ring_id = google_kms_key_ring.example.id
  role        = "roles/cloudkms.cryptoKeyEncrypter"
  member      = "allUsers"
                ~~~~~~~~~~
}
`,
    good: `resource "google_kms_key_ring" "example" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_key_ring_iam_member" "example" {
  key_ring_id = google_kms_key_ring.example.id
  role        = "roles/cloudkms.cryptoKeyEncrypter"
  member      = "group:team@example.com"
}
`,
  },
  {
    id: 'gcp/public-service',
    title: 'Everyone may call a service or a function',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `Without a sign-in to Google anybody who finds the address runs the code, at your expense. Services that call each other do so with their accounts; for people there is Identity-Aware Proxy.

Leave it for a website or an interface that is meant for everyone, or that asks who calls itself.`,
    refs: [docs('run/docs/authenticating/public'), registry('cloud_run_service_iam')],
    equivalents: ['checkov/CKV_GCP_102', 'checkov/CKV_GCP_107'],
    check: noPublicMember(served, 'unless the service is meant for everyone'),
    bad: `resource "google_cloud_run_v2_service_iam_binding" "example" {
  name    = google_cloud_run_v2_service.example.name
  role    = "roles/run.invoker"
  members = ["group:team@example.com", "allUsers"]
                                       ~~~~~~~~~~
}
`,
    good: `resource "google_cloud_run_v2_service_iam_binding" "example" {
  name    = google_cloud_run_v2_service.example.name
  role    = "roles/run.invoker"
  members = ["group:team@example.com"]
}
`,
  },
];
