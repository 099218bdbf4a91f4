import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { rdp, rdpOverUdp, sensitiveServices, ssh } from '../facts/ports.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';
import { internetAddresses, servicesNamed, trafficOf } from './traffic.ts';

/** Services that nobody offers to the internet on purpose. */
const risky = [ssh, rdp, rdpOverUdp, ...sensitiveServices];

/** The groups of an instance that are in the configuration. */
function groupsOf(instance: Resource, context: Context): readonly Resource[] {
  return ['vpc_security_group_ids', 'security_groups'].flatMap((name) => {
    const value = instance.get(name);
    const items = value?.kind === 'list' ? value.items : [];
    return items.flatMap((item) => context.find(item, 'aws_security_group') ?? []);
  });
}

/** A group with the resources that hold its rules. */
function withRules(group: Resource, context: Context): readonly Resource[] {
  const separate = ['aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'].flatMap(
    (type) => context.referring(group, type, 'security_group_id').resources,
  );
  return [group, ...separate];
}

/** Whether an instance certainly has a public address: it asks for one, or for none but its subnet gives one. */
function isPublic(instance: Resource, context: Context): boolean {
  const asked = instance.get('associate_public_ip_address');
  if (asked) return textOf(asked) === 'true';
  const given = context.find(instance.get('subnet_id'), 'aws_subnet')?.get('map_public_ip_on_launch');
  if (given && textOf(given) === 'true') return true;
  const direct = context.referring(instance, 'aws_eip', 'instance').resources;
  const associated = context.referring(instance, 'aws_eip_association', 'instance_id').resources;
  return direct.length + associated.length > 0;
}

function* exposed(instance: Resource, context: Context): Iterable<Report> {
  if (!isPublic(instance, context)) return;
  for (const rule of groupsOf(instance, context).flatMap((group) => withRules(group, context))) {
    for (const traffic of trafficOf(rule, 'ingress')) {
      if (internetAddresses(traffic, context).length === 0) continue;
      const names = servicesNamed(traffic, risky).map(({ service }) => service.name);
      if (!traffic.everyPort && names.length === 0) continue;
      const what = traffic.everyPort ? 'every port' : [...new Set(names)].slice(0, 3).join(', ');
      yield {
        at: instance,
        message: `The whole internet reaches ${what} on this: it has a public address, and ${rule.address} lets everyone in. Take the address or the rule away.`,
        related: [{ at: rule.location, message: 'this lets the internet in' }],
      };
      return;
    }
  }
}

function example(publicAddress: boolean, marks = ''): string {
  return `resource "aws_security_group" "example" {
  description = "Jump host"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "example" {
  security_group_id = aws_security_group.example.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_instance" "example" {
${marks}  ami                         = data.aws_ami.linux.id
  instance_type               = "t3.micro"
  associate_public_ip_address = ${publicAddress}
  vpc_security_group_ids      = [aws_security_group.example.id]
}
`;
}

export const exposedInstance: Rule = {
  id: 'aws/exposed-instance',
  title: 'The internet reaches an administration or database port of an instance',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `An open security group does harm where something with a public address is behind it. Here both come together: the group lets everyone in, and the instance can be reached.

Leave it nowhere but in a lab that is thrown away the same day.`,
  refs: [docs('vpc/latest/userguide/vpc-security-groups.html'), registry('instance'), registry('security_group')],
  equivalents: [],
  note: 'networks-compared#open-to-the-internet',
  check: { on: ['aws_instance'], resource: exposed },
  bad: example(true, `${'~'.repeat('resource "aws_instance" "example"'.length)}\n`),
  good: example(false),
};
