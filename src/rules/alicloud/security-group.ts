import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { internetSources } from '../exposure.ts';
import { http, rdp, rdpOverUdp, type Service, sensitiveServices, ssh } from '../facts/ports.ts';
import { offer, setAttribute } from '../fix.ts';
import type { Context, Fix, Report, Rule } from '../rule.ts';
import { entryOf, internetOpenings, type Opening, ruleType, serverRuleType, servicesNamed } from './ingress.ts';
import { help, registry } from './refs.ts';

const on = [ruleType];
const onBoth = [ruleType, serverRuleType];

const guide = help('doc-detail/51170.htm');
const resource = registry('security_group_rule');

/** Private addresses in place of the internet. */
function onlyPrivate(rule: Resource, source: Value): readonly Fix[] {
  if (rule.type !== ruleType) return [];
  const range = source.kind === 'string' && source.value.includes(':') ? 'fc00::/7' : '10.0.0.0/8';
  return offer(setAttribute(rule, source, `"${range}"`), {
    title: `Allow ${range} only`,
    effect: 'whoever connects from elsewhere is cut off',
    choices: [`"${range}"`],
  });
}

/** Reports each source that lets the internet reach what `opened` finds and names. */
function openTo(opened: (opening: Opening) => string | undefined, advice: string) {
  return function* (_tree: ModuleTree, context: Context): Iterable<Report> {
    for (const opening of internetOpenings(context)) {
      const what = opened(opening);
      if (what === undefined) continue;
      yield {
        at: opening.source,
        resource: opening.rule,
        message: `${what} open to the whole internet. ${advice}`,
        fixes: onlyPrivate(opening.rule, opening.source),
      };
    }
  };
}

function named(services: readonly Service[]) {
  return (opening: Opening) => {
    const [first] = servicesNamed(opening, services);
    return first && `${first.service.name} (port ${first.ports.join(', ')}) is`;
  };
}

function sensitive(opening: Opening): string | undefined {
  const open = servicesNamed(opening, sensitiveServices).map(
    ({ service, ports }) => `${service.name} (${ports.join(', ')})`,
  );
  if (open.length === 0) return undefined;
  if (open.length > 4) return `${open.slice(0, 3).join(', ')} and ${open.length - 3} more services are`;
  return `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'}`;
}

function everything({ everyPort, protocol }: Opening): string | undefined {
  if (!everyPort) return undefined;
  return `${protocol === 'all' ? 'Every port of every protocol' : `Every ${protocol.toUpperCase()} port`} is`;
}

/** Reports a rule that lets every port through to sources that are not the internet, which has a rule of its own. */
function* allPortsInside(rule: Resource, context: Context): Iterable<Report> {
  const entry = entryOf(rule, 'ingress', context);
  if (!entry?.accepts || !entry.everyPort || entry.sources.some(({ kind }) => kind === 'unknown')) return;
  if (internetSources(entry.sources, context.options.allowedCidrs).length > 0) return;
  yield {
    at: rule.get('port_range') ?? rule.get('ip_protocol') ?? rule,
    message: 'The rule lets every port through. Name the ports that are needed.',
  };
}

function* openEgress(rule: Resource, context: Context): Iterable<Report> {
  const entry = entryOf(rule, 'egress', context);
  if (!entry?.accepts || !entry.everyPort) return;
  for (const at of internetSources(entry.sources, context.options.allowedCidrs)) {
    yield { at, message: 'Everything may go out to any address. Name the ports and addresses that are needed.' };
  }
}

const connect =
  'Allow only the addresses that need it, or connect through Session Manager of Cloud Assistant or a bastion host.';

export const securityGroup: readonly Rule[] = [
  {
    id: 'alicloud/open-all-ports',
    title: 'Every port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Whatever listens on an instance of the group is reachable by anyone, remote administration and databases among it, as soon as the instance has a public address. SSH, RDP and the other services are not reported once more for such a rule: this is the one cause of all of them. Rules of one group that let the same ports through count together; a rule that drops them first is taken into account.

Leave it only for a honeypot.`,
    refs: [guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: {
      on: onBoth,
      tree: openTo(
        everything,
        'Name the ports that are meant to be public, and allow the others to the addresses that need them.',
      ),
    },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/open-http',
    title: 'Unencrypted HTTP is open to the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `What goes over port 80 can be read and changed on the way. A load balancer in front of the instances takes HTTPS, and sends whoever comes by HTTP there.

Leave it where the port only answers with a redirect to HTTPS.`,
    refs: [help('doc-detail/89151.htm'), guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: { on: onBoth, tree: openTo(named([http]), 'Offer HTTPS only, or let a load balancer redirect.') },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.web.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "80/80"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.web.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "80/80"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/open-rdp',
    title: 'RDP is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Remote Desktop on a public address is found within minutes and tried with stolen and guessed passwords from then on; its own flaws have been used to take machines over without any. A bastion host, or a VPN, is the door for people who signed in.

Leave it only for a machine that is meant to be attacked.`,
    refs: [guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: {
      on: onBoth,
      tree: openTo(
        named([rdp, rdpOverUdp]),
        'Allow only the addresses that need it, or connect through a bastion host.',
      ),
    },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.windows.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "3389/3389"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.windows.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "3389/3389"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/open-sensitive-port',
    title: 'A database or management port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Databases, caches, message brokers, file shares and control planes are made for a trusted network. Many of them ask for no password as installed, and are searched for and emptied by robots. The ports that count are listed by service in the linter's own table.

Leave it for a service on such a port that is meant for everybody and asks who calls.`,
    refs: [guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: { on: onBoth, tree: openTo(sensitive, 'Allow only the addresses that need it.') },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.data.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "3306/3306"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.data.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "3306/3306"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/open-ssh',
    title: 'SSH is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `SSH on a public address is found within minutes and tried with stolen and guessed credentials from then on. Session Manager of Cloud Assistant opens a terminal without any open port, and records who came; a bastion host does the same for many machines. Rules of Simple Application Servers, which always stand for everybody, count too.

Leave it for a bastion host that takes keys only and is patched by itself.`,
    refs: [guide, registry('ecs_session_manager_status'), resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: { on: onBoth, tree: openTo(named([ssh]), connect) },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/security-group-all-ports',
    title: 'A rule of a security group lets every port through',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A rule for every port admits whatever listens on the instances now or later, also services that nobody meant to offer. Once one machine inside the sources is taken over, nothing stops the next step. Where the internet is among the sources, \`alicloud/open-all-ports\` says so instead.

Leave it for rules between the members of one cluster, whose ports are chosen at run time.`,
    refs: [guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: { on, resource: allPortsInside },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "1/65535"
                      ~~~~~~~~~
  cidr_ip           = "10.0.0.0/8"
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "8443/8443"
  cidr_ip           = "10.0.0.0/8"
}
`,
  },
  {
    id: 'alicloud/security-group-open-egress',
    title: 'A rule of a security group lets everything out',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `What a program that was tampered with sends home goes out by the same rule as everything else. Basic groups let everything out anyway, so that such a rule only says what is so; enterprise groups let nothing out, and this rule takes that away.

Leave it where a firewall behind it decides what goes out.`,
    refs: [guide, resource],
    equivalents: [],
    note: 'vpc-alibaba#security-groups-and-acls',
    check: { on, resource: openEgress },
    bad: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "egress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_security_group_rule" "example" {
  security_group_id = alicloud_security_group.app.id
  type              = "egress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  cidr_ip           = "0.0.0.0/0"
}
`,
  },
];
