import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasUnknown, type Value } from '../../terraform/value.ts';
import { http, rdp, rdpOverUdp, sensitiveServices, ssh } from '../facts/ports.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { allowedBy, internetSource, servicesNamed } from './ingress.ts';
import { docs, registry } from './refs.ts';

const types = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];

/** Services that nobody offers to the internet on purpose. */
const risky = [ssh, rdp, rdpOverUdp, ...sensitiveServices].filter((service) => service !== http);

/** The texts of a list or set; undefined where any of it is unknown. */
function texts(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return [];
  if (value.kind !== 'list' || hasUnknown(value)) return undefined;
  return value.items.flatMap((item) => textOf(item) ?? []);
}

/** What a firewall rule opens to the internet, for a message; undefined where that is nothing risky. */
function opened(rule: Resource, { options }: Context): string | undefined {
  if (!internetSource(rule, options.allowedCidrs)) return undefined;
  if (allowedBy(rule).some(({ everyPort }) => everyPort)) return 'every port';
  const names = servicesNamed(rule, risky).map(({ service }) => service.name);
  return names.length > 0 ? [...new Set(names)].slice(0, 3).join(', ') : undefined;
}

/** Whether a rule is for an instance: it has no target, or one of the instance's tags or its service account. */
function isTarget(rule: Resource, instance: Resource): boolean {
  const tags = texts(rule.get('target_tags'));
  const accounts = rule.get('target_service_accounts');
  if (tags === undefined) return false;
  if (tags.length === 0 && accounts === undefined) return true;
  if (texts(instance.get('tags'))?.some((tag) => tags.includes(tag))) return true;
  const email = instance.blocks('service_account')[0]?.get('email');
  const wanted = accounts?.kind === 'list' ? accounts.items : [];
  return email !== undefined && wanted.some((account) => sameAccount(account, email));
}

function sameAccount(a: Value, b: Value): boolean {
  const text = textOf(a);
  if (text !== undefined) return text === textOf(b);
  const address = (value: Value) => value.origin.through.find(({ resource }) => resource)?.resource;
  return address(a) !== undefined && address(a) === address(b);
}

/** The networks of an instance, by the interfaces that have a public address. */
function publicNetworks(instance: Resource, context: Context): readonly string[] {
  return instance
    .blocks('network_interface')
    .filter((card) => card.blocks('access_config').some(({ symbolic }) => !symbolic))
    .flatMap((card) => {
      const subnet = context.find(card.get('subnetwork'), 'google_compute_subnetwork');
      const network = card.get('network') ?? subnet?.get('network');
      return context.identity(network, 'google_compute_network') ?? [];
    });
}

function* exposed(instance: Resource, context: Context): Iterable<Report> {
  const networks = publicNetworks(instance, context);
  if (networks.length === 0) return;
  for (const rule of context.tree.resources('google_compute_firewall')) {
    const network = context.identity(rule.get('network'), 'google_compute_network');
    if (network === undefined || !networks.includes(network) || !isTarget(rule, instance)) continue;
    const what = opened(rule, context);
    if (what === undefined) continue;
    yield {
      at: instance,
      message: `The whole internet reaches ${what} on this: it has a public address, and ${rule.address} is for it. Take the address or the rule away.`,
      related: [{ at: rule.location, message: 'this firewall rule lets the internet in' }],
    };
    return;
  }
}

const firewall = `resource "google_compute_firewall" "example" {
  name          = "ssh"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`;

export const exposedInstance: Rule = {
  id: 'gcp/exposed-instance',
  title: 'An instance with a public address is open to the whole internet',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `A firewall rule that admits the internet matters where something stands behind it. Here both come together: the instance has a public address in the network of the rule, and carries its tag or its service account, or the rule is for all. Ports of websites do not count.

Leave it only for a machine that is meant to be attacked.`,
  refs: [docs('firewall/docs/firewalls'), docs('iap/docs/using-tcp-forwarding'), registry('compute_instance')],
  equivalents: [],
  note: 'landing-zone-gcp#ssh',
  check: { on: types, resource: exposed },
  bad: `${firewall}
resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"
  tags         = ["bastion"]

  network_interface {
    network = "main"

    access_config {}
  }
}
`,
  good: `${firewall}
resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  tags         = ["bastion"]

  network_interface {
    network = "main"
  }
}
`,
};
