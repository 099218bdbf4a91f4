/** What a resource type takes: the type of each argument, and the arguments of each block. */
export interface Schema {
  readonly [name: string]: string | true | Schema;
}

const yes = 'bool?';
const text = 'string?';
const database = {
  create_mode: text,
  geo_redundant_backup_enabled: yes,
  infrastructure_encryption_enabled: yes,
  name: text,
  public_network_access_enabled: yes,
  resource_group_name: text,
  location: text,
  sku_name: text,
  version: text,
  ssl_enforcement_enabled: yes,
  ssl_minimal_tls_version_enforced: text,
  threat_detection_policy: { enabled: yes },
};
const firewallRule = {
  name: text,
  resource_group_name: text,
  server_name: text,
  start_ip_address: text,
  end_ip_address: text,
};

/** Resource types and arguments of the provider azurerm before version 4, which code still has. */
export const olderAzure: Readonly<Record<string, Schema>> = {
  azurerm_container_registry: { retention_policy: { days: 'number?', enabled: yes }, trust_policy: { enabled: yes } },
  azurerm_data_lake_store: { encryption_state: text, location: text, name: text, resource_group_name: text },
  azurerm_eventhub_namespace: { zone_redundant: yes },
  azurerm_key_vault: { soft_delete_enabled: yes },
  azurerm_kubernetes_cluster: {
    addon_profile: {
      azure_policy: { enabled: yes },
      http_application_routing: { enabled: yes },
      kube_dashboard: { enabled: yes },
      oms_agent: { enabled: yes, log_analytics_workspace_id: text },
    },
    api_server_authorized_ip_ranges: 'set?',
    automatic_channel_upgrade: text,
    default_node_pool: { enable_host_encryption: yes, enable_node_public_ip: yes },
    role_based_access_control: { enabled: yes },
  },
  azurerm_kusto_cluster: { enable_disk_encryption: yes },
  azurerm_kubernetes_cluster_node_pool: { enable_host_encryption: yes, enable_node_public_ip: yes },
  azurerm_managed_disk: { encryption_settings: { enabled: yes } },
  azurerm_mariadb_firewall_rule: firewallRule,
  azurerm_mariadb_server: database,
  azurerm_monitor_log_profile: {
    categories: 'set!',
    locations: 'set!',
    name: text,
    retention_policy: { days: 'number?', enabled: yes },
    servicebus_rule_id: text,
    storage_account_id: text,
  },
  azurerm_mysql_firewall_rule: firewallRule,
  azurerm_mysql_server: database,
  azurerm_mysql_server_key: { key_vault_key_id: text, server_id: text },
  azurerm_network_interface: { enable_ip_forwarding: yes, enable_accelerated_networking: yes },
  azurerm_sql_firewall_rule: firewallRule,
  azurerm_redis_cache: { enable_non_ssl_port: yes },
  azurerm_sql_active_directory_administrator: { server_name: text, login: text, tenant_id: text, object_id: text },
  azurerm_sql_server: {
    name: text,
    resource_group_name: text,
    location: text,
    version: text,
    extended_auditing_policy: { retention_in_days: 'number?' },
  },
  azurerm_storage_account: { allow_blob_public_access: yes, enable_https_traffic_only: yes },
  azurerm_storage_account_network_rules: { storage_account_name: text },
};
