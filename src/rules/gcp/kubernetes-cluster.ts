import { be, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { standard } from './kubernetes.ts';
import { docs, registry } from './refs.ts';

const on = ['google_container_cluster'];
const resource = registry('container_cluster');
const hardening = docs('kubernetes-engine/docs/how-to/hardening-your-cluster');

export const kubernetesCluster: readonly Rule[] = [
  {
    id: 'gcp/gke-public-nodes',
    title: 'Nodes of a cluster have public addresses',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `A node with a public address is one firewall rule away from the internet, and so is what its pods open on it. Private nodes reach Google's services by Private Google Access and the rest by Cloud NAT.

Leave it where pods must be reached from outside without a load balancer, such as game servers.`,
    refs: [docs('kubernetes-engine/docs/concepts/private-cluster-concept'), hardening, resource],
    equivalents: ['checkov/CKV_GCP_25', 'checkov/CKV_GCP_64', 'trivy/GCP-0059'],
    check: {
      on,
      attribute: 'private_cluster_config.enable_private_nodes',
      must: be(true),
      default: false,
      so: 'for the nodes to have no public address',
      effect: 'Terraform may replace the cluster, and nodes need Cloud NAT to reach the internet',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  private_cluster_config {
    enable_private_nodes = true
  }
}
`,
  },
  {
    id: 'gcp/gke-without-alias-ips',
    title: 'A cluster gives its pods routes instead of addresses of the network',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `With routes, pods are no part of the network: the limit on routes ends the cluster's growth, firewalls and peered networks do not know them, private nodes and container-native load balancing are not to be had. Clusters of the kind VPC-native take pod addresses from secondary ranges of the subnet; that is the default today, and cannot be changed later.

Leave it for an old cluster until it is replaced.`,
    refs: [docs('kubernetes-engine/docs/concepts/alias-ips'), resource],
    equivalents: ['checkov/CKV_GCP_23', 'trivy/GCP-0049'],
    check: {
      on,
      attribute: 'networking_mode',
      must: be('VPC_NATIVE'),
      missing: 'passes',
      so: 'for pods to have addresses of the network',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "google_container_cluster" "example" {
  name            = "example"
  location        = "europe-west1"
  networking_mode = "ROUTES"
                    ~~~~~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name            = "example"
  location        = "europe-west1"
  networking_mode = "VPC_NATIVE"
}
`,
  },
  {
    id: 'gcp/gke-without-alias-ip-ranges',
    title: 'A cluster does not say from which ranges pods and services get addresses',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Without \`ip_allocation_policy\` Google chooses the ranges, which may overlap with networks that are connected later. Named secondary ranges of the subnet come out of the address plan.

Leave it for a cluster in a network that is never connected to others.`,
    refs: [docs('kubernetes-engine/docs/concepts/alias-ips#cluster_sizing'), resource],
    equivalents: ['checkov/CKV_GCP_23', 'trivy/GCP-0049'],
    check: {
      on,
      attribute: 'ip_allocation_policy',
      must: someBlock(),
      so: 'with the names of secondary ranges',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }
}
`,
  },
  {
    id: 'gcp/gke-without-intranode-visibility',
    title: 'Traffic between pods of one node is in no flow log',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Packets from pod to pod on the same node do not pass the network, so that firewalls and flow logs do not see them. The setting sends them through it, which costs some latency, and volume of flow logs.

Leave it where network policies and the logs of Dataplane V2 are enough.`,
    refs: [docs('kubernetes-engine/docs/how-to/intranode-visibility'), resource],
    equivalents: ['checkov/CKV_GCP_61'],
    check: {
      on,
      attribute: 'enable_intranode_visibility',
      must: be(true),
      default: false,
      when: [standard],
      so: 'for the traffic to be seen',
      effect: 'the control plane and the nodes restart',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name                        = "example"
  location                    = "europe-west1"
  enable_intranode_visibility = true
}
`,
  },
  {
    id: 'gcp/gke-without-labels',
    title: 'A cluster has no labels',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Labels say to whom a cluster and its cost belong; bills and inventories are sorted by them.

Leave it where the project has one purpose and one owner, so that the project says it.`,
    refs: [docs('kubernetes-engine/docs/how-to/creating-managing-labels'), resource],
    equivalents: ['checkov/CKV_GCP_21', 'trivy/GCP-0051'],
    check: { on, attribute: 'resource_labels', must: isSet(), so: 'to tell whose the cluster is' },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  resource_labels = {
    team = "orders"
  }
}
`,
  },
  {
    id: 'gcp/gke-without-logs',
    title: 'A cluster sends no logs to Cloud Logging',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Logs of the system's components and of pods die with the node when they are sent nowhere. They are sent by default; here that is switched off.

Leave it where an agent of your own collects both.`,
    refs: [docs('kubernetes-engine/docs/how-to/config-logging-monitoring'), resource],
    equivalents: ['checkov/CKV_GCP_1', 'trivy/GCP-0060'],
    check: [
      {
        on,
        attribute: 'logging_service',
        must: be('logging.googleapis.com/kubernetes'),
        missing: 'passes',
        so: 'to keep the logs of the system and of pods',
        effect: 'logs are billed by volume',
      },
      {
        on,
        attribute: 'logging_config.enable_components',
        must: isSet(),
        missing: 'passes',
        so: 'to keep the logs of the system and of pods',
      },
    ],
    bad: `resource "google_container_cluster" "example" {
  name            = "example"
  location        = "europe-west1"
  logging_service = "none"
                    ~~~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name            = "example"
  location        = "europe-west1"
  logging_service = "logging.googleapis.com/kubernetes"
}
`,
  },
  {
    id: 'gcp/gke-without-metrics',
    title: 'A cluster sends no metrics to Cloud Monitoring',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without metrics of the system nobody sees nodes that run full, and alerts have nothing to look at. They are sent by default and cost nothing; here that is switched off.

Leave it where a monitoring system of your own has the same.`,
    refs: [docs('kubernetes-engine/docs/how-to/config-logging-monitoring'), resource],
    equivalents: ['checkov/CKV_GCP_8', 'trivy/GCP-0052'],
    check: [
      {
        on,
        attribute: 'monitoring_service',
        must: be('monitoring.googleapis.com/kubernetes'),
        missing: 'passes',
        so: 'to keep the metrics of the system',
        safe: true,
      },
      {
        on,
        attribute: 'monitoring_config.enable_components',
        must: isSet(),
        missing: 'passes',
        so: 'to keep the metrics of the system',
      },
    ],
    bad: `resource "google_container_cluster" "example" {
  name               = "example"
  location           = "europe-west1"
  monitoring_service = "none"
                       ~~~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name               = "example"
  location           = "europe-west1"
  monitoring_service = "monitoring.googleapis.com/kubernetes"
}
`,
  },
  {
    id: 'gcp/gke-without-network-policy',
    title: 'Network policies have no effect in a cluster',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Every pod may talk to every other, whatever NetworkPolicy objects say: without an engine they are stored and ignored. Dataplane V2 (\`datapath_provider = "ADVANCED_DATAPATH"\`) enforces them, and is chosen when the cluster is made; for others there is the addon with Calico.

Leave it where a service mesh decides who talks to whom.`,
    refs: [docs('kubernetes-engine/docs/how-to/network-policy'), hardening, resource],
    equivalents: ['checkov/CKV_GCP_12', 'trivy/GCP-0056'],
    check: {
      on,
      attribute: 'network_policy.enabled',
      must: be(true),
      default: false,
      when: [standard, { attribute: 'datapath_provider', is: noneOf('ADVANCED_DATAPATH'), missing: 'holds' }],
      so: 'for network policies to be enforced, unless Dataplane V2 is chosen',
      effect: 'all node pools are made anew; set addons_config.network_policy_config too',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  network_policy {
    enabled = true
  }
}
`,
  },
  {
    id: 'gcp/gke-without-release-channel',
    title: 'A cluster follows no release channel',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `A channel says how soon a cluster gets new versions and patches, and gives more windows and exclusions for upgrades. Outside of channels a version is upgraded by force when it ends.

Leave it where another process rolls versions out cluster by cluster.`,
    refs: [docs('kubernetes-engine/docs/concepts/release-channels'), resource],
    equivalents: ['checkov/CKV_GCP_70'],
    check: {
      on,
      attribute: 'release_channel.channel',
      must: preferring('REGULAR', oneOf('RAPID', 'REGULAR', 'STABLE', 'EXTENDED')),
      when: [standard],
      so: 'to say how soon the cluster gets patches',
      effect: 'the cluster is upgraded as the channel says',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  release_channel {
    channel = "REGULAR"
  }
}
`,
  },
];
