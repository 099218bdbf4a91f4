/** A range of IP addresses that share the first `prefix` bits of `address`, whose other bits are zero. */
export interface Block {
  readonly address: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

/** Reads `10.0.0.0/8` or `fd00::/16`; host bits are cleared, zeros before a number of IPv4 are let through as Terraform does. */
export function parseBlock(text: string): Block | undefined {
  const [, address = '', length = ''] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bits = address.includes(':') ? 128 : 32;
  const value = bits === 128 ? parseV6(address) : parseV4(address);
  const prefix = Number(length);
  if (value === undefined || prefix > bits) return undefined;
  const host = BigInt(bits - prefix);
  return { address: (value >> host) << host, prefix, bits };
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(Number(part)), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map((half, i) => groups(half, i === halves.length - 1));
  if (!front || (halves.length === 2 && !back)) return undefined;
  const missing = 8 - front.length - (back?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...front, ...Array<bigint>(missing).fill(0n), ...(back ?? [])];
  return all.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** The 16-bit groups of a part of an address; an IPv4 address may stand at the end of the last part. */
function groups(text: string, last: boolean): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const made: bigint[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.includes('.')) {
      const v4 = last && i === parts.length - 1 ? parseV4(part) : undefined;
      if (v4 === undefined) return undefined;
      made.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) made.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return made;
}

export function blockText({ address, prefix, bits }: Block): string {
  return `${addressText(address, bits)}/${prefix}`;
}

/** An address as Go writes it: the longest run of zero groups shortened, an IPv4 address in IPv6 as IPv4. */
export function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32 || address >> 32n === 0xffffn) {
    return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  }
  const parts = Array.from({ length: 8 }, (_, i) => Number((address >> BigInt(112 - 16 * i)) & 0xffffn));
  let [start, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && parts[end] === 0) end++;
    if (end - i > length) [start, length] = [i, end - i];
    i = Math.max(i, end - 1);
  }
  const hex = (from: number, to: number) =>
    parts
      .slice(from, to)
      .map((part) => part.toString(16))
      .join(':');
  return start < 0 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`;
}
