import { atLeast, be, isAbsent, isSet, matches, noneOf, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const rdsGuide = (page: string) => docs(`AmazonRDS/latest/UserGuide/${page}.html`);

/** Replicas are backed up and fail over with what they copy. */
const primary: readonly Condition[] = [{ attribute: 'replicate_source_db', is: isAbsent(), missing: 'holds' }];

/** Redis and Valkey: Memcached has no copies and no passwords. */
const redis: readonly Condition[] = [
  { attribute: 'engine', is: matches(/^(?:redis|valkey)$/, 'redis or valkey') },
  { attribute: 'node_type', is: noneOf('cache.t1.micro'), missing: 'holds' },
];

/** Engines that sign users in with IAM. */
const signsIn = /^(?:mysql|mariadb|postgres|aurora|aurora-mysql|aurora-postgresql)$/;

/** Rules over many kinds of databases, for what is forgotten when they are made and missed when it is needed. */
export const databaseCare: readonly Rule[] = [
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
    id: 'aws/database-deletion-protection-off',
    title: 'A database can be deleted by one call',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `A change of an argument that cannot be changed in place, a block that falls out of the code, or a click in the console deletes the database. With deletion protection the call is refused until somebody takes the protection away, in a change that others see.

Leave it in environments for tests, which are built and torn down every day.`,
    refs: [rdsGuide('USER_DeleteInstance'), registry('db_instance')],
    equivalents: [
      'checkov/CKV2_AWS_58',
      'checkov/CKV_AWS_139',
      'checkov/CKV_AWS_172',
      'checkov/CKV_AWS_293',
      'trivy/AWS-0177',
      'trivy/AWS-0343',
    ],
    check: [
      {
        on: ['aws_db_instance', 'aws_docdb_cluster', 'aws_neptune_cluster', 'aws_rds_cluster'],
        attribute: 'deletion_protection',
        must: be(true),
        default: false,
        so: 'for a plan that deletes it to fail',
        effect: 'it is not deleted from then on',
      },
      {
        on: ['aws_qldb_ledger'],
        attribute: 'deletion_protection',
        must: be(true),
        default: true,
        so: 'for a plan that deletes it to fail',
        effect: 'it is not deleted from then on',
      },
    ],
    bad: `resource "aws_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  deletion_protection = true
}
`,
  },
  {
    id: 'aws/database-in-one-zone',
    title: 'A database or cache stands in one zone',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `When its zone fails, so does the database, until somebody restores it elsewhere. With a standby in another zone, it goes on within a minute or two, for about twice the price of the machine.

Leave it for tests, and for what may be down for hours.`,
    refs: [rdsGuide('Concepts.MultiAZ'), docs('AmazonElastiCache/latest/dg/AutoFailover.html')],
    equivalents: ['checkov/CKV2_AWS_50', 'checkov/CKV_AWS_157'],
    check: [
      {
        on: ['aws_db_instance'],
        attribute: 'multi_az',
        must: be(true),
        default: false,
        when: primary,
        so: 'to survive the loss of a zone',
        effect: 'the machine costs twice as much',
      },
      ...(['automatic_failover_enabled', 'multi_az_enabled'] as const).map((attribute) => ({
        on: ['aws_elasticache_replication_group'],
        attribute,
        must: be(true),
        default: false,
        so: 'to survive the loss of a zone',
        effect: 'it takes a replica in another zone',
      })),
    ],
    bad: `resource "aws_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine         = "postgres"
  instance_class = "db.m8g.large"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine         = "postgres"
  instance_class = "db.m8g.large"
  multi_az       = true
}
`,
  },
  {
    id: 'aws/database-public',
    title: 'A database has a public address',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `The name of the database leads to an address on the internet. One security group that is opened in a hurry, and strangers try passwords. In private subnets it is reached from your networks, and from elsewhere by a VPN or a tunnel of Session Manager.

Leave it where a partner needs the public address and the security group names theirs.`,
    refs: [rdsGuide('USER_VPC.WorkingWithRDSInstanceinaVPC'), registry('db_instance')],
    equivalents: [
      'checkov/CKV_AWS_17',
      'checkov/CKV_AWS_87',
      'checkov/CKV_AWS_89',
      'checkov/CKV_AWS_102',
      'trivy/AWS-0180',
    ],
    check: {
      on: [
        'aws_db_instance',
        'aws_dms_replication_instance',
        'aws_neptune_cluster_instance',
        'aws_rds_cluster_instance',
        'aws_redshift_cluster',
        'aws_redshiftserverless_workgroup',
      ],
      attribute: 'publicly_accessible',
      must: be(false),
      missing: 'passes',
      so: 'for the database to be reached from your networks only',
      effect: 'clients that come over the internet are cut off',
    },
    bad: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  publicly_accessible = true
                        ~~~~
}
`,
    good: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  publicly_accessible = false
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
    id: 'aws/database-without-iam-sign-in',
    title: 'Users of a database sign in with passwords only',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A password of a database is kept in configurations and seldom changed. With sign-in by IAM, a role gets a token for fifteen minutes, and taking the role away takes the database away.

Leave it where the application cannot use tokens, or opens more than some two hundred connections a second.`,
    refs: [rdsGuide('UsingWithRDS.IAMDBAuth'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_161', 'checkov/CKV_AWS_162', 'checkov/CKV_AWS_359', 'trivy/AWS-0176'],
    check: [
      {
        on: ['aws_db_instance', 'aws_rds_cluster'],
        attribute: 'iam_database_authentication_enabled',
        must: be(true),
        default: false,
        when: [{ attribute: 'engine', is: matches(signsIn, 'an engine with sign-in by IAM'), missing: 'holds' }],
        so: 'for roles to sign in without a password',
        effect: 'users with passwords may still sign in',
      },
      {
        on: ['aws_neptune_cluster'],
        attribute: 'iam_database_authentication_enabled',
        must: be(true),
        default: false,
        so: 'for requests to be signed by a role',
        effect: 'requests that are not signed are refused',
      },
    ],
    bad: `resource "aws_rds_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine = "aurora-postgresql"
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine                              = "aurora-postgresql"
  iam_database_authentication_enabled = true
}
`,
  },
  {
    id: 'aws/minor-upgrades-off',
    title: 'A database or broker does not take minor upgrades by itself',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Minor versions mend flaws that are known to everybody from the day they come out. Taken in the maintenance window they cost a minute; left to people they wait for months.

Leave it where every version is tested first and somebody has the date of the next one.`,
    refs: [rdsGuide('USER_UpgradeDBInstance.Upgrading'), registry('db_instance')],
    equivalents: [
      'checkov/CKV_AWS_141',
      'checkov/CKV_AWS_207',
      'checkov/CKV_AWS_222',
      'checkov/CKV_AWS_226',
      'checkov/CKV_AWS_322',
    ],
    check: [
      {
        on: [
          'aws_db_instance',
          'aws_docdb_cluster_instance',
          'aws_elasticache_cluster',
          'aws_elasticache_replication_group',
          'aws_memorydb_cluster',
          'aws_neptune_cluster_instance',
          'aws_rds_cluster_instance',
        ],
        attribute: 'auto_minor_version_upgrade',
        must: be(true),
        default: true,
        so: 'for known flaws to be mended',
        effect: 'it restarts in a maintenance window now and then',
      },
      {
        on: ['aws_dms_replication_instance', 'aws_mq_broker'],
        attribute: 'auto_minor_version_upgrade',
        must: be(true),
        default: false,
        so: 'for known flaws to be mended',
        effect: 'it restarts in a maintenance window now and then',
      },
      {
        on: ['aws_redshift_cluster'],
        attribute: 'allow_version_upgrade',
        must: be(true),
        default: true,
        so: 'for known flaws to be mended',
        effect: 'it restarts in a maintenance window now and then',
      },
    ],
    bad: `resource "aws_rds_cluster_instance" "example" {
  cluster_identifier         = aws_rds_cluster.example.id
  engine                     = "aurora-postgresql"
  instance_class             = "db.r8g.large"
  auto_minor_version_upgrade = false
                               ~~~~~
}
`,
    good: `resource "aws_rds_cluster_instance" "example" {
  cluster_identifier         = aws_rds_cluster.example.id
  engine                     = "aurora-postgresql"
  instance_class             = "db.r8g.large"
  auto_minor_version_upgrade = true
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
];
