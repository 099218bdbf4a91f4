import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { allHold } from '../judge.ts';
import { be, noneOf, someBlock } from '../predicates.ts';
import type { Condition, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const cosmos = ['azurerm_cosmosdb_account'];

const cosmosPage = registry('cosmosdb_account');

const reachable: Condition = { attribute: 'public_network_access_enabled', is: noneOf(false), missing: 'holds' };

const variables = ['bool', 'datetime', 'int', 'string'].map((type) => `azurerm_automation_variable_${type}`);

/** Reports an account that answers every network: neither addresses nor subnets are named. */
function* cosmosOpen(account: Resource): Iterable<Report> {
  if (allHold(account, [reachable]) !== true) return;
  const filter = account.get('is_virtual_network_filter_enabled');
  const ranges = account.get('ip_range_filter');
  if (filter?.kind === 'unknown' || ranges?.kind === 'unknown') return;
  const named = ranges !== undefined && textOf(ranges) !== '' && !(ranges.kind === 'list' && ranges.items.length === 0);
  const subnets =
    filter !== undefined && textOf(filter) === 'true' && account.blocks('virtual_network_rule').length > 0;
  if (named || subnets) return;
  yield {
    at: account,
    message:
      'The account answers every network. Name subnets or addresses, or switch public_network_access_enabled off.',
  };
}

export const dataServices: readonly Rule[] = [
  {
    id: 'azure/app-configuration-purge-protection',
    title: 'An App Configuration store can be emptied for good',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Whoever may purge, by mistake or by design, destroys the settings of every application at once. With purge protection they are kept for the retention time; it cannot be switched off again.

Leave it off for stores of short-lived test environments, and in the tier Free, which does not offer it.`,
    refs: [learn('azure-app-configuration/concept-soft-delete'), registry('app_configuration')],
    equivalents: ['checkov/CKV_AZURE_187'],
    check: {
      on: ['azurerm_app_configuration'],
      attribute: 'purge_protection_enabled',
      must: be(true),
      default: false,
      so: 'so that settings can be had back',
      effect: 'it cannot be switched off again',
    },
    bad: `resource "azurerm_app_configuration" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "standard"
}
`,
    good: `resource "azurerm_app_configuration" "example" {
  name                     = "example"
  resource_group_name      = "apps"
  location                 = "westeurope"
  sku                      = "standard"
  purge_protection_enabled = true
}
`,
  },
  {
    id: 'azure/automation-plain-variable',
    title: 'A variable of an automation account is kept in plain text',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Whoever may read the account reads the value, and so does everyone with its runbooks.

Leave it for values that are no secrets.`,
    refs: [learn('automation/shared-resources/variables'), registry('automation_variable_string')],
    equivalents: ['checkov/CKV_AZURE_73'],
    check: {
      on: variables,
      attribute: 'encrypted',
      must: be(true),
      default: false,
      so: 'so that it cannot be read back',
      effect: 'Terraform replaces the variable',
    },
    bad: `resource "azurerm_automation_variable_string" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                    = "api"
  resource_group_name     = "management"
  automation_account_name = "runbooks"
  value                   = var.api_key
}
`,
    good: `resource "azurerm_automation_variable_string" "example" {
  name                    = "api"
  resource_group_name     = "management"
  automation_account_name = "runbooks"
  value                   = var.api_key
  encrypted               = true
}
`,
  },
  {
    id: 'azure/cosmos-key-changes-metadata',
    title: 'The key of a Cosmos DB account may change databases and throughput',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `An application's key then creates and deletes databases, past the roles and locks of Azure.

Leave it where an old SDK creates its containers by key.`,
    refs: [learn('cosmos-db/audit-control-plane-logs'), cosmosPage],
    equivalents: ['checkov/CKV_AZURE_132'],
    check: {
      on: cosmos,
      attribute: 'access_key_metadata_writes_enabled',
      must: be(false),
      default: true,
      so: 'so that roles decide who changes databases',
      effect: 'clients that create containers by key fail',
    },
    bad: `resource "azurerm_cosmosdb_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  offer_type          = "Standard"
}
`,
    good: `resource "azurerm_cosmosdb_account" "example" {
  name                               = "example"
  resource_group_name                = "data"
  location                           = "westeurope"
  offer_type                         = "Standard"
  access_key_metadata_writes_enabled = false
}
`,
  },
  {
    id: 'azure/cosmos-open-to-all-networks',
    title: 'A Cosmos DB account answers every network',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A leaked key then reads the data from anywhere in the world.

Leave it where clients have no fixed addresses and keys are switched off.`,
    refs: [learn('cosmos-db/how-to-configure-firewall'), cosmosPage],
    equivalents: ['checkov/CKV_AZURE_99'],
    check: { on: cosmos, resource: cosmosOpen },
    bad: `resource "azurerm_cosmosdb_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  offer_type          = "Standard"
}
`,
    good: `resource "azurerm_cosmosdb_account" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  offer_type                    = "Standard"
  public_network_access_enabled = false
}
`,
  },
  {
    id: 'azure/data-factory-without-git',
    title: 'Pipelines of a data factory are in no repository',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Nobody can see who changed what, or go back.

Leave it out for factories to which a pipeline deploys.`,
    refs: [learn('data-factory/source-control'), registry('data_factory')],
    equivalents: ['checkov/CKV_AZURE_103'],
    check: {
      on: ['azurerm_data_factory'],
      attribute: ['github_configuration', 'vsts_configuration'],
      must: someBlock(),
      so: 'to see who changed what',
    },
    bad: `resource "azurerm_data_factory" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "data"
}
`,
    good: `resource "azurerm_data_factory" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "data"

  github_configuration {
    account_name    = "example"
    repository_name = "pipelines"
    branch_name     = "main"
    root_folder     = "/"
  }
}
`,
  },
  {
    id: 'azure/data-lake-unencrypted',
    title: 'A Data Lake Store is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: false,
    why: `Data Lake Storage of the first generation was retired in 2024: this rule is for code that still names it.

There is no case where leaving it is right.`,
    refs: [learn('storage/blobs/data-lake-storage-introduction'), registry('storage_account')],
    equivalents: ['checkov/CKV_AZURE_105', 'trivy/AZU-0036'],
    check: {
      on: ['azurerm_data_lake_store'],
      attribute: 'encryption_state',
      must: be('Enabled'),
      default: 'Enabled',
      so: 'so that copies cannot be read',
      effect: 'Terraform replaces the store',
    },
    bad: `resource "azurerm_data_lake_store" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  encryption_state    = "Disabled"
                        ~~~~~~~~~~
}
`,
    good: `resource "azurerm_data_lake_store" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  encryption_state    = "Enabled"
}
`,
  },
  {
    id: 'azure/databricks-public-nodes',
    title: 'Nodes of a Databricks workspace have public addresses',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Each node is then reachable from the internet as far as rules let it be; with secure cluster connectivity they have none.

There is no case where leaving it is right: it has been the default since 2024.`,
    refs: [learn('databricks/security/network/classic/secure-cluster-connectivity'), registry('databricks_workspace')],
    equivalents: [],
    check: {
      on: ['azurerm_databricks_workspace'],
      attribute: 'custom_parameters.no_public_ip',
      must: be(true),
      missing: 'passes',
      so: 'so that nodes cannot be reached from outside',
      effect: 'Terraform may replace the workspace',
    },
    bad: `resource "azurerm_databricks_workspace" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "premium"

  custom_parameters {
    no_public_ip = false
                   ~~~~~
  }
}
`,
    good: `resource "azurerm_databricks_workspace" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "premium"

  custom_parameters {
    no_public_ip = true
  }
}
`,
  },
  {
    id: 'azure/kusto-without-disk-encryption',
    title: 'Nodes of a Data Explorer cluster have no disk encryption of their own',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Data is encrypted in storage anyway; the switch encrypts the disks of the nodes with BitLocker as well.

Leave it out for sizes that do not offer it, or where double encryption is on.`,
    refs: [learn('data-explorer/cluster-encryption-overview'), registry('kusto_cluster')],
    equivalents: ['checkov/CKV_AZURE_74'],
    check: {
      on: ['azurerm_kusto_cluster'],
      attribute: ['disk_encryption_enabled', 'enable_disk_encryption'],
      must: be(true),
      default: false,
      so: 'to encrypt caches too',
      effect: 'the cluster restarts',
    },
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
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "data"
  disk_encryption_enabled = true

  sku {
    name     = "Standard_E8ads_v5"
    capacity = 2
  }
}
`,
  },
  {
    id: 'azure/redis-without-tls',
    title: 'A Redis cache answers unencrypted connections',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The key and the data can be read on the way.

There is no case where leaving it is right: current clients know TLS.`,
    refs: [learn('azure-cache-for-redis/cache-best-practices-development'), registry('redis_cache')],
    equivalents: ['checkov/CKV_AZURE_91'],
    check: {
      on: ['azurerm_redis_cache'],
      attribute: ['non_ssl_port_enabled', 'enable_non_ssl_port'],
      must: be(false),
      default: false,
      so: 'so that nobody reads the key',
      effect: 'clients on port 6379 are cut off',
    },
    bad: `resource "azurerm_redis_cache" "example" {
  name                 = "example"
  resource_group_name  = "data"
  location             = "westeurope"
  capacity             = 1
  family               = "P"
  sku_name             = "Premium"
  minimum_tls_version  = "1.2"
  non_ssl_port_enabled = true
                         ~~~~
}
`,
    good: `resource "azurerm_redis_cache" "example" {
  name                 = "example"
  resource_group_name  = "data"
  location             = "westeurope"
  capacity             = 1
  family               = "P"
  sku_name             = "Premium"
  minimum_tls_version  = "1.2"
  non_ssl_port_enabled = false
}
`,
  },
];
