import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { overlap } from '../cidr.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';
import { rangesOf } from './vswitch-ranges.ts';

/** How VPCs are connected: resource types with the argument that names the VPC and the one that names what connects them. */
const attachments = [
  {
    on: 'alicloud_cen_instance_attachment',
    vpc: 'child_instance_id',
    hub: 'instance_id',
    type: 'alicloud_cen_instance',
  },
  {
    on: 'alicloud_cen_transit_router_vpc_attachment',
    vpc: 'vpc_id',
    hub: 'transit_router_id',
    type: 'alicloud_cen_transit_router',
  },
] as const;

/** A VPC that is connected to others, and the value that says so. */
interface Member {
  readonly vpc: Resource;
  readonly value: Value;
  readonly by: Resource;
}

function member(value: Value | undefined, by: Resource, context: Context): readonly Member[] {
  const vpc = context.find(value, 'alicloud_vpc');
  return vpc && value ? [{ vpc, value, by }] : [];
}

/** The VPCs that each peer connection, or each hub, connects. */
function* connected(tree: ModuleTree, context: Context): Iterable<readonly Member[]> {
  for (const peer of tree.resources('alicloud_vpc_peer_connection'))
    yield ['vpc_id', 'accepting_vpc_id'].flatMap((name) => member(peer.get(name), peer, context));
  for (const { on, vpc, hub, type } of attachments) {
    const hubs = new Map<string, Member[]>();
    for (const attachment of tree.resources(on)) {
      const key = context.identity(attachment.get(hub), type);
      if (key === undefined) continue;
      hubs.set(key, [...(hubs.get(key) ?? []), ...member(attachment.get(vpc), attachment, context)]);
    }
    yield* hubs.values();
  }
}

function* check(tree: ModuleTree, context: Context): Iterable<Report> {
  for (const members of connected(tree, context)) {
    for (const [i, { vpc, value, by }] of members.entries()) {
      const other = members.slice(0, i).find((one) => one.vpc !== vpc && shareAddresses(one.vpc, vpc, context));
      if (!other) continue;
      yield {
        at: value,
        resource: by,
        message: `The addresses of ${vpc.address} overlap those of ${other.vpc.address}, to which it is connected here, so traffic for them finds no way. Give one of the two another range.`,
        related: [other.vpc, vpc].map(({ location, address }) => ({
          at: location,
          message: `the ranges of ${address}`,
        })),
      };
    }
  }
}

function shareAddresses(a: Resource, b: Resource, context: Context): boolean {
  const theirs = rangesOf(b, context) ?? [];
  return (rangesOf(a, context) ?? []).some((range) => theirs.some((other) => overlap(range, other)));
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
    on: ['alicloud_vpc_peer_connection', ...attachments.map(({ on }) => on)],
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
