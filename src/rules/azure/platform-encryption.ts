import { be, isSet, noBlock, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Check, Companion, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { rows } from './types.ts';

const withOwnKey = {
  must: isSet(),
  so: 'to hold the key yourself',
};

/** Keys that a resource of their own gives to another one: that one, its type and its argument. */
const keysElsewhere: Readonly<Record<string, Companion>> = {
  cognitive_account: { on: ['azurerm_cognitive_account_customer_managed_key'], by: 'cognitive_account_id' },
  databricks_workspace: { on: ['azurerm_databricks_workspace_root_dbfs_customer_managed_key'], by: 'workspace_id' },
  kusto_cluster: { on: ['azurerm_kusto_cluster_customer_managed_key'], by: 'cluster_id' },
  mysql_server: { on: ['azurerm_mysql_server_key'], by: 'server_id' },
  postgresql_server: { on: ['azurerm_postgresql_server_key'], by: 'server_id' },
  servicebus_namespace: { on: ['azurerm_servicebus_namespace_customer_managed_key'], by: 'namespace_id' },
  storage_account: { on: ['azurerm_storage_account_customer_managed_key'], by: 'storage_account_id' },
};

/** Types with a block for the key, which for some may stand in a resource of its own. */
const keyBlocks: Readonly<Record<string, string>> = {
  cognitive_account: 'customer_managed_key',
  container_registry: 'encryption',
  mysql_flexible_server: 'customer_managed_key',
  postgresql_flexible_server: 'customer_managed_key',
  servicebus_namespace: 'customer_managed_key',
  storage_account: 'customer_managed_key',
  synapse_workspace: 'customer_managed_key',
};

const customerKeys: readonly Check[] = [
  ...rows(
    {
      customer_managed_key_id: ['data_factory'],
      disk_encryption_set_id: ['kubernetes_cluster', 'managed_disk'],
      'encryption.key_vault_key_identifier': ['app_configuration'],
      key_vault_key_id: ['cosmosdb_account'],
    },
    withOwnKey,
  ),
  {
    ...withOwnKey,
    on: ['azurerm_batch_account'],
    attribute: ['encryption.key_vault_key_id', 'key_vault_reference.id'],
  },
  ...Object.entries(keyBlocks).map(([type, attribute]) => {
    const elsewhere = keysElsewhere[type];
    return {
      on: [`azurerm_${type}`],
      attribute,
      must: someBlock(),
      so: 'to hold the key yourself',
      ...(elsewhere ? { unless: [elsewhere] } : {}),
    };
  }),
  ...Object.entries(keysElsewhere)
    .filter(([type]) => !(type in keyBlocks))
    .map(([type, companion]) => ({
      on: [`azurerm_${type}`],
      needs: [companion],
      text: `an ${companion.on.join(' or ')}`,
      so: 'to hold the key yourself',
    })),
];

const newTls = { so: 'to refuse what is broken', effect: 'clients without TLS 1.2 are refused' };

export const platformEncryption: readonly Rule[] = [
  {
    id: 'azure/customer-managed-key',
    title: 'Data is encrypted with a key that Microsoft holds',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A key in a vault of your own can be withdrawn, so that the data becomes unreadable, and its use is logged. The key then has to be kept, rotated and backed up: who loses it loses the data.

Leave it where no rule of your field asks for keys of your own: data is encrypted anyway.`,
    refs: [learn('security/fundamentals/encryption-models'), registry('key_vault_key')],
    equivalents: [
      'checkov/CKV2_AZURE_1',
      'checkov/CKV2_AZURE_11',
      'checkov/CKV2_AZURE_15',
      'checkov/CKV2_AZURE_16',
      'checkov/CKV2_AZURE_17',
      'checkov/CKV2_AZURE_22',
      'checkov/CKV2_AZURE_48',
      'checkov/CKV_AZURE_100',
      'checkov/CKV_AZURE_117',
      'checkov/CKV_AZURE_186',
      'checkov/CKV_AZURE_201',
      'checkov/CKV_AZURE_240',
      'checkov/CKV_AZURE_76',
      'checkov/CKV_AZURE_93',
      'trivy/AZU-0060',
      'trivy/AZU-0067',
    ],
    check: customerKeys,
    bad: `resource "azurerm_managed_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                          = "data"
  location                      = "westeurope"
  resource_group_name           = "apps"
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 64
  public_network_access_enabled = false
}
`,
    good: `resource "azurerm_managed_disk" "example" {
  name                          = "data"
  location                      = "westeurope"
  resource_group_name           = "apps"
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 64
  public_network_access_enabled = false
  disk_encryption_set_id        = azurerm_disk_encryption_set.main.id
}
`,
  },
  {
    id: 'azure/loose-disk-without-own-key',
    title: 'A disk that no machine uses is encrypted with a key that Microsoft holds',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Disks left over from machines are forgotten, with what is on them. With a key of your own all of them are made unreadable at once.

Leave it where no rule of your field asks for keys of your own; a disk that nobody needs is better deleted.`,
    refs: [learn('virtual-machines/disk-encryption-overview'), registry('managed_disk')],
    equivalents: ['checkov/CKV2_AZURE_14'],
    check: {
      on: ['azurerm_managed_disk'],
      attribute: ['disk_encryption_set_id', 'secure_vm_disk_encryption_set_id'],
      must: isSet(),
      when: [
        {
          attribute: 'encryption_settings',
          is: noBlock({ attribute: 'enabled', is: noneOf(false), missing: 'holds' }),
        },
      ],
      unless: [
        { on: ['azurerm_virtual_machine_data_disk_attachment'], by: 'managed_disk_id' },
        { on: ['azurerm_virtual_machine'], by: 'storage_os_disk.managed_disk_id' },
        { on: ['azurerm_virtual_machine'], by: 'storage_data_disk.managed_disk_id' },
      ],
      so: 'as no machine uses it',
    },
    bad: `resource "azurerm_managed_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "old"
  location             = "westeurope"
  resource_group_name  = "apps"
  storage_account_type = "Premium_LRS"
  create_option        = "Empty"
  disk_size_gb         = 64
}
`,
    good: `resource "azurerm_managed_disk" "example" {
  name                   = "old"
  location               = "westeurope"
  resource_group_name    = "apps"
  storage_account_type   = "Premium_LRS"
  create_option          = "Empty"
  disk_size_gb           = 64
  disk_encryption_set_id = azurerm_disk_encryption_set.apps.id
}
`,
  },
  {
    id: 'azure/double-encryption',
    title: 'A service of the platform encrypts its data only once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A second layer, with another key and another algorithm, guards against a flaw in the first. It can be chosen only when the service is made.

Leave it out where no rule of your field asks for two layers.`,
    refs: [learn('security/fundamentals/double-encryption'), registry('kusto_cluster')],
    equivalents: ['checkov/CKV_AZURE_75', 'checkov/CKV_AZURE_199'],
    check: [
      {
        on: ['azurerm_kusto_cluster'],
        attribute: ['double_encryption_enabled', 'enable_double_encryption'],
        must: be(true),
        default: false,
        so: 'for a second layer of encryption',
        effect: 'Terraform replaces the cluster',
      },
      {
        on: ['azurerm_servicebus_namespace'],
        attribute: 'customer_managed_key.infrastructure_encryption_enabled',
        must: be(true),
        so: 'for a second layer of encryption',
        effect: 'needs a key of your own; Terraform replaces the namespace',
        unless: [
          {
            on: ['azurerm_servicebus_namespace_customer_managed_key'],
            by: 'namespace_id',
            where: [{ attribute: 'infrastructure_encryption_enabled', is: be(true) }],
          },
        ],
      },
    ],
    bad: `resource "azurerm_kusto_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "data"

  sku {
    name     = "Standard_E8ads_v5"
    capacity = 2
  }
}
`,
    good: `resource "azurerm_kusto_cluster" "example" {
  name                      = "example"
  location                  = "westeurope"
  resource_group_name       = "data"
  double_encryption_enabled = true

  sku {
    name     = "Standard_E8ads_v5"
    capacity = 2
  }
}
`,
  },
  {
    id: 'azure/service-weak-tls',
    title: 'A service of the platform accepts outdated TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 can be broken, and clients that can use better are talked down to them.

Leave it for devices that cannot be updated, until they are replaced.`,
    refs: [learn('security/fundamentals/encryption-overview'), registry('redis_cache')],
    equivalents: ['checkov/CKV_AZURE_148', 'checkov/CKV_AZURE_205', 'checkov/CKV_AZURE_223'],
    check: [
      {
        on: ['azurerm_eventhub_namespace', 'azurerm_servicebus_namespace'],
        attribute: 'minimum_tls_version',
        must: be('1.2'),
        default: '1.2',
        ...newTls,
      },
      {
        on: ['azurerm_redis_cache'],
        attribute: 'minimum_tls_version',
        must: preferring('1.2', oneOf('1.2', '1.3')),
        default: '1.0',
        ...newTls,
      },
      {
        on: ['azurerm_cosmosdb_account'],
        attribute: 'minimal_tls_version',
        must: preferring('Tls12', noneOf('Tls', 'Tls11')),
        missing: 'passes',
        ...newTls,
      },
    ],
    bad: `resource "azurerm_redis_cache" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  capacity            = 1
  family              = "P"
  sku_name            = "Premium"
}
`,
    good: `resource "azurerm_redis_cache" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  capacity            = 1
  family              = "P"
  sku_name            = "Premium"
  minimum_tls_version = "1.2"
}
`,
  },
];
