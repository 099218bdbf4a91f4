import { be, isAbsent, isSet, noBlock, noneOf, oneOf } from '../predicates.ts';
import type { Companion, Condition, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const encryption = docs('ebs/latest/userguide/ebs-encryption.html');

/** With it, every new volume of the region is encrypted, whatever the resource says. */
const byDefault: Companion = {
  on: ['aws_ebs_encryption_by_default'],
  where: [{ attribute: 'enabled', is: be(true), missing: 'holds' }],
};

/** Where a snapshot is named, it decides whether the volume made from it is encrypted. */
const notFromSnapshot: Condition = { attribute: 'snapshot_id', is: isAbsent(), missing: 'holds' };

const unreadable = 'for what is on it to be unreadable without the key';

export const disks: readonly Rule[] = [
  {
    id: 'aws/ebs-default-encryption-off',
    title: 'New disks of the region are not encrypted by default',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `With the default on, every new disk and every copy of a snapshot in the region is encrypted, whoever makes it and whatever the code says. It costs nothing. Existing disks stay as they are.

Leave it off in a region where disks must be shared in the clear with other accounts.`,
    refs: [docs('ebs/latest/userguide/encryption-by-default.html'), registry('ebs_encryption_by_default')],
    equivalents: ['checkov/CKV_AWS_106', 'cis-aws/2.2.1'],
    check: {
      on: ['aws_ebs_encryption_by_default'],
      attribute: 'enabled',
      must: be(true),
      default: true,
      so: 'so that every new disk is encrypted',
    },
    bad: `resource "aws_ebs_encryption_by_default" "example" {
  enabled = false
            ~~~~~
}
`,
    good: `resource "aws_ebs_encryption_by_default" "example" {
  enabled = true
}
`,
  },
  {
    id: 'aws/ebs-unencrypted',
    title: 'A disk is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Snapshots of an unencrypted disk can be shared with anyone by one call, and whoever gets hold of the storage can read it. Encryption costs nothing and is not noticed in speed. Disks are fine where the same configuration switches on encryption by default (\`aws_ebs_encryption_by_default\`), or where a snapshot decides.

Leave it where that default is switched on elsewhere, as a landing zone should do in every region.`,
    refs: [encryption, registry('ebs_volume'), registry('instance')],
    equivalents: [
      'checkov/CKV2_AWS_2',
      'checkov/CKV_AWS_3',
      'checkov/CKV_AWS_8',
      'trivy/AWS-0008',
      'trivy/AWS-0026',
      'trivy/AWS-0131',
    ],
    check: [
      {
        on: ['aws_ebs_volume'],
        attribute: 'encrypted',
        when: [notFromSnapshot],
        effect: 'Terraform replaces the disk',
      },
      {
        on: ['aws_launch_configuration'],
        attribute: 'root_block_device.encrypted',
        effect: 'Terraform replaces the resource',
      },
      {
        on: ['aws_instance'],
        attribute: 'root_block_device.encrypted',
        when: [{ attribute: 'launch_template', is: noBlock() }],
        effect: 'Terraform replaces the resource',
      },
      {
        // What an instance does not say itself, its template may.
        on: ['aws_instance'],
        within: 'root_block_device',
        attribute: 'encrypted',
        default: true,
        effect: 'Terraform replaces the resource',
      },
      {
        on: ['aws_instance', 'aws_launch_configuration'],
        within: 'ebs_block_device',
        attribute: 'encrypted',
        when: [notFromSnapshot],
        effect: 'Terraform replaces the resource',
      },
      {
        on: ['aws_launch_template'],
        within: 'block_device_mappings.ebs',
        attribute: 'encrypted',
        when: [notFromSnapshot],
        effect: 'instances that are started from now on have encrypted disks',
      },
    ].map((row) => ({ default: false, ...row, must: be(true), unless: [byDefault], so: unreadable })),
    bad: `resource "aws_ebs_volume" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  availability_zone = "eu-west-1a"
  size              = 50
}
`,
    good: `resource "aws_ebs_volume" "example" {
  availability_zone = "eu-west-1a"
  size              = 50
  encrypted         = true
}
`,
  },
  {
    id: 'aws/image-owner-missing',
    title: 'An image is looked up by name without saying whose it is',
    severity: 'error',
    pillar: 'governance',
    recommended: true,
    why: `Anyone can publish an image under any name. A lookup without owner takes the newest that matches, so an attacker who publishes one with the expected name has it started with your roles and data.

There is no case where leaving it is right: name \`self\`, \`amazon\`, or the account of the publisher.`,
    refs: [
      docs('AWSEC2/latest/UserGuide/finding-an-ami.html'),
      'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/ami',
    ],
    equivalents: ['checkov/CKV_AWS_386', 'trivy/AWS-0344'],
    check: {
      on: ['data.aws_ami'],
      attribute: 'owners',
      must: isSet(),
      when: [
        { attribute: 'most_recent', is: be(true) },
        { attribute: 'filter', is: noBlock({ attribute: 'name', is: oneOf('image-id', 'owner-alias', 'owner-id') }) },
      ],
      so: 'so that only images of publishers that you trust are found',
    },
    bad: `data "aws_ami" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~
  most_recent = true

  filter {
    name   = "name"
    values = ["al2023-ami-2023*-x86_64"]
  }
}
`,
    good: `data "aws_ami" "example" {
  most_recent = true
  owners      = ["amazon"]

  filter {
    name   = "name"
    values = ["al2023-ami-2023*-x86_64"]
  }
}
`,
  },
  {
    id: 'aws/image-public',
    title: 'An image is offered to everyone',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Whoever may start an image can read all that is on its disks: program code, configuration, and what somebody forgot to delete.

Leave it for images that you publish, made by a build that leaves nothing behind.`,
    refs: [docs('AWSEC2/latest/UserGuide/sharingamis-intro.html'), registry('ami_launch_permission')],
    equivalents: ['checkov/CKV_AWS_205'],
    check: {
      on: ['aws_ami_launch_permission'],
      attribute: 'group',
      must: { ...noneOf('all'), text: 'left out, and account_id the account that needs the image' },
      missing: 'passes',
      so: 'so that not everyone reads its disks',
    },
    bad: `resource "aws_ami_launch_permission" "example" {
  image_id = aws_ami.example.id
  group    = "all"
             ~~~~~
}
`,
    good: `resource "aws_ami_launch_permission" "example" {
  image_id   = aws_ami.example.id
  account_id = "123456789012"
}
`,
  },
  {
    id: 'aws/image-shared',
    title: 'An image is shared with others',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Whoever may start an image can read all that is on its disks. It is worth a look who that is, and whether the image holds a secret.

Leave it for images that are made to be handed on, to accounts that you know.`,
    refs: [docs('AWSEC2/latest/UserGuide/sharingamis-explicit.html'), registry('ami_launch_permission')],
    equivalents: ['checkov/CKV_AWS_205'],
    check: unwanted(
      ['aws_ami_launch_permission'],
      'Others may start the image, and so read it. Name only those who need it, and see that its disks hold no secret.',
    ),
    bad: `resource "aws_ami_launch_permission" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  image_id   = aws_ami.example.id
  account_id = "123456789012"
}
`,
    good: `resource "aws_ami" "example" {
  name = "example"
}
`,
  },
  {
    id: 'aws/image-unencrypted',
    title: 'A disk of an image is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Every disk that is made from the image is as little encrypted as its snapshot. Where a snapshot is named, that one decides and this rule is silent.

Leave it for images that are published.`,
    refs: [docs('AWSEC2/latest/UserGuide/AMIEncryption.html'), registry('ami'), registry('ami_copy')],
    equivalents: ['checkov/CKV_AWS_204', 'checkov/CKV_AWS_235'],
    check: [
      { on: ['aws_ami'], within: 'ebs_block_device', attribute: 'encrypted', when: [notFromSnapshot] },
      { on: ['aws_ami_copy'], attribute: 'encrypted' },
    ].map((row) => ({
      ...row,
      must: be(true),
      default: false,
      unless: [byDefault],
      so: unreadable,
      effect: 'Terraform makes the image anew',
    })),
    bad: `resource "aws_ami_copy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name              = "example"
  source_ami_id     = data.aws_ami.example.id
  source_ami_region = "eu-west-1"
}
`,
    good: `resource "aws_ami_copy" "example" {
  name              = "example"
  source_ami_id     = data.aws_ami.example.id
  source_ami_region = "eu-west-1"
  encrypted         = true
}
`,
  },
  {
    id: 'aws/snapshot-copy-unencrypted',
    title: 'A copy of a snapshot is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `A copy is where an unencrypted snapshot can be mended, and where it usually leaves for another region or account.

Leave it for snapshots without any secret that others must read.`,
    refs: [docs('ebs/latest/userguide/ebs-copy-snapshot.html'), registry('ebs_snapshot_copy')],
    equivalents: [],
    check: {
      on: ['aws_ebs_snapshot_copy'],
      attribute: 'encrypted',
      must: be(true),
      default: false,
      when: [{ attribute: 'kms_key_id', is: isAbsent(), missing: 'holds' }],
      unless: [byDefault],
      so: unreadable,
      effect: 'Terraform makes the copy anew',
    },
    bad: `resource "aws_ebs_snapshot_copy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  source_snapshot_id = aws_ebs_snapshot.example.id
  source_region      = "eu-west-1"
}
`,
    good: `resource "aws_ebs_snapshot_copy" "example" {
  source_snapshot_id = aws_ebs_snapshot.example.id
  source_region      = "eu-west-1"
  encrypted          = true
}
`,
  },
];
