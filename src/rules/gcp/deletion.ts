import { be, isSet, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Types with an argument that keeps Terraform from deleting them, by its name. */
const protectedBy: readonly { readonly attribute: string; readonly on: readonly string[] }[] = [
  {
    attribute: 'deletion_protection',
    on: [
      'google_bigquery_table',
      'google_bigtable_instance',
      'google_container_cluster',
      'google_folder',
      'google_spanner_database',
      'google_sql_database_instance',
    ],
  },
  { attribute: 'deletion_protection_enabled', on: ['google_filestore_instance', 'google_redis_cluster'] },
];

export const deletion: readonly Rule[] = [
  {
    id: 'gcp/deletion-protection-off',
    title: 'Terraform may delete a database, a cluster or a folder',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `A change of an argument that cannot be changed in place, or a block that falls out of the code, makes Terraform delete the resource with its data. With deletion protection, which most of these types have by default, the plan fails instead; here it is switched off.

Leave it in environments for tests, which are built and torn down every day.`,
    refs: [docs('sql/docs/postgres/deletion-protection'), registry('sql_database_instance')],
    equivalents: ['checkov/CKV_GCP_119', 'checkov/CKV_GCP_121', 'checkov/CKV_GCP_122'],
    check: protectedBy.map(({ attribute, on }) => ({
      on,
      attribute,
      must: be(true),
      missing: 'passes',
      so: 'for a plan that deletes it to fail',
      effect: 'Terraform refuses to delete it from then on',
    })),
    bad: `resource "google_spanner_database" "example" {
  instance            = google_spanner_instance.example.name
  name                = "example"
  deletion_protection = false
                        ~~~~~
}
`,
    good: `resource "google_spanner_database" "example" {
  instance            = google_spanner_instance.example.name
  name                = "example"
  deletion_protection = true
}
`,
  },
  {
    id: 'gcp/deletion-protection-unsaid',
    title: 'Deletion protection is left to the default of the provider',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `The provider protects these types when nothing is said, since some version of it. Written down, the protection does not hang on the version, and whoever takes it away is seen doing so.

Leave it where the default is enough.`,
    refs: [registry('bigquery_table'), registry('spanner_database'), registry('bigtable_instance')],
    equivalents: ['checkov/CKV_GCP_119', 'checkov/CKV_GCP_121', 'checkov/CKV_GCP_122'],
    check: {
      on: ['google_bigquery_table', 'google_bigtable_instance', 'google_spanner_database'],
      attribute: 'deletion_protection',
      must: preferring(true, isSet()),
      so: 'so as not to hang on a default',
      safe: true,
    },
    bad: `resource "google_bigtable_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "google_bigtable_instance" "example" {
  name                = "example"
  deletion_protection = true
}
`,
  },
  {
    id: 'gcp/spanner-without-drop-protection',
    title: 'A Spanner database may be dropped by any tool',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Deletion protection is Terraform's own: the console and \`gcloud\` delete the database all the same. Drop protection is kept by Spanner, for every tool, and for the instance too.

Leave it in environments for tests.`,
    refs: [docs('spanner/docs/prevent-database-deletion'), registry('spanner_database')],
    equivalents: ['checkov/CKV_GCP_120'],
    check: {
      on: ['google_spanner_database'],
      attribute: 'enable_drop_protection',
      must: be(true),
      default: false,
      so: 'for no tool to drop the database',
      safe: true,
    },
    bad: `resource "google_spanner_database" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance = google_spanner_instance.example.name
  name     = "example"
}
`,
    good: `resource "google_spanner_database" "example" {
  instance               = google_spanner_instance.example.name
  name                   = "example"
  enable_drop_protection = true
}
`,
  },
];
