import { be, isAbsent, isSet } from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { docs } from './refs.ts';

interface Encrypted {
  readonly on: readonly string[];
  /** Arguments that name a key: of several, one is enough. */
  readonly key: string | readonly string[];
  readonly when?: readonly Condition[];
}

const specified = 'encryption_spec.kms_key_name';

/** Resource types that take a key of Cloud KMS, and where they take it. */
export const encrypted: readonly Encrypted[] = [
  { on: ['google_alloydb_cluster'], key: 'encryption_config.kms_key_name' },
  { on: ['google_artifact_registry_repository'], key: 'kms_key_name' },
  { on: ['google_bigquery_dataset'], key: 'default_encryption_configuration.kms_key_name' },
  { on: ['google_bigquery_table'], key: 'encryption_configuration.kms_key_name' },
  { on: ['google_bigtable_instance'], key: 'cluster.kms_key_name' },
  { on: ['google_cloudfunctions_function', 'google_cloudfunctions2_function'], key: 'kms_key_name' },
  { on: ['google_cloud_run_v2_service'], key: 'template.encryption_key' },
  { on: ['google_composer_environment'], key: 'config.encryption_config.kms_key_name' },
  {
    on: ['google_compute_disk', 'google_compute_region_disk'],
    key: [
      'disk_encryption_key.kms_key_self_link',
      'disk_encryption_key.kms_key_name',
      'disk_encryption_key.raw_key',
      'disk_encryption_key.rsa_encrypted_key',
    ],
  },
  {
    on: ['google_compute_instance'],
    key: ['boot_disk.kms_key_self_link', 'boot_disk.disk_encryption_key_raw', 'boot_disk.disk_encryption_key_rsa'],
    when: [{ attribute: 'boot_disk.source', is: isAbsent(), missing: 'holds' }],
  },
  { on: ['google_data_fusion_instance'], key: 'crypto_key_config.key_reference' },
  { on: ['google_dataflow_job'], key: 'kms_key_name' },
  { on: ['google_dataproc_cluster'], key: 'cluster_config.encryption_config.kms_key_name' },
  { on: ['google_document_ai_processor'], key: 'kms_key_name' },
  { on: ['google_document_ai_warehouse_location'], key: 'kms_key' },
  { on: ['google_filestore_instance'], key: 'kms_key_name' },
  { on: ['google_logging_project_bucket_config'], key: 'cmek_settings.kms_key_name' },
  { on: ['google_notebooks_instance'], key: 'kms_key' },
  {
    on: ['google_notebooks_runtime'],
    key: 'virtual_machine.virtual_machine_config.encryption_config.kms_key',
  },
  { on: ['google_pubsub_topic'], key: 'kms_key_name' },
  { on: ['google_redis_instance'], key: 'customer_managed_key' },
  { on: ['google_redis_cluster'], key: 'kms_key' },
  { on: ['google_spanner_database'], key: ['encryption_config.kms_key_name', 'encryption_config.kms_key_names'] },
  { on: ['google_sql_database_instance'], key: 'encryption_key_name' },
  { on: ['google_storage_bucket'], key: 'encryption.default_kms_key_name' },
  {
    on: [
      'google_vertex_ai_dataset',
      'google_vertex_ai_endpoint',
      'google_vertex_ai_featurestore',
      'google_vertex_ai_metadata_store',
      'google_vertex_ai_tensorboard',
    ],
    key: specified,
  },
  { on: ['google_workbench_instance'], key: 'gce_setup.boot_disk.kms_key' },
  {
    on: ['google_workbench_instance'],
    key: 'gce_setup.data_disks.kms_key',
    when: [{ attribute: 'gce_setup.data_disks.disk_size_gb', is: isSet() }],
  },
];

/** Notebooks, whose key counts only where it is said that there is one of your own. */
const asked: readonly { readonly on: string; readonly disk: string }[] = [
  { on: 'google_notebooks_instance', disk: '' },
  { on: 'google_workbench_instance', disk: 'gce_setup.boot_disk.' },
  { on: 'google_workbench_instance', disk: 'gce_setup.data_disks.' },
];

const ignoredKeys: readonly Expectation[] = asked.map(({ on, disk }) => ({
  on: [on],
  attribute: `${disk}disk_encryption`,
  must: be('CMEK'),
  default: 'GMEK',
  when: [{ attribute: `${disk}kms_key`, is: isSet(), unknown: 'holds' }],
  so: 'for the key to be used',
  effect: 'Terraform replaces the notebook',
}));

export const cmek: Rule = {
  id: 'gcp/customer-managed-key',
  title: 'Data is encrypted with a key that Google manages',
  severity: 'info',
  pillar: 'data',
  recommended: false,
  why: `Google encrypts everything at rest with keys of its own. With a key in Cloud KMS you decide who may decrypt, each use is logged, and destroying the key destroys the data. It has to be set up when most resources are made, is billed by use, and a key that is lost or disabled takes the data along: it is worth that where a law, a contract or a risk asks for it.

Leave it for all other data.`,
  refs: [docs('kms/docs/cmek'), docs('kms/docs/compatible-services')],
  equivalents: [
    'checkov/CKV2_GCP_21',
    'checkov/CKV2_GCP_22',
    'checkov/CKV2_GCP_23',
    'checkov/CKV2_GCP_24',
    'checkov/CKV2_GCP_25',
    'checkov/CKV2_GCP_26',
    'checkov/CKV2_GCP_27',
    'checkov/CKV2_GCP_35',
    'checkov/CKV_GCP_37',
    'checkov/CKV_GCP_38',
    'checkov/CKV_GCP_80',
    'checkov/CKV_GCP_81',
    'checkov/CKV_GCP_83',
    'checkov/CKV_GCP_84',
    'checkov/CKV_GCP_85',
    'checkov/CKV_GCP_90',
    'checkov/CKV_GCP_91',
    'checkov/CKV_GCP_92',
    'checkov/CKV_GCP_93',
    'checkov/CKV_GCP_96',
    'trivy/GCP-0033',
    'trivy/GCP-0034',
    'trivy/GCP-0066',
    'cis-gcp/4.7',
    'cis-gcp/7.2',
    'cis-gcp/7.3',
  ],
  check: [
    ...encrypted.map(
      ({ on, key, when = [] }): Expectation => ({
        on,
        attribute: key,
        must: { ...isSet(), text: 'the name of a key in Cloud KMS' },
        when,
        so: 'if the data asks for a key of your own',
      }),
    ),
    ...ignoredKeys,
  ],
  bad: `resource "google_pubsub_topic" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
  good: `resource "google_pubsub_topic" "example" {
  name         = "example"
  kms_key_name = google_kms_crypto_key.example.id
}
`,
};
