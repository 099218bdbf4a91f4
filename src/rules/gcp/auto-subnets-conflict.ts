import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { overlap, parseCidr } from '../cidr.ts';
import { autoModeRange } from '../facts/addresses.ts';
import { insertAttribute, offer, setAttribute } from '../fix.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { replacesNetwork } from './network.ts';

const taken = parseCidr(autoModeRange);

/** Whether a range of a subnet, primary or secondary, lies in the block from which auto mode takes its own. */
function collides(subnet: Resource): boolean {
  const primary = subnet.get('ip_cidr_range');
  const secondary = subnet.blocks('secondary_ip_range').map((range) => range.get('ip_cidr_range'));
  return [primary, ...secondary].some((value) => {
    const range = parseCidr((value && textOf(value)) ?? '');
    return range !== undefined && taken !== undefined && overlap(range, taken);
  });
}

function* check(network: Resource, context: Context): Iterable<Report> {
  const mode = network.get('auto_create_subnetworks');
  if (mode && textOf(mode) !== 'true') return;
  const subnets = context.referring(network, 'google_compute_subnetwork', 'network').resources;
  if (subnets.length === 0) return;
  const refused = subnets.filter(collides);
  const beside = subnets.length === 1 ? 'one subnet of its own' : `${subnets.length} subnets of its own`;
  const refusal =
    refused.length > 0
      ? ` ${refused.map(({ name }) => name).join(' and ')} ${refused.length === 1 ? 'lies' : 'lie'} in ${autoModeRange}, which auto mode takes, so apply fails.`
      : '';
  const change = mode
    ? setAttribute(network, mode, 'false')
    : insertAttribute(network, 'auto_create_subnetworks', 'false');
  yield {
    at: mode ?? network,
    severity: refused.length > 0 ? 'error' : 'warning',
    message: `The network has ${beside}, and auto mode${mode ? '' : ', the default,'} adds one in every region.${refusal} Set auto_create_subnetworks to false to have only those that are declared.`,
    related: subnets.map((subnet) => ({ at: subnet.location, message: `subnet ${subnet.name} of this network` })),
    fixes: offer(change, { title: 'Set auto_create_subnetworks to false', effect: replacesNetwork }),
  };
}

export const autoSubnetsConflict: Rule = {
  id: 'gcp/auto-subnets-conflict',
  title: 'A network in auto mode has subnets of its own beside those that Google makes',
  severity: 'warning',
  pillar: 'network',
  recommended: true,
  why: `Auto mode, which is the default, makes a subnet in every region from 10.128.0.0/9. Whoever also declares subnets meant custom mode: the others only widen what firewall rules cover, and a declared range within 10.128.0.0/9 is refused on apply, which makes this an error.

A live network is switched in place with \`gcloud compute networks update NAME --switch-to-custom-subnet-mode\`, which cannot be undone; then adopt or delete the subnets that Google made, and change the argument. Changing the argument alone makes Terraform replace the network with all that is in it.

Leave it while a network is on its way from auto mode to custom mode.`,
  refs: [
    'https://cloud.google.com/vpc/docs/vpc#auto-mode-considerations',
    'https://cloud.google.com/vpc/docs/create-modify-vpc-networks#switch-network-mode',
  ],
  equivalents: [],
  note: 'landing-zone-gcp#auto-mode',
  check: { on: ['google_compute_network'], resource: check },
  bad: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = true
                            ~~~~
}

resource "google_compute_subnetwork" "app" {
  name          = "app"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
}
`,
  good: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "app" {
  name          = "app"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
}
`,
};
