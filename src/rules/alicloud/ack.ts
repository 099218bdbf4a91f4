import { be, has, isAbsent, isSet, matches, noneOf, someBlock } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { help, registry } from './refs.ts';

const managed = ['alicloud_cs_managed_kubernetes'];
const cluster = registry('cs_managed_kubernetes');

/** Clusters that are no basic ones: those have fewer features. */
const pro: Condition = { attribute: 'cluster_spec', is: matches(/^ack\.pro/, 'an ACK Pro cluster') };

export const ack: readonly Rule[] = [
  {
    id: 'alicloud/ack-basic-cluster',
    title: 'A cluster is of the basic kind',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `ACK Basic has no agreement on availability, takes few nodes, and lacks encryption of Secrets and other features of ACK Pro, which is meant for production and billed by the hour. A cluster is moved to Pro in place.

Leave it for tests and learning.`,
    refs: [help('doc-detail/86366.htm'), cluster],
    equivalents: [],
    note: 'kubernetes-ack#kinds-of-cluster',
    check: {
      on: managed,
      attribute: 'cluster_spec',
      must: noneOf('ack.standard'),
      missing: 'passes',
      so: 'since it has no agreement on availability',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  cluster_spec = "ack.standard"
                 ~~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  cluster_spec = "ack.pro.small"
}
`,
  },
  {
    id: 'alicloud/ack-certificate-in-state',
    title: 'The certificate that administers a cluster is kept in the state',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Unless it is told not to, the provider writes the administrator's certificate with its key into the state file, where each reader of the state finds it. It can be had from a data source where it is needed.

Leave it while something else in the configuration reads the attribute \`certificate_authority\`.`,
    refs: [cluster],
    equivalents: [],
    check: {
      on: ['alicloud_cs_kubernetes', ...managed],
      attribute: 'skip_set_certificate_authority',
      must: be(true),
      default: false,
      so: 'for the key to stay out of the state',
      effect: 'what reads certificate_authority finds nothing',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name                           = "example"
  cluster_spec                   = "ack.pro.small"
  vswitch_ids                    = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  skip_set_certificate_authority = true
}
`,
  },
  {
    id: 'alicloud/ack-credentials-in-files',
    title: "The key of a cluster's administrator is written to a file",
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The certificate and its key log in as administrator until they are revoked. Written beside the code they are soon committed, or left on a build machine.

Leave it for a sandbox that is thrown away with its files.`,
    refs: [cluster],
    equivalents: [],
    check: ['client_cert', 'client_key', 'kube_config'].map((attribute) => ({
      on: [
        'alicloud_cs_edge_kubernetes',
        'alicloud_cs_kubernetes',
        'alicloud_cs_managed_kubernetes',
        'alicloud_cs_serverless_kubernetes',
      ],
      attribute,
      must: isAbsent(),
      missing: 'passes' as const,
      so: 'in favour of the data source alicloud_cs_cluster_credential where it is needed',
    })),
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  client_key   = "~/.kube/client-key.pem"
                 ~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
  },
  {
    id: 'alicloud/ack-network-plugin',
    title: 'A cluster names no network plugin',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Terway gives pods addresses of the vSwitches and enforces network policies; Flannel gives them addresses of their own and enforces none. The plugin cannot be changed later, so it should be chosen and not fall to a default. The other tools' check is content with either.

Leave it where the plugin is installed by another configuration.`,
    refs: [registry('cs_kubernetes'), registry('cs_kubernetes_addon')],
    equivalents: ['checkov/CKV_ALI_26'],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: ['alicloud_cs_kubernetes', ...managed],
      attribute: 'addons',
      must: someBlock({
        where: [{ attribute: 'name', is: matches(/^(?:terway|flannel)/, 'Terway or Flannel') }],
        text: 'one for Terway',
        right: ['name = "terway-eniip"'],
      }),
      unless: [
        {
          on: ['alicloud_cs_kubernetes_addon'],
          by: 'cluster_id',
          where: [{ attribute: 'name', is: matches(/^(?:terway|flannel)/, 'Terway or Flannel') }],
        },
      ],
      so: 'for pods to get addresses of the vSwitches',
      effect: 'it only counts for a new cluster',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]

  addons {
    name = "terway-eniip"
  }
}
`,
  },
  {
    id: 'alicloud/ack-public-api-server',
    title: 'The API server of a cluster answers on the internet',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Unless it is switched off, a new cluster gets a public address for its API server. It is searched for, tried with leaked credentials, and each of its flaws is used from everywhere. Inside the VPC it is reached by VPN, from a bastion host or from build machines. The argument only counts when the cluster is made: for a live one unbind the address in the console as well.

Leave it where an access list of the load balancer names the few who may come.`,
    refs: [
      help(
        'en/ack/ack-managed-and-ack-dedicated/user-guide/configure-security-group-rules-to-enforce-access-control-on-ack-clusters',
      ),
      cluster,
    ],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: [
      {
        on: ['alicloud_cs_edge_kubernetes', 'alicloud_cs_kubernetes', ...managed],
        attribute: 'slb_internet_enabled',
        must: be(false),
        default: true,
        so: 'for the API server to have no public address',
        effect: 'it only counts for a new cluster',
      },
      {
        on: ['alicloud_cs_serverless_kubernetes'],
        attribute: 'endpoint_public_access_enabled',
        must: be(false),
        missing: 'passes',
        so: 'for the API server to have no public address',
        effect: 'it only counts for a new cluster',
      },
    ],
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name                 = "example"
  cluster_spec         = "ack.pro.small"
  vswitch_ids          = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  slb_internet_enabled = false
}
`,
  },
  {
    id: 'alicloud/ack-retired-cluster',
    title: 'A cluster is of a kind that is no longer made',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Dedicated clusters cannot be made since August 2024, and ACK Serverless takes no new customers since February 2025: apply fails, or the cluster is the last of its kind. A managed cluster with \`alicloud_cs_managed_kubernetes\`, or Container Compute Service for pods without nodes, takes their place.

Leave it for an existing cluster until it is moved.`,
    refs: [help('doc-detail/86366.htm'), cluster],
    equivalents: [],
    note: 'kubernetes-ack#kinds-of-cluster',
    check: [
      unwanted(
        ['alicloud_cs_kubernetes'],
        'Dedicated clusters cannot be made any more. Use alicloud_cs_managed_kubernetes.',
      ),
      unwanted(
        ['alicloud_cs_serverless_kubernetes'],
        'ACK Serverless takes no new customers. Use alicloud_cs_managed_kubernetes with its profile.',
      ),
    ],
    bad: `resource "alicloud_cs_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  master_vswitch_ids    = [alicloud_vswitch.a.id]
  master_instance_types = ["ecs.g7.large"]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
  },
  {
    id: 'alicloud/ack-without-audit-log',
    title: 'A cluster keeps no audit log',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `The audit log of the API server says who asked for what: it is how one learns that a stolen credential was used, and for what. It goes to Simple Log Service and is billed by volume.

Leave it where another agent collects it.`,
    refs: [cluster],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: managed,
      attribute: 'audit_log_config.enabled',
      must: be(true),
      default: false,
      so: 'for requests to the API server to be recorded',
      effect: 'logs are billed by volume',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]

  audit_log_config {
    enabled = true
  }
}
`,
  },
  {
    id: 'alicloud/ack-without-auto-upgrade',
    title: 'A cluster is not upgraded by itself',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Each version of Kubernetes gets patches for about a year. With a channel the cluster follows in its maintenance window; without one somebody has to think of it two or three times a year.

Leave it where upgrades are planned and tested by people.`,
    refs: [cluster],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: managed,
      attribute: 'operation_policy.cluster_auto_upgrade.enabled',
      must: be(true),
      default: false,
      when: [{ attribute: 'version', is: isAbsent(), missing: 'holds' }],
      so: 'with a maintenance window, for patches to come by themselves',
      effect: 'the cluster is upgraded in the maintenance window',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]

  operation_policy {
    cluster_auto_upgrade {
      enabled = true
    }
  }
}
`,
  },
  {
    id: 'alicloud/ack-without-control-plane-logs',
    title: 'The control plane of a cluster keeps no logs',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without logs of the API server, the scheduler and the controllers neither an outage nor an intrusion can be explained afterwards. They go to Simple Log Service and are billed by volume; \`control_plane_log_ttl\` says for how many days.

Leave it for a cluster that lives for hours.`,
    refs: [cluster],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: managed,
      attribute: 'control_plane_log_components',
      must: has('apiserver'),
      so: 'for what the API server does to be traceable',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name                         = "example"
  cluster_spec                 = "ack.pro.small"
  vswitch_ids                  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  control_plane_log_components = ["apiserver", "kcm", "scheduler", "ccm"]
  control_plane_log_ttl        = "90"
}
`,
  },
  {
    id: 'alicloud/ack-without-deletion-protection',
    title: 'A cluster can be deleted by mistake',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Deleting a cluster takes its nodes, load balancers and the volumes of its applications along. With deletion protection the console, the API and Terraform refuse until it is taken off, which nobody does by mistake.

Leave it for a cluster that is made and deleted all the time.`,
    refs: [cluster],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: [
        'alicloud_cs_edge_kubernetes',
        'alicloud_cs_kubernetes',
        'alicloud_cs_managed_kubernetes',
        'alicloud_cs_serverless_kubernetes',
      ],
      attribute: 'deletion_protection',
      must: be(true),
      default: false,
      so: 'for nobody to delete the cluster by mistake',
      safe: true,
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name                = "example"
  cluster_spec        = "ack.pro.small"
  vswitch_ids         = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  deletion_protection = true
}
`,
  },
  {
    id: 'alicloud/ack-without-rrsa',
    title: 'Pods of a cluster have the rights of their node',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With RAM Roles for Service Accounts (RRSA) a pod gets the role that its service account names. Without it every pod on a node can use the node's role, so that the node needs the rights of all of them together. Once on, it cannot be switched off.

Leave it for a cluster whose pods call no service of Alibaba Cloud.`,
    refs: [cluster, help('doc-detail/102600.htm')],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: {
      on: [...managed, 'alicloud_cs_serverless_kubernetes'],
      attribute: 'enable_rrsa',
      must: be(true),
      default: false,
      so: 'for pods to have roles of their own',
      effect: 'it cannot be switched off again',
    },
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  enable_rrsa  = true
}
`,
  },
  {
    id: 'alicloud/ack-without-secrets-encryption',
    title: 'The Secrets of a cluster are not encrypted with a key',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Kubernetes keeps Secrets as they are in its store. ACK Pro encrypts them with a key from Key Management Service when it is told to, so that a copy of the store gives away nothing. If the key is disabled or deleted the cluster stops, so protect the key from deletion. Basic clusters, which cannot do it, are not looked at.

Leave it where applications fetch their secrets from Key Management Service themselves.`,
    refs: [
      help('en/ack/ack-managed-and-ack-dedicated/security-and-compliance/use-kms-to-encrypt-kubernetes-secrets-2'),
      cluster,
    ],
    equivalents: [],
    note: 'kubernetes-ack#defaults-to-change',
    check: [
      {
        on: [...managed, 'alicloud_cs_serverless_kubernetes'],
        attribute: 'encryption_provider_key',
        must: isSet(),
        when: [pro],
        so: 'for Secrets to be encrypted',
      },
      {
        on: [...managed, 'alicloud_cs_serverless_kubernetes'],
        attribute: 'disable_encryption',
        must: be(false),
        missing: 'passes',
        when: [pro],
        so: 'for Secrets to be encrypted',
        effect: 'it needs encryption_provider_key',
      },
    ],
    bad: `resource "alicloud_cs_managed_kubernetes" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  cluster_spec = "ack.pro.small"
  vswitch_ids  = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_cs_managed_kubernetes" "example" {
  name                    = "example"
  cluster_spec            = "ack.pro.small"
  vswitch_ids             = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
  encryption_provider_key = alicloud_kms_key.secrets.id
}
`,
  },
];
