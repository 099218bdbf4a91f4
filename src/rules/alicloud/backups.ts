import { atLeast, be, noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { registry } from './refs.ts';

const instance = registry('db_instance');
const mongo = ['alicloud_mongodb_instance', 'alicloud_mongodb_sharding_instance'];

const keepsDays = 'for a fault that is noticed late to be undone';

export const backups: readonly Rule[] = [
  {
    id: 'alicloud/database-backup-short',
    title: 'Backups of a database are kept for less than a week',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `A wrong deployment or deletion is often noticed after a weekend. Backups that are gone by then do not help. Seven days are what most engines keep by default; here fewer are asked for.

Leave it for a copy of data that is kept elsewhere.`,
    refs: [registry('db_backup_policy'), registry('polardb_backup_policy')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_db_backup_policy'],
        attribute: ['backup_retention_period', 'retention_period'],
        must: preferring(7, atLeast(7)),
        missing: 'passes',
        so: keepsDays,
        effect: 'backups are billed as storage',
      },
      {
        on: ['alicloud_polardb_backup_policy'],
        attribute: 'data_level1_backup_retention_period',
        must: preferring(7, atLeast(7)),
        missing: 'passes',
        so: keepsDays,
        effect: 'backups are billed as storage',
      },
      {
        on: mongo,
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(7)),
        missing: 'passes',
        so: keepsDays,
        effect: 'backups are billed as storage',
      },
    ],
    bad: `resource "alicloud_db_backup_policy" "example" {
  instance_id             = alicloud_db_instance.example.id
  backup_retention_period = 3
                            ~
}
`,
    good: `resource "alicloud_db_backup_policy" "example" {
  instance_id             = alicloud_db_instance.example.id
  backup_retention_period = 7
}
`,
  },
  {
    id: 'alicloud/database-backups-deleted',
    title: 'The backups of a database are deleted with it',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Who releases the database by mistake, or on purpose, deletes the last copy of the data in the same moment. With the last backup kept, it can be restored.

Leave it for a database whose data can be made again.`,
    refs: [instance, registry('polardb_cluster'), registry('mongodb_instance')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_db_backup_policy', 'alicloud_db_instance', 'alicloud_rds_clone_db_instance'],
        attribute: 'released_keep_policy',
        must: preferring('Lastest', noneOf('None')),
        missing: 'passes',
        so: 'for the last backup to outlive the instance',
        effect: 'the backup that is kept is billed',
      },
      {
        on: ['alicloud_polardb_cluster', 'alicloud_polardb_backup_policy'],
        attribute: 'backup_retention_policy_on_cluster_deletion',
        must: preferring('LATEST', noneOf('NONE')),
        missing: 'passes',
        so: 'for the last backup to outlive the cluster',
        effect: 'the backup that is kept is billed',
      },
      {
        on: mongo,
        attribute: 'backup_retention_policy_on_cluster_deletion',
        must: preferring(1, noneOf(0)),
        missing: 'passes',
        so: 'for the last backup to outlive the instance',
        effect: 'the backup that is kept is billed',
      },
    ],
    bad: `resource "alicloud_polardb_cluster" "example" {
  db_type                                     = "MySQL"
  db_version                                  = "8.0"
  db_node_class                               = "polar.mysql.x4.medium"
  vswitch_id                                  = alicloud_vswitch.data.id
  backup_retention_policy_on_cluster_deletion = "NONE"
                                                ~~~~~~
}
`,
    good: `resource "alicloud_polardb_cluster" "example" {
  db_type                                     = "MySQL"
  db_version                                  = "8.0"
  db_node_class                               = "polar.mysql.x4.medium"
  vswitch_id                                  = alicloud_vswitch.data.id
  backup_retention_policy_on_cluster_deletion = "LATEST"
}
`,
  },
  {
    id: 'alicloud/database-without-point-in-time',
    title: 'A database can be restored to its last backup only',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Log backups let it be restored to any moment, such as the one before a wrong statement. Here they are switched off, so that up to a day or more of work is lost.

Leave it for a database that is filled anew from elsewhere.`,
    refs: [registry('db_backup_policy'), registry('mongodb_instance')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_db_backup_policy'],
        attribute: ['enable_backup_log', 'log_backup'],
        must: be(true),
        missing: 'passes',
        so: 'for the database to be restored to any moment',
        effect: 'log backups are billed as storage',
      },
      {
        on: [...mongo, 'alicloud_kvstore_instance'],
        attribute: 'enable_backup_log',
        must: be(1),
        missing: 'passes',
        so: 'for the database to be restored to any moment',
        effect: 'log backups are billed as storage',
      },
    ],
    bad: `resource "alicloud_db_backup_policy" "example" {
  instance_id       = alicloud_db_instance.example.id
  enable_backup_log = false
                      ~~~~~
}
`,
    good: `resource "alicloud_db_backup_policy" "example" {
  instance_id       = alicloud_db_instance.example.id
  enable_backup_log = true
}
`,
  },
];
