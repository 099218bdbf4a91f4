import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { judge } from '../judge.ts';
import { be, isSet, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_autoscaling_group'];
const resource = registry('autoscaling_group');

/** A group with the lines, between its size and its subnets. */
function group(lines: string, launch = ''): string {
  return `resource "aws_autoscaling_group" "example" {
${lines}  min_size            = 2
  max_size            = 6
  vpc_zone_identifier = aws_subnet.app[*].id
${launch}}
`;
}

/** The marks under the header of the example. */
const underHeader = `${'~'.repeat('resource "aws_autoscaling_group" "example"'.length)}\n`;

const template = `
  launch_template {
    id = aws_launch_template.app.id
  }
`;

function* singleZone(resource: Resource): Iterable<Report> {
  for (const name of ['vpc_zone_identifier', 'availability_zones']) {
    const zones = resource.get(name);
    const most = resource.get('max_size');
    if (zones?.kind !== 'list' || zones.items.length !== 1 || Number(most && textOf(most)) < 2) continue;
    yield { at: zones, message: 'All instances of the group are in one zone. Add a subnet in a second one.' };
  }
}

/** Reports an attachment whose group does not ask the load balancer, or whose load balancer has no check to tell from. */
function* attachment(resource: Resource, context: Context): Iterable<Report> {
  const attached = context.find(resource.get('autoscaling_group_name'), 'aws_autoscaling_group');
  const asks = attached && judge(attached, { attribute: 'health_check_type', must: be('ELB'), default: 'EC2' }).holds;
  if (asks === false) {
    yield { at: resource, message: 'The group does not ask the load balancer. Set its health_check_type to "ELB".' };
  }
  const balancer = context.target(resource.get('elb')) ?? context.target(resource.get('lb_target_group_arn'));
  if (balancer && judge(balancer, { attribute: 'health_check', must: someBlock() }).holds === false) {
    yield {
      at: resource,
      message: `Nothing says when "${balancer.name}" takes an instance to be healthy. Add a health_check block to it.`,
    };
  }
}

export const autoscaling: readonly Rule[] = [
  {
    id: 'aws/autoscaling-launch-configuration',
    title: 'An Auto Scaling group starts its instances from a launch configuration',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `Launch configurations get no new features and no new instance types since 2023, cannot be changed or versioned, and new accounts cannot make any. Launch templates do all that they did.

Leave it in an account that is about to be closed.`,
    refs: [docs('autoscaling/ec2/userguide/launch-configurations.html'), resource],
    equivalents: ['checkov/CKV_AWS_315'],
    check: {
      on,
      attribute: ['launch_template', 'mixed_instances_policy'],
      must: someBlock(),
      so: 'since launch configurations are no longer developed',
    },
    bad: group(
      underHeader,
      `
  launch_configuration = aws_launch_configuration.app.name
`,
    ),
    good: group('', template),
  },
  {
    id: 'aws/autoscaling-single-zone',
    title: 'All instances of a group are in one zone',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `When the zone fails, so does all that the group runs, however many instances it has. Traffic between zones is charged (about a cent per gigabyte each way), which is the price of it.

Leave it for work that may wait, and for members that must be close to each other.`,
    refs: [docs('autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html'), resource],
    equivalents: [],
    check: { on, resource: singleZone },
    bad: group('').replace('aws_subnet.app[*].id', `["subnet-0123456789abcdef0"]\n${' '.repeat(24)}${'~'.repeat(28)}`),
    good: group('').replace('aws_subnet.app[*].id', '["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]'),
  },
  {
    id: 'aws/autoscaling-without-load-balancer-check',
    title: 'An Auto Scaling group behind a load balancer does not ask it whether instances are healthy',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `By itself the group only sees whether the machine runs. An instance whose application has stopped answers no user, and yet is never replaced, until the group knows what the load balancer knows.

Leave it where a failing health check would replace instances that only need time, such as a stateful cluster.`,
    refs: [docs('autoscaling/ec2/userguide/health-checks-overview.html'), resource],
    equivalents: ['checkov/CKV2_AWS_15'],
    check: [
      ...['load_balancers', 'target_group_arns'].map((attached) => ({
        on,
        attribute: 'health_check_type',
        must: be('ELB'),
        default: 'EC2',
        when: [{ attribute: attached, is: isSet(), unknown: 'holds' as const }],
        so: 'so that instances that answer nobody are replaced',
        effect: 'instances that fail the check are terminated',
      })),
      { on: ['aws_autoscaling_attachment'], resource: attachment },
    ],
    bad: group(
      underHeader,
      `  target_group_arns   = [aws_lb_target_group.app.arn]
${template}`,
    ),
    good: group(
      '',
      `  target_group_arns   = [aws_lb_target_group.app.arn]
  health_check_type   = "ELB"
${template}`,
    ),
  },
  {
    id: 'aws/autoscaling-without-tags',
    title: 'An Auto Scaling group gives its instances no tags',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Instances that the group starts have only the tags that it passes on, and the provider's default tags do not reach them. Without tags nobody can say whose cost they are.

Leave it where the launch template tags the instances (\`tag_specifications\`).`,
    refs: [docs('autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html'), resource],
    equivalents: ['checkov/CKV_AWS_153'],
    check: {
      on,
      attribute: ['tag', 'tags'],
      must: someBlock(),
      so: 'so that instances can be told apart on the bill',
    },
    bad: group(underHeader, template),
    good: group(
      '',
      `${template}
  tag {
    key                 = "Application"
    value               = "example"
    propagate_at_launch = true
  }
`,
    ),
  },
];
