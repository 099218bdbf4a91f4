import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { hasUnknown, type Value } from '../../terraform/value.ts';
import { internetSource, opensToInternet } from '../exposure.ts';
import type { Service } from '../facts/ports.ts';
import { allPorts, coverAllPorts, type PortRange, portsOf, portsThrough, protocolName } from '../ports.ts';
import type { Context } from '../rule.ts';

const group = 'azurerm_network_security_group';
const separate = 'azurerm_network_security_rule';

/** The types in which security rules are written: within their group, or each for itself. */
export const securityRuleTypes = [group, separate] as const;

/** Ports that a security rule names, with the value that names them. */
export interface NamedPorts {
  readonly range: PortRange;
  readonly value: Value;
}

/** A security rule that lets the internet in. */
export interface Opening {
  readonly section: Section;
  /** What says who may come. */
  readonly source: Value;
  readonly protocol: string;
  readonly ports: readonly NamedPorts[];
  readonly everyPort: boolean;
}

/** Protocols for which ports mean something. */
const withPorts = new Set(['all', 'tcp', 'udp']);

/** The security rules of a resource of one of the types: itself, or those written in it. */
export function securityRules(resource: Resource): readonly Section[] {
  return resource.type === group ? resource.blocks('security_rule') : [resource];
}

/** Whether an argument says a word, whatever the case of its letters. */
export function says(section: Section, name: string, word: string): boolean {
  const value = section.get(name);
  return value?.kind === 'string' && value.value.toLowerCase() === word;
}

/** What one argument or its plural says, where one of them says something. */
function given(section: Section, name: string, plural: string): Value | undefined {
  const many = section.get(plural);
  if (many && (many.kind !== 'list' || many.items.length > 0)) return many;
  const one = section.get(name);
  return one && textOf(one) !== '' ? one : undefined;
}

/** Who may come, unless that is said by application security groups. */
function sourceOf(section: Section): Value | undefined {
  return given(section, 'source_address_prefix', 'source_address_prefixes');
}

/** Where traffic may go, unless that is said by application security groups. */
export function destinationOf(section: Section): Value | undefined {
  return given(section, 'destination_address_prefix', 'destination_address_prefixes');
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  return value.kind === 'list' ? value.items : [value];
}

function portsNamed(section: Section): readonly NamedPorts[] {
  return itemsOf(given(section, 'destination_port_range', 'destination_port_ranges')).flatMap((value) => {
    const range = portsOf(value);
    return range ? [{ range, value }] : [];
  });
}

/** The rules of a resource that let the internet in, without those that a deny rule of the same group overrules. */
export function openings(resource: Resource, context: Context): readonly Opening[] {
  return securityRules(resource).flatMap((section) => {
    if (!says(section, 'access', 'allow') || !says(section, 'direction', 'inbound')) return [];
    const source = internetSource(sourceOf(section), context.options.allowedCidrs);
    const protocol = section.get('protocol');
    const name = protocol && textOf(protocol);
    if (!source || name === undefined) return [];
    const ports = portsNamed(section);
    const everyPort = withPorts.has(protocolName(name)) && coverAllPorts(ports.map(({ range }) => range));
    const opening = { section, source, protocol: protocolName(name), ports, everyPort };
    return denied(opening, resource, context) ? [] : [opening];
  });
}

/** Every rule of the group that a resource is, or belongs to. */
function siblings(resource: Resource, context: Context): readonly Section[] {
  const owner = resource.type === group ? resource : context.find(resource.get('network_security_group_name'), group);
  if (!owner) return resource.type === separate ? sameName(resource, context) : [];
  const { resources } = context.referring(owner, separate, 'network_security_group_name');
  return [...owner.blocks('security_rule'), ...resources];
}

/** The separate rules that name the same group, which is not here. */
function sameName(resource: Resource, context: Context): readonly Section[] {
  const name = resource.get('network_security_group_name');
  const key = context.identity(name, group);
  if (key === undefined) return [];
  return context.tree
    .resources(separate)
    .filter((other) => context.identity(other.get('network_security_group_name'), group) === key);
}

/** Whether a rule that comes first denies all that an opening lets in. */
function denied(opening: Opening, resource: Resource, context: Context): boolean {
  const own = priorityOf(opening.section);
  if (own === undefined) return false;
  return siblings(resource, context).some((other) => {
    const priority = priorityOf(other);
    return priority !== undefined && priority < own && denies(other, opening);
  });
}

function priorityOf(section: Section): number | undefined {
  const value = section.get('priority');
  const text = value && textOf(value);
  return text === undefined ? undefined : Number(text);
}

function denies(other: Section, opening: Opening): boolean {
  if (!says(other, 'access', 'deny') || !says(other, 'direction', 'inbound')) return false;
  const protocol = other.get('protocol');
  const name = protocolName((protocol && textOf(protocol)) ?? '');
  const sources = itemsOf(sourceOf(other)).flatMap((value) => textOf(value) ?? []);
  if ((name !== 'all' && name !== opening.protocol) || !opensToInternet(sources)) return false;
  const target = destinationOf(other);
  const everywhere = itemsOf(target).some((value) => ['*', '0.0.0.0/0'].includes(textOf(value) ?? ''));
  const where = destinationOf(opening.section);
  const same = target && where && !hasUnknown(target) && textOf(target) === textOf(where);
  if (!everywhere && !same) return false;
  const ranges = portsNamed(other).map(({ range }) => range);
  const wanted = opening.ports.length > 0 ? opening.ports.map(({ range }) => range) : [allPorts];
  return (
    coverAllPorts(ranges) ||
    wanted.every((port) => ranges.some(({ first, last }) => first <= port.first && port.last <= last))
  );
}

/** A service that an opening lets through by naming its port, and the value that does. */
export interface Opened {
  readonly service: Service;
  readonly ports: readonly number[];
  readonly by: Value;
}

/** The services whose ports an opening names; none for one that lets every port through, which is one fault with one cause. */
export function servicesNamed(opening: Opening, services: readonly Service[]): readonly Opened[] {
  if (opening.everyPort) return [];
  return opening.ports.flatMap(({ range, value }) =>
    services.flatMap((service) => {
      const ports = portsThrough(service, opening.protocol, range);
      return ports.length > 0 ? [{ service, ports, by: value }] : [];
    }),
  );
}
