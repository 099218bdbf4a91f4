import type { ModuleTree } from '../../terraform/model.ts';
import { type Connections, overlappingNetworks } from '../connected-networks.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';
import { rangesOf } from './vswitch-ranges.ts';

const connections: Connections = {
  network: 'alicloud_vpc',
  peerings: [{ on: 'alicloud_vpc_peer_connection', sides: ['vpc_id', 'accepting_vpc_id'] }],
  attachments: [
    {
      on: 'alicloud_cen_instance_attachment',
      network: 'child_instance_id',
      hub: 'instance_id',
      type: 'alicloud_cen_instance',
    },
    {
      on: 'alicloud_cen_transit_router_vpc_attachment',
      network: 'vpc_id',
      hub: 'transit_router_id',
      type: 'alicloud_cen_transit_router',
    },
  ],
};

function check(tree: ModuleTree, context: Context): Iterable<Report> {
  return overlappingNetworks(connections, (vpc) => rangesOf(vpc, context) ?? [], tree, context);
}

function networks(second: string): string {
  return `resource "alicloud_vpc" "app" {
  cidr_block = "10.0.0.0/16"
}

resource "alicloud_vpc" "data" {
  cidr_block = "${second}"
}

resource "alicloud_vpc_peer_connection" "example" {
  vpc_id              = alicloud_vpc.app.id
  accepting_vpc_id    = alicloud_vpc.data.id
`;
}

export const connectedVpcs: Rule = {
  id: 'alicloud/connected-vpcs-overlap',
  title: 'VPCs that are connected have the same addresses',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `A peer connection, Cloud Enterprise Network or transit router sends packets by their address. An address that two VPCs have is reached in one of them only, or the route is refused. The range of a VPC cannot be changed once something is in it, so this is cheap to mend now and dear later.

Leave it where only ranges that are apart are routed, by a route table of your own.`,
  refs: [
    help('en/virtual-private-cloud/latest/plan-networks'),
    registry('vpc_peer_connection'),
    registry('cen_transit_router_vpc_attachment'),
  ],
  equivalents: [],
  note: 'vpc-alibaba#address-ranges',
  check: {
    on: ['alicloud_vpc_peer_connection', ...connections.attachments.map(({ on }) => on)],
    tree: check,
  },
  bad: `${networks('10.0.0.0/20')}                        ~~~~~~~~~~~~~~~~~~~~
  accepting_region_id = "eu-central-1"
}
`,
  good: `${networks('10.1.0.0/16')}  accepting_region_id = "eu-central-1"
}
`,
};
