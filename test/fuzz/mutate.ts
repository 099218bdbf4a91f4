import fc from 'fast-check';
import { type Base, bases } from './bases.ts';
import type { Input, Step } from './input.ts';
import { functions, words } from './words.ts';

/** One change to a text; the numbers choose its place, its length and what is put there. */
interface Mutation {
  readonly kind: keyof typeof kinds;
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly word: string;
  readonly expression: string;
}

const million = 1_000_000;
const part = fc.nat(million - 1);
const word = fc.constantFrom(...words);

/** The text of an expression of the grammar, whatever it means. */
const expression: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => {
  const any = tie('any');
  const list = fc.array(any, { maxLength: 3 });
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('null', 'true', '0', '-7', '1.5', '"a"', '"0.0.0.0/0"', '[]', '{}', 'var.open', 'local.names'),
      fc.constantFrom('each.value', 'count.index', 'local.ranges[0]', 'google_compute_network.main.id', 'var.settings'),
      word,
      list.map((items) => `[${items.join(', ')}]`),
      fc
        .array(fc.tuple(fc.constantFrom('a', '"b"', '(var.open)', '__proto__'), any), { maxLength: 3 })
        .map((entries) => `{ ${entries.map(([key, value]) => `${key} = ${value}`).join(', ')} }`),
      fc
        .tuple(fc.constantFrom(...functions), list, fc.boolean())
        .map(([name, items, expand]) => `${name}(${items.join(', ')}${expand && items.length > 0 ? '...' : ''})`),
      fc
        .tuple(any, fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||'), any)
        .map((all) => all.join(' ')),
      fc.tuple(any, any, any).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.tuple(any, any).map(([a, b]) => `[for k, v in ${a} : ${b} if v != null]`),
      fc.tuple(any, any).map(([a, b]) => `{ for k, v in ${a} : k => ${b}... }`),
      any.map((inner) => `"x\${${inner}}y"`),
      fc
        .tuple(any, fc.constantFrom('[*]', '.a', '[0]', '["a"]', '[*].a', '.*.a', '[each.key]'))
        .map(([a, b]) => `(${a})${b}`),
      any.map((inner) => `!${inner}`),
    ),
  };
}).any;

const token = /[\p{L}_][\p{L}\d_-]*|\d+|[ \t]+|\r?\n|"(?:[^"\\\n]|\\.)*"|[\s\S]/gu;

/** Starts of the tokens of a text in a coarse reading, its end included. */
function tokenStarts(text: string): readonly number[] {
  return [...[...text.matchAll(token)].map(({ index }) => index), text.length];
}

function pick<T>(items: readonly T[], at: number): T {
  const item = items[Math.floor((at / million) * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

function stretch(text: string, { at, length }: Mutation): readonly [number, number] {
  const starts = tokenStarts(text);
  const first = Math.floor((at / million) * starts.length);
  return [starts[first] ?? text.length, starts[Math.min(first + length, starts.length - 1)] ?? text.length];
}

function lines(text: string, { at, length }: Mutation): readonly [number, number] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1), text.length];
  const first = Math.floor((at / million) * starts.length);
  return [starts[first] ?? text.length, starts[Math.min(first + length, starts.length - 1)] ?? text.length];
}

function place(text: string, at: number): number {
  return Math.floor((at / million) * (text.length + 1));
}

const put = (text: string, at: number, until: number, by: string): string => text.slice(0, at) + by + text.slice(until);

const kinds = {
  deleteTokens: (text: string, mutation: Mutation) => put(text, ...stretch(text, mutation), ''),
  replaceTokens: (text: string, mutation: Mutation) => put(text, ...stretch(text, mutation), mutation.word),
  insertWord(text: string, mutation: Mutation) {
    const [at] = stretch(text, mutation);
    return put(text, at, at, mutation.word);
  },
  insertExpression: (text: string, mutation: Mutation) => put(text, ...stretch(text, mutation), mutation.expression),
  repeatTokens(text: string, mutation: Mutation) {
    const [from, until] = stretch(text, mutation);
    const at = pick(tokenStarts(text), mutation.to);
    return put(text, at, at, text.slice(from, until));
  },
  /** Another expression behind an equals sign. */
  changeValue(text: string, mutation: Mutation) {
    const values = [...text.matchAll(/=[ \t]*([^\s={[(][^\n]*)/g)];
    if (values.length === 0) return text;
    const { index, 0: whole } = pick(values, mutation.at);
    return put(text, index, index + whole.length, `= ${mutation.expression}`);
  },
  wrap(text: string, mutation: Mutation) {
    const [from, until] = stretch(text, mutation);
    const inner = text.slice(from, until);
    const wrappers = [
      `[${inner}]`,
      `{ a = ${inner} }`,
      `"\${${inner}}"`,
      `(${inner})`,
      `try(${inner}, null)`,
      `# ${inner}`,
    ];
    return put(text, from, until, pick(wrappers, mutation.to));
  },
  deleteLines: (text: string, mutation: Mutation) => put(text, ...lines(text, mutation), ''),
  repeatLines(text: string, mutation: Mutation) {
    const [from, until] = lines(text, mutation);
    return put(text, until, until, text.slice(from, until));
  },
  /** Lines of another text. */
  splice(text: string, mutation: Mutation) {
    const other = pick(Object.values(pick(bases, mutation.to)), mutation.to);
    const [from, until] = lines(other, mutation);
    const [at] = lines(text, mutation);
    return put(text, at, at, other.slice(from, until));
  },
  append: (text: string, mutation: Mutation) => text + pick(Object.values(pick(bases, mutation.to)), mutation.at),
  deleteCharacters(text: string, mutation: Mutation) {
    const at = place(text, mutation.at);
    return put(text, at, at + mutation.length, '');
  },
  insertCharacters(text: string, mutation: Mutation) {
    const at = place(text, mutation.at);
    return put(text, at, at, mutation.word);
  },
  /** One byte of the text as UTF-8 is another; what is no character after that is read as the replacement character. */
  changeByte(text: string, mutation: Mutation) {
    const bytes = new TextEncoder().encode(text);
    const at = Math.floor((mutation.at / million) * bytes.length);
    bytes[at] = mutation.to & 0xff;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  },
  truncate: (text: string, mutation: Mutation) => text.slice(0, place(text, mutation.at)),
  carriageReturns: (text: string) => text.replace(/\r?\n/g, '\r\n'),
  byteOrderMark: (text: string) => `\ufeff${text}`,
  /** All on as few lines as commas allow. */
  joinLines: (text: string) => text.replace(/,\n\s*/g, ', '),
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
  at: part,
  to: part,
  length: fc.integer({ min: 1, max: 8 }),
  word,
  expression,
});

/** Texts longer than this are not made longer, so that no run takes long by its mere size. */
const longest = 20_000;

function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((done, one) => kinds[one.kind](done, one).slice(0, longest), text);
}

/** A workspace with some of its files changed. */
function workspaceOf(base: fc.Arbitrary<Base>): fc.Arbitrary<Base> {
  return fc
    .tuple(
      base,
      fc.array(fc.tuple(part, fc.array(mutation, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 2 }),
    )
    .map(([texts, changes]) => {
      const files = { ...texts };
      for (const [which, mutations] of changes) {
        const path = pick(Object.keys(files), which);
        files[path] = mutate(files[path] ?? '', mutations);
      }
      return files;
    });
}

const larger = bases.filter((base) => Object.keys(base).length > 1);

const anyBase: fc.Arbitrary<Base> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...larger) },
  { weight: 5, arbitrary: fc.constantFrom(...bases) },
);

/** Any of the bases, changed. */
export const input: fc.Arbitrary<Input> = workspaceOf(anyBase).map((texts) => ({ texts }));

const names = [
  ...new Set(larger.flatMap((base) => Object.keys(base))),
  'net/new.tf',
  'new/main.tf',
  'other/prod.tfvars',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      file: fc.constantFrom(...names),
      from: part,
      length: fc.oneof(fc.constant(0), fc.nat(20_000)),
      text: fc.oneof(
        word,
        expression,
        fc.constantFrom(...bases).map((base) => Object.values(base)[0] ?? ''),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      file: fc.constantFrom(...names),
      whole: fc.option(fc.constantFrom(...larger.flatMap((base) => Object.values(base)), '')),
    }),
  },
);

/** A workspace of several modules, and changes to its files in turn. */
export const edited: fc.Arbitrary<Input> = fc.record({
  texts: workspaceOf(fc.constantFrom(...larger)),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
});
