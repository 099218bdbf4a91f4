import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { parseCidr } from '../cidr.ts';
import { be, isAbsent, matches, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Condition, Expectation, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

/** Single servers, whose services are retired, take the same arguments. */
const single = ['azurerm_mariadb_server', 'azurerm_mysql_server', 'azurerm_postgresql_server'];

const flexible = ['azurerm_mysql_flexible_server', 'azurerm_postgresql_flexible_server'];

const firewallRules = [
  'azurerm_mariadb_firewall_rule',
  'azurerm_mssql_firewall_rule',
  'azurerm_mysql_firewall_rule',
  'azurerm_mysql_flexible_server_firewall_rule',
  'azurerm_postgresql_firewall_rule',
  'azurerm_postgresql_flexible_server_firewall_rule',
  'azurerm_sql_firewall_rule',
  'azurerm_synapse_firewall_rule',
];

const connectivity = learn('azure-sql/database/connectivity-settings');

/** Servers that do not live in a subnet of their own. */
const inPublic: Condition = { attribute: 'delegated_subnet_id', is: isAbsent(), missing: 'holds' };

/** The range of addresses that a firewall rule of a database lets in, as numbers. */
function rangeOf(rule: Resource): readonly [first: bigint, last: bigint] | undefined {
  const ends = ['start_ip_address', 'end_ip_address'].map((name) => {
    const value = rule.get(name);
    const text = value && textOf(value);
    return text === undefined ? undefined : parseCidr(text.includes('/') ? text : `${text}/32`);
  });
  const [start, end] = ends;
  return start && end ? [start.first, end.last] : undefined;
}

/** As many addresses as a block of 7 bits prefix: more than anyone's own. */
const nobodys = 1n << 25n;

function* openFirewall(rule: Resource): Iterable<Report> {
  const range = rangeOf(rule);
  const at = rule.get('end_ip_address');
  if (!range || !at || range[1] - range[0] < nobodys) return;
  yield { at, message: 'The rule lets the whole internet try the database. Name the addresses that need it.' };
}

function* openToAzure(rule: Resource): Iterable<Report> {
  const range = rangeOf(rule);
  const at = rule.get('start_ip_address');
  if (!range || !at || range[0] !== 0n || range[1] !== 0n) return;
  yield {
    at,
    message:
      'The rule 0.0.0.0 lets in every machine of Azure, those of other customers too. Use a private endpoint, or name the addresses.',
  };
}

/** Parameters of PostgreSQL that are to be on. */
const parameters: readonly Expectation[] = [
  'connection_throttling',
  'log_checkpoints',
  'log_connections',
  'log_disconnections',
  'log_retention',
].map((name) => ({
  on: ['azurerm_postgresql_configuration', 'azurerm_postgresql_flexible_server_configuration'],
  attribute: 'value',
  must: preferring('on', matches(/^(?:on|[1-9]\d*)$/i, '"on"')),
  when: [{ attribute: 'name', is: be(name) }],
  so: `for ${name} to be in force`,
  effect: 'the logs grow',
}));

export const database: readonly Rule[] = [
  {
    id: 'azure/database-local-backup',
    title: 'Backups of a database server stay in its region',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When the region is lost, so are the backups in it. Copies in the paired region cost about as much again, and can be chosen only when the server is made.

Leave it where the data can be made again or must not leave the region.`,
    refs: [learn('postgresql/flexible-server/concepts-backup-restore'), registry('postgresql_flexible_server')],
    equivalents: ['checkov/CKV_AZURE_102', 'checkov/CKV_AZURE_129', 'checkov/CKV_AZURE_94', 'checkov/CKV_AZURE_136'],
    check: {
      on: [...single, ...flexible],
      attribute: 'geo_redundant_backup_enabled',
      must: be(true),
      default: false,
      when: [{ attribute: 'create_mode', is: noneOf('Replica'), missing: 'holds' }],
      so: 'to survive the loss of the region',
      effect: 'Terraform replaces the server',
    },
    bad: `resource "azurerm_postgresql_flexible_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku_name            = "GP_Standard_D4s_v3"
  version             = "16"
}
`,
    good: `resource "azurerm_postgresql_flexible_server" "example" {
  name                         = "example"
  resource_group_name          = "data"
  location                     = "westeurope"
  sku_name                     = "GP_Standard_D4s_v3"
  version                      = "16"
  geo_redundant_backup_enabled = true
}
`,
  },
  {
    id: 'azure/database-open-firewall',
    title: 'The firewall of a database lets the whole internet in',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `The password is then all that protects the data, and robots try passwords without pause.

There is no case where leaving it is right.`,
    refs: [learn('azure-sql/database/firewall-configure'), registry('mssql_firewall_rule')],
    equivalents: ['checkov/CKV_AZURE_11', 'checkov/CKV2_AZURE_26', 'checkov/CKV2_AZURE_34', 'trivy/AZU-0029'],
    check: { on: firewallRules, resource: openFirewall },
    bad: `resource "azurerm_mssql_firewall_rule" "example" {
  name             = "all"
  server_id        = azurerm_mssql_server.main.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
                     ~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_mssql_firewall_rule" "example" {
  name             = "all"
  server_id        = azurerm_mssql_server.main.id
  start_ip_address = "20.31.0.4"
  end_ip_address   = "20.31.0.4"
}
`,
  },
  {
    id: 'azure/database-open-to-azure',
    title: 'The firewall of a database lets in all of Azure',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The range from 0.0.0.0 to 0.0.0.0 stands for every machine in Azure, rented by whomever: an attacker needs only an account.

Leave it for a service of Azure that has neither an address of its own nor private endpoints, while there is no other way.`,
    refs: [learn('azure-sql/database/network-access-controls-overview'), registry('mssql_firewall_rule')],
    equivalents: ['checkov/CKV2_AZURE_26', 'checkov/CKV2_AZURE_34', 'checkov/CKV2_AZURE_6'],
    check: { on: firewallRules, resource: openToAzure },
    bad: `resource "azurerm_mssql_firewall_rule" "example" {
  name             = "azure"
  server_id        = azurerm_mssql_server.main.id
  start_ip_address = "0.0.0.0"
                     ~~~~~~~~~
  end_ip_address   = "0.0.0.0"
}
`,
    good: `resource "azurerm_mssql_firewall_rule" "example" {
  name             = "azure"
  server_id        = azurerm_mssql_server.main.id
  start_ip_address = "20.31.0.4"
  end_ip_address   = "20.31.0.4"
}
`,
  },
  {
    id: 'azure/database-public-network-access',
    title: 'A database server has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever has, guesses or steals a password may try it from the internet, as far as firewall rules let him, and one wrong rule opens the server. A private endpoint gives it an address of your network instead.

Leave it where a client outside of every network has to reach the server, from named addresses only.`,
    refs: [connectivity, registry('mssql_server')],
    equivalents: [
      'checkov/CKV_AZURE_113',
      'checkov/CKV_AZURE_53',
      'checkov/CKV_AZURE_68',
      'checkov/CKV_AZURE_48',
      'trivy/AZU-0022',
    ],
    check: [
      {
        on: ['azurerm_mssql_server', ...single],
        attribute: 'public_network_access_enabled',
        must: be(false),
        default: true,
        so: 'so that the server is reached by private endpoints only',
        effect: 'whoever connects from the internet is cut off',
      },
      {
        on: ['azurerm_postgresql_flexible_server'],
        attribute: 'public_network_access_enabled',
        must: be(false),
        default: true,
        when: [inPublic],
        so: 'so that the server is reached by private endpoints only',
        effect: 'whoever connects from the internet is cut off',
      },
      {
        on: ['azurerm_mysql_flexible_server'],
        attribute: 'public_network_access',
        must: be('Disabled'),
        default: 'Enabled',
        when: [inPublic],
        so: 'so that the server is reached by private endpoints only',
        effect: 'whoever connects from the internet is cut off',
      },
      {
        on: ['azurerm_mssql_managed_instance'],
        attribute: 'public_data_endpoint_enabled',
        must: be(false),
        default: false,
        so: 'so that the instance is reached from its network only',
        effect: 'whoever connects from the internet is cut off',
      },
    ],
    bad: `resource "azurerm_mssql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  version             = "12.0"
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = false
}
`,
  },
  {
    id: 'azure/database-weak-tls',
    title: 'A database accepts outdated TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 can be broken, and clients that can use better are talked down to them.

There is no case where leaving it is right, but for clients that cannot be updated, until they are replaced.`,
    refs: [connectivity, registry('mssql_server')],
    equivalents: [
      'checkov/CKV_AZURE_52',
      'checkov/CKV_AZURE_54',
      'checkov/CKV_AZURE_147',
      'checkov/CKV2_AZURE_37',
      'trivy/AZU-0026',
    ],
    check: [
      {
        on: ['azurerm_mssql_server', 'azurerm_mssql_managed_instance'],
        attribute: 'minimum_tls_version',
        must: preferring('1.2', oneOf('1.2', '1.3')),
        default: '1.2',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
      {
        on: single,
        attribute: 'ssl_minimal_tls_version_enforced',
        must: be('TLS1_2'),
        default: 'TLS1_2',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
    ],
    bad: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  minimum_tls_version           = "1.0"
                                  ~~~~~
  public_network_access_enabled = false
}
`,
    good: `resource "azurerm_mssql_server" "example" {
  name                          = "example"
  resource_group_name           = "data"
  location                      = "westeurope"
  version                       = "12.0"
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false
}
`,
  },
  {
    id: 'azure/database-without-double-encryption',
    title: 'A database server encrypts its data only once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A second layer, with another key, guards against a flaw in the first. It can be chosen only when the server is made, and single servers are retired.

Leave it out where no rule of your field asks for two layers.`,
    refs: [learn('security/fundamentals/double-encryption'), registry('postgresql_server')],
    equivalents: ['checkov/CKV_AZURE_130', 'checkov/CKV_AZURE_96'],
    check: {
      on: single,
      attribute: 'infrastructure_encryption_enabled',
      must: be(true),
      default: false,
      so: 'for a second layer of encryption',
      effect: 'Terraform replaces the server',
    },
    bad: `resource "azurerm_postgresql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                             = "example"
  resource_group_name              = "data"
  location                         = "westeurope"
  sku_name                         = "GP_Gen5_4"
  version                          = "11"
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
}
`,
    good: `resource "azurerm_postgresql_server" "example" {
  name                              = "example"
  resource_group_name               = "data"
  location                          = "westeurope"
  sku_name                          = "GP_Gen5_4"
  version                           = "11"
  ssl_enforcement_enabled           = true
  ssl_minimal_tls_version_enforced  = "TLS1_2"
  infrastructure_encryption_enabled = true
}
`,
  },
  {
    id: 'azure/database-without-threat-detection',
    title: 'Nobody is told of attacks on a database server',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Defender notices guessed passwords, injected statements and unusual places. Plans of the subscription (\`azure/defender-plan-off\`) do it for all servers and took the place of this block.

Leave it out where the plan is on, or where the server is about to be replaced by a flexible one.`,
    refs: [learn('defender-for-cloud/defender-for-databases-introduction'), registry('postgresql_server')],
    equivalents: ['checkov/CKV_AZURE_127', 'checkov/CKV_AZURE_128'],
    check: {
      on: single,
      attribute: 'threat_detection_policy.enabled',
      must: be(true),
      so: 'to be told of attacks',
      effect: 'Defender is billed by server',
    },
    bad: `resource "azurerm_postgresql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                             = "example"
  resource_group_name              = "data"
  location                         = "westeurope"
  sku_name                         = "GP_Gen5_4"
  version                          = "11"
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
}
`,
    good: `resource "azurerm_postgresql_server" "example" {
  name                             = "example"
  resource_group_name              = "data"
  location                         = "westeurope"
  sku_name                         = "GP_Gen5_4"
  version                          = "11"
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"

  threat_detection_policy {
    enabled = true
  }
}
`,
  },
  {
    id: 'azure/database-without-tls',
    title: 'A database accepts unencrypted connections',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Passwords and rows can be read on the way.

There is no case where leaving it is right: every current client knows TLS.`,
    refs: [
      learn('postgresql/flexible-server/concepts-networking-ssl-tls'),
      registry('postgresql_flexible_server_configuration'),
    ],
    equivalents: [
      'checkov/CKV_AZURE_28',
      'checkov/CKV_AZURE_29',
      'checkov/CKV_AZURE_47',
      'checkov/CKV2_AZURE_37',
      'trivy/AZU-0020',
    ],
    check: [
      {
        on: single,
        attribute: 'ssl_enforcement_enabled',
        must: be(true),
        so: 'so that nobody reads what is sent',
        effect: 'clients without TLS are refused',
      },
      {
        on: ['azurerm_mysql_flexible_server_configuration', 'azurerm_postgresql_flexible_server_configuration'],
        attribute: 'value',
        must: preferring('on', matches(/^on$/i, '"on"')),
        when: [{ attribute: 'name', is: be('require_secure_transport') }],
        so: 'so that nobody reads what is sent',
        effect: 'clients without TLS are refused',
      },
    ],
    bad: `resource "azurerm_postgresql_flexible_server_configuration" "example" {
  name      = "require_secure_transport"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "off"
              ~~~~~
}
`,
    good: `resource "azurerm_postgresql_flexible_server_configuration" "example" {
  name      = "require_secure_transport"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}
`,
  },
  {
    id: 'azure/postgres-parameter-off',
    title: 'A PostgreSQL server does not log, or does not slow down who guesses passwords',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without the logs of connections and checkpoints nobody can say afterwards who came and why the server was slow; throttling makes guessing passwords slow.

Leave one off on a server with very many short connections, whose pooler logs them.`,
    refs: [learn('postgresql/flexible-server/concepts-logging'), registry('postgresql_flexible_server_configuration')],
    equivalents: [
      'checkov/CKV_AZURE_30',
      'checkov/CKV_AZURE_31',
      'checkov/CKV_AZURE_32',
      'checkov/CKV_AZURE_146',
      'trivy/AZU-0019',
      'trivy/AZU-0021',
      'trivy/AZU-0024',
    ],
    check: parameters,
    bad: `resource "azurerm_postgresql_flexible_server_configuration" "example" {
  name      = "log_connections"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "off"
              ~~~~~
}
`,
    good: `resource "azurerm_postgresql_flexible_server_configuration" "example" {
  name      = "log_connections"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "on"
}
`,
  },
  {
    id: 'azure/sql-without-ledger',
    title: 'An SQL database is no ledger',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A ledger proves that rows were not changed behind everybody's back. It makes each change larger and slower, cannot be switched off, and is chosen when the database is made.

Leave it out wherever nobody has to prove that to others.`,
    refs: [learn('azure-sql/database/ledger-overview'), registry('mssql_database')],
    equivalents: ['checkov/CKV_AZURE_224'],
    check: {
      on: ['azurerm_mssql_database'],
      attribute: 'ledger_enabled',
      must: be(true),
      default: false,
      so: 'to prove that rows were not changed',
      effect: 'Terraform replaces the database',
    },
    bad: `resource "azurerm_mssql_database" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name      = "example"
  server_id = azurerm_mssql_server.main.id
}
`,
    good: `resource "azurerm_mssql_database" "example" {
  name           = "example"
  server_id      = azurerm_mssql_server.main.id
  ledger_enabled = true
}
`,
  },
];
