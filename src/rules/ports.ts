import { textOf } from '../terraform/convert.ts';
import { lookup } from '../terraform/lookup.ts';
import type { Value } from '../terraform/value.ts';
import type { Service } from './facts/ports.ts';

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export const allPorts: PortRange = { first: 0, last: 65535 };

/** Protocols that have ports, by what IANA numbers them. */
const protocolNumbers: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '132': 'sctp' };

/** Words and numbers that stand for every protocol: GCP's and Azure's, and AWS's and Alibaba Cloud's. */
const everyProtocol = new Set(['all', '*', '-1', 'any']);

/** A protocol's lower-case name, whether it was given by name or by number; `all` for every protocol. */
export function protocolName(text: string): string {
  const name = text.trim().toLowerCase();
  return everyProtocol.has(name) ? 'all' : (lookup(protocolNumbers, name) ?? name);
}

/** The ports that a text such as `22`, `20-25` or `*` stands for; undefined where it stands for none. */
export function parsePorts(text: string): PortRange | undefined {
  if (text === '*') return allPorts;
  const match = /^\s*(\d{1,5})\s*(?:[-/:]\s*(\d{1,5})\s*)?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}

/** The ports of a known string or number. */
export function portsOf(value: Value): PortRange | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parsePorts(text);
}

/** Whether the ranges together hold every port from 1 to 65535. */
export function coverAllPorts(ranges: readonly PortRange[]): boolean {
  let next = 1;
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    if (first > next) return false;
    next = Math.max(next, last + 1);
  }
  return next > 65535;
}

/** The ports of a service that a protocol and a range let through. */
export function portsThrough(service: Service, protocol: string, range: PortRange): readonly number[] {
  if (protocol !== 'all' && protocol !== service.protocol) return [];
  return service.ports.filter((port) => port >= range.first && port <= range.last);
}
