import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { offer, setAttribute } from '../fix.ts';
import { documentAt } from '../policy.ts';
import { be, isSet } from '../predicates.ts';
import type { Context, Fix, Report, ResourceCheck, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';
import { internetAddresses, trafficOf } from './traffic.ts';

const guide = (page: string) => docs(`emr/latest/ManagementGuide/${page}.html`);

/** Something that the JSON of a security configuration says about encryption. */
interface Setting {
  readonly id: string;
  readonly title: string;
  readonly severity: Rule['severity'];
  readonly recommended: boolean;
  readonly why: string;
  readonly equivalents: readonly string[];
  /** Keys within `EncryptionConfiguration`, and the values that are right; any where none are named. */
  readonly path: readonly string[];
  readonly right?: readonly string[];
  /** A line of the configuration, the part of it that is underlined (the resource where there is none), and the line as it must be. */
  readonly bad: string;
  readonly wrong?: string;
  readonly good: string;
}

const settings: readonly Setting[] = [
  {
    id: 'aws/emr-unencrypted-at-rest',
    title: 'A security configuration of EMR leaves data at rest unencrypted',
    severity: 'warning',
    recommended: true,
    why: `What clusters write to S3 and to their disks is then not encrypted by EMR, whatever else the configuration says.`,
    equivalents: ['trivy/AWS-0137'],
    path: ['EnableAtRestEncryption'],
    right: ['true'],
    bad: 'EnableAtRestEncryption = false',
    wrong: 'false',
    good: 'EnableAtRestEncryption = true',
  },
  {
    id: 'aws/emr-unencrypted-in-transit',
    title: 'A security configuration of EMR leaves data in transit unencrypted',
    severity: 'warning',
    recommended: false,
    why: `Nodes send each other what they work on in plain text. TLS between them takes certificates, which the configuration names.`,
    equivalents: ['checkov/CKV_AWS_351', 'trivy/AWS-0138'],
    path: ['EnableInTransitEncryption'],
    right: ['true'],
    bad: 'EnableInTransitEncryption = false',
    wrong: 'false',
    good: 'EnableInTransitEncryption = true',
  },
  {
    id: 'aws/emr-unencrypted-local-disks',
    title: 'A security configuration of EMR leaves the disks of nodes unencrypted',
    severity: 'warning',
    recommended: false,
    why: `Between steps, data lies on the disks of the nodes, in the file system of Hadoop and in what spills from memory.`,
    equivalents: ['checkov/CKV_AWS_349', 'trivy/AWS-0139'],
    path: ['AtRestEncryptionConfiguration', 'LocalDiskEncryptionConfiguration'],
    bad: 'AtRestEncryptionConfiguration = { S3EncryptionConfiguration = { EncryptionMode = "SSE-S3" } }',
    good: 'AtRestEncryptionConfiguration = { LocalDiskEncryptionConfiguration = { EncryptionKeyProviderType = "AwsKms" } }',
  },
  {
    id: 'aws/emr-unencrypted-volumes',
    title: 'A security configuration of EMR leaves EBS volumes of nodes unencrypted',
    severity: 'info',
    recommended: false,
    why: `The encryption of local disks leaves out the root volume and what EBS copies, unless EBS encryption is on. The region's encryption by default does the same for every volume.`,
    equivalents: ['checkov/CKV_AWS_350'],
    path: ['AtRestEncryptionConfiguration', 'LocalDiskEncryptionConfiguration', 'EnableEbsEncryption'],
    right: ['true'],
    bad: 'AtRestEncryptionConfiguration = { LocalDiskEncryptionConfiguration = { EnableEbsEncryption = false } }',
    wrong: 'false',
    good: 'AtRestEncryptionConfiguration = { LocalDiskEncryptionConfiguration = { EnableEbsEncryption = true } }',
  },
  {
    id: 'aws/emr-unmanaged-s3-key',
    title: 'A security configuration of EMR encrypts objects without a key of KMS',
    severity: 'info',
    recommended: false,
    why: `With a key in KMS, its policy decides who may decrypt, and every use is logged; the key of S3 lets in whoever may read the object.`,
    equivalents: ['checkov/CKV_AWS_171'],
    path: ['AtRestEncryptionConfiguration', 'S3EncryptionConfiguration', 'EncryptionMode'],
    right: ['SSE-KMS', 'CSE-KMS', 'CSE-Custom'],
    bad: 'AtRestEncryptionConfiguration = { S3EncryptionConfiguration = { EncryptionMode = "SSE-S3" } }',
    wrong: '"SSE-S3"',
    good: 'AtRestEncryptionConfiguration = { S3EncryptionConfiguration = { EncryptionMode = "SSE-KMS" } }',
  },
];

/** What stands at a path of keys: `absent` where it stops, undefined where it is unknown. */
function at(document: Value, [key = '', ...rest]: readonly string[]): Value | 'absent' | undefined {
  if (document.kind !== 'object') return document.kind === 'unknown' ? undefined : 'absent';
  const value = document.entries.get(key);
  if (!value) return document.open ? undefined : 'absent';
  return rest.length === 0 ? value : at(value, rest);
}

/** A switch turned, where its place in the text is known. */
function switchedOn(resource: Resource, value: Value, title: string): readonly Fix[] {
  const { start, end } = value.origin.at;
  if (value.kind !== 'bool' || end - start !== 'false'.length) return [];
  return offer(setAttribute(resource, value, 'true'), { title, effect: 'it holds for clusters made from then on' });
}

function settingCheck({ path, right }: Setting): ResourceCheck {
  return {
    on: ['aws_emr_security_configuration'],
    *resource(resource, { tree }) {
      const document = documentAt(resource.get('configuration'), tree);
      if (!document) return;
      const found = at(document, ['EncryptionConfiguration', ...path]);
      const name = path.at(-1);
      const empty = found !== 'absent' && found?.kind === 'string' && found.value === '';
      if (found === 'absent' || empty) yield { at: resource, message: `${name} is not in the configuration. Add it.` };
      else if (found && found.kind !== 'unknown' && right && !right.includes(textOf(found) ?? ''))
        yield {
          at: found,
          message: `${name} is ${textOf(found)}: it must be ${right.join(' or ')}.`,
          fixes: switchedOn(resource, found, `Set ${name} to true`),
        };
    },
  };
}

const header = 'resource "aws_emr_security_configuration" "example" {';

const configuration = (line: string, wrong = '', underHeader = '') => `${header}
${underHeader}  name = "example"
  configuration = jsonencode({
    EncryptionConfiguration = {
      ${line}
${wrong && `${' '.repeat(6 + line.indexOf(wrong))}${'~'.repeat(wrong.length)}\n`}    }
  })
}
`;

const groups = [
  'emr_managed_master_security_group',
  'emr_managed_slave_security_group',
  'service_access_security_group',
] as const;

const ruleTypes = ['aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'] as const;

/** Security groups of a cluster that let in the internet, which EMR refuses where its public access is blocked. */
function* openGroups(cluster: Resource, context: Context): Iterable<Report> {
  for (const attributes of cluster.blocks('ec2_attributes')) {
    for (const name of groups) {
      const value = attributes.get(name);
      const group = context.find(value, 'aws_security_group');
      if (!value || !group) continue;
      const rules = ruleTypes.flatMap((type) => context.referring(group, type, 'security_group_id').resources);
      const open = [group, ...rules]
        .flatMap((resource) => trafficOf(resource, 'ingress'))
        .flatMap((traffic) => internetAddresses(traffic, context));
      const [source] = open;
      if (!source) continue;
      yield {
        at: value,
        message: 'The security group of the cluster is open to the whole internet. Name the addresses that need it.',
        related: [{ at: source.origin.at, message: 'The internet is let in here' }],
      };
    }
  }
}

export const emr: readonly Rule[] = [
  {
    id: 'aws/emr-open-security-group',
    title: 'A cluster of EMR is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `The nodes of a cluster run what they are sent, and their web pages ask for no password. Whoever finds them runs code beside the data.

Leave it where only a port that is meant for the public is open, and \`aws_emr_block_public_access_configuration\` permits it.`,
    refs: [guide('emr-security-groups'), registry('emr_cluster')],
    equivalents: ['checkov/CKV2_AWS_7'],
    check: { on: ['aws_emr_cluster'], resource: openGroups },
    bad: `resource "aws_security_group" "example" {
  ingress {
    protocol    = "tcp"
    from_port   = 8088
    to_port     = 8088
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_emr_cluster" "example" {
  name          = "example"
  release_label = "emr-7.10.0"
  service_role  = aws_iam_role.example.arn

  ec2_attributes {
    instance_profile                  = aws_iam_instance_profile.example.arn
    emr_managed_master_security_group = aws_security_group.example.id
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "aws_security_group" "example" {
  ingress {
    protocol    = "tcp"
    from_port   = 8088
    to_port     = 8088
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_emr_cluster" "example" {
  name          = "example"
  release_label = "emr-7.10.0"
  service_role  = aws_iam_role.example.arn

  ec2_attributes {
    instance_profile                  = aws_iam_instance_profile.example.arn
    emr_managed_master_security_group = aws_security_group.example.id
  }
}
`,
  },
  {
    id: 'aws/emr-public-access-allowed',
    title: 'Clusters of EMR may be opened to the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With the block on, EMR refuses to start a cluster whose security group lets in everybody, but for ports that are named. It is one setting for a whole region, and here it is taken away.

Leave it where no cluster is ever started.`,
    refs: [guide('emr-block-public-access'), registry('emr_block_public_access_configuration')],
    equivalents: ['checkov/CKV_AWS_390'],
    check: {
      on: ['aws_emr_block_public_access_configuration'],
      attribute: 'block_public_security_group_rules',
      must: be(true),
      so: 'for open clusters to be refused',
      effect: 'clusters with open groups start no more',
    },
    bad: `resource "aws_emr_block_public_access_configuration" "example" {
  block_public_security_group_rules = false
                                      ~~~~~
}
`,
    good: `resource "aws_emr_block_public_access_configuration" "example" {
  block_public_security_group_rules = true
}
`,
  },
  ...settings.map(
    (setting): Rule => ({
      id: setting.id,
      title: setting.title,
      severity: setting.severity,
      pillar: 'data',
      recommended: setting.recommended,
      why: `${setting.why}

Leave it for clusters that work on public data.`,
      refs: [guide('emr-create-security-configuration'), registry('emr_security_configuration')],
      equivalents: setting.equivalents,
      check: settingCheck(setting),
      bad: configuration(
        setting.bad,
        setting.wrong,
        setting.wrong
          ? ''
          : `${'~'.repeat(header.length - ' {'.length)}
`,
      ),
      good: configuration(setting.good),
    }),
  ),
  {
    id: 'aws/emr-without-kerberos-realm',
    title: 'Kerberos is set up for a cluster without a realm',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A realm is what users and services sign in to. With attributes of Kerberos but no realm, the cluster does not start.

There is no case where leaving it is right.`,
    refs: [guide('emr-kerberos-configure-settings'), registry('emr_cluster')],
    equivalents: ['checkov/CKV_AWS_114'],
    check: {
      on: ['aws_emr_cluster'],
      within: 'kerberos_attributes',
      attribute: 'realm',
      must: { ...isSet(), text: 'the name of the realm' },
    },
    bad: `resource "aws_emr_cluster" "example" {
  name          = "example"
  release_label = "emr-7.10.0"
  service_role  = aws_iam_role.example.arn

  kerberos_attributes {
  ~~~~~~~~~~~~~~~~~~~
    kdc_admin_password = var.password
  }
}
`,
    good: `resource "aws_emr_cluster" "example" {
  name          = "example"
  release_label = "emr-7.10.0"
  service_role  = aws_iam_role.example.arn

  kerberos_attributes {
    realm              = "EC2.INTERNAL"
    kdc_admin_password = var.password
  }
}
`,
  },
  {
    id: 'aws/emr-without-security-configuration',
    title: 'A cluster of EMR has no security configuration',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Encryption of disks, objects and traffic, Kerberos and the version of the metadata service are all said there, and cannot be added to a cluster that runs.

Leave it for clusters that work on public data.`,
    refs: [guide('emr-security-configurations'), registry('emr_cluster')],
    equivalents: ['checkov/CKV2_AWS_55'],
    check: {
      on: ['aws_emr_cluster'],
      attribute: 'security_configuration',
      must: { ...isSet(), text: 'the name of a security configuration' },
    },
    bad: `resource "aws_emr_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  release_label = "emr-7.10.0"
  service_role  = aws_iam_role.example.arn
}
`,
    good: `resource "aws_emr_cluster" "example" {
  name                   = "example"
  release_label          = "emr-7.10.0"
  service_role           = aws_iam_role.example.arn
  security_configuration = aws_emr_security_configuration.example.name
}
`,
  },
];
