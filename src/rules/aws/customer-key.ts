import { be, isSet, matches, matchesNot, noBlock, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs } from './refs.ts';

/** Where a type names the key that encrypts it, and the checks of other tools that ask for one of one's own. */
interface KeyArgument extends Pick<Expectation, 'attribute' | 'within' | 'when' | 'missing'> {
  readonly on: string;
  readonly equivalents: readonly string[];
}

// A queue, a topic or a parameter without a key is a matter of other rules, or needs none.
const rows: readonly KeyArgument[] = [
  { on: 'aws_appflow_connector_profile', attribute: 'kms_arn', equivalents: ['checkov/CKV_AWS_264'] },
  { on: 'aws_appflow_flow', attribute: 'kms_arn', equivalents: ['checkov/CKV_AWS_263'] },
  {
    on: 'aws_ami_copy',
    attribute: 'kms_key_id',
    equivalents: ['checkov/CKV_AWS_236'],
  },
  { on: 'aws_ebs_snapshot_copy', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_183'] },
  { on: 'aws_ebs_volume', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_189', 'trivy/AWS-0027'] },
  {
    on: 'aws_lambda_function',
    attribute: 'kms_key_arn',
    when: [{ attribute: 'environment', is: someBlock() }],
    equivalents: ['checkov/CKV_AWS_173'],
  },
  {
    on: 'aws_networkfirewall_firewall',
    attribute: 'encryption_configuration.key_id',
    equivalents: ['checkov/CKV_AWS_345'],
  },
  {
    on: 'aws_networkfirewall_firewall_policy',
    attribute: 'encryption_configuration.key_id',
    equivalents: ['checkov/CKV_AWS_346'],
  },
  {
    on: 'aws_networkfirewall_rule_group',
    attribute: 'encryption_configuration.key_id',
    equivalents: ['checkov/CKV_AWS_345'],
  },
  { on: 'aws_backup_vault', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_166'] },
  { on: 'aws_cloudtrail', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_35', 'trivy/AWS-0015'] },
  { on: 'aws_cloudtrail_event_data_store', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_294'] },
  { on: 'aws_cloudwatch_log_group', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_158', 'trivy/AWS-0017'] },
  { on: 'aws_ecr_repository', attribute: 'encryption_configuration.kms_key', equivalents: ['trivy/AWS-0033'] },
  ...(
    [
      ['aws_s3_bucket', 'server_side_encryption_configuration.'],
      ['aws_s3_bucket_server_side_encryption_configuration', ''],
    ] as const
  ).map(([on, before]) => ({
    on,
    within: `${before}rule.apply_server_side_encryption_by_default`,
    attribute: 'kms_master_key_id',
    when: [{ attribute: 'sse_algorithm', is: matches(/^aws:kms/, 'KMS') }],
    equivalents: ['trivy/AWS-0132'],
  })),
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
  { on: 'aws_bedrock_custom_model', attribute: 'custom_model_kms_key_id', equivalents: [] },
  { on: 'aws_bedrock_guardrail', attribute: 'kms_key_arn', equivalents: [] },
  { on: 'aws_bedrockagent_agent', attribute: 'customer_encryption_key_arn', equivalents: ['checkov/CKV_AWS_373'] },
  { on: 'aws_codeartifact_domain', attribute: 'encryption_key', equivalents: ['checkov/CKV_AWS_221'] },
  { on: 'aws_codebuild_project', attribute: 'encryption_key', equivalents: ['checkov/CKV_AWS_147'] },
  {
    on: 'aws_codegurureviewer_repository_association',
    attribute: 'kms_key_details.kms_key_id',
    equivalents: ['checkov/CKV_AWS_381'],
  },
  { on: 'aws_codepipeline', attribute: 'artifact_store.encryption_key.id', equivalents: ['checkov/CKV_AWS_219'] },
  { on: 'aws_comprehend_entity_recognizer', attribute: 'model_kms_key_id', equivalents: ['checkov/CKV_AWS_267'] },
  {
    on: 'aws_connect_instance_storage_config',
    attribute: 'storage_config.kinesis_video_stream_config.encryption_config.key_id',
    when: [{ attribute: 'resource_type', is: be('MEDIA_STREAMS') }],
    equivalents: ['checkov/CKV_AWS_269'],
  },
  {
    on: 'aws_connect_instance_storage_config',
    attribute: 'storage_config.s3_config.encryption_config.key_id',
    when: [{ attribute: 'storage_config.storage_type', is: be('S3') }],
    equivalents: ['checkov/CKV_AWS_270'],
  },
  {
    on: 'aws_db_instance_automated_backups_replication',
    attribute: 'kms_key_id',
    equivalents: ['checkov/CKV_AWS_245'],
  },
  { on: 'aws_db_snapshot_copy', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_266'] },
  {
    on: 'aws_dlm_lifecycle_policy',
    within: 'policy_details.action.cross_region_copy',
    attribute: 'encryption_configuration.cmk_arn',
    equivalents: ['checkov/CKV_AWS_254'],
  },
  {
    on: 'aws_dlm_lifecycle_policy',
    within: 'policy_details.schedule.cross_region_copy_rule',
    attribute: 'cmk_arn',
    equivalents: ['checkov/CKV_AWS_256'],
  },
  {
    on: 'aws_dms_endpoint',
    attribute: ['kms_key_arn', 's3_settings.server_side_encryption_kms_key_id'],
    equivalents: ['checkov/CKV_AWS_296'],
  },
  { on: 'aws_dms_replication_instance', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_212'] },
  {
    on: 'aws_dms_s3_endpoint',
    attribute: ['kms_key_arn', 'server_side_encryption_kms_key_id'],
    equivalents: ['checkov/CKV_AWS_298'],
  },
  { on: 'aws_docdb_cluster', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_182', 'trivy/AWS-0022'] },
  { on: 'aws_dynamodb_table_replica', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_271'] },
  {
    on: 'aws_dynamodb_table',
    attribute: 'server_side_encryption.kms_key_arn',
    equivalents: ['checkov/CKV_AWS_119', 'trivy/AWS-0025', 'trivy/AWS-0121'],
  },
  { on: 'aws_efs_file_system', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_184'] },
  { on: 'aws_elasticache_replication_group', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_191'] },
  { on: 'aws_elasticsearch_domain', attribute: 'encrypt_at_rest.kms_key_id', equivalents: ['checkov/CKV_AWS_247'] },
  { on: 'aws_fsx_lustre_file_system', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_190'] },
  { on: 'aws_fsx_ontap_file_system', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_178'] },
  { on: 'aws_fsx_openzfs_file_system', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_203'] },
  { on: 'aws_fsx_windows_file_system', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_179'] },
  { on: 'aws_imagebuilder_component', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_180'] },
  {
    on: 'aws_imagebuilder_distribution_configuration',
    within: 'distribution.ami_distribution_configuration',
    attribute: 'kms_key_id',
    equivalents: ['checkov/CKV_AWS_199'],
  },
  {
    on: 'aws_imagebuilder_image_recipe',
    within: 'block_device_mapping.ebs',
    attribute: 'kms_key_id',
    equivalents: ['checkov/CKV_AWS_200'],
  },
  {
    on: 'aws_kendra_index',
    attribute: 'server_side_encryption_configuration.kms_key_id',
    equivalents: ['checkov/CKV_AWS_262'],
  },
  {
    on: 'aws_keyspaces_table',
    attribute: 'encryption_specification.kms_key_identifier',
    equivalents: ['checkov/CKV_AWS_265'],
  },
  {
    on: 'aws_kinesis_firehose_delivery_stream',
    attribute: 'server_side_encryption.key_arn',
    when: [{ attribute: 'kinesis_source_configuration', is: noBlock() }],
    equivalents: ['checkov/CKV_AWS_241'],
  },
  { on: 'aws_kinesis_stream', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_185'] },
  { on: 'aws_kinesis_video_stream', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_177'] },
  { on: 'aws_memorydb_cluster', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_201'] },
  { on: 'aws_memorydb_snapshot', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_278'] },
  { on: 'aws_mq_broker', attribute: 'encryption_options.kms_key_id', equivalents: ['checkov/CKV_AWS_209'] },
  {
    on: 'aws_msk_cluster',
    attribute: 'encryption_info.encryption_at_rest_kms_key_arn',
    equivalents: ['trivy/AWS-0179'],
  },
  { on: 'aws_neptune_cluster', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_347', 'trivy/AWS-0128'] },
  { on: 'aws_opensearch_domain', attribute: 'encrypt_at_rest.kms_key_id', equivalents: ['checkov/CKV_AWS_247'] },
  { on: 'aws_rds_cluster_activity_stream', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_246'] },
  { on: 'aws_rds_cluster', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_327', 'trivy/AWS-0079'] },
  { on: 'aws_redshift_cluster', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_142', 'trivy/AWS-0084'] },
  { on: 'aws_redshift_snapshot_copy_grant', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_281'] },
  { on: 'aws_redshiftserverless_namespace', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_282'] },
  {
    on: 'aws_sagemaker_data_quality_job_definition',
    attribute: 'data_quality_job_output_config.kms_key_id',
    equivalents: ['checkov/CKV_AWS_367'],
  },
  { on: 'aws_sagemaker_domain', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_187'] },
  { on: 'aws_sagemaker_endpoint_configuration', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_98'] },
  { on: 'aws_sagemaker_flow_definition', attribute: 'output_config.kms_key_id', equivalents: ['checkov/CKV_AWS_372'] },
  {
    on: 'aws_sagemaker_notebook_instance',
    attribute: 'kms_key_id',
    equivalents: ['checkov/CKV_AWS_187', 'checkov/CKV_AWS_22'],
  },
  { on: 'aws_scheduler_schedule', attribute: 'kms_key_arn', equivalents: ['checkov/CKV_AWS_297'] },
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
  { on: 'aws_timestreamwrite_database', attribute: 'kms_key_id', equivalents: ['checkov/CKV_AWS_160'] },
  { on: 'aws_codecommit_repository', attribute: 'kms_key_id', equivalents: [] },
  {
    on: 'aws_db_instance',
    attribute: 'kms_key_id',
    when: [{ attribute: 'storage_encrypted', is: be(true) }],
    equivalents: [],
  },
  { on: 'aws_docdbelastic_cluster', attribute: 'kms_key_id', equivalents: [] },
  { on: 'aws_elasticache_serverless_cache', attribute: 'kms_key_id', equivalents: [] },
  { on: 'aws_mwaa_environment', attribute: 'kms_key', equivalents: [] },
  { on: 'aws_qldb_ledger', attribute: 'kms_key', equivalents: [] },
  { on: 'aws_sfn_state_machine', attribute: 'encryption_configuration.kms_key_id', equivalents: [] },
  { on: 'aws_xray_encryption_config', attribute: 'key_id', equivalents: [] },
];

/** What must hold for a key that is named to be used at all. */
interface Switch extends Pick<Expectation, 'attribute' | 'within' | 'must' | 'default'> {
  readonly on: readonly string[];
  readonly key: string;
}

const switches: readonly Switch[] = [
  {
    on: ['aws_codegurureviewer_repository_association'],
    within: 'kms_key_details',
    attribute: 'encryption_option',
    key: 'kms_key_id',
    must: be('CUSTOMER_MANAGED_CMK'),
    default: 'AWS_OWNED_CMK',
  },
  {
    on: ['aws_imagebuilder_image_recipe'],
    within: 'block_device_mapping.ebs',
    attribute: 'encrypted',
    key: 'kms_key_id',
    must: be(true),
    default: false,
  },
  {
    on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    within: 'encrypt_at_rest',
    attribute: 'enabled',
    key: 'kms_key_id',
    must: be(true),
    default: false,
  },
  {
    on: ['aws_dynamodb_table'],
    within: 'server_side_encryption',
    attribute: 'enabled',
    key: 'kms_key_arn',
    must: be(true),
    default: false,
  },
  {
    on: ['aws_kinesis_firehose_delivery_stream'],
    within: 'server_side_encryption',
    attribute: 'enabled',
    key: 'key_arn',
    must: be(true),
    default: false,
  },
  {
    on: ['aws_kinesis_firehose_delivery_stream'],
    within: 'server_side_encryption',
    attribute: 'key_type',
    key: 'key_arn',
    must: be('CUSTOMER_MANAGED_CMK'),
    default: 'AWS_OWNED_CMK',
  },
  {
    on: ['aws_keyspaces_table'],
    within: 'encryption_specification',
    attribute: 'type',
    key: 'kms_key_identifier',
    must: be('CUSTOMER_MANAGED_KMS_KEY'),
    default: 'AWS_OWNED_KMS_KEY',
  },
];

/** A key that is named and is not the one that AWS manages for the service. */
const ownKey = matchesNot(/^$|^AWS_OWNED|^aws\/|(?:^|:)alias\/aws\//, 'a key of your own');

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
  check: [
    ...rows.map(
      ({ on, equivalents: _, ...row }): Expectation => ({
        ...row,
        on: [on],
        must: ownKey,
        so: 'so that its policy decides who may decrypt',
      }),
    ),
    ...switches.map(
      ({ key, ...row }): Expectation => ({
        ...row,
        when: [{ attribute: key, is: isSet(), unknown: 'holds' }],
        so: 'for the key to be used',
        effect: 'Terraform may have to replace the resource',
      }),
    ),
  ],
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
