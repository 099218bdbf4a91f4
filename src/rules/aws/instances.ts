import type { Resource } from '../../terraform/model.ts';
import { atMost, be, isSet, noBlock, noneOf } from '../predicates.ts';
import type { Condition, Report, Rule } from '../rule.ts';
import { secretInStartData } from '../secrets.ts';
import { docs, registry } from './refs.ts';

const all = ['aws_instance', 'aws_launch_configuration', 'aws_launch_template'];

/** An instance from a launch template takes from it what it does not say itself. */
const withoutTemplate: Condition = { attribute: 'launch_template', is: noBlock() };

const metadata = docs('AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html');
const resources = [registry('instance'), registry('launch_template')];

function* secretInUserData(resource: Resource): Iterable<Report> {
  for (const name of ['user_data', 'user_data_base64']) {
    const value = resource.get(name);
    const what = secretInStartData(value);
    if (!value || what === undefined) continue;
    yield {
      at: value,
      message: `The user data holds ${what}. Revoke it, and let the instance read secrets through its role.`,
    };
  }
}

/** An instance with the arguments of `lines`. */
function instance(lines: string): string {
  return `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
${lines}}
`;
}

const header = `resource "aws_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
}
`;

export const instances: readonly Rule[] = [
  {
    id: 'aws/instance-metadata-hops',
    title: 'The metadata of an instance can be reached over more than one network hop',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With a limit of 1 the answer with the instance's credentials does not get past the instance itself, so a container on a bridge network or a misused proxy cannot fetch them.

Leave it at 2 where containers on the instance must reach the metadata, as on nodes of a cluster without an identity for each pod.`,
    refs: [metadata, ...resources],
    equivalents: ['checkov/CKV_AWS_341'],
    check: {
      on: all,
      attribute: 'metadata_options.http_put_response_hop_limit',
      must: { ...atMost(1), right: '1' },
      missing: 'passes',
      so: 'so that the answer does not leave the instance',
      effect: 'containers on the instance no longer reach the metadata',
    },
    bad: instance(`
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 3
                                  ~
  }
`),
    good: instance(`
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
`),
  },
  {
    id: 'aws/instance-metadata-v1',
    title: 'The metadata service of an instance answers without a session token',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `In the old version one plain request from the instance yields the credentials of its role, so a web application that can be made to fetch an address gives them away. The new version (IMDSv2) asks for a token first, which such requests cannot get. A default for the whole account and region (\`aws_ec2_instance_metadata_defaults\`) in the same configuration is taken into account.

Leave it for software that cannot use tokens, with a role that may do next to nothing.`,
    refs: [metadata, ...resources],
    equivalents: ['checkov/CKV_AWS_79', 'trivy/AWS-0028', 'trivy/AWS-0130', 'cis-aws/5.6'],
    check: [['aws_instance'], ['aws_launch_configuration', 'aws_launch_template']].map((on) => ({
      on,
      attribute: 'metadata_options.http_tokens',
      must: be('required'),
      default: 'optional',
      when: [
        { attribute: 'metadata_options.http_endpoint', is: noneOf('disabled'), missing: 'holds' },
        ...(on.includes('aws_instance') ? [withoutTemplate] : []),
      ],
      unless: [
        { on: ['aws_ec2_instance_metadata_defaults'], where: [{ attribute: 'http_tokens', is: be('required') }] },
      ],
      so: "so that a misused web application cannot fetch the role's credentials",
      effect: 'software that asks without a token fails',
    })),
    bad: header,
    good: instance(`
  metadata_options {
    http_tokens = "required"
  }
`),
  },
  {
    id: 'aws/instance-not-ebs-optimized',
    title: 'An instance does not ask for EBS optimisation',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `Older families share their network between disks and everything else unless this is set. Every current family has it always on, without a fee, and takes no notice of the argument.

Leave it for all families of this decade. It is here for those who count by the other tools' list.`,
    refs: [docs('ec2/latest/instancetypes/ebs-optimized-instances.html'), registry('instance')],
    equivalents: ['checkov/CKV_AWS_135'],
    check: {
      on: ['aws_instance'],
      attribute: 'ebs_optimized',
      must: be(true),
      so: 'for disks to have bandwidth of their own on old families',
      effect: 'the instance stops and starts; some old types refuse it',
    },
    bad: header,
    good: `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
  ebs_optimized = true
}
`,
  },
  {
    id: 'aws/instance-public-address',
    title: 'An instance has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A public address puts the instance on the internet: one security group rule too many, and anyone talks to it. It is charged by the hour besides. Load balancers take in users, NAT gateways let updates out, and Session Manager needs neither.

Leave it for what must be reached directly, such as a VPN endpoint.`,
    refs: [docs('AWSEC2/latest/UserGuide/using-instance-addressing.html'), ...resources],
    equivalents: ['checkov/CKV_AWS_88', 'checkov/CKV_AWS_389', 'trivy/AWS-0009'],
    check: [
      { on: ['aws_instance', 'aws_launch_configuration'], attribute: 'associate_public_ip_address' },
      { on: ['aws_launch_template'], attribute: 'network_interfaces.associate_public_ip_address' },
    ].map((row) => ({
      ...row,
      must: { ...noneOf(true), text: 'false', right: 'false' },
      missing: 'passes',
      so: 'so that the instance is reached through a load balancer or Session Manager only',
      effect: 'Terraform replaces the instance, and whoever uses its address is cut off',
    })),
    bad: `resource "aws_instance" "example" {
  ami                         = data.aws_ami.linux.id
  instance_type               = "t3.micro"
  associate_public_ip_address = true
                                ~~~~
}
`,
    good: `resource "aws_instance" "example" {
  ami                         = data.aws_ami.linux.id
  instance_type               = "t3.micro"
  associate_public_ip_address = false
}
`,
  },
  {
    id: 'aws/instance-user-data-secret',
    title: 'The user data of an instance holds a secret',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `User data is no safe place: everyone who may describe the instance reads it, every process on the instance does through the metadata service, and it stands in the code and the state. Whoever finds a key there has what the key opens.

There is no case where leaving it is right: give the instance a role, and let it read Secrets Manager or Parameter Store.`,
    refs: [docs('AWSEC2/latest/UserGuide/user-data.html'), ...resources],
    equivalents: ['checkov/CKV_AWS_46', 'trivy/AWS-0029', 'trivy/AWS-0122', 'trivy/AWS-0129'],
    check: { on: [...all, 'aws_lightsail_instance'], resource: secretInUserData },
    bad: `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
  user_data     = "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "aws_instance" "example" {
  ami                  = data.aws_ami.linux.id
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name
  user_data            = "systemctl start app"
}
`,
  },
  {
    id: 'aws/instance-without-detailed-monitoring',
    title: 'An instance is measured every five minutes only',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Detailed monitoring sends the metrics of the instance every minute, so that alarms and autoscaling react sooner. It is charged for each metric, a few dollars an instance and month.

Leave it off wherever nobody acts within five minutes, which is nearly everywhere.`,
    refs: [docs('AWSEC2/latest/UserGuide/manage-detailed-monitoring.html'), registry('instance')],
    equivalents: ['checkov/CKV_AWS_126'],
    check: {
      on: ['aws_instance'],
      attribute: 'monitoring',
      must: be(true),
      when: [withoutTemplate],
      so: 'for metrics every minute',
      effect: 'charged for each metric',
    },
    bad: header,
    good: `resource "aws_instance" "example" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
  monitoring    = true
}
`,
  },
  {
    id: 'aws/instance-without-role',
    title: 'An instance has no role',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without a role, software on the instance that calls AWS needs a long-lived key, which somebody will put into a file. Session Manager and the CloudWatch agent need a role too.

Leave it where nothing on the instance ever calls AWS, or where Default Host Management Configuration gives the role.`,
    refs: [docs('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'), registry('instance')],
    equivalents: ['checkov/CKV2_AWS_41'],
    check: {
      on: ['aws_instance'],
      attribute: 'iam_instance_profile',
      must: isSet(),
      when: [withoutTemplate],
      so: 'so that software needs no key of its own',
    },
    bad: header,
    good: `resource "aws_instance" "example" {
  ami                  = data.aws_ami.linux.id
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.app.name
}
`,
  },
];
