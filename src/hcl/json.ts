import type {
  Attribute,
  Block,
  Body,
  Comment,
  Expression,
  Label,
  ObjectItem,
  ParseError,
  ParseResult,
  StringLiteral,
} from './ast.ts';
import { deepest } from './expression.ts';
import { parseTemplate } from './parser.ts';
import type { Span } from './span.ts';

/** How many labels a block of Terraform has in front of its body; blocks that are not named here are arguments. */
const labelCounts: Readonly<Record<string, number>> = {
  check: 1,
  data: 2,
  ephemeral: 2,
  import: 0,
  locals: 0,
  module: 1,
  moved: 0,
  output: 1,
  provider: 1,
  removed: 0,
  resource: 2,
  terraform: 0,
  variable: 1,
};

export interface JsonProperty {
  readonly key: StringLiteral;
  readonly value: Json;
}

/** A JSON value with its place. */
export type Json =
  | (Span & { readonly kind: 'object'; readonly properties: readonly JsonProperty[] })
  | (Span & { readonly kind: 'array'; readonly items: readonly Json[] })
  | StringLiteral
  | (Span & { readonly kind: 'literal'; readonly value: number | boolean | null; readonly text: string });

/**
 * Reads the JSON form of Terraform (`.tf.json`) into the same tree as the native form. Never throws; reading ends at the
 * first fault. Strings are templates there; a property named `//` with a text is a comment.
 */
export function parseJson(text: string): ParseResult {
  const reader = new Reader(text);
  const root = reader.document();
  const items = root ? objectsIn(root).flatMap(topLevel) : [];
  const body: Body = { kind: 'body', start: 0, end: text.length, items };
  return { text, body, errors: reader.errors, comments: root ? [...commentsIn(root)] : [], pasted: [] };
}

/** The properties that are comments, each as a whole. */
function* commentsIn(json: Json): Iterable<Comment> {
  if (json.kind === 'array') for (const item of json.items) yield* commentsIn(item);
  if (json.kind !== 'object') return;
  for (const { key, value } of json.properties) {
    if (key.value !== '//') yield* commentsIn(value);
    else if (value.kind === 'string') yield { start: key.start, end: value.end, ownLine: true };
  }
}

/** The values of a `.tfvars.json` file: plain JSON, without templates. */
export function parseJsonVariables(text: string): ParseResult {
  const reader = new Reader(text);
  const root = reader.document();
  const items = (root?.kind === 'object' ? root.properties : []).map(({ key, value }) =>
    attributeOf(key, plain(value), value.end),
  );
  const body: Body = { kind: 'body', start: 0, end: text.length, items };
  return { text, body, errors: reader.errors, comments: [], pasted: [] };
}

/** The value that a text is, with places in it; undefined where the text is no JSON. */
export function parseJsonValue(text: string): Json | undefined {
  const reader = new Reader(text);
  const value = reader.document();
  return reader.errors.length === 0 ? value : undefined;
}

/** A JSON value, or the objects of an array of objects, each with its properties. */
function objectsIn(json: Json): readonly (readonly JsonProperty[])[] {
  if (json.kind === 'object') return [json.properties];
  return json.kind === 'array' ? json.items.flatMap(objectsIn) : [];
}

function topLevel(properties: readonly JsonProperty[]): (Attribute | Block)[] {
  return properties.flatMap(({ key, value }) => {
    const labels = labelCounts[key.value];
    if (key.value === '//' || labels === undefined) return [];
    return blocksOf(key, [], value, labels);
  });
}

/** Goes down `left` levels of objects, whose keys are labels, to the bodies. */
function blocksOf(type: StringLiteral, labels: readonly Label[], json: Json, left: number): Block[] {
  if (json.kind === 'array') return json.items.flatMap((item) => blocksOf(type, labels, item, left));
  if (json.kind !== 'object') return [];
  if (left === 0) return [blockOf(type, labels, json)];
  return json.properties.flatMap(({ key, value }) => {
    if (key.value === '//') return [];
    return blocksOf(
      type,
      [...labels, { value: key.value, quoted: true, start: key.start, end: key.end }],
      value,
      left - 1,
    );
  });
}

function blockOf(type: StringLiteral, labels: readonly Label[], json: Json & { kind: 'object' }): Block {
  const header = labels.at(-1) ?? type;
  const inside = { start: json.start + 1, end: Math.max(json.start + 1, json.end - 1) };
  return {
    kind: 'block',
    type: type.value,
    typeSpan: { start: type.start, end: type.end },
    labels,
    header: { start: header.start, end: header.end },
    body: { kind: 'body', ...inside, items: json.properties.flatMap(bodyItem) },
    open: json.start,
    close: inside.end,
    start: type.start,
    end: json.end,
  };
}

function bodyItem({ key, value }: JsonProperty): (Attribute | Block)[] {
  if (key.value === '//') return [];
  if (key.value === 'dynamic') return blocksOf(key, [], value, 1).map(withContent);
  return [attributeOf(key, expressionOf(value), value.end)];
}

/** The `content` of a dynamic block is a block in both forms. */
function withContent(dynamic: Block): Block {
  const items = dynamic.body.items.flatMap((item): (Attribute | Block)[] => {
    if (item.kind !== 'attribute' || item.name !== 'content' || item.value.kind !== 'object') return [item];
    const key: StringLiteral = { kind: 'string', value: 'content', heredoc: false, ...item.nameSpan };
    const { start, end } = item.value;
    const inner = item.value.items.flatMap((entry): Attribute[] =>
      entry.key.kind === 'string' ? [attributeOf(entry.key, entry.value, entry.end)] : [],
    );
    const block = blockOf(key, [], { kind: 'object', start, end, properties: [] });
    return [{ ...block, body: { ...block.body, items: inner } }];
  });
  return { ...dynamic, body: { ...dynamic.body, items } };
}

function attributeOf(key: StringLiteral, value: Expression, end: number): Attribute {
  const nameSpan = { start: key.start, end: key.end };
  return { kind: 'attribute', name: key.value, nameSpan, equals: key.end, value, start: key.start, end };
}

function expressionOf(json: Json): Expression {
  return json.kind === 'string' ? templateOf(json) : composite(json, expressionOf);
}

function plain(json: Json): Expression {
  return json.kind === 'string' ? json : composite(json, plain);
}

function composite(json: Exclude<Json, StringLiteral>, inner: (json: Json) => Expression): Expression {
  const { start, end } = json;
  if (json.kind === 'literal') return json;
  if (json.kind === 'array') return { kind: 'tuple', start, end, items: json.items.map(inner) };
  const items = json.properties.map(
    ({ key, value }): ObjectItem => ({ key, bare: false, value: inner(value), start: key.start, end: value.end }),
  );
  return { kind: 'object', start, end, items };
}

/** A string as the template that it is; its parts have their own places where the string is written without escapes. */
function templateOf(text: StringLiteral): Expression {
  if (!/[$%]\{/.test(text.value)) return text;
  const { template } = parseTemplate(text.value);
  const straight = text.end - text.start - 2 === text.value.length;
  const moved = move(template, straight ? (offset) => offset + text.start + 1 : undefined, text);
  return { ...moved, start: text.start, end: text.end };
}

/** A copy of a tree whose offsets are changed; all are those of `whole` where they cannot be told. */
function move<T>(node: T, shift: ((offset: number) => number) | undefined, whole: Span): T {
  if (Array.isArray(node)) return node.map((item) => move(item, shift, whole)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (typeof value !== 'number' || !(key === 'start' || key === 'end' || key === 'equals')) {
      return [key, move(value, shift, whole)];
    }
    return [key, shift ? shift(value) : key === 'end' ? whole.end : whole.start];
  });
  return Object.fromEntries(copy) as T;
}

/** Reads JSON with the places of everything; stops at the first fault. */
class Reader {
  readonly errors: ParseError[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json | undefined {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    const value = this.#value();
    this.#space();
    if (value && this.#at < this.#text.length) this.#fail('Nothing may follow the value of a JSON file. Remove this.');
    return value;
  }

  #fail(message: string, start = this.#at, end = Math.min(start + 1, this.#text.length)): undefined {
    if (this.errors.length === 0) this.errors.push({ message, start, end });
    this.#at = this.#text.length;
    return undefined;
  }

  #space(): void {
    const space = /[ \t\r\n]*/y;
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = space.lastIndex;
  }

  #accept(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #value(): Json | undefined {
    this.#space();
    const start = this.#at;
    const first = this.#text[start];
    if (first === '"') return this.#string();
    if (first === '{' || first === '[') {
      if (this.#depth >= deepest) return this.#fail(`Nested more than ${deepest} levels deep. Split this value.`);
      this.#depth++;
      const value = first === '{' ? this.#object(start) : this.#array(start);
      this.#depth--;
      return value;
    }
    const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
    literal.lastIndex = start;
    const text = literal.exec(this.#text)?.[0];
    if (text === undefined)
      return this.#fail('Expected a JSON value here: a string, number, list, object, true, false or null.');
    this.#at = start + text.length;
    return { kind: 'literal', value: JSON.parse(text) as number | boolean | null, text, start, end: this.#at };
  }

  #object(start: number): Json | undefined {
    this.#at++;
    const properties: JsonProperty[] = [];
    for (let first = true; !this.#accept('}'); first = false) {
      if (!first && !this.#accept(',')) return this.#fail('Expected a comma or } after this property.');
      this.#space();
      if (this.#text[this.#at] !== '"') return this.#fail('Expected the name of a property in double quotes.');
      const key = this.#string();
      if (!key) return this.#partial(start, properties);
      if (!this.#accept(':')) return this.#fail('Expected a colon after the name of the property.');
      const value = this.#value();
      if (!value) return this.#partial(start, properties);
      properties.push({ key, value });
    }
    return { kind: 'object', properties, start, end: this.#at };
  }

  /** What was read of an object before a fault in it. */
  #partial(start: number, properties: readonly JsonProperty[]): Json {
    return { kind: 'object', properties, start, end: this.#text.length };
  }

  #array(start: number): Json | undefined {
    this.#at++;
    const items: Json[] = [];
    for (let first = true; !this.#accept(']'); first = false) {
      if (!first && !this.#accept(',')) return this.#fail('Expected a comma or ] after this element.');
      const value = this.#value();
      if (!value) break;
      items.push(value);
    }
    return { kind: 'array', items, start, end: this.#at };
  }

  #string(): StringLiteral | undefined {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, end + 1));
      if (typeof value === 'string') {
        this.#at = end + 1;
        return { kind: 'string', value, heredoc: false, start, end: end + 1 };
      }
    } catch {
      // Not a JSON string: said below.
    }
    return this.#fail('This string is not closed, or has a character that JSON writes as an escape.', start);
  }
}
