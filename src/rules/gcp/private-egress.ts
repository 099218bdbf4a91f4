import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** What gives machines without a public address a way out, by the argument that names their network. */
const waysOut: readonly { readonly on: string; readonly by: string }[] = [
  { on: 'google_compute_ha_vpn_gateway', by: 'network' },
  { on: 'google_compute_network_peering', by: 'network' },
  { on: 'google_compute_route', by: 'network' },
  { on: 'google_compute_vpn_gateway', by: 'network' },
  { on: 'google_network_connectivity_spoke', by: 'linked_vpc_network.uri' },
  { on: 'google_network_services_gateway', by: 'network' },
];

function networkOf(card: Section, context: Context): Resource | undefined {
  const subnet = context.find(card.get('subnetwork'), 'google_compute_subnetwork');
  return context.find(card.get('network') ?? subnet?.get('network'), 'google_compute_network');
}

/** Whether a network may lead its machines out: by NAT, or by one of the other ways, here or elsewhere. */
function leadsOut(network: Resource, context: Context): boolean {
  const found = (type: string, by: string, source = network) => {
    const { resources, unsure } = context.referring(source, type, by);
    return resources.length > 0 || unsure.length > 0 ? [...resources, ...unsure] : [];
  };
  const routers = found('google_compute_router', 'network');
  const nats = context.tree.resources('google_compute_router_nat');
  if (routers.length > 0 && nats.length > 0) return true;
  return waysOut.some(({ on, by }) => found(on, by).length > 0);
}

function* withoutWayOut(instance: Resource, context: Context): Iterable<Report> {
  const cards = instance.blocks('network_interface');
  if (cards.some((card) => ['access_config', 'ipv6_access_config'].some((block) => card.blocks(block).length > 0))) {
    return;
  }
  const networks = cards.map((card) => networkOf(card, context));
  const [network] = networks;
  if (!network || networks.includes(undefined)) return;
  const removed = network.get('delete_default_routes_on_create');
  if (removed && textOf(removed) !== 'false') return;
  if (networks.some((one) => one && leadsOut(one, context))) return;
  yield {
    at: instance,
    message: `Nothing leads from ${network.address} to the internet, so updates and packages cannot be fetched. Add a google_compute_router_nat.`,
    related: [{ at: network.location, message: 'the network' }],
  };
}

const network = `resource "google_compute_network" "example" {
  name                    = "main"
  auto_create_subnetworks = false
}
`;

const instance = `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"

  network_interface {
    network = google_compute_network.example.id
  }
}
`;

export const privateEgress: Rule = {
  id: 'gcp/private-instance-without-nat',
  title: 'An instance without a public address has no way out',
  severity: 'info',
  pillar: 'network',
  recommended: false,
  why: `Without Cloud NAT such an instance reaches Google's services, if its subnet has Private Google Access, and nothing else: its start-up script waits for packages until it gives up. A network of the same configuration with NAT, a peering, a VPN, a hub or a route of its own is not reported.

Leave it where the instance must not reach the internet.`,
  refs: [docs('nat/docs/overview'), registry('compute_router_nat')],
  equivalents: [],
  check: { on: ['google_compute_instance'], resource: withoutWayOut },
  bad: `${network}
resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"

  network_interface {
    network = google_compute_network.example.id
  }
}
`,
  good: `${network}
resource "google_compute_router" "example" {
  name    = "main"
  network = google_compute_network.example.id
}

resource "google_compute_router_nat" "example" {
  name                               = "main"
  router                             = google_compute_router.example.name
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

${instance}`,
};
