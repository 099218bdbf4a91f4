import { parseNumber } from '../decimal.ts';
import { numberText } from '../digits.ts';
import { bool, list, nothing, object, string } from '../make.ts';
import { compareText } from '../text.ts';
import type { Origin, Value } from '../value.ts';
import { encoder } from './encoder.ts';
import { type FunctionTable, textArgument } from './spec.ts';

/** JSON as Terraform writes it: keys sorted, `<`, `>` and `&` escaped. */
export function encodeJson(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(encodeJson).join(',')}]`;
    case 'object': {
      const entries = [...value.entries].sort(([a], [b]) => compareText(a, b));
      return `{${entries.map(([key, item]) => `${quoteJson(key)}:${encodeJson(item)}`).join(',')}}`;
    }
    case 'string':
      return quoteJson(value.value);
    case 'number':
      return numberText(value);
    case 'bool':
      return String(value.value);
    default:
      return 'null';
  }
}

export function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The parts of JSON: signs, the beginnings of strings, numbers and words, with the space before them. */
const token = /[ \t\r\n]*(?:([[\]{},:])|(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

interface Token {
  readonly sign?: string | undefined;
  readonly text?: string | undefined;
  readonly digits?: string | undefined;
  readonly word?: string | undefined;
}

class JsonFault extends Error {}

/** Reads JSON into values; numbers keep all their digits. */
class JsonReader {
  readonly #text: string;
  readonly #origin: Origin;
  #at = 0;
  #depth = 0;

  constructor(text: string, origin: Origin) {
    this.#text = text;
    this.#origin = origin;
  }

  read(): Value {
    const value = this.#value(this.#next());
    if (/[^ \t\r\n]/.test(this.#text.slice(this.#at))) throw new JsonFault();
    return value;
  }

  #next(): Token {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (!match) throw new JsonFault();
    this.#at = token.lastIndex;
    const [, sign, quote, digits, word] = match;
    return quote === undefined ? { sign, digits, word } : { text: this.#string() };
  }

  /** The string whose opening quote was just read. */
  #string(): string {
    const start = this.#at - 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"')
      this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at++;
    try {
      const text: unknown = JSON.parse(this.#text.slice(start, this.#at));
      return String(text).replace(/\p{Cs}/gu, '\ufffd');
    } catch {
      throw new JsonFault();
    }
  }

  #value({ sign, text, digits, word }: Token): Value {
    if (text !== undefined) return string(text, this.#origin);
    if (digits !== undefined) {
      const number = parseNumber(digits, this.#origin);
      if (!number) throw new JsonFault();
      return number;
    }
    if (word !== undefined) return word === 'null' ? nothing(this.#origin) : bool(word === 'true', this.#origin);
    if (++this.#depth > 1000) throw new JsonFault();
    const value = sign === '[' ? this.#array() : sign === '{' ? this.#object() : undefined;
    this.#depth--;
    if (!value) throw new JsonFault();
    return value;
  }

  #array(): Value {
    const items: Value[] = [];
    for (let part = this.#next(); part.sign !== ']' || items.length > 0; part = this.#next()) {
      items.push(this.#value(part));
      const { sign } = this.#next();
      if (sign === ']') break;
      if (sign !== ',') throw new JsonFault();
    }
    return list(items, this.#origin);
  }

  #object(): Value {
    const entries = new Map<string, Value>();
    let first = true;
    for (let part = this.#next(); part.sign !== '}' || !first; part = this.#next()) {
      first = false;
      const { text: key } = part;
      if (key === undefined || this.#next().sign !== ':') throw new JsonFault();
      entries.set(key, this.#value(this.#next()));
      const { sign } = this.#next();
      if (sign === '}') break;
      if (sign !== ',') throw new JsonFault();
    }
    return object(entries, this.#origin);
  }
}

/** JSON functions, by name. */
export const jsonFunctions: FunctionTable = {
  jsondecode: {
    parameters: ['text'],
    run: ([text], { origin }) => {
      try {
        return new JsonReader(textArgument(text), origin).read();
      } catch (error) {
        if (error instanceof JsonFault) return 'the text is no JSON';
        throw error;
      }
    },
  },
  jsonencode: encoder(encodeJson),
};
