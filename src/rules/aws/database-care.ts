import { be, isAbsent, isSet, matches, preferring } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const rdsGuide = (page: string) => docs(`AmazonRDS/latest/UserGuide/${page}.html`);

/** Replicas fail over with what they copy. */
const primary: readonly Condition[] = [{ attribute: 'replicate_source_db', is: isAbsent(), missing: 'holds' }];

/** Engines that sign users in with IAM. */
const signsIn = /^(?:mysql|mariadb|postgres|aurora|aurora-mysql|aurora-postgresql)$/;

/** Rules over many kinds of databases, for what is forgotten when they are made. */
export const databaseCare: readonly Rule[] = [
  {
    id: 'aws/cache-without-failover',
    title: 'No replica of a cache takes over when the primary node fails',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without automatic failover the cache takes no writes until somebody makes a replica the primary node, or the node comes back empty.

Leave it for what is only a cache, and for tests.`,
    refs: [docs('AmazonElastiCache/latest/dg/AutoFailover.html'), registry('elasticache_replication_group')],
    equivalents: ['checkov/CKV2_AWS_50'],
    check: {
      on: ['aws_elasticache_replication_group'],
      attribute: 'automatic_failover_enabled',
      must: be(true),
      default: false,
      when: [{ attribute: 'global_replication_group_id', is: isAbsent(), missing: 'holds' }],
      effect: 'it takes at least one replica',
    },
    bad: `resource "aws_elasticache_replication_group" "example" {
  replication_group_id       = "example"
  description                = "Sessions"
  num_cache_clusters         = 2
  automatic_failover_enabled = false
                               ~~~~~
}
`,
    good: `resource "aws_elasticache_replication_group" "example" {
  replication_group_id       = "example"
  description                = "Sessions"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
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
    equivalents: ['checkov/CKV_AWS_157'],
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
      {
        on: ['aws_elasticache_replication_group'],
        attribute: 'multi_az_enabled',
        must: be(true),
        default: false,
        so: 'to survive the loss of a zone',
        effect: 'it takes a replica in another zone',
      },
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
    id: 'aws/minor-upgrades-unsaid',
    title: 'Whether a database takes minor upgrades is left to the default',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `The provider takes them when nothing is said. Written down, whoever switches them off is seen doing so.

Leave it where the default is enough: for nearly everybody it is.`,
    refs: [rdsGuide('USER_UpgradeDBInstance.Upgrading'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_226'],
    check: {
      on: ['aws_db_instance', 'aws_rds_cluster_instance'],
      attribute: 'auto_minor_version_upgrade',
      must: preferring(true, { ...isSet(), text: 'written down' }),
      safe: true,
    },
    bad: `resource "aws_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine                     = "postgres"
  instance_class             = "db.t4g.micro"
  auto_minor_version_upgrade = true
}
`,
  },
];
