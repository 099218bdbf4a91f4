import {
  atLeast,
  be,
  isSet,
  matches,
  matchesNot,
  noBlock,
  noneOf,
  oneOf,
  preferring,
  someBlock,
} from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { standard } from './kubernetes.ts';
import { docs, registry } from './refs.ts';

const pool = registry('container_node_pool');
const hardening = docs('kubernetes-engine/docs/how-to/hardening-your-cluster');

/** Clusters whose own `node_config` says what nodes are: those of the default pool, unless that is removed. */
const describesNodes: readonly Condition[] = [
  standard,
  { attribute: 'node_config', is: someBlock() },
  { attribute: 'remove_default_node_pool', is: noneOf(true), missing: 'holds', unknown: 'holds' },
  { attribute: 'node_pool', is: noBlock() },
];

/** Clusters with a default pool of which nothing is said. */
const hasBarePool: readonly Condition[] = [
  standard,
  { attribute: 'node_config', is: noBlock() },
  { attribute: 'initial_node_count', is: atLeast(1) },
  { attribute: 'remove_default_node_pool', is: noneOf(true), missing: 'holds' },
  { attribute: 'node_pool', is: noBlock() },
];

/** Clusters that make node pools themselves. */
const makesPools: readonly Condition[] = [standard, { attribute: 'cluster_autoscaling.enabled', is: oneOf(true) }];

/** Arguments that may be set for the pools that a cluster makes itself, too. */
const forMadePools =
  /^(?:node_config\.)?((?:service_account|image_type|shielded_instance_config|management)(?:\..*)?)$/;

type Row = Omit<Expectation, 'on' | 'attribute' | 'when'>;

/** Rows for one argument of nodes, wherever nodes are described: in a pool, in a cluster, in a pool within a cluster. */
function onNodes(argument: string, row: Row): readonly Expectation[] {
  const on = ['google_container_cluster'];
  const made = forMadePools.exec(argument)?.[1];
  return [
    { on: ['google_container_node_pool'], attribute: argument, ...row },
    { on, attribute: `node_pool.${argument}`, when: [{ attribute: 'node_pool', is: someBlock() }], ...row },
    ...(argument.startsWith('node_config.')
      ? [describesNodes, hasBarePool].map((when) => ({ on, attribute: argument, when, ...row }))
      : []),
    ...(made
      ? [{ on, attribute: `cluster_autoscaling.auto_provisioning_defaults.${made}`, when: makesPools, ...row }]
      : []),
  ];
}

/** What GKE does to nodes when nothing is said, and who asks that something is. */
const unsaid: readonly Rule[] = (
  [
    ['repair', 'Repairs', ['checkov/CKV_GCP_9', 'trivy/GCP-0063']],
    ['upgrade', 'Upgrades', ['checkov/CKV_GCP_10', 'trivy/GCP-0058']],
  ] as const
).map(([what, name, equivalents]) => ({
  id: `gcp/gke-node-${what}-unsaid`,
  title: `${name} of nodes are left to the default of the provider`,
  severity: 'info',
  pillar: 'containers',
  recommended: false,
  why: `GKE ${what}s nodes when nothing is said, but for clusters of long ago. Written down, it does not hang on a default, and whoever switches it off is seen doing so.

Leave it where the default is enough.`,
  refs: [docs(`kubernetes-engine/docs/how-to/node-auto-${what === 'repair' ? 'repair' : 'upgrades'}`), pool],
  equivalents,
  check: {
    on: ['google_container_node_pool'],
    attribute: `management.auto_${what}`,
    must: preferring(true, isSet()),
    so: 'so as not to hang on a default',
    safe: true,
  },
  bad: `resource "google_container_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  cluster = google_container_cluster.example.id
}
`,
  good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  management {
    auto_${what} = true
  }
}
`,
}));

export const kubernetesNodes: readonly Rule[] = [
  {
    id: 'gcp/gke-inline-node-pool',
    title: 'A node pool is part of the resource of its cluster',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `A change of a pool that is written into the cluster can make Terraform replace the whole cluster. A \`google_container_node_pool\` of its own is changed and removed alone.

Leave it where the cluster never has more than this pool.`,
    refs: [registry('container_cluster'), pool],
    equivalents: ['checkov/CKV_GCP_123'],
    check: {
      on: ['google_container_cluster'],
      attribute: 'node_pool',
      must: noBlock(),
      so: 'and make it a google_container_node_pool',
      effect: 'Terraform removes the pool and its nodes',
    },
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  node_pool {
  ~~~~~~~~~
    name = "default"
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"
}
`,
  },
  {
    id: 'gcp/gke-kubelet-read-only-port',
    title: 'The kubelet of nodes answers without authentication',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `On its read-only port (10255) the kubelet tells every pod and every neighbour of the node what runs on it, names, addresses and environment included.

Leave it while a monitoring agent that reads this port is being replaced.`,
    refs: [docs('kubernetes-engine/docs/how-to/disable-kubelet-readonly-port'), pool],
    equivalents: [],
    check: [
      ...onNodes('node_config.kubelet_config.insecure_kubelet_readonly_port_enabled', {
        must: preferring('FALSE', noneOf('TRUE')),
        missing: 'passes',
        so: 'for the kubelet to ask who calls',
        effect: 'nodes are made anew',
      }),
      ...['node_pool_defaults.node_config_defaults', 'node_pool_auto_config.node_kubelet_config'].map(
        (path): Expectation => ({
          on: ['google_container_cluster'],
          attribute: `${path}.insecure_kubelet_readonly_port_enabled`,
          must: preferring('FALSE', noneOf('TRUE')),
          missing: 'passes',
          so: 'for the kubelet to ask who calls',
          effect: 'nodes are made anew',
        }),
      ),
    ],
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    kubelet_config {
      insecure_kubelet_readonly_port_enabled = "TRUE"
                                               ~~~~~~
    }
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    kubelet_config {
      insecure_kubelet_readonly_port_enabled = "FALSE"
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-legacy-metadata',
    title: 'Nodes keep the old metadata endpoints',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The old endpoints answer without the header that proves that a request was meant for them, so that a pod that fetches addresses for others (a proxy, a preview of links) can be made to hand out the node's token. They are off by default since version 1.12; here they are switched on.

There is no case where leaving it is right.`,
    refs: [docs('kubernetes-engine/docs/how-to/protecting-cluster-metadata'), hardening, pool],
    equivalents: ['trivy/GCP-0048'],
    check: onNodes('node_config.metadata.disable-legacy-endpoints', {
      must: be(true),
      missing: 'passes',
      so: 'for the metadata server to ask for its header',
      effect: 'nodes are made anew',
    }),
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    metadata = {
      disable-legacy-endpoints = "false"
                                 ~~~~~~~
    }
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    metadata = {
      disable-legacy-endpoints = true
    }
  }
}
`,
  },
  ...unsaid,
  {
    id: 'gcp/gke-node-image',
    title: "Nodes do not run Google's Container-Optimized OS",
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Container-Optimized OS holds what a node needs and nothing else: its root file system is read-only and checked at start, and updates come with the node's version.

Leave it for nodes that need Windows, or a kernel module or driver that only Ubuntu has.`,
    refs: [docs('kubernetes-engine/docs/concepts/node-images'), pool],
    equivalents: ['checkov/CKV_GCP_22', 'trivy/GCP-0054'],
    check: onNodes('node_config.image_type', {
      must: preferring('COS_CONTAINERD', matches(/^cos/i, 'an image of the family COS')),
      default: 'COS_CONTAINERD',
      so: 'for nodes to run no more than they need',
      effect: 'nodes are made anew',
    }),
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    image_type = "UBUNTU_CONTAINERD"
                 ~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    image_type = "COS_CONTAINERD"
  }
}
`,
  },
  {
    id: 'gcp/gke-node-metadata-exposed',
    title: 'Pods reach the metadata server of their node',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The node's metadata server gives every pod tokens of the node's service account, and what the node was started with. GKE's own server answers in its place with the identity of the pod that asks. Pods that use neither are not affected by the change.

Leave it for system pods of other makers that need the node's metadata, in a pool of their own.`,
    refs: [docs('kubernetes-engine/docs/how-to/protecting-cluster-metadata'), hardening, pool],
    equivalents: ['checkov/CKV_GCP_69', 'trivy/GCP-0057'],
    check: [
      ...onNodes('node_config.workload_metadata_config.mode', {
        must: be('GKE_METADATA'),
        missing: 'passes',
        so: 'for pods to get their own identity only',
        effect: 'nodes are made anew; pods need workload identity',
      }),
      // The provider's name for it before version 4.
      ...onNodes('node_config.workload_metadata_config.node_metadata', {
        must: preferring('GKE_METADATA_SERVER', oneOf('GKE_METADATA_SERVER', 'SECURE')),
        missing: 'passes',
        so: 'for pods to get their own identity only',
        effect: 'nodes are made anew; pods need workload identity',
      }),
    ],
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    workload_metadata_config {
      mode = "GCE_METADATA"
             ~~~~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-node-default-service-account',
    title: 'Nodes run as the default service account of Compute Engine',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The default account often has Editor on the whole project, and with it every pod that gets hold of the node's token. Nodes need \`roles/container.defaultNodeServiceAccount\` and no more.

Leave it where an organisation policy keeps the default account from getting Editor, and it has no other role.`,
    refs: [docs('kubernetes-engine/docs/how-to/service-accounts'), hardening, pool],
    equivalents: ['trivy/GCP-0050'],
    check: onNodes('node_config.service_account', {
      must: matchesNot(/^(?:default|.*-compute@developer\.gserviceaccount\.com)$/, 'an account made for the nodes'),
      default: 'default',
    }),
    bad: `resource "google_container_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  cluster = google_container_cluster.example.id
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    service_account = google_service_account.nodes.email
  }
}
`,
  },
  {
    id: 'gcp/gke-node-without-integrity-monitoring',
    title: 'The start of nodes is not checked',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Integrity monitoring compares what a shielded node loads at start with what it loaded before, and logs a change. It is on by default and costs nothing; here it is switched off.

Leave it for nodes with a kernel module of their own that changes at each start.`,
    refs: [docs('kubernetes-engine/docs/how-to/shielded-gke-nodes'), hardening, pool],
    equivalents: ['checkov/CKV_GCP_72'],
    check: onNodes('node_config.shielded_instance_config.enable_integrity_monitoring', {
      must: be(true),
      default: true,
      so: 'for a changed start of nodes to be seen',
      effect: 'nodes are made anew',
    }),
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    shielded_instance_config {
      enable_integrity_monitoring = false
                                    ~~~~~
    }
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    shielded_instance_config {
      enable_integrity_monitoring = true
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-node-without-metadata-server',
    title: "A node pool does not say that pods get GKE's metadata server",
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `In a cluster with workload identity new pools get GKE's metadata server by default; without it they get the node's, which hands out the node's identity. Written down, the choice does not hang on the cluster.

Leave it where the cluster's \`workload_identity_config\` is never taken away.`,
    refs: [docs('kubernetes-engine/docs/how-to/workload-identity'), pool],
    equivalents: ['checkov/CKV_GCP_69'],
    check: onNodes('node_config.workload_metadata_config', {
      must: someBlock({ right: ['mode = "GKE_METADATA"'] }),
      so: 'with the mode GKE_METADATA',
      effect: 'nodes are made anew; pods need workload identity',
    }),
    bad: `resource "google_container_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  cluster = google_container_cluster.example.id
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-node-without-repair',
    title: 'Broken nodes are not repaired by themselves',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `GKE watches its nodes and makes one anew that does not answer or has no disk left. It is on by default; switched off, the pool shrinks with every broken node until somebody looks.

Leave it for nodes whose local disks hold data that a person has to rescue.`,
    refs: [docs('kubernetes-engine/docs/how-to/node-auto-repair'), pool],
    equivalents: ['checkov/CKV_GCP_9', 'trivy/GCP-0063'],
    check: onNodes('management.auto_repair', {
      must: be(true),
      default: true,
      so: 'for broken nodes to be made anew',
      safe: true,
    }),
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  management {
    auto_repair = false
                  ~~~~~
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  management {
    auto_repair = true
  }
}
`,
  },
  {
    id: 'gcp/gke-node-without-secure-boot',
    title: 'Nodes start without Secure Boot',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `Secure Boot lets a node load only what is signed, so that nothing that got onto the disk hides below the kernel. It is off by default.

Leave it for nodes with drivers that nobody signed, as some for GPUs.`,
    refs: [docs('kubernetes-engine/docs/how-to/shielded-gke-nodes#secure_boot'), hardening, pool],
    equivalents: ['checkov/CKV_GCP_68'],
    check: onNodes('node_config.shielded_instance_config.enable_secure_boot', {
      must: be(true),
      default: false,
      so: 'for nodes to load only what is signed',
      effect: 'nodes are made anew',
    }),
    bad: `resource "google_container_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  cluster = google_container_cluster.example.id
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  node_config {
    shielded_instance_config {
      enable_secure_boot = true
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-node-without-upgrade',
    title: 'Nodes are not upgraded by themselves',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Nodes that stay behind the control plane get no patches, and stop working with it after two versions. Upgrades are on by default, and follow the maintenance windows of the cluster.

Leave it for a pool that another process upgrades, in a cluster without release channel.`,
    refs: [docs('kubernetes-engine/docs/how-to/node-auto-upgrades'), pool],
    equivalents: ['checkov/CKV_GCP_10', 'trivy/GCP-0058'],
    check: onNodes('management.auto_upgrade', {
      must: be(true),
      default: true,
      so: 'for nodes to get patches',
      effect: 'nodes are made anew with each version',
    }),
    bad: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  management {
    auto_upgrade = false
                   ~~~~~
  }
}
`,
    good: `resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = google_container_cluster.example.id

  management {
    auto_upgrade = true
  }
}
`,
  },
  {
    id: 'gcp/gke-unshielded-nodes',
    title: 'Nodes of a cluster are not shielded',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `A shielded node proves with its own key that it is a node of the cluster. Without that, whoever reads a node's start-up secret from a pod can pretend to be a node and get the secrets of others. It is on by default and costs nothing.

There is no case where leaving it is right for a cluster that Google still supports.`,
    refs: [docs('kubernetes-engine/docs/how-to/shielded-gke-nodes'), hardening, registry('container_cluster')],
    equivalents: ['checkov/CKV_GCP_71', 'trivy/GCP-0055'],
    check: {
      on: ['google_container_cluster'],
      attribute: 'enable_shielded_nodes',
      must: be(true),
      default: true,
      when: [standard],
      so: 'for nodes to prove who they are',
      effect: 'nodes are made anew',
    },
    bad: `resource "google_container_cluster" "example" {
  name                  = "example"
  location              = "europe-west1"
  enable_shielded_nodes = false
                          ~~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name                  = "example"
  location              = "europe-west1"
  enable_shielded_nodes = true
}
`,
  },
];
