import { toInteger } from '../decimal.ts';
import { list, string } from '../make.ts';
import type { Value } from '../value.ts';
import { addressText, type Block, blockText, parseBlock } from './address.ts';
import { type FunctionTable, textArgument, wholeArgument } from './spec.ts';

function integerArgument(value: Value | undefined): bigint | undefined {
  return value?.kind === 'number' ? toInteger(value) : undefined;
}

/** The block of a CIDR argument, or what is wrong with it. */
function blockArgument(value: Value | undefined): Block | string {
  return parseBlock(textArgument(value)) ?? `"${textArgument(value)}" is no CIDR block`;
}

/** The network of that number among those that are longer by `bits`, or what is wrong. */
function subnet(block: Block, bits: number, net: bigint): Block | string {
  const prefix = block.prefix + bits;
  if (prefix > block.bits) return `not enough bits left for a prefix of ${prefix}`;
  if (prefix < 0) return `a prefix of ${block.prefix} cannot be shortened by ${-bits} bits`;
  // Terraform does not check a shorter prefix, a negative number, or more than 64 bits.
  const size = BigInt.asUintN(64, net < 0n ? -net : net);
  if (bits >= 0 && size >= 1n << BigInt(bits)) return `a prefix extended by ${bits} bits has no network ${net}`;
  const address = block.address | (net << BigInt(block.bits - prefix));
  return { ...block, prefix, address: address < 0n ? -address : address };
}

/** Consecutive networks of the given sizes, each at the next place where its size can begin. */
function subnets(block: Block, sizes: readonly (number | undefined)[]): Block[] | string {
  const made: Block[] = [];
  let next = block.address;
  const end = block.address + (1n << BigInt(block.bits - block.prefix));
  for (const bits of sizes) {
    if (bits === undefined || bits < 1) return 'a prefix must be extended by at least one bit';
    const prefix = block.prefix + bits;
    if (bits > 32 || prefix > block.bits) return `a prefix cannot be extended by ${bits} bits`;
    const size = 1n << BigInt(block.bits - prefix);
    const address = ((next + size - 1n) / size) * size;
    if (address + size > end) return `not enough address space left for a prefix of ${prefix}`;
    made.push({ ...block, address, prefix });
    next = address + size;
  }
  return made;
}

/** IP network functions, by name. */
export const networkFunctions: FunctionTable = {
  cidrhost: {
    parameters: ['text', 'number'],
    run: ([prefix, number], { origin }) => {
      const block = blockArgument(prefix);
      const host = integerArgument(number);
      if (typeof block === 'string') return block;
      if (host === undefined) return 'the host number must be a whole number';
      const size = 1n << BigInt(block.bits - block.prefix);
      const offset = host < 0n ? size + host : host;
      // Terraform compares no more than 64 bits.
      if (offset < 0n || (host < 0n ? offset : BigInt.asIntN(64, host)) >= size) return `the block has no host ${host}`;
      return string(addressText(BigInt.asUintN(block.bits, block.address | offset), block.bits), origin);
    },
  },
  cidrnetmask: {
    parameters: ['text'],
    run: ([prefix], { origin }) => {
      const block = blockArgument(prefix);
      if (typeof block === 'string') return block;
      if (block.bits === 128) return 'IPv6 has no netmasks';
      const host = BigInt(32 - block.prefix);
      return string(addressText(((1n << 32n) - 1n) & ~((1n << host) - 1n), 32), origin);
    },
  },
  cidrsubnet: {
    parameters: ['text', 'number', 'number'],
    run: ([prefix, newBits, netNumber], { origin }) => {
      const block = blockArgument(prefix);
      const bits = wholeArgument(newBits);
      const net = integerArgument(netNumber);
      if (typeof block === 'string') return block;
      if (bits === undefined || net === undefined) return 'bits and number must be whole numbers';
      const made = subnet(block, bits, net);
      return typeof made === 'string' ? made : string(blockText(made), origin);
    },
  },
  cidrsubnets: {
    parameters: ['text'],
    rest: 'number',
    run: ([prefix, ...newBits], { origin }) => {
      const block = blockArgument(prefix);
      if (typeof block === 'string') return block;
      const made = subnets(block, newBits.map(wholeArgument));
      if (typeof made === 'string') return made;
      const texts = made.map((each) => string(blockText(each), origin));
      return { ...list(texts, origin, 'list'), element: { kind: 'string' } };
    },
  },
};
