import { earlierFamilies } from '../facts/alibaba-machines.ts';
import { fixedSize } from '../fixed-size.ts';
import { be, matchesNot, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { unused } from '../unused.ts';
import { help, registry } from './refs.ts';

const instance = registry('instance');
const bucket = registry('oss_bucket');
const machines = ['alicloud_ecs_launch_template', 'alicloud_ess_scaling_configuration', 'alicloud_instance'];
const olderDisks = ['cloud', 'cloud_efficiency', 'cloud_ssd'] as const;

export const cost: readonly Rule[] = [
  {
    id: 'alicloud/disk-earlier-category',
    title: 'A disk is of an earlier category',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `ESSDs of the levels PL0 and Entry, and ESSD AutoPL, do the same work for about the same price or less, with several times the operations (2026); efficiency disks and standard SSDs are the categories before them. A category is changed in place, for some only in one direction.

Leave it for a region or machine family that has no ESSDs.`,
    refs: [registry('ecs_disk'), instance],
    equivalents: [],
    note: 'cost-alibaba#2-oversized-instances-and-disks',
    check: [
      {
        on: ['alicloud_disk', 'alicloud_ecs_disk'],
        attribute: 'category',
        must: preferring('cloud_essd', noneOf(...olderDisks)),
        missing: 'passes',
        so: 'since later categories do more for the price',
        effect: 'the category of the disk is changed',
      },
      {
        on: ['alicloud_cs_kubernetes_node_pool', 'alicloud_ess_scaling_configuration', 'alicloud_instance'],
        attribute: 'system_disk_category',
        must: preferring('cloud_essd', noneOf(...olderDisks)),
        missing: 'passes',
        so: 'since later categories do more for the price',
        effect: 'the category of the disk is changed',
      },
    ],
    bad: `resource "alicloud_ecs_disk" "example" {
  zone_id   = "eu-central-1a"
  category  = "cloud_efficiency"
              ~~~~~~~~~~~~~~~~~~
  size      = 40
  encrypted = true
}
`,
    good: `resource "alicloud_ecs_disk" "example" {
  zone_id   = "eu-central-1a"
  category  = "cloud_essd"
  size      = 40
  encrypted = true
}
`,
  },
  {
    id: 'alicloud/disk-top-performance-level',
    title: 'A disk is of one of the top performance levels',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `PL2 and PL3 cost about two and four times as much a gigabyte as PL1 (2026), and show an effect only on large disks of large machines. ESSD AutoPL takes a baseline and bursts.

Leave it for a database that was measured to need it.`,
    refs: [registry('ecs_disk')],
    equivalents: [],
    note: 'cost-alibaba#2-oversized-instances-and-disks',
    check: [
      {
        on: ['alicloud_disk', 'alicloud_ecs_disk'],
        attribute: 'performance_level',
        must: preferring('PL1', noneOf('PL2', 'PL3')),
        missing: 'passes',
        so: 'unless it was measured to need more',
        effect: 'the disk gets fewer operations',
      },
      {
        on: ['alicloud_cs_kubernetes_node_pool', 'alicloud_ess_scaling_configuration', 'alicloud_instance'],
        attribute: 'system_disk_performance_level',
        must: preferring('PL1', noneOf('PL2', 'PL3')),
        missing: 'passes',
        so: 'unless it was measured to need more',
        effect: 'the disk gets fewer operations',
      },
    ],
    bad: `resource "alicloud_ecs_disk" "example" {
  zone_id           = "eu-central-1a"
  category          = "cloud_essd"
  performance_level = "PL3"
                      ~~~~~
  size              = 2000
  encrypted         = true
}
`,
    good: `resource "alicloud_ecs_disk" "example" {
  zone_id           = "eu-central-1a"
  category          = "cloud_essd"
  performance_level = "PL1"
  size              = 2000
  encrypted         = true
}
`,
  },
  {
    id: 'alicloud/disk-unattached',
    title: 'A disk is attached to nothing',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A disk is billed by its size from the moment it is made, whether a machine uses it or not. Those that are left over when machines go are the commonest waste of all.

Leave it where another configuration attaches it.`,
    refs: [registry('ecs_disk'), registry('ecs_disk_attachment')],
    equivalents: [],
    note: 'cost-alibaba#4-low-use-disks',
    check: unused({
      on: ['alicloud_disk', 'alicloud_ecs_disk'],
      what: 'disk',
      use: 'Attach it',
      by: ['instance_id'],
      handed: /disk/,
    }),
    bad: `resource "alicloud_ecs_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  zone_id   = "eu-central-1a"
  category  = "cloud_essd"
  size      = 40
  encrypted = true
}
`,
    good: `resource "alicloud_ecs_disk" "example" {
  zone_id   = "eu-central-1a"
  category  = "cloud_essd"
  size      = 40
  encrypted = true
}

resource "alicloud_ecs_disk_attachment" "example" {
  disk_id     = alicloud_ecs_disk.example.id
  instance_id = alicloud_instance.app.id
}
`,
  },
  {
    id: 'alicloud/eip-unattached',
    title: 'An elastic address is bound to nothing',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `An elastic IP address is billed by the hour while it is bound to nothing, and its bandwidth too where it is paid by bandwidth. Addresses are kept "for later" and forgotten.

Leave it where another configuration binds it, or partners have it in their firewalls.`,
    refs: [registry('eip_address'), registry('eip_association')],
    equivalents: [],
    note: 'cost-alibaba#1-unused-instances',
    check: unused({
      on: ['alicloud_eip', 'alicloud_eip_address'],
      what: 'address',
      use: 'Bind it',
      handed: /allocation|snat_ip|external_ip/,
    }),
    bad: `resource "alicloud_eip_address" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  address_name = "example"
}
`,
    good: `resource "alicloud_eip_address" "example" {
  address_name = "example"
}

resource "alicloud_eip_association" "example" {
  allocation_id = alicloud_eip_address.example.id
  instance_id   = alicloud_nat_gateway.main.id
}
`,
  },
  {
    id: 'alicloud/instance-earlier-family',
    title: 'A machine is of an earlier family',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Each generation of ECS does more for the price; the first ones are phased out, so that a machine that was stopped may find no stock to start again. A type is changed by a stop and a start.

Leave it for software that is bound to the processor, until it is moved.`,
    refs: [instance, registry('ecs_launch_template')],
    equivalents: [],
    note: 'cost-alibaba#2-oversized-instances-and-disks',
    check: {
      on: machines,
      attribute: 'instance_type',
      must: matchesNot(new RegExp(`^ecs\\.(?:${earlierFamilies.join('|')})\\.`), 'of a later family'),
      missing: 'passes',
      so: 'such as g8i, c8i or r8i',
    },
    bad: `resource "alicloud_instance" "example" {
  instance_type = "ecs.sn2ne.large"
                  ~~~~~~~~~~~~~~~~~
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g8i.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
  },
  {
    id: 'alicloud/instance-stopped-but-charged',
    title: 'A machine is stopped and billed as if it ran',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A pay-as-you-go machine that is stopped in standard mode is billed for everything. In economical mode the processor, the memory, the public address and the licence of the image are not, which is most of it; disks still are. The machine gets another public address at its next start, and may find no stock.

Leave it for a machine that must be able to start at any moment, and for one that is paid in advance.`,
    refs: [help('en/elastic-compute-service/latest/economical-mode'), instance],
    equivalents: [],
    note: 'cost-alibaba#1-unused-instances',
    check: {
      on: ['alicloud_instance'],
      attribute: 'stopped_mode',
      must: be('StopCharging'),
      default: 'KeepCharging',
      when: [
        { attribute: 'status', is: be('Stopped') },
        { attribute: 'instance_charge_type', is: noneOf('PrePaid'), missing: 'holds' },
      ],
      so: 'for the machine not to be billed while it is stopped',
      effect: 'its public address changes, and it may find no stock to start again',
    },
    bad: `resource "alicloud_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
  status        = "Stopped"
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
  status        = "Stopped"
  stopped_mode  = "StopCharging"
}
`,
  },
  {
    id: 'alicloud/instance-unlimited-credits',
    title: 'A burstable machine may burst without an end',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `In unlimited mode a machine that is busy for hours is billed for what it takes above its baseline, and may cost more than one of a family without credits.

Leave it for a machine that is busy for minutes a day.`,
    refs: [instance],
    equivalents: [],
    note: 'cost-alibaba#2-oversized-instances-and-disks',
    check: {
      on: ['alicloud_ess_scaling_configuration', 'alicloud_instance'],
      attribute: 'credit_specification',
      must: preferring('Standard', noneOf('Unlimited')),
      missing: 'passes',
      so: 'for its price to have an end',
      effect: 'the machine gets slow once its credits are used',
    },
    bad: `resource "alicloud_instance" "example" {
  instance_type        = "ecs.t6-c1m2.large"
  image_id             = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id           = alicloud_vswitch.app.id
  credit_specification = "Unlimited"
                         ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type        = "ecs.t6-c1m2.large"
  image_id             = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id           = alicloud_vswitch.app.id
  credit_specification = "Standard"
}
`,
  },
  {
    id: 'alicloud/log-store-endless-retention',
    title: 'Logs are kept for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `3650 days stands for ever: the store grows, and each gigabyte of it is billed each month. An end after a year, or a move to the tier for infrequent access, bounds it.

Leave it for audit logs that a law wants kept, in a store of their own.`,
    refs: [help('en/sls/user-guide/manage-a-logstore'), registry('log_store')],
    equivalents: [],
    note: 'cost-alibaba#what-shows-in-the-code',
    check: {
      on: ['alicloud_log_store'],
      attribute: 'retention_period',
      must: preferring(365, noneOf(3650)),
      missing: 'passes',
      so: 'for the store to stop growing',
      effect: 'older entries are deleted',
    },
    bad: `resource "alicloud_log_store" "example" {
  project_name     = alicloud_log_project.main.project_name
  logstore_name    = "example"
  retention_period = 3650
                     ~~~~
}
`,
    good: `resource "alicloud_log_store" "example" {
  project_name     = alicloud_log_project.main.project_name
  logstore_name    = "example"
  retention_period = 365
}
`,
  },
  {
    id: 'alicloud/oss-abandoned-uploads',
    title: 'Nothing removes uploads to a bucket that were never finished',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `The parts of a multipart upload that broke off are billed as storage and shown in no list of objects. A lifecycle rule that ends uploads after a week removes them.

Leave it for a bucket that takes no large files.`,
    refs: [help('doc-detail/31904.htm'), bucket],
    equivalents: [],
    note: 'oss#classes-and-life-cycle',
    check: {
      on: ['alicloud_oss_bucket'],
      attribute: 'lifecycle_rule',
      must: someBlock({
        where: [{ attribute: 'abort_multipart_upload', is: someBlock() }],
        text: 'one with abort_multipart_upload',
        right: ['id      = "abandoned-uploads"', 'enabled = true', '', 'abort_multipart_upload {', '  days = 7', '}'],
        choices: ['"abandoned-uploads"'],
      }),
      so: 'for unfinished uploads to go',
      effect: 'uploads that take longer than a week are broken off',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  lifecycle_rule {
    id      = "abandoned-uploads"
    enabled = true

    abort_multipart_upload {
      days = 7
    }
  }
}
`,
  },
  {
    id: 'alicloud/oss-versions-for-ever',
    title: 'A bucket keeps every version of every object for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `With versioning each overwrite and each deletion leaves a version that is billed as storage. Without a lifecycle rule for versions that are no longer current the bucket only grows.

Leave it where every version has to be kept.`,
    refs: [help('doc-detail/31904.htm'), bucket],
    equivalents: [],
    note: 'oss#classes-and-life-cycle',
    check: {
      on: ['alicloud_oss_bucket'],
      attribute: 'lifecycle_rule',
      must: someBlock({
        where: [{ attribute: 'noncurrent_version_expiration', is: someBlock() }],
        text: 'one with noncurrent_version_expiration',
        right: [
          'id      = "old-versions"',
          'enabled = true',
          '',
          'noncurrent_version_expiration {',
          '  days = 90',
          '}',
        ],
        choices: ['"old-versions"'],
      }),
      when: [{ attribute: 'versioning.status', is: be('Enabled') }],
      so: 'for old versions to go',
      effect: 'versions that are older than 90 days are deleted',
    },
    bad: `resource "alicloud_oss_bucket" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  bucket = "example"

  versioning {
    status = "Enabled"
  }
}
`,
    good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"

  versioning {
    status = "Enabled"
  }

  lifecycle_rule {
    id      = "old-versions"
    enabled = true

    noncurrent_version_expiration {
      days = 90
    }
  }
}
`,
  },
  {
    id: 'alicloud/scaling-group-fixed',
    title: 'A scaling group cannot scale',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `With the same least and greatest size the group only replaces what breaks. At night and at weekends as many machines run as at noon.

Leave it for a group that is there to replace broken machines.`,
    refs: [registry('ess_scaling_group'), registry('ess_scaling_rule')],
    equivalents: [],
    note: 'cost-alibaba#9-autoscaling',
    check: fixedSize({ on: ['alicloud_ess_scaling_group'], least: 'min_size', most: 'max_size' }),
    bad: `resource "alicloud_ess_scaling_group" "example" {
  scaling_group_name = "example"
  min_size           = 4
  max_size           = 4
                       ~
  vswitch_ids        = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
    good: `resource "alicloud_ess_scaling_group" "example" {
  scaling_group_name = "example"
  min_size           = 2
  max_size           = 8
  vswitch_ids        = [alicloud_vswitch.a.id, alicloud_vswitch.b.id]
}
`,
  },
  {
    id: 'alicloud/scaling-rule-only-grows',
    title: 'A scaling rule adds machines and never takes any away',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `With scaling in switched off, each peak leaves its machines behind.

Leave it where another rule or a schedule takes them away.`,
    refs: [registry('ess_scaling_rule')],
    equivalents: [],
    note: 'cost-alibaba#9-autoscaling',
    check: {
      on: ['alicloud_ess_scaling_rule'],
      attribute: 'disable_scale_in',
      must: be(false),
      missing: 'passes',
      so: 'for machines to go when they are no longer needed',
      effect: 'the rule takes machines away when the load falls',
    },
    bad: `resource "alicloud_ess_scaling_rule" "example" {
  scaling_group_id  = alicloud_ess_scaling_group.example.id
  scaling_rule_type = "TargetTrackingScalingRule"
  metric_name       = "CpuUtilization"
  target_value      = 60
  disable_scale_in  = true
                      ~~~~
}
`,
    good: `resource "alicloud_ess_scaling_rule" "example" {
  scaling_group_id  = alicloud_ess_scaling_group.example.id
  scaling_rule_type = "TargetTrackingScalingRule"
  metric_name       = "CpuUtilization"
  target_value      = 60
  disable_scale_in  = false
}
`,
  },
  {
    id: 'alicloud/snapshots-for-ever',
    title: 'Automatic snapshots are kept for ever',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `-1 stands for ever. A snapshot a day of each disk adds up, and each is billed by what changed since the one before.

Leave it where a law wants every snapshot kept.`,
    refs: [registry('ecs_auto_snapshot_policy')],
    equivalents: [],
    note: 'cost-alibaba#4-low-use-disks',
    check: ['retention_days', 'copied_snapshots_retention_days'].map(
      (attribute): Expectation => ({
        on: ['alicloud_ecs_auto_snapshot_policy'],
        attribute,
        must: preferring(30, noneOf(-1)),
        missing: 'passes',
        so: 'for old snapshots to go',
        effect: 'snapshots that are older are deleted',
      }),
    ),
    bad: `resource "alicloud_ecs_auto_snapshot_policy" "example" {
  name            = "example"
  repeat_weekdays = ["1"]
  retention_days  = -1
                    ~~
  time_points     = ["1"]
}
`,
    good: `resource "alicloud_ecs_auto_snapshot_policy" "example" {
  name            = "example"
  repeat_weekdays = ["1"]
  retention_days  = 30
  time_points     = ["1"]
}
`,
  },
];
