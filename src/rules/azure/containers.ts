import type { Resource } from '../../terraform/model.ts';
import { atLeast, be, isSet, matches, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_container_registry'];
const acr = registry('container_registry');
const group = registry('container_group');
const practices = learn('container-registry/container-registry-best-practices');

function* plainVariables(resource: Resource): Iterable<Report> {
  for (const container of [...resource.blocks('container'), ...resource.blocks('init_container')]) {
    const variables = container.get('environment_variables');
    if (variables?.kind === 'object' && (variables.entries.size > 0 || variables.open)) {
      yield {
        at: variables,
        message:
          'Whoever may read the container group reads these values. Put secrets into secure_environment_variables.',
      };
    }
  }
}

export const containers: readonly Rule[] = [
  {
    id: 'azure/acr-admin-account',
    title: 'A registry has an administrator with a password',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Everybody shares the account, it may do everything, and its password does not end. Roles of Entra ID let each service pull or push for itself.

Leave it for a service that can log in by password only.`,
    refs: [learn('container-registry/container-registry-authentication'), acr],
    equivalents: ['checkov/CKV_AZURE_137'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: 'admin_enabled',
      must: be(false),
      default: false,
      so: 'so that access is by identity',
      effect: 'whoever uses the password is cut off',
    },
    bad: `resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true
                        ~~~~
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false
}
`,
  },
  {
    id: 'azure/acr-anonymous-pull',
    title: 'A registry lets anyone pull its images',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Images hold code, configuration and often forgotten secrets; the list of them tells how the systems are built.

Leave it for images that are published on purpose, in a registry that holds nothing else.`,
    refs: [learn('container-registry/anonymous-pull-access'), acr],
    equivalents: ['checkov/CKV_AZURE_138'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: 'anonymous_pull_enabled',
      must: be(false),
      default: false,
      so: 'so that images are pulled by those who may',
      effect: 'anonymous pulls are refused',
    },
    bad: `resource "azurerm_container_registry" "example" {
  name                   = "example"
  resource_group_name    = "apps"
  location               = "westeurope"
  sku                    = "Premium"
  anonymous_pull_enabled = true
                           ~~~~
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                   = "example"
  resource_group_name    = "apps"
  location               = "westeurope"
  sku                    = "Premium"
  anonymous_pull_enabled = false
}
`,
  },
  {
    id: 'azure/acr-basic-tier',
    title: 'A registry is of the tier Basic',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `The other tiers have more storage and throughput, and Premium alone private endpoints, zones and retention. Images are scanned by Defender for Containers, in every tier.

Leave it for development.`,
    refs: [learn('container-registry/container-registry-skus'), acr],
    equivalents: ['checkov/CKV_AZURE_163'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: 'sku',
      must: preferring('Standard', noneOf('Basic', 'Classic')),
      so: 'to be fit for production',
      effect: 'the tier costs more',
    },
    bad: `resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Basic"
                        ~~~~~~~
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Standard"
}
`,
  },
  {
    id: 'azure/acr-shared-data-endpoint',
    title: 'A registry hands out layers from shared addresses',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Firewalls must then let every storage account of the region through, by which data can leave as well. Data endpoints of the registry's own need the tier Premium.

Leave it where private endpoints are used, or no firewall limits where clusters connect to.`,
    refs: [learn('container-registry/container-registry-dedicated-data-endpoints'), acr],
    equivalents: ['checkov/CKV_AZURE_237'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: 'data_endpoint_enabled',
      must: be(true),
      default: false,
      so: 'so that firewalls can name it',
      effect: 'firewalls must let its new address through',
    },
    bad: `resource "azurerm_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  sku                   = "Premium"
  data_endpoint_enabled = true
}
`,
  },
  {
    id: 'azure/acr-single-region',
    title: 'A registry keeps its images in one region',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `While the region is down no cluster elsewhere can start a new pod. Each replica costs as much as a registry of tier Premium.

Leave it out where clusters run in the same region only.`,
    refs: [learn('container-registry/container-registry-geo-replication'), acr],
    equivalents: ['checkov/CKV_AZURE_165'],
    note: 'registries-compared#the-switches',
    check: [
      {
        on,
        attribute: 'georeplications',
        must: someBlock(),
        when: [{ attribute: 'sku', is: be('Premium') }],
        so: 'so that clusters elsewhere can pull',
      },
      { on, attribute: 'sku', must: oneOf('Premium'), so: 'for replicas in other regions' },
    ],
    bad: `resource "azurerm_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"

  georeplications {
    location = "northeurope"
  }
}
`,
  },
  {
    id: 'azure/acr-webhook-http',
    title: 'A webhook of a registry is called over HTTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The call carries names of images and, in its headers, tokens that anybody on the way can read.

There is no case where leaving it is right.`,
    refs: [learn('container-registry/container-registry-webhook'), registry('container_registry_webhook')],
    equivalents: ['checkov/CKV2_AZURE_30'],
    note: 'registries-compared#the-switches',
    check: {
      on: ['azurerm_container_registry_webhook'],
      attribute: 'service_uri',
      must: matches(/^https:/i, 'an address that begins with https'),
      missing: 'passes',
    },
    bad: `resource "azurerm_container_registry_webhook" "example" {
  name                = "deploy"
  resource_group_name = "apps"
  registry_name       = "example"
  location            = "westeurope"
  service_uri         = "http://hooks.example.com/deploy"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  actions             = ["push"]
}
`,
    good: `resource "azurerm_container_registry_webhook" "example" {
  name                = "deploy"
  resource_group_name = "apps"
  registry_name       = "example"
  location            = "westeurope"
  service_uri         = "https://hooks.example.com/deploy"
  actions             = ["push"]
}
`,
  },
  {
    id: 'azure/acr-without-quarantine',
    title: 'A registry hands out images before they were looked at',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `With quarantine an image can be pulled only after a scanner marked it. The feature is a preview that needs a scanner made for it.

Leave it out unless you have one.`,
    refs: [practices, acr],
    equivalents: ['checkov/CKV_AZURE_166'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: 'quarantine_policy_enabled',
      must: be(true),
      default: false,
      so: 'for images to be looked at first',
      effect: 'nothing can be pulled until a scanner marks it',
    },
    bad: `resource "azurerm_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                      = "example"
  resource_group_name       = "apps"
  location                  = "westeurope"
  sku                       = "Premium"
  quarantine_policy_enabled = true
}
`,
  },
  {
    id: 'azure/acr-without-retention',
    title: 'A registry keeps images without tags for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Each push of a tag leaves the old image behind without a name; they fill the storage and are still pulled by digest. Retention needs the tier Premium.

Leave it out where images are deployed by digest, or a task purges the registry.`,
    refs: [learn('container-registry/container-registry-retention-policy'), acr],
    equivalents: ['checkov/CKV_AZURE_167'],
    note: 'registries-compared#the-switches',
    check: [
      {
        on,
        attribute: ['retention_policy_in_days', 'retention_policy.days'],
        must: preferring(30, atLeast(1)),
        so: 'so that old images are deleted',
        effect: 'images that are deployed by digest may be deleted',
      },
      {
        on,
        attribute: 'retention_policy.enabled',
        must: be(true),
        when: [{ attribute: 'retention_policy.days', is: atLeast(1) }],
        so: 'so that old images are deleted',
        effect: 'images that are deployed by digest may be deleted',
      },
    ],
    bad: `resource "azurerm_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                     = "example"
  resource_group_name      = "apps"
  location                 = "westeurope"
  sku                      = "Premium"
  retention_policy_in_days = 30
}
`,
  },
  {
    id: 'azure/acr-without-trust',
    title: 'A registry does not ask for signed images',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Content trust of Docker is being retired: images are signed with Notation, and admission policies of the cluster check the signature. The switch needs the tier Premium.

Leave it out for new registries.`,
    refs: [learn('container-registry/container-registry-tutorial-sign-build-push'), acr],
    equivalents: ['checkov/CKV_AZURE_164'],
    note: 'registries-compared#the-switches',
    check: {
      on,
      attribute: ['trust_policy_enabled', 'trust_policy.enabled'],
      must: be(true),
      default: false,
      so: 'for images to be signed',
      effect: 'needs the tier Premium',
    },
    bad: `resource "azurerm_container_registry" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "apps"
  location            = "westeurope"
  sku                 = "Premium"
}
`,
    good: `resource "azurerm_container_registry" "example" {
  name                 = "example"
  resource_group_name  = "apps"
  location             = "westeurope"
  sku                  = "Premium"
  trust_policy_enabled = true
}
`,
  },
  {
    id: 'azure/container-app-http',
    title: 'A container app answers unencrypted HTTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What goes over HTTP can be read and changed on the way, sessions included. Without the switch the platform redirects to HTTPS.

Leave it for calls between apps of one environment that is encrypted otherwise.`,
    refs: [learn('container-apps/ingress-overview'), registry('container_app')],
    equivalents: [],
    check: {
      on: ['azurerm_container_app'],
      attribute: 'ingress.allow_insecure_connections',
      must: be(false),
      default: false,
      so: 'so that nobody reads or changes what is sent',
      effect: 'requests by HTTP are redirected',
    },
    bad: `resource "azurerm_container_app" "example" {
  name                         = "web"
  resource_group_name          = "apps"
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Single"

  ingress {
    target_port                = 8080
    external_enabled           = true
    allow_insecure_connections = true
                                 ~~~~
  }
}
`,
    good: `resource "azurerm_container_app" "example" {
  name                         = "web"
  resource_group_name          = "apps"
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Single"

  ingress {
    target_port                = 8080
    external_enabled           = true
    allow_insecure_connections = false
  }
}
`,
  },
  {
    id: 'azure/container-group-outside-network',
    title: 'A container group is in no virtual network',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `It then has a public address or none at all, and no security group limits what it talks to.

Leave it for a short job that needs nothing of your network.`,
    refs: [learn('container-instances/container-instances-virtual-network-concepts'), group],
    equivalents: ['checkov/CKV_AZURE_98', 'checkov/CKV_AZURE_245'],
    check: {
      on: ['azurerm_container_group'],
      attribute: ['subnet_ids', 'network_profile_id'],
      must: isSet(),
      when: [{ attribute: 'ip_address_type', is: noneOf('Private'), missing: 'holds' }],
      so: 'so that its traffic is limited',
    },
    bad: `resource "azurerm_container_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "job"
  location            = "westeurope"
  resource_group_name = "apps"
  os_type             = "Linux"
}
`,
    good: `resource "azurerm_container_group" "example" {
  name                = "job"
  location            = "westeurope"
  resource_group_name = "apps"
  os_type             = "Linux"
  ip_address_type     = "Private"
  subnet_ids          = [azurerm_subnet.jobs.id]
}
`,
  },
  {
    id: 'azure/container-group-plain-variables',
    title: 'A container group has environment variables that anyone who may read it sees',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Values of \`secure_environment_variables\` cannot be read back; those of \`environment_variables\` stand in the portal and the logs.

Leave it for values that are no secrets.`,
    refs: [learn('container-instances/container-instances-environment-variables'), group],
    equivalents: ['checkov/CKV_AZURE_235'],
    check: { on: ['azurerm_container_group'], resource: plainVariables },
    bad: `resource "azurerm_container_group" "example" {
  name                = "job"
  location            = "westeurope"
  resource_group_name = "apps"
  os_type             = "Linux"

  container {
    name   = "job"
    image  = "example.azurecr.io/job:1"
    cpu    = 1
    memory = 1

    environment_variables = { API_KEY = "x" }
                            ~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_container_group" "example" {
  name                = "job"
  location            = "westeurope"
  resource_group_name = "apps"
  os_type             = "Linux"

  container {
    name   = "job"
    image  = "example.azurecr.io/job:1"
    cpu    = 1
    memory = 1

    secure_environment_variables = { API_KEY = var.api_key }
  }
}
`,
  },
];
