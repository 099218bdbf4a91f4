import { be, each, isAbsent, matches, matchesNot, noBlock, noneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { unwantedReference } from '../unwanted.ts';
import { learn, registry } from './refs.ts';

/** Subnets whose service refuses a security group, or brings its own protection. */
const ownProtection: Condition = {
  attribute: 'name',
  is: noneOf('GatewaySubnet', 'AzureFirewallSubnet', 'AzureFirewallManagementSubnet', 'RouteServerSubnet'),
  unknown: 'holds',
};

const notNetApp: Condition = {
  attribute: 'delegation.service_delegation.name',
  is: noneOf('Microsoft.NetApp/volumes', 'Microsoft.Netapp/volumes'),
  missing: 'holds',
};

const flowLogs = learn('network-watcher/vnet-flow-logs-overview');
const flowLog = registry('network_watcher_flow_log');
const retired = 'https://azure.microsoft.com/en-us/updates/v2/Azure-NSG-flow-logs-Retirement';
const privateRanges =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|168\.63\.129\.16$|169\.254\.|f[cd])/i;

export const network: readonly Rule[] = [
  {
    id: 'azure/bastion-shareable-link',
    title: 'Azure Bastion lets people in by a link',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever has the link reaches the sign-in of the machine without an account in Entra ID, so that conditional access and multi-factor sign-in do not apply.

Leave it for a training environment that lives for days.`,
    refs: [learn('bastion/shareable-link'), registry('bastion_host')],
    equivalents: [],
    check: {
      on: ['azurerm_bastion_host'],
      attribute: 'shareable_link_enabled',
      must: be(false),
      default: false,
      so: 'so that people sign in to Entra ID first',
      effect: 'existing links stop working',
    },
    bad: `resource "azurerm_bastion_host" "example" {
  name                   = "bastion"
  location               = "westeurope"
  resource_group_name    = "network"
  sku                    = "Standard"
  shareable_link_enabled = true
                           ~~~~

  ip_configuration {
    name                 = "main"
    subnet_id            = azurerm_subnet.bastion.id
    public_ip_address_id = azurerm_public_ip.bastion.id
  }
}
`,
    good: `resource "azurerm_bastion_host" "example" {
  name                   = "bastion"
  location               = "westeurope"
  resource_group_name    = "network"
  sku                    = "Standard"
  shareable_link_enabled = false

  ip_configuration {
    name                 = "main"
    subnet_id            = azurerm_subnet.bastion.id
    public_ip_address_id = azurerm_public_ip.bastion.id
  }
}
`,
  },
  {
    id: 'azure/flow-log-disabled',
    title: 'A flow log is switched off',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `A flow log that is off records nothing, while whoever reads the code believes that traffic is recorded.

Leave it off for as long as a known flood of traffic would cost too much.`,
    refs: [flowLogs, flowLog],
    equivalents: ['trivy/AZU-0073'],
    note: 'networks-compared#flow-logs',
    check: {
      on: ['azurerm_network_watcher_flow_log'],
      attribute: 'enabled',
      must: be(true),
      so: 'for traffic to be recorded',
      effect: 'the volume of logs is billed',
    },
    bad: `resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "hub"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.hub.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = false
                         ~~~~~
  version              = 2

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
    good: `resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "hub"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.hub.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = true
  version              = 2

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
  },
  {
    id: 'azure/flow-log-of-security-group',
    title: 'A flow log is made for a security group',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Flow logs of security groups can no longer be created since mid-2025 and are retired in 2027: apply fails for a new one. A flow log of the virtual network records the same traffic, also where no group is.

Leave an existing one until the flow log of its network is in place.`,
    refs: [retired, flowLogs, flowLog],
    equivalents: [],
    note: 'networks-compared#flow-logs',
    check: [
      unwantedReference(
        ['azurerm_network_watcher_flow_log'],
        'network_security_group_id',
        'Flow logs of security groups can no longer be created. Set target_resource_id to the virtual network instead.',
      ),
      {
        on: ['azurerm_network_watcher_flow_log'],
        attribute: 'target_resource_id',
        must: matchesNot(/\/networkSecurityGroups\//i, 'the virtual network'),
        missing: 'passes',
        so: 'since flow logs of groups can no longer be created',
      },
    ],
    bad: `resource "azurerm_network_watcher_flow_log" "example" {
  name                      = "app"
  network_watcher_name      = "watcher"
  resource_group_name       = "network"
  network_security_group_id = azurerm_network_security_group.app.id
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  storage_account_id        = azurerm_storage_account.logs.id
  enabled                   = true

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
    good: `resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "app"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.spoke.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = true

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
  },
  {
    id: 'azure/flow-log-retention',
    title: 'Flow logs are kept for less than 90 days',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Intrusions are often noticed after months; what came before is then only in the flow logs. 0 days means for ever.

Leave a short time where the logs go on to a workspace or a lake that keeps them longer.`,
    refs: [flowLogs, flowLog],
    equivalents: ['checkov/CKV_AZURE_12', 'trivy/AZU-0049'],
    note: 'networks-compared#flow-logs',
    check: [
      {
        on: ['azurerm_network_watcher_flow_log'],
        attribute: 'retention_policy.days',
        must: preferring(90, matches(/^(?:0|9\d|\d{3,})$/, 'at least 90, or 0 for ever')),
        so: 'to look back on an intrusion',
        effect: 'storage is billed',
      },
      {
        on: ['azurerm_network_watcher_flow_log'],
        attribute: 'retention_policy.enabled',
        must: be(true),
        so: 'so that logs are kept for a known time',
        effect: 'logs older than its days are deleted',
      },
    ],
    bad: `resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "hub"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.hub.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = true

  retention_policy {
    enabled = true
    days    = 7
              ~
  }
}
`,
    good: `resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "hub"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.hub.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = true

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
  },
  {
    id: 'azure/network-public-dns-server',
    title: 'A virtual network asks a DNS server on the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A public server learns every name that is asked for, and does not know the private zones: names of private endpoints resolve to public addresses. Queries for data hidden in names go out unseen.

Leave it for a network that has no private names at all.`,
    refs: [
      learn('virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances'),
      registry('virtual_network'),
    ],
    equivalents: ['checkov/CKV_AZURE_183'],
    check: {
      on: ['azurerm_virtual_network', 'azurerm_virtual_network_dns_servers'],
      attribute: 'dns_servers',
      must: each(matches(privateRanges, 'an address of your own network')),
      missing: 'passes',
    },
    bad: `resource "azurerm_virtual_network" "example" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
  dns_servers         = ["10.0.0.4", "8.8.8.8"]
                                     ~~~~~~~~~
}
`,
    good: `resource "azurerm_virtual_network" "example" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
  dns_servers         = ["10.0.0.4"]
}
`,
  },
  {
    id: 'azure/network-single-dns-server',
    title: 'A virtual network names a single DNS server',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `When that server fails or is patched, no name in the network resolves any more. Two servers in two zones stand in for each other.

Leave it where the address belongs to a service that is redundant by itself: an inbound endpoint of DNS Private Resolver, Azure Firewall, or Azure's own resolver.`,
    refs: [
      learn('virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances'),
      registry('virtual_network'),
    ],
    equivalents: ['checkov/CKV_AZURE_182'],
    check: {
      on: ['azurerm_virtual_network', 'azurerm_virtual_network_dns_servers'],
      *resource(network) {
        const servers = network.get('dns_servers');
        if (servers?.kind !== 'list' || servers.items.length !== 1) return;
        yield { at: servers, message: 'The network has one DNS server: name a second one in another zone.' };
      },
    },
    bad: `resource "azurerm_virtual_network" "example" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
  dns_servers         = ["10.0.0.4"]
                        ~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_virtual_network" "example" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
  dns_servers         = ["10.0.0.4", "10.0.0.5"]
}
`,
  },
  {
    id: 'azure/network-without-flow-log',
    title: 'A virtual network has no flow log',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Without flow logs nobody can say afterwards who talked to whom. One log of the network is enough for all its subnets; it is billed by volume.

Leave it where a policy of the landing zone makes the flow logs, or for networks that carry nothing of interest.`,
    refs: [flowLogs, flowLog],
    equivalents: [],
    note: 'networks-compared#flow-logs',
    check: {
      on: ['azurerm_virtual_network'],
      needs: [{ on: ['azurerm_network_watcher_flow_log'], by: 'target_resource_id' }],
      text: 'an azurerm_network_watcher_flow_log that targets it',
      so: 'to see afterwards who talked to whom',
    },
    bad: `resource "azurerm_virtual_network" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}
`,
    good: `resource "azurerm_virtual_network" "example" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_network_watcher_flow_log" "example" {
  name                 = "spoke"
  network_watcher_name = "watcher"
  resource_group_name  = "network"
  target_resource_id   = azurerm_virtual_network.example.id
  storage_account_id   = azurerm_storage_account.logs.id
  enabled              = true

  retention_policy {
    enabled = true
    days    = 90
  }
}
`,
  },
  {
    id: 'azure/nic-ip-forwarding',
    title: 'A network interface forwards traffic of others',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With forwarding on, a machine may send packets under addresses that are not its own, and receive those meant for others: whoever takes it over can join networks that were kept apart.

Leave it for network appliances: firewalls, routers and VPN servers.`,
    refs: [
      learn(
        'virtual-network/virtual-network-network-interface#enable-or-disable-ip-forwarding-for-a-network-interface',
      ),
      registry('network_interface'),
    ],
    equivalents: ['checkov/CKV_AZURE_118', 'trivy/AZU-0075'],
    check: {
      on: ['azurerm_network_interface'],
      attribute: ['ip_forwarding_enabled', 'enable_ip_forwarding'],
      must: be(false),
      default: false,
      so: 'unless the machine is a network appliance',
      effect: 'an appliance stops routing',
    },
    bad: `resource "azurerm_network_interface" "example" {
  name                  = "app"
  location              = "westeurope"
  resource_group_name   = "network"
  ip_forwarding_enabled = true
                          ~~~~

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
  }
}
`,
    good: `resource "azurerm_network_interface" "example" {
  name                  = "app"
  location              = "westeurope"
  resource_group_name   = "network"
  ip_forwarding_enabled = false

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
  }
}
`,
  },
  {
    id: 'azure/nic-public-ip',
    title: 'A network interface has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The machine is reachable from the internet as far as the rules of its groups let it be, and it also leaves by that address, past the firewall of the hub. Inbound traffic belongs on a gateway or load balancer, administration on Azure Bastion.

Leave it for appliances at the edge that need an address of their own, such as a VPN device.`,
    refs: [learn('bastion/bastion-overview'), registry('network_interface')],
    equivalents: ['checkov/CKV_AZURE_119', 'trivy/AZU-0076'],
    check: unwantedReference(
      ['azurerm_network_interface'],
      'ip_configuration.public_ip_address_id',
      'The machine has an address on the internet. Remove it, and reach the machine through a gateway or Azure Bastion.',
      'the machine loses its public address',
    ),
    bad: `resource "azurerm_network_interface" "example" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "network"

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = azurerm_public_ip.app.id
                                    ~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_network_interface" "example" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "network"

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
  }
}
`,
  },
  {
    id: 'azure/public-ip-basic',
    title: 'A public address is of the retired tier Basic',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Basic addresses are open to the internet without a security group, know no zones, and were retired on 30 September 2025.

There is no case where leaving it is right for a new address.`,
    refs: [learn('virtual-network/ip-services/public-ip-basic-upgrade-guidance'), registry('public_ip')],
    equivalents: [],
    check: {
      on: ['azurerm_public_ip'],
      attribute: 'sku',
      must: preferring('Standard', noneOf('Basic')),
      missing: 'passes',
      so: 'since Basic is retired',
      effect: 'Terraform replaces the address',
    },
    bad: `resource "azurerm_public_ip" "example" {
  name                = "gateway"
  location            = "westeurope"
  resource_group_name = "network"
  allocation_method   = "Static"
  sku                 = "Basic"
                        ~~~~~~~
}
`,
    good: `resource "azurerm_public_ip" "example" {
  name                = "gateway"
  location            = "westeurope"
  resource_group_name = "network"
  allocation_method   = "Static"
  sku                 = "Standard"
}
`,
  },
  {
    id: 'azure/subnet-default-outbound',
    title: 'Machines of a subnet reach the internet by an address that Azure picks',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Default outbound access gives machines without a public address one that nobody owns, that changes, and that no firewall sees. Azure retires it: new networks no longer have it. A NAT gateway, or a route to a firewall, says where traffic leaves.

Leave it for a subnet in which nothing starts connections.`,
    refs: [learn('virtual-network/ip-services/default-outbound-access'), registry('subnet')],
    equivalents: [],
    check: {
      on: ['azurerm_subnet'],
      attribute: 'default_outbound_access_enabled',
      must: be(false),
      default: true,
      when: [ownProtection],
      so: 'so that traffic leaves by an address of your own',
      effect: 'machines without another way out lose the internet',
    },
    bad: `resource "azurerm_subnet" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.1.0/24"]
}
`,
    good: `resource "azurerm_subnet" "example" {
  name                            = "app"
  resource_group_name             = "network"
  virtual_network_name            = "spoke"
  address_prefixes                = ["10.0.1.0/24"]
  default_outbound_access_enabled = false
}
`,
  },
  {
    id: 'azure/subnet-without-security-group',
    title: 'A subnet has no network security group',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without a group every machine of every peered network, and of whatever is connected by VPN, reaches each port of the subnet. The landing zone's policies refuse such subnets.

Leave it for a subnet whose service brings its own protection and refuses a group; those of gateways, firewalls and route servers, and delegated to NetApp, are not looked at.`,
    refs: [
      learn('virtual-network/network-security-groups-overview'),
      registry('subnet_network_security_group_association'),
    ],
    equivalents: ['checkov/CKV2_AZURE_31'],
    note: 'networks-compared#filters',
    check: [
      {
        on: ['azurerm_subnet'],
        needs: [{ on: ['azurerm_subnet_network_security_group_association'], by: 'subnet_id' }],
        text: 'an azurerm_subnet_network_security_group_association',
        when: [ownProtection, notNetApp],
        so: 'for its traffic to be limited',
      },
      {
        on: ['azurerm_virtual_network'],
        attribute: 'subnet',
        must: noBlock({ attribute: 'security_group', is: isAbsent(), missing: 'holds' }, ownProtection),
      },
    ],
    bad: `resource "azurerm_subnet" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.1.0/24"]
}
`,
    good: `resource "azurerm_subnet" "example" {
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_subnet_network_security_group_association" "example" {
  subnet_id                 = azurerm_subnet.example.id
  network_security_group_id = azurerm_network_security_group.app.id
}
`,
  },
];
