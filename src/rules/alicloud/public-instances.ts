import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { rdp, rdpOverUdp, sensitiveServices, ssh } from '../facts/ports.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { internetOpenings, type Opening, servicesNamed } from './ingress.ts';
import { help, registry } from './refs.ts';

const instances = 'alicloud_instance';
const group = 'alicloud_security_group';
const guarded = [ssh, rdp, rdpOverUdp, ...sensitiveServices];

/** What gives an instance a public address: its own bandwidth, or an elastic address that is bound to it. */
export function publicAddress(instance: Resource, context: Context): Value | Resource | undefined {
  const bandwidth = instance.get('internet_max_bandwidth_out');
  if (bandwidth && Number(textOf(bandwidth) ?? 0) > 0) return bandwidth;
  return context.referring(instance, 'alicloud_eip_association', 'instance_id').resources[0];
}

/** What an opening lets through that is no business of the internet. */
function exposed(opening: Opening): string | undefined {
  if (opening.everyPort) return 'every port';
  const [first] = servicesNamed(opening, guarded);
  return first && `${first.service.name} (port ${first.ports.join(', ')})`;
}

function* check(tree: ModuleTree, context: Context): Iterable<Report> {
  const openings = internetOpenings(context);
  if (openings.length === 0) return;
  for (const instance of tree.resources(instances)) {
    const address = publicAddress(instance, context);
    const written = instance.get('security_groups');
    const groups = (written?.kind === 'list' ? written.items : []).flatMap((one) => context.identity(one, group) ?? []);
    const opening = openings.find((one) => one.group !== undefined && groups.includes(one.group) && exposed(one));
    if (!address || !opening) continue;
    yield {
      at: instance,
      resource: instance,
      message: `Anybody on the internet reaches ${exposed(opening)} of this instance: it has a public address, and its security group lets it through.`,
      related: [
        { at: opening.source.origin.at, message: 'this lets the internet in' },
        { at: 'location' in address ? address.location : address.origin.at, message: 'this gives it a public address' },
      ],
    };
  }
}

const head = `resource "alicloud_security_group" "app" {
  security_group_name = "app"
  vpc_id              = alicloud_vpc.main.id
}

resource "alicloud_security_group_rule" "ssh" {
  security_group_id = alicloud_security_group.app.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
`;

const machine = `
  instance_type              = "ecs.g7.large"
  image_id                   = "aliyun_3_x64_20G_alibase_20240819.vhd"
  vswitch_id                 = alicloud_vswitch.app.id
  security_groups            = [alicloud_security_group.app.id]
  internet_max_bandwidth_out = 10
}
`;

export const publicInstances: Rule = {
  id: 'alicloud/instance-exposed',
  title: 'Anybody reaches the administration or databases of an instance',
  severity: 'error',
  pillar: 'network',
  recommended: false,
  why: `A rule that opens a port to the internet is a fault in waiting; together with a public address it is an open door. This rule names the instances behind the rules that \`alicloud/open-ssh\` and its like report: those to look at first, and to look into for what has come in already.

Leave it off, as the preset does, where the rules alone are enough to act on.`,
  refs: [help('doc-detail/51170.htm'), registry('security_group_rule'), registry('instance')],
  equivalents: [],
  note: 'vpc-alibaba#security-groups-and-acls',
  check: { on: [instances], tree: check },
  bad: `${head}  cidr_ip           = "0.0.0.0/0"
}

resource "alicloud_instance" "app" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~${machine}`,
  good: `${head}  cidr_ip           = "10.0.0.0/8"
}

resource "alicloud_instance" "app" {${machine}`,
};
