import { be, matchesNot, noneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const mq = (page: string) => docs(`amazon-mq/latest/developer-guide/${page}.html`);

/** Versions of engines whose support by Amazon MQ has ended, as of November 2026: before ActiveMQ 5.18 and RabbitMQ 3.13. */
const endedActiveMq = /^5\.(?:\d|1[0-7])(?:\.|$)/;
const endedRabbitMq = /^3\.(?:\d|1[0-2])(?:\.|$)/;

const upgrade = 'test the upgrade first; it may have to go version by version';

const broker = (line: string, rest = '') => `resource "aws_mq_broker" "example" {
  broker_name         = "example"
  engine_type         = "ActiveMQ"
  engine_version      = "5.18"
  host_instance_type  = "mq.m5.large"
  publicly_accessible = ${line}
${rest}}
`;

export const brokers: readonly Rule[] = [
  {
    id: 'aws/airflow-public',
    title: 'The console of an Airflow environment is on the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Everybody may try to sign in to it. AWS checks who it is, but a leaked session or role is enough from anywhere. Private, it is reached through the VPC only.

Leave it where people work without a VPN and sign in with a second factor.`,
    refs: [docs('mwaa/latest/userguide/configuring-networking.html'), registry('mwaa_environment')],
    equivalents: ['checkov/CKV2_AWS_66'],
    check: {
      on: ['aws_mwaa_environment'],
      attribute: 'webserver_access_mode',
      must: be('PRIVATE_ONLY'),
      default: 'PRIVATE_ONLY',
      effect: 'the console is reached through the VPC only',
    },
    bad: `resource "aws_mwaa_environment" "example" {
  name                  = "example"
  dag_s3_path           = "dags/"
  execution_role_arn    = aws_iam_role.example.arn
  source_bucket_arn     = aws_s3_bucket.example.arn
  webserver_access_mode = "PUBLIC_ONLY"
                          ~~~~~~~~~~~~~
}
`,
    good: `resource "aws_mwaa_environment" "example" {
  name                  = "example"
  dag_s3_path           = "dags/"
  execution_role_arn    = aws_iam_role.example.arn
  source_bucket_arn     = aws_s3_bucket.example.arn
  webserver_access_mode = "PRIVATE_ONLY"
}
`,
  },
  {
    id: 'aws/broker-public',
    title: 'A message broker has a public address',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Its ports and its console are on the internet, with passwords alone before them, and brokers have had flaws that needed no password. In private subnets it is reached from your networks only.

Leave it where partners outside connect, and the security group names their addresses.`,
    refs: [mq('using-amazon-mq-securely'), registry('mq_broker')],
    equivalents: ['checkov/CKV_AWS_69', 'trivy/AWS-0072'],
    check: {
      on: ['aws_mq_broker'],
      attribute: 'publicly_accessible',
      must: be(false),
      default: false,
      effect: 'Terraform replaces the broker, and its messages are lost',
    },
    bad: broker('true', `${' '.repeat(24)}~~~~\n`),
    good: broker('false'),
  },
  {
    id: 'aws/broker-version-ended',
    title: 'A message broker runs a version that is no longer supported',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Flaws of such a version stay open to everybody who reads about them; CVE-2023-46604 in ActiveMQ 5.17 let strangers run code. Amazon MQ upgrades such brokers itself, in a maintenance window of its choosing, and makes no new ones.

Leave it while the upgrade is being tested.`,
    refs: [mq('activemq-version-management'), mq('rabbitmq-version-management')],
    equivalents: ['checkov/CKV_AWS_208'],
    check: [
      {
        on: ['aws_mq_broker', 'aws_mq_configuration'],
        attribute: 'engine_version',
        must: preferring('5.18', matchesNot(endedActiveMq, '5.18 or later')),
        effect: upgrade,
        when: [{ attribute: 'engine_type', is: noneOf('RabbitMQ') }],
      },
      {
        on: ['aws_mq_broker', 'aws_mq_configuration'],
        attribute: 'engine_version',
        must: preferring('3.13', matchesNot(endedRabbitMq, '3.13 or later')),
        effect: upgrade,
        when: [{ attribute: 'engine_type', is: noneOf('ActiveMQ') }],
      },
    ],
    bad: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "RabbitMQ"
  engine_version     = "3.11.20"
                       ~~~~~~~~~
  host_instance_type = "mq.m5.large"
}
`,
    good: `resource "aws_mq_broker" "example" {
  broker_name        = "example"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.m5.large"
}
`,
  },
  {
    id: 'aws/kafka-public',
    title: 'The brokers of a Kafka cluster have public addresses',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Everybody reaches the brokers, and a leaked password or certificate is enough to read the topics. Clients in other accounts and networks come by PrivateLink instead.

Leave it where clients outside have no other way, and the security group names their addresses.`,
    refs: [docs('msk/latest/developerguide/public-access.html'), registry('msk_cluster')],
    equivalents: ['checkov/CKV_AWS_291'],
    check: {
      on: ['aws_msk_cluster'],
      attribute: 'broker_node_group_info.connectivity_info.public_access.type',
      must: be('DISABLED'),
      default: 'DISABLED',
      effect: 'clients that come over the internet are cut off',
    },
    bad: `resource "aws_msk_cluster" "example" {
  cluster_name           = "example"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3

  broker_node_group_info {
    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
               ~~~~~~~~~~~~~~~~~~~~~~~
      }
    }
  }
}
`,
    good: `resource "aws_msk_cluster" "example" {
  cluster_name           = "example"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3

  broker_node_group_info {
    connectivity_info {
      public_access {
        type = "DISABLED"
      }
    }
  }
}
`,
  },
  {
    id: 'aws/kafka-without-sign-in',
    title: 'A Kafka cluster lets in clients that nobody knows',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever reaches the brokers reads and writes every topic, and nothing says who it was.

Leave it while the last clients move to IAM, SCRAM or certificates, behind a narrow security group.`,
    refs: [docs('msk/latest/developerguide/kafka_apis_iam.html'), registry('msk_cluster')],
    equivalents: [],
    check: {
      on: ['aws_msk_cluster'],
      attribute: 'client_authentication.unauthenticated',
      must: be(false),
      default: false,
      effect: 'clients that do not sign in are cut off',
    },
    bad: `resource "aws_msk_cluster" "example" {
  cluster_name           = "example"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3

  client_authentication {
    unauthenticated = true
                      ~~~~
  }
}
`,
    good: `resource "aws_msk_cluster" "example" {
  cluster_name           = "example"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3

  client_authentication {
    unauthenticated = false
  }
}
`,
  },
];
