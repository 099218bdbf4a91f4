import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, parseAllDocuments, type Scalar } from 'yaml';
import { limits } from '../budget.ts';
import { textOf } from '../convert.ts';
import { parseNumber } from '../decimal.ts';
import { bool, list, nothing, number, object, string } from '../make.ts';
import type { Origin, Value } from '../value.ts';
import { decodeBase64 } from './base64.ts';
import { parseTimestamp, timestampText } from './timestamp.ts';

/** What is wrong with a text as YAML, or with what Terraform takes of it. */
export class YamlFault extends Error {}

const bools: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...'y Y yes Yes YES true True TRUE on On ON'.split(' ').map((word) => [word, true]),
  ...'n N no No NO false False FALSE off Off OFF'.split(' ').map((word) => [word, false]),
]);
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const tags = 'tag:yaml.org,2002:';

/** The value of a YAML document. Words such as `yes` are bools, a date is a timestamp. Throws a `YamlFault`. */
export function decodeYaml(text: string, origin: Origin): Value {
  if (depth(text) > limits.nesting) throw new YamlFault('it is nested too deep');
  const documents = parsed(text);
  if ('empty' in documents) throw new YamlFault('it is empty');
  const [document, more] = documents;
  if (!document || more) throw new YamlFault('it must be one document');
  const [error] = document.errors;
  if (error) throw new YamlFault(error.message.split('\n', 1)[0] ?? '');
  if (document.contents === null) throw new YamlFault('it is empty');
  return new Decoder(origin).decode(document.contents);
}

/** At least how deep brackets are nested. */
function depth(text: string): number {
  let [open, deepest] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5b || unit === 0x7b) deepest = Math.max(deepest, ++open);
    else if (unit === 0x5d || unit === 0x7d) open--;
  }
  return deepest;
}

/** Only strings are made by the parser; what words mean is decided here. */
function parsed(text: string): ReturnType<typeof parseAllDocuments> {
  try {
    return parseAllDocuments(text, { schema: 'failsafe', version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  } catch (error) {
    if (error instanceof RangeError) throw new YamlFault('it is nested too deep');
    throw error;
  }
}

class Decoder {
  readonly #origin: Origin;
  /** What an anchor stands for is worked out once. */
  readonly #known = new Map<unknown, Value>();
  readonly #open = new Set<unknown>();
  /** What has an anchor so far, keys left out, as Terraform does. */
  readonly #anchors = new Map<string, unknown>();

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  decode(node: unknown): Value {
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#open.has(node)) throw new YamlFault('an anchor refers to itself');
    if (this.#open.size > limits.nesting) throw new YamlFault('it is nested too deep');
    this.#open.add(node);
    const value = this.#made(node);
    this.#open.delete(node);
    this.#known.set(node, value);
    return value;
  }

  #made(node: unknown): Value {
    if (isAlias(node)) {
      if (!this.#anchors.has(node.source)) throw new YamlFault(`there is no anchor ${node.source}`);
      return this.decode(this.#anchors.get(node.source));
    }
    if (isNode(node) && 'anchor' in node && node.anchor) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return this.#text(node);
    if (isSeq(node)) {
      if (node.tag && node.tag !== `${tags}seq`) throw new YamlFault(`the tag ${node.tag} is not for lists`);
      return list(
        node.items.map((item) => this.decode(item)),
        this.#origin,
      );
    }
    if (isMap(node)) {
      if (node.tag && node.tag !== `${tags}map`) throw new YamlFault(`the tag ${node.tag} is not for mappings`);
      return this.#mapping(node.items);
    }
    return nothing(this.#origin);
  }

  #mapping(pairs: readonly Pair[]): Value {
    const entries = new Map<string, Value>();
    const merged = new Map<string, Value>();
    for (const { key, value } of pairs) {
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') this.#merge(this.decode(value), merged);
      else entries.set(this.#key(key), this.decode(value));
    }
    for (const [name, value] of merged) if (!entries.has(name)) entries.set(name, value);
    return object(entries, this.#origin);
  }

  #merge(value: Value, into: Map<string, Value>): void {
    const maps = value.kind === 'list' ? value.items : [value];
    for (const map of maps) {
      if (map.kind !== 'object') throw new YamlFault('only mappings can be merged');
      for (const [name, item] of map.entries) into.set(name, item);
    }
  }

  #key(key: unknown): string {
    if (key !== null && !isScalar(key)) throw new YamlFault('keys must be strings');
    const text = key === null ? undefined : textOf(this.#text(key));
    if (text === undefined) throw new YamlFault('a key cannot be null');
    return text;
  }

  #text({ source, value, type, tag }: Scalar): Value {
    const origin = this.#origin;
    const text = String(source ?? value ?? '');
    if (tag && !/^tag:yaml\.org,2002:(?:str|bool|int|float|null|timestamp|binary)$/.test(tag)) {
      throw new YamlFault(`the tag ${tag} is not known`);
    }
    if (tag === `${tags}null`) return nothing(origin);
    if (tag === `${tags}binary` && !decodeBase64(text)) throw new YamlFault('binary data must be base64');
    if (type !== 'PLAIN' || tag === `${tags}str` || tag === `${tags}binary`) return string(text, origin);
    return resolved(text, origin) ?? string(text, origin);
  }
}

/** What a plain word means, where it is no text. */
function resolved(text: string, origin: Origin): Value | undefined {
  const truth = Object.hasOwn(bools, text) ? bools[text] : undefined;
  if (truth !== undefined) return bool(truth, origin);
  if (nulls.has(text)) return nothing(origin);
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) throw new YamlFault('there is no number for .nan');
  const [infinite, sign] = /^([+-]?)\.(?:inf|Inf|INF)$/.exec(text) ?? [];
  if (infinite) return number(sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, origin);
  if (!/^[-+.\d]/.test(text)) return undefined;
  const date = parseDate(text);
  if (date !== undefined) return string(date, origin);
  const [hex, minus, digits] = /^([-+]?)0x([0-9a-fA-F]{1,15})$/.exec(text) ?? [];
  if (hex) return number((minus === '-' ? -1 : 1) * Number.parseInt(digits ?? '', 16), origin);
  return parseNumber(text, origin);
}

/** A date, or date and time, as RFC 3339. */
function parseDate(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|[+-]\d\d:\d\d)| (\d\d?):(\d\d?):(\d\d?)(\.\d+)?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const [, year, month, day, hour, minute, second, , zone, otherHour, otherMinute, otherSecond] = match;
  const time = `${two(hour ?? otherHour)}:${two(minute ?? otherMinute)}:${two(second ?? otherSecond)}`;
  const timestamp = parseTimestamp(`${year}-${two(month)}-${two(day)}T${time}${zone ?? 'Z'}`);
  return timestamp && timestampText(timestamp);
}
