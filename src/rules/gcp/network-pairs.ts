import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { docs, registry } from './refs.ts';

const peering = 'google_compute_network_peering';
const network = 'google_compute_network';

/** Reports a peering whose other side is a network of this configuration that does not peer back. */
function* oneSided(side: Resource, context: Context): Iterable<Report> {
  const here = context.find(side.get('network'), network);
  const there = context.find(side.get('peer_network'), network);
  if (!here || !there) return;
  const { resources, unsure } = context.referring(there, peering, 'network');
  const back = resources.some((other) => {
    const target = other.get('peer_network');
    return target?.kind === 'unknown' && !context.target(target)
      ? true
      : context.find(target, network)?.address === here.address;
  });
  if (back || unsure.length > 0) return;
  yield {
    at: writtenAt(side, 'peer_network'),
    message: `${there.address} does not peer back, so no traffic flows. Add a ${peering} from it to ${here.address}.`,
    related: [{ at: there.location, message: 'the other network' }],
  };
}

/** Purposes of subnets from which regional proxies get their addresses. */
const proxyOnly = /^(?:REGIONAL_MANAGED_PROXY|INTERNAL_HTTPS_LOAD_BALANCER)$/;

/** Reports a regional load balancer in a network, of this configuration, without a subnet for its proxies. */
function* withoutProxySubnet(rule: Resource, context: Context): Iterable<Report> {
  const scheme = rule.get('load_balancing_scheme');
  if (!scheme || !/^(?:INTERNAL|EXTERNAL)_MANAGED$/.test(textOf(scheme) ?? '')) return;
  const subnet = context.find(rule.get('subnetwork'), 'google_compute_subnetwork');
  const where = context.find(rule.get('network') ?? subnet?.get('network'), network);
  if (!where) return;
  const { resources, unsure } = context.referring(where, 'google_compute_subnetwork', 'network');
  const purposes = [...resources, ...unsure].map((one) => one.get('purpose'));
  if (purposes.some((value) => value?.kind === 'unknown' || proxyOnly.test((value && textOf(value)) ?? ''))) return;
  yield {
    at: rule,
    message: `${where.address} has no subnet for the proxies of the load balancer, so apply fails. Add one with purpose = "REGIONAL_MANAGED_PROXY" and role = "ACTIVE".`,
    related: [{ at: where.location, message: 'the network' }],
  };
}

/** Reports a gateway with two addresses of which tunnels use one. */
function* oneTunnel(gateway: Resource, context: Context): Iterable<Report> {
  const { resources, unsure } = context.referring(gateway, 'google_compute_vpn_tunnel', 'vpn_gateway');
  if (resources.length === 0 || unsure.length > 0 || resources.some(({ symbolic }) => symbolic)) return;
  const used = resources.map((tunnel) => {
    const number = tunnel.get('vpn_gateway_interface');
    return number && textOf(number);
  });
  if (used.includes(undefined) || new Set(used).size > 1) return;
  const [first] = resources;
  yield {
    at: gateway,
    message: `Tunnels use interface ${used[0]} of the gateway only. Add one from the other interface, or the connection ends with it.`,
    related: first ? [{ at: first.location, message: 'the tunnel' }] : [],
  };
}

const twoNetworks = ['hub', 'spoke']
  .map(
    (name) => `resource "google_compute_network" "${name}" {
  name                    = "${name}"
  auto_create_subnetworks = false
}
`,
  )
  .join('\n');

const there = `resource "google_compute_network_peering" "there" {
  name         = "there"
  network      = google_compute_network.spoke.id
  peer_network = google_compute_network.hub.id
}
`;

const subnetOf = `resource "google_compute_network" "example" {
  name                    = "main"
  auto_create_subnetworks = false
}
`;

export const networkPairs: readonly Rule[] = [
  {
    id: 'gcp/ha-vpn-one-tunnel',
    title: 'A VPN of high availability has tunnels from one of its addresses only',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Google takes one of the gateway's two addresses out of service now and then, and promises 99.99% only to those who have a tunnel from each. With one, the connection ends with it.

Leave it for a connection that may be down for an hour.`,
    refs: [docs('network-connectivity/docs/vpn/concepts/topologies'), registry('compute_ha_vpn_gateway')],
    equivalents: [],
    check: { on: ['google_compute_ha_vpn_gateway'], resource: oneTunnel },
    bad: `resource "google_compute_ha_vpn_gateway" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  network = google_compute_network.main.id
  region  = "europe-west1"
}

resource "google_compute_vpn_tunnel" "first" {
  name                  = "first"
  vpn_gateway           = google_compute_ha_vpn_gateway.example.id
  vpn_gateway_interface = 0
  shared_secret         = var.shared_secret
}
`,
    good: `resource "google_compute_ha_vpn_gateway" "example" {
  name    = "example"
  network = google_compute_network.main.id
  region  = "europe-west1"
}

resource "google_compute_vpn_tunnel" "first" {
  name                  = "first"
  vpn_gateway           = google_compute_ha_vpn_gateway.example.id
  vpn_gateway_interface = 0
  shared_secret         = var.shared_secret
}

resource "google_compute_vpn_tunnel" "second" {
  name                  = "second"
  vpn_gateway           = google_compute_ha_vpn_gateway.example.id
  vpn_gateway_interface = 1
  shared_secret         = var.shared_secret
}
`,
  },
  {
    id: 'gcp/load-balancer-without-proxy-subnet',
    title: 'A network has no subnet for the proxies of its load balancer',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Proxies of a regional load balancer get their addresses from a subnet that is set aside for them, one for each region and network. Without it Google refuses to make the forwarding rule. Looked at are networks of the same configuration.

Leave it where another configuration makes the subnet.`,
    refs: [docs('load-balancing/docs/proxy-only-subnets'), registry('compute_forwarding_rule')],
    equivalents: [],
    check: { on: ['google_compute_forwarding_rule'], resource: withoutProxySubnet },
    bad: `${subnetOf}
resource "google_compute_forwarding_rule" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  load_balancing_scheme = "INTERNAL_MANAGED"
  network               = google_compute_network.example.id
}
`,
    good: `${subnetOf}
resource "google_compute_subnetwork" "proxies" {
  name          = "proxies"
  network       = google_compute_network.example.id
  ip_cidr_range = "10.9.0.0/23"
  purpose       = "REGIONAL_MANAGED_PROXY"
  role          = "ACTIVE"
}

resource "google_compute_forwarding_rule" "example" {
  name                  = "example"
  load_balancing_scheme = "INTERNAL_MANAGED"
  network               = google_compute_network.example.id
}
`,
  },
  {
    id: 'gcp/peering-one-sided',
    title: 'A network peering has one side only',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `A peering is in use once both networks name each other; until then it waits, and nothing says so but its state. Looked at are peerings of which both networks are in the same configuration.

Leave it where another configuration makes the other side.`,
    refs: [docs('vpc/docs/vpc-peering'), registry('compute_network_peering')],
    equivalents: [],
    check: { on: [peering], resource: oneSided },
    bad: `${twoNetworks}
resource "google_compute_network_peering" "here" {
  name         = "here"
  network      = google_compute_network.hub.id
  peer_network = google_compute_network.spoke.id
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `${twoNetworks}
resource "google_compute_network_peering" "here" {
  name         = "here"
  network      = google_compute_network.hub.id
  peer_network = google_compute_network.spoke.id
}

${there}`,
  },
];
