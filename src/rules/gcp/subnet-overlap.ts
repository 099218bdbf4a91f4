import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { overlapping, parseCidr, type Range } from '../cidr.ts';
import type { Context, Report, Rule } from '../rule.ts';

/** One address range of a subnet, and the value that gives it. */
interface Part {
  readonly range: Range;
  readonly value: Value;
  readonly text: string;
  readonly subnet: Resource;
}

/** Ranges of a subnet, primary and secondary, as far as they are known. */
function partsOf(subnet: Resource): readonly Part[] {
  const values = [subnet, ...subnet.blocks('secondary_ip_range')].map((section) => section.get('ip_cidr_range'));
  return values.flatMap((value) => {
    const text = value && textOf(value);
    const range = text === undefined ? undefined : parseCidr(text);
    return value && text !== undefined && range ? [{ range, value, text, subnet }] : [];
  });
}

/** The subnets of each network, by what they call it. */
function byNetwork(tree: ModuleTree, context: Context): Iterable<readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const subnet of tree.resources('google_compute_subnetwork')) {
    const network = context.identity(subnet.get('network'), 'google_compute_network');
    // Of two subnets that may not be made, one may be there in place of the other.
    if (network === undefined || subnet.symbolic) continue;
    const project = subnet.get('project');
    const key = JSON.stringify([network, network.startsWith('"') && project ? (textOf(project) ?? '') : '']);
    found.set(key, [...(found.get(key) ?? []), subnet]);
  }
  return found.values();
}

function* check(tree: ModuleTree, context: Context): Iterable<Report> {
  for (const subnets of byNetwork(tree, context)) {
    for (const [a, b] of overlapping(subnets.flatMap(partsOf))) yield report(a, b);
  }
}

function report(a: Part, b: Part): Report {
  const [first, second] = isBefore(a, b) ? [a, b] : [b, a];
  const whose = first.subnet === second.subnet ? 'of the same subnet' : `of subnet ${first.subnet.address}`;
  return {
    at: second.value,
    resource: second.subnet,
    message: `${second.text} overlaps ${first.text} ${whose}, so apply fails. Ranges in one network must be apart.`,
    related: [{ ...first.value.origin, message: `${first.text} is given here` }],
  };
}

function isBefore({ value: { origin: a } }: Part, { value: { origin: b } }: Part): boolean {
  return a.at.file === b.at.file ? a.at.start < b.at.start : a.at.file < b.at.file;
}

export const subnetOverlap: Rule = {
  id: 'gcp/subnet-overlap',
  title: 'Two address ranges in one network overlap',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `All ranges in a network, primary and secondary, must be apart. Google refuses the second one, which shows only on apply, after other resources have been made. Subnets count to one network where they refer to the same resource, or name it the same.

Leave it only where the two are never applied to the same project.`,
  refs: [
    'https://cloud.google.com/vpc/docs/subnets#valid-ranges',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_subnetwork',
  ],
  equivalents: [],
  note: 'landing-zone-gcp#address-plan',
  check: { on: ['google_compute_subnetwork'], tree: check },
  bad: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "app" {
  name          = "app"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
}

resource "google_compute_subnetwork" "data" {
  name          = "data"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.8.0/24"
                  ~~~~~~~~~~~~~
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

resource "google_compute_subnetwork" "data" {
  name          = "data"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.16.0/24"
}
`,
};
