import type { Resource } from '../../terraform/model.ts';
import { be, isAbsent, isSet, noneOf, preferring } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const instance = registry('instance');
const template = registry('ecs_launch_template');
const templates = ['alicloud_ecs_launch_template', 'alicloud_launch_template'];

/** Reports an elastic address that is bound to a machine, and not to a gateway or load balancer. */
function* elasticAddress(association: Resource, { find }: Context): Iterable<Report> {
  const bound = association.get('instance_id');
  const machine = find(bound, 'alicloud_instance');
  if (!bound || !machine) return;
  yield {
    at: bound,
    message: `The elastic address makes ${machine.address} public. Bind it to a load balancer or NAT gateway in front of it.`,
  };
}

export const ecs: readonly Rule[] = [
  {
    id: 'alicloud/ecs-classic-network',
    title: 'An instance is in no VPC',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `An instance without a vSwitch goes to the classic network, which all customers of a region share. It has no routes, flow logs or network ACLs, and Alibaba Cloud is closing it down. Instances whose launch template may name the vSwitch are not reported.

Leave it for an old instance until it is moved.`,
    refs: [help('doc-detail/54095.htm'), instance],
    equivalents: [],
    note: 'vpc-alibaba#public-and-private',
    check: {
      on: ['alicloud_instance'],
      attribute: [
        'vswitch_id',
        'subnet_id',
        'network_interface_id',
        'network_interfaces.vswitch_id',
        'network_interfaces.network_interface_id',
      ],
      must: isSet(),
      when: [{ attribute: ['launch_template_id', 'launch_template_name'], is: isAbsent(), missing: 'holds' }],
      so: 'for the instance to be in a VPC',
    },
    bad: `resource "alicloud_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
  },
  {
    id: 'alicloud/ecs-image-root-login',
    title: 'People log in to an instance as root',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Alibaba Cloud's newer public images can be used with the user ecs-user, who has to ask for more rights by name. As root, every slip and every stolen session has all of them.

Leave it for images that have no such user.`,
    refs: [help('doc-detail/102600.htm'), instance],
    equivalents: [],
    check: [
      {
        on: ['alicloud_instance', ...templates],
        attribute: 'image_options.login_as_non_root',
        must: be(true),
        default: false,
        so: 'for people to log in as ecs-user',
        effect: 'the name to log in with changes; Terraform may replace the instance',
      },
      {
        on: ['alicloud_ess_scaling_configuration'],
        attribute: 'image_options_login_as_non_root',
        must: be(true),
        default: false,
        so: 'for people to log in as ecs-user',
        effect: 'the name to log in with changes',
      },
      {
        on: ['alicloud_cs_kubernetes_node_pool'],
        attribute: 'login_as_non_root',
        must: be(true),
        default: false,
        so: 'for people to log in as ecs-user',
        effect: 'the name to log in with changes',
      },
    ],
    bad: `resource "alicloud_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id

  image_options {
    login_as_non_root = true
  }
}
`,
  },
  {
    id: 'alicloud/ecs-key-pair-file',
    title: 'A private key is written to a file by Terraform',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `With \`key_file\` Alibaba Cloud makes the key pair and Terraform writes the private key beside the code, where it is soon committed or left on a build machine. A key that its owner made gives away only its public half, with \`public_key\`.

Leave it for a sandbox in which the key is thrown away with the instance.`,
    refs: [registry('ecs_key_pair'), help('doc-detail/102600.htm')],
    equivalents: [],
    check: {
      on: ['alicloud_ecs_key_pair', 'alicloud_key_pair'],
      attribute: 'key_file',
      must: isAbsent(),
      missing: 'passes',
      so: 'in favour of public_key',
    },
    bad: `resource "alicloud_ecs_key_pair" "example" {
  key_pair_name = "example"
  key_file      = "example.pem"
                  ~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_ecs_key_pair" "example" {
  key_pair_name = "example"
  public_key    = var.public_key
}
`,
  },
  {
    id: 'alicloud/ecs-metadata-without-token',
    title: 'The metadata of an instance is handed out without a token',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The metadata server gives whoever asks from within the instance the credentials of its RAM role. In normal mode a proxy or a preview of links that can be made to fetch any address is enough to get them. In security hardening mode a token has to be asked for first, which such a program does not do. Programs that use a current SDK do it by themselves.

Leave it for an image whose programs cannot be updated yet.`,
    refs: [help('en/ecs/user-guide/access-instance-metadata-using-hardened-only-mode'), instance, template],
    equivalents: [],
    check: [
      {
        on: ['alicloud_instance', ...templates],
        attribute: 'http_tokens',
        must: be('required'),
        default: 'optional',
        when: [{ attribute: 'http_endpoint', is: noneOf('disabled'), missing: 'holds' }],
        so: 'for the metadata server to ask for a token',
        effect: 'programs that ask without a token get nothing',
      },
      {
        on: ['alicloud_cs_kubernetes_node_pool'],
        attribute: 'instance_metadata_options.http_tokens',
        must: be('required'),
        default: 'optional',
        so: 'for the metadata server to ask for a token',
        effect: 'programs that ask without a token get nothing',
      },
    ],
    bad: `resource "alicloud_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
  http_tokens   = "required"
}
`,
  },
  {
    id: 'alicloud/ecs-password-login',
    title: 'A machine is logged in to with a password',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A password is guessed, shared and found in the state file. A key pair, or Session Manager of Cloud Assistant, which needs no open port and records who came, does without.

Leave it for Windows, and where a bastion host sets the password anew by itself.`,
    refs: [help('doc-detail/102600.htm'), instance],
    equivalents: [],
    check: {
      on: [
        'alicloud_cs_edge_kubernetes',
        'alicloud_cs_kubernetes',
        'alicloud_cs_kubernetes_node_pool',
        'alicloud_ess_scaling_configuration',
        'alicloud_instance',
      ],
      attribute: 'password',
      must: isAbsent(),
      missing: 'passes',
      when: [{ attribute: 'key_name', is: isAbsent(), missing: 'holds' }],
      so: 'in favour of key_name',
    },
    bad: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
  password      = "Passw0rd"
                  ~~~~~~~~~~
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
  key_name      = alicloud_ecs_key_pair.example.key_pair_name
}
`,
  },
  {
    id: 'alicloud/ecs-public-address',
    title: 'A machine has a public address of its own',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Outgoing bandwidth to the internet gives the machine a public address, so that one rule of its security group is all that is between it and everybody. A load balancer in front, a NAT gateway for what goes out, and Session Manager or a bastion host for people leave it with a private address only. Traffic that goes out is billed besides.

Leave it for a machine whose purpose needs its own address, such as a VPN endpoint.`,
    refs: [help('doc-detail/51170.htm'), instance, registry('nat_gateway')],
    equivalents: [],
    note: 'vpc-alibaba#public-and-private',
    check: [
      {
        on: [
          'alicloud_cs_kubernetes_node_pool',
          'alicloud_ess_scaling_configuration',
          'alicloud_instance',
          ...templates,
        ],
        attribute: 'internet_max_bandwidth_out',
        must: be(0),
        missing: 'passes',
        so: 'for the machine to have no public address',
        effect: 'the public address is given up',
      },
      { on: ['alicloud_eip_association'], resource: elasticAddress },
      {
        on: ['alicloud_eci_container_group'],
        attribute: 'auto_create_eip',
        must: be(false),
        missing: 'passes',
        so: 'for the container group to have no public address',
        effect: 'Terraform replaces the container group',
      },
    ],
    bad: `resource "alicloud_instance" "example" {
  instance_type              = "ecs.g7.large"
  image_id                   = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id                 = alicloud_vswitch.app.id
  internet_max_bandwidth_out = 100
                               ~~~
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type              = "ecs.g7.large"
  image_id                   = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id                 = alicloud_vswitch.app.id
  internet_max_bandwidth_out = 0
}
`,
  },
  {
    id: 'alicloud/ecs-without-deletion-protection',
    title: 'A machine or gateway can be released by mistake',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With deletion protection the console, the API and Terraform refuse to release it until the protection is taken off, which nobody does by mistake. It does not hold for subscriptions that run out or spot instances.

Leave it for what is made and released all the time.`,
    refs: [instance, registry('nat_gateway'), registry('alb_load_balancer')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_eip_address', 'alicloud_instance', 'alicloud_nat_gateway'],
        attribute: 'deletion_protection',
        must: be(true),
        default: false,
        safe: true,
      },
      {
        on: ['alicloud_ess_scaling_group'],
        attribute: 'group_deletion_protection',
        must: be(true),
        default: false,
        safe: true,
      },
      {
        on: ['alicloud_alb_load_balancer', 'alicloud_nlb_load_balancer'],
        attribute: ['deletion_protection_enabled', 'deletion_protection_config.enabled'],
        must: be(true),
        default: false,
        safe: true,
      },
      {
        on: ['alicloud_slb', 'alicloud_slb_load_balancer'],
        attribute: 'delete_protection',
        must: be('on'),
        default: 'off',
        safe: true,
      },
    ],
    bad: `resource "alicloud_nat_gateway" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.public.id
  nat_type   = "Enhanced"
}
`,
    good: `resource "alicloud_nat_gateway" "example" {
  vpc_id              = alicloud_vpc.main.id
  vswitch_id          = alicloud_vswitch.public.id
  nat_type            = "Enhanced"
  deletion_protection = true
}
`,
  },
  {
    id: 'alicloud/ecs-without-security-agent',
    title: "Security Center's agent is left out of a machine",
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `With public images the agent of Security Center comes for free and reports intrusions, weak passwords and missing patches. Here it is refused.

Leave it where another agent does the same.`,
    refs: [instance, template],
    equivalents: [],
    check: {
      on: ['alicloud_ess_scaling_configuration', 'alicloud_instance', ...templates],
      attribute: 'security_enhancement_strategy',
      must: preferring('Active', noneOf('Deactive')),
      missing: 'passes',
      so: 'for Security Center to see the machine',
      effect: 'Terraform replaces an instance',
    },
    bad: `resource "alicloud_instance" "example" {
  instance_type                 = "ecs.g7.large"
  image_id                      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id                    = alicloud_vswitch.app.id
  security_enhancement_strategy = "Deactive"
                                  ~~~~~~~~~~
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type                 = "ecs.g7.large"
  image_id                      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id                    = alicloud_vswitch.app.id
  security_enhancement_strategy = "Active"
}
`,
  },
];
