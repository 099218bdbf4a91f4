import { be, has, hasSome, isSet, noneOf, oneOf, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Where a type says that it keeps a log, and the checks of other tools that ask for it. */
interface Logged extends Omit<Expectation, 'so'> {
  readonly equivalents: readonly string[];
}

const databases: readonly Logged[] = [
  {
    on: ['aws_db_instance', 'aws_rds_cluster'],
    attribute: 'enabled_cloudwatch_logs_exports',
    must: { ...isSet(), text: 'a list of logs' },
    equivalents: ['checkov/CKV_AWS_129', 'checkov/CKV_AWS_324'],
  },
  {
    on: ['aws_docdb_cluster'],
    attribute: 'enabled_cloudwatch_logs_exports',
    must: { ...hasSome('audit', 'profiler'), right: '["audit", "profiler"]' },
    effect: 'the parameters audit_logs and profiler must be on, and logs are billed by size',
    equivalents: ['checkov/CKV_AWS_85', 'trivy/AWS-0020'],
  },
  {
    on: ['aws_neptune_cluster'],
    attribute: 'enable_cloudwatch_logs_exports',
    must: { ...has('audit'), text: 'a list with "audit"' },
    equivalents: ['checkov/CKV_AWS_101', 'trivy/AWS-0075'],
  },
];

const services: readonly Logged[] = [
  {
    on: ['aws_mq_broker'],
    attribute: 'logs.general',
    must: be(true),
    default: false,
    effect: 'logs are billed by size',
    equivalents: ['checkov/CKV_AWS_48', 'trivy/AWS-0071'],
  },
  {
    on: ['aws_msk_cluster'],
    attribute: [
      'logging_info.broker_logs.cloudwatch_logs.enabled',
      'logging_info.broker_logs.firehose.enabled',
      'logging_info.broker_logs.s3.enabled',
    ],
    must: oneOf(true),
    default: false,
    equivalents: ['checkov/CKV_AWS_80', 'trivy/AWS-0074'],
  },
  {
    on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    attribute: 'log_publishing_options',
    must: someBlock({
      where: [{ attribute: 'enabled', is: be(true), default: true }],
      text: 'one that is enabled',
    }),
    equivalents: ['checkov/CKV_AWS_84', 'trivy/AWS-0042'],
  },
];

const named = (rows: readonly Logged[]) => rows.flatMap(({ equivalents }) => equivalents).sort();
const checks = (rows: readonly Logged[]) =>
  rows.map(({ equivalents: _, ...row }): Expectation => ({ ...row, so: 'so that what happens can be read later' }));

/** The logs of an Airflow environment that have a switch, and what is read in them. */
const airflow = [
  ['scheduler', 'why a task was not started', 'checkov/CKV_AWS_242'],
  ['webserver', 'who opened the console and what they did there', 'checkov/CKV_AWS_244'],
  ['worker', 'why a task failed', 'checkov/CKV_AWS_243'],
] as const;

export const serviceLogs: readonly Rule[] = [
  ...airflow.map(
    ([part, told, equivalent]): Rule => ({
      id: `aws/airflow-without-${part}-logs`,
      title: `An Airflow environment keeps no logs of its ${part}`,
      severity: 'info',
      pillar: 'logging',
      recommended: false,
      why: `These logs say ${told}. The machines are AWS's: what is not sent to CloudWatch is not to be had.

Leave it in an environment that is only tried out.`,
      refs: [docs('mwaa/latest/userguide/monitoring-airflow.html'), registry('mwaa_environment')],
      equivalents: [equivalent],
      check: {
        on: ['aws_mwaa_environment'],
        attribute: `logging_configuration.${part}_logs.enabled`,
        must: be(true),
        default: false,
        effect: 'logs are billed by size',
      },
      bad: `resource "aws_mwaa_environment" "example" {
  name               = "example"
  dag_s3_path        = "dags/"
  execution_role_arn = aws_iam_role.example.arn
  source_bucket_arn  = aws_s3_bucket.example.arn

  logging_configuration {
    ${part}_logs {
      enabled = false
                ~~~~~
    }
  }
}
`,
      good: `resource "aws_mwaa_environment" "example" {
  name               = "example"
  dag_s3_path        = "dags/"
  execution_role_arn = aws_iam_role.example.arn
  source_bucket_arn  = aws_s3_bucket.example.arn

  logging_configuration {
    ${part}_logs {
      enabled = true
    }
  }
}
`,
    }),
  ),
  {
    id: 'aws/broker-without-audit-log',
    title: 'A message broker does not log who manages it',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Who made a queue, purged one or added a user through the console of ActiveMQ stands in its audit log only. RabbitMQ has none.

Leave it where nobody has access to the console.`,
    refs: [docs('amazon-mq/latest/developer-guide/security-logging-monitoring.html'), registry('mq_broker')],
    equivalents: ['checkov/CKV_AWS_197', 'trivy/AWS-0070'],
    check: {
      on: ['aws_mq_broker'],
      attribute: 'logs.audit',
      must: be(true),
      default: false,
      when: [{ attribute: 'engine_type', is: noneOf('RabbitMQ'), missing: 'holds' }],
      effect: 'logs are billed by size',
    },
    bad: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  logs {
  ~~~~
    general = true
  }
}
`,
    good: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  logs {
    general = true
    audit   = true
  }
}
`,
  },
  {
    id: 'aws/database-logs-not-exported',
    title: 'The logs of a database stay on its machine',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `On the machine they are gone after days, and with the instance. In CloudWatch they outlive it, can be searched and raise alarms. They are billed by size.

Leave it where nobody would read them, and for replicas that log what their primary logs.`,
    refs: [
      docs('AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html'),
      registry('db_instance'),
    ],
    equivalents: named(databases),
    check: checks(databases),
    bad: `resource "aws_docdb_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_identifier = "example"
}
`,
    good: `resource "aws_docdb_cluster" "example" {
  cluster_identifier              = "example"
  enabled_cloudwatch_logs_exports = ["audit", "profiler"]
}
`,
  },
  {
    id: 'aws/docdb-without-audit-log',
    title: 'Who changes what in DocumentDB is not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `With the parameter \`audit_logs\` the cluster notes sign-ins, changes of users and of collections; exported to CloudWatch, nobody who gets into the database can take it back.

Leave it for data that is no secret.`,
    refs: [docs('documentdb/latest/developerguide/event-auditing.html'), registry('docdb_cluster_parameter_group')],
    equivalents: ['checkov/CKV_AWS_104'],
    check: {
      on: ['aws_docdb_cluster_parameter_group'],
      attribute: 'parameter',
      must: someBlock({
        where: [
          { attribute: 'name', is: be('audit_logs') },
          { attribute: 'value', is: oneOf('enabled', 'ddl', 'all', 'dml_read', 'dml_write') },
        ],
        text: 'one with audit_logs = enabled',
        right: ['name  = "audit_logs"', 'value = "enabled"'],
      }),
      effect: 'logs are billed by size',
    },
    bad: `resource "aws_docdb_cluster_parameter_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  family = "docdb5.0"
}
`,
    good: `resource "aws_docdb_cluster_parameter_group" "example" {
  family = "docdb5.0"

  parameter {
    name  = "audit_logs"
    value = "enabled"
  }
}
`,
  },
  {
    id: 'aws/search-without-audit-log',
    title: 'A search domain does not log who reads what',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Sign-ins and requests to indexes stand in the audit log only, which takes fine-grained access control. It grows with the requests, and is billed.

Leave it for domains of logs and of data that is no secret.`,
    refs: [docs('opensearch-service/latest/developerguide/audit-logs.html'), registry('opensearch_domain')],
    equivalents: ['checkov/CKV_AWS_317'],
    check: {
      on: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
      attribute: 'log_publishing_options',
      must: someBlock({
        where: [
          { attribute: 'log_type', is: be('AUDIT_LOGS') },
          { attribute: 'enabled', is: be(true), default: true },
        ],
        text: 'one for AUDIT_LOGS',
      }),
    },
    bad: `resource "aws_opensearch_domain" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain_name = "example"
}
`,
    good: `resource "aws_opensearch_domain" "example" {
  domain_name = "example"

  log_publishing_options {
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = aws_cloudwatch_log_group.example.arn
  }
}
`,
  },
  {
    id: 'aws/service-without-logs',
    title: 'A broker, stream or search domain keeps no logs',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `These services run on machines of AWS: what they do not send to CloudWatch, a bucket or a stream is not to be had when something went wrong.

Leave it for what is only tried out.`,
    refs: [
      docs('opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html'),
      docs('msk/latest/developerguide/msk-logging.html'),
    ],
    equivalents: named(services),
    check: checks(services),
    bad: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  logs {
    general = false
              ~~~~~
  }
}
`,
    good: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.m5.large"

  logs {
    general = true
  }
}
`,
  },
];
