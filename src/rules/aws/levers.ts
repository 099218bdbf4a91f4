import { labelled } from '../labels.ts';
import { noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unused } from '../unused.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const note = 'finops-framework#what-code-can-show';

const instance = `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "m7i.large"
}
`;

const volume = `resource "aws_ebs_volume" "example" {
  availability_zone = "eu-west-1a"
  size              = 100
  encrypted         = true
  type              = "gp3"
}
`;

/** An example with its header underlined. */
function marked(example: string): string {
  return example.replace(/^(.*) \{\n/, (line, header: string) => `${line}${'~'.repeat(header.length)}\n`);
}

/** The levers on cost that are no matter of a single service. */
export const levers: readonly Rule[] = [
  {
    id: 'aws/commitment-in-code',
    title: 'Applying this buys a commitment that cannot be undone',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A savings plan or a reservation is paid for one or three years, used or not, and an active one can be neither cancelled nor deleted. It saves about a quarter to two thirds on a steady load (November 2026), so it is worth having, but as a purchase that somebody decides on and not as a part of an apply.

Leave it in a configuration that holds nothing but purchases and is reviewed as such.`,
    refs: [docs('savingsplans/latest/userguide/what-is-savings-plans.html'), registry('savingsplans_savings_plan')],
    equivalents: [],
    note,
    check: unwanted(
      ['aws_elasticache_reserved_cache_node', 'aws_rds_reserved_instance', 'aws_savingsplans_savings_plan'],
      'Applying this commits to pay for the whole term, and nothing takes it back. Buy it where purchases are decided on, and keep it out of ordinary code.',
    ),
    bad: marked(`resource "aws_savingsplans_savings_plan" "example" {
  commitment               = "1.5"
  savings_plan_offering_id = "2f8a9d3c-0000-0000-0000-000000000000"
}
`),
    good: instance,
  },
  {
    id: 'aws/instance-kept-stopped',
    title: 'An instance is kept stopped, and its disks and addresses are paid for',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A stopped instance costs no compute, but its volumes and elastic addresses are charged as before. What is not needed for weeks is kept cheaper as an image; what is needed by day only is started and stopped by a schedule.

Leave it for an instance that must be ready within a minute in an emergency.`,
    refs: [docs('AWSEC2/latest/UserGuide/Stop_Start.html'), registry('ec2_instance_state')],
    equivalents: [],
    note,
    check: {
      on: ['aws_ec2_instance_state'],
      attribute: 'state',
      must: preferring('running', { ...noneOf('stopped'), text: '"running", or the instance replaced by an image' }),
      effect: 'the instance is started, and charged',
      missing: 'passes',
    },
    bad: `resource "aws_ec2_instance_state" "example" {
  instance_id = aws_instance.app.id
  state       = "stopped"
                ~~~~~~~~~
}
`,
    good: `resource "aws_ec2_instance_state" "example" {
  instance_id = aws_instance.app.id
  state       = "running"
}
`,
  },
  {
    id: 'aws/volume-unattached',
    title: 'A volume is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A volume is charged for its size, used or not. One that nothing in the module names is usually left over: a snapshot keeps its content for about two thirds of the price, in the archive for a sixth (November 2026). A volume that an output hands on counts as used.

Leave it where another configuration attaches it.`,
    refs: [
      docs('ebs/latest/userguide/ebs-attaching-volume.html'),
      registry('ebs_volume'),
      registry('volume_attachment'),
    ],
    equivalents: [],
    note,
    check: unused({ on: ['aws_ebs_volume'], what: 'volume', use: 'Attach it', handed: /volume/ }),
    bad: marked(volume),
    good: `${volume}
resource "aws_volume_attachment" "example" {
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.example.id
  instance_id = aws_instance.app.id
}
`,
  },
  {
    id: 'aws/without-tags',
    title: 'The cost of a resource has no owner',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Cost Explorer groups by tag, once a tag is activated for that. What has none ends up in a remainder that nobody owns, and what nobody owns nobody lowers. The setting \`requiredLabels\` names the ones that must be there; without it any tag will do. \`default_tags\` of the provider count.

Leave it where an account belongs to one team, so that the account says it.`,
    refs: [docs('awsaccountbilling/latest/aboutv2/cost-alloc-tags.html'), registry('instance')],
    equivalents: [],
    note: 'finops-framework#practice',
    check: labelled({
      on: [
        'aws_db_instance',
        'aws_dynamodb_table',
        'aws_ebs_volume',
        'aws_ecs_service',
        'aws_eks_cluster',
        'aws_instance',
        'aws_lambda_function',
        'aws_lb',
        'aws_nat_gateway',
        'aws_rds_cluster',
        'aws_s3_bucket',
      ],
      argument: 'tags',
      defaults: { provider: 'aws', path: ['default_tags', 'tags'] },
    }),
    bad: marked(instance),
    good: instance.replace('}\n', '\n  tags = {\n    owner = "data-platform"\n  }\n}\n'),
  },
];
