import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { internetSources, opensToInternet } from '../exposure.ts';
import type { Service } from '../facts/ports.ts';
import { allPorts, coverAllPorts, type PortRange, parsePorts, portsThrough, protocolName } from '../ports.ts';
import type { Context } from '../rule.ts';

export const ruleType = 'alicloud_security_group_rule';

/** A rule of a Simple Application Server, which always lets everybody in. */
export const serverRuleType = 'alicloud_simple_application_server_firewall_rule';

/** A rule of a security group, as far as it is known. */
export interface Entry {
  readonly rule: Resource;
  readonly accepts: boolean;
  /** Lower case, `all` for every protocol. */
  readonly protocol: string;
  readonly range: PortRange;
  /** Whether every port is let through. */
  readonly everyPort: boolean;
  /** 1 comes first, 100 last. */
  readonly priority: number;
  /** The group that it is a rule of, as a key; undefined where that is unknown. */
  readonly group: string | undefined;
  readonly sources: readonly Value[];
}

/** A rule that lets the internet in, and the source that does. */
export interface Opening extends Entry {
  readonly source: Value;
}

/** Protocols of which a range of ports says something. */
const withPorts = new Set(['tcp', 'udp']);

/** A rule of the direction as an entry; undefined where it is none, has no ports, or is not known well enough. */
export function entryOf(rule: Resource, direction: 'ingress' | 'egress', context: Context): Entry | undefined {
  const text = (name: string, otherwise: string) => {
    const value = rule.get(name);
    return value ? textOf(value)?.toLowerCase() : otherwise;
  };
  const protocol = protocolName(text('ip_protocol', '') ?? '');
  const policy = text('policy', 'accept');
  const ports = text('port_range', '');
  const range = protocol === 'all' ? allPorts : withPorts.has(protocol) && ports ? parsePorts(ports) : undefined;
  const priority = Number(text('priority', '1') ?? Number.NaN);
  if (text('type', '') !== direction || !policy || !range || Number.isNaN(priority)) return undefined;
  return {
    rule,
    accepts: policy === 'accept',
    protocol,
    range,
    everyPort: coverAllPorts([range]),
    priority,
    group: context.identity(rule.get('security_group_id'), 'alicloud_security_group'),
    sources: ['cidr_ip', 'ipv6_cidr_ip'].flatMap((name) => rule.get(name) ?? []),
  };
}

/** The openings of a rule that names a port and nothing else: that port is what its author would change. */
function serverOpenings(rule: Resource): readonly Opening[] {
  const source = rule.get('port');
  const range = source && parsePorts(textOf(source) ?? '');
  const named = rule.get('rule_protocol');
  const protocols = (named ? (textOf(named) ?? '') : '').toLowerCase().match(/tcp|udp/g) ?? [];
  if (!source || !range) return [];
  return protocols.map((protocol) => ({
    rule,
    accepts: true,
    protocol,
    range,
    everyPort: coverAllPorts([range]),
    priority: 1,
    group: undefined,
    sources: [source],
    source,
  }));
}

const openings = new WeakMap<Context, readonly Opening[]>();

/**
 * The rules by which the internet comes in. Rules of one group that let the same ports through count together, so that
 * two halves of all addresses are the internet; one that a rule for everyone drops before it is reached does not.
 */
export function internetOpenings(context: Context): readonly Opening[] {
  const known = openings.get(context);
  if (known) return known;
  const entries = context.tree.resources(ruleType).flatMap((rule) => entryOf(rule, 'ingress', context) ?? []);
  const alike = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!entry.accepts) continue;
    const { first, last } = entry.range;
    const key = JSON.stringify([entry.group ?? entry.rule.address, entry.protocol, first, last]);
    alike.set(key, [...(alike.get(key) ?? []), entry]);
  }
  const drops = entries.filter(({ accepts, group, sources }) => {
    const texts = sources.flatMap((source) => textOf(source) ?? []);
    return !accepts && group !== undefined && opensToInternet(texts);
  });
  const found = [...alike.values()].flatMap((together) => {
    const guilty = internetSources(
      together.flatMap(({ sources }) => sources),
      context.options.allowedCidrs,
    );
    return together
      .filter((entry) => !drops.some((drop) => comesBefore(drop, entry)))
      .flatMap((entry) => entry.sources.flatMap((source) => (guilty.includes(source) ? [{ ...entry, source }] : [])));
  });
  const all = [...found, ...context.tree.resources(serverRuleType).flatMap(serverOpenings)];
  openings.set(context, all);
  return all;
}

/** Whether a rule that drops traffic decides on all that another one accepts; of two with one priority it does. */
function comesBefore(drop: Entry, entry: Entry): boolean {
  return (
    drop.group === entry.group &&
    drop.priority <= entry.priority &&
    (drop.protocol === 'all' || drop.protocol === entry.protocol) &&
    drop.range.first <= Math.max(1, entry.range.first) &&
    drop.range.last >= entry.range.last
  );
}

/** The services whose ports a rule names, alone or in a range that is not all of them. */
export function servicesNamed({ protocol, range, everyPort }: Entry, services: readonly Service[]) {
  if (everyPort) return [];
  return services.flatMap((service) => {
    const ports = portsThrough(service, protocol, range);
    return ports.length > 0 ? [{ service, ports }] : [];
  });
}
