import { atLeast, be, noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_kubernetes_cluster'];
const pools = ['azurerm_kubernetes_cluster_node_pool'];
const cluster = registry('kubernetes_cluster');

export const kubernetesNodes: readonly Rule[] = [
  {
    id: 'azure/aks-availability-set',
    title: 'A cluster keeps its nodes in an availability set',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Such a cluster cannot grow and shrink by itself, has one pool, and knows no zones; availability sets were retired in AKS.

There is no case where leaving it is right for a new cluster.`,
    refs: [learn('aks/availability-sets-on-aks'), cluster],
    equivalents: ['checkov/CKV_AZURE_169'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'default_node_pool.type',
      must: be('VirtualMachineScaleSets'),
      default: 'VirtualMachineScaleSets',
      so: 'so that the cluster can grow and shrink',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
    type       = "AvailabilitySet"
                 ~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
    type       = "VirtualMachineScaleSets"
  }
}
`,
  },
  {
    id: 'azure/aks-few-pods',
    title: 'Nodes of a cluster take fewer than 50 pods',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `With Azure CNI a node takes 30 pods unless the code says otherwise, a third of them those of the system: nodes stand idle although they are full.

Leave it where pods are large, or addresses are scarce. It can be chosen only when the pool is made.`,
    refs: [learn('aks/concepts-network-ip-address-planning'), cluster],
    equivalents: ['checkov/CKV_AZURE_168'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: [
      {
        on,
        attribute: 'default_node_pool.max_pods',
        must: preferring(50, atLeast(50)),
        so: 'so that nodes are used',
        effect: 'Terraform replaces the nodes',
      },
      {
        on: pools,
        attribute: 'max_pods',
        must: preferring(50, atLeast(50)),
        so: 'so that nodes are used',
        effect: 'Terraform replaces the nodes',
      },
    ],
    bad: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                  = "apps"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_D4s_v5"
  max_pods              = 30
                          ~~
}
`,
    good: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                  = "apps"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_D4s_v5"
  max_pods              = 50
}
`,
  },
  {
    id: 'azure/aks-managed-os-disk',
    title: 'Nodes of a cluster keep their system on a network disk',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `An ephemeral disk lies on the host: it costs nothing, starts faster and loses only what can be made again.

Leave it for machine sizes whose cache is too small.`,
    refs: [learn('aks/concepts-storage#ephemeral-os-disk'), cluster],
    equivalents: ['checkov/CKV_AZURE_226'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'default_node_pool.os_disk_type',
      must: be('Ephemeral'),
      default: 'Managed',
      so: 'so that nodes start faster',
      effect: 'Terraform replaces the nodes',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
  ~~~~~~~~~~~~~~~~~
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
    name         = "system"
    vm_size      = "Standard_D4s_v5"
    node_count   = 3
    os_disk_type = "Ephemeral"
  }
}
`,
  },
  {
    id: 'azure/aks-mixed-system-pool',
    title: 'Applications may run on the system nodes of a cluster',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `An application that takes all memory of a node then takes the name service and the connection to the control plane with it.

Leave it for small clusters with a single pool.`,
    refs: [learn('aks/use-system-pools'), cluster],
    equivalents: ['checkov/CKV_AZURE_232'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'default_node_pool.only_critical_addons_enabled',
      must: be(true),
      default: false,
      so: 'so that applications run elsewhere',
      effect: 'applications need another pool',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
  ~~~~~~~~~~~~~~~~~
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  dns_prefix          = "example"

  default_node_pool {
    name                         = "system"
    vm_size                      = "Standard_D4s_v5"
    node_count                   = 3
    only_critical_addons_enabled = true
  }
}
`,
  },
  {
    id: 'azure/aks-node-image-updates',
    title: 'Nodes of a cluster get no updates of their system',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The channel None leaves holes of the kernel and the container runtime open until somebody upgrades the node image by hand.

Leave it where a pipeline does that each week.`,
    refs: [learn('aks/auto-upgrade-node-os-image'), cluster],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'node_os_upgrade_channel',
      must: preferring('NodeImage', noneOf('None')),
      missing: 'passes',
      so: 'so that fixes arrive',
      effect: 'nodes are replaced in maintenance windows',
    },
    bad: `resource "azurerm_kubernetes_cluster" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "apps"
  dns_prefix              = "example"
  node_os_upgrade_channel = "None"
                            ~~~~~~
}
`,
    good: `resource "azurerm_kubernetes_cluster" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "apps"
  dns_prefix              = "example"
  node_os_upgrade_channel = "NodeImage"
}
`,
  },
  {
    id: 'azure/aks-node-public-ip',
    title: 'Nodes of a cluster have public addresses',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Each node is then reachable from the internet as far as rules let it be, and leaves by an address of its own past every firewall.

Leave it for game servers and the like, whose clients must reach the node itself.`,
    refs: [learn('aks/use-node-public-ips'), cluster],
    equivalents: ['checkov/CKV_AZURE_143'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: [
      {
        on,
        attribute: ['default_node_pool.node_public_ip_enabled', 'default_node_pool.enable_node_public_ip'],
        must: be(false),
        default: false,
        so: 'so that nodes cannot be reached from outside',
        effect: 'Terraform replaces the nodes',
      },
      {
        on: pools,
        attribute: ['node_public_ip_enabled', 'enable_node_public_ip'],
        must: be(false),
        default: false,
        so: 'so that nodes cannot be reached from outside',
        effect: 'Terraform replaces the nodes',
      },
    ],
    bad: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                   = "apps"
  kubernetes_cluster_id  = azurerm_kubernetes_cluster.main.id
  vm_size                = "Standard_D4s_v5"
  node_public_ip_enabled = true
                           ~~~~
}
`,
    good: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                   = "apps"
  kubernetes_cluster_id  = azurerm_kubernetes_cluster.main.id
  vm_size                = "Standard_D4s_v5"
  node_public_ip_enabled = false
}
`,
  },
  {
    id: 'azure/aks-without-host-encryption',
    title: 'Nodes of a cluster write temporary data unencrypted',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With encryption at the host, temporary disks and caches are encrypted as well, and data on its way to the disk service.

Leave it out for machine sizes that do not offer it, and before the feature is registered in the subscription.`,
    refs: [learn('aks/enable-host-encryption'), cluster],
    equivalents: ['checkov/CKV_AZURE_227'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: [
      {
        on,
        attribute: ['default_node_pool.host_encryption_enabled', 'default_node_pool.enable_host_encryption'],
        must: be(true),
        default: false,
        so: 'to encrypt caches and temporary disks',
        effect: 'Terraform replaces the nodes',
      },
      {
        on: pools,
        attribute: ['host_encryption_enabled', 'enable_host_encryption'],
        must: be(true),
        default: false,
        so: 'to encrypt caches and temporary disks',
        effect: 'Terraform replaces the nodes',
      },
    ],
    bad: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "apps"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_D4s_v5"
}
`,
    good: `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                    = "apps"
  kubernetes_cluster_id   = azurerm_kubernetes_cluster.main.id
  vm_size                 = "Standard_D4s_v5"
  host_encryption_enabled = true
}
`,
  },
  {
    id: 'azure/aks-without-upgrade-channel',
    title: 'A cluster is not upgraded by itself',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `Versions of Kubernetes get fixes for about a year; clusters that nobody upgrades fall out of support with known holes.

Leave it out where a pipeline upgrades the cluster.`,
    refs: [learn('aks/auto-upgrade-cluster'), cluster],
    equivalents: ['checkov/CKV_AZURE_171'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: ['automatic_upgrade_channel', 'automatic_channel_upgrade'],
      must: preferring('stable', noneOf('none')),
      so: 'so that fixes arrive',
      effect: 'nodes are replaced in maintenance windows',
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
  automatic_upgrade_channel = "stable"
}
`,
  },
];
