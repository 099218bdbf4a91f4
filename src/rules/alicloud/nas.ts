import { be, noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const fileSystem = registry('nas_file_system');
const security = help('en/nas/security-and-compliance/data-security');
const groups = help('en/nas/user-guide/manage-a-permission-group');

export const nas: readonly Rule[] = [
  {
    id: 'alicloud/nas-anonymous-smb',
    title: 'A file share lets people in without a name',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `With anonymous access whoever reaches the share over SMB reads and writes what is open to everyone, and nobody can say who it was.

Leave it for a share of printers or scanners that cannot sign in, in a vSwitch of their own.`,
    refs: [security, fileSystem],
    equivalents: [],
    check: {
      on: ['alicloud_nas_file_system'],
      attribute: 'smb_acl.enable_anonymous_access',
      must: be(false),
      missing: 'passes',
      so: 'for people to sign in',
      effect: 'whoever does not sign in is cut off',
    },
    bad: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "SMB"
  storage_type  = "Capacity"
  encrypt_type  = 1

  smb_acl {
    enabled                 = true
    enable_anonymous_access = true
                              ~~~~
  }
}
`,
    good: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "SMB"
  storage_type  = "Capacity"
  encrypt_type  = 1

  smb_acl {
    enabled                 = true
    enable_anonymous_access = false
  }
}
`,
  },
  {
    id: 'alicloud/nas-default-group',
    title: 'A mount target lets the whole VPC in',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The default permission group, which cannot be changed, lets every address of the VPC and of the networks connected with it mount the file system, as root. A group of one's own names the vSwitches that need it.

Leave it in a VPC that holds nothing but what uses the file system.`,
    refs: [groups, registry('nas_mount_target')],
    equivalents: [],
    check: {
      on: ['alicloud_nas_mount_target'],
      attribute: 'access_group_name',
      must: noneOf('DEFAULT_VPC_GROUP_NAME'),
      missing: 'passes',
      so: 'since that group lets the whole VPC in',
    },
    bad: `resource "alicloud_nas_mount_target" "example" {
  file_system_id    = alicloud_nas_file_system.example.id
  access_group_name = "DEFAULT_VPC_GROUP_NAME"
                      ~~~~~~~~~~~~~~~~~~~~~~~~
  vswitch_id        = alicloud_vswitch.app.id
}
`,
    good: `resource "alicloud_nas_mount_target" "example" {
  file_system_id    = alicloud_nas_file_system.example.id
  access_group_name = alicloud_nas_access_group.app.access_group_name
  vswitch_id        = alicloud_vswitch.app.id
}
`,
  },
  {
    id: 'alicloud/nas-root-access',
    title: 'The root user of a client is root on the file system',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without squashing, root on any machine that may mount the file system reads and changes every file on it, whoever owns it.

Leave it for a client that manages the ownership of files, such as a backup.`,
    refs: [groups, registry('nas_access_rule')],
    equivalents: [],
    check: {
      on: ['alicloud_nas_access_rule'],
      attribute: 'user_access_type',
      must: preferring('root_squash', noneOf('no_squash')),
      default: 'no_squash',
      so: 'for root of a client to have no more rights than others',
      effect: 'programs that run as root may lose access',
    },
    bad: `resource "alicloud_nas_access_rule" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  access_group_name = alicloud_nas_access_group.app.access_group_name
  source_cidr_ip    = "10.0.1.0/24"
}
`,
    good: `resource "alicloud_nas_access_rule" "example" {
  access_group_name = alicloud_nas_access_group.app.access_group_name
  source_cidr_ip    = "10.0.1.0/24"
  user_access_type  = "root_squash"
}
`,
  },
  {
    id: 'alicloud/nas-unencrypted',
    title: 'A file system is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Encryption at rest with a key that NAS manages costs nothing and is not noticed by clients. It is chosen when the file system is made: later all files have to be copied.

Leave it for scratch space.`,
    refs: [security, fileSystem],
    equivalents: [],
    check: {
      on: ['alicloud_nas_file_system'],
      attribute: 'encrypt_type',
      must: preferring(1, noneOf(0)),
      default: 0,
      when: [{ attribute: 'file_system_type', is: noneOf('cpfs'), missing: 'holds' }],
      so: 'for files to be encrypted',
      effect: 'Terraform replaces the file system',
    },
    bad: `resource "alicloud_nas_file_system" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  protocol_type = "NFS"
  storage_type  = "Performance"
}
`,
    good: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "NFS"
  storage_type  = "Performance"
  encrypt_type  = 1
}
`,
  },
  {
    id: 'alicloud/nas-unencrypted-smb',
    title: 'A file share accepts unencrypted connections',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What people read and write over SMB goes over the network readable, unless the share encrypts and refuses clients that do not.

Leave it while clients older than Windows 8 still connect.`,
    refs: [security, fileSystem],
    equivalents: [],
    check: ['encrypt_data', 'reject_unencrypted_access'].map((name) => ({
      on: ['alicloud_nas_file_system'],
      attribute: `smb_acl.${name}`,
      must: be(true),
      missing: 'passes' as const,
      so: 'for connections to be encrypted',
      effect: 'clients that cannot encrypt are cut off',
    })),
    bad: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "SMB"
  storage_type  = "Capacity"
  encrypt_type  = 1

  smb_acl {
    enabled                   = true
    encrypt_data              = true
    reject_unencrypted_access = false
                                ~~~~~
  }
}
`,
    good: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "SMB"
  storage_type  = "Capacity"
  encrypt_type  = 1

  smb_acl {
    enabled                   = true
    encrypt_data              = true
    reject_unencrypted_access = true
  }
}
`,
  },
  {
    id: 'alicloud/nas-without-recycle-bin',
    title: 'Deleted files of a file system are gone at once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `The recycle bin keeps what is deleted for some days, so that a wrong \`rm\` can be undone. What is in it is billed as storage. A resource of its own that sets it counts too; file systems of the kinds that have no bin are not looked at.

Leave it where snapshots or backups are taken each day.`,
    refs: [registry('nas_recycle_bin'), fileSystem],
    equivalents: [],
    check: {
      on: ['alicloud_nas_file_system'],
      attribute: 'recycle_bin.status',
      must: be('Enable'),
      when: [
        { attribute: 'file_system_type', is: be('standard'), missing: 'holds' },
        { attribute: 'protocol_type', is: be('NFS') },
      ],
      unless: [{ on: ['alicloud_nas_recycle_bin'], by: 'file_system_id' }],
      so: 'for deleted files to be got back',
      effect: 'what is in it is billed as storage',
    },
    bad: `resource "alicloud_nas_file_system" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  protocol_type = "NFS"
  storage_type  = "Performance"
  encrypt_type  = 1
}
`,
    good: `resource "alicloud_nas_file_system" "example" {
  protocol_type = "NFS"
  storage_type  = "Performance"
  encrypt_type  = 1

  recycle_bin {
    status = "Enable"
  }
}
`,
  },
];
