import { string } from '../make.ts';
import { type FunctionTable, numberArgument, textArgument } from './spec.ts';

interface Block {
  readonly address: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

function parseBlock(text: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  const address = BigInt(((a * 256 + b) * 256 + c) * 256 + d);
  return { address: mask(address, prefix), prefix, bits: 32 };
}

function mask(address: bigint, prefix: number): bigint {
  const host = BigInt(32 - prefix);
  return (address >> host) << host;
}

function addressText(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

/** IP network functions, by name. */
export const networkFunctions: FunctionTable = {
  cidrhost: {
    parameters: ['text', 'number'],
    run: ([prefix, number], { origin }) => {
      const block = parseBlock(textArgument(prefix));
      const host = numberArgument(number);
      if (!block) return `"${textArgument(prefix)}" is no CIDR block`;
      const size = 1n << BigInt(block.bits - block.prefix);
      const offset = host < 0 ? size + BigInt(host) : BigInt(host);
      if (offset < 0n || offset >= size) return `the block has no host ${host}`;
      return string(addressText(block.address + offset), origin);
    },
  },
  cidrsubnet: {
    parameters: ['text', 'number', 'number'],
    run: ([prefix, newBits, netNumber], { origin }) => {
      const block = parseBlock(textArgument(prefix));
      const bits = numberArgument(newBits);
      const net = numberArgument(netNumber);
      if (!block) return `"${textArgument(prefix)}" is no CIDR block`;
      const length = block.prefix + bits;
      if (bits < 0 || length > block.bits) return `not enough bits left for a prefix of ${length}`;
      if (net < 0 || net >= 2 ** bits) return `a prefix extended by ${bits} bits has no network ${net}`;
      const address = block.address + (BigInt(net) << BigInt(block.bits - length));
      return string(`${addressText(address)}/${length}`, origin);
    },
  },
};
