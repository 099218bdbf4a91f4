import { be, isSet, matches, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`redshift/latest/mgmt/${page}.html`);
const on = ['aws_redshift_cluster'];
const resource = registry('redshift_cluster');

export const redshift: readonly Rule[] = [
  {
    id: 'aws/redshift-default-database',
    title: 'The database of a data warehouse has its default name',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `Everybody knows that the first database is called \`dev\`, and a name that says nothing is mistaken for another. It hides nothing that a password should protect.

Leave it: the name cannot be changed without a new cluster, and gains little.`,
    refs: [guide('working-with-clusters'), resource],
    equivalents: ['checkov/CKV_AWS_320'],
    check: { on, attribute: 'database_name', must: { ...noneOf('dev'), text: 'a name of its own' }, default: 'dev' },
    bad: `resource "aws_redshift_cluster" "example" {
  cluster_identifier = "example"
  node_type          = "ra3.large"
  database_name      = "dev"
                       ~~~~~
}
`,
    good: `resource "aws_redshift_cluster" "example" {
  cluster_identifier = "example"
  node_type          = "ra3.large"
  database_name      = "sales"
}
`,
  },
  {
    id: 'aws/redshift-guessed-administrator',
    title: 'A public data warehouse has an administrator whose name everybody guesses',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever finds the address tries passwords for \`awsuser\`, \`admin\` and \`root\` first. Without a public address there is no door to try; another name leaves strangers without half of what they need.

Leave it where the security group lets in addresses of your own only.`,
    refs: [guide('managing-clusters-vpc'), resource],
    equivalents: ['checkov/CKV_AWS_391'],
    check: {
      on,
      attribute: 'master_username',
      must: {
        ...noneOf('awsuser', 'administrator', 'admin', 'root', 'master', 'postgres', 'redshift', 'rsadmin', 'user'),
        text: 'a name that is not guessed',
      },
      missing: 'passes',
      when: [{ attribute: 'publicly_accessible', is: be(true) }],
    },
    bad: `resource "aws_redshift_cluster" "example" {
  cluster_identifier  = "example"
  node_type           = "ra3.large"
  master_username     = "awsuser"
                        ~~~~~~~~~
  publicly_accessible = true
}
`,
    good: `resource "aws_redshift_cluster" "example" {
  cluster_identifier  = "example"
  node_type           = "ra3.large"
  master_username     = "awsuser"
  publicly_accessible = false
}
`,
  },
  {
    id: 'aws/redshift-outside-vpc',
    title: 'A data warehouse does not say in which subnets it stands',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Without a subnet group the cluster goes into the default VPC of the region, whose subnets are public and whose security group everybody uses.

Leave it where the default VPC is the one that is meant.`,
    refs: [guide('managing-cluster-subnet-groups'), resource],
    equivalents: ['checkov/CKV_AWS_154', 'trivy/AWS-0127'],
    check: {
      on,
      attribute: 'cluster_subnet_group_name',
      must: { ...isSet(), text: 'the name of a subnet group' },
      so: 'so that the cluster stands in a network of its own',
    },
    bad: `resource "aws_redshift_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_identifier = "example"
  node_type          = "ra3.large"
}
`,
    good: `resource "aws_redshift_cluster" "example" {
  cluster_identifier        = "example"
  node_type                 = "ra3.large"
  cluster_subnet_group_name = "private"
}
`,
  },
  ...(
    [
      {
        what: 'encryption',
        word: 'encrypted',
        attribute: 'encrypted',
        right: true,
        was: 'encrypted when nothing is said; before, it was not encrypted',
        effect: 'older providers replace the cluster',
        equivalents: ['checkov/CKV_AWS_64', 'trivy/AWS-0084'],
      },
      {
        what: 'public-access',
        word: 'public',
        attribute: 'publicly_accessible',
        right: false,
        was: 'private when nothing is said; before, it was public',
        effect: 'clients that come over the internet are cut off where it was public',
        equivalents: ['checkov/CKV_AWS_87'],
      },
    ] as const
  ).map(
    ({ what, word, attribute, right, was, effect, equivalents }): Rule => ({
      id: `aws/redshift-unsaid-${what}`,
      title: `Whether a data warehouse is ${word} is left to the version of the provider`,
      severity: 'info',
      pillar: 'data',
      recommended: false,
      why: `From version 6 of the provider on, a cluster is ${was}. Written down, it does not hang on the version.

Leave it where the code demands version 6.`,
      refs: ['https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade', resource],
      equivalents,
      check: { on, attribute, must: preferring(right, { ...isSet(), text: 'written down' }), effect },
      bad: `resource "aws_redshift_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_identifier = "example"
}
`,
      good: `resource "aws_redshift_cluster" "example" {
  ${'cluster_identifier'.padEnd(attribute.length)} = "example"
  ${attribute.padEnd('cluster_identifier'.length)} = ${right}
}
`,
    }),
  ),
  {
    id: 'aws/redshift-without-enhanced-routing',
    title: 'A data warehouse loads and unloads data past the VPC',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `COPY and UNLOAD go over the internet's side of AWS, past endpoints, their policies and flow logs. With enhanced VPC routing all of it goes through the VPC, so that an endpoint's policy says which buckets data may leave to.

Leave it where no such policy is wanted: without an endpoint the traffic needs a NAT gateway, which is billed.`,
    refs: [guide('enhanced-vpc-routing'), resource],
    equivalents: ['checkov/CKV_AWS_321'],
    check: {
      on: [...on, 'aws_redshiftserverless_workgroup'],
      attribute: 'enhanced_vpc_routing',
      must: be(true),
      default: false,
      so: 'for loads to go through the VPC',
      effect: 'the VPC needs an endpoint or NAT gateway to S3',
    },
    bad: `resource "aws_redshift_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cluster_identifier = "example"
  node_type          = "ra3.large"
}
`,
    good: `resource "aws_redshift_cluster" "example" {
  cluster_identifier   = "example"
  node_type            = "ra3.large"
  enhanced_vpc_routing = true
}
`,
  },
  {
    id: 'aws/redshift-without-logs',
    title: 'A data warehouse does not log who signs in and what they ask',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `After a leak nobody can say who read the table. The audit log names connections, users and, with the parameter \`enable_user_activity_logging\`, statements.

Leave it for data that is no secret.`,
    refs: [guide('db-auditing'), registry('redshift_logging')],
    equivalents: ['checkov/CKV_AWS_71'],
    check: {
      on,
      attribute: 'logging.enable',
      must: be(true),
      default: false,
      unless: [{ on: ['aws_redshift_logging'], by: 'cluster_identifier' }],
      so: '(or an aws_redshift_logging must name the cluster)',
      effect: 'where the provider is older than version 6',
    },
    bad: `resource "aws_redshift_cluster" "example" {
  cluster_identifier = "example"
  node_type          = "ra3.large"

  logging {
    enable = false
             ~~~~~
  }
}
`,
    good: `resource "aws_redshift_cluster" "example" {
  cluster_identifier = "example"
  node_type          = "ra3.large"

  logging {
    enable = true
  }
}
`,
  },
  {
    id: 'aws/redshift-without-tls',
    title: 'A data warehouse accepts connections without TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Passwords and data are readable on the way from every client that does not ask for TLS itself. With \`require_ssl\` the cluster refuses such clients; the parameter group \`default.redshift-2.0\` sets it already.

Leave it while the last old client is being replaced.`,
    refs: [guide('connecting-ssl-support'), registry('redshift_parameter_group')],
    equivalents: ['checkov/CKV_AWS_105'],
    check: {
      on: ['aws_redshift_parameter_group'],
      attribute: 'parameter',
      must: someBlock({
        where: [
          { attribute: 'name', is: be('require_ssl') },
          { attribute: 'value', is: matches(/^true$/i, 'true') },
        ],
        text: 'one with require_ssl = true',
        right: ['name  = "require_ssl"', 'value = "true"'],
      }),
      effect: 'clients that do not use TLS are refused',
    },
    bad: `resource "aws_redshift_parameter_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name   = "example"
  family = "redshift-2.0"
}
`,
    good: `resource "aws_redshift_parameter_group" "example" {
  name   = "example"
  family = "redshift-2.0"

  parameter {
    name  = "require_ssl"
    value = "true"
  }
}
`,
  },
];
