import { be, isAbsent, isSet, someBlock } from '../predicates.ts';
import type { Companion, Condition, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const disk = registry('ecs_disk');
const types = ['alicloud_disk', 'alicloud_ecs_disk'];
const templates = ['alicloud_ecs_launch_template', 'alicloud_launch_template'];
const hasDataDisks: Condition = { attribute: 'data_disks', is: someBlock() };

/** The setting by which new disks of a region are encrypted whatever is said. */
const byDefault: Companion = {
  on: ['alicloud_ecs_disk_encryption_by_default'],
  where: [{ attribute: 'encrypted', is: be(true), missing: 'holds' }],
};

const texts = {
  so: 'for what is on the disk to be encrypted',
  effect: 'Terraform replaces what has the disk',
  unless: [byDefault],
};

export const disks: readonly Rule[] = [
  {
    id: 'alicloud/disk-unencrypted',
    title: 'A disk is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Encryption costs nothing and is not noticed by the machine: the host encrypts with a key from Key Management Service, by default the service's own. What was never encrypted can be read from a snapshot that is shared or copied by mistake, and has to be copied to be encrypted later. A disk made from a snapshot is as the snapshot is. Where \`alicloud_ecs_disk_encryption_by_default\` encrypts new disks of the region, nothing is reported.

Leave it for a disk of a test without data.`,
    refs: [disk, registry('ecs_disk_encryption_by_default')],
    equivalents: ['checkov/CKV_ALI_7', 'checkov/CKV_ALI_8'],
    check: {
      on: types,
      attribute: 'encrypted',
      must: be(true),
      default: false,
      when: [{ attribute: 'snapshot_id', is: isAbsent(), missing: 'holds' }],
      ...texts,
    },
    bad: `resource "alicloud_ecs_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  zone_id  = "eu-central-1a"
  category = "cloud_essd"
  size     = 40
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
    id: 'alicloud/disk-without-own-key',
    title: "A disk is not encrypted with a key of one's own",
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With a key of one's own in Key Management Service, whoever attaches or copies the disk needs the right to use the key as well, each use is recorded, and disabling the key shuts the data away from everybody. The service's key does none of this.

Leave it where nobody manages keys, or rules about the data ask for encryption only.`,
    refs: [disk, help('en/kms/key-management-service/user-guide/configure-key-rotation')],
    equivalents: ['checkov/CKV_ALI_8'],
    check: [
      {
        on: types,
        attribute: 'kms_key_id',
        must: isSet(),
        when: [{ attribute: 'encrypted', is: be(true) }],
        so: 'to a key of your own',
      },
      {
        on: ['alicloud_ess_scaling_configuration', 'alicloud_instance'],
        attribute: 'system_disk_kms_key_id',
        must: isSet(),
        when: [{ attribute: 'system_disk_encrypted', is: be(true) }],
        so: 'to a key of your own',
      },
    ],
    bad: `resource "alicloud_ecs_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  zone_id   = "eu-central-1a"
  category  = "cloud_essd"
  size      = 40
  encrypted = true
}
`,
    good: `resource "alicloud_ecs_disk" "example" {
  zone_id    = "eu-central-1a"
  category   = "cloud_essd"
  size       = 40
  encrypted  = true
  kms_key_id = alicloud_kms_key.example.id
}
`,
  },
  {
    id: 'alicloud/machine-data-disk-unencrypted',
    title: 'The data disks of a machine are not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Disks that an instance, a launch template, a scaling configuration or a node pool makes are encrypted only where it says so, each by itself. It costs nothing and the machine does not notice. Disks made from a snapshot are as the snapshot is. Where \`alicloud_ecs_disk_encryption_by_default\` encrypts new disks of the region, nothing is reported.

Leave it for disks that hold nothing but caches.`,
    refs: [registry('ecs_launch_template'), registry('instance'), registry('ecs_disk_encryption_by_default')],
    equivalents: ['checkov/CKV_ALI_32'],
    check: [
      {
        on: ['alicloud_cs_kubernetes_node_pool', 'alicloud_instance', ...templates],
        attribute: 'data_disks.encrypted',
        must: be(true),
        default: false,
        when: [hasDataDisks],
        ...texts,
      },
      {
        on: ['alicloud_ess_scaling_configuration'],
        attribute: 'data_disk.encrypted',
        must: be(true),
        default: false,
        when: [{ attribute: 'data_disk', is: someBlock() }],
        ...texts,
      },
    ],
    bad: `resource "alicloud_ecs_launch_template" "example" {
  launch_template_name = "example"

  data_disks {
  ~~~~~~~~~~
    category = "cloud_essd"
    size     = 40
  }
}
`,
    good: `resource "alicloud_ecs_launch_template" "example" {
  launch_template_name = "example"

  data_disks {
    category  = "cloud_essd"
    size      = 40
    encrypted = true
  }
}
`,
  },
  {
    id: 'alicloud/machine-system-disk-unencrypted',
    title: 'The system disk of a machine is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The system disk holds the configuration with its passwords, the logs, and what programs write to temporary files. It is encrypted only where the machine says so. It costs nothing; an unencrypted one has to be made anew to change it. Where \`alicloud_ecs_disk_encryption_by_default\` encrypts new disks of the region, nothing is reported.

Leave it for machines that are thrown away after each use and hold no secrets.`,
    refs: [registry('instance'), registry('ecs_launch_template'), registry('ecs_disk_encryption_by_default')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_cs_kubernetes_node_pool', 'alicloud_ess_scaling_configuration'],
        attribute: 'system_disk_encrypted',
        must: be(true),
        default: false,
        ...texts,
      },
      {
        on: ['alicloud_instance'],
        attribute: 'system_disk_encrypted',
        must: be(true),
        default: false,
        when: [{ attribute: 'launch_template_id', is: isAbsent(), missing: 'holds' }],
        ...texts,
      },
      {
        on: templates,
        attribute: 'system_disk.encrypted',
        must: be(true),
        default: false,
        when: [{ attribute: 'system_disk', is: someBlock() }],
        ...texts,
      },
    ],
    bad: `resource "alicloud_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  instance_type = "ecs.g7.large"
  image_id      = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id    = alicloud_vswitch.app.id
}
`,
    good: `resource "alicloud_instance" "example" {
  instance_type         = "ecs.g7.large"
  image_id              = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id            = alicloud_vswitch.app.id
  system_disk_encrypted = true
}
`,
  },
];
