import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { internetSource } from '../exposure.ts';
import { http, rdp, rdpOverUdp, type Service, sensitiveServices, ssh } from '../facts/ports.ts';
import { offer, removeElement, setAttribute } from '../fix.ts';
import type { Context, Fix, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import {
  destinationOf,
  type Opening,
  openings,
  says,
  securityRules,
  securityRuleTypes,
  servicesNamed,
} from './security-rules.ts';

const on = securityRuleTypes;
const groups = learn('virtual-network/network-security-groups-overview');
const bastion = learn('bastion/bastion-overview');
const resource = registry('network_security_rule');

/** Lets in the virtual network, with what is peered and connected to it, instead of the internet. */
function onlyNetwork({ section, source }: Opening): readonly Fix[] {
  const list = section.get('source_address_prefixes');
  const single = list?.kind !== 'list' || list.items.length === 0;
  const change = single
    ? setAttribute(section, source, '"VirtualNetwork"')
    : removeElement(section, 'source_address_prefixes', source);
  return offer(change, {
    title: single ? 'Allow VirtualNetwork only' : 'Remove this source',
    effect: 'whoever connects from the internet is cut off',
  });
}

/** Reports each security rule that lets the internet reach one of the services. */
function openService(services: readonly Service[], name: string, port: string, advice: string) {
  return function* (group: Resource, context: Context): Iterable<Report> {
    for (const opening of openings(group, context)) {
      const [opened] = servicesNamed(opening, services);
      if (!opened) continue;
      yield {
        at: opening.source,
        message: `${name} (port ${port}) is open to the whole internet. ${advice}`,
        related: [{ at: opened.by.origin.at, message: 'this lets the port through' }],
        fixes: port === '80' ? [] : onlyNetwork(opening),
      };
    }
  };
}

const throughBastion = 'Allow only the addresses that need it, or connect through Azure Bastion.';

function* openSensitivePorts(group: Resource, context: Context): Iterable<Report> {
  for (const opening of openings(group, context)) {
    const opened = servicesNamed(opening, sensitiveServices);
    if (opened.length === 0) continue;
    const named = [...new Set(opened.map(({ service, ports }) => `${service.name} (${ports.join(', ')})`))];
    const listed =
      named.length <= 4 ? named.join(', ') : `${named.slice(0, 3).join(', ')} and ${named.length - 3} more`;
    yield {
      at: opening.source,
      message: `Open to the whole internet: ${listed}. Allow only the addresses that need them.`,
      related: [...new Set(opened.map(({ by }) => by))].map((by) => ({
        at: by.origin.at,
        message: 'this lets the ports through',
      })),
      fixes: onlyNetwork(opening),
    };
  }
}

function* openAllPorts(group: Resource, context: Context): Iterable<Report> {
  for (const { everyPort, protocol, source, ports } of openings(group, context)) {
    if (!everyPort) continue;
    const what = protocol === 'all' ? 'Every port of every protocol' : `Every ${protocol.toUpperCase()} port`;
    yield {
      at: source,
      message: `${what} is open to the whole internet. Name the ports that are meant to be public, and allow the others to the addresses that need them.`,
      related: ports.map(({ value }) => ({ at: value.origin.at, message: 'this lets every port through' })),
    };
  }
}

function* openUdp(group: Resource, context: Context): Iterable<Report> {
  for (const opening of openings(group, context)) {
    if (opening.protocol !== 'udp') continue;
    yield {
      at: opening.source,
      message: 'UDP is open to the whole internet. Allow only the addresses that need the service.',
      fixes: onlyNetwork(opening),
    };
  }
}

function* openAtAll(group: Resource, { options }: Context): Iterable<Report> {
  for (const section of securityRules(group)) {
    if (!says(section, 'access', 'allow') || !says(section, 'direction', 'inbound')) continue;
    const source = section.get('source_address_prefix') ?? section.get('source_address_prefixes');
    const at = internetSource(source, options.allowedCidrs);
    if (at) yield { at, message: 'The rule lets the whole internet in. Name the addresses that need to come in.' };
  }
}

function* openOutwards(group: Resource, { options }: Context): Iterable<Report> {
  for (const section of securityRules(group)) {
    if (!says(section, 'access', 'allow') || !says(section, 'direction', 'outbound')) continue;
    const at = internetSource(destinationOf(section), options.allowedCidrs);
    if (at && textOf(at) !== '') {
      yield { at, message: 'The rule lets traffic out to the whole internet. Name where it has to go.' };
    }
  }
}

export const securityGroups: readonly Rule[] = [
  {
    id: 'azure/open-all-ports',
    title: 'Every port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Whatever listens on the machines behind the group is reachable by anyone, remote administration and databases among it, as soon as one of them has a public address or stands behind a load balancer. SSH, RDP and the other services are not reported once more for such a rule: this is the one cause of all of them. A rule that a deny rule with a lower priority number overrules is not reported.

Leave it only for a honeypot.`,
    refs: [groups, resource],
    equivalents: ['trivy/AZU-0047', 'trivy/AZU-0048', 'trivy/AZU-0050', 'trivy/AZU-0074'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openAllPorts },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "*"
  source_port_range           = "*"
  source_address_prefix       = "*"
                                ~~~
  destination_port_range      = "*"
  destination_address_prefix  = "10.0.1.0/24"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
  destination_port_range      = "443"
  destination_address_prefix  = "10.0.1.0/24"
}
`,
  },
  {
    id: 'azure/open-http',
    title: 'Unencrypted HTTP is open to the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `What goes over port 80 can be read and changed on the way. An application gateway or Front Door takes HTTPS, and sends whoever comes by HTTP there.

Leave it where the port only answers with a redirect to HTTPS, or with what is public and signed anyway.`,
    refs: [learn('application-gateway/redirect-http-to-https-portal'), groups],
    equivalents: [],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openService([http], 'HTTP', '80', 'Offer HTTPS only, or let a gateway redirect.') },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
                                ~~~
  destination_port_ranges     = ["80", "443"]
  destination_address_prefix  = "*"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
  destination_port_ranges     = ["443"]
  destination_address_prefix  = "*"
}
`,
  },
  {
    id: 'azure/open-inbound',
    title: 'A security rule lets the whole internet in',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Whether that is a fault depends on the port: \`azure/open-ssh\`, \`azure/open-rdp\`, \`azure/open-sensitive-port\` and \`azure/open-all-ports\` say so for those where it is. This one lists every way in, for whoever wants none but those of a gateway.

Leave it for ports that are meant to be public.`,
    refs: [groups, resource],
    equivalents: ['trivy/AZU-0047'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openAtAll },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
                                ~~~
  destination_port_range      = "443"
  destination_address_prefix  = "*"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "web"
  resource_group_name         = "network"
  network_security_group_name = "web"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "AzureFrontDoor.Backend"
  destination_port_range      = "443"
  destination_address_prefix  = "*"
}
`,
  },
  {
    id: 'azure/open-outbound',
    title: 'A security rule lets traffic out to the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Software that was taken over loads its tools from the internet and sends what it found there. The default rules of a group let everything out as well, so the rule is of use only together with one that denies the rest, or with a route to a firewall.

Leave it where a firewall behind the default route decides where traffic may go.`,
    refs: [learn('firewall/overview'), groups, resource],
    equivalents: ['trivy/AZU-0051'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openOutwards },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "out"
  resource_group_name         = "network"
  network_security_group_name = "app"
  priority                    = 100
  direction                   = "Outbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
  destination_port_range      = "443"
  destination_address_prefix  = "0.0.0.0/0"
                                ~~~~~~~~~~~
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "out"
  resource_group_name         = "network"
  network_security_group_name = "app"
  priority                    = 100
  direction                   = "Outbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
  destination_port_range      = "443"
  destination_address_prefix  = "Storage.WestEurope"
}
`,
  },
  {
    id: 'azure/open-rdp',
    title: 'RDP is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Remote Desktop on a public address is found within minutes and tried with stolen and guessed passwords from then on; its own flaws have been used to take machines over without any. Azure Bastion forwards the port to people who signed in, so that no public rule is needed.

Leave it only for a machine that is meant to be attacked.`,
    refs: [bastion, groups, resource],
    equivalents: ['trivy/AZU-0048', 'trivy/AZU-0074'],
    note: 'networks-compared#ssh-from-a-known-place',
    check: { on, resource: openService([rdp, rdpOverUdp], 'RDP', '3389', throughBastion) },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "rdp"
  resource_group_name         = "network"
  network_security_group_name = "windows"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "0.0.0.0/0"
                                ~~~~~~~~~~~
  destination_port_ranges     = ["443", "3380-3390"]
  destination_address_prefix  = "*"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "rdp"
  resource_group_name         = "network"
  network_security_group_name = "windows"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "VirtualNetwork"
  destination_port_ranges     = ["443", "3380-3390"]
  destination_address_prefix  = "*"
}
`,
  },
  {
    id: 'azure/open-sensitive-port',
    title: 'A database or management port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Databases, caches, message brokers, file shares and control planes are made for a trusted network. Many of them ask for no password as installed, and are searched for and emptied by robots. The ports that count are listed by service in the linter's own table.

Leave it where another service that is meant for everyone listens on the port.`,
    refs: [groups, resource],
    equivalents: ['trivy/AZU-0074'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openSensitivePorts },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "sql"
  resource_group_name         = "network"
  network_security_group_name = "data"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "*"
                                ~~~
  destination_port_range      = "1433"
  destination_address_prefix  = "*"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "sql"
  resource_group_name         = "network"
  network_security_group_name = "data"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "VirtualNetwork"
  destination_port_range      = "1433"
  destination_address_prefix  = "*"
}
`,
  },
  {
    id: 'azure/open-ssh',
    title: 'SSH is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Every public SSH port is tried with stolen keys and guessed passwords without pause, and each flaw of the server is used within hours. Azure Bastion, or just-in-time access of Defender for Servers, lets people in who signed in to Entra ID, so that no rule needs to name the internet.

Leave it for a host that takes keys only, is patched by itself, and has to be reached where no sign-in is possible.`,
    refs: [bastion, groups, resource],
    equivalents: ['trivy/AZU-0050', 'trivy/AZU-0074'],
    note: 'networks-compared#ssh-from-a-known-place',
    check: { on, resource: openService([ssh], 'SSH', '22', throughBastion) },
    bad: `resource "azurerm_network_security_group" "example" {
  name                = "bastion"
  location            = "westeurope"
  resource_group_name = "network"

  security_rule {
    name                       = "ssh"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = "Internet"
                                 ~~~~~~~~~~
    destination_port_range     = "22"
    destination_address_prefix = "*"
  }
}
`,
    good: `resource "azurerm_network_security_group" "example" {
  name                = "bastion"
  location            = "westeurope"
  resource_group_name = "network"

  security_rule {
    name                       = "ssh"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = "VirtualNetwork"
    destination_port_range     = "22"
    destination_address_prefix = "*"
  }
}
`,
  },
  {
    id: 'azure/open-udp',
    title: 'A UDP port is open to the whole internet',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `Services over UDP answer whoever is named as the sender, so that open ones are used to multiply attacks on others, and many of them know no login at all.

Leave it for what is made for the internet: a VPN endpoint, a public name server, media, QUIC.`,
    refs: [learn('security/fundamentals/network-best-practices'), groups, resource],
    equivalents: ['checkov/CKV_AZURE_77'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openUdp },
    bad: `resource "azurerm_network_security_rule" "example" {
  name                        = "discovery"
  resource_group_name         = "network"
  network_security_group_name = "app"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Udp"
  source_port_range           = "*"
  source_address_prefix       = "*"
                                ~~~
  destination_port_range      = "3702"
  destination_address_prefix  = "*"
}
`,
    good: `resource "azurerm_network_security_rule" "example" {
  name                        = "discovery"
  resource_group_name         = "network"
  network_security_group_name = "app"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Udp"
  source_port_range           = "*"
  source_address_prefix       = "VirtualNetwork"
  destination_port_range      = "3702"
  destination_address_prefix  = "*"
}
`,
  },
];
