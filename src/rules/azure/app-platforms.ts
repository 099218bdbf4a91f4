import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { internetSource } from '../exposure.ts';
import { atLeast, be, isSet, matches, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const search = ['azurerm_search_service'];

const searchPage = registry('search_service');

const reachable: Condition = { attribute: 'public_network_access_enabled', is: noneOf(false), missing: 'holds' };

/** Reports ranges among the allowed addresses of a search service that let in the internet. */
function* searchOpen(service: Resource, { options }: Context): Iterable<Report> {
  const at = internetSource(service.get('allowed_ips'), options.allowedCidrs);
  if (at) yield { at, message: 'The service answers the whole internet. Name the addresses that need it.' };
}

/** Reports the apps of a service that take traffic from its ingress in plain text; the tier Basic offers no more. */
function* appsWithoutTls(service: Resource, context: Context): Iterable<Report> {
  const tier = service.get('sku_tier') ?? service.get('sku_name');
  if (tier && /^(?:basic|b0)$/i.test(textOf(tier) ?? 'basic')) return;
  for (const app of context.referring(service, 'azurerm_spring_cloud_app', 'service_name').resources) {
    const tls = app.get('tls_enabled');
    if (tls && textOf(tls) !== 'false') continue;
    yield {
      at: tls ?? app,
      message: `The app "${app.name}" takes unencrypted traffic from the ingress. Set its tls_enabled to true.`,
    };
  }
}

export const appPlatforms: readonly Rule[] = [
  {
    id: 'azure/batch-open-account',
    title: 'A batch account answers every network',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `Whoever has a key of the account runs code on its machines, from anywhere in the world.

Leave it where public access is switched off, or clients have no fixed addresses.`,
    refs: [learn('batch/public-network-access'), registry('batch_account')],
    equivalents: ['checkov/CKV_AZURE_248'],
    check: {
      on: ['azurerm_batch_account'],
      attribute: 'network_profile.account_access.default_action',
      must: preferring('Deny', matches(/^deny$/i, '"Deny"')),
      default: 'Deny',
      when: [reachable, { attribute: 'network_profile', is: someBlock() }],
      so: 'so that only the named addresses come in',
      effect: 'whoever comes from elsewhere is cut off',
    },
    bad: `resource "azurerm_batch_account" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"

  network_profile {
    account_access {
      default_action = "Allow"
                       ~~~~~~~
    }
  }
}
`,
    good: `resource "azurerm_batch_account" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"

  network_profile {
    account_access {
      default_action = "Deny"
    }
  }
}
`,
  },
  {
    id: 'azure/search-few-replicas',
    title: 'Updates of a search index have no assured availability',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Three replicas are promised to take 99.9 percent of updates as well as queries; each costs as much as the first.

Leave it for an index that is filled at night.`,
    refs: [learn('search/search-reliability'), searchPage],
    equivalents: ['checkov/CKV_AZURE_208'],
    check: {
      on: search,
      attribute: 'replica_count',
      must: preferring(3, atLeast(3)),
      default: 1,
      so: 'for updates to be taken',
      effect: 'each replica is billed',
    },
    bad: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
  replica_count       = 2
                        ~
}
`,
    good: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
  replica_count       = 3
}
`,
  },
  {
    id: 'azure/search-open',
    title: 'A search service answers the whole internet by name',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A public block among the allowed addresses undoes all the others.

Leave it for an index that is public, whose query keys may be known.`,
    refs: [learn('search/service-configure-firewall'), searchPage],
    equivalents: ['checkov/CKV_AZURE_210'],
    check: { on: search, resource: searchOpen },
    bad: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
  allowed_ips         = ["0.0.0.0/0"]
                        ~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
  allowed_ips         = ["20.31.0.0/28"]
}
`,
  },
  {
    id: 'azure/search-single-replica',
    title: 'Queries to a search service have no assured availability',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With one replica the service is down while that is updated. Two replicas are promised to answer 99.9 percent of queries; each costs as much as the first.

Leave it for development.`,
    refs: [learn('search/search-reliability'), searchPage],
    equivalents: ['checkov/CKV_AZURE_209'],
    check: {
      on: search,
      attribute: 'replica_count',
      must: preferring(2, atLeast(2)),
      default: 1,
      so: 'for queries to be answered',
      effect: 'each replica is billed',
    },
    bad: `resource "azurerm_search_service" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
}
`,
    good: `resource "azurerm_search_service" "example" {
  name                = "example"
  resource_group_name = "data"
  location            = "westeurope"
  sku                 = "standard"
  replica_count       = 2
}
`,
  },
  {
    id: 'azure/service-fabric-protection',
    title: 'Nodes of a Service Fabric cluster do not encrypt what they send each other',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Whoever is in the network reads and changes it.

There is no case where leaving it is right.`,
    refs: [learn('service-fabric/service-fabric-cluster-security'), registry('service_fabric_cluster')],
    equivalents: ['checkov/CKV_AZURE_125'],
    check: {
      on: ['azurerm_service_fabric_cluster'],
      attribute: 'fabric_settings',
      must: someBlock({
        where: [
          { attribute: 'name', is: be('Security'), unknown: 'holds' },
          {
            attribute: ['parameters.ClusterProtectionLevel', 'parameters.value'],
            is: be('EncryptAndSign'),
            unknown: 'holds',
          },
        ],
        text: 'one of name "Security" whose parameter ClusterProtectionLevel is "EncryptAndSign"',
      }),
      so: 'so that nobody reads what nodes send',
    },
    bad: `resource "azurerm_service_fabric_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  reliability_level   = "Bronze"
  upgrade_mode        = "Manual"
  vm_image            = "Windows"
  management_endpoint = "https://example:19080"
}
`,
    good: `resource "azurerm_service_fabric_cluster" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  reliability_level   = "Bronze"
  upgrade_mode        = "Manual"
  vm_image            = "Windows"
  management_endpoint = "https://example:19080"

  fabric_settings {
    name = "Security"

    parameters = {
      ClusterProtectionLevel = "EncryptAndSign"
    }
  }
}
`,
  },
  {
    id: 'azure/service-fabric-without-entra',
    title: 'People administer a Service Fabric cluster by certificate',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Certificates are shared, and nobody can withdraw one person's. Entra ID knows people and asks for a second factor.

Leave it where only a pipeline administers the cluster.`,
    refs: [learn('service-fabric/service-fabric-cluster-security'), registry('service_fabric_cluster')],
    equivalents: ['checkov/CKV_AZURE_126'],
    check: {
      on: ['azurerm_service_fabric_cluster'],
      attribute: 'azure_active_directory.tenant_id',
      must: isSet(),
      so: 'so that people sign in',
    },
    bad: `resource "azurerm_service_fabric_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  reliability_level   = "Bronze"
  upgrade_mode        = "Manual"
  vm_image            = "Windows"
  management_endpoint = "https://example:19080"
}
`,
    good: `resource "azurerm_service_fabric_cluster" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  reliability_level   = "Bronze"
  upgrade_mode        = "Manual"
  vm_image            = "Windows"
  management_endpoint = "https://example:19080"

  azure_active_directory {
    tenant_id              = var.tenant_id
    cluster_application_id = var.cluster_application
    client_application_id  = var.client_application
  }
}
`,
  },
  {
    id: 'azure/spring-without-network',
    title: 'A Spring Apps service is in no virtual network',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `Its apps then reach databases and each other by public addresses. Azure Spring Apps is retired in 2028: new work belongs elsewhere.

Leave it for a service that is about to be replaced.`,
    refs: [
      learn('spring-apps/basic-standard/how-to-deploy-in-azure-virtual-network'),
      registry('spring_cloud_service'),
    ],
    equivalents: ['checkov/CKV2_AZURE_23'],
    check: {
      on: ['azurerm_spring_cloud_service'],
      attribute: 'network',
      must: someBlock(),
      so: 'so that its traffic stays in your network',
    },
    bad: `resource "azurerm_spring_cloud_service" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku_name            = "S0"
}
`,
    good: `resource "azurerm_spring_cloud_service" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku_name            = "S0"

  network {
    app_subnet_id             = azurerm_subnet.apps.id
    service_runtime_subnet_id = azurerm_subnet.runtime.id
    cidr_ranges               = ["10.4.0.0/16", "10.5.0.0/16", "10.3.0.1/16"]
  }
}
`,
  },
  {
    id: 'azure/spring-without-tls',
    title: 'A Spring app takes unencrypted traffic',
    severity: 'warning',
    pillar: 'data',
    recommended: false,
    why: `What goes from the ingress to the app, or from visitors to the portal, can be read on the way. Azure Spring Apps is retired in 2028.

Leave it for a service that is about to be replaced.`,
    refs: [learn('spring-apps/basic-standard/how-to-enable-ingress-to-app-tls'), registry('spring_cloud_app')],
    equivalents: ['checkov/CKV2_AZURE_55', 'checkov/CKV_AZURE_161'],
    check: [
      { on: ['azurerm_spring_cloud_service'], resource: appsWithoutTls },
      {
        on: ['azurerm_spring_cloud_api_portal'],
        attribute: 'https_only_enabled',
        must: be(true),
        default: false,
        so: 'so that nobody reads what is sent',
        effect: 'requests by HTTP are redirected',
      },
    ],
    bad: `resource "azurerm_spring_cloud_service" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku_name            = "S0"
}

resource "azurerm_spring_cloud_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  service_name        = azurerm_spring_cloud_service.example.name
}
`,
    good: `resource "azurerm_spring_cloud_service" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku_name            = "S0"
}

resource "azurerm_spring_cloud_app" "example" {
  name                = "example"
  resource_group_name = "apps"
  service_name        = azurerm_spring_cloud_service.example.name
  tls_enabled         = true
}
`,
  },
];
