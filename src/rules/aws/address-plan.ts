import type { ModuleTree, Resource } from '../../terraform/model.ts';
import { overlapReports, type Part, partsOf } from '../address-parts.ts';
import { covers, type Range, union } from '../cidr.ts';
import { type Connections, overlappingNetworks } from '../connected-networks.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** The IPv4 blocks of a VPC; undefined where not all of them are known. */
function blocksOf(vpc: Resource, context: Context): readonly Range[] | undefined {
  const more = context.referring(vpc, 'aws_vpc_ipv4_cidr_block_association', 'vpc_id');
  const parts = [vpc, ...more.resources].map((resource) => partsOf(resource, 'cidr_block'));
  if (more.unsure.length > 0 || parts.some((part) => part.length === 0)) return undefined;
  return union(parts.flat().map(({ range }) => range));
}

function* outside(subnet: Resource, context: Context): Iterable<Report> {
  const [part] = partsOf(subnet, 'cidr_block');
  const vpc = context.find(subnet.get('vpc_id'), 'aws_vpc');
  const blocks = part && vpc ? blocksOf(vpc, context) : undefined;
  if (!part || !vpc || !blocks || blocks.some((block) => covers(block, part.range))) return;
  yield {
    at: part.value,
    message: `${part.text} is not within the addresses of ${vpc.address}, so apply fails. Take a block of the VPC.`,
    related: [{ at: vpc.location, message: 'this is the VPC' }],
  };
}

function* overlappingSubnets(tree: ModuleTree, context: Context): Iterable<Report> {
  const byVpc = new Map<string, Part[]>();
  for (const subnet of tree.resources('aws_subnet')) {
    const vpc = context.identity(subnet.get('vpc_id'), 'aws_vpc');
    // Of two subnets that may not be made, one may be there in place of the other.
    if (vpc === undefined || subnet.symbolic) continue;
    byVpc.set(vpc, [...(byVpc.get(vpc) ?? []), ...partsOf(subnet, 'cidr_block')]);
  }
  for (const parts of byVpc.values()) yield* overlapReports(parts, 'Subnets of one VPC');
}

const connections: Connections = {
  network: 'aws_vpc',
  peerings: [{ on: 'aws_vpc_peering_connection', sides: ['vpc_id', 'peer_vpc_id'] }],
  attachments: [
    {
      on: 'aws_ec2_transit_gateway_vpc_attachment',
      network: 'vpc_id',
      hub: 'transit_gateway_id',
      type: 'aws_ec2_transit_gateway',
    },
  ],
};

function overlappingVpcs(tree: ModuleTree, context: Context): Iterable<Report> {
  return overlappingNetworks(connections, (vpc) => blocksOf(vpc, context) ?? [], tree, context);
}

function vpcWith(...subnets: readonly string[]): string {
  const blocks = subnets.map(
    (text, i) => `
resource "aws_subnet" "${i === 0 ? 'app' : 'data'}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = ${text}
}
`,
  );
  return `resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}
${blocks.join('')}`;
}

function peered(second: string, marks = ''): string {
  return `resource "aws_vpc" "app" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_vpc" "data" {
  cidr_block = "${second}"
}

resource "aws_vpc_peering_connection" "example" {
  vpc_id      = aws_vpc.app.id
  peer_vpc_id = aws_vpc.data.id
${marks}  auto_accept = true
}
`;
}

const under = (text: string) => `${text}\n               ${'~'.repeat(text.length)}`;

export const addressPlan: readonly Rule[] = [
  {
    id: 'aws/connected-vpcs-overlap',
    title: 'Two VPCs that are connected have the same addresses',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Where both sides have an address, a VPC keeps it for itself: a peering of such VPCs is refused, and through a transit gateway only one of them is reached. The block of a VPC cannot be changed later.

Leave it where only additional blocks that are apart are routed between the two.`,
    refs: [
      docs('vpc/latest/peering/vpc-peering-basics.html'),
      registry('vpc_peering_connection'),
      registry('ec2_transit_gateway_vpc_attachment'),
    ],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: {
      on: ['aws_vpc_peering_connection', 'aws_ec2_transit_gateway_vpc_attachment'],
      tree: overlappingVpcs,
    },
    bad: peered('10.20.128.0/17', `                ~~~~~~~~~~~~~~~\n`),
    good: peered('10.30.0.0/16'),
  },
  {
    id: 'aws/subnet-outside-vpc',
    title: 'The addresses of a subnet are not within those of its VPC',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `AWS refuses the subnet, which shows only on apply, after other resources have been made. Blocks that an \`aws_vpc_ipv4_cidr_block_association\` adds count.

Leave it only where another configuration adds the block to the VPC first.`,
    refs: [docs('vpc/latest/userguide/subnet-sizing.html'), registry('subnet')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: ['aws_subnet'], resource: outside },
    bad: vpcWith(under('"10.21.0.0/24"')),
    good: vpcWith('"10.20.0.0/24"'),
  },
  {
    id: 'aws/subnet-overlap',
    title: 'Two subnets of one VPC overlap',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `AWS refuses the second one, which shows only on apply, after other resources have been made.

Leave it only where the two are never applied together.`,
    refs: [docs('vpc/latest/userguide/subnet-sizing.html'), registry('subnet')],
    equivalents: [],
    note: 'networks-compared#addresses',
    check: { on: ['aws_subnet'], tree: overlappingSubnets },
    bad: vpcWith('"10.20.0.0/20"', under('"10.20.8.0/24"')),
    good: vpcWith('"10.20.0.0/20"', '"10.20.16.0/24"'),
  },
];
