import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { lookup } from '../lookup.ts';
import { string } from '../make.ts';
import { encodeBase64 } from './base64.ts';
import { type FunctionTable, textArgument, utf8 } from './spec.ts';

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Digests of a text's bytes, as `md5` and the like write them, by the name of the function. */
export const digests: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  base64sha256: (bytes) => encodeBase64(sha256(bytes)),
  base64sha512: (bytes) => encodeBase64(sha512(bytes)),
  md5: (bytes) => hex(md5(bytes)),
  sha1: (bytes) => hex(sha1(bytes)),
  sha256: (bytes) => hex(sha256(bytes)),
  sha512: (bytes) => hex(sha512(bytes)),
};

/** The SHA-256 digest of a text, as `sha256` writes it. */
export function sha256Hex(text: string): string {
  return hex(sha256(utf8(text)));
}

/** Namespaces of `uuidv5` that have a name: they differ in one byte. */
const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

const uuidPattern = /^(?:urn:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

function uuid5(namespace: string, name: string): string | undefined {
  const space = uuidPattern
    .exec(lookup(namespaces, namespace) ?? namespace)
    ?.slice(1)
    .join('');
  if (space === undefined) return undefined;
  const prefix = Uint8Array.from(space.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const bytes = sha1.create().update(prefix).update(utf8(name)).digest().slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Hash functions, by name. */
export const hashFunctions: FunctionTable = {
  ...Object.fromEntries(
    Object.entries(digests).map(([name, digest]): [string, FunctionTable[string]] => [
      name,
      { parameters: ['text'], run: ([text], { origin }) => string(digest(utf8(textArgument(text))), origin) },
    ]),
  ),
  uuidv5: {
    parameters: ['text', 'text'],
    run: ([namespace, name], { origin }) => {
      const uuid = uuid5(textArgument(namespace), textArgument(name));
      return uuid === undefined ? `"${textArgument(namespace)}" is no namespace` : string(uuid, origin);
    },
  },
};
