import type { Pillar } from '../rule.ts';

export const clouds = ['gcp', 'aws', 'azure', 'alicloud'] as const;
export type Cloud = (typeof clouds)[number];

/** The provider of a cloud, which is also what the types of its resources begin with. */
export const providerOf: Readonly<Record<Cloud, string>> = {
  gcp: 'google',
  aws: 'aws',
  azure: 'azurerm',
  alicloud: 'alicloud',
};

/** Something that a landing zone normally has. */
export interface LandingZonePart {
  readonly cloud: Cloud;
  readonly pillar: Pillar;
  readonly title: string;
  /** Resource types of which one suffices; `google_compute_subnetwork.log_config` is a nested block, `terraform.backend` a block of `terraform`. */
  readonly types: readonly string[];
  /** The note, and the heading in it, that explains it. */
  readonly note: string;
  /** Prefix of the snippet that adds it. */
  readonly snippet: string;
}

/** What a landing zone normally has on each cloud, by cloud and pillar. */
export const landingZoneParts: readonly LandingZonePart[] = [
  {
    cloud: 'gcp',
    pillar: 'network',
    title: 'Cloud NAT',
    types: ['google_compute_router_nat'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'gcp-nat',
  },
  {
    cloud: 'gcp',
    pillar: 'data',
    title: 'Encryption keys (Cloud KMS)',
    types: ['google_kms_crypto_key'],
    note: 'landing-zone-gcp#what-is-missing',
    snippet: 'gcp-kms',
  },
  {
    cloud: 'gcp',
    pillar: 'logging',
    title: 'Log sink',
    types: [
      'google_logging_organization_sink',
      'google_logging_folder_sink',
      'google_logging_billing_account_sink',
      'google_logging_project_sink',
    ],
    note: 'landing-zone-gcp#what-is-missing',
    snippet: 'gcp-audit-logs',
  },
  {
    cloud: 'gcp',
    pillar: 'logging',
    title: 'Data access audit logs',
    types: [
      'google_organization_iam_audit_config',
      'google_folder_iam_audit_config',
      'google_project_iam_audit_config',
    ],
    note: 'landing-zones-compared#the-first-guardrails-in-code',
    snippet: 'gcp-audit-logs',
  },
  {
    cloud: 'gcp',
    pillar: 'logging',
    title: 'VPC flow logs',
    types: ['google_compute_subnetwork.log_config', 'google_network_management_vpc_flow_logs_config'],
    note: 'landing-zone-gcp#flow-logs',
    snippet: 'gcp-flow-logs',
  },
  {
    cloud: 'gcp',
    pillar: 'logging',
    title: 'Security Command Center',
    types: [
      'google_scc_notification_config',
      'google_scc_project_notification_config',
      'google_scc_v2_organization_notification_config',
      'google_scc_v2_folder_notification_config',
      'google_scc_v2_project_notification_config',
    ],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'gcp-scc',
  },
  {
    cloud: 'gcp',
    pillar: 'cost',
    title: 'Budget with alerts',
    types: ['google_billing_budget'],
    note: 'finops-framework#what-code-can-show',
    snippet: 'gcp-budget',
  },
  {
    cloud: 'gcp',
    pillar: 'governance',
    title: 'Organisation policies',
    types: [
      'google_org_policy_policy',
      'google_organization_policy',
      'google_folder_organization_policy',
      'google_project_organization_policy',
    ],
    note: 'landing-zones-compared#the-first-guardrails-in-code',
    snippet: 'gcp-org-policy',
  },
  {
    cloud: 'gcp',
    pillar: 'governance',
    title: 'Remote state',
    types: ['terraform.backend', 'terraform.cloud'],
    note: 'landing-zone-gcp#state',
    snippet: 'tf-backend-gcs',
  },
  {
    cloud: 'aws',
    pillar: 'identity',
    title: 'IAM Access Analyzer',
    types: ['aws_accessanalyzer_analyzer'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'aws-guardduty',
  },
  {
    cloud: 'aws',
    pillar: 'data',
    title: 'Encryption keys (KMS)',
    types: ['aws_kms_key'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'aws-kms',
  },
  {
    cloud: 'aws',
    pillar: 'data',
    title: 'Account-wide public access block',
    types: ['aws_s3_account_public_access_block'],
    note: 'object-storage-compared#the-switches',
    snippet: 'aws-s3-account',
  },
  {
    cloud: 'aws',
    pillar: 'logging',
    title: 'Audit trail (CloudTrail)',
    types: ['aws_cloudtrail', 'aws_cloudtrail_event_data_store'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'aws-cloudtrail',
  },
  {
    cloud: 'aws',
    pillar: 'logging',
    title: 'VPC flow logs',
    types: ['aws_flow_log'],
    note: 'networks-compared#flow-logs',
    snippet: 'aws-flow-logs',
  },
  {
    cloud: 'aws',
    pillar: 'logging',
    title: 'GuardDuty or Security Hub',
    types: ['aws_guardduty_detector', 'aws_securityhub_account'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'aws-guardduty',
  },
  {
    cloud: 'aws',
    pillar: 'cost',
    title: 'Budget or anomaly alerts',
    types: ['aws_budgets_budget', 'aws_ce_anomaly_monitor'],
    note: 'finops-framework#what-code-can-show',
    snippet: 'aws-budget',
  },
  {
    cloud: 'aws',
    pillar: 'governance',
    title: 'Service control policies',
    types: ['aws_organizations_policy', 'aws_controltower_control'],
    note: 'landing-zones-compared#the-first-guardrails-in-code',
    snippet: 'aws-scp',
  },
  {
    cloud: 'aws',
    pillar: 'governance',
    title: 'AWS Config recorder',
    types: ['aws_config_configuration_recorder'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'aws-config',
  },
  {
    cloud: 'aws',
    pillar: 'governance',
    title: 'Remote state',
    types: ['terraform.backend', 'terraform.cloud'],
    note: 'landing-zone-gcp#state',
    snippet: 'tf-backend-s3',
  },
  {
    cloud: 'azure',
    pillar: 'network',
    title: 'Bastion',
    types: ['azurerm_bastion_host'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'az-bastion',
  },
  {
    cloud: 'azure',
    pillar: 'data',
    title: 'Encryption keys (Key Vault)',
    types: ['azurerm_key_vault_key', 'azurerm_key_vault_managed_hardware_security_module_key'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'az-key-vault',
  },
  {
    cloud: 'azure',
    pillar: 'logging',
    title: 'Diagnostic settings',
    types: ['azurerm_monitor_diagnostic_setting'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'az-activity-log',
  },
  {
    cloud: 'azure',
    pillar: 'logging',
    title: 'Flow logs',
    types: ['azurerm_network_watcher_flow_log'],
    note: 'networks-compared#flow-logs',
    snippet: 'az-flow-logs',
  },
  {
    cloud: 'azure',
    pillar: 'logging',
    title: 'Defender for Cloud',
    types: ['azurerm_security_center_subscription_pricing'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'az-defender',
  },
  {
    cloud: 'azure',
    pillar: 'cost',
    title: 'Budget with alerts',
    types: [
      'azurerm_consumption_budget_subscription',
      'azurerm_consumption_budget_management_group',
      'azurerm_consumption_budget_resource_group',
    ],
    note: 'finops-framework#what-code-can-show',
    snippet: 'az-budget',
  },
  {
    cloud: 'azure',
    pillar: 'governance',
    title: 'Policy assignments',
    types: [
      'azurerm_management_group_policy_assignment',
      'azurerm_subscription_policy_assignment',
      'azurerm_resource_group_policy_assignment',
    ],
    note: 'landing-zones-compared#the-first-guardrails-in-code',
    snippet: 'az-policy',
  },
  {
    cloud: 'azure',
    pillar: 'governance',
    title: 'Remote state',
    types: ['terraform.backend', 'terraform.cloud'],
    note: 'landing-zone-gcp#state',
    snippet: 'tf-backend-azurerm',
  },
  {
    cloud: 'alicloud',
    pillar: 'identity',
    title: 'Password policy of RAM',
    types: ['alicloud_ram_account_password_policy'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'ali-password-policy',
  },
  {
    cloud: 'alicloud',
    pillar: 'data',
    title: 'Encryption keys (KMS)',
    types: ['alicloud_kms_key'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'ali-kms',
  },
  {
    cloud: 'alicloud',
    pillar: 'logging',
    title: 'Audit trail (ActionTrail)',
    types: ['alicloud_actiontrail_trail'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'ali-actiontrail',
  },
  {
    cloud: 'alicloud',
    pillar: 'logging',
    title: 'VPC flow logs',
    types: ['alicloud_vpc_flow_log'],
    note: 'networks-compared#flow-logs',
    snippet: 'ali-flow-logs',
  },
  {
    cloud: 'alicloud',
    pillar: 'logging',
    title: 'Security Center',
    types: ['alicloud_threat_detection_instance'],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    snippet: 'ali-security-center',
  },
  {
    cloud: 'alicloud',
    pillar: 'governance',
    title: 'Control policies or Config rules',
    types: [
      'alicloud_resource_manager_control_policy',
      'alicloud_config_rule',
      'alicloud_config_aggregate_config_rule',
    ],
    note: 'landing-zones-compared#the-first-guardrails-in-code',
    snippet: 'ali-control-policy',
  },
  {
    cloud: 'alicloud',
    pillar: 'governance',
    title: 'Remote state',
    types: ['terraform.backend', 'terraform.cloud'],
    note: 'landing-zone-gcp#state',
    snippet: 'tf-backend-oss',
  },
];
