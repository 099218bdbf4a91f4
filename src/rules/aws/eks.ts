import { textOf } from '../../terraform/convert.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasUnknown } from '../../terraform/value.ts';
import { internetSource } from '../exposure.ts';
import { oldestEksMinor } from '../facts/aws-versions.ts';
import { offer, setAttribute } from '../fix.ts';
import { be, has, isSet, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Context, Report, Rule, ValuePredicate } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['aws_eks_cluster'];
const guide = (page: string) => docs(`eks/latest/userguide/${page}.html`);
const cluster = registry('eks_cluster');

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** A list with all of the elements, which a fix writes as the whole list. */
function withAll(wanted: readonly string[], written: readonly string[]): ValuePredicate {
  const hcl = `[${written.map((one) => JSON.stringify(one)).join(', ')}]`;
  return {
    kind: 'value',
    text: `a list with ${wanted.map((one) => JSON.stringify(one)).join(', ')}`,
    right: hcl,
    faults: (value) => {
      if (value.kind !== 'list' || hasUnknown(value)) return [];
      const texts = new Set(value.items.map(textOf));
      return wanted.every((one) => texts.has(one)) ? [] : [value];
    },
  };
}

/** Reports a cluster whose version is out of standard support; EKS updates it by one minor version at a time. */
function* oldVersion(resource: Resource): Iterable<Report> {
  const version = resource.get('version');
  const minor = Number(/^1\.(\d+)$/.exec((version && textOf(version)) ?? '')?.[1] ?? oldestEksMinor);
  if (!version || minor >= oldestEksMinor) return;
  yield {
    at: version,
    message: `Version 1.${minor} is out of standard support. Update to 1.${oldestEksMinor} or later, one minor version at a time.`,
    fixes: offer(setAttribute(resource, version, `"1.${minor + 1}"`), {
      title: `Set version to "1.${minor + 1}", one step`,
      effect: 'EKS updates the control plane; look for removed interfaces first',
    }),
  };
}

/** Reports a cluster whose API server the whole internet reaches. */
function* openEndpoint(resource: Resource, { options }: Context): Iterable<Report> {
  for (const section of resource.blocks('vpc_config')) {
    const isPublic = section.get('endpoint_public_access');
    if (isPublic !== undefined && textOf(isPublic) !== 'true') continue;
    const sources = section.get('public_access_cidrs');
    if (sources?.kind === 'unknown') continue;
    const listed = sources?.kind === 'list' && sources.items.length > 0;
    const source = listed ? internetSource(sources, options.allowedCidrs) : section;
    if (!source) continue;
    yield {
      at: source,
      message:
        'The whole internet reaches the API server of the cluster. Name the addresses of those who administer it in public_access_cidrs, or switch the public endpoint off.',
      fixes:
        'origin' in source && source.kind === 'list'
          ? offer(setAttribute(section, source, '["10.0.0.0/8"]'), {
              title: 'Allow 10.0.0.0/8 only',
              effect: 'whoever connects from elsewhere is cut off',
              choices: ['"10.0.0.0/8"'],
            })
          : [],
    };
  }
}

/** Families of node images that get no updates since November 2025, and those to go to. */
const endedImages: Readonly<Record<string, string>> = {
  AL2_ARM_64: 'AL2023_ARM_64_STANDARD',
  AL2_x86_64: 'AL2023_x86_64_STANDARD',
  AL2_x86_64_GPU: 'AL2023_x86_64_NVIDIA',
};

function* endedImage(group: Resource): Iterable<Report> {
  const image = group.get('ami_type');
  const successor = image?.kind === 'string' ? lookup(endedImages, image.value) : undefined;
  if (!image || !successor) return;
  yield {
    at: image,
    message: `AWS makes no more images of Amazon Linux 2 for nodes, so these get no fixes. Go to ${successor}.`,
    fixes: offer(setAttribute(group, image, JSON.stringify(successor)), {
      title: `Set ami_type to "${successor}"`,
      effect: 'nodes are replaced; user data is written in another way',
    }),
  };
}

function example(lines = '', config = '', marks = ''): string {
  return `resource "aws_eks_cluster" "example" {
${marks}  name     = "example"
  role_arn = aws_iam_role.cluster.arn
${lines}
  vpc_config {
    subnet_ids = aws_subnet.private[*].id
${config}  }
}
`;
}

const underHeader = `${'~'.repeat('resource "aws_eks_cluster" "example"'.length)}\n`;

const withArgument = (name: string, value: string, marks = '') => {
  const pad = (key: string) => key.padEnd(Math.max(name.length, 'role_arn'.length));
  return `resource "aws_eks_cluster" "example" {
  ${pad('name')} = "example"
  ${pad('role_arn')} = aws_iam_role.cluster.arn
  ${pad(name)} = ${value}
${marks}
  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}
`;
};

const withConfig = (name: string, value: string, marks = '') => `resource "aws_eks_cluster" "example" {
  name     = "example"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    ${'subnet_ids'.padEnd(name.length)} = aws_subnet.private[*].id
    ${name} = ${value}
${marks}  }
}
`;

const nodeGroup = (image: string, marks = '') => `resource "aws_eks_node_group" "example" {
  cluster_name  = aws_eks_cluster.example.name
  node_role_arn = aws_iam_role.node.arn
  subnet_ids    = aws_subnet.private[*].id
  ami_type      = ${image}
${marks}}
`;

export const eks: readonly Rule[] = [
  {
    id: 'aws/eks-access-by-config-map',
    title: 'Who may use a cluster stands in a ConfigMap only',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `The ConfigMap \`aws-auth\` is edited by hand in the cluster: one wrong indent locks everyone out, and nobody reviews it. Access entries (\`aws_eks_access_entry\`) stand in the code. \`API_AND_CONFIG_MAP\` allows both, for a change in steps; there is no way back.

Leave it where a tool that you use writes the ConfigMap.`,
    refs: [guide('access-entries'), cluster, registry('eks_access_entry')],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      within: 'access_config',
      attribute: 'authentication_mode',
      must: preferring('API_AND_CONFIG_MAP', { ...noneOf('CONFIG_MAP'), text: '"API" or "API_AND_CONFIG_MAP"' }),
      missing: 'passes',
      so: 'for access to stand in the code',
      effect: 'cannot be undone',
    },
    bad: example(`
  access_config {
    authentication_mode = "CONFIG_MAP"
                          ~~~~~~~~~~~~
  }
`),
    good: example(`
  access_config {
    authentication_mode = "API_AND_CONFIG_MAP"
  }
`),
  },
  {
    id: 'aws/eks-node-ended-image',
    title: 'Nodes run an image of Amazon Linux 2',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `AWS publishes no images of Amazon Linux 2 for EKS since 26 November 2025, and none at all for Kubernetes 1.33 and later. Nodes on it get no fixes of kernel and runtime.

Leave it for as long as the move to Amazon Linux 2023 or Bottlerocket is being tested.`,
    refs: [guide('eks-ami-deprecation-faqs'), registry('eks_node_group')],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: { on: ['aws_eks_node_group'], resource: endedImage },
    bad: nodeGroup('"AL2_x86_64"', `${' '.repeat(18)}~~~~~~~~~~~~\n`),
    good: nodeGroup('"AL2023_x86_64_STANDARD"'),
  },
  {
    id: 'aws/eks-node-open-ssh',
    title: 'Nodes of a cluster take SSH from the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `With a key and without security groups EKS opens port 22 of the nodes to 0.0.0.0/0. Session Manager gives a shell without an open port.

Leave it nowhere: name the groups, or leave out \`remote_access\`.`,
    refs: [guide('managed-node-groups'), registry('eks_node_group')],
    equivalents: ['checkov/CKV_AWS_100'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on: ['aws_eks_node_group'],
      within: 'remote_access',
      attribute: 'source_security_group_ids',
      must: isSet(),
      when: [{ attribute: 'ec2_ssh_key', is: isSet(), unknown: 'holds' }],
      so: 'so that SSH is not open to everyone',
    },
    bad: `resource "aws_eks_node_group" "example" {
  cluster_name  = aws_eks_cluster.example.name
  node_role_arn = aws_iam_role.node.arn
  subnet_ids    = aws_subnet.private[*].id

  remote_access {
  ~~~~~~~~~~~~~
    ec2_ssh_key = "operators"
  }
}
`,
    good: `resource "aws_eks_node_group" "example" {
  cluster_name  = aws_eks_cluster.example.name
  node_role_arn = aws_iam_role.node.arn
  subnet_ids    = aws_subnet.private[*].id

  remote_access {
    ec2_ssh_key               = "operators"
    source_security_group_ids = [aws_security_group.bastion.id]
  }
}
`,
  },
  {
    id: 'aws/eks-old-version',
    title: 'A cluster runs a version of Kubernetes that is out of standard support',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `After 14 months a version goes into extended support, which costs six times the fee of the cluster, and a year later AWS updates it on a day of its own choice. In November 2026 the oldest version in standard support is 1.${oldestEksMinor}.

Leave it for as long as an update is being prepared.`,
    refs: [guide('kubernetes-versions'), cluster],
    equivalents: ['checkov/CKV_AWS_339'],
    note: 'kubernetes-compared#what-it-costs',
    check: { on, resource: oldVersion },
    bad: withArgument('version', '"1.29"', `${' '.repeat(13)}~~~~~~\n`),
    good: withArgument('version', `"1.${oldestEksMinor}"`),
  },
  {
    id: 'aws/eks-open-endpoint',
    title: 'The API server of a cluster is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Whoever steals a token or finds a hole in the API server can use it from anywhere. Without \`public_access_cidrs\` everyone reaches it, since the public endpoint is on by default.

Leave it where those who administer the cluster have no fixed addresses, and no VPN.`,
    refs: [guide('cluster-endpoint'), cluster],
    equivalents: ['checkov/CKV_AWS_38', 'trivy/AWS-0041'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: { on, resource: openEndpoint },
    bad: withConfig('public_access_cidrs', '["0.0.0.0/0"]', `${' '.repeat(26)}~~~~~~~~~~~~~\n`),
    good: withConfig('public_access_cidrs', '["10.0.0.0/8"]'),
  },
  {
    id: 'aws/eks-public-endpoint',
    title: 'The API server of a cluster has a public address',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With the private endpoint only, the API server is reached from the VPC and what is connected to it. Those who administer it need a VPN or a host inside.

Leave it where \`public_access_cidrs\` names few addresses.`,
    refs: [guide('cluster-endpoint'), cluster],
    equivalents: ['checkov/CKV_AWS_39', 'trivy/AWS-0040'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'vpc_config.endpoint_public_access',
      must: be(false),
      default: true,
      so: 'so that it is reached from the VPC only',
      effect: 'set endpoint_private_access too; whoever connects from outside is cut off',
    },
    bad: withConfig('endpoint_public_access', 'true', `${' '.repeat(29)}~~~~\n`),
    good: withConfig('endpoint_public_access', 'false'),
  },
  {
    id: 'aws/eks-without-all-logs',
    title: 'A cluster does not log everything its control plane can',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The logs of the scheduler and the controllers help to find out why a pod did not start. They are charged by volume, and say much.

Leave it where the audit log is on, for which \`aws/eks-without-audit-log\` asks.`,
    refs: [guide('control-plane-logs'), cluster],
    equivalents: ['checkov/CKV_AWS_37', 'trivy/AWS-0038'],
    check: {
      on,
      attribute: 'enabled_cluster_log_types',
      must: withAll(logTypes, logTypes),
      so: 'to see what the control plane does',
      effect: 'charged by volume',
    },
    bad: withArgument('enabled_cluster_log_types', '["api", "audit"]', `${' '.repeat(30)}~~~~~~~~~~~~~~~~\n`),
    good: withArgument('enabled_cluster_log_types', `[${logTypes.map((one) => JSON.stringify(one)).join(', ')}]`),
  },
  {
    id: 'aws/eks-without-audit-log',
    title: 'A cluster does not log who did what in it',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `The audit log is the only record of who read a secret or started a pod; the authenticator's log says which AWS identity that was. Both are off by default, and charged by volume.

Leave it off in a cluster for tests.`,
    refs: [guide('control-plane-logs'), cluster],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'enabled_cluster_log_types',
      must: withAll(['audit', 'authenticator'], ['api', 'audit', 'authenticator']),
      so: 'to see who did what',
      effect: 'charged by volume',
    },
    bad: example('', '', underHeader),
    good: withArgument('enabled_cluster_log_types', '["api", "audit", "authenticator"]'),
  },
  {
    id: 'aws/eks-without-private-endpoint',
    title: 'Nodes reach the API server of their cluster over its public endpoint only',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without the private endpoint the traffic between nodes and the API server leaves the VPC, and the addresses of the NAT gateways must be among \`public_access_cidrs\`, or the nodes are cut off. The private endpoint costs nothing.

Leave it in a VPC without DNS of AWS, which the private endpoint needs.`,
    refs: [guide('cluster-endpoint'), cluster],
    equivalents: [],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'vpc_config.endpoint_private_access',
      must: be(true),
      default: false,
      so: 'so that nodes reach the API server inside the VPC',
      effect: 'the endpoint of the cluster is updated in place',
    },
    bad: withConfig('endpoint_private_access', 'false', `${' '.repeat(30)}~~~~~\n`),
    good: withConfig('endpoint_private_access', 'true'),
  },
  {
    id: 'aws/eks-without-secret-encryption',
    title: 'The secrets of a cluster are not encrypted with a key of your own',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Since version 1.28 EKS encrypts all that the API server stores with a key of its own. A key of yours adds that its policy and its log are yours, and cannot be taken away again.

Leave it where AWS's key is enough.`,
    refs: [guide('enable-kms'), guide('envelope-encryption'), cluster],
    equivalents: ['checkov/CKV_AWS_58', 'trivy/AWS-0039'],
    note: 'kubernetes-compared#a-safe-cluster',
    check: {
      on,
      attribute: 'encryption_config',
      must: someBlock({
        where: [
          { attribute: 'resources', is: has('secrets') },
          { attribute: 'provider', is: someBlock({ where: [{ attribute: 'key_arn', is: isSet() }] }) },
        ],
        text: 'one for "secrets" with a key',
      }),
      so: 'so that the policy of your key decides',
    },
    bad: example('', '', underHeader),
    good: example(`
  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.cluster.arn
    }
  }
`),
  },
];
