import type { Resource } from '../../terraform/model.ts';
import { internetSource } from '../exposure.ts';
import { be, isSet, noBlock, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_kubernetes_cluster'];

const cluster = registry('kubernetes_cluster');

/** Add-ons stood in a block of their own before version 3 of the provider. */
const sinceVersion3: Condition = { attribute: 'addon_profile', is: noBlock() };

const beforeVersion3: Condition = { attribute: 'addon_profile', is: someBlock() };

const notPrivate: Condition = { attribute: 'private_cluster_enabled', is: noneOf(true), missing: 'holds' };

function* openControlPlane(resource: Resource, { options }: Context): Iterable<Report> {
  const sources = [
    resource.get('api_server_authorized_ip_ranges'),
    ...resource.blocks('api_server_access_profile').map((profile) => profile.get('authorized_ip_ranges')),
  ];
  for (const source of sources) {
    const at = internetSource(source, options.allowedCidrs);
    if (at)
      yield {
        at,
        message:
          'The control plane answers the whole internet. Name the networks from which the cluster is administered.',
      };
  }
}

export const kubernetes: readonly Rule[] = [
  {
    id: 'azure/aks-control-plane-any-network',
    title: 'The control plane of a cluster answers every network',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Without authorised ranges anybody on the internet may talk to the API server; only a stolen credential or a flaw of the server is then missing. A private cluster has no public address at all.

Leave it for a test cluster that holds nothing and lives for hours.`,
    refs: [learn('aks/api-server-authorized-ip-ranges'), cluster],
    equivalents: ['checkov/CKV_AZURE_6', 'trivy/AZU-0041'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: ['api_server_access_profile.authorized_ip_ranges', 'api_server_authorized_ip_ranges'],
      must: isSet(),
      when: [notPrivate],
      so: 'so that only your networks administer the cluster',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "apps"
  dns_prefix              = "example"
  private_cluster_enabled = true
}
`,
  },
  {
    id: 'azure/aks-dashboard',
    title: 'A cluster runs the Kubernetes dashboard',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The dashboard acts with rights of its own for whoever reaches it, has been used to take clusters over, and was removed from AKS.

There is no case where leaving it is right: the portal shows the same.`,
    refs: [learn('aks/kubernetes-portal'), cluster],
    equivalents: ['checkov/CKV_AZURE_8'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'addon_profile.kube_dashboard.enabled',
      must: be(false),
      missing: 'passes',
      so: 'since it acts for whoever reaches it',
      effect: 'the dashboard is removed',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  addon_profile {
    kube_dashboard {
      enabled = true
                ~~~~
    }
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  addon_profile {
    kube_dashboard {
      enabled = false
    }
  }
}
`,
  },
  {
    id: 'azure/aks-free-tier',
    title: 'The control plane of a cluster has no assured availability',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `The tier Free promises nothing and slows down beyond a few nodes. Standard promises 99.9 or 99.95 percent for a price by the hour.

Leave it for clusters of tests and development.`,
    refs: [learn('aks/free-standard-pricing-tiers'), cluster],
    equivalents: ['checkov/CKV_AZURE_170'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'sku_tier',
      must: preferring('Standard', oneOf('Standard', 'Premium', 'Paid')),
      default: 'Free',
      so: 'for an assured availability',
      effect: 'the control plane is billed by the hour',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
  sku_tier            = "Standard"
}
`,
  },
  {
    id: 'azure/aks-http-routing',
    title: 'A cluster uses the add-on for HTTP routing',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The add-on was made for trials, serves unencrypted HTTP under a public name, and is retired.

There is no case where leaving it is right: the application routing add-on takes its place.`,
    refs: [learn('aks/http-application-routing'), cluster],
    equivalents: ['checkov/CKV_AZURE_246'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: ['http_application_routing_enabled', 'addon_profile.http_application_routing.enabled'],
      must: be(false),
      default: false,
      so: 'since the add-on is retired',
      effect: 'names that it made stop working',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                             = "example"
  location                         = "westeurope"
  resource_group_name              = "apps"
  dns_prefix                       = "example"
  http_application_routing_enabled = true
                                     ~~~~
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                             = "example"
  location                         = "westeurope"
  resource_group_name              = "apps"
  dns_prefix                       = "example"
  http_application_routing_enabled = false
}
`,
  },
  {
    id: 'azure/aks-kubenet',
    title: 'A cluster uses kubenet',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Kubenet is retired in March 2028, knows no Windows nodes and routes by tables that end at 400 nodes. Azure CNI, with an overlay where addresses are scarce, takes its place.

Leave it for a cluster that will not live until then.`,
    refs: [learn('aks/concepts-network-cni-overview'), cluster],
    equivalents: ['checkov/CKV2_AZURE_29'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'network_profile.network_plugin',
      must: preferring('azure', oneOf('azure', 'none')),
      default: 'kubenet',
      so: 'since kubenet is retired',
      effect: 'Terraform may replace the cluster',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  network_profile {
    network_plugin = "kubenet"
                     ~~~~~~~~~
    network_policy = "calico"
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  network_profile {
    network_plugin = "azure"
    network_policy = "calico"
  }
}
`,
  },
  {
    id: 'azure/aks-local-accounts',
    title: 'A cluster has local accounts',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The local administrator logs in with a certificate that nobody can withdraw, past Entra ID and its conditions, and leaves no name in the log.

Leave it while the groups that administer the cluster by Entra ID are not named yet.`,
    refs: [learn('aks/manage-local-accounts-managed-azure-ad'), cluster],
    equivalents: ['checkov/CKV_AZURE_141'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'local_account_disabled',
      must: be(true),
      default: false,
      so: 'so that people sign in to Entra ID',
      effect: 'needs azure_active_directory_role_based_access_control',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                   = "example"
  location               = "westeurope"
  resource_group_name    = "apps"
  dns_prefix             = "example"
  local_account_disabled = true
}
`,
  },
  {
    id: 'azure/aks-open-control-plane',
    title: 'The control plane of a cluster is open to the whole internet by name',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `A public block among the authorised ranges undoes all the others: anybody reaches the API server with leaked credentials and each of its flaws.

Leave it for a test cluster that holds nothing and lives for hours.`,
    refs: [learn('aks/api-server-authorized-ip-ranges'), cluster],
    equivalents: ['checkov/CKV_AZURE_6', 'trivy/AZU-0041'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: { on, resource: openControlPlane },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  api_server_access_profile {
    authorized_ip_ranges = ["0.0.0.0/0"]
                           ~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  api_server_access_profile {
    authorized_ip_ranges = ["20.31.0.0/28"]
  }
}
`,
  },
  {
    id: 'azure/aks-public-cluster',
    title: 'The control plane of a cluster has a public address',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `A private cluster is administered from its network only, so that neither leaked credentials nor flaws of the API server can be used from outside. It can be chosen only when the cluster is made.

Leave it where authorised ranges are enough, and build agents have no way into the network.`,
    refs: [learn('aks/private-clusters'), cluster],
    equivalents: ['checkov/CKV_AZURE_115', 'trivy/AZU-0065'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'private_cluster_enabled',
      must: be(true),
      default: false,
      so: 'so that the cluster is administered from its network',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "apps"
  dns_prefix              = "example"
  private_cluster_enabled = true
}
`,
  },
  {
    id: 'azure/aks-secrets-not-rotated',
    title: 'Secrets of a cluster are not renewed from a key vault',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `The driver of the secret store mounts secrets of a key vault; with rotation, pods get the new value when it changes there.

Leave it out where pods read the vault by their own identity.`,
    refs: [learn('aks/csi-secrets-store-configuration-options'), cluster],
    equivalents: ['checkov/CKV_AZURE_172'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'key_vault_secrets_provider.secret_rotation_enabled',
      must: be(true),
      so: 'so that pods get new values',
      effect: 'the driver asks the vault every two minutes',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  key_vault_secrets_provider {
    secret_rotation_enabled = false
                              ~~~~~
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  key_vault_secrets_provider {
    secret_rotation_enabled = true
  }
}
`,
  },
  {
    id: 'azure/aks-without-azure-policy',
    title: 'Policies of the landing zone do not reach into a cluster',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `Without the add-on, assigned policies about privileged containers, images and limits find nothing to check in the cluster.

Leave it out where another admission controller does the same.`,
    refs: [learn('governance/policy/concepts/policy-for-kubernetes'), cluster],
    equivalents: ['checkov/CKV_AZURE_116', 'trivy/AZU-0066'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: ['azure_policy_enabled', 'addon_profile.azure_policy.enabled'],
      must: be(true),
      default: false,
      so: 'so that policies are in force in the cluster',
      effect: 'policies that deny stop what breaks them',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                 = "example"
  location             = "westeurope"
  resource_group_name  = "apps"
  dns_prefix           = "example"
  azure_policy_enabled = true
}
`,
  },
  {
    id: 'azure/aks-without-monitoring',
    title: 'A cluster sends its logs and measures nowhere',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `After a fault or an attack nobody can see what ran and what it wrote. Container Insights takes both to a workspace, which is billed by volume.

Leave it out where another agent in the cluster collects them.`,
    refs: [learn('azure-monitor/containers/kubernetes-monitoring-enable'), cluster],
    equivalents: ['checkov/CKV_AZURE_4', 'trivy/AZU-0040'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: [
      { on, attribute: 'oms_agent', must: someBlock(), when: [sinceVersion3], so: 'to see what runs in the cluster' },
      {
        on,
        attribute: 'addon_profile.oms_agent.enabled',
        must: be(true),
        when: [beforeVersion3, { attribute: 'oms_agent', is: noBlock() }],
        so: 'to see what runs in the cluster',
        effect: 'needs a workspace',
      },
    ],
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  oms_agent {
    log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id
  }
}
`,
  },
  {
    id: 'azure/aks-without-network-policy',
    title: 'A cluster does not limit traffic between its pods',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without a network policy engine, policies that somebody writes are ignored, and one pod that was taken over reaches all others.

Leave it for a cluster with a single application.`,
    refs: [learn('aks/use-network-policies'), cluster],
    equivalents: ['checkov/CKV_AZURE_7', 'trivy/AZU-0043'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'network_profile.network_policy',
      must: isSet(),
      so: 'so that network policies are in force',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  network_profile {
  ~~~~~~~~~~~~~~~
    network_plugin = "azure"
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  network_profile {
    network_plugin = "azure"
    network_policy = "cilium"
  }
}
`,
  },
  {
    id: 'azure/aks-without-rbac',
    title: 'A cluster has no role-based access control',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `Whoever may talk to the API server may then do everything in the cluster.

There is no case where leaving it is right.`,
    refs: [learn('aks/manage-azure-rbac'), cluster],
    equivalents: ['checkov/CKV_AZURE_5', 'trivy/AZU-0042'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: ['role_based_access_control_enabled', 'role_based_access_control.enabled'],
      must: be(true),
      default: true,
      so: 'so that roles decide who does what',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                              = "example"
  location                          = "westeurope"
  resource_group_name               = "apps"
  dns_prefix                        = "example"
  role_based_access_control_enabled = false
                                      ~~~~~
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                              = "example"
  location                          = "westeurope"
  resource_group_name               = "apps"
  dns_prefix                        = "example"
  role_based_access_control_enabled = true
}
`,
  },
  {
    id: 'azure/aks-without-workload-identity',
    title: 'Pods of a cluster cannot have identities of their own',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without workload identity pods use secrets, or the identity of the node, which all pods of the node share.

Leave it off where no pod talks to services of Azure.`,
    refs: [learn('aks/workload-identity-overview'), cluster],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'workload_identity_enabled',
      must: be(true),
      default: false,
      so: 'so that pods need no secrets',
      effect: 'needs oidc_issuer_enabled',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                      = "example"
  location                  = "westeurope"
  resource_group_name       = "apps"
  dns_prefix                = "example"
  workload_identity_enabled = true
}
`,
  },
];
