import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { hasUnknown, type Value } from '../../terraform/value.ts';
import { internetSource as sourceToChange } from '../exposure.ts';
import type { Service } from '../facts/ports.ts';
import { allPorts, coverAllPorts, type PortRange, portsOf, portsThrough, protocolName } from '../ports.ts';

/** An `allow` block of a firewall rule as far as it is known. */
export interface Allowed {
  readonly section: Section;
  readonly protocol: string;
  /** The ports that are named, each with the value that names it; none where every port of the protocol is let through. */
  readonly ports: readonly { readonly range: PortRange; readonly value: Value }[];
  /** Whether every port is let through. */
  readonly everyPort: boolean;
}

/** Protocols for which ports mean something. */
const withPorts = new Set(['all', 'tcp', 'udp', 'sctp']);

/** Rules of firewall policies, for a network or for all below a folder or the organisation. */
export const policyRules: readonly string[] = [
  'google_compute_firewall_policy_rule',
  'google_compute_network_firewall_policy_rule',
  'google_compute_region_network_firewall_policy_rule',
];

/** Where a rule says whom it is about, and what it lets through: the names differ between rules and policies. */
interface Wording {
  readonly sources: string;
  readonly protocol: string;
  /** The section that has the sources. */
  readonly about: (rule: Resource) => Section | undefined;
  readonly allowed: (rule: Resource) => readonly Section[];
}

const ofRule: Wording = {
  sources: 'source_ranges',
  protocol: 'protocol',
  about: (rule) => rule,
  allowed: (rule) => rule.blocks('allow'),
};

const ofPolicy: Wording = {
  sources: 'src_ip_ranges',
  protocol: 'ip_protocol',
  about: (rule) => rule.blocks('match')[0],
  allowed: (rule) => {
    const action = rule.get('action');
    const allows = action !== undefined && textOf(action)?.toLowerCase() === 'allow';
    return allows ? rule.blocks('match').flatMap((match) => match.blocks('layer4_configs')) : [];
  },
};

const wording = ({ type }: Resource) => (policyRules.includes(type) ? ofPolicy : ofRule);

/** The section and the name of the argument that says from where a rule lets traffic in. */
export function sourceArgument(rule: Resource): { readonly section: Section; readonly name: string } {
  const { about, sources } = wording(rule);
  return { section: about(rule) ?? rule, name: sources };
}

/** Whether a firewall rule lets something in and is in force; false also where that is unknown. */
export function isIngress(rule: Resource): boolean {
  const direction = rule.get('direction');
  const disabled = rule.get('disabled');
  const inward =
    direction === undefined || (direction.kind === 'string' && direction.value.toUpperCase() === 'INGRESS');
  return inward && (disabled === undefined || textOf(disabled) === 'false');
}

/** The blocks by which a firewall rule lets traffic in; empty where it is no rule for that. */
export function allowedBy(rule: Resource): readonly Allowed[] {
  if (!isIngress(rule)) return [];
  const words = wording(rule);
  return words.allowed(rule).flatMap((section) => {
    const protocol = section.get(words.protocol);
    const text = protocol && textOf(protocol);
    if (text === undefined) return [];
    const ports = section.get('ports');
    const elements = ports?.kind === 'list' ? ports.items : [];
    if (ports && (ports.kind !== 'list' || (elements.length === 0 && hasUnknown(ports)))) return [];
    const named = elements.flatMap((value) => {
      const range = portsOf(value);
      return range ? [{ range, value }] : [];
    });
    const name = protocolName(text);
    const everyPort =
      name === 'all' ||
      (withPorts.has(name) && (elements.length === 0 || coverAllPorts(named.map(({ range }) => range))));
    return [{ section, protocol: name, ports: named, everyPort }];
  });
}

/** A service that a firewall rule lets through by naming its port, and the value that does. */
export interface Opened {
  readonly service: Service;
  readonly ports: readonly number[];
  readonly by: Value;
}

/**
 * The services whose ports a rule names, alone or in a range. A block that lets every port through names none of them:
 * that is one fault with one cause.
 */
export function servicesNamed(rule: Resource, services: readonly Service[]): readonly Opened[] {
  return allowedBy(rule).flatMap(({ protocol, ports }) =>
    ports
      .filter(({ range }) => !coverAllPorts([range]))
      .flatMap(({ range, value }) =>
        services.flatMap((service) => {
          const open = portsThrough(service, protocol, range);
          return open.length > 0 ? [{ service, ports: open, by: value }] : [];
        }),
      ),
  );
}

/** Where a rule's sources let in the internet: the element to change, or the whole list where all of it is to blame. */
export function internetSource(rule: Resource, allowed: readonly string[]): Value | undefined {
  const { section, name } = sourceArgument(rule);
  return sourceToChange(section.get(name), allowed);
}

/** Ports as they are written: `22`, `20-25`; `every port` for all. */
export function portText({ first, last }: PortRange): string {
  if (first <= 1 && last === allPorts.last) return 'every port';
  return first === last ? String(first) : `${first}-${last}`;
}
