import { be, isSet, matches, noBlock, noneOf, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const topology =
  'https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/ready/azure-best-practices/traditional-azure-networking-topology';

export const hub: readonly Rule[] = [
  {
    id: 'azure/firewall-without-zones',
    title: 'A firewall runs in one data centre',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `All traffic of the landing zone ends with that data centre. Zones are chosen when the firewall is made, and cost nothing but traffic between them.

Leave it in regions without zones.`,
    refs: [learn('firewall/deploy-availability-zone-powershell'), registry('firewall')],
    equivalents: [],
    check: {
      on: ['azurerm_firewall'],
      attribute: 'zones',
      must: isSet(),
      when: [{ attribute: 'virtual_hub', is: noBlock() }],
      so: 'to survive the loss of a data centre',
    },
    bad: `resource "azurerm_firewall" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  sku_name            = "AZFW_VNet"
  sku_tier            = "Standard"
  firewall_policy_id  = azurerm_firewall_policy.hub.id
}
`,
    good: `resource "azurerm_firewall" "example" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  sku_name            = "AZFW_VNet"
  sku_tier            = "Standard"
  firewall_policy_id  = azurerm_firewall_policy.hub.id
  zones               = ["1", "2", "3"]
}
`,
  },
  {
    id: 'azure/gateway-without-zones',
    title: 'A virtual network gateway runs in one data centre',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `The loss of a data centre takes the connection to the offices down. Tiers whose name ends in AZ are spread over zones.

Leave it in regions without zones, and where a second way in exists.`,
    refs: [learn('vpn-gateway/about-zone-redundant-vnet-gateways'), registry('virtual_network_gateway')],
    equivalents: [],
    check: {
      on: ['azurerm_virtual_network_gateway'],
      attribute: 'sku',
      must: matches(/AZ$/, 'a tier that ends in AZ'),
      missing: 'passes',
      so: 'to survive the loss of a data centre',
    },
    bad: `resource "azurerm_virtual_network_gateway" "example" {
  name                = "vpn"
  location            = "westeurope"
  resource_group_name = "network"
  type                = "Vpn"
  sku                 = "VpnGw2"
                        ~~~~~~~~

  ip_configuration {
    public_ip_address_id = azurerm_public_ip.vpn.id
    subnet_id            = azurerm_subnet.gateway.id
  }
}
`,
    good: `resource "azurerm_virtual_network_gateway" "example" {
  name                = "vpn"
  location            = "westeurope"
  resource_group_name = "network"
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    public_ip_address_id = azurerm_public_ip.vpn.id
    subnet_id            = azurerm_subnet.gateway.id
  }
}
`,
  },
  {
    id: 'azure/network-without-ddos-plan',
    title: 'A network has no DDoS plan',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Azure protects itself in any case. A plan adapts the protection to each address of the network and pays for what an attack makes a service scale to; it costs thousands a month for the whole tenant, and protection by address is the smaller choice.

Leave it out unless public services of the network are worth that.`,
    refs: [learn('ddos-protection/ddos-protection-overview'), registry('virtual_network')],
    equivalents: [],
    check: {
      on: ['azurerm_virtual_network'],
      attribute: 'ddos_protection_plan.enable',
      must: be(true),
      so: 'to be protected beyond the basics',
      effect: 'needs a plan, which is billed',
    },
    bad: `resource "azurerm_virtual_network" "example" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]

  ddos_protection_plan {
    id     = azurerm_network_ddos_protection_plan.main.id
    enable = false
             ~~~~~
  }
}
`,
    good: `resource "azurerm_virtual_network" "example" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  address_space       = ["10.0.0.0/16"]

  ddos_protection_plan {
    id     = azurerm_network_ddos_protection_plan.main.id
    enable = true
  }
}
`,
  },
  {
    id: 'azure/private-endpoint-without-dns',
    title: 'A private endpoint is in no private DNS zone',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Clients ask for the public name and get the public address, past the endpoint, unless a zone of the network knows better.

Leave it out where a policy of the landing zone adds the record, as its reference does.`,
    refs: [learn('private-link/private-endpoint-dns'), registry('private_endpoint')],
    equivalents: [],
    check: {
      on: ['azurerm_private_endpoint'],
      attribute: 'private_dns_zone_group',
      must: someBlock(),
      so: 'so that clients find the private address',
    },
    bad: `resource "azurerm_private_endpoint" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "vault"
  location            = "westeurope"
  resource_group_name = "security"
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.main.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
`,
    good: `resource "azurerm_private_endpoint" "example" {
  name                = "vault"
  location            = "westeurope"
  resource_group_name = "security"
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.main.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }

  private_dns_zone_group {
    name                 = "vault"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}
`,
  },
  {
    id: 'azure/route-to-internet',
    title: 'A route sends traffic to the internet past the firewall',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `In a network with a hub, the default route leads to the firewall, which decides and records. A route of type Internet for everything lets machines leave unseen.

Leave it for the subnet of the firewall itself, and for services whose management traffic must leave directly.`,
    refs: [topology, registry('route')],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: [
      {
        on: ['azurerm_route'],
        attribute: 'next_hop_type',
        must: noneOf('Internet'),
        missing: 'passes',
        when: [{ attribute: 'address_prefix', is: be('0.0.0.0/0') }],
        so: 'so that traffic leaves through the firewall',
      },
    ],
    bad: `resource "azurerm_route" "example" {
  name                = "default"
  resource_group_name = "network"
  route_table_name    = "spoke"
  address_prefix      = "0.0.0.0/0"
  next_hop_type       = "Internet"
                        ~~~~~~~~~~
}
`,
    good: `resource "azurerm_route" "example" {
  name                   = "default"
  resource_group_name    = "network"
  route_table_name       = "spoke"
  address_prefix         = "0.0.0.0/0"
  next_hop_type          = "VirtualAppliance"
  next_hop_in_ip_address = "10.0.0.4"
}
`,
  },
];
