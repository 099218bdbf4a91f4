import type { Cloud } from './landing-zone-parts.ts';

/** One thing that each cloud has, by the resource types that make it; none where a provider has no resource for it. */
export interface Topic {
  readonly title: string;
  readonly types: Readonly<Record<Cloud, readonly string[]>>;
  /** The note, and the heading in it, that compares them. */
  readonly note?: string;
}

/** What goes by another name on each cloud. The first type of each is the one to name; the others are of the same kind. */
export const topics: readonly Topic[] = [
  {
    title: 'Virtual network',
    types: {
      gcp: ['google_compute_network'],
      aws: ['aws_vpc', 'aws_default_vpc'],
      azure: ['azurerm_virtual_network'],
      alicloud: ['alicloud_vpc'],
    },
    note: 'networks-compared#scope-and-names',
  },
  {
    title: 'Subnet',
    types: {
      gcp: ['google_compute_subnetwork'],
      aws: ['aws_subnet', 'aws_default_subnet'],
      azure: ['azurerm_subnet'],
      alicloud: ['alicloud_vswitch'],
    },
    note: 'networks-compared#scope-and-names',
  },
  {
    title: 'Traffic filter',
    types: {
      gcp: ['google_compute_firewall', 'google_compute_network_firewall_policy_rule'],
      aws: ['aws_vpc_security_group_ingress_rule', 'aws_security_group_rule', 'aws_security_group'],
      azure: ['azurerm_network_security_rule', 'azurerm_network_security_group'],
      alicloud: ['alicloud_security_group_rule', 'alicloud_security_group'],
    },
    note: 'networks-compared#filters',
  },
  {
    title: 'Network address translation',
    types: {
      gcp: ['google_compute_router_nat'],
      aws: ['aws_nat_gateway'],
      azure: ['azurerm_nat_gateway'],
      alicloud: ['alicloud_nat_gateway', 'alicloud_snat_entry'],
    },
    note: 'networks-compared#scope-and-names',
  },
  {
    title: 'Flow logs',
    types: {
      gcp: ['google_network_management_vpc_flow_logs_config'],
      aws: ['aws_flow_log'],
      azure: ['azurerm_network_watcher_flow_log'],
      alicloud: ['alicloud_vpc_flow_log'],
    },
    note: 'networks-compared#flow-logs',
  },
  {
    title: 'Grant of rights',
    types: {
      gcp: ['google_project_iam_member', 'google_project_iam_binding', 'google_project_iam_policy'],
      aws: ['aws_iam_role_policy', 'aws_iam_policy', 'aws_iam_role_policy_attachment'],
      azure: ['azurerm_role_assignment'],
      alicloud: ['alicloud_ram_policy', 'alicloud_ram_role_policy_attachment'],
    },
    note: 'landing-zones-compared#the-same-parts-four-names',
  },
  {
    title: 'Identity of a workload',
    types: {
      gcp: ['google_service_account'],
      aws: ['aws_iam_role'],
      azure: ['azurerm_user_assigned_identity'],
      alicloud: ['alicloud_ram_role'],
    },
    note: 'landing-zones-compared#the-same-parts-four-names',
  },
  {
    title: 'Guardrail of the organisation',
    types: {
      gcp: ['google_org_policy_policy', 'google_organization_policy'],
      aws: ['aws_organizations_policy'],
      azure: ['azurerm_management_group_policy_assignment'],
      alicloud: ['alicloud_resource_manager_control_policy', 'alicloud_config_rule'],
    },
    note: 'landing-zones-compared#the-first-guardrails-in-code',
  },
  {
    title: 'Audit log',
    types: {
      gcp: ['google_logging_organization_sink', 'google_logging_project_sink', 'google_project_iam_audit_config'],
      aws: ['aws_cloudtrail'],
      azure: ['azurerm_monitor_diagnostic_setting'],
      alicloud: ['alicloud_actiontrail_trail'],
    },
    note: 'landing-zones-compared#the-same-parts-four-names',
  },
  {
    title: 'Encryption key',
    types: {
      gcp: ['google_kms_crypto_key'],
      aws: ['aws_kms_key'],
      azure: ['azurerm_key_vault_key'],
      alicloud: ['alicloud_kms_key'],
    },
    note: 'landing-zones-compared#the-same-parts-four-names',
  },
  {
    title: 'Container registry',
    types: {
      gcp: ['google_artifact_registry_repository'],
      aws: ['aws_ecr_repository'],
      azure: ['azurerm_container_registry'],
      alicloud: ['alicloud_cr_ee_instance', 'alicloud_cr_ee_repo'],
    },
    note: 'registries-compared#the-switches',
  },
  {
    title: 'Kubernetes cluster',
    types: {
      gcp: ['google_container_cluster'],
      aws: ['aws_eks_cluster'],
      azure: ['azurerm_kubernetes_cluster'],
      alicloud: ['alicloud_cs_managed_kubernetes'],
    },
    note: 'kubernetes-compared#a-safe-cluster',
  },
  {
    title: 'Kubernetes nodes',
    types: {
      gcp: ['google_container_node_pool'],
      aws: ['aws_eks_node_group'],
      azure: ['azurerm_kubernetes_cluster_node_pool'],
      alicloud: ['alicloud_cs_kubernetes_node_pool'],
    },
    note: 'kubernetes-compared#a-safe-cluster',
  },
  {
    title: 'Object storage',
    types: {
      gcp: ['google_storage_bucket'],
      aws: ['aws_s3_bucket'],
      azure: ['azurerm_storage_account'],
      alicloud: ['alicloud_oss_bucket'],
    },
    note: 'object-storage-compared#the-switches',
  },
  {
    title: 'Budget',
    types: {
      gcp: ['google_billing_budget'],
      aws: ['aws_budgets_budget'],
      azure: ['azurerm_consumption_budget_subscription', 'azurerm_consumption_budget_resource_group'],
      alicloud: [],
    },
    note: 'finops-framework#what-code-can-show',
  },
  {
    title: 'Autoscaling',
    types: {
      gcp: ['google_compute_region_autoscaler', 'google_compute_autoscaler'],
      aws: ['aws_autoscaling_group'],
      azure: ['azurerm_monitor_autoscale_setting'],
      alicloud: ['alicloud_ess_scaling_group', 'alicloud_ess_scaling_rule'],
    },
    note: 'cost-alibaba#9-autoscaling',
  },
  {
    title: 'Commitment',
    types: {
      gcp: ['google_compute_region_commitment'],
      aws: ['aws_savingsplans_savings_plan'],
      azure: [],
      alicloud: ['alicloud_reserved_instance'],
    },
    note: 'cost-alibaba#6-reserved-instances',
  },
  {
    title: 'Access for administrators',
    types: {
      gcp: ['google_iap_tunnel_iam_member', 'google_iap_tunnel_instance_iam_member'],
      aws: ['aws_ec2_instance_connect_endpoint'],
      azure: ['azurerm_bastion_host'],
      alicloud: ['alicloud_bastionhost_instance'],
    },
    note: 'networks-compared#ssh-from-a-known-place',
  },
  {
    title: 'DNS zone',
    types: {
      gcp: ['google_dns_managed_zone'],
      aws: ['aws_route53_zone'],
      azure: ['azurerm_private_dns_zone', 'azurerm_dns_zone'],
      alicloud: ['alicloud_pvtz_zone'],
    },
    note: 'networks-compared#scope-and-names',
  },
  {
    title: 'Private endpoint',
    types: {
      gcp: [],
      aws: ['aws_vpc_endpoint'],
      azure: ['azurerm_private_endpoint'],
      alicloud: ['alicloud_privatelink_vpc_endpoint', 'alicloud_vpc_gateway_endpoint'],
    },
    note: 'networks-compared#scope-and-names',
  },
  {
    title: 'Virtual machine',
    types: {
      gcp: ['google_compute_instance'],
      aws: ['aws_instance'],
      azure: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'],
      alicloud: ['alicloud_instance'],
    },
  },
  {
    title: 'Relational database',
    types: {
      gcp: ['google_sql_database_instance'],
      aws: ['aws_db_instance', 'aws_rds_cluster'],
      azure: ['azurerm_mssql_server', 'azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server'],
      alicloud: ['alicloud_db_instance'],
    },
  },
  {
    title: 'Log store',
    types: {
      gcp: ['google_logging_project_bucket_config'],
      aws: ['aws_cloudwatch_log_group'],
      azure: ['azurerm_log_analytics_workspace'],
      alicloud: ['alicloud_log_project', 'alicloud_log_store'],
    },
  },
];

const byType = new Map(
  topics.flatMap((topic) => Object.values(topic.types).flatMap((types) => types.map((type) => [type, topic] as const))),
);

/** What a resource type is one of; undefined for what the table does not have. */
export function topicOf(type: string): Topic | undefined {
  return byType.get(type);
}
