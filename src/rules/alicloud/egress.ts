import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { publicAddress } from './public-instances.ts';
import { help, registry } from './refs.ts';

/** Resources that may carry traffic out of a VPC, by the argument that names the VPC; a cluster may make its own gateway. */
const ways: Readonly<Record<string, string>> = {
  alicloud_cen_instance_attachment: 'child_instance_id',
  alicloud_cen_transit_router_vpc_attachment: 'vpc_id',
  alicloud_nat_gateway: 'vpc_id',
  alicloud_vpc_ipv4_gateway: 'vpc_id',
  alicloud_vpc_peer_connection: 'vpc_id',
  alicloud_vpn_gateway: 'vpc_id',
};

const clusters = ['alicloud_cs_kubernetes', 'alicloud_cs_managed_kubernetes', 'alicloud_cs_serverless_kubernetes'];

/** Whether something may carry traffic out of a VPC. */
function hasWay(vpc: Resource, context: Context): boolean {
  if (clusters.some((type) => context.tree.resources(type).length > 0)) return true;
  return Object.entries(ways).some(([type, by]) => {
    const { resources, unsure } = context.referring(vpc, type, by);
    return resources.length + unsure.length > 0;
  });
}

/** Reports VPCs of this configuration in which machines have no address of their own and no way out. */
function* check(tree: ModuleTree, context: Context): Iterable<Report> {
  const inside = new Map<Resource, Resource[]>();
  for (const instance of tree.resources('alicloud_instance')) {
    const vswitch = context.find(instance.get('vswitch_id'), 'alicloud_vswitch');
    const vpc = vswitch && context.find(vswitch.get('vpc_id'), 'alicloud_vpc');
    if (vpc && !publicAddress(instance, context)) inside.set(vpc, [...(inside.get(vpc) ?? []), instance]);
  }
  for (const [vpc, machines] of inside) {
    const [first] = machines;
    if (!first || hasWay(vpc, context)) continue;
    yield {
      at: vpc,
      resource: vpc,
      message: `Nothing carries traffic out of the VPC, so that ${first.address} gets no updates and reaches no service on the internet. Add a NAT gateway with an SNAT entry if it should.`,
      related: machines.map(({ location }) => ({ at: location, message: 'has no public address' })),
    };
  }
}

const rest = `
  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}

resource "alicloud_vswitch" "app" {
  vpc_id     = alicloud_vpc.main.id
  zone_id    = "eu-central-1a"
  cidr_block = "10.0.1.0/24"
}

resource "alicloud_instance" "app" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`;

export const egress: Rule = {
  id: 'alicloud/vpc-without-way-out',
  title: 'Private machines have no way out of their VPC',
  severity: 'info',
  pillar: 'network',
  recommended: false,
  why: `A machine without a public address reaches Alibaba Cloud's own services inside the region, but neither package sources nor anybody's API on the internet, unless a NAT gateway, an IPv4 gateway or a connection to another network carries its traffic. It is noticed when the first start script hangs.

Leave it where the machines are meant to be cut off.`,
  refs: [help('en/virtual-private-cloud/latest/plan-networks'), registry('nat_gateway'), registry('snat_entry')],
  equivalents: [],
  note: 'vpc-alibaba#public-and-private',
  check: { on: ['alicloud_instance'], tree: check },
  bad: `resource "alicloud_vpc" "main" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~${rest}`,
  good: `resource "alicloud_vpc" "main" {${rest}
resource "alicloud_nat_gateway" "main" {
  vpc_id     = alicloud_vpc.main.id
  vswitch_id = alicloud_vswitch.app.id
  nat_type   = "Enhanced"
}
`,
};
