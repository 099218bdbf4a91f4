import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { mayBeHandedIn, mentionedIn } from '../mentions.ts';
import { be } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { unused } from '../unused.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

/** The routes that a resource is or holds. */
function routesOf(resource: Resource): readonly Section[] {
  return resource.type === 'aws_route' ? [resource] : resource.blocks('route');
}

const everywhere = new Set(['0.0.0.0/0', '::/0']);

const destinations = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'cidr_block',
  'ipv6_cidr_block',
] as const;

/** Reports each route for all addresses that leads to one of the targets. */
function defaultRouteTo(targets: readonly string[], message: string) {
  return function* (resource: Resource): Iterable<Report> {
    for (const route of routesOf(resource)) {
      const leads = targets.some((target) => {
        const value = route.get(target);
        return value !== undefined && textOf(value) !== '';
      });
      const destination = destinations
        .map((name) => route.get(name))
        .find((value) => value?.kind === 'string' && everywhere.has(value.value));
      if (leads && destination) yield { at: destination, message };
    }
  };
}

/** Types that say what passes a security group, or are a group that names another one: they do not put it to use. */
const rulesOfGroups = new Set([
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
]);

function* unusedGroup(group: Resource): Iterable<Report> {
  if (mentionedIn(group).some((owner) => !rulesOfGroups.has(owner))) return;
  if (mayBeHandedIn(group, /security_groups?|sg/)) return;
  yield {
    at: group,
    message: `Nothing in this module uses the security group "${group.name}". Attach it, or remove it.`,
  };
}

const routing = [docs('vpc/latest/userguide/VPC_Route_Tables.html'), registry('route'), registry('route_table')];

export const vpc: readonly Rule[] = [
  {
    id: 'aws/address-unused',
    title: 'An elastic IP address is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Each public IPv4 address is charged by the hour, used or not: some dollars a month apiece (since February 2024). One that nothing in the module names is usually left over. An address that an output hands on counts as used.

Leave it where the address is kept because others have it in an allow list.`,
    refs: [docs('vpc/latest/userguide/vpc-eips.html'), registry('eip')],
    equivalents: ['checkov/CKV2_AWS_19'],
    note: 'finops-framework#what-code-can-show',
    check: unused({
      on: ['aws_eip'],
      what: 'address',
      use: 'Attach it',
      by: ['instance', 'network_interface', 'associate_with_private_ip'],
      handed: /allocation|public_ip/,
    }),
    bad: `resource "aws_eip" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain = "vpc"
}
`,
    good: `resource "aws_eip" "example" {
  domain = "vpc"
}

resource "aws_nat_gateway" "example" {
  allocation_id = aws_eip.example.id
  subnet_id     = aws_subnet.public.id
}
`,
  },
  {
    id: 'aws/default-route-through-instance',
    title: 'The default route leads through an instance or network interface',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `An instance that passes on the traffic of others is one machine to patch, to size and to lose. A NAT gateway does the same as a managed service.

Leave it for firewall appliances, and for a NAT instance in a small account where the gateway would cost more than all the rest.`,
    refs: [docs('vpc/latest/userguide/vpc-nat-comparison.html'), ...routing],
    equivalents: ['checkov/CKV2_AWS_35'],
    check: {
      on: ['aws_route', 'aws_route_table'],
      resource: defaultRouteTo(
        ['instance_id', 'network_interface_id'],
        'The default route leads through an instance. Use a NAT gateway, which needs no care.',
      ),
    },
    bad: `resource "aws_route" "example" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
                           ~~~~~~~~~~~
  network_interface_id   = aws_instance.nat.primary_network_interface_id
}
`,
    good: `resource "aws_route" "example" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}
`,
  },
  {
    id: 'aws/default-vpc',
    title: 'The default VPC is taken into use',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The VPC that AWS puts into each region has only public subnets, gives every instance a public address, and has the same addresses in every account, so that two of them cannot be connected. The resource does not make it but takes it over.

Leave it where the resource is there to empty or delete it (\`force_destroy\`), or in a sandbox.`,
    refs: [docs('vpc/latest/userguide/default-vpc.html'), registry('default_vpc')],
    equivalents: ['checkov/CKV_AWS_148', 'trivy/AWS-0101'],
    note: 'networks-compared#addresses',
    check: unwanted(
      ['aws_default_vpc', 'aws_default_subnet'],
      'The default VPC has only public subnets and addresses that collide with those of other accounts. Make a VPC of your own.',
      [{ attribute: 'force_destroy', is: be(false), missing: 'holds' }],
    ),
    bad: `resource "aws_default_vpc" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  tags = { Name = "default" }
}
`,
    good: `resource "aws_vpc" "example" {
  cidr_block = "10.20.0.0/16"
}
`,
  },
  {
    id: 'aws/endpoint-service-auto-accept',
    title: 'An endpoint service accepts whoever asks',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without acceptance every principal that the service allows can connect its VPC at once, and nobody looks at who that is.

Leave it where \`allowed_principals\` names your own accounts only, and they connect by themselves.`,
    refs: [docs('vpc/latest/privatelink/configure-endpoint-service.html'), registry('vpc_endpoint_service')],
    equivalents: ['checkov/CKV_AWS_123'],
    check: {
      on: ['aws_vpc_endpoint_service'],
      attribute: 'acceptance_required',
      must: be(true),
      so: 'for someone to decide who connects',
      effect: 'new connections wait until they are accepted',
    },
    bad: `resource "aws_vpc_endpoint_service" "example" {
  acceptance_required        = false
                               ~~~~~
  network_load_balancer_arns = [aws_lb.service.arn]
}
`,
    good: `resource "aws_vpc_endpoint_service" "example" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.service.arn]
}
`,
  },
  {
    id: 'aws/peering-default-route',
    title: 'All traffic is routed into a peered VPC',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A peering connection carries traffic between two VPCs only, not on to the internet. A route for every address sends everything that has no route of its own to the other side, where it is lost or seen by others.

Leave it for no longer than a test takes.`,
    refs: [docs('vpc/latest/peering/vpc-peering-routing.html'), ...routing],
    equivalents: ['checkov/CKV2_AWS_44'],
    check: {
      on: ['aws_route', 'aws_route_table'],
      resource: defaultRouteTo(
        ['vpc_peering_connection_id'],
        'Every address is routed into the peered VPC. Name the address block of that VPC.',
      ),
    },
    bad: `resource "aws_route" "example" {
  route_table_id            = aws_route_table.private.id
  destination_cidr_block    = "0.0.0.0/0"
                              ~~~~~~~~~~~
  vpc_peering_connection_id = aws_vpc_peering_connection.shared.id
}
`,
    good: `resource "aws_route" "example" {
  route_table_id            = aws_route_table.private.id
  destination_cidr_block    = "10.30.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.shared.id
}
`,
  },
  {
    id: 'aws/security-group-unused',
    title: 'A security group is attached to nothing',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Groups that nothing uses are kept "just in case", and are at hand with all their openings when somebody needs one in a hurry. A group that an output, a local value or a module hands on counts as used.

Leave it where another configuration finds the group by its name or tags.`,
    refs: [docs('vpc/latest/userguide/vpc-security-groups.html'), registry('security_group')],
    equivalents: ['checkov/CKV2_AWS_5'],
    check: { on: ['aws_security_group'], resource: unusedGroup },
    bad: `resource "aws_security_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  description = "Web servers"
  vpc_id      = aws_vpc.main.id
}
`,
    good: `resource "aws_security_group" "example" {
  description = "Web servers"
  vpc_id      = aws_vpc.main.id
}

resource "aws_lb" "example" {
  security_groups = [aws_security_group.example.id]
  subnets         = aws_subnet.public[*].id
}
`,
  },
  {
    id: 'aws/subnet-public-address',
    title: 'A subnet gives every instance a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever starts an instance there has it on the internet without asking for it, one security group away from everyone, and pays for the address. Load balancers and NAT gateways get their addresses without this.

Leave it for a subnet of instances that are all meant to be public, such as bastions.`,
    refs: [docs('vpc/latest/userguide/subnet-public-ip.html'), registry('subnet')],
    equivalents: ['checkov/CKV_AWS_130', 'trivy/AWS-0164'],
    check: {
      on: ['aws_subnet', 'aws_default_subnet'],
      attribute: 'map_public_ip_on_launch',
      must: be(false),
      missing: 'passes',
      so: 'so that an instance is public only where it says so',
      effect: 'instances that rely on it get no public address when they are next started anew',
    },
    bad: `resource "aws_subnet" "example" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.20.0.0/24"
  map_public_ip_on_launch = true
                            ~~~~
}
`,
    good: `resource "aws_subnet" "example" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.20.0.0/24"
  map_public_ip_on_launch = false
}
`,
  },
  {
    id: 'aws/transit-gateway-auto-accept',
    title: 'A transit gateway accepts attachments of other accounts by itself',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Any account that the gateway is shared with can attach a VPC and is routed at once, whoever made the VPC and whatever its addresses are.

Leave it where the gateway is shared inside one organisation, and attachments are made by automation.`,
    refs: [docs('vpc/latest/tgw/tgw-transit-gateways.html'), registry('ec2_transit_gateway')],
    equivalents: ['checkov/CKV_AWS_331'],
    check: {
      on: ['aws_ec2_transit_gateway'],
      attribute: 'auto_accept_shared_attachments',
      must: be('disable'),
      default: 'disable',
      so: 'for someone to decide who is connected',
      effect: 'new attachments wait until they are accepted',
    },
    bad: `resource "aws_ec2_transit_gateway" "example" {
  description                    = "Hub"
  auto_accept_shared_attachments = "enable"
                                   ~~~~~~~~
}
`,
    good: `resource "aws_ec2_transit_gateway" "example" {
  description                    = "Hub"
  auto_accept_shared_attachments = "disable"
}
`,
  },
  {
    id: 'aws/transit-gateway-default-routes',
    title: 'Every network on a transit gateway reaches every other one',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With the default route table each new attachment is routed to all others, production to development included. Without it, route tables of your own say who reaches whom.

Leave it in a small network, where all belong together.`,
    refs: [docs('vpc/latest/tgw/tgw-route-tables.html'), registry('ec2_transit_gateway')],
    equivalents: [],
    check: ['association', 'propagation'].map((what) => ({
      on: ['aws_ec2_transit_gateway'],
      attribute: `default_route_table_${what}`,
      must: be('disable'),
      default: 'enable',
      so: 'for route tables of your own to say who reaches whom',
      effect: 'new attachments have no routes until they are given some',
    })),
    bad: `resource "aws_ec2_transit_gateway" "example" {
  description                     = "Hub"
  default_route_table_association = "disable"
  default_route_table_propagation = "enable"
                                    ~~~~~~~~
}
`,
    good: `resource "aws_ec2_transit_gateway" "example" {
  description                     = "Hub"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}
`,
  },
  {
    id: 'aws/vpc-without-flow-log',
    title: 'A VPC has no flow log',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without flow logs nobody can say afterwards who talked to whom, which is the first question after an incident and the first help when a connection fails. They are charged by volume; S3 is the cheaper place for them.

Leave it where flow logs are made for each subnet instead, or by the organisation for all accounts.`,
    refs: [docs('vpc/latest/userguide/flow-logs.html'), registry('flow_log')],
    equivalents: ['checkov/CKV2_AWS_11', 'trivy/AWS-0178', 'cis-aws/3.7'],
    note: 'networks-compared#flow-logs',
    check: {
      on: ['aws_vpc'],
      needs: [{ on: ['aws_flow_log'], by: 'vpc_id' }],
      text: 'an aws_flow_log whose vpc_id is that of the VPC',
      so: 'to see who talked to whom',
    },
    bad: `resource "aws_vpc" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cidr_block = "10.20.0.0/16"
}
`,
    good: `resource "aws_vpc" "example" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_flow_log" "example" {
  vpc_id               = aws_vpc.example.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flow_logs.arn
}
`,
  },
];
