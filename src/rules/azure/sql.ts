import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { insertAttribute, insertResource, offer, setAttribute } from '../fix.ts';
import { allHold } from '../judge.ts';
import { be, isSet, matches, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Added, Context, Report, Rule } from '../rule.ts';
import { isScanned } from './assessment.ts';
import { learn, registry } from './refs.ts';

const servers = ['azurerm_mssql_server', 'azurerm_sql_server'];

const alertPolicy = 'azurerm_mssql_server_security_alert_policy';

const assessment = 'azurerm_mssql_server_vulnerability_assessment';

function* alertsOff(server: Resource, context: Context): Iterable<Report> {
  for (const policy of context.referring(server, alertPolicy, 'server_name').resources) {
    const state = policy.get('state');
    const text = state && textOf(state);
    if (state && text !== undefined && text.toLowerCase() !== 'enabled') {
      yield {
        at: state,
        message: 'Nobody is told when the server is attacked: the alert policy is off. Set its state to "Enabled".',
        fixes: offer(setAttribute(policy, state, '"Enabled"'), {
          title: 'Set state to "Enabled"',
          effect: 'alerts are sent',
        }),
      };
    }
  }
}

/** Reports a server that nothing scans: neither the express assessment, nor a classic one by way of its alert policy. */
function* withoutAssessment(server: Resource, context: Context): Iterable<Report> {
  const express = server.get('express_vulnerability_assessment_enabled');
  if (express && textOf(express) !== 'false') return;
  if (
    !isScanned(
      server,
      { policy: [alertPolicy, 'server_name'], scan: [assessment, 'server_security_alert_policy_id'] },
      context,
    )
  )
    yield {
      at: server,
      message:
        'Nothing looks for weaknesses of the server. Set express_vulnerability_assessment_enabled to true, or add a vulnerability assessment.',
      fixes:
        server.type === 'azurerm_mssql_server'
          ? offer(insertAttribute(server, 'express_vulnerability_assessment_enabled', 'true'), {
              title: 'Set express_vulnerability_assessment_enabled to true',
              effect: 'needs Defender for SQL',
            })
          : [],
    };
}

/** Auditing that goes to Azure Monitor. */
const auditPolicy: Added = {
  type: 'azurerm_mssql_server_extended_auditing_policy',
  by: 'server_id',
  lines: ['log_monitoring_enabled = true'],
};

/** The auditing policies of a server: the block in it, as older providers have, and separate ones. */
function auditing(server: Resource, context: Context) {
  const separate = context.referring(server, 'azurerm_mssql_server_extended_auditing_policy', 'server_id');
  const on = separate.resources.filter(
    (policy) => allHold(policy, [{ attribute: 'enabled', is: noneOf(false), missing: 'holds' }]) !== false,
  );
  return { policies: [...server.blocks('extended_auditing_policy'), ...on], unsure: separate.unsure };
}

function* withoutAuditing(server: Resource, context: Context): Iterable<Report> {
  const { policies, unsure } = auditing(server, context);
  if (policies.length + unsure.length === 0) {
    yield {
      at: server,
      message:
        'Nothing records who reads and changes the databases of the server. Add an azurerm_mssql_server_extended_auditing_policy.',
      fixes:
        server.type === 'azurerm_mssql_server'
          ? offer(insertResource(server, auditPolicy), {
              title: `Add an ${auditPolicy.type}`,
              effect: 'needs a diagnostic setting of the database master',
            })
          : [],
    };
  }
}

/** Reports the policies among those given that keep their log for less than 90 days; 0 is for ever. */
function* short(policies: readonly Section[]): Iterable<Report> {
  for (const policy of policies) {
    const days = policy.get('retention_in_days');
    const number = Number((days && textOf(days)) ?? 0);
    if (days && number > 0 && number < 90) {
      yield { at: days, message: `The audit log is kept for ${number} days: keep it for at least 90, or 0 for ever.` };
    }
  }
}

function shortAudit(server: Resource, context: Context): Iterable<Report> {
  return short(auditing(server, context).policies);
}

/** A policy is reported for its server, or for itself where that is not here. */
function shortLoneAudit(policy: Resource, context: Context): Iterable<Report> {
  const server = servers.some((type) => context.find(policy.get('server_id'), type));
  return server ? [] : short([policy]);
}

export const sql: readonly Rule[] = [
  {
    id: 'azure/sql-alerts-disabled',
    title: 'The alerts of an SQL server are switched off',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Injected statements, guessed passwords and logins from unusual places go unnoticed although somebody wrote a policy for them.

Leave it for a server that is about to be deleted.`,
    refs: [learn('azure-sql/database/threat-detection-overview'), registry('mssql_server_security_alert_policy')],
    equivalents: ['checkov/CKV2_AZURE_13'],
    check: { on: servers, resource: alertsOff },
    bad: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}

resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = azurerm_mssql_server.example.name
  state                = "Disabled"
                         ~~~~~~~~~~
  email_account_admins = true
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}

resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = azurerm_mssql_server.example.name
  state                = "Enabled"
  email_account_admins = true
}
`,
  },
  {
    id: 'azure/sql-alerts-incomplete',
    title: 'Some attacks on an SQL server raise no alert',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Kinds of attack that are named in \`disabled_alerts\` go unnoticed.

Leave one out while it raises false alarms that have been looked into.`,
    refs: [learn('azure-sql/database/threat-detection-overview'), registry('mssql_server_security_alert_policy')],
    equivalents: ['checkov/CKV_AZURE_25', 'trivy/AZU-0028'],
    check: {
      on: [alertPolicy],
      *resource(policy) {
        const alerts = policy.get('disabled_alerts');
        if (alerts?.kind === 'list' && alerts.items.some((item) => item.kind !== 'unknown'))
          yield {
            at: alerts,
            message: 'Some kinds of attack raise no alert. Leave disabled_alerts empty.',
            fixes: offer(setAttribute(policy, alerts, '[]'), {
              title: 'Leave disabled_alerts empty',
              effect: 'more alerts are sent',
            }),
          };
      },
    },
    bad: `resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = "main"
  state                = "Enabled"
  email_account_admins = true
  disabled_alerts      = ["Sql_Injection"]
                         ~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = "main"
  state                = "Enabled"
  email_account_admins = true
  disabled_alerts      = []
}
`,
  },
  {
    id: 'azure/sql-alerts-without-address',
    title: 'Alerts of an SQL server go to no address',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `An alert that waits in the portal is read when somebody looks. An address of the team that watches gets it at once.

Leave it out where alerts go on to a central system from Defender for Cloud.`,
    refs: [learn('azure-sql/database/threat-detection-configure'), registry('mssql_server_security_alert_policy')],
    equivalents: ['checkov/CKV_AZURE_26', 'trivy/AZU-0018'],
    check: { on: [alertPolicy], attribute: 'email_addresses', must: isSet(), so: 'so that somebody is told at once' },
    bad: `resource "azurerm_mssql_server_security_alert_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  resource_group_name  = "data"
  server_name          = "main"
  state                = "Enabled"
  email_account_admins = true
}
`,
    good: `resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = "main"
  state                = "Enabled"
  email_account_admins = true
  email_addresses      = ["security@example.com"]
}
`,
  },
  {
    id: 'azure/sql-alerts-without-admins',
    title: 'Alerts of an SQL server do not reach the owners of the subscription',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Owners can act at once; addresses in code grow old when people leave.

Leave it out where a team that watches gets the alerts instead.`,
    refs: [learn('azure-sql/database/threat-detection-configure'), registry('mssql_server_security_alert_policy')],
    equivalents: ['checkov/CKV_AZURE_27', 'trivy/AZU-0023'],
    check: {
      on: [alertPolicy],
      attribute: 'email_account_admins',
      must: be(true),
      default: false,
      so: 'so that owners are told',
      effect: 'owners get messages',
    },
    bad: `resource "azurerm_mssql_server_security_alert_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  resource_group_name = "data"
  server_name         = "main"
  state               = "Enabled"
  email_addresses     = ["security@example.com"]
}
`,
    good: `resource "azurerm_mssql_server_security_alert_policy" "example" {
  resource_group_name  = "data"
  server_name          = "main"
  state                = "Enabled"
  email_addresses      = ["security@example.com"]
  email_account_admins = true
}
`,
  },
  {
    id: 'azure/sql-assessment-not-recurring',
    title: 'The vulnerability assessment of an SQL server tells nobody',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Scans that run once, or whose reports go to nobody, miss what changes later.

Leave it out where the express assessment is used, whose results Defender for Cloud collects.`,
    refs: [
      learn('defender-for-cloud/sql-azure-vulnerability-assessment-overview'),
      registry('mssql_server_vulnerability_assessment'),
    ],
    equivalents: ['checkov/CKV2_AZURE_3', 'checkov/CKV2_AZURE_4', 'checkov/CKV2_AZURE_5'],
    check: [
      {
        on: [assessment],
        attribute: 'recurring_scans.enabled',
        must: be(true),
        default: false,
        so: 'to find what changes',
        effect: 'scans run each week',
      },
      {
        on: [assessment],
        attribute: 'recurring_scans.email_subscription_admins',
        must: be(true),
        default: false,
        so: 'so that owners are told',
        effect: 'owners get messages',
      },
      { on: [assessment], attribute: 'recurring_scans.emails', must: isSet(), so: 'so that somebody is told' },
    ],
    bad: `resource "azurerm_mssql_server_vulnerability_assessment" "example" {
  server_security_alert_policy_id = azurerm_mssql_server_security_alert_policy.main.id
  storage_container_path          = "https://logs.blob.core.windows.net/scans/"

  recurring_scans {
    enabled                   = false
                                ~~~~~
    email_subscription_admins = true
    emails                    = ["security@example.com"]
  }
}
`,
    good: `resource "azurerm_mssql_server_vulnerability_assessment" "example" {
  server_security_alert_policy_id = azurerm_mssql_server_security_alert_policy.main.id
  storage_container_path          = "https://logs.blob.core.windows.net/scans/"

  recurring_scans {
    enabled                   = true
    email_subscription_admins = true
    emails                    = ["security@example.com"]
  }
}
`,
  },
  {
    id: 'azure/sql-audit-retention',
    title: 'Audit logs of an SQL server are kept for less than 90 days',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Leaks are often noticed after months; what came before is then only in the audit log. 0 days means for ever.

Leave a short time where the logs go on to a workspace that keeps them longer.`,
    refs: [learn('azure-sql/database/auditing-overview'), registry('mssql_server_extended_auditing_policy')],
    equivalents: ['checkov/CKV_AZURE_24', 'trivy/AZU-0025'],
    check: [
      { on: servers, resource: shortAudit },
      { on: [auditPolicy.type], resource: shortLoneAudit },
      {
        on: ['azurerm_mssql_database_extended_auditing_policy'],
        attribute: 'retention_in_days',
        must: preferring(90, matches(/^(?:0|9\d|\d{3,})$/, 'at least 90, or 0 for ever')),
        default: 0,
        so: 'to look back on a leak',
        effect: 'storage is billed',
      },
    ],
    bad: `resource "azurerm_mssql_database_extended_auditing_policy" "example" {
  database_id       = azurerm_mssql_database.main.id
  storage_endpoint  = "https://logs.blob.core.windows.net/"
  retention_in_days = 30
                      ~~
}
`,
    good: `resource "azurerm_mssql_database_extended_auditing_policy" "example" {
  database_id       = azurerm_mssql_database.main.id
  storage_endpoint  = "https://logs.blob.core.windows.net/"
  retention_in_days = 90
}
`,
  },
  {
    id: 'azure/sql-audit-without-monitor',
    title: 'The audit log of a database does not go to Azure Monitor',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Events in a storage account are not searched and raise no alarm.

Leave it off where another system reads the storage account.`,
    refs: [learn('azure-sql/database/auditing-overview'), registry('mssql_database_extended_auditing_policy')],
    equivalents: ['checkov/CKV_AZURE_156'],
    check: {
      on: ['azurerm_mssql_database_extended_auditing_policy', 'azurerm_mssql_server_extended_auditing_policy'],
      attribute: 'log_monitoring_enabled',
      must: be(true),
      default: true,
      so: 'so that events can be searched',
      effect: 'the workspace is billed by volume',
    },
    bad: `resource "azurerm_mssql_database_extended_auditing_policy" "example" {
  database_id            = azurerm_mssql_database.main.id
  storage_endpoint       = "https://logs.blob.core.windows.net/"
  log_monitoring_enabled = false
                           ~~~~~
}
`,
    good: `resource "azurerm_mssql_database_extended_auditing_policy" "example" {
  database_id            = azurerm_mssql_database.main.id
  storage_endpoint       = "https://logs.blob.core.windows.net/"
  log_monitoring_enabled = true
}
`,
  },
  {
    id: 'azure/sql-password-login',
    title: 'An SQL server accepts passwords beside Entra ID',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Passwords of the server's own logins do not end, and no condition of sign-in applies to them.

Leave it where an application cannot log in by identity yet.`,
    refs: [learn('azure-sql/database/authentication-azure-ad-only-authentication'), registry('mssql_server')],
    equivalents: [],
    check: {
      on: ['azurerm_mssql_server'],
      attribute: 'azuread_administrator.azuread_authentication_only',
      must: be(true),
      default: false,
      when: [{ attribute: 'azuread_administrator', is: someBlock() }],
      so: 'so that only identities log in',
      effect: 'logins by password stop working',
    },
    bad: `resource "azurerm_mssql_server" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  version             = "12.0"

  azuread_administrator {
  ~~~~~~~~~~~~~~~~~~~~~
    login_username = "sql-admins"
    object_id      = var.sql_admins
  }
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  version             = "12.0"

  azuread_administrator {
    login_username              = "sql-admins"
    object_id                   = var.sql_admins
    azuread_authentication_only = true
  }
}
`,
  },
  {
    id: 'azure/sql-without-assessment',
    title: 'Nothing looks for weaknesses of an SQL server',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The assessment finds wrong settings, too wide permissions and data without protection. The express kind needs no storage of its own; it belongs to Defender for SQL, which is billed by server.

Leave it out where the plan of the subscription scans all servers.`,
    refs: [learn('defender-for-cloud/sql-azure-vulnerability-assessment-overview'), registry('mssql_server')],
    equivalents: ['checkov/CKV2_AZURE_2'],
    check: { on: servers, resource: withoutAssessment },
    bad: `resource "azurerm_mssql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                                     = "example"
  resource_group_name                      = "data"
  location                                 = "westeurope"
  version                                  = "12.0"
  public_network_access_enabled            = false
  express_vulnerability_assessment_enabled = true
}
`,
  },
  {
    id: 'azure/sql-without-auditing',
    title: 'Nothing records who uses an SQL server',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `After a leak nobody can say who read what. Auditing writes logins and statements to a storage account or a workspace.

Leave it out where a policy of the landing zone adds auditing, or for servers that hold nothing of worth.`,
    refs: [learn('azure-sql/database/auditing-overview'), registry('mssql_server_extended_auditing_policy')],
    equivalents: ['checkov/CKV_AZURE_23', 'checkov/CKV_AZURE_24', 'trivy/AZU-0027'],
    check: { on: servers, resource: withoutAuditing },
    bad: `resource "azurerm_mssql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}

resource "azurerm_mssql_server_extended_auditing_policy" "example" {
  server_id              = azurerm_mssql_server.example.id
  log_monitoring_enabled = true
}
`,
  },
  {
    id: 'azure/sql-without-encryption',
    title: 'An SQL database is not encrypted at rest',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Whoever gets hold of a disk or a backup file reads it.

There is no case where leaving it is right: encryption costs nothing and needs no change of clients.`,
    refs: [learn('azure-sql/database/transparent-data-encryption-tde-overview'), registry('mssql_database')],
    equivalents: ['checkov/CKV2_AZURE_25'],
    check: {
      on: ['azurerm_mssql_database'],
      attribute: 'transparent_data_encryption_enabled',
      must: be(true),
      default: true,
      so: 'so that files and backups cannot be read',
      safe: true,
    },
    bad: `resource "azurerm_mssql_database" "example" {
  name                                = "example"
  server_id                           = azurerm_mssql_server.main.id
  transparent_data_encryption_enabled = false
                                        ~~~~~
}
`,
    good: `resource "azurerm_mssql_database" "example" {
  name                                = "example"
  server_id                           = azurerm_mssql_server.main.id
  transparent_data_encryption_enabled = true
}
`,
  },
  {
    id: 'azure/sql-without-entra-admin',
    title: 'An SQL server knows passwords only',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without an administrator of Entra ID nobody can log in by identity: passwords are shared, written down and never end, and multi-factor sign-in is impossible.

Leave it for a server that only an application with its own password uses, until that is changed.`,
    refs: [learn('azure-sql/database/authentication-aad-overview'), registry('mssql_server')],
    equivalents: ['checkov/CKV2_AZURE_27', 'checkov/CKV2_AZURE_7'],
    check: [
      {
        on: ['azurerm_mssql_server'],
        attribute: 'azuread_administrator.login_username',
        must: isSet(),
        so: 'so that people log in by identity',
      },
      {
        on: ['azurerm_sql_server'],
        needs: [{ on: ['azurerm_sql_active_directory_administrator'], by: 'server_name' }],
        text: 'an azurerm_sql_active_directory_administrator',
        so: 'so that people log in by identity',
      },
    ],
    bad: `resource "azurerm_mssql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false

  azuread_administrator {
    login_username = "sql-admins"
    object_id      = var.sql_admins
  }
}
`,
  },
];
