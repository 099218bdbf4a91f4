import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { insertResource, offer } from '../fix.ts';
import { labelled } from '../labels.ts';
import { be, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Context, Expectation, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const scalingNote = 'cost-alibaba#9-autoscaling';
const lifecycleNote = 'oss#classes-and-life-cycle';

function bucket(lines: string): string {
  return `resource "alicloud_oss_bucket" "example" {
  bucket = "example"
${lines}}
`;
}

function group(lines: string): string {
  return `resource "alicloud_ess_scaling_group" "example" {
  min_size    = 2
${lines}  vswitch_ids = alicloud_vswitch.app[*].id
}
`;
}

function policy(days: string): string {
  return `resource "alicloud_ecs_auto_snapshot_policy" "example" {
  auto_snapshot_policy_name = "example"
  repeat_weekdays           = ["7"]
  time_points               = ["2"]
  retention_days            = ${days}
}
`;
}

const scalers = [
  ['alicloud_ess_scaling_rule', 'scaling_group_id'],
  ['alicloud_ess_scheduled_task', 'scaling_group_id'],
  ['alicloud_ess_alarm', 'scaling_group_id'],
] as const;

/** Reports a group that may grow and shrink, and that nothing makes do so. */
function* neverScaled(group: Resource, context: Context): Iterable<Report> {
  const [least, most] = [group.get('min_size'), group.get('max_size')];
  const [low, high] = [least && textOf(least), most && textOf(most)];
  if (low === undefined || high === undefined || Number(low) >= Number(high)) return;
  for (const [type, by] of scalers) {
    const { resources, unsure } = context.referring(group, type, by);
    if (resources.length + unsure.length > 0) return;
  }
  yield {
    at: group,
    message: `The group may have ${low} to ${high} machines, and nothing changes their number. Add an alicloud_ess_scaling_rule or alicloud_ess_scheduled_task.`,
    fixes: offer(
      insertResource(group, {
        type: 'alicloud_ess_scaling_rule',
        by: 'scaling_group_id',
        lines: [
          'scaling_rule_type = "TargetTrackingScalingRule"',
          'metric_name       = "CpuUtilization"',
          'target_value      = 60',
        ],
      }),
      { title: 'Add an alicloud_ess_scaling_rule', effect: 'the group follows the use of its processors' },
    ),
  };
}

/** Reports copies of objects into another region than the one that a provider is set to. */
function* replicatedAbroad(replication: Resource, { tree }: Context): Iterable<Report> {
  const here = tree.root
    .sections('provider')
    .filter(({ type }) => type === 'alicloud')
    .flatMap((provider) => {
      const region = provider.get('region');
      return (region && textOf(region)) ?? [];
    });
  for (const destination of replication.blocks('destination')) {
    const location = destination.get('location');
    if (location?.kind !== 'string' || here.includes(location.value.replace(/^oss-/, ''))) continue;
    yield {
      at: location,
      message: `Every object is sent to ${location.value}: the traffic between regions and a second copy are charged. Copy what must outlive a region only, by prefix_set.`,
    };
  }
}

function instance(lines: string): string {
  return `resource "alicloud_instance" "example" {
  image_id        = "ubuntu_24_04_x64"
  vswitch_id      = alicloud_vswitch.app.id
  security_groups = [alicloud_security_group.app.id]
${lines}}
`;
}

export const levers: readonly Rule[] = [
  {
    id: 'alicloud/cross-region-copies',
    title: 'Data is copied to another region',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Traffic inside a region is free, between zones too; between regions each gigabyte is charged, and the copy is stored at full price. For data that changes a lot this commonly doubles its cost (November 2026).

Leave it for what must outlive a region.`,
    refs: [
      help('en/oss/developer-reference/put-bucket-replication'),
      registry('oss_bucket_replication'),
      registry('ecs_auto_snapshot_policy'),
    ],
    equivalents: [],
    note: 'cost-alibaba#10-zones-and-regions',
    check: [
      { on: ['alicloud_oss_bucket_replication'], resource: replicatedAbroad },
      {
        on: ['alicloud_ecs_auto_snapshot_policy'],
        attribute: 'enable_cross_region_copy',
        must: preferring(false, { ...noneOf(true), text: 'false' }),
        missing: 'passes',
        so: 'unless the snapshots must outlive a region',
        effect: 'new snapshots are not copied',
      },
    ],
    bad: `resource "alicloud_oss_bucket_replication" "example" {
  bucket = "example"

  destination {
    bucket   = "example-copy"
    location = "oss-ap-southeast-1"
               ~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: policy('30'),
  },
  {
    id: 'alicloud/oss-without-lifecycle',
    title: 'Objects stay in a bucket for ever, at its first price',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `What is read less than once a month costs about a third less in class IA, and a small part of it in an archive (November 2026); what nobody needs costs nothing once it is deleted. Life cycle rules do both.

Leave it for data that is read daily and kept for good.`,
    refs: [help('doc-detail/31904.htm'), registry('oss_bucket')],
    equivalents: [],
    note: lifecycleNote,
    check: {
      on: ['alicloud_oss_bucket'],
      attribute: 'lifecycle_rule',
      must: someBlock({ text: 'one that moves or deletes what is old' }),
      when: [
        { attribute: 'storage_class', is: be('Standard'), default: 'Standard' },
        { attribute: 'versioning.status', is: noneOf('Enabled'), missing: 'holds' },
      ],
      so: 'so that it costs less',
    },
    bad: bucket('').replace('{\n', `{\n${'~'.repeat(40)}\n`),
    good: bucket(`
  lifecycle_rule {
    enabled = true

    transitions {
      days          = 30
      storage_class = "IA"
    }
  }
`),
  },
  {
    id: 'alicloud/scaling-group-without-rule',
    title: 'Nothing makes a scaling group scale',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A group grows and shrinks when a rule, an alarm or a task says so. Without one it stays at its least size, or at what somebody set by hand.

Leave it where Container Service for Kubernetes scales the group, or rules are made in another configuration.`,
    refs: [help('doc-detail/119069.htm'), registry('ess_scaling_rule')],
    equivalents: [],
    note: scalingNote,
    check: { on: ['alicloud_ess_scaling_group'], resource: neverScaled },
    bad: group('  max_size    = 8\n').replace('{\n', `{\n${'~'.repeat(47)}\n`),
    good: `${group('  max_size    = 8\n')}
resource "alicloud_ess_scaling_rule" "example" {
  scaling_group_id  = alicloud_ess_scaling_group.example.id
  scaling_rule_type = "TargetTrackingScalingRule"
  metric_name       = "CpuUtilization"
  target_value      = 60
}
`,
  },
  {
    id: 'alicloud/spot-single-machine',
    title: 'A single machine is a spot instance',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A spot instance costs down to a tenth (November 2026) and is taken away at five minutes' notice, when the market price rises or stock runs out. A machine that stands alone is then gone, and nothing makes a new one. A scaling group does, and takes several types.

Leave it for tests and for work that starts again by itself.`,
    refs: [help('en/ecs/user-guide/what-is-a-spot-instance'), registry('instance'), registry('ess_scaling_group')],
    equivalents: [],
    note: 'cost-alibaba#8-spot-instances',
    check: {
      on: ['alicloud_instance'],
      attribute: 'spot_strategy',
      must: preferring('NoSpot', {
        ...noneOf('SpotAsPriceGo', 'SpotWithPriceLimit'),
        text: '"NoSpot", or part of a scaling group',
      }),
      effect: 'Terraform replaces the machine, which costs its full price then',
      missing: 'passes',
      so: 'for something to replace it when it is taken away',
    },
    bad: instance(
      '  instance_type   = "ecs.g8i.large"\n  spot_strategy   = "SpotAsPriceGo"\n                    ~~~~~~~~~~~~~~~\n',
    ),
    good: instance('  instance_type   = "ecs.g8i.large"\n  spot_strategy   = "NoSpot"\n'),
  },
  {
    id: 'alicloud/spot-without-replacement',
    title: 'Spot instances that are taken away are not replaced in time',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A spot instance is taken away at five minutes' notice. With \`spot_instance_remedy\` a new one is made before that; without it the group is short of machines until the next check. The saving is up to nine tenths either way (November 2026).

Leave it for batch work that waits.`,
    refs: [
      help('en/ecs/user-guide/what-is-a-spot-instance'),
      registry('ess_scaling_group'),
      registry('cs_kubernetes_node_pool'),
    ],
    equivalents: [],
    note: 'cost-alibaba#8-spot-instances',
    check: [
      {
        on: ['alicloud_ess_scaling_group'],
        attribute: 'spot_instance_remedy',
        must: be(true),
        when: [
          { attribute: 'multi_az_policy', is: oneOf('COST_OPTIMIZED') },
          { attribute: 'spot_instance_pools', is: isSet() },
        ],
        so: 'so that a new one is made in time',
        effect: 'machines may be started before others end',
      },
      {
        on: ['alicloud_cs_kubernetes_node_pool'],
        attribute: 'spot_instance_remedy',
        must: be(true),
        when: [{ attribute: 'spot_strategy', is: oneOf('SpotAsPriceGo', 'SpotWithPriceLimit') }],
        so: 'so that a new one is made in time',
        effect: 'machines may be started before others end',
      },
    ],
    bad: `resource "alicloud_cs_kubernetes_node_pool" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id     = alicloud_cs_managed_kubernetes.main.id
  node_pool_name = "example"
  vswitch_ids    = alicloud_vswitch.app[*].id
  instance_types = ["ecs.g8i.large", "ecs.g7.large"]
  spot_strategy  = "SpotAsPriceGo"
}
`,
    good: `resource "alicloud_cs_kubernetes_node_pool" "example" {
  cluster_id           = alicloud_cs_managed_kubernetes.main.id
  node_pool_name       = "example"
  vswitch_ids          = alicloud_vswitch.app[*].id
  instance_types       = ["ecs.g8i.large", "ecs.g7.large"]
  spot_strategy        = "SpotAsPriceGo"
  spot_instance_remedy = true
}
`,
  },
  {
    id: 'alicloud/subscription-in-code',
    title: 'Something is paid for a term, so Terraform cannot release it',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `What is bought for months or years in advance is a third to a half cheaper (November 2026), but cannot be released before its term ends: an apply that replaces it buys a second one, and a destroy fails or leaves it running. Pay as you go with a savings plan costs about the same and binds no single resource.

Leave it where the term was decided on, with \`prevent_destroy\` in the resource.`,
    refs: [help('en/ecs/api-modifyinstancechargetype'), registry('instance')],
    equivalents: [],
    note: 'cost-alibaba#6-reserved-instances',
    check: [
      {
        on: ['alicloud_instance', 'alicloud_cs_kubernetes_node_pool', 'alicloud_kvstore_instance'],
        attribute: ['instance_charge_type', 'payment_type'],
        must: preferring('PostPaid', noneOf('PrePaid')),
      },
      {
        on: ['alicloud_db_instance'],
        attribute: 'instance_charge_type',
        must: preferring('Postpaid', noneOf('Prepaid')),
      },
      {
        on: ['alicloud_eip_address', 'alicloud_ecs_disk', 'alicloud_slb_load_balancer', 'alicloud_nat_gateway'],
        attribute: 'payment_type',
        must: preferring('PayAsYouGo', noneOf('Subscription')),
      },
    ].map(
      (place): Expectation => ({
        ...place,
        missing: 'passes',
        so: 'so that it can be released',
        effect: 'the time that is paid for is refunded in part at most',
      }),
    ),
    bad: instance(
      '  instance_type   = "ecs.g8i.large"\n\n  instance_charge_type = "PrePaid"\n                         ~~~~~~~~~\n',
    ),
    good: instance('  instance_type   = "ecs.g8i.large"\n\n  instance_charge_type = "PostPaid"\n'),
  },
  {
    id: 'alicloud/without-tags',
    title: 'The cost of a resource has no owner',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Cost analysis groups by tag. What has none ends up in a remainder that nobody owns, and what nobody owns nobody lowers. The setting \`requiredLabels\` names the ones that must be there; without it any tag will do.

Leave it where an account belongs to one team, so that the account says it.`,
    refs: [registry('instance'), registry('ecs_disk')],
    equivalents: [],
    note: 'cost-alibaba#what-shows-in-the-code',
    check: labelled({
      on: [
        'alicloud_alb_load_balancer',
        'alicloud_cs_managed_kubernetes',
        'alicloud_db_instance',
        'alicloud_ecs_disk',
        'alicloud_eip_address',
        'alicloud_instance',
        'alicloud_kvstore_instance',
        'alicloud_nat_gateway',
        'alicloud_oss_bucket',
        'alicloud_slb_load_balancer',
      ],
      argument: 'tags',
    }),
    bad: bucket('').replace('{\n', `{\n${'~'.repeat(40)}\n`),
    good: bucket('\n  tags = {\n    owner = "data-platform"\n  }\n'),
  },
];
