import type { Finding } from './finding.ts';

/** A fault at one place, with every resource instance that has it. */
export interface PlacedFinding extends Finding {
  readonly addresses: readonly string[];
}

/** Instances of one block, and resources that share one value, are one finding to people: there is one thing to change. */
export function oncePerPlace(findings: readonly Finding[]): readonly PlacedFinding[] {
  const merged = new Map<string, Finding & { addresses: string[] }>();
  for (const finding of findings) {
    const key = [finding.rule, finding.at.file, finding.at.start, finding.at.end, finding.message].join('\n');
    const known = merged.get(key);
    const addresses = finding.address === undefined ? [] : [finding.address];
    if (known) known.addresses.push(...addresses);
    else merged.set(key, { ...finding, addresses });
  }
  return [...merged.values()];
}

/** The addresses in one line, cut where there are many; empty where there are none. */
export function addressList(addresses: readonly string[]): string {
  const rest = addresses.length - 3;
  return `${addresses.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
