import { regionsWithoutZones } from '../facts/azure-regions.ts';
import { be, isAbsent, isSet, matchesNot, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Companion, Condition, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { rows } from './types.ts';

const identityTypes = [
  'app_service',
  'automation_account',
  'cognitive_account',
  'container_app',
  'container_group',
  'data_factory',
  'eventgrid_domain',
  'eventgrid_topic',
  'function_app',
  'kusto_cluster',
  'linux_function_app',
  'linux_web_app',
  'recovery_services_vault',
  'search_service',
  'servicebus_namespace',
  'web_pubsub',
  'windows_function_app',
  'windows_web_app',
];

const byIdentity = { so: 'so that access is by identity', effect: 'whoever uses a key is cut off' };

const localAuthentication = [
  ...rows(
    {
      local_auth_enabled: [
        'app_configuration',
        'cognitive_account',
        'eventgrid_domain',
        'eventgrid_topic',
        'machine_learning_compute_cluster',
        'machine_learning_compute_instance',
        'servicebus_namespace',
        'signalr_service',
        'web_pubsub',
      ],
      local_authentication_enabled: ['automation_account', 'eventhub_namespace', 'iothub', 'search_service'],
    },
    { ...byIdentity, must: be(false), default: true },
  ),
  ...rows(
    { local_authentication_disabled: ['cosmosdb_account'] },
    {
      ...byIdentity,
      must: be(true),
      default: false,
      when: [{ attribute: 'kind', is: noneOf('MongoDB'), missing: 'holds' }],
    },
  ),
];

const byNetwork = {
  so: 'so that it is reached by private endpoints only',
  effect: 'whoever connects from the internet is cut off',
};

const publicAccess = [
  ...rows(
    {
      public_network_access_enabled: [
        'api_management',
        'automation_account',
        'batch_account',
        'cognitive_account',
        'container_registry',
        'cosmosdb_account',
        'databricks_workspace',
        'eventgrid_domain',
        'eventgrid_topic',
        'eventhub_namespace',
        'iothub',
        'key_vault',
        'kusto_cluster',
        'machine_learning_workspace',
        'redis_cache',
        'search_service',
        'servicebus_namespace',
        'signalr_service',
        'storage_account',
        'synapse_workspace',
        'web_pubsub',
      ],
      public_network_enabled: ['data_factory'],
    },
    { ...byNetwork, must: be(false), default: true },
  ),
  ...rows(
    { public_network_access_enabled: ['spring_cloud_api_portal'] },
    { ...byNetwork, must: be(false), default: false },
  ),
  ...rows({ public_network_access: ['app_configuration'] }, { ...byNetwork, must: be('Disabled') }),
  ...rows(
    { incoming_traffic_policy: ['storage_sync'] },
    { ...byNetwork, must: be('AllowVirtualNetworksOnly'), default: 'AllowAllTraffic' },
  ),
];

/** Servers that do not live in a subnet of their own. */
const outsideSubnet: Condition = { attribute: 'delegated_subnet_id', is: isAbsent(), missing: 'holds' };

const endpoint: Companion = {
  on: ['azurerm_private_endpoint'],
  by: 'private_service_connection.private_connection_resource_id',
};

const privateEndpoint = {
  needs: [endpoint],
  text: 'an azurerm_private_endpoint that connects to it',
  so: 'so that it has an address in your network',
};

const endpointTypes = [
  'app_configuration',
  'cognitive_account',
  'container_registry',
  'cosmosdb_account',
  'eventhub_namespace',
  'key_vault',
  'mariadb_server',
  'mssql_server',
  'mysql_server',
  'postgresql_server',
  'redis_cache',
  'search_service',
  'servicebus_namespace',
  'storage_account',
].map((type) => `azurerm_${type}`);

const overTwoZones = { so: 'to survive the loss of a data centre', effect: 'Terraform may replace it' };

export const platform: readonly Rule[] = [
  {
    id: 'azure/local-authentication',
    title: 'A service accepts keys beside Entra ID',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Keys do not end, name nobody in the log, and are copied into settings. With keys off, access is by role and can be withdrawn.

Leave it where a client knows keys only.`,
    refs: [learn('security/fundamentals/identity-management-best-practices'), registry('servicebus_namespace')],
    equivalents: [
      'checkov/CKV_AZURE_140',
      'checkov/CKV_AZURE_142',
      'checkov/CKV_AZURE_184',
      'checkov/CKV_AZURE_192',
      'checkov/CKV_AZURE_195',
      'checkov/CKV_AZURE_203',
      'checkov/CKV_AZURE_236',
    ],
    check: localAuthentication,
    bad: `resource "azurerm_servicebus_namespace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Standard"
}
`,
    good: `resource "azurerm_servicebus_namespace" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Standard"
  local_auth_enabled  = false
}
`,
  },
  {
    id: 'azure/not-zone-redundant',
    title: 'A service of the platform runs in one data centre',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The loss of a data centre takes the service down. Over several zones it goes on; some services ask for a higher tier, and many can be set so only when they are made.

Leave it where a break of hours does not matter, and in regions without zones.`,
    refs: [learn('reliability/availability-zones-overview'), registry('service_plan')],
    equivalents: [
      'checkov/CKV_AZURE_225',
      'checkov/CKV_AZURE_228',
      'checkov/CKV_AZURE_229',
      'checkov/CKV_AZURE_231',
      'checkov/CKV_AZURE_233',
    ],
    check: [
      ...rows(
        {
          zone_balancing_enabled: ['service_plan'],
          zone_redundant: ['app_service_environment_v3', 'mssql_database'],
          zone_redundancy_enabled: ['container_registry'],
          zone_redundant_enabled: ['mssql_managed_instance'],
        },
        { ...overTwoZones, must: be(true), default: false },
      ),
      ...rows({ zone_redundant: ['eventhub_namespace'] }, { ...overTwoZones, must: be(true), missing: 'passes' }),
      ...rows(
        { 'georeplications.zone_redundancy_enabled': ['container_registry'] },
        { ...overTwoZones, must: be(true), default: false, when: [{ attribute: 'georeplications', is: someBlock() }] },
      ),
      // Namespaces are spread over zones by themselves wherever there are some.
      ...rows(
        { location: ['eventhub_namespace', 'servicebus_namespace'] },
        { must: matchesNot(regionsWithoutZones, 'a region with availability zones'), missing: 'passes' },
      ),
    ],
    bad: `resource "azurerm_mssql_database" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name      = "example"
  server_id = azurerm_mssql_server.main.id
}
`,
    good: `resource "azurerm_mssql_database" "example" {
  name           = "example"
  server_id      = azurerm_mssql_server.main.id
  zone_redundant = true
}
`,
  },
  {
    id: 'azure/public-network-access',
    title: 'A service of the platform has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `A leaked key or token then works from anywhere in the world. A private endpoint gives the service an address of your network; policies of a landing zone's Corp branch refuse public ones.

Leave it where clients outside of every network use the service, and its own firewall names them.`,
    refs: [learn('private-link/private-link-overview'), registry('private_endpoint')],
    equivalents: [
      'checkov/CKV_AZURE_101',
      'checkov/CKV_AZURE_104',
      'checkov/CKV_AZURE_106',
      'checkov/CKV_AZURE_108',
      'checkov/CKV_AZURE_124',
      'checkov/CKV_AZURE_134',
      'checkov/CKV_AZURE_139',
      'checkov/CKV_AZURE_144',
      'checkov/CKV2_AZURE_49',
      'checkov/CKV_AZURE_158',
      'checkov/CKV_AZURE_162',
      'checkov/CKV_AZURE_174',
      'checkov/CKV_AZURE_185',
      'checkov/CKV_AZURE_189',
      'checkov/CKV_AZURE_193',
      'checkov/CKV_AZURE_204',
      'checkov/CKV_AZURE_59',
      'checkov/CKV_AZURE_64',
      'checkov/CKV_AZURE_250',
      'checkov/CKV_AZURE_89',
      'checkov/CKV2_AZURE_24',
      'trivy/AZU-0035',
    ],
    note: 'landing-zones-compared#azure',
    check: publicAccess,
    bad: `resource "azurerm_cosmosdb_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  offer_type          = "Standard"
}
`,
    good: `resource "azurerm_cosmosdb_account" "example" {
  name                          = "example"
  resource_group_name           = "apps"
  location                      = "westeurope"
  offer_type                    = "Standard"
  public_network_access_enabled = false
}
`,
  },
  {
    id: 'azure/service-without-sla',
    title: 'A service of the platform is of a tier without assured availability',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Tiers that are free or meant for development promise nothing and stop when they reach their limits.

Leave it for what is no production.`,
    refs: [learn('reliability/overview'), registry('app_configuration')],
    equivalents: [
      'checkov/CKV_AZURE_175',
      'checkov/CKV_AZURE_180',
      'checkov/CKV_AZURE_188',
      'checkov/CKV_AZURE_196',
      'checkov/CKV_AZURE_230',
    ],
    check: [
      {
        on: ['azurerm_web_pubsub'],
        attribute: 'sku',
        must: preferring('Standard_S1', noneOf('Free_F1')),
        missing: 'passes',
        so: 'to be fit for production',
        effect: 'the tier is billed',
      },
      {
        on: ['azurerm_signalr_service'],
        attribute: 'sku.name',
        must: preferring('Standard_S1', noneOf('Free_F1')),
        missing: 'passes',
        so: 'to be fit for production',
        effect: 'the tier is billed',
      },
      {
        on: ['azurerm_app_configuration'],
        attribute: 'sku',
        must: preferring('standard', oneOf('standard', 'premium')),
        default: 'free',
        so: 'to be fit for production',
        effect: 'the tier is billed',
      },
      {
        on: ['azurerm_kusto_cluster'],
        attribute: 'sku.name',
        must: noneOf('Dev(No SLA)_Standard_D11_v2', 'Dev(No SLA)_Standard_E2a_v4'),
        missing: 'passes',
        so: 'to be fit for production',
      },
      {
        on: ['azurerm_redis_cache'],
        attribute: 'sku_name',
        must: preferring('Standard', noneOf('Basic')),
        missing: 'passes',
        so: 'so that data is replicated',
        effect: 'the tier costs twice as much',
      },
    ],
    bad: `resource "azurerm_app_configuration" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
}
`,
    good: `resource "azurerm_app_configuration" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "standard"
}
`,
  },
  {
    id: 'azure/without-managed-identity',
    title: 'A service has no identity of its own',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A managed identity gets its permissions by role, and its credential is kept and renewed by Azure; without one, keys and passwords stand in settings.

Leave it out for services that talk to no other one.`,
    refs: [
      'https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/overview',
      registry('linux_web_app'),
    ],
    equivalents: [
      'checkov/CKV2_AZURE_28',
      'checkov/CKV2_AZURE_35',
      'checkov/CKV2_AZURE_36',
      'checkov/CKV_AZURE_16',
      'checkov/CKV_AZURE_71',
      'checkov/CKV_AZURE_176',
      'checkov/CKV_AZURE_181',
      'checkov/CKV_AZURE_191',
      'checkov/CKV_AZURE_194',
      'checkov/CKV_AZURE_202',
      'checkov/CKV_AZURE_207',
      'checkov/CKV_AZURE_238',
      'trivy/AZU-0002',
    ],
    check: {
      on: identityTypes.map((type) => `azurerm_${type}`),
      attribute: 'identity',
      must: someBlock({
        where: [{ attribute: 'type', is: isSet(), unknown: 'holds' }],
        right: ['type = "SystemAssigned"'],
      }),
      so: 'so that no key is needed',
      effect: 'the identity may do nothing until it gets a role',
    },
    bad: `resource "azurerm_search_service" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "standard"
}
`,
    good: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "standard"

  identity {
    type = "SystemAssigned"
  }
}
`,
  },
  {
    id: 'azure/without-private-endpoint',
    title: 'A service of the platform has no address in the network',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Without a private endpoint its clients leave the network to reach it, and names resolve to a public address.

Leave it where another configuration makes the endpoint, or a policy does.`,
    refs: [learn('private-link/private-endpoint-overview'), registry('private_endpoint')],
    equivalents: [
      'checkov/CKV2_AZURE_32',
      'checkov/CKV2_AZURE_33',
      'checkov/CKV2_AZURE_42',
      'checkov/CKV2_AZURE_43',
      'checkov/CKV2_AZURE_44',
      'checkov/CKV2_AZURE_45',
      'checkov/CKV2_AZURE_56',
      'checkov/CKV2_AZURE_57',
    ],
    note: 'landing-zones-compared#azure',
    check: [
      { ...privateEndpoint, on: endpointTypes },
      {
        ...privateEndpoint,
        on: ['azurerm_mysql_flexible_server', 'azurerm_postgresql_flexible_server'],
        when: [outsideSubnet],
      },
    ],
    bad: `resource "azurerm_key_vault" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}

resource "azurerm_private_endpoint" "example" {
  name                = "vault"
  location            = "westeurope"
  resource_group_name = "security"
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.example.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
`,
  },
];
