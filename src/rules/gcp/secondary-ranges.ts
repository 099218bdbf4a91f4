import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const ranges = ['cluster_secondary_range_name', 'services_secondary_range_name'];

/** Reports names of secondary ranges that the cluster's subnet does not have. */
function* unknownRange(cluster: Resource, context: Context): Iterable<Report> {
  const subnet = context.find(cluster.get('subnetwork'), 'google_compute_subnetwork');
  if (!subnet) return;
  const blocks = subnet.blocks('secondary_ip_range');
  const names = blocks.map((block) => {
    const name = block.get('range_name');
    return name && textOf(name);
  });
  if (names.includes(undefined) || blocks.some(({ symbolic }) => symbolic)) return;
  for (const policy of cluster.blocks('ip_allocation_policy')) {
    for (const argument of ranges) {
      const value = policy.get(argument);
      const name = value && textOf(value);
      if (!value || name === undefined || names.includes(name)) continue;
      yield {
        at: value,
        message: `${subnet.address} has no secondary range ${JSON.stringify(name)}, so apply fails. It has ${names.map((one) => JSON.stringify(one)).join(', ') || 'none'}.`,
        related: [{ at: subnet.location, message: 'the subnet' }],
      };
    }
  }
}

const subnet = `resource "google_compute_subnetwork" "example" {
  name          = "nodes"
  network       = google_compute_network.main.id
  ip_cidr_range = "10.0.0.0/20"

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.4.0.0/14"
  }
}
`;

export const secondaryRanges: Rule = {
  id: 'gcp/gke-unknown-secondary-range',
  title: 'A cluster names a secondary range that its subnet does not have',
  severity: 'error',
  pillar: 'containers',
  recommended: true,
  why: `Pods and services get their addresses from ranges of the subnet that are found by name. With a name that is not there Google refuses to make the cluster, minutes into the apply.

Leave it where the range is added to the subnet outside of this configuration.`,
  refs: [docs('kubernetes-engine/docs/how-to/alias-ips'), registry('container_cluster')],
  equivalents: [],
  check: { on: ['google_container_cluster'], resource: unknownRange },
  bad: `${subnet}
resource "google_container_cluster" "example" {
  name       = "example"
  subnetwork = google_compute_subnetwork.example.id

  ip_allocation_policy {
    cluster_secondary_range_name = "pod"
                                   ~~~~~
  }
}
`,
  good: `${subnet}
resource "google_container_cluster" "example" {
  name       = "example"
  subnetwork = google_compute_subnetwork.example.id

  ip_allocation_policy {
    cluster_secondary_range_name = "pods"
  }
}
`,
};
