import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { internetSource, internetSources } from '../exposure.ts';
import type { Service } from '../facts/ports.ts';
import { offer, removeElement, setAttribute } from '../fix.ts';
import { allPorts, coverAllPorts, type PortRange, portsThrough, protocolName } from '../ports.ts';
import type { Context, Fix } from '../rule.ts';

export type Direction = 'ingress' | 'egress';

/** What one rule of a security group or network ACL lets through, as far as it is known. */
export interface Traffic {
  readonly section: Section;
  readonly direction: Direction;
  /** Lower case, `all` for every protocol. */
  readonly protocol: string;
  /** Undefined where it is unknown, or the protocol has no ports. */
  readonly range: PortRange | undefined;
  /** Whether every port is let through. */
  readonly everyPort: boolean;
}

/** Types that carry the rules of security groups, or of the firewall that Lightsail has in their place. */
export const securityGroupTypes = [
  'aws_default_security_group',
  'aws_lightsail_instance_public_ports',
  'aws_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
] as const;

/** The arguments that name addresses, in whatever kind of rule. */
const addressArguments = [
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'cidr_block',
  'ipv6_cidr_block',
  'cidrs',
  'ipv6_cidrs',
] as const;

/** The rules of a direction that a resource holds or is, whether of a security group or of a network ACL. */
export function trafficOf(resource: Resource, direction: Direction): readonly Traffic[] {
  return sectionsOf(resource, direction).flatMap((section) => traffic(section, direction) ?? []);
}

function sectionsOf(resource: Resource, direction: Direction): readonly Section[] {
  switch (resource.type) {
    case 'aws_security_group_rule': {
      const type = resource.get('type');
      return type && textOf(type) === direction ? [resource] : [];
    }
    case 'aws_network_acl_rule': {
      const egress = resource.get('egress');
      const way =
        egress === undefined || textOf(egress) === 'false'
          ? 'ingress'
          : egress.kind === 'unknown'
            ? undefined
            : 'egress';
      return way === direction ? [resource] : [];
    }
    case 'aws_vpc_security_group_ingress_rule':
      return direction === 'ingress' ? [resource] : [];
    case 'aws_vpc_security_group_egress_rule':
      return direction === 'egress' ? [resource] : [];
    case 'aws_lightsail_instance_public_ports':
      return direction === 'ingress' ? resource.blocks('port_info') : [];
    default:
      return resource.blocks(direction);
  }
}

/** Protocols of which a range of ports says something. */
const withPorts = new Set(['tcp', 'udp', 'sctp']);

function traffic(section: Section, direction: Direction): Traffic | undefined {
  const written = section.get('protocol') ?? section.get('ip_protocol');
  const text = written ? textOf(written) : '-1';
  if (text === undefined) return undefined;
  const protocol = protocolName(text);
  const range = protocol === 'all' ? allPorts : withPorts.has(protocol) ? rangeOf(section) : undefined;
  const everyPort = range !== undefined && coverAllPorts([range]);
  return { section, direction, protocol, range, everyPort };
}

function rangeOf(section: Section): PortRange | undefined {
  const [first, last] = ['from_port', 'to_port'].map((name) => {
    const value = section.get(name);
    return value ? Number(textOf(value) ?? Number.NaN) : Number.NaN;
  });
  if (first === undefined || last === undefined || Number.isNaN(first) || Number.isNaN(last)) return undefined;
  return first <= last ? { first, last } : undefined;
}

/**
 * Where the addresses of a rule are the internet's: one value of each family that is to be changed, also of those that a
 * prefix list names.
 */
export function internetAddresses({ section }: Traffic, context: Context): readonly Value[] {
  const { allowedCidrs } = context.options;
  const named = addressArguments.flatMap((name) => internetSource(section.get(name), allowedCidrs) ?? []);
  const listed = prefixLists(section, context).flatMap((list) =>
    internetSources(blocksOf(list, context), allowedCidrs).slice(0, 1),
  );
  return [...named, ...listed];
}

/** Whether a rule is for everyone since it names no addresses, as in Lightsail. */
export function opensByDefault({ section }: Traffic): boolean {
  return (
    section.type === 'port_info' && ['cidrs', 'ipv6_cidrs', 'cidr_list_aliases'].every((name) => !section.get(name))
  );
}

function prefixLists(section: Section, context: Context): readonly Resource[] {
  return ['prefix_list_ids', 'prefix_list_id'].flatMap((name) => {
    const value = section.get(name);
    const ids = value?.kind === 'list' ? value.items : value ? [value] : [];
    return ids.flatMap((id) => context.find(id, 'aws_ec2_managed_prefix_list') ?? []);
  });
}

/** The address blocks of a prefix list, which it holds itself or has as resources of their own. */
function blocksOf(list: Resource, context: Context): readonly Value[] {
  const entries = context.referring(list, 'aws_ec2_managed_prefix_list_entry', 'prefix_list_id').resources;
  return [...list.blocks('entry'), ...entries].flatMap((entry) => entry.get('cidr') ?? []);
}

/** Takes the internet out of the sources, or puts private addresses in its place where nothing would be left. */
export function withoutInternet({ section }: Traffic, source: Value): readonly Fix[] {
  const effect = 'whoever connects from elsewhere is cut off';
  for (const name of ['cidr_blocks', 'ipv6_cidr_blocks'] as const) {
    const list = section.get(name);
    if (list?.kind !== 'list' || list.items.length < 2 || !list.items.includes(source)) continue;
    return offer(removeElement(section, name, source), { title: 'Remove this source', effect });
  }
  const [first] = source.kind === 'list' ? source.items : [source];
  const range = first?.kind === 'string' && first.value.includes(':') ? 'fc00::/7' : '10.0.0.0/8';
  const written = source.kind === 'list' ? `["${range}"]` : `"${range}"`;
  return offer(setAttribute(section, source, written), {
    title: `Allow ${range} only`,
    effect,
    choices: [`"${range}"`],
  });
}

/** A service whose port a rule lets through by naming it, alone or in a range that is not all of them. */
export function servicesNamed({ protocol, range, everyPort }: Traffic, services: readonly Service[]) {
  if (!range || everyPort) return [];
  return services.flatMap((service) => {
    const ports = portsThrough(service, protocol, range);
    return ports.length > 0 ? [{ service, ports }] : [];
  });
}
