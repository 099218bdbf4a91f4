import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { covers, parseCidr } from '../cidr.ts';
import { rdp, rdpOverUdp, sensitiveServices, ssh } from '../facts/ports.ts';
import { grouped } from '../grouped.ts';
import { portsThrough } from '../ports.ts';
import { isSet } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';
import { internetAddresses, type Traffic, trafficOf, withoutInternet } from './traffic.ts';

const on = ['aws_default_network_acl', 'aws_network_acl', 'aws_network_acl_rule'];
const refs = [docs('vpc/latest/userguide/nacl-rules.html'), registry('network_acl_rule'), registry('network_acl')];

const known = (value: Value | undefined) => (value ? textOf(value) : undefined);

function actionOf({ section }: Traffic): string | undefined {
  return known(section.get('action') ?? section.get('rule_action'))?.toLowerCase();
}

function numberOf({ section }: Traffic): number {
  return Number(known(section.get('rule_no') ?? section.get('rule_number')) ?? Number.NaN);
}

function blockOf({ section }: Traffic) {
  const text = known(section.get('cidr_block') ?? section.get('ipv6_cidr_block'));
  return text === undefined ? undefined : parseCidr(text);
}

/** The inbound entries of the network ACL that a resource is or belongs to. */
function entriesOf(resource: Resource, context: Context): readonly Traffic[] {
  if (resource.type !== 'aws_network_acl_rule') return trafficOf(resource, 'ingress');
  const aclOf = (rule: Resource) => context.identity(rule.get('network_acl_id'), 'aws_network_acl');
  const rules = grouped(context, 'aws_network_acl_rule', 'network ACL', aclOf).get(aclOf(resource) ?? '') ?? [];
  return rules.flatMap((rule) => trafficOf(rule, 'ingress'));
}

/** Whether an entry with a lower number denies the port to all whom this one allows. */
function deniedBefore(entry: Traffic, port: number, protocol: string, entries: readonly Traffic[]): boolean {
  const block = blockOf(entry);
  return entries.some((other) => {
    const denied = blockOf(other);
    return (
      actionOf(other) === 'deny' &&
      numberOf(other) < numberOf(entry) &&
      block !== undefined &&
      denied !== undefined &&
      covers(denied, block) &&
      (other.protocol === 'all' || other.protocol === protocol) &&
      other.range !== undefined &&
      other.range.first <= port &&
      port <= other.range.last
    );
  });
}

/** Where people log in, and where files are fetched with a password in the clear. */
const watched = [ssh, rdp, rdpOverUdp, ...sensitiveServices.filter(({ name }) => name === 'FTP')];

function* openAdministration(resource: Resource, context: Context): Iterable<Report> {
  for (const entry of trafficOf(resource, 'ingress')) {
    const { range, protocol } = entry;
    if (actionOf(entry) !== 'allow' || !range) continue;
    const open = watched.filter((service) => portsThrough(service, protocol, range).length > 0);
    const sources = open.length > 0 ? internetAddresses(entry, context) : [];
    if (sources.length === 0) continue;
    const entries = entriesOf(resource, context);
    const reached = open.filter((service) =>
      portsThrough(service, protocol, range).some((port) => !deniedBefore(entry, port, service.protocol, entries)),
    );
    const names = [...new Set(reached.map(({ name }) => name))].join(' and ');
    if (names === '') continue;
    for (const source of sources) {
      yield {
        at: source,
        message: `The network ACL lets the whole internet reach ${names}. Deny the port under a lower number, or allow only the addresses that need it.`,
        fixes: withoutInternet(entry, source),
      };
    }
  }
}

function* allPorts(resource: Resource): Iterable<Report> {
  for (const entry of trafficOf(resource, 'ingress')) {
    if (actionOf(entry) !== 'allow' || !entry.everyPort) continue;
    yield {
      at: entry.section.get('protocol') ?? entry.section,
      message: 'The entry lets every port in. Name the ports that are needed.',
    };
  }
}

/** An inbound entry of a network ACL that is a resource of its own. */
function entry(lines: string): string {
  return `resource "aws_network_acl_rule" "example" {
  network_acl_id = aws_network_acl.main.id
  rule_number    = 100
  rule_action    = "allow"
${lines}}
`;
}

export const networkAcls: readonly Rule[] = [
  {
    id: 'aws/network-acl-all-ports',
    title: 'A network ACL lets every port in',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A network ACL is the second fence, behind security groups: one that lets everything in stops nothing when a group is opened by mistake.

Leave it, as AWS does in each VPC, where security groups are the fence and nobody has the time to keep two lists.`,
    refs,
    equivalents: ['checkov/CKV_AWS_352', 'trivy/AWS-0102'],
    note: 'networks-compared#filters',
    check: { on, resource: allPorts },
    bad: entry(`  protocol       = "-1"
                   ~~~~
  cidr_block     = "10.0.0.0/8"
`),
    good: entry(`  protocol       = "tcp"
  from_port      = 443
  to_port        = 443
  cidr_block     = "10.0.0.0/8"
`),
  },
  {
    id: 'aws/network-acl-open-administration',
    title: 'A network ACL lets the internet reach SSH, RDP or FTP',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `With the ACL open, only the security groups stand between the internet and the instances' logins. CIS asks for a network ACL that lets nobody in from everywhere to these ports; an entry with a lower number that denies them is enough.

Leave it where security groups are the fence: return traffic of outbound connections needs ports from 1024 up open, and RDP's is among them.`,
    refs,
    equivalents: [
      'checkov/CKV_AWS_229',
      'checkov/CKV_AWS_230',
      'checkov/CKV_AWS_231',
      'checkov/CKV_AWS_232',
      'trivy/AWS-0105',
      'cis-aws/5.1',
    ],
    note: 'networks-compared#filters',
    check: { on, resource: openAdministration },
    bad: entry(`  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
                   ~~~~~~~~~~~
`),
    good: entry(`  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "10.0.0.0/8"
`),
  },
  {
    id: 'aws/network-acl-unused',
    title: 'A network ACL belongs to no subnet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A network ACL without a subnet does nothing, while whoever reads the configuration thinks that the subnets are fenced.

Leave it where another configuration associates it.`,
    refs: [docs('vpc/latest/userguide/vpc-network-acls.html'), registry('network_acl')],
    equivalents: ['checkov/CKV2_AWS_1'],
    check: {
      on: ['aws_network_acl'],
      attribute: 'subnet_ids',
      must: isSet(),
      unless: [{ on: ['aws_network_acl_association'], by: 'network_acl_id' }],
      so: 'for the entries to have any effect',
    },
    bad: `resource "aws_network_acl" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  vpc_id = aws_vpc.main.id
}
`,
    good: `resource "aws_network_acl" "example" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.app[*].id
}
`,
  },
];
