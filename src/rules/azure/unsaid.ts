import { isSet, oneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { rows } from './types.ts';

/** Parameters that a server has on unless a configuration says otherwise. */
const onByDefault = ['connection_throttling', 'log_checkpoints', 'log_connections'];

/** What is right only by a default that the provider, or the service, has had since some version of it. */
export const unsaid: readonly Rule[] = [
  {
    id: 'azure/postgres-parameters-unsaid',
    title: 'What a PostgreSQL server logs is left to the default of the service',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `A single server logs connections and checkpoints, and slows down who guesses passwords, unless somebody switches that off in the portal, which no plan then shows. With one of the parameters in the code the others are taken as looked at.

Leave it where the default is enough: single servers are retired, and flexible ones are the better place for work.`,
    refs: [learn('postgresql/flexible-server/concepts-logging'), registry('postgresql_configuration')],
    equivalents: ['trivy/AZU-0019', 'trivy/AZU-0021', 'trivy/AZU-0024'],
    check: {
      on: ['azurerm_postgresql_server'],
      needs: [
        {
          on: ['azurerm_postgresql_configuration'],
          by: 'server_name',
          where: [{ attribute: 'name', is: oneOf(...onByDefault) }],
        },
      ],
      text: `an azurerm_postgresql_configuration of ${onByDefault.join(', ')}`,
      so: 'so as not to hang on a default',
    },
    bad: `resource "azurerm_postgresql_server" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                    = "example"
  resource_group_name     = "data"
  location                = "westeurope"
  sku_name                = "GP_Gen5_4"
  version                 = "11"
  ssl_enforcement_enabled = true
}
`,
    good: `resource "azurerm_postgresql_server" "example" {
  name                    = "example"
  resource_group_name     = "data"
  location                = "westeurope"
  sku_name                = "GP_Gen5_4"
  version                 = "11"
  ssl_enforcement_enabled = true
}

resource "azurerm_postgresql_configuration" "example" {
  name                = "log_connections"
  resource_group_name = "data"
  server_name         = azurerm_postgresql_server.example.name
  value               = "on"
}
`,
  },
  {
    id: 'azure/tls-version-unsaid',
    title: 'The oldest TLS that a service accepts is left to the default of the provider',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Since its version 3 the provider asks for TLS 1.2 when nothing is said; before, older ones were let in. Written down, it does not hang on the version, and whoever lowers it is seen doing so.

Leave it where the default is enough.`,
    refs: [
      learn('storage/common/transport-layer-security-configure-minimum-version'),
      registry('storage_account'),
      registry('mssql_server'),
    ],
    equivalents: ['checkov/CKV_AZURE_147', 'checkov/CKV_AZURE_205', 'checkov/CKV_AZURE_44', 'checkov/CKV_AZURE_52'],
    check: [
      ...rows(
        { ssl_minimal_tls_version_enforced: ['mariadb_server', 'mysql_server', 'postgresql_server'] },
        { must: preferring('TLS1_2', isSet()), so: 'so as not to hang on a default', safe: true },
      ),
      ...rows(
        { min_tls_version: ['storage_account'] },
        { must: preferring('TLS1_2', isSet()), so: 'so as not to hang on a default', safe: true },
      ),
      ...rows(
        { minimum_tls_version: ['mssql_server', 'servicebus_namespace'] },
        { must: preferring('1.2', isSet()), so: 'so as not to hang on a default', safe: true },
      ),
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
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  version             = "12.0"
  minimum_tls_version = "1.2"
}
`,
  },
];
