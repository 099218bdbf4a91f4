import type { Resource } from '../../terraform/model.ts';
import { http, rdp, rdpOverUdp, type Service, sensitiveServices, ssh } from '../facts/ports.ts';
import { insertResource, offer } from '../fix.ts';
import { isSet, noBlock, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';
import {
  internetAddresses,
  opensByDefault,
  securityGroupTypes,
  servicesNamed,
  type Traffic,
  trafficOf,
  withoutInternet,
} from './traffic.ts';

const on = securityGroupTypes;

const guide = docs('vpc/latest/userguide/security-group-rules.html');
const sessions = docs('systems-manager/latest/userguide/session-manager.html');
const refs = [guide, registry('vpc_security_group_ingress_rule'), registry('security_group')];

/** Reports each source of a group's rules that lets the internet reach what `opened` finds and names. */
function openTo(opened: (traffic: Traffic) => string | undefined, advice: string) {
  return function* (group: Resource, context: Context): Iterable<Report> {
    for (const traffic of trafficOf(group, 'ingress')) {
      const what = opened(traffic);
      if (what === undefined) continue;
      const message = `${what} to the whole internet. ${advice}`;
      if (opensByDefault(traffic)) yield { at: traffic.section, message };
      for (const source of internetAddresses(traffic, context)) {
        yield {
          at: source,
          message,
          fixes: withoutInternet(traffic, source),
        };
      }
    }
  };
}

function named(services: readonly Service[]) {
  return (traffic: Traffic) => {
    const [first] = servicesNamed(traffic, services);
    return first && `${first.service.name} (port ${first.ports.join(', ')}) is open`;
  };
}

/** The sensitive services of a rule in one sentence. */
function sensitive(traffic: Traffic): string | undefined {
  const open = servicesNamed(traffic, sensitiveServices).map(
    ({ service, ports }) => `${service.name} (${ports.join(', ')})`,
  );
  if (open.length === 0) return undefined;
  const listed =
    open.length <= 4 ? open.join(', ') : `${open.slice(0, 3).join(', ')} and ${open.length - 3} more services`;
  return `${listed} ${open.length === 1 ? 'is' : 'are'} open`;
}

function everything({ everyPort, protocol }: Traffic): string | undefined {
  if (!everyPort) return undefined;
  return `${protocol === 'all' ? 'Every port of every protocol' : `Every ${protocol.toUpperCase()} port`} is open`;
}

function* openEgress(group: Resource, context: Context): Iterable<Report> {
  for (const traffic of trafficOf(group, 'egress')) {
    if (!traffic.everyPort) continue;
    for (const source of internetAddresses(traffic, context)) {
      yield {
        at: source,
        message: 'Everything may go out to any address. Name the ports and addresses that are needed.',
        fixes: withoutInternet(traffic, source),
      };
    }
  }
}

const ruleTypes = [
  'aws_security_group_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
] as const;

function* ruleOfDefault(rule: Resource, context: Context): Iterable<Report> {
  if (!context.find(rule.get('security_group_id'), 'aws_default_security_group')) return;
  yield {
    at: rule,
    message: 'The rule lets something through the default security group. Give what needs it a group of its own.',
  };
}

/** Reports a VPC of which no default group without rules is seen. */
function* keepsDefaultRules(vpc: Resource, context: Context): Iterable<Report> {
  const { resources, unsure } = context.referring(vpc, 'aws_default_security_group', 'vpc_id');
  const closed = (group: Resource) =>
    group.blocks('ingress').length + group.blocks('egress').length === 0 &&
    ruleTypes.every((type) => context.referring(group, type, 'security_group_id').resources.length === 0);
  if (unsure.length > 0 || resources.some(closed)) return;
  yield {
    at: vpc,
    message:
      'The default security group of the VPC lets its members reach one another and everything outside. Add an aws_default_security_group without rules.',
    fixes: offer(
      resources.length > 0
        ? undefined
        : insertResource(vpc, { type: 'aws_default_security_group', by: 'vpc_id', lines: [] }),
      { title: 'Add an aws_default_security_group without rules', effect: 'what uses the default group is cut off' },
    ),
  };
}

const connect = 'Allow only the addresses that need it, or connect through Session Manager, which needs no open port.';

/** A rule of a security group that opens a port to `source`. */
function ingress(port: number, source: string, marks = ''): string {
  return `resource "aws_vpc_security_group_ingress_rule" "example" {
  security_group_id = aws_security_group.app.id
  description       = "From the office"
  ip_protocol       = "tcp"
  from_port         = ${port}
  to_port           = ${port}
  cidr_ipv4         = "${source}"
${marks}}
`;
}

const underInternet = `                      ~~~~~~~~~~~
`;

export const securityGroups: readonly Rule[] = [
  {
    id: 'aws/default-security-group-open',
    title: 'The default security group of a VPC lets something through',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whatever is started without naming a group gets the default one of its VPC. If it has rules, a forgotten argument is an opening that nobody decided on. The resource takes over the group that AWS makes and keeps only the rules that are written here, so without any block nothing passes.

Leave it for a short while, until everything that runs in the VPC names a group of its own.`,
    refs: [docs('vpc/latest/userguide/default-security-group.html'), registry('default_security_group')],
    equivalents: ['checkov/CKV2_AWS_12', 'trivy/AWS-0173', 'cis-aws/5.4'],
    note: 'networks-compared#filters',
    check: [
      ...['ingress', 'egress'].map((attribute) => ({
        on: ['aws_default_security_group'],
        attribute,
        must: noBlock(),
        so: 'so that the group lets nothing through',
        effect: 'what uses the default group is cut off',
      })),
      { on: ruleTypes, resource: ruleOfDefault },
    ],
    bad: `resource "aws_default_security_group" "example" {
  vpc_id = aws_vpc.main.id

  ingress {
  ~~~~~~~
    protocol  = "-1"
    self      = true
    from_port = 0
    to_port   = 0
  }
}
`,
    good: `resource "aws_default_security_group" "example" {
  vpc_id = aws_vpc.main.id
}
`,
  },
  {
    id: 'aws/open-all-ports',
    title: 'A security group opens every port to the internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Whatever listens on the instances, now or later, can be reached by anyone: databases, agents, and what a developer started for an afternoon.

Leave it for a honeypot, in a VPC that leads nowhere else.`,
    refs,
    equivalents: ['checkov/CKV_AWS_277', 'trivy/AWS-0107', 'cis-aws/5.2'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openTo(everything, 'Name the ports that are meant to be public.') },
    bad: `resource "aws_security_group" "example" {
  vpc_id      = aws_vpc.main.id
  description = "Example"

  ingress {
    description = "All"
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  }
}
`,
    good: `resource "aws_security_group" "example" {
  vpc_id      = aws_vpc.main.id
  description = "Example"

  ingress {
    description = "All"
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
  },
  {
    id: 'aws/open-egress',
    title: 'A security group lets everything out to any address',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A program that was taken over can fetch tools and send data anywhere. Egress by port and address makes that harder; a network firewall that filters by domain name makes it harder still.

Leave it, as AWS itself does for new groups, where a firewall on the way out decides, or where nothing private is at stake.`,
    refs,
    equivalents: ['checkov/CKV_AWS_382', 'trivy/AWS-0104'],
    note: 'networks-compared#filters',
    check: { on, resource: openEgress },
    bad: `resource "aws_vpc_security_group_egress_rule" "example" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "aws_vpc_security_group_egress_rule" "example" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/8"
}
`,
  },
  {
    id: 'aws/open-http',
    title: 'Unencrypted HTTP is open to the internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `What is sent over HTTP can be read and changed on the way. Browsers ask for HTTPS first nowadays, so port 80 is needed for little but a redirect.

Leave it in front of a load balancer that only redirects to HTTPS.`,
    refs,
    equivalents: ['checkov/CKV_AWS_260'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openTo(named([http]), 'Offer HTTPS, or let a load balancer redirect.') },
    bad: ingress(80, '0.0.0.0/0', underInternet),
    good: ingress(80, '10.0.0.0/8'),
  },
  {
    id: 'aws/open-rdp',
    title: 'RDP is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Remote desktops that anyone can reach are found within minutes, have their passwords guessed without end, and are the usual way in for ransomware. Session Manager and Fleet Manager reach Windows without an open port.

Leave it nowhere but in a lab that is thrown away the same day.`,
    refs: [sessions, ...refs],
    equivalents: ['checkov/CKV_AWS_25', 'trivy/AWS-0107', 'cis-aws/5.2'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openTo(named([rdp, rdpOverUdp]), connect) },
    bad: ingress(3389, '0.0.0.0/0', underInternet),
    good: ingress(3389, '10.0.0.0/8'),
  },
  {
    id: 'aws/open-sensitive-port',
    title: 'A database or administration port is open to the internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Databases, caches, brokers and control planes are made for a network of known machines: many have weak logins or none, and a new hole in one of them is used everywhere within hours.

Leave it where the service is meant for the public and is hardened for it, such as a broker for devices with certificates.`,
    refs,
    equivalents: [],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openTo(sensitive, 'Allow only the addresses or security groups that need it.') },
    bad: ingress(5432, '0.0.0.0/0', underInternet),
    good: ingress(5432, '10.0.0.0/8'),
  },
  {
    id: 'aws/open-ssh',
    title: 'SSH is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `A machine whose SSH anyone can reach is scanned within minutes, and one weak key or one hole in the daemon is enough. Session Manager gives a shell without an open port, a key or a public address, and logs who used it.

Leave it nowhere but in a lab that is thrown away the same day.`,
    refs: [sessions, ...refs],
    equivalents: ['checkov/CKV_AWS_24', 'trivy/AWS-0107', 'cis-aws/5.2'],
    note: 'networks-compared#open-to-the-internet',
    check: { on, resource: openTo(named([ssh]), connect) },
    bad: ingress(22, '0.0.0.0/0', underInternet),
    good: ingress(22, '10.0.0.0/8'),
  },
  {
    id: 'aws/security-group-rule-without-description',
    title: 'A rule of a security group does not say what it is for',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A year later nobody knows who needed the opening, so nobody dares to close it. The description can be changed at any time.

Leave it where names and version control say enough.`,
    refs,
    equivalents: ['checkov/CKV_AWS_23', 'trivy/AWS-0124'],
    check: [
      { on: [...ruleTypes], attribute: 'description', must: isSet(), so: 'so that others know what it is for' },
      ...['ingress', 'egress'].map((block) => ({
        on: ['aws_security_group'],
        attribute: `${block}.description`,
        must: isSet(),
        when: [{ attribute: block, is: someBlock() }],
        so: 'so that others know what the rule is for',
      })),
    ],
    bad: `resource "aws_vpc_security_group_ingress_rule" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}
`,
    good: `resource "aws_vpc_security_group_ingress_rule" "example" {
  security_group_id = aws_security_group.app.id
  description       = "From the offices"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}
`,
  },
  {
    id: 'aws/security-group-without-description',
    title: 'A security group does not say what it is for',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A year later nobody knows who needs the group, so nobody dares to remove it. Its description cannot be changed afterwards: Terraform would replace the group.

Leave it where names and version control say enough.`,
    refs,
    equivalents: ['checkov/CKV_AWS_23', 'trivy/AWS-0049', 'trivy/AWS-0083', 'trivy/AWS-0099'],
    check: {
      on: [
        'aws_db_security_group',
        'aws_elasticache_security_group',
        'aws_redshift_security_group',
        'aws_security_group',
      ],
      attribute: 'description',
      must: isSet(),
      so: 'so that others know what it is for',
    },
    bad: `resource "aws_security_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name   = "example"
  vpc_id = aws_vpc.main.id
}
`,
    good: `resource "aws_security_group" "example" {
  name        = "example"
  description = "Web servers"
  vpc_id      = aws_vpc.main.id
}
`,
  },
  {
    id: 'aws/vpc-default-security-group-open',
    title: 'The default security group of a VPC keeps the rules that AWS gave it',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `AWS makes each VPC with a group whose members reach one another and everything outside. Only an \`aws_default_security_group\` without rules empties it.

Leave it where something else empties the default groups, such as a rule of AWS Config or the account's baseline.`,
    refs: [docs('vpc/latest/userguide/default-security-group.html'), registry('default_security_group')],
    equivalents: ['checkov/CKV2_AWS_12', 'trivy/AWS-0173', 'cis-aws/5.4'],
    note: 'networks-compared#filters',
    check: { on: ['aws_vpc'], resource: keepsDefaultRules },
    bad: `resource "aws_vpc" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  cidr_block = "10.0.0.0/16"
}
`,
    good: `resource "aws_vpc" "example" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "example" {
  vpc_id = aws_vpc.example.id
}
`,
  },
];
