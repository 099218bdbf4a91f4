import { be, has, noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

export const platforms: readonly Rule[] = [
  {
    id: 'alicloud/bastion-plain-ldap',
    title: 'A bastion host sends passwords unencrypted to the directory',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Without TLS the passwords of all administrators go readable over the network each time one of them signs in.

There is no case where leaving it is right.`,
    refs: [
      help('en/bh/bastionhost/use-cases/identity-authentication-best-practices'),
      registry('bastionhost_instance'),
    ],
    equivalents: [],
    check: ['ad_auth_server.is_ssl', 'ldap_auth_server.is_ssl'].map((attribute) => ({
      on: ['alicloud_bastionhost_instance'],
      attribute,
      must: be(true),
      missing: 'passes' as const,
      so: 'for passwords to be encrypted on the way',
      effect: 'the directory has to offer TLS',
    })),
    bad: `resource "alicloud_bastionhost_instance" "example" {
  description        = "example"
  license_code       = "bhah_ent_50_asset"
  plan_code          = "cloudbastion"
  storage            = "5"
  bandwidth          = "5"
  vswitch_id         = alicloud_vswitch.admin.id
  security_group_ids = [alicloud_security_group.admin.id]

  ldap_auth_server {
    server  = "10.0.0.5"
    port    = 389
    account = "cn=reader"
    base_dn = "dc=example"
    is_ssl  = false
              ~~~~~
  }
}
`,
    good: `resource "alicloud_bastionhost_instance" "example" {
  description        = "example"
  license_code       = "bhah_ent_50_asset"
  plan_code          = "cloudbastion"
  storage            = "5"
  bandwidth          = "5"
  vswitch_id         = alicloud_vswitch.admin.id
  security_group_ids = [alicloud_security_group.admin.id]

  ldap_auth_server {
    server  = "10.0.0.5"
    port    = 389
    account = "cn=reader"
    base_dn = "dc=example"
    is_ssl  = true
  }
}
`,
  },
  {
    id: 'alicloud/bastion-public',
    title: 'A bastion host answers on the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A bastion host holds the way to every machine. Inside the VPC, behind a VPN, it is seen by those only who are meant to use it.

Leave it where the VPN does not exist yet, with a list of the addresses that may come (\`public_white_list\`).`,
    refs: [
      help('en/bh/bastionhost/use-cases/identity-authentication-best-practices'),
      registry('bastionhost_instance'),
    ],
    equivalents: [],
    check: {
      on: ['alicloud_bastionhost_instance'],
      attribute: 'enable_public_access',
      must: be(false),
      missing: 'passes',
      so: 'for it to be reached by VPN only',
      effect: 'whoever comes over the internet is cut off',
    },
    bad: `resource "alicloud_bastionhost_instance" "example" {
  description          = "example"
  license_code         = "bhah_ent_50_asset"
  plan_code            = "cloudbastion"
  storage              = "5"
  bandwidth            = "5"
  vswitch_id           = alicloud_vswitch.admin.id
  security_group_ids   = [alicloud_security_group.admin.id]
  enable_public_access = true
                         ~~~~
}
`,
    good: `resource "alicloud_bastionhost_instance" "example" {
  description          = "example"
  license_code         = "bhah_ent_50_asset"
  plan_code            = "cloudbastion"
  storage              = "5"
  bandwidth            = "5"
  vswitch_id           = alicloud_vswitch.admin.id
  security_group_ids   = [alicloud_security_group.admin.id]
  enable_public_access = false
}
`,
  },
  {
    id: 'alicloud/data-project-unprotected',
    title: 'Data may be carried out of a MaxCompute project',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With project protection, data leaves the project only by a package or an exception that somebody allowed. Without it whoever may read a table may copy it into a project of their own.

Leave it for a project of public data.`,
    refs: [registry('maxcompute_project')],
    equivalents: [],
    check: {
      on: ['alicloud_maxcompute_project'],
      attribute: 'security_properties.project_protection.protected',
      must: be(true),
      default: false,
      so: 'for data to stay in the project',
      effect: 'jobs that write to other projects fail',
    },
    bad: `resource "alicloud_maxcompute_project" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  project_name = "example"
}
`,
    good: `resource "alicloud_maxcompute_project" "example" {
  project_name = "example"

  security_properties {
    project_protection {
      protected = true
    }
  }
}
`,
  },
  {
    id: 'alicloud/kafka-public',
    title: 'A Kafka instance has an endpoint on the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With the deployment type 4 producers and consumers anywhere may connect: a user name and password are all that is between them and the messages. Type 5 is reached from the VPC only.

Leave it for producers outside of Alibaba Cloud, with a whitelist of their addresses.`,
    refs: [registry('alikafka_instance')],
    equivalents: [],
    check: {
      on: ['alicloud_alikafka_instance'],
      attribute: 'deploy_type',
      must: preferring(5, noneOf(4)),
      so: 'for the instance to be reached from the VPC only',
      effect: 'Terraform replaces the instance',
    },
    bad: `resource "alicloud_alikafka_instance" "example" {
  name        = "example"
  vswitch_id  = alicloud_vswitch.data.id
  deploy_type = 4
                ~
}
`,
    good: `resource "alicloud_alikafka_instance" "example" {
  name        = "example"
  vswitch_id  = alicloud_vswitch.data.id
  deploy_type = 5
}
`,
  },
  {
    id: 'alicloud/mse-public',
    title: 'A registry of microservices answers on the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Nacos, ZooKeeper and Eureka hold where services are and often their configuration with its passwords. They were built for a trusted network and have been broken into by the thousand.

Leave it while it is moved into the VPC, with an access list.`,
    refs: [registry('mse_cluster')],
    equivalents: [],
    check: {
      on: ['alicloud_mse_cluster'],
      attribute: 'net_type',
      must: preferring('privatenet', noneOf('pubnet')),
      so: 'for it to be reached from the VPC only',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "alicloud_mse_cluster" "example" {
  cluster_specification = "MSE_SC_1_2_60_c"
  cluster_type          = "Nacos-Ans"
  cluster_version       = "NACOS_2_0_0"
  instance_count        = 3
  pub_network_flow      = "1"
  net_type              = "pubnet"
                          ~~~~~~~~
}
`,
    good: `resource "alicloud_mse_cluster" "example" {
  cluster_specification = "MSE_SC_1_2_60_c"
  cluster_type          = "Nacos-Ans"
  cluster_version       = "NACOS_2_0_0"
  instance_count        = 3
  pub_network_flow      = "1"
  net_type              = "privatenet"
}
`,
  },
  {
    id: 'alicloud/ots-any-network',
    title: 'Tables may be reached from every network',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `By default a Tablestore instance is reached from the internet by whoever has an AccessKey pair for it. Bound to VPCs, a key that leaked is of no use outside.

Leave it for tables that programs outside of Alibaba Cloud read.`,
    refs: [registry('ots_instance')],
    equivalents: [],
    check: {
      on: ['alicloud_ots_instance'],
      attribute: 'accessed_by',
      must: preferring('Vpc', noneOf('Any')),
      default: 'Any',
      so: 'for tables to be reached from a VPC only',
      effect: 'programs outside of bound VPCs are cut off',
    },
    bad: `resource "alicloud_ots_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "alicloud_ots_instance" "example" {
  name        = "example"
  accessed_by = "Vpc"
}
`,
  },
  {
    id: 'alicloud/pai-public-assets',
    title: 'Everybody in a workspace of PAI may use what one person made',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `A data set, model, experiment or code source that is PUBLIC is seen by every member of the workspace. A data set may be personal data, and a code source carries the token that it is fetched with.

Leave it for what the whole team works on, in a workspace of its own.`,
    refs: [registry('pai_workspace_dataset'), registry('pai_workspace_code_source')],
    equivalents: [],
    check: {
      on: [
        'alicloud_pai_workspace_code_source',
        'alicloud_pai_workspace_dataset',
        'alicloud_pai_workspace_experiment',
        'alicloud_pai_workspace_model',
      ],
      attribute: 'accessibility',
      must: be('PRIVATE'),
      missing: 'passes',
      so: 'for its owner to share it on purpose',
      effect: 'other members of the workspace lose sight of it',
    },
    bad: `resource "alicloud_pai_workspace_dataset" "example" {
  workspace_id     = alicloud_pai_workspace_workspace.example.id
  dataset_name     = "example"
  data_source_type = "OSS"
  property         = "DIRECTORY"
  uri              = "oss://example.oss-cn-hangzhou.aliyuncs.com/data/"
  accessibility    = "PUBLIC"
                     ~~~~~~~~
}
`,
    good: `resource "alicloud_pai_workspace_dataset" "example" {
  workspace_id     = alicloud_pai_workspace_workspace.example.id
  dataset_name     = "example"
  data_source_type = "OSS"
  property         = "DIRECTORY"
  uri              = "oss://example.oss-cn-hangzhou.aliyuncs.com/data/"
  accessibility    = "PRIVATE"
}
`,
  },
  {
    id: 'alicloud/pai-single-environment',
    title: 'A workspace of PAI has no development environment',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `In a workspace with \`prod\` alone, experiments and what serves customers run side by side, with the same rights on the same data. With \`dev\` and \`prod\` tasks are tried in one and released to the other.

Leave it for a workspace that only runs what another one released.`,
    refs: [registry('pai_workspace_workspace')],
    equivalents: [],
    check: {
      on: ['alicloud_pai_workspace_workspace'],
      attribute: 'env_types',
      must: has('dev'),
      so: 'for experiments to be apart from production',
    },
    bad: `resource "alicloud_pai_workspace_workspace" "example" {
  workspace_name = "example"
  description    = "example"
  env_types      = ["prod"]
                   ~~~~~~~~
}
`,
    good: `resource "alicloud_pai_workspace_workspace" "example" {
  workspace_name = "example"
  description    = "example"
  env_types      = ["dev", "prod"]
}
`,
  },
];
