import type { Resource } from '../../terraform/model.ts';
import { be, noneOf } from '../predicates.ts';
import type { Companion, Condition, Context, Report, Rule } from '../rule.ts';
import { isScanned } from './assessment.ts';
import { learn, registry } from './refs.ts';

const workspace = ['azurerm_synapse_workspace'];
const pool = ['azurerm_synapse_sql_pool'];
const page = registry('synapse_workspace');
const poolPage = registry('synapse_sql_pool');
const security = learn('synapse-analytics/guidance/security-white-paper-introduction');
const poolPolicy = 'azurerm_synapse_sql_pool_security_alert_policy';

/** The rules that name addresses, reported for the workspace that they open. */
function* firewallRules(resource: Resource, context: Context): Iterable<Report> {
  for (const rule of context.referring(resource, 'azurerm_synapse_firewall_rule', 'synapse_workspace_id').resources) {
    yield {
      at: rule,
      message: `The rule opens "${resource.name}" to public addresses. Use managed private endpoints instead.`,
    };
  }
}

/** Reports a pool that nothing scans, by way of its alert policy. */
function* poolWithoutAssessment(resource: Resource, context: Context): Iterable<Report> {
  if (
    !isScanned(
      resource,
      {
        policy: [poolPolicy, 'sql_pool_id'],
        scan: ['azurerm_synapse_sql_pool_vulnerability_assessment', 'sql_pool_security_alert_policy_id'],
      },
      context,
    )
  )
    yield {
      at: resource,
      message: 'Nothing looks for weaknesses of the pool. Add a vulnerability assessment to its alert policy.',
    };
}

function* passwordInCode(resource: Resource): Iterable<Report> {
  const password = resource.get('sql_administrator_login_password');
  if (password?.kind !== 'string' || password.value === '') return;
  yield {
    at: password,
    message:
      'The password of the administrator stands in the code. Change it, and let people sign in to Entra ID, or pass a new one in from a key vault.',
  };
}

const recurring: Condition = { attribute: 'recurring_scans.enabled', is: be(true) };
const enabled: Companion = {
  on: [poolPolicy],
  by: 'sql_pool_id',
  where: [{ attribute: 'policy_state', is: noneOf('Disabled'), missing: 'holds' }],
};

export const synapse: readonly Rule[] = [
  {
    id: 'azure/synapse-data-exfiltration',
    title: 'A Synapse workspace may send data to every tenant',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With the protection on, it connects only to resources of the approved tenants. It can be chosen only when the workspace is made, and packages from public repositories cannot be installed then.

Leave it off where notebooks need such packages.`,
    refs: [learn('synapse-analytics/security/workspace-data-exfiltration-protection'), page],
    equivalents: ['checkov/CKV_AZURE_157'],
    check: {
      on: workspace,
      attribute: 'data_exfiltration_protection_enabled',
      must: be(true),
      default: false,
      so: 'so that data stays in your tenants',
      effect: 'Terraform replaces the workspace',
    },
    bad: `resource "azurerm_synapse_workspace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
  managed_virtual_network_enabled      = true
}
`,
    good: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
  managed_virtual_network_enabled      = true
  data_exfiltration_protection_enabled = true
}
`,
  },
  {
    id: 'azure/synapse-firewall-rules',
    title: 'A Synapse workspace is open to public addresses',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Each rule is a way in for whoever has, or borrows, such an address. Private endpoints need none.

Leave it for the addresses of an office that has no connection to the network.`,
    refs: [learn('synapse-analytics/security/synapse-workspace-ip-firewall'), registry('synapse_firewall_rule')],
    equivalents: ['checkov/CKV2_AZURE_19'],
    check: { on: workspace, resource: firewallRules },
    bad: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
}

resource "azurerm_synapse_firewall_rule" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "office"
  synapse_workspace_id = azurerm_synapse_workspace.example.id
  start_ip_address     = "20.31.0.4"
  end_ip_address       = "20.31.0.4"
}
`,
    good: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
}
`,
  },
  {
    id: 'azure/synapse-password-in-code',
    title: 'The password of a Synapse workspace stands in the code',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Everybody who reads the repository is administrator of its SQL pools.

There is no case where leaving it is right: only Entra ID, or a variable that is not in the repository.`,
    refs: [learn('synapse-analytics/sql/active-directory-authentication'), page],
    equivalents: ['checkov/CKV_AZURE_239'],
    check: { on: workspace, resource: passwordInCode },
    bad: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
  sql_administrator_login              = "sqladmin"
  sql_administrator_login_password     = "H@Sh1CoR3!"
                                         ~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
  azuread_authentication_only          = true
}
`,
  },
  {
    id: 'azure/synapse-pool-unencrypted',
    title: 'A Synapse SQL pool is not encrypted at rest',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Whoever gets hold of a disk or a backup file reads it.

There is no case where leaving it is right: encryption costs nothing and needs no change of clients.`,
    refs: [learn('azure-sql/database/transparent-data-encryption-tde-overview'), poolPage],
    equivalents: ['checkov/CKV_AZURE_241'],
    check: {
      on: pool,
      attribute: 'data_encrypted',
      must: be(true),
      default: false,
      so: 'so that files and backups cannot be read',
      safe: true,
    },
    bad: `resource "azurerm_synapse_sql_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
}
`,
    good: `resource "azurerm_synapse_sql_pool" "example" {
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}
`,
  },
  {
    id: 'azure/synapse-pool-without-alerts',
    title: 'Nobody is told of attacks on a Synapse SQL pool',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Injected statements and logins from unusual places go unnoticed.

Leave it out where the policy of the workspace covers its pools.`,
    refs: [security, registry('synapse_sql_pool_security_alert_policy')],
    equivalents: ['checkov/CKV2_AZURE_51'],
    check: {
      on: pool,
      needs: [enabled],
      text: 'an azurerm_synapse_sql_pool_security_alert_policy that is on',
      so: 'to be told of attacks',
      adds: { type: poolPolicy, by: 'sql_pool_id', lines: ['policy_state = "Enabled"'] },
      effect: 'needs Defender for SQL',
    },
    bad: `resource "azurerm_synapse_sql_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}
`,
    good: `resource "azurerm_synapse_sql_pool" "example" {
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}

resource "azurerm_synapse_sql_pool_security_alert_policy" "example" {
  sql_pool_id  = azurerm_synapse_sql_pool.example.id
  policy_state = "Enabled"
}
`,
  },
  {
    id: 'azure/synapse-pool-without-assessment',
    title: 'Nothing looks for weaknesses of a Synapse SQL pool',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The assessment finds wrong settings and too wide permissions.

Leave it out where a plan of Defender scans all servers.`,
    refs: [security, registry('synapse_sql_pool_vulnerability_assessment')],
    equivalents: ['checkov/CKV2_AZURE_52'],
    check: { on: pool, resource: poolWithoutAssessment },
    bad: `resource "azurerm_synapse_sql_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}
`,
    good: `resource "azurerm_synapse_sql_pool" "example" {
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}

resource "azurerm_synapse_sql_pool_security_alert_policy" "example" {
  sql_pool_id  = azurerm_synapse_sql_pool.example.id
  policy_state = "Enabled"
}

resource "azurerm_synapse_sql_pool_vulnerability_assessment" "example" {
  sql_pool_security_alert_policy_id = azurerm_synapse_sql_pool_security_alert_policy.example.id
  storage_container_path            = "https://logs.blob.core.windows.net/scans/"
}
`,
  },
  {
    id: 'azure/synapse-pool-without-auditing',
    title: 'Nothing records who uses a Synapse SQL pool',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `After a leak nobody can say who read what.

Leave it out where the auditing of the workspace covers its pools.`,
    refs: [security, registry('synapse_sql_pool_extended_auditing_policy')],
    equivalents: ['checkov/CKV2_AZURE_54'],
    check: {
      on: pool,
      needs: [
        {
          on: ['azurerm_synapse_sql_pool_extended_auditing_policy'],
          by: 'sql_pool_id',
          where: [{ attribute: 'log_monitoring_enabled', is: be(true), default: true }],
        },
      ],
      text: 'an azurerm_synapse_sql_pool_extended_auditing_policy that logs to Azure Monitor',
      so: 'to see who read what',
      adds: {
        type: 'azurerm_synapse_sql_pool_extended_auditing_policy',
        by: 'sql_pool_id',
        lines: ['log_monitoring_enabled = true'],
      },
      effect: 'logs are billed by volume',
    },
    bad: `resource "azurerm_synapse_sql_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}
`,
    good: `resource "azurerm_synapse_sql_pool" "example" {
  name                 = "pool"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  sku_name             = "DW100c"
  storage_account_type = "GRS"
  data_encrypted       = true
}

resource "azurerm_synapse_sql_pool_extended_auditing_policy" "example" {
  sql_pool_id            = azurerm_synapse_sql_pool.example.id
  log_monitoring_enabled = true
}
`,
  },
  {
    id: 'azure/synapse-shared-compute',
    title: 'Nodes of a Synapse Spark pool share their hosts with others',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Isolated compute gives each node a whole host. It exists for the largest size only, and costs accordingly.

Leave it out where no rule of your field asks for hosts of your own.`,
    refs: [learn('synapse-analytics/spark/apache-spark-pool-configurations'), registry('synapse_spark_pool')],
    equivalents: ['checkov/CKV_AZURE_242'],
    check: {
      on: ['azurerm_synapse_spark_pool'],
      attribute: 'compute_isolation_enabled',
      must: be(true),
      default: false,
      so: 'so that hosts are not shared',
      effect: 'needs the largest size; Terraform replaces the pool',
    },
    bad: `resource "azurerm_synapse_spark_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "spark"
  synapse_workspace_id = azurerm_synapse_workspace.main.id
  node_size_family     = "MemoryOptimized"
  node_size            = "XXXLarge"
  spark_version        = "3.4"
}
`,
    good: `resource "azurerm_synapse_spark_pool" "example" {
  name                      = "spark"
  synapse_workspace_id      = azurerm_synapse_workspace.main.id
  node_size_family          = "MemoryOptimized"
  node_size                 = "XXXLarge"
  spark_version             = "3.4"
  compute_isolation_enabled = true
}
`,
  },
  {
    id: 'azure/synapse-without-assessment',
    title: 'Nothing looks for weaknesses of a Synapse workspace',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Scans that do not recur miss what changes later.

Leave it out where a plan of Defender scans all servers.`,
    refs: [security, registry('synapse_workspace_vulnerability_assessment')],
    equivalents: ['checkov/CKV2_AZURE_46'],
    check: [
      {
        on: ['azurerm_synapse_workspace_security_alert_policy'],
        needs: [
          {
            on: ['azurerm_synapse_workspace_vulnerability_assessment'],
            by: 'workspace_security_alert_policy_id',
            where: [recurring],
          },
        ],
        text: 'an azurerm_synapse_workspace_vulnerability_assessment whose scans recur',
        so: 'to find weaknesses',
      },
      {
        on: ['azurerm_synapse_workspace_vulnerability_assessment'],
        attribute: 'recurring_scans.enabled',
        must: be(true),
        default: false,
        so: 'to find what changes',
        effect: 'scans run each week',
      },
    ],
    bad: `resource "azurerm_synapse_workspace_vulnerability_assessment" "example" {
  workspace_security_alert_policy_id = azurerm_synapse_workspace_security_alert_policy.main.id
  storage_container_path             = "https://logs.blob.core.windows.net/scans/"

  recurring_scans {
    enabled = false
              ~~~~~
  }
}
`,
    good: `resource "azurerm_synapse_workspace_vulnerability_assessment" "example" {
  workspace_security_alert_policy_id = azurerm_synapse_workspace_security_alert_policy.main.id
  storage_container_path             = "https://logs.blob.core.windows.net/scans/"

  recurring_scans {
    enabled = true
  }
}
`,
  },
  {
    id: 'azure/synapse-without-auditing',
    title: 'Nothing records who uses a Synapse workspace',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `After a leak nobody can say who read what.

Leave it out where a policy of the landing zone adds auditing.`,
    refs: [learn('azure-sql/database/auditing-overview'), registry('synapse_workspace_extended_auditing_policy')],
    equivalents: ['checkov/CKV2_AZURE_53'],
    check: {
      on: workspace,
      needs: [{ on: ['azurerm_synapse_workspace_extended_auditing_policy'], by: 'synapse_workspace_id' }],
      text: 'an azurerm_synapse_workspace_extended_auditing_policy',
      so: 'to see who read what',
      adds: {
        type: 'azurerm_synapse_workspace_extended_auditing_policy',
        by: 'synapse_workspace_id',
        lines: ['log_monitoring_enabled = true'],
      },
      effect: 'logs are billed by volume',
    },
    bad: `resource "azurerm_synapse_workspace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
}
`,
    good: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
}

resource "azurerm_synapse_workspace_extended_auditing_policy" "example" {
  synapse_workspace_id   = azurerm_synapse_workspace.example.id
  log_monitoring_enabled = true
}
`,
  },
  {
    id: 'azure/synapse-without-managed-network',
    title: 'A Synapse workspace has no network of its own',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Its Spark pools and pipelines then run beside those of others and reach data by public addresses. It can be chosen only when the workspace is made.

Leave it for a workspace that works on public data only.`,
    refs: [learn('synapse-analytics/security/synapse-workspace-managed-vnet'), page],
    equivalents: ['checkov/CKV_AZURE_58', 'trivy/AZU-0034'],
    check: {
      on: workspace,
      attribute: 'managed_virtual_network_enabled',
      must: be(true),
      default: false,
      so: 'so that its traffic is kept apart',
      effect: 'Terraform replaces the workspace',
    },
    bad: `resource "azurerm_synapse_workspace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
}
`,
    good: `resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "data"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = azurerm_storage_data_lake_gen2_filesystem.main.id
  managed_virtual_network_enabled      = true
}
`,
  },
];
