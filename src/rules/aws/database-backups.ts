import { atLeast, be, isAbsent, isSet, matches, noneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const rdsGuide = (page: string) => docs(`AmazonRDS/latest/UserGuide/${page}.html`);

/** Replicas are backed up with what they copy. */
const primary: readonly Condition[] = [{ attribute: 'replicate_source_db', is: isAbsent(), missing: 'holds' }];

/** Redis and Valkey: Memcached has no copies and no passwords. */
const redis: readonly Condition[] = [
  { attribute: 'engine', is: matches(/^(?:redis|valkey)$/, 'redis or valkey') },
  { attribute: 'node_type', is: noneOf('cache.t1.micro'), missing: 'holds' },
];

/** Rules over many kinds of databases, for what brings lost data back. */
export const databaseBackups: readonly Rule[] = [
  {
    id: 'aws/cache-without-backup',
    title: 'A cache is not backed up',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When the nodes of a cache fail, what is in them is gone. Where they hold more than copies, such as sessions, queues or counts, a daily snapshot brings most of it back.

Leave it for what is only a cache.`,
    refs: [docs('AmazonElastiCache/latest/dg/backups-automatic.html'), registry('elasticache_cluster')],
    equivalents: ['checkov/CKV_AWS_134', 'trivy/AWS-0050'],
    check: [
      {
        on: ['aws_elasticache_cluster'],
        attribute: 'snapshot_retention_limit',
        must: preferring(7, atLeast(1)),
        default: 0,
        when: redis,
        so: 'for lost data to come back',
        effect: 'snapshots are billed by size',
      },
      {
        on: ['aws_elasticache_replication_group', 'aws_memorydb_cluster'],
        attribute: 'snapshot_retention_limit',
        must: preferring(7, atLeast(1)),
        default: 0,
        so: 'for lost data to come back',
        effect: 'snapshots are billed by size',
      },
    ],
    bad: `resource "aws_elasticache_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_id = "example"
  engine     = "redis"
  node_type  = "cache.t4g.micro"
}
`,
    good: `resource "aws_elasticache_cluster" "example" {
  cluster_id               = "example"
  engine                   = "redis"
  node_type                = "cache.t4g.micro"
  snapshot_retention_limit = 7
}
`,
  },
  {
    id: 'aws/database-backups-kept-short',
    title: 'Backups of a database are kept for less than a week',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A fault that is noticed after a holiday is older than the oldest backup. Aurora, DocumentDB and Neptune keep one day unless they are told otherwise; up to 35 are possible.

Leave it for data that is made anew from elsewhere, and where AWS Backup keeps copies for longer.`,
    refs: [rdsGuide('USER_WorkingWithAutomatedBackups.BackupRetention'), registry('rds_cluster')],
    equivalents: ['checkov/CKV_AWS_360', 'checkov/CKV_AWS_361'],
    check: [
      {
        on: ['aws_docdb_cluster', 'aws_neptune_cluster', 'aws_rds_cluster'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(7)),
        default: 1,
        so: 'days, to go back to before a fault that is noticed late',
        effect: 'backups are billed by size',
      },
      {
        on: ['aws_db_instance'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(7)),
        missing: 'passes',
        when: [...primary, { attribute: 'backup_retention_period', is: atLeast(1) }],
        so: 'days, to go back to before a fault that is noticed late',
        effect: 'backups are billed by size',
      },
    ],
    bad: `resource "aws_docdb_cluster" "example" {
  cluster_identifier      = "example"
  backup_retention_period = 1
                            ~
}
`,
    good: `resource "aws_docdb_cluster" "example" {
  cluster_identifier      = "example"
  backup_retention_period = 7
}
`,
  },
  {
    id: 'aws/database-backups-one-day',
    title: 'Backups of a database are kept for a day',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What was lost on a Friday evening is past its last backup on Monday. One day is what Aurora takes when nothing is said, and less than it takes to notice most faults.

Leave it for data that is made anew from elsewhere, and where AWS Backup keeps copies for longer.`,
    refs: [rdsGuide('USER_WorkingWithAutomatedBackups.BackupRetention'), registry('rds_cluster')],
    equivalents: ['trivy/AWS-0077'],
    check: [
      {
        on: ['aws_rds_cluster'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(2)),
        default: 1,
        when: [{ attribute: 'replication_source_identifier', is: isAbsent(), missing: 'holds' }],
        so: 'days, to go back to before a fault that is noticed late',
        effect: 'backups are billed by size',
      },
      {
        on: ['aws_db_instance'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(2)),
        missing: 'passes',
        when: [...primary, { attribute: 'backup_retention_period', is: atLeast(1) }],
        so: 'days, to go back to before a fault that is noticed late',
        effect: 'backups are billed by size',
      },
    ],
    bad: `resource "aws_rds_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine = "aurora-mysql"
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine                  = "aurora-mysql"
  backup_retention_period = 7
}
`,
  },
  {
    id: 'aws/database-without-backup',
    title: 'A database is not backed up',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `With a retention of 0 days there are no automatic backups: a wrong statement, or a disk that fails, takes the data for good. For an instance that Terraform makes, 0 is what stands when nothing is said.

Leave it for data that is made anew from elsewhere, and where AWS Backup looks after the database.`,
    refs: [rdsGuide('USER_WorkingWithAutomatedBackups'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_133', 'checkov/CKV_AWS_343', 'trivy/AWS-0077'],
    check: [
      {
        on: ['aws_db_instance'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(1)),
        default: 0,
        when: [
          ...primary,
          { attribute: 'engine', is: matches(/^(?!aurora)/, 'no engine of a cluster'), missing: 'holds' },
        ],
        unless: [{ on: ['aws_backup_selection'], by: 'resources' }],
        so: 'for lost data to come back',
        effect: 'backups are billed by size',
      },
      {
        on: ['aws_rds_cluster'],
        attribute: 'backup_retention_period',
        must: preferring(7, atLeast(1)),
        missing: 'passes',
        so: 'for lost data to come back',
        effect: 'backups are billed by size',
      },
      {
        on: ['aws_redshift_cluster'],
        attribute: 'automated_snapshot_retention_period',
        must: preferring(7, atLeast(1)),
        missing: 'passes',
        so: 'for lost data to come back',
        effect: 'snapshots are billed by size',
      },
    ],
    bad: `resource "aws_db_instance" "example" {
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  backup_retention_period = 0
                            ~
}
`,
    good: `resource "aws_db_instance" "example" {
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  backup_retention_period = 7
}
`,
  },
  {
    id: 'aws/database-without-final-snapshot',
    title: 'A database is deleted without a last snapshot',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When Terraform deletes or replaces the database, its data goes along, with the automatic backups. A final snapshot is what is left of a change that was not meant.

Leave it in environments for tests, which are built and torn down every day.`,
    refs: [rdsGuide('USER_DeleteInstance'), registry('db_instance')],
    equivalents: [],
    check: {
      on: ['aws_db_instance', 'aws_docdb_cluster', 'aws_neptune_cluster', 'aws_rds_cluster', 'aws_redshift_cluster'],
      attribute: 'skip_final_snapshot',
      must: be(false),
      missing: 'passes',
      effect: 'it needs final_snapshot_identifier too',
    },
    bad: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  skip_final_snapshot = true
                        ~~~~
}
`,
    good: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  skip_final_snapshot = false
}
`,
  },
  {
    id: 'aws/dynamodb-without-point-in-time-recovery',
    title: 'A table of DynamoDB cannot go back in time',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `DynamoDB makes no backups by itself. With point-in-time recovery, the table comes back as it was in any second of the last 35 days; without it, a wrong write is for good. It is billed by the size of the table.

Leave it for tables of locks, sessions and copies.`,
    refs: [docs('amazondynamodb/latest/developerguide/Point-in-time-recovery.html'), registry('dynamodb_table')],
    equivalents: ['checkov/CKV_AWS_28', 'checkov/CKV_AWS_165', 'trivy/AWS-0024'],
    check: [
      {
        on: ['aws_dynamodb_table'],
        attribute: 'point_in_time_recovery.enabled',
        must: be(true),
        default: false,
        so: 'for lost data to come back',
        effect: 'it is billed by size',
      },
      {
        on: ['aws_dynamodb_table'],
        within: 'replica',
        attribute: 'point_in_time_recovery',
        must: be(true),
        default: false,
        when: [{ attribute: 'region_name', is: isSet() }],
        so: 'for lost data to come back',
        effect: 'it is billed by size',
      },
      {
        on: ['aws_dynamodb_table_replica'],
        attribute: 'point_in_time_recovery',
        must: be(true),
        default: false,
        so: 'for lost data to come back',
        effect: 'it is billed by size',
      },
    ],
    bad: `resource "aws_dynamodb_table" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  hash_key = "id"
}
`,
    good: `resource "aws_dynamodb_table" "example" {
  name     = "example"
  hash_key = "id"

  point_in_time_recovery {
    enabled = true
  }
}
`,
  },
  {
    id: 'aws/snapshots-without-tags',
    title: 'Snapshots of a database do not take its tags along',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `A snapshot without tags belongs to nobody: its cost is not on the right bill, and policies that go by tags do not see it.

Leave it where nothing goes by tags.`,
    refs: [rdsGuide('USER_Tagging'), registry('rds_cluster')],
    equivalents: ['checkov/CKV2_AWS_60', 'checkov/CKV_AWS_313', 'checkov/CKV_AWS_362'],
    check: {
      on: ['aws_db_instance', 'aws_neptune_cluster', 'aws_rds_cluster'],
      attribute: 'copy_tags_to_snapshot',
      must: be(true),
      default: false,
      safe: true,
    },
    bad: `resource "aws_rds_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine = "aurora-postgresql"
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine                = "aurora-postgresql"
  copy_tags_to_snapshot = true
}
`,
  },
];
