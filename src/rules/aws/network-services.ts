import { currentTransferPolicies } from '../facts/aws-versions.ts';
import { be, matches, oneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const firewallGuide = (page: string) => docs(`network-firewall/latest/developerguide/${page}.html`);
const transferGuide = (page: string) => docs(`transfer/latest/userguide/${page}.html`);
const firewalls = ['aws_networkfirewall_firewall'];
const servers = ['aws_transfer_server'];

/** A network firewall with one more argument. */
function firewall(name = '', value = '', marks = ''): string {
  const width = Math.max(name.length, 'firewall_policy_arn'.length);
  const line = (key: string, text: string) => `  ${key.padEnd(width)} = ${text}\n`;
  return `resource "aws_networkfirewall_firewall" "example" {
${marks}${line('name', '"example"')}${line('firewall_policy_arn', 'aws_networkfirewall_firewall_policy.main.arn')}${line('vpc_id', 'aws_vpc.main.id')}${name ? line(name, value) : ''}}
`;
}

const markedFirewall = firewall('', '', `${'~'.repeat('resource "aws_networkfirewall_firewall" "example"'.length)}\n`);

function server(lines: string): string {
  return `resource "aws_transfer_server" "example" {
${lines}}
`;
}

export const networkServices: readonly Rule[] = [
  {
    id: 'aws/accelerator-without-flow-log',
    title: 'An accelerator keeps no flow log',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The flow log shows which clients the accelerator brought to which endpoint. Only the space in the bucket is charged.

Leave it off where the load balancers behind keep logs.`,
    refs: [
      docs('global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html'),
      registry('globalaccelerator_accelerator'),
    ],
    equivalents: ['checkov/CKV_AWS_75'],
    check: {
      on: ['aws_globalaccelerator_accelerator'],
      attribute: 'attributes.flow_logs_enabled',
      must: be(true),
      default: false,
      so: 'to see who came from where',
      effect: 'it needs a bucket and a prefix',
    },
    bad: `resource "aws_globalaccelerator_accelerator" "example" {
  name = "example"

  attributes {
    flow_logs_enabled = false
                        ~~~~~
  }
}
`,
    good: `resource "aws_globalaccelerator_accelerator" "example" {
  name = "example"

  attributes {
    flow_logs_enabled = true
  }
}
`,
  },
  {
    id: 'aws/classic-security-group',
    title: 'A security group of EC2-Classic is declared',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `EC2-Classic was shut down in 2022. These resources belong to it: current versions of the provider no longer have them, and what they fence has no VPC around it.

There is no case where leaving it is right: use \`aws_security_group\` in a VPC.`,
    refs: [docs('AWSEC2/latest/UserGuide/ec2-classic-platform.html'), registry('security_group')],
    equivalents: ['checkov/CKV_AWS_196', 'checkov/CKV_AWS_198', 'trivy/AWS-0085'],
    check: unwanted(
      ['aws_db_security_group', 'aws_elasticache_security_group', 'aws_redshift_security_group'],
      'EC2-Classic is gone, and this resource with it. Use an aws_security_group in a VPC.',
    ),
    bad: `resource "aws_db_security_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_security_group" "example" {
  description = "Database"
  vpc_id      = aws_vpc.main.id
}
`,
  },
  {
    id: 'aws/network-firewall-without-deletion-protection',
    title: 'A network firewall can be deleted by one call',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Without the firewall its routes lead nowhere, so the networks behind it are cut off. With the protection on, \`terraform destroy\` fails until it is switched off.

Leave it off for a firewall that automation makes and removes.`,
    refs: [firewallGuide('firewall-settings'), registry('networkfirewall_firewall')],
    equivalents: ['checkov/CKV_AWS_344'],
    check: {
      on: firewalls,
      attribute: 'delete_protection',
      must: be(true),
      default: false,
      so: 'so that it is not deleted by mistake',
      effect: 'Terraform cannot destroy it until this is switched off',
    },
    bad: markedFirewall,
    good: firewall('delete_protection', 'true'),
  },
  {
    id: 'aws/network-firewall-without-log',
    title: 'A network firewall keeps no log',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without the log of alerts nobody sees what the firewall stopped, or should have.

Leave it where another configuration adds the logging.`,
    refs: [firewallGuide('firewall-logging'), registry('networkfirewall_logging_configuration')],
    equivalents: ['checkov/CKV2_AWS_63'],
    check: {
      on: firewalls,
      needs: [{ on: ['aws_networkfirewall_logging_configuration'], by: 'firewall_arn' }],
      text: 'an aws_networkfirewall_logging_configuration with its ARN',
      so: 'to see what was stopped',
    },
    bad: markedFirewall,
    good: `${firewall()}
resource "aws_networkfirewall_logging_configuration" "example" {
  firewall_arn = aws_networkfirewall_firewall.example.arn

  logging_configuration {
    log_destination_config {
      log_type             = "ALERT"
      log_destination_type = "S3"
      log_destination      = { bucketName = aws_s3_bucket.logs.bucket }
    }
  }
}
`,
  },
  {
    id: 'aws/transfer-old-policy',
    title: 'A transfer server allows old ciphers',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Without the argument the server takes the policy of 2018, with ciphers and key exchanges that are no longer thought safe.

Leave it for partners whose software is that old.`,
    refs: [transferGuide('security-policies'), registry('transfer_server')],
    equivalents: ['checkov/CKV_AWS_380'],
    check: {
      on: servers,
      attribute: 'security_policy_name',
      must: preferring('TransferSecurityPolicy-2025-03', matches(currentTransferPolicies, 'a policy of 2024 or later')),
      default: 'TransferSecurityPolicy-2018-11',
      so: 'so that old ciphers are refused',
      effect: 'old clients are cut off',
    },
    bad: server(`  security_policy_name = "TransferSecurityPolicy-2020-06"
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`),
    good: server(`  security_policy_name = "TransferSecurityPolicy-2025-03"
`),
  },
  {
    id: 'aws/transfer-public',
    title: 'A transfer server is open to the internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `The endpoint \`PUBLIC\`, which is the default, has no security group: whoever finds it may try to log in. An endpoint in a VPC has one, also when it is reached from outside by an elastic address.

Leave it where partners have no fixed addresses.`,
    refs: [transferGuide('create-server-in-vpc'), registry('transfer_server')],
    equivalents: ['checkov/CKV_AWS_164'],
    check: {
      on: servers,
      attribute: 'endpoint_type',
      must: oneOf('VPC', 'VPC_ENDPOINT'),
      default: 'PUBLIC',
      so: 'so that a security group decides who connects',
    },
    bad: server(`  endpoint_type = "PUBLIC"
                  ~~~~~~~~
`),
    good: server(`  endpoint_type = "VPC"

  endpoint_details {
    vpc_id     = aws_vpc.main.id
    subnet_ids = aws_subnet.private[*].id
  }
`),
  },
];
