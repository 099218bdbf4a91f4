import { be, isAbsent } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { registry } from './refs.ts';

const pools = ['alicloud_cs_kubernetes_node_pool'];
const pool = registry('cs_kubernetes_node_pool');

export const containers: readonly Rule[] = [
  {
    id: 'alicloud/ack-insecure-registry',
    title: 'Nodes pull images over unencrypted connections',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `From a registry on the list nodes pull by HTTP, or without checking its certificate, so that whoever is on the way can put an image of their own in place of the one that was asked for.

Leave it for a registry on the same machine in a test.`,
    refs: [pool],
    equivalents: [],
    check: {
      on: pools,
      attribute: 'containerd_config.insecure_registries',
      must: isAbsent(),
      missing: 'passes',
      so: 'and the registry be given a certificate',
    },
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]

  containerd_config {
    insecure_registries = ["http://registry.internal"]
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]
}
`,
  },
  {
    id: 'alicloud/ack-kubelet-read-only-port',
    title: 'The kubelet of nodes answers without authentication',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `On its read-only port the kubelet tells every pod and every neighbour of the node what runs on it, names, addresses and environment included.

Leave it while a monitoring agent that reads this port is being replaced.`,
    refs: [pool],
    equivalents: [],
    check: {
      on: pools,
      attribute: 'kubelet_configuration.read_only_port',
      must: be(0),
      missing: 'passes',
      so: 'for the kubelet to ask who calls',
      effect: 'what reads this port gets nothing',
    },
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]

  kubelet_configuration {
    read_only_port = "10255"
                     ~~~~~~~
  }
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]

  kubelet_configuration {
    read_only_port = 0
  }
}
`,
  },
  {
    id: 'alicloud/ack-node-without-hardening',
    title: 'Nodes start from an image that is not hardened',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `With reinforcement, the system of new nodes follows Alibaba Cloud's own baseline: stricter logins, fewer services, logs of who did what. Images other than Alibaba Cloud Linux have none.

Leave it for nodes that run an image of one's own, which is hardened already.`,
    refs: [pool],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: pools,
      attribute: ['security_hardening_os', 'soc_enabled', 'cis_enabled'],
      must: be(true),
      default: false,
      so: 'for nodes to follow the baseline',
      effect: 'nodes are made anew',
    },
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id            = alicloud_cs_managed_kubernetes.example.id
  node_pool_name        = "example"
  vswitch_ids           = [alicloud_vswitch.a.id]
  security_hardening_os = true
}
`,
  },
  {
    id: 'alicloud/ack-node-without-repair',
    title: 'Broken nodes are not repaired by themselves',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `In a managed node pool Container Service restarts what is stuck on a node, or the node, when it stops answering, unless auto_repair is false. Without it the pool shrinks with every broken node until somebody looks.

Leave it for nodes whose local disks hold data that a person has to rescue.`,
    refs: [pool],
    equivalents: ['checkov/CKV_ALI_31'],
    note: 'kubernetes-ack#defaults-to-change',
    check: [
      {
        on: pools,
        attribute: 'management.auto_repair',
        must: be(true),
        missing: 'passes',
        so: 'for broken nodes to be repaired',
        effect: 'nodes restart when they are stuck',
      },
      {
        on: pools,
        attribute: 'management.enable',
        must: be(true),
        default: false,
        when: [{ attribute: 'management.auto_repair', is: isAbsent(), missing: 'holds' }],
        so: 'for broken nodes to be repaired',
        effect: 'nodes restart when they are stuck, and are upgraded by themselves',
      },
      {
        on: pools,
        attribute: 'management.enable',
        must: be(true),
        missing: 'passes',
        when: [{ attribute: 'management.auto_repair', is: be(true) }],
        so: 'for auto_repair to have an effect',
        effect: 'nodes restart when they are stuck, and are upgraded by themselves',
      },
    ],
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]

  management {
    enable = true
  }
}
`,
  },
  {
    id: 'alicloud/ack-node-without-vulnerability-fixes',
    title: 'Vulnerabilities of nodes are not fixed by themselves',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Container Service can patch what Security Center finds on the nodes of a pool, in the maintenance window. Without it nodes keep the faults they were made with.

Leave it where nodes live for days only, or are replaced from a patched image.`,
    refs: [pool],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: pools,
      attribute: 'management.auto_vul_fix',
      must: be(true),
      default: false,
      so: 'for nodes to be patched',
      effect: 'nodes restart in the maintenance window',
    },
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id     = alicloud_cs_managed_kubernetes.example.id
  node_pool_name = "example"
  vswitch_ids    = [alicloud_vswitch.a.id]

  management {
    auto_vul_fix = true
  }
}
`,
  },
  {
    id: 'alicloud/ack-old-autoscaler',
    title: 'A cluster is scaled by a resource that was given up',
    severity: 'info',
    pillar: 'containers',
    recommended: true,
    why: `\`alicloud_cs_kubernetes_autoscaler\` is deprecated since version 1.127 of the provider. \`alicloud_cs_autoscaling_config\` with the \`scaling_config\` of node pools takes its place.

Leave it until the next change of the cluster's scaling.`,
    refs: [registry('cs_autoscaling_config'), pool],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: unwanted(
      ['alicloud_cs_kubernetes_autoscaler'],
      'This resource was given up. Use alicloud_cs_autoscaling_config and scaling_config of the node pools.',
    ),
    bad: `resource "alicloud_cs_kubernetes_autoscaler" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id              = alicloud_cs_managed_kubernetes.example.id
  utilization             = "0.5"
  cool_down_duration      = "10m"
  defer_scale_in_duration = "10m"
}
`,
    good: `resource "alicloud_cs_autoscaling_config" "example" {
  cluster_id = alicloud_cs_managed_kubernetes.example.id
}
`,
  },
  {
    id: 'alicloud/eci-privileged-container',
    title: 'A container runs with all rights of its host',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `A privileged container is not kept apart from the machine under it: a fault in its program is a fault of the machine.

There is no case where leaving it is right outside of a test: name the capabilities that are needed.`,
    refs: [registry('eci_container_group')],
    equivalents: [],
    check: {
      on: ['alicloud_eci_container_group'],
      attribute: 'containers.security_context.privileged',
      must: be(false),
      missing: 'passes',
      so: 'for the container to be kept apart',
      effect: 'Terraform replaces the container group',
    },
    bad: `resource "alicloud_eci_container_group" "example" {
  container_group_name = "example"
  security_group_id    = alicloud_security_group.app.id
  vswitch_id           = alicloud_vswitch.app.id

  containers {
    name  = "app"
    image = "registry.example.com/app:1.0"

    security_context {
      privileged = true
                   ~~~~
    }
  }
}
`,
    good: `resource "alicloud_eci_container_group" "example" {
  container_group_name = "example"
  security_group_id    = alicloud_security_group.app.id
  vswitch_id           = alicloud_vswitch.app.id

  containers {
    name  = "app"
    image = "registry.example.com/app:1.0"

    security_context {
      privileged = false
    }
  }
}
`,
  },
  {
    id: 'alicloud/service-mesh-public-api',
    title: 'The control plane of a service mesh answers on the internet',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Whoever reaches the API server of the mesh, and has a credential for it, decides where the traffic of all its services goes. Inside the VPC it is reached by VPN or from build machines.

Leave it while nothing inside the VPC can administer it.`,
    refs: [registry('service_mesh_service_mesh')],
    equivalents: [],
    check: ['api_server_public_eip', 'pilot_public_eip'].map((name) => ({
      on: ['alicloud_service_mesh_service_mesh'],
      attribute: `load_balancer.${name}`,
      must: be(false),
      missing: 'passes' as const,
      so: 'for the control plane to have no public address',
      effect: 'whoever administers it from outside is cut off',
    })),
    bad: `resource "alicloud_service_mesh_service_mesh" "example" {
  service_mesh_name = "example"

  network {
    vpc_id        = alicloud_vpc.main.id
    vswitche_list = [alicloud_vswitch.a.id]
  }

  load_balancer {
    api_server_public_eip = true
                            ~~~~
  }
}
`,
    good: `resource "alicloud_service_mesh_service_mesh" "example" {
  service_mesh_name = "example"

  network {
    vpc_id        = alicloud_vpc.main.id
    vswitche_list = [alicloud_vswitch.a.id]
  }

  load_balancer {
    api_server_public_eip = false
  }
}
`,
  },
];
