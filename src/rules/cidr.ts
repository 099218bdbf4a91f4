/** Addresses from `first` to `last`, both included, of one family. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;

/** Where IPv4 addresses stand among those of IPv6: `::ffff:0:0/96`. */
const mapped = 0xffffn << 32n;

/**
 * The addresses of a block (`10.0.0.0/8`, `2001:db8::/32`) or of a single address; undefined for any other text.
 * As strict as Go's `net.ParseCIDR`: no leading zeros, no zones, no missing parts. Bits behind the prefix are ignored.
 * IPv4 addresses written in IPv6's form count as IPv4.
 */
export function parseCidr(text: string): Range | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  const bits = bitsOf[family];
  if (prefix !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const length = prefix === undefined ? bits : Number(prefix);
  if (value === undefined || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  const last = first + size - 1n;
  if (family === 6 && first >> 32n === 0xffffn && last >> 32n === 0xffffn) {
    return { family: 4, first: first - mapped, last: last - mapped };
  }
  return { family, first, last };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (embedded) {
    const low = parseIpv4(embedded[2] ?? '');
    if (low === undefined) return undefined;
    return parseIpv6(`${embedded[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** How many addresses a range holds. */
export function size(range: Range): bigint {
  return range.last - range.first + 1n;
}

/** Whether all of `inner` is in `outer`. */
export function covers(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two ranges share an address. */
export function overlap(a: Range, b: Range): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** The same addresses in order, with ranges that touch or overlap made one. */
export function union(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort(order)) {
    const last = merged.at(-1);
    if (last && last.family === range.family && range.first <= last.last + 1n) {
      if (range.last > last.last) merged[merged.length - 1] = { ...last, last: range.last };
    } else {
      merged.push(range);
    }
  }
  return merged;
}

/** The addresses of `ranges` that are in none of `removed`, in order. */
export function subtract(ranges: readonly Range[], removed: readonly Range[]): readonly Range[] {
  let left = union(ranges);
  for (const hole of union(removed)) {
    left = left.flatMap((range) => {
      if (!overlap(range, hole)) return [range];
      const parts: Range[] = [];
      if (range.first < hole.first) parts.push({ ...range, last: hole.first - 1n });
      if (range.last > hole.last) parts.push({ ...range, first: hole.last + 1n });
      return parts;
    });
  }
  return left;
}

/** Orders ranges by family, then by their first address. */
function order(a: Range, b: Range): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}

/** Each pair of things whose ranges share addresses. */
export function* overlapping<Thing extends { readonly range: Range }>(
  things: readonly Thing[],
): Iterable<readonly [Thing, Thing]> {
  // In order of the addresses a range can only overlap those before it that are not over yet.
  let open: Thing[] = [];
  for (const thing of [...things].sort((a, b) => order(a.range, b.range))) {
    open = open.filter((other) => overlap(other.range, thing.range));
    for (const other of open) yield [other, thing];
    open.push(thing);
  }
}
