import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { earlierFamilies } from '../facts/aws-machines.ts';
import { fixedSize } from '../fixed-size.ts';
import { grouped } from '../grouped.ts';
import { atMost, be, matchesNot, noneOf, preferring } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Types of disks, and the later one that does more for no more money. */
const successors = [
  { from: ['gp2', 'standard'], to: 'gp3', effect: '3000 operations a second, unless iops says more' },
  { from: ['io1'], to: 'io2', effect: 'the type is changed while the disk is in use' },
] as const;

/** The NAT gateways of a VPC: those that lie in one of its subnets. */
function gatewaysIn(vpc: Resource, context: Context): readonly Resource[] {
  const byVpc = grouped(context, 'aws_nat_gateway', 'VPC', (gateway) => {
    const subnet = context.find(gateway.get('subnet_id'), 'aws_subnet');
    return context.find((subnet ?? gateway).get('vpc_id'), 'aws_vpc')?.address;
  });
  return byVpc.get(vpc.address) ?? [];
}

/** Reports a VPC with a NAT gateway and, as far as can be seen, without a gateway endpoint for S3. */
function* natWithoutEndpoint(vpc: Resource, context: Context): Iterable<Report> {
  const [gateway] = gatewaysIn(vpc, context);
  if (!gateway) return;
  const { resources, unsure } = context.referring(vpc, 'aws_vpc_endpoint', 'vpc_id');
  const leadsToS3 = (endpoint: Resource) => {
    const service = endpoint.get('service_name');
    if (!service) return false;
    if (service.kind === 'unknown') {
      const last = service.pieces?.at(-1);
      return typeof last !== 'string' || last.endsWith('.s3');
    }
    return (textOf(service) ?? '').endsWith('.s3');
  };
  if (unsure.length > 0 || resources.some(leadsToS3)) return;
  yield {
    at: vpc,
    message: `Traffic to S3 goes through ${gateway.address}, which charges each gigabyte. Add a gateway endpoint for S3, which is free.`,
    related: [{ at: gateway.location, message: 'this gateway charges for the traffic' }],
  };
}

const natBad = `resource "aws_vpc" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.example.id
  cidr_block = "10.20.0.0/24"
}

resource "aws_nat_gateway" "example" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
}
`;

function group(least: number, most: string): string {
  return `resource "aws_autoscaling_group" "example" {
  min_size            = ${least}
  max_size            = ${most}
  vpc_zone_identifier = aws_subnet.app[*].id

  launch_template {
    id = aws_launch_template.app.id
  }
}
`;
}

function spot(strategy: string): string {
  return `resource "aws_autoscaling_group" "example" {
  min_size            = 2
  max_size            = 6
  vpc_zone_identifier = aws_subnet.app[*].id

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 2
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = ${strategy}
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.app.id
      }
    }
  }
}
`;
}

export const computeCost: readonly Rule[] = [
  {
    id: 'aws/autoscaling-fixed-size',
    title: 'An Auto Scaling group cannot scale',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `With the same least and most the group only replaces what fails. A load that is low at night and at weekends needs its machines for about a third of the week's hours.

Leave it for members of a cluster, of which there must be so many.`,
    refs: [docs('autoscaling/ec2/userguide/asg-capacity-limits.html'), registry('autoscaling_group')],
    equivalents: [],
    note: 'finops-framework#what-code-can-show',
    check: fixedSize({ on: ['aws_autoscaling_group'], least: 'min_size', most: 'max_size' }),
    bad: group(4, '4\n                        ~'),
    good: group(2, '4'),
  },
  {
    id: 'aws/ebs-older-type',
    title: 'A disk is of an older type',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `gp3 costs about a fifth less than gp2 for the same size (November 2026), and its speed does not hang on the size; io2 lasts longer than io1 at the same price. The type of a disk in use can be changed without a stop. A disk without a type is of gp2.

Leave it for gp2 disks of more than a terabyte whose speed nobody has measured: set \`iops\` for gp3 first.`,
    refs: [docs('ebs/latest/userguide/general-purpose.html'), registry('ebs_volume')],
    equivalents: [],
    note: 'finops-framework#what-code-can-show',
    check: [
      { on: ['aws_ebs_volume'], attribute: 'type', default: 'gp2' },
      { on: ['aws_instance', 'aws_launch_configuration'], attribute: 'root_block_device.volume_type' },
      { on: ['aws_instance', 'aws_launch_configuration'], attribute: 'ebs_block_device.volume_type' },
      { on: ['aws_launch_template'], attribute: 'block_device_mappings.ebs.volume_type' },
    ].flatMap((row) =>
      successors.map(({ from, to, effect }) => ({
        ...row,
        must: preferring(to, { ...noneOf(...from), text: JSON.stringify(to) }),
        missing: 'passes',
        so: 'to pay less for the same',
        effect,
      })),
    ),
    bad: `resource "aws_ebs_volume" "example" {
  availability_zone = "eu-west-1a"
  size              = 50
  encrypted         = true
  type              = "gp2"
                      ~~~~~
}
`,
    good: `resource "aws_ebs_volume" "example" {
  availability_zone = "eu-west-1a"
  size              = 50
  encrypted         = true
  type              = "gp3"
}
`,
  },
  {
    id: 'aws/eks-extended-support',
    title: 'A cluster goes into paid support by itself when its version is too old',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `By default a cluster whose version leaves standard support stays on it, at six times the fee of the cluster. With \`STANDARD\` AWS updates the control plane at that time instead.

Leave it where an update that comes by itself would break more than it saves.`,
    refs: [docs('eks/latest/userguide/view-upgrade-policy.html'), registry('eks_cluster')],
    equivalents: [],
    note: 'kubernetes-compared#what-it-costs',
    check: {
      on: ['aws_eks_cluster'],
      attribute: 'upgrade_policy.support_type',
      must: be('STANDARD'),
      default: 'EXTENDED',
      so: 'so that nobody pays for an old version unawares',
      effect: 'AWS updates the control plane when standard support ends',
    },
    bad: `resource "aws_eks_cluster" "example" {
  name     = "example"
  role_arn = aws_iam_role.cluster.arn

  upgrade_policy {
    support_type = "EXTENDED"
                   ~~~~~~~~~~
  }

  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}
`,
    good: `resource "aws_eks_cluster" "example" {
  name     = "example"
  role_arn = aws_iam_role.cluster.arn

  upgrade_policy {
    support_type = "STANDARD"
  }

  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}
`,
  },
  {
    id: 'aws/instance-earlier-generation',
    title: 'An instance is of an earlier generation',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A current family does the same for a tenth to a third less, is encrypted between instances, and does not run out. From \`m4\` go to \`m7i\` or, where the programs run on Arm, \`m8g\`.

Leave it for software that is licensed or certified for the old machine.`,
    refs: [docs('ec2/latest/instancetypes/ec2-types.html'), registry('instance')],
    equivalents: [],
    note: 'finops-framework#what-code-can-show',
    check: {
      on: ['aws_instance', 'aws_launch_configuration', 'aws_launch_template'],
      attribute: 'instance_type',
      must: matchesNot(earlierFamilies, 'one of a current family'),
      missing: 'passes',
      so: 'to pay less for the same',
    },
    bad: `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "m4.large"
                  ~~~~~~~~~~
}
`,
    good: `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "m7i.large"
}
`,
  },
  {
    id: 'aws/nat-without-s3-endpoint',
    title: 'Traffic to S3 is charged by a NAT gateway',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A NAT gateway charges each gigabyte (about 0.045 dollars in November 2026), images and backups included. A gateway endpoint takes the traffic to S3 for nothing, and keeps it off the internet.

Leave it where nothing in the VPC uses S3, or another configuration makes the endpoint.`,
    refs: [docs('vpc/latest/privatelink/vpc-endpoints-s3.html'), registry('vpc_endpoint')],
    equivalents: [],
    note: 'networks-compared#what-crosses-a-border-is-billed',
    check: { on: ['aws_vpc'], resource: natWithoutEndpoint },
    bad: natBad,
    good: `${natBad.replace(/~+\n/, '')}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.example.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.private.id]
}
`,
  },
  {
    id: 'aws/spot-lowest-price',
    title: 'Spot instances are taken where they are cheapest, and so are lost most often',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `The cheapest pools are the fullest, and AWS takes instances back from them first. \`price-capacity-optimized\` looks at both, for nearly the same price. Without the argument the group takes \`lowest-price\`.

Leave it for work that may stop at any moment and starts again by itself.`,
    refs: [docs('autoscaling/ec2/userguide/allocation-strategies.html'), registry('autoscaling_group')],
    equivalents: [],
    note: 'finops-framework#what-code-can-show',
    check: {
      on: ['aws_autoscaling_group'],
      within: 'mixed_instances_policy.instances_distribution',
      attribute: 'spot_allocation_strategy',
      must: preferring('price-capacity-optimized', { ...noneOf('lowest-price'), text: '"price-capacity-optimized"' }),
      default: 'lowest-price',
      when: [{ attribute: 'on_demand_percentage_above_base_capacity', is: atMost(99) }],
      so: 'so that fewer instances are taken away',
      effect: 'new spot instances may cost a little more',
    },
    bad: spot('"lowest-price"\n                                                 ~~~~~~~~~~~~~~'),
    good: spot('"price-capacity-optimized"'),
  },
];
