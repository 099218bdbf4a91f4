import { be, noneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

/** Methods of a VPN connection that are too weak, by the end of their argument's name, and what to take instead. */
const weakMethods = [
  { name: 'enc_alg', right: 'aes256', weak: ['des', '3des'], so: 'since its encryption is broken' },
  { name: 'auth_alg', right: 'sha256', weak: ['md5', 'sha1'], so: 'since messages can be forged' },
  {
    name: 'pfs',
    right: 'group14',
    weak: ['disabled', 'group1', 'group2', 'group5'],
    so: 'for recorded traffic to stay secret',
  },
] as const;

/** Both phases have the arguments, for the connection or for each of its tunnels. */
const withoutWeakMethods: readonly Expectation[] = ['ike', 'ipsec'].flatMap((phase) =>
  weakMethods.flatMap(({ name, right, weak, so }) =>
    [`${phase}_config`, `tunnel_options_specification.tunnel_${phase}_config`].map((block) => ({
      on: ['alicloud_vpn_connection'],
      attribute: `${block}.${phase}_${name}`,
      must: preferring(right, noneOf(...weak)),
      missing: 'passes' as const,
      so,
      effect: 'the other end has to change too',
    })),
  ),
);

export const network: readonly Rule[] = [
  {
    id: 'alicloud/dnat-every-port',
    title: 'A NAT gateway hands every port of a public address to a machine',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A DNAT entry for any port makes the whole machine reachable from the internet through the gateway, whatever is started on it later. It also takes the address away from every other use. An entry for each port that is meant says what is public.

Leave it where the security group of the machine is kept as strictly as that of a machine with a public address.`,
    refs: [
      help('en/nat-gateway/user-guide/create-and-manage-internet-nat-gateways'),
      registry('forward_entry'),
      registry('nat_gateway'),
    ],
    equivalents: [],
    note: 'vpc-alibaba#public-and-private',
    check: {
      on: ['alicloud_forward_entry'],
      attribute: 'external_port',
      must: noneOf('any'),
      so: 'since that hands every port on',
    },
    bad: `resource "alicloud_forward_entry" "example" {
  forward_table_id = alicloud_nat_gateway.main.forward_table_ids
  external_ip      = alicloud_eip_address.nat.ip_address
  external_port    = "any"
                     ~~~~~
  internal_ip      = "10.0.1.10"
  internal_port    = "any"
  ip_protocol      = "any"
}
`,
    good: `resource "alicloud_forward_entry" "example" {
  forward_table_id = alicloud_nat_gateway.main.forward_table_ids
  external_ip      = alicloud_eip_address.nat.ip_address
  external_port    = "443"
  internal_ip      = "10.0.1.10"
  internal_port    = "8443"
  ip_protocol      = "tcp"
}
`,
  },
  {
    id: 'alicloud/nat-gateway-old-type',
    title: 'A NAT gateway is of a type that is no longer made',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Normal NAT gateways, and those billed by size, cannot be made any more: apply fails. Enhanced ones stand in a vSwitch and are billed by what they carry.

Leave it for an old gateway until it is moved over.`,
    refs: [help('en/nat-gateway/user-guide/create-and-manage-internet-nat-gateways'), registry('nat_gateway')],
    equivalents: [],
    note: 'vpc-alibaba#public-and-private',
    check: [
      {
        on: ['alicloud_nat_gateway'],
        attribute: 'nat_type',
        must: preferring('Enhanced', noneOf('Normal')),
        missing: 'passes',
        so: 'since apply fails otherwise',
        effect: 'an existing gateway is moved over, which interrupts its connections',
      },
      {
        on: ['alicloud_nat_gateway'],
        attribute: 'internet_charge_type',
        must: preferring('PayByLcu', noneOf('PayBySpec')),
        missing: 'passes',
        so: 'since apply fails otherwise',
        effect: 'what the gateway carries is billed',
      },
    ],
    bad: `resource "alicloud_nat_gateway" "example" {
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.public.id
  nat_type   = "Normal"
               ~~~~~~~~
}
`,
    good: `resource "alicloud_nat_gateway" "example" {
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.public.id
  nat_type   = "Enhanced"
}
`,
  },
  {
    id: 'alicloud/nat-gateway-unused',
    title: 'Nothing goes through a NAT gateway',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A NAT gateway without an SNAT or DNAT entry carries nothing, and is billed by the hour all the same. If machines of the VPC were meant to reach the internet through it, they do not: the entry was forgotten.

Leave it where the entries are made in another configuration, or by Container Service for Kubernetes.`,
    refs: [
      help('en/nat-gateway/user-guide/create-and-manage-internet-nat-gateways'),
      registry('nat_gateway'),
      registry('snat_entry'),
    ],
    equivalents: [],
    note: 'vpc-alibaba#public-and-private',
    check: {
      on: ['alicloud_nat_gateway'],
      needs: [
        { on: ['alicloud_snat_entry'], by: 'snat_table_id' },
        { on: ['alicloud_forward_entry'], by: 'forward_table_id' },
      ],
      text: 'an alicloud_snat_entry or alicloud_forward_entry',
      so: 'to carry traffic',
      when: [{ attribute: 'network_type', is: be('internet'), missing: 'holds' }],
    },
    bad: `resource "alicloud_nat_gateway" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.public.id
  nat_type   = "Enhanced"
}
`,
    good: `resource "alicloud_nat_gateway" "example" {
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.public.id
  nat_type   = "Enhanced"
}

resource "alicloud_snat_entry" "example" {
  snat_table_id     = alicloud_nat_gateway.example.snat_table_ids
  source_vswitch_id = alicloud_vswitch.app.id
  snat_ip           = alicloud_eip_address.nat.ip_address
}
`,
  },
  {
    id: 'alicloud/privatelink-auto-accept',
    title: 'An endpoint service accepts every connection',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever is on the list of a PrivateLink service may connect to it from a VPC of their own. If connections are accepted by themselves, nobody looks at who they are, and each new one reaches the service at once.

Leave it for a service that is open to the accounts of one's own resource directory only.`,
    refs: [registry('privatelink_vpc_endpoint_service')],
    equivalents: [],
    check: {
      on: ['alicloud_privatelink_vpc_endpoint_service'],
      attribute: 'auto_accept_connection',
      must: be(false),
      missing: 'passes',
      so: 'for somebody to look at who connects',
      effect: 'new connections wait until they are accepted',
    },
    bad: `resource "alicloud_privatelink_vpc_endpoint_service" "example" {
  service_description    = "example"
  auto_accept_connection = true
                           ~~~~
}
`,
    good: `resource "alicloud_privatelink_vpc_endpoint_service" "example" {
  service_description    = "example"
  auto_accept_connection = false
}
`,
  },
  {
    id: 'alicloud/security-group-members-connected',
    title: 'The members of a security group reach one another on every port',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `In a basic security group, which is the default, members may connect to each other on any port unless it is switched off. Once one machine is taken over, nothing in the group stops the next step.

Leave it for the nodes of one cluster, which need it.`,
    refs: [help('doc-detail/51170.htm'), registry('security_group')],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: {
      on: ['alicloud_security_group'],
      attribute: 'inner_access_policy',
      must: be('Drop'),
      default: 'Accept',
      when: [
        { attribute: 'inner_access', is: noneOf(false), missing: 'holds' },
        { attribute: 'security_group_type', is: noneOf('enterprise'), missing: 'holds' },
      ],
      so: 'for members to need a rule to connect',
      effect: 'members that rely on it are cut off from one another',
    },
    bad: `resource "alicloud_security_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  security_group_name = "example"
  vpc_id              = alicloud_vpc.main.id
}
`,
    good: `resource "alicloud_security_group" "example" {
  security_group_name = "example"
  vpc_id              = alicloud_vpc.main.id
  inner_access_policy = "Drop"
}
`,
  },
  {
    id: 'alicloud/ssl-vpn-unencrypted',
    title: 'An SSL-VPN server does not encrypt',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `With the cipher \`none\` the tunnel only authenticates: everything that people send through it can be read on the way.

There is no case where leaving it is right.`,
    refs: [registry('ssl_vpn_server')],
    equivalents: [],
    check: {
      on: ['alicloud_ssl_vpn_server'],
      attribute: 'cipher',
      must: preferring('AES-256-CBC', noneOf('none')),
      missing: 'passes',
      so: 'for the tunnel to be encrypted',
      effect: 'clients need the new configuration',
    },
    bad: `resource "alicloud_ssl_vpn_server" "example" {
  vpn_gateway_id = alicloud_vpn_gateway.main.id
  client_ip_pool = "192.168.100.0/24"
  local_subnet   = "10.0.0.0/16"
  cipher         = "none"
                   ~~~~~~
}
`,
    good: `resource "alicloud_ssl_vpn_server" "example" {
  vpn_gateway_id = alicloud_vpn_gateway.main.id
  client_ip_pool = "192.168.100.0/24"
  local_subnet   = "10.0.0.0/16"
  cipher         = "AES-256-CBC"
}
`,
  },
  {
    id: 'alicloud/vpn-weak-methods',
    title: 'A VPN connection uses weak methods',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `DES and 3DES can be broken, MD5 and SHA-1 be forged, and without perfect forward secrecy, or with a small group, whoever records the traffic can read it once the key is known. Both ends of a tunnel have to be changed together. What is not written takes the provider's defaults, which are not looked at.

Leave it while the device at the other end knows nothing better.`,
    refs: [
      help('en/vpn/sub-product-ipsec-vpn/user-guide/create-and-manage-ipsec-vpn-connections-in-single-tunnel-mode'),
      registry('vpn_connection'),
    ],
    equivalents: [],
    check: withoutWeakMethods,
    bad: `resource "alicloud_vpn_connection" "example" {
  vpn_gateway_id      = alicloud_vpn_gateway.main.id
  customer_gateway_id = alicloud_vpn_customer_gateway.office.id
  local_subnet        = ["10.0.0.0/16"]
  remote_subnet       = ["192.168.0.0/24"]

  ike_config {
    ike_enc_alg = "des"
                  ~~~~~
  }
}
`,
    good: `resource "alicloud_vpn_connection" "example" {
  vpn_gateway_id      = alicloud_vpn_gateway.main.id
  customer_gateway_id = alicloud_vpn_customer_gateway.office.id
  local_subnet        = ["10.0.0.0/16"]
  remote_subnet       = ["192.168.0.0/24"]

  ike_config {
    ike_enc_alg = "aes256"
  }
}
`,
  },
];
