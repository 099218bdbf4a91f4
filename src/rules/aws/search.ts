import { textOf } from '../../terraform/convert.ts';
import { documentAt } from '../policy.ts';
import { atLeast, be, isSet, preferring, someBlock } from '../predicates.ts';
import type { ResourceCheck, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const guide = (page: string) => docs(`opensearch-service/latest/developerguide/${page}.html`);
const on = ['aws_elasticsearch_domain', 'aws_opensearch_domain'];
const resource = registry('opensearch_domain');

const domain = (inside: string, marks = '') => `resource "aws_opensearch_domain" "example" {
${marks}  domain_name = "example"
${inside}}
`;

const header = `${'~'.repeat('resource "aws_opensearch_domain" "example"'.length)}\n`;

/** Network policies of serverless collections that let in everybody. */
const publicCollection: ResourceCheck = {
  on: ['aws_opensearchserverless_security_policy'],
  *resource(policy, { tree }) {
    const document = documentAt(policy.get('policy'), tree);
    for (const part of document?.kind === 'list' ? document.items : []) {
      const open = part.kind === 'object' ? part.entries.get('AllowFromPublic') : undefined;
      if (open && textOf(open) === 'true')
        yield { at: open, message: 'Everybody is let in. Say false, and name VPC endpoints in SourceVPCEs.' };
    }
  },
};

export const search: readonly Rule[] = [
  {
    id: 'aws/search-default-security-group',
    title: 'A search domain is in the default security group',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Where no group is named, the default one of the VPC holds, which everything else that names none is in as well: each may reach the other.

Leave it where the default group lets nobody in.`,
    refs: [guide('vpc'), resource],
    equivalents: ['checkov/CKV_AWS_248'],
    check: {
      on,
      attribute: 'vpc_options.security_group_ids',
      must: { ...isSet(), text: 'a list of security groups' },
      when: [{ attribute: 'vpc_options', is: someBlock() }],
      so: 'so that only those reach the domain who need it',
    },
    bad: domain(`
  vpc_options {
  ~~~~~~~~~~~
    subnet_ids = [aws_subnet.example.id]
  }
`),
    good: domain(`
  vpc_options {
    subnet_ids         = [aws_subnet.example.id]
    security_group_ids = [aws_security_group.example.id]
  }
`),
  },
  {
    id: 'aws/search-few-master-nodes',
    title: 'A search domain is not built to survive the loss of a zone',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Three dedicated master nodes go on deciding when one is lost, and zone awareness keeps copies of the data in another zone.

Leave it for tests, and for what may be down for hours.`,
    refs: [guide('managedomains-dedicatedmasternodes'), guide('managedomains-multiaz')],
    equivalents: ['checkov/CKV_AWS_318'],
    check: [
      {
        on,
        attribute: 'cluster_config.dedicated_master_count',
        must: preferring(3, atLeast(3)),
        default: 0,
        effect: 'three more nodes are billed',
      },
      {
        on,
        attribute: 'cluster_config.zone_awareness_enabled',
        must: be(true),
        default: false,
        effect: 'it takes subnets in as many zones',
      },
    ],
    bad: domain(`
  cluster_config {
    instance_type            = "r7g.large.search"
    dedicated_master_enabled = true
    dedicated_master_count   = 2
                               ~
    zone_awareness_enabled   = true
  }
`),
    good: domain(`
  cluster_config {
    instance_type            = "r7g.large.search"
    dedicated_master_enabled = true
    dedicated_master_count   = 3
    zone_awareness_enabled   = true
  }
`),
  },
  {
    id: 'aws/search-outside-vpc',
    title: 'A search domain has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Only its access policy is then between the data and everybody, and a policy that is opened in a hurry opens it to the world. In a VPC the domain is reached from your networks only. A domain cannot be moved: it takes a new one.

Leave it where every request is signed by a role that the policy names, and callers stand outside of your networks.`,
    refs: [guide('vpc'), resource],
    equivalents: ['checkov/CKV_AWS_137'],
    check: {
      on,
      attribute: 'vpc_options.subnet_ids',
      must: { ...isSet(), text: 'a list of subnets' },
      so: 'for the domain to be reached from your networks only',
    },
    bad: domain('', header),
    good: domain(`
  vpc_options {
    subnet_ids = [aws_subnet.example.id]
  }
`),
  },
  {
    id: 'aws/search-serverless-public',
    title: 'A serverless collection is open to the whole internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Everybody reaches the collection or its dashboards, and only its access policy is then between the data and them. A network policy can name VPC endpoints instead.

Leave it where callers stand outside of your networks and sign every request.`,
    refs: [guide('serverless-network'), registry('opensearchserverless_security_policy')],
    equivalents: [],
    check: publicCollection,
    bad: `resource "aws_opensearchserverless_security_policy" "example" {
  name = "example"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "collection", Resource = ["collection/example"] }]
    AllowFromPublic = true
                      ~~~~
  }])
}
`,
    good: `resource "aws_opensearchserverless_security_policy" "example" {
  name = "example"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "collection", Resource = ["collection/example"] }]
    AllowFromPublic = false
    SourceVPCEs     = [aws_opensearchserverless_vpc_endpoint.example.id]
  }])
}
`,
  },
  {
    id: 'aws/search-without-fine-grained-access',
    title: 'Who reaches a search domain sees all its indexes',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `The access policy of a domain knows paths, not users of its dashboards. Fine-grained access control gives roles for indexes, documents and fields. It cannot be switched off again.

Leave it for a domain that a single application uses.`,
    refs: [guide('fgac'), resource],
    equivalents: ['checkov/CKV2_AWS_52'],
    check: {
      on,
      attribute: 'advanced_security_options.enabled',
      must: be(true),
      default: false,
      effect: 'it needs a master user and encryption everywhere, and cannot be switched off again',
    },
    bad: domain(`
  advanced_security_options {
    enabled = false
              ~~~~~
  }
`),
    good: domain(`
  advanced_security_options {
    enabled = true
  }
`),
  },
  {
    id: 'aws/search-without-master-nodes',
    title: 'A search domain has no dedicated master nodes',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without them the nodes that hold data also decide who belongs to the cluster, and a heavy query makes both fail.

Leave it for domains of fewer than ten nodes that may be down for a while.`,
    refs: [guide('managedomains-dedicatedmasternodes'), resource],
    equivalents: ['checkov/CKV2_AWS_59'],
    check: {
      on,
      attribute: 'cluster_config.dedicated_master_enabled',
      must: be(true),
      default: false,
      effect: 'three more nodes are billed',
    },
    bad: domain(`
  cluster_config {
    instance_type            = "r7g.large.search"
    dedicated_master_enabled = false
                               ~~~~~
  }
`),
    good: domain(`
  cluster_config {
    instance_type            = "r7g.large.search"
    dedicated_master_enabled = true
  }
`),
  },
];
