import { textOf } from '../../terraform/convert.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import { hasUnknown } from '../../terraform/value.ts';
import { overlapReports, type Part, partsOf } from '../address-parts.ts';
import { covers, type Range, size, union } from '../cidr.ts';
import { type Connections, overlappingNetworks } from '../connected-networks.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const network = 'azurerm_virtual_network';
const subnetType = 'azurerm_subnet';
const peering = 'azurerm_virtual_network_peering';
const addressing = learn('virtual-network/concepts-and-best-practices');
const peerings = learn('virtual-network/virtual-network-manage-peering');

/** The blocks of a network; undefined where not all of them are known. */
function spaceOf(resource: Resource): readonly Range[] | undefined {
  const space = resource.get('address_space');
  if (!space || hasUnknown(space)) return undefined;
  return union(partsOf(resource, 'address_space').map(({ range }) => range));
}

/** The blocks of the subnets that are written within a network. */
function inlineSubnets(resource: Resource): readonly Part[] {
  return resource.blocks('subnet').flatMap((subnet) => {
    const name = subnet.get('address_prefixes') ? 'address_prefixes' : 'address_prefix';
    return subnet.symbolic ? [] : partsOf(resource, name, subnet);
  });
}

function* overlappingSubnets(tree: ModuleTree, context: Context): Iterable<Report> {
  const byNetwork = new Map<string, Part[]>();
  const add = (key: string | undefined, parts: readonly Part[]) => {
    if (key !== undefined) byNetwork.set(key, [...(byNetwork.get(key) ?? []), ...parts]);
  };
  for (const resource of tree.resources(network)) add(resource.address, inlineSubnets(resource));
  for (const subnet of tree.resources(subnetType)) {
    // Of two subnets that may not be made, one may be there in place of the other.
    if (subnet.symbolic) continue;
    const group = subnet.get('resource_group_name');
    const key = context.identity(subnet.get('virtual_network_name'), network);
    const place = key?.startsWith('"') ? `${key} ${(group && textOf(group)) ?? ''}` : key;
    add(place, partsOf(subnet, 'address_prefixes'));
  }
  for (const parts of byNetwork.values()) yield* overlapReports(parts, 'Subnets of one network');
}

function* outside(subnet: Resource, context: Context): Iterable<Report> {
  const owner = context.find(subnet.get('virtual_network_name'), network);
  const space = owner && spaceOf(owner);
  if (!owner || !space) return;
  for (const part of partsOf(subnet, 'address_prefixes')) {
    if (space.some((block) => covers(block, part.range))) continue;
    yield {
      at: part.value,
      message: `${part.text} is not within the addresses of ${owner.address}, so apply fails. Take a block of the network.`,
      related: [{ at: owner.location, message: 'this is the network' }],
    };
  }
}

const connections: Connections = {
  network,
  peerings: [{ on: peering, sides: ['virtual_network_name', 'remote_virtual_network_id'] }],
  attachments: [
    {
      on: 'azurerm_virtual_hub_connection',
      network: 'remote_virtual_network_id',
      hub: 'virtual_hub_id',
      type: 'azurerm_virtual_hub',
    },
  ],
};

function overlappingPeers(tree: ModuleTree, context: Context): Iterable<Report> {
  return overlappingNetworks(connections, (one) => spaceOf(one) ?? [], tree, context);
}

/** The longest prefix that a subnet of a service may have. */
const longest: Readonly<Record<string, number>> = {
  AzureBastionSubnet: 26,
  AzureFirewallManagementSubnet: 26,
  AzureFirewallSubnet: 26,
  GatewaySubnet: 27,
  RouteServerSubnet: 26,
};

function* tooSmall(subnet: Resource): Iterable<Report> {
  const name = subnet.get('name');
  const length = lookup(longest, (name && textOf(name)) ?? '');
  if (length === undefined) return;
  for (const { value, range, text } of partsOf(subnet, 'address_prefixes')) {
    if (range.family === 6 || size(range) >= 1n << BigInt(32 - length)) continue;
    yield { at: value, message: `${text} is too small for its service: it must be /${length} or larger.` };
  }
}

/** Reports a peering between two networks of this configuration of which only one side is made. */
function* oneWay(resource: Resource, context: Context): Iterable<Report> {
  const local = context.find(resource.get('virtual_network_name'), network);
  const remote = context.find(resource.get('remote_virtual_network_id'), network);
  if (!local || !remote) return;
  const back = context.tree.resources(peering).some((other) => {
    const from = context.find(other.get('virtual_network_name'), network);
    const to = context.find(other.get('remote_virtual_network_id'), network);
    return (!from || from === remote) && (!to || to === local) && other !== resource;
  });
  if (back) return;
  yield {
    at: resource,
    message: `Nothing peers ${remote.address} back, so the peering stays "Initiated" and carries no traffic. Add a peering the other way.`,
    related: [{ at: remote.location, message: 'this is the other network' }],
  };
}

export const addressPlan: readonly Rule[] = [
  {
    id: 'azure/peered-networks-overlap',
    title: 'Networks that are connected share addresses',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Azure refuses to peer them, and a hub finds no way to addresses that two of its networks have.

Leave it only where the two are never connected at the same time.`,
    refs: [peerings, registry('virtual_network_peering')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: [peering, 'azurerm_virtual_hub_connection'], tree: overlappingPeers },
    bad: `resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.128.0/20"]
}

resource "azurerm_virtual_network_peering" "hub" {
  name                      = "to-spoke"
  resource_group_name       = "network"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.1.128.0/20"]
}

resource "azurerm_virtual_network_peering" "hub" {
  name                      = "to-spoke"
  resource_group_name       = "network"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}
`,
  },
  {
    id: 'azure/peering-one-way',
    title: 'A peering has no other side',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A peering carries traffic only once both networks have one. Where the other network belongs to somebody else, or stands in another configuration, it is not looked at.

Leave it while the other side is made elsewhere.`,
    refs: [peerings, registry('virtual_network_peering')],
    equivalents: [],
    check: { on: [peering], resource: oneWay },
    bad: `resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_virtual_network_peering" "hub" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                      = "to-spoke"
  resource_group_name       = "network"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}
`,
    good: `resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_virtual_network_peering" "hub" {
  name                      = "to-spoke"
  resource_group_name       = "network"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}

resource "azurerm_virtual_network_peering" "spoke" {
  name                      = "to-hub"
  resource_group_name       = "network"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
`,
  },
  {
    id: 'azure/service-subnet-too-small',
    title: 'A subnet is too small for the service that it is named for',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Azure refuses to make a firewall, Bastion or route server in it, which shows only after the network is made; a subnet cannot grow while something is in it. Of gateways /29 is taken, but not for those with zones or more than one connection.

Leave a small one for a single gateway of an old tier.`,
    refs: [learn('firewall/firewall-faq'), learn('bastion/configuration-settings#subnet'), registry('subnet')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: [subnetType], resource: tooSmall },
    bad: `resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = "network"
  virtual_network_name = "hub"
  address_prefixes     = ["10.0.0.0/27"]
                          ~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = "network"
  virtual_network_name = "hub"
  address_prefixes     = ["10.0.0.0/26"]
}
`,
  },
  {
    id: 'azure/subnet-outside-network',
    title: 'A subnet is outside the addresses of its network',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Azure refuses it, which shows only on apply, after other resources have been made.

There is no case where leaving it is right.`,
    refs: [addressing, registry('subnet')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: [subnetType], resource: outside },
    bad: `resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = azurerm_virtual_network.spoke.name
  address_prefixes     = ["10.1.0.0/24"]
                          ~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_virtual_network" "spoke" {
  name                = "spoke"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = azurerm_virtual_network.spoke.name
  address_prefixes     = ["10.0.1.0/24"]
}
`,
  },
  {
    id: 'azure/subnet-overlap',
    title: 'Two subnets of one network overlap',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Azure refuses the second one, which shows only on apply, after other resources have been made. Subnets count to one network where they refer to the same resource, or name it the same.

Leave it only where the two are never applied together.`,
    refs: [addressing, registry('subnet')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: [network, subnetType], tree: overlappingSubnets },
    bad: `resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.0.0/22"]
}

resource "azurerm_subnet" "data" {
  name                 = "data"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.2.0/24"]
                          ~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.0.0/22"]
}

resource "azurerm_subnet" "data" {
  name                 = "data"
  resource_group_name  = "network"
  virtual_network_name = "spoke"
  address_prefixes     = ["10.0.4.0/24"]
}
`,
  },
];
