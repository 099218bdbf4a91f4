import { type Json, type JsonProperty, parseJsonValue } from '../hcl/json.ts';
import { parseNumber } from './decimal.ts';
import { bool, list, nothing, object, string } from './make.ts';
import type { Location, Origin, UnknownValue, Value } from './value.ts';

/** Stands in a text for its unknown parts; private use, so that no text of Terraform has it. */
const hole = '\uE0A0';
/** Stands for one that is a value of its own, such as a number, and no part of a string. */
const bareHole = '\uE0A1';

/**
 * The value that a text encodes: what `jsonencode` was given, a policy document of a data source, or JSON written in a
 * string or heredoc. Strings with unknown parts and values that are put in are unknown in it, the rest is known. Undefined where it is no document.
 * With the text of the file that the value comes from, the parts have their own places in it.
 */
export function documentOf(value: Value, source?: string): Value | undefined {
  if (value.document) return value.document;
  const holes: UnknownValue[] = [];
  const found = textWithHoles(value, holes);
  if (found === undefined || !/^\s*[[{]/.test(found)) return undefined;
  const text = holes.length > 0 ? quoteBareHoles(found) : found;
  // The comma that JSON forbids and HCL allows: AWS will refuse it, but what is meant is plain.
  const json = parseJsonValue(text) ?? parseJsonValue(text.replace(/,(?=\s*[\]}])/g, ' '));
  return json && new Decoder(value.origin, holes, text, source).decode(json);
}

function textWithHoles(value: Value, holes: UnknownValue[]): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown') return undefined;
  return value.pieces
    ?.map((piece) => {
      if (typeof piece === 'string') return piece;
      holes.push(piece);
      return hole;
    })
    .join('');
}

/** JSON in which holes outside of strings are strings of their own. */
function quoteBareHoles(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.?[^"\\]*)*(?:"|$)|\uE0A0/gs, (part) => (part === hole ? `"${bareHole}"` : part));
}

/** Turns JSON into values, in order of the text, so that holes and places are found by counting on. */
class Decoder {
  readonly #origin: Origin;
  readonly #holes: readonly UnknownValue[];
  readonly #text: string;
  readonly #source: string | undefined;
  /** Where in the source the next part is looked for. */
  #cursor: number;
  #nextHole = 0;

  constructor(origin: Origin, holes: readonly UnknownValue[], text: string, source: string | undefined) {
    this.#origin = origin;
    this.#holes = holes;
    this.#text = text;
    this.#source = source;
    this.#cursor = origin.at.start;
  }

  decode(json: Json): Value {
    switch (json.kind) {
      case 'literal': {
        const origin = this.#place(json);
        if (json.value === null) return nothing(origin);
        if (typeof json.value === 'boolean') return bool(json.value, origin);
        return parseNumber(json.text, origin) ?? nothing(origin);
      }
      case 'string': {
        if (json.value === bareHole) return this.#nextUnknown();
        const origin = this.#place(json);
        return this.#withHoles(json.value, origin);
      }
      case 'array':
        return list(
          json.items.map((item) => this.decode(item)),
          this.#origin,
        );
      case 'object':
        return object(new Map(json.properties.map((property) => this.#entry(property))), this.#origin);
    }
  }

  #entry({ key, value }: JsonProperty): [string, Value] {
    this.#place(key);
    this.#withHoles(key.value, this.#origin);
    return [key.value, this.decode(value)];
  }

  /** What was put in as a value of its own. */
  #nextUnknown(): Value {
    return this.#holes[this.#nextHole++] ?? nothing(this.#origin);
  }

  /** A string, unknown where it has holes; its first hole says why. */
  #withHoles(text: string, origin: Origin): Value {
    const pieces = text.split(hole).flatMap((piece, i) => {
      const before = i === 0 ? undefined : this.#holes[this.#nextHole++];
      return before ? [before, piece] : [piece];
    });
    const unknown = pieces.find((piece) => typeof piece !== 'string');
    if (!unknown) return string(text, origin);
    const { reason, cause, origin: from } = unknown;
    return {
      kind: 'unknown',
      reason,
      cause,
      pieces,
      origin: { at: origin.at, through: [...origin.through, ...from.through] },
    };
  }

  /** The place of a part in the source: the next one there that starts with the same characters. */
  #place({ start, end }: { readonly start: number; readonly end: number }): Origin {
    const [written = ''] = this.#text.slice(start, end).split(hole);
    const { at, through } = this.#origin;
    const found = this.#source?.indexOf(written, this.#cursor) ?? -1;
    if (found < 0 || found + written.length > at.end) return this.#origin;
    this.#cursor = found + written.length;
    const place: Location = { file: at.file, start: found, end: found + end - start };
    return { at: written.length === end - start ? place : { ...place, end: found + written.length }, through };
  }
}
