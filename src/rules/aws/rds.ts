import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { endedVersions, flawedPostgres } from '../facts/rds-versions.ts';
import { atLeast, be, each, has, isSet, matches, matchesNot, noneOf, preferring } from '../predicates.ts';
import type { Report, ResourceCheck, Rule } from '../rule.ts';
import { unwantedReference } from '../unwanted.ts';
import { parameterCheck } from './parameter-groups.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`AmazonRDS/latest/UserGuide/${page}.html`);
const aurora = (page: string) => docs(`AmazonRDS/latest/AuroraUserGuide/${page}.html`);

const instances = ['aws_db_instance', 'aws_rds_cluster_instance'];

function* flawedVersion(database: Resource): Iterable<Report> {
  const version = database.get('engine_version');
  const engine = database.get('engine');
  const text = version && textOf(version);
  const flawed = engine && flawedPostgres[textOf(engine) ?? ''];
  const [, major = '', minor = ''] = /^(9\.\d+|1\d)\.(\d+)/.exec(text ?? '') ?? [];
  const last = flawed?.[major];
  if (version && last !== undefined && Number(minor) <= last)
    yield {
      at: version,
      message: `In PostgreSQL ${text} the extension log_fdw reads any file of the host. Move to ${major}.${last + 1} or later.`,
    };
}

/** Which statements PostgreSQL logs is said in a parameter group. */
const logged = (engine: RegExp) => [
  { name: 'log_statement', engine, is: /^(?!none$)/, right: 'ddl', effect: 'logs grow' },
  { name: 'log_min_duration_statement', engine, is: /^(?!-1$)/, right: '1000', effect: 'logs grow' },
];

const queryLog: ResourceCheck = parameterCheck([
  {
    on: 'aws_db_instance',
    group: 'aws_db_parameter_group',
    by: 'parameter_group_name',
    parameters: logged(/^postgres$/),
  },
  {
    on: 'aws_rds_cluster',
    group: 'aws_rds_cluster_parameter_group',
    by: 'db_cluster_parameter_group_name',
    parameters: logged(/^aurora-postgresql$/),
  },
]);

const force = { name: 'rds.force_ssl', is: /^1$/, right: '1', effect: 'clients that do not use TLS are refused' };
const secure = { ...force, name: 'require_secure_transport', is: /^(?:1|ON)$/i };

const onlyTls: ResourceCheck = parameterCheck([
  {
    on: 'aws_db_instance',
    group: 'aws_db_parameter_group',
    by: 'parameter_group_name',
    // From the versions named on, it is what stands when nothing is said.
    parameters: [
      { ...force, engine: /^postgres$/, unlessVersion: /^(?:$|(?:1[5-9]|2\d)\b)/ },
      { ...force, engine: /^sqlserver-/ },
      { ...secure, engine: /^mysql$/, unlessVersion: /^9/ },
      { ...secure, engine: /^mariadb$/, unlessVersion: /^(?:$|11\.8|12)/ },
      { ...force, name: 'db2comm', engine: /^db2-/, is: /^ssl$/i, right: 'SSL' },
    ],
  },
]);

export const rds: readonly Rule[] = [
  {
    id: 'aws/public-database-snapshot',
    title: 'A snapshot of a database is public',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Every account of AWS may restore the snapshot and read all the data. New public snapshots are found and copied within minutes, and a copy is not taken back.

Leave it for sample data that is meant for everybody.`,
    refs: [guide('USER_ShareSnapshot'), registry('db_snapshot')],
    equivalents: ['checkov/CKV_AWS_302'],
    check: {
      on: ['aws_db_cluster_snapshot', 'aws_db_snapshot', 'aws_db_snapshot_copy'],
      attribute: 'shared_accounts',
      must: { ...each(noneOf('all')), text: 'the accounts that may restore it' },
      missing: 'passes',
    },
    bad: `resource "aws_db_snapshot" "example" {
  db_instance_identifier = aws_db_instance.example.identifier
  db_snapshot_identifier = "example"
  shared_accounts        = ["all"]
                            ~~~~~
}
`,
    good: `resource "aws_db_snapshot" "example" {
  db_instance_identifier = aws_db_instance.example.identifier
  db_snapshot_identifier = "example"
  shared_accounts        = ["111122223333"]
}
`,
  },
  {
    id: 'aws/rds-flawed-postgres',
    title: 'A version of PostgreSQL lets users read files of the host',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `With the extension \`log_fdw\`, a user who may create it reads any file of the machine that the database runs on, credentials of RDS among them (AWS security bulletin 2022-004). Later minor versions do not have the flaw.

There is no case where leaving it is right: the minor upgrade takes minutes.`,
    refs: [guide('PostgreSQL.Concepts.General.DBVersions'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_250', 'checkov/CKV_AWS_388'],
    check: { on: ['aws_db_instance', 'aws_rds_cluster'], resource: flawedVersion },
    bad: `resource "aws_db_instance" "example" {
  engine         = "postgres"
  engine_version = "13.2"
                   ~~~~~~
  instance_class = "db.t4g.micro"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine         = "postgres"
  engine_version = "17.6"
  instance_class = "db.t4g.micro"
}
`,
  },
  {
    id: 'aws/rds-old-certificate',
    title: 'A database shows a certificate that has expired',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The certificate authorities of 2015 and 2019 have expired: a client that checks the certificate of the database refuses it, and one that does not check is open to whoever stands between.

There is no case where leaving it is right.`,
    refs: [guide('UsingWithRDS.SSL-certificate-rotation'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_211'],
    check: {
      on: [...instances],
      attribute: 'ca_cert_identifier',
      must: preferring('rds-ca-rsa2048-g1', matchesNot(/^rds-ca-20\d\d$/, 'a current one, such as rds-ca-rsa2048-g1')),
      missing: 'passes',
      effect: 'clients must trust the new authority first; some engines restart',
    },
    bad: `resource "aws_db_instance" "example" {
  engine             = "mysql"
  instance_class     = "db.t4g.micro"
  ca_cert_identifier = "rds-ca-2019"
                       ~~~~~~~~~~~~~
}
`,
    good: `resource "aws_db_instance" "example" {
  engine             = "mysql"
  instance_class     = "db.t4g.micro"
  ca_cert_identifier = "rds-ca-rsa2048-g1"
}
`,
  },
  {
    id: 'aws/rds-performance-insights-key',
    title: 'What Performance Insights collects is encrypted with a key that AWS manages',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `It collects the statements that run, which may hold data in their values. With a key of your own, its policy says who may read them. The key cannot be changed afterwards.

Leave it where the statements are no secret.`,
    refs: [guide('USER_PerfInsights.Overview.Infrastructure'), registry('rds_cluster_instance')],
    equivalents: ['checkov/CKV_AWS_354', 'trivy/AWS-0078'],
    check: {
      on: [...instances],
      attribute: 'performance_insights_kms_key_id',
      must: { ...isSet(), text: 'a key of your own' },
      when: [{ attribute: 'performance_insights_enabled', is: be(true) }],
    },
    bad: `resource "aws_rds_cluster_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_identifier           = aws_rds_cluster.example.id
  engine                       = "aurora-postgresql"
  instance_class               = "db.r8g.large"
  performance_insights_enabled = true
}
`,
    good: `resource "aws_rds_cluster_instance" "example" {
  cluster_identifier              = aws_rds_cluster.example.id
  engine                          = "aurora-postgresql"
  instance_class                  = "db.r8g.large"
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.example.arn
}
`,
  },
  {
    id: 'aws/rds-password-in-state',
    title: 'The password of a database is given by Terraform',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `What \`password\` is set to stands in the state, wherever it comes from, and stays the same until somebody changes it. With \`manage_master_user_password\` RDS makes it, keeps it in Secrets Manager and changes it every week; \`password_wo\` at least keeps it out of the state.

Leave it where the state is guarded like the password, and for engines and replicas that cannot do it.`,
    refs: [guide('rds-secrets-manager'), registry('db_instance')],
    equivalents: [],
    check: (
      [
        ['aws_db_instance', 'password'],
        ['aws_docdb_cluster', 'master_password'],
        ['aws_rds_cluster', 'master_password'],
        ['aws_redshift_cluster', 'master_password'],
      ] as const
    ).map(([type, password]) =>
      unwantedReference([type], password, 'The state keeps this password. Let AWS manage it.'),
    ),
    bad: `resource "aws_rds_cluster" "example" {
  engine          = "aurora-postgresql"
  master_username = "example"
  master_password = random_password.example.result
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine                      = "aurora-postgresql"
  master_username             = "example"
  manage_master_user_password = true
}
`,
  },
  {
    id: 'aws/rds-version-ended',
    title: 'A database runs a version that is out of standard support',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `Its makers no longer mend it. MySQL and PostgreSQL go on as extended support, at a surcharge for each core and hour that doubles in the third year (as of November 2026) and can be more than the instance itself; after that, and MariaDB at once, RDS upgrades them on a day of AWS's choosing.

Leave it while the upgrade is being tested.`,
    refs: [guide('extended-support'), docs('AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html')],
    equivalents: [],
    check: endedVersions.map(({ engine, ended, next }) => ({
      on: ['aws_db_instance', 'aws_rds_cluster'],
      attribute: 'engine_version',
      must: matchesNot(ended, next),
      missing: 'passes',
      when: [
        { attribute: 'engine', is: matches(engine, 'the engine') },
        {
          attribute: 'engine_lifecycle_support',
          is: noneOf('open-source-rds-extended-support-disabled'),
          missing: 'holds',
        },
      ],
    })),
    bad: `resource "aws_db_instance" "example" {
  engine         = "mysql"
  engine_version = "8.0"
                   ~~~~~
  instance_class = "db.t4g.micro"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine         = "mysql"
  engine_version = "8.4"
  instance_class = "db.t4g.micro"
}
`,
  },
  {
    id: 'aws/rds-without-backtrack',
    title: 'An Aurora cluster cannot be turned back',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Backtracking takes a cluster of Aurora MySQL back by minutes or hours in place, where a restore makes a new cluster. It can be switched on only when the cluster is made, and every change that is kept is billed.

Leave it where point-in-time recovery, which every cluster has, is fast enough: for most that is so.`,
    refs: [aurora('AuroraMySQL.Managing.Backtrack'), registry('rds_cluster')],
    equivalents: ['checkov/CKV_AWS_326'],
    check: {
      on: ['aws_rds_cluster'],
      attribute: 'backtrack_window',
      must: preferring(86400, atLeast(1)),
      default: 0,
      when: [{ attribute: 'engine', is: matches(/^aurora(?:-mysql)?$/, 'Aurora MySQL'), missing: 'holds' }],
      so: 'for the cluster to be turned back in place',
      effect: 'Terraform replaces the cluster, and changes that are kept are billed',
    },
    bad: `resource "aws_rds_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine = "aurora-mysql"
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine           = "aurora-mysql"
  backtrack_window = 86400
}
`,
  },
  {
    id: 'aws/rds-without-enhanced-monitoring',
    title: 'A database shows nothing of its operating system',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `CloudWatch shows what the hypervisor sees. Enhanced monitoring shows what the machine sees, by process and as often as each second: it is what tells why a database is slow. It is billed as logs.

Leave it until a database is slow: it can be switched on then, without a restart.`,
    refs: [guide('USER_Monitoring.OS'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_118'],
    check: {
      on: [...instances],
      attribute: 'monitoring_interval',
      must: preferring(60, atLeast(1)),
      default: 0,
      effect: 'it needs monitoring_role_arn, and is billed as logs',
    },
    bad: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.m8g.large"
  monitoring_interval = 0
                        ~
}
`,
    good: `resource "aws_db_instance" "example" {
  engine              = "postgres"
  instance_class      = "db.m8g.large"
  monitoring_interval = 60
}
`,
  },
  {
    id: 'aws/rds-without-mysql-audit-log',
    title: 'Who signed in to a MySQL cluster, and did what, is not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `After a leak the first question is who read the table. The audit log of Aurora MySQL answers it, once \`server_audit_logging\` is on in its parameter group; outside of the cluster, in CloudWatch, nobody who gets into the database can take it back.

Leave it for data that is no secret.`,
    refs: [aurora('AuroraMySQL.Integrating.CloudWatch'), registry('rds_cluster')],
    equivalents: ['checkov/CKV_AWS_325'],
    check: {
      on: ['aws_rds_cluster'],
      attribute: 'enabled_cloudwatch_logs_exports',
      must: { ...has('audit'), text: 'a list with "audit"' },
      when: [{ attribute: 'engine', is: matches(/^(?:aurora|aurora-mysql|mysql)$/, 'MySQL'), missing: 'holds' }],
    },
    bad: `resource "aws_rds_cluster" "example" {
  engine                          = "aurora-mysql"
  enabled_cloudwatch_logs_exports = ["error"]
                                    ~~~~~~~~~
}
`,
    good: `resource "aws_rds_cluster" "example" {
  engine                          = "aurora-mysql"
  enabled_cloudwatch_logs_exports = ["audit", "error"]
}
`,
  },
  {
    id: 'aws/rds-without-performance-insights',
    title: 'Nobody sees which statements load a database',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Performance Insights, now a part of Database Insights, shows which statements a database waits for. Seven days of it are free of charge.

Leave it for small instances that do not support it, and where other tools show the same.`,
    refs: [guide('USER_PerfInsights'), registry('db_instance')],
    equivalents: ['checkov/CKV_AWS_353', 'trivy/AWS-0133'],
    check: {
      on: [...instances],
      attribute: 'performance_insights_enabled',
      must: be(true),
      default: false,
      effect: 'some classes of instances do not support it',
    },
    bad: `resource "aws_db_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  engine         = "postgres"
  instance_class = "db.m8g.large"
}
`,
    good: `resource "aws_db_instance" "example" {
  engine                       = "postgres"
  instance_class               = "db.m8g.large"
  performance_insights_enabled = true
}
`,
  },
  {
    id: 'aws/rds-without-query-log',
    title: 'PostgreSQL does not log slow or changing statements',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `With \`log_statement\` and \`log_min_duration_statement\` in the parameter group, the log says who changed the schema and which statements were slow. What is logged in full may hold personal data, and is billed.

Leave it where Performance Insights or an audit extension tells as much.`,
    refs: [guide('USER_LogAccess.Concepts.PostgreSQL.Query_Logging'), registry('db_parameter_group')],
    equivalents: ['checkov/CKV2_AWS_27', 'checkov/CKV2_AWS_30'],
    check: queryLog,
    bad: `resource "aws_db_parameter_group" "example" {
  family = "postgres17"

  parameter {
    name  = "log_statement"
    value = "ddl"
  }
}

resource "aws_db_instance" "example" {
  engine               = "postgres"
  instance_class       = "db.m8g.large"
  parameter_group_name = aws_db_parameter_group.example.name
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_db_parameter_group" "example" {
  family = "postgres17"

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}

resource "aws_db_instance" "example" {
  engine               = "postgres"
  instance_class       = "db.m8g.large"
  parameter_group_name = aws_db_parameter_group.example.name
}
`,
  },
  {
    id: 'aws/rds-without-tls',
    title: 'A database accepts connections without TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: false,
    why: `Passwords and data are readable on the way from every client that does not ask for TLS itself. A parameter makes the database refuse such clients; PostgreSQL sets it on its own from version 15 on, MariaDB from 11.8 and MySQL from 9.7.

Leave it while the last old client is being replaced.`,
    refs: [guide('UsingWithRDS.SSL'), registry('db_parameter_group')],
    equivalents: ['checkov/CKV2_AWS_69'],
    check: onlyTls,
    bad: `resource "aws_db_parameter_group" "example" {
  family = "postgres14"

  parameter {
    name  = "rds.force_ssl"
    value = "0"
            ~~~
  }
}

resource "aws_db_instance" "example" {
  engine               = "postgres"
  engine_version       = "14"
  instance_class       = "db.m8g.large"
  parameter_group_name = aws_db_parameter_group.example.name
}
`,
    good: `resource "aws_db_parameter_group" "example" {
  family = "postgres14"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "example" {
  engine               = "postgres"
  engine_version       = "14"
  instance_class       = "db.m8g.large"
  parameter_group_name = aws_db_parameter_group.example.name
}
`,
  },
];
