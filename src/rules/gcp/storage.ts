import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { be, each, isSet, matchesNot, noneOf, preferring } from '../predicates.ts';
import type { Companion, Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { noPublicMember } from './grants.ts';
import { docs, registry } from './refs.ts';

const on = ['google_storage_bucket'];
const resource = registry('storage_bucket');

/** Access lists of buckets and objects, from before IAM, by the argument that names who has access. */
const entityLists: readonly { readonly on: readonly string[]; readonly attribute: string }[] = [
  {
    on: ['google_storage_bucket_acl', 'google_storage_object_acl', 'google_storage_default_object_acl'],
    attribute: 'role_entity',
  },
];

const everyone = /^(?:.*:)?(?:allUsers|allAuthenticatedUsers)$/i;
const stranger = matchesNot(everyone, 'a member of the organisation');
const published = 'whoever relies on public access loses it';

/** Buckets whose access logs go to the bucket looked at: such a bucket needs no log of its own. */
const keepsLogs: readonly Companion[] = [{ on, by: 'logging.log_bucket', certain: true }];

function* logsToItself(bucket: Resource, context: Context): Iterable<Report> {
  const name = bucket.get('name');
  for (const logging of bucket.blocks('logging')) {
    const target = logging.get('log_bucket');
    if (!target) continue;
    const text = textOf(target);
    const same = name !== undefined && text !== undefined && text === textOf(name);
    if (!same && context.target(target)?.address !== bucket.address) continue;
    yield { at: target, message: 'The bucket logs access into itself, which it logs again. Name another bucket.' };
  }
}

/** Reports a sink into a bucket whose objects may be deleted before their time. */
function* unlockedSink(sink: Resource, context: Context): Iterable<Report> {
  const destination = sink.get('destination');
  const bucket = context.find(destination, 'google_storage_bucket') ?? context.target(destination);
  if (!destination || bucket?.type !== 'google_storage_bucket') return;
  const policies = bucket.blocks('retention_policy');
  const locks = policies.map((policy) => policy.get('is_locked'));
  if (policies.some(({ symbolic }) => symbolic) || locks.some((lock) => lock?.kind === 'unknown')) return;
  if (locks.some((lock) => lock !== undefined && textOf(lock) === 'true')) return;
  yield {
    at: writtenAt(sink, 'destination'),
    message: `The logs go to a bucket without a locked retention policy. Lock the policy of ${bucket.address}.`,
    related: [{ at: policies[0]?.location ?? bucket.location, message: 'the bucket' }],
  };
}

export const storage: readonly Rule[] = [
  {
    id: 'gcp/bucket-force-destroy',
    title: 'A bucket is deleted with all that is in it',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Terraform deletes a bucket that is not empty only with \`force_destroy\`: without it, a bucket that falls out of the code by mistake stays.

Leave it for buckets of tests, and of what is built anew at any time.`,
    refs: [resource],
    equivalents: [],
    check: {
      on,
      attribute: 'force_destroy',
      must: be(false),
      default: false,
      so: 'to keep what is in the bucket when it falls out of the code',
      safe: true,
    },
    bad: `resource "google_storage_bucket" "example" {
  name          = "example"
  location      = "EU"
  force_destroy = true
                  ~~~~
}
`,
    good: `resource "google_storage_bucket" "example" {
  name          = "example"
  location      = "EU"
  force_destroy = false
}
`,
  },
  {
    id: 'gcp/bucket-logs-to-itself',
    title: 'A bucket logs access into itself',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Each log that is written is an access that is logged in turn: the bucket grows without end, and whoever may delete its objects deletes the traces too.

There is no case where leaving it is right.`,
    refs: [docs('storage/docs/access-logs'), resource],
    equivalents: ['checkov/CKV_GCP_63'],
    check: { on, resource: logsToItself },
    bad: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  logging {
    log_bucket = "example"
                 ~~~~~~~~~
  }
}
`,
    good: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  logging {
    log_bucket = "example-logs"
  }
}
`,
  },
  {
    id: 'gcp/bucket-public',
    title: 'A bucket is open to everyone',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `\`allUsers\` is everyone on the internet, \`allAuthenticatedUsers\` everyone with any Google account. Names of buckets are guessed and listed by robots, and what leaks from them is in the news every month.

Leave it for a bucket that holds nothing but a website.`,
    refs: [docs('storage/docs/access-control/making-data-public'), registry('storage_bucket_iam')],
    equivalents: ['checkov/CKV_GCP_28', 'trivy/GCP-0001', 'cis-gcp/5.1'],
    check: [
      ...noPublicMember(
        ['storage_bucket', 'storage_managed_folder'],
        'so that only those who are known read the bucket',
      ),
      ...entityLists.map(({ on, attribute }) => ({
        on,
        attribute,
        must: each(stranger),
        missing: 'passes' as const,
        effect: published,
      })),
      {
        on: ['google_storage_bucket_access_control', 'google_storage_default_object_access_control'],
        attribute: 'entity',
        must: stranger,
      },
      {
        on: ['google_storage_bucket_acl', 'google_storage_object_acl'],
        attribute: 'predefined_acl',
        must: preferring(
          'projectPrivate',
          noneOf('publicRead', 'publicReadWrite', 'authenticatedRead', 'bucketOwnerFullControlPublic'),
        ),
        missing: 'passes',
        effect: published,
      },
    ],
    bad: `resource "google_storage_bucket_iam_binding" "example" {
  bucket  = google_storage_bucket.example.name
  role    = "roles/storage.objectViewer"
  members = ["group:team@example.com", "allUsers"]
                                       ~~~~~~~~~~
}
`,
    good: `resource "google_storage_bucket_iam_binding" "example" {
  bucket  = google_storage_bucket.example.name
  role    = "roles/storage.objectViewer"
  members = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/bucket-soft-delete-off',
    title: 'Deleted objects of a bucket are gone at once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `By default Cloud Storage keeps what is deleted for seven days. With a duration of 0 a wrong command, or somebody who wants to do harm, deletes for good.

Leave it for files that are made anew and deleted all the time: keeping them is billed.`,
    refs: [docs('storage/docs/soft-delete'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'soft_delete_policy.retention_duration_seconds',
      must: preferring(604800, noneOf(0)),
      default: 604800,
      so: 'for what was deleted by mistake to come back',
      effect: 'deleted objects are billed until they are gone',
    },
    bad: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  soft_delete_policy {
    retention_duration_seconds = 0
                                 ~
  }
}
`,
    good: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  soft_delete_policy {
    retention_duration_seconds = 604800
  }
}
`,
  },
  {
    id: 'gcp/bucket-without-access-log',
    title: 'Access to a bucket is not logged by the hour',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Usage logs tell who asked for which object of a public bucket, in files of comma-separated values. For access by known principals Google recommends the audit logs of Cloud Logging in their place (\`gcp/audit-config-incomplete\`). A bucket into which others log is not reported.

Leave it where data access audit logs are on.`,
    refs: [docs('storage/docs/access-logs'), resource],
    equivalents: ['checkov/CKV_GCP_62', 'trivy/GCP-0077'],
    check: {
      on,
      attribute: 'logging.log_bucket',
      must: isSet(),
      unless: keepsLogs,
      so: 'to a bucket for logs',
    },
    bad: `resource "google_storage_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "EU"
}
`,
    good: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  logging {
    log_bucket = "example-logs"
  }
}
`,
  },
  {
    id: 'gcp/bucket-without-public-access-prevention',
    title: 'A bucket may be made public',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With public access prevention no grant makes the bucket public, whoever makes it. Without it, it takes one line. The organisation policy \`storage.publicAccessPrevention\` does the same for all buckets.

Leave it for a bucket that holds a website, or where that policy is set.`,
    refs: [docs('storage/docs/public-access-prevention'), resource],
    equivalents: ['checkov/CKV_GCP_114'],
    check: {
      on,
      attribute: 'public_access_prevention',
      must: be('enforced'),
      default: 'inherited',
      so: 'so that no grant makes the bucket public',
      effect: published,
    },
    bad: `resource "google_storage_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "EU"
}
`,
    good: `resource "google_storage_bucket" "example" {
  name                     = "example"
  location                 = "EU"
  public_access_prevention = "enforced"
}
`,
  },
  {
    id: 'gcp/bucket-without-uniform-access',
    title: 'Objects of a bucket have access lists of their own',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With access lists for single objects nobody can tell from the bucket's policy who reads what: an object may be public in a bucket that is not. Uniform access leaves IAM alone, and is what VPC Service Controls and conditions need.

Leave it while an application that sets access lists is being changed.`,
    refs: [docs('storage/docs/uniform-bucket-level-access'), resource],
    equivalents: ['checkov/CKV_GCP_29', 'trivy/GCP-0002', 'cis-gcp/5.2'],
    check: {
      on,
      attribute: 'uniform_bucket_level_access',
      must: be(true),
      default: false,
      so: 'for IAM alone to say who reads what',
      effect: 'access lists of objects no longer count',
    },
    bad: `resource "google_storage_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "EU"
}
`,
    good: `resource "google_storage_bucket" "example" {
  name                        = "example"
  location                    = "EU"
  uniform_bucket_level_access = true
}
`,
  },
  {
    id: 'gcp/bucket-without-versioning',
    title: 'A bucket keeps no earlier versions of its objects',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `What is written over is lost; what is deleted comes back for seven days by soft delete, then no more. Earlier versions are billed like others, so a lifecycle rule should end them. For a bucket with Terraform's state versioning is a must.

Leave it for data that is made anew from elsewhere, or never changes.`,
    refs: [docs('storage/docs/object-versioning'), resource],
    equivalents: ['checkov/CKV_GCP_78', 'trivy/GCP-0078'],
    check: {
      on,
      attribute: 'versioning.enabled',
      must: be(true),
      default: false,
      so: 'for what is written over to come back',
      effect: 'earlier versions are billed until a lifecycle rule ends them',
    },
    bad: `resource "google_storage_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "EU"
}
`,
    good: `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"

  versioning {
    enabled = true
  }
}
`,
  },
  {
    id: 'gcp/log-sink-unlocked-bucket',
    title: 'Logs go to a bucket from which they can be deleted',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Whoever covers traces deletes logs first. With a locked retention policy nobody deletes an object before its time, owners and Google's support included. The lock cannot be taken back, so choose the period well.

Leave it for logs that are kept for a look at what happened this week.`,
    refs: [docs('storage/docs/bucket-lock'), registry('logging_project_sink')],
    equivalents: ['checkov/CKV2_GCP_4', 'cis-gcp/2.3'],
    check: {
      on: [
        'google_logging_billing_account_sink',
        'google_logging_folder_sink',
        'google_logging_organization_sink',
        'google_logging_project_sink',
      ],
      resource: unlockedSink,
    },
    bad: `resource "google_storage_bucket" "example" {
  name     = "example-logs"
  location = "EU"
}

resource "google_logging_project_sink" "example" {
  name        = "example"
  destination = "storage.googleapis.com/\${google_storage_bucket.example.name}"
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_storage_bucket" "example" {
  name     = "example-logs"
  location = "EU"

  retention_policy {
    retention_period = 31536000
    is_locked        = true
  }
}

resource "google_logging_project_sink" "example" {
  name        = "example"
  destination = "storage.googleapis.com/\${google_storage_bucket.example.name}"
}
`,
  },
];
