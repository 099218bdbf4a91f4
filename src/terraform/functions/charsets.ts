import { lookup } from '../lookup.ts';
import { utf8 } from './spec.ts';

/** Names of encodings that Terraform takes, by what they are, in small letters. Those of one byte are decoded by the platform. */
const wide: Readonly<Record<string, { readonly little: boolean; readonly mark: boolean }>> = {
  'utf-16': { little: false, mark: true },
  'utf-16be': { little: false, mark: false },
  'utf-16le': { little: true, mark: false },
};

const single = /^(?:iso-8859-(?:[2-8]|1[03456])|windows-(?:874|125[0-8])|koi8-[ru]|ibm866|macintosh)$/;

const aliases: Readonly<Record<string, string>> = {
  latin1: 'iso-8859-1',
  latin2: 'iso-8859-2',
  l1: 'iso-8859-1',
  cp819: 'iso-8859-1',
  ascii: 'us-ascii',
};

function nameOf(encoding: string): string {
  const name = encoding.toLowerCase();
  return lookup(aliases, name) ?? name;
}

/** The characters of an encoding of one byte each; undefined for one that is not known. */
function table(encoding: string): (string | undefined)[] | undefined {
  const codes = Array.from({ length: 256 }, (_, code) => code);
  if (encoding === 'iso-8859-1') return codes.map((code) => String.fromCharCode(code));
  if (encoding === 'us-ascii') return codes.map((code) => (code < 128 ? String.fromCharCode(code) : undefined));
  if (!single.test(encoding)) return undefined;
  const decoder = new TextDecoder(encoding);
  return codes.map((code) => {
    const character = decoder.decode(Uint8Array.of(code));
    // Where an encoding has no character, the platform may put a control character.
    return character === '\ufffd' ||
      (code >= 0x80 && code < 0xa0 && character.charCodeAt(0) === code && !encoding.startsWith('iso'))
      ? undefined
      : character;
  });
}

/** The bytes of a text in an encoding; undefined for an encoding that is not known, or a character that it lacks. */
export function encodeText(text: string, encoding: string): Uint8Array | undefined {
  const name = nameOf(encoding);
  if (name === 'utf-8') return utf8(text);
  const form = lookup(wide, name);
  if (form) {
    const marked = form.mark ? `\ufeff${text}` : text;
    const bytes = new Uint8Array(marked.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), form.little);
    return bytes;
  }
  const characters = table(name);
  if (!characters) return undefined;
  const bytes = Array.from(text, (character) => characters.indexOf(character));
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}

/** The text that bytes are in an encoding; undefined for an encoding that is not known, or bytes that are no text. */
export function decodeText(bytes: Uint8Array, encoding: string): string | undefined {
  const text = decoded(bytes, nameOf(encoding));
  return text?.includes('\ufffd') ? undefined : text;
}

function decoded(bytes: Uint8Array, name: string): string | undefined {
  if (name === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const form = lookup(wide, name);
  if (form) {
    const little = form.little || (form.mark && bytes[0] === 0xff && bytes[1] === 0xfe);
    return new TextDecoder(little ? 'utf-16le' : 'utf-16be', { ignoreBOM: !form.mark }).decode(bytes);
  }
  const characters = table(name);
  return characters && Array.from(bytes, (code) => characters[code] ?? '\ufffd').join('');
}
