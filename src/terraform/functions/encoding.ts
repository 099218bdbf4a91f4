import { string } from '../make.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { decodeText, encodeText } from './charsets.ts';
import { type FunctionTable, textArgument, utf8 } from './spec.ts';

/** The text that bytes are in UTF-8; undefined where they are none. */
function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Percent encoding of a query component, as Go does it: a space becomes `+`, more signs are encoded than JavaScript does. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** Functions that encode and decode text, by name. */
export const encodingFunctions: FunctionTable = {
  base64decode: {
    parameters: ['text'],
    run: ([text], { origin }) => {
      const bytes = decodeBase64(textArgument(text));
      const decoded = bytes && fromUtf8(bytes);
      return decoded === undefined ? 'the argument is no base64 of a UTF-8 text' : string(decoded, origin);
    },
  },
  base64encode: {
    parameters: ['text'],
    run: ([text], { origin }) => string(encodeBase64(utf8(textArgument(text))), origin),
  },
  textdecodebase64: {
    parameters: ['text', 'text'],
    run: ([text, encoding], { origin }) => {
      const bytes = decodeBase64(textArgument(text));
      if (!bytes) return 'the argument is no base64';
      const decoded = decodeText(bytes, textArgument(encoding));
      return decoded === undefined ? `the bytes are no text in ${textArgument(encoding)}` : string(decoded, origin);
    },
  },
  textencodebase64: {
    parameters: ['text', 'text'],
    run: ([text, encoding], { origin }) => {
      const bytes = encodeText(textArgument(text), textArgument(encoding));
      return bytes ? string(encodeBase64(bytes), origin) : `the text cannot be written in ${textArgument(encoding)}`;
    },
  },
  urlencode: {
    parameters: ['text'],
    run: ([text], { origin }) => string(urlEncode(textArgument(text)), origin),
  },
};
