import { limits } from '../budget.ts';
import { toBoolValue, toNumberValue, toStringValue } from '../convert.ts';
import { toInteger } from '../decimal.ts';
import { assembled, elementOf, list, unknown } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import type { NumberValue, UnknownValue, Value } from '../value.ts';
import { floatText, integerText } from './format-number.ts';
import { graphemes } from './graphemes.ts';
import { encodeJson, quoteJson } from './json.ts';
import { type CallContext, type FunctionTable, textArgument } from './spec.ts';

/** One verb of a form, such as `%-5.2f` or `%[1]s`. */
export interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const verbPattern = /%(?:%|([ 0+#-]*)([1-9]\d*)?(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z]))?/g;

type Formatter = (value: Value, verb: Verb) => string | undefined;

/** How each verb writes a value that is not null; undefined where it cannot. */
const formatters: Readonly<Record<string, Formatter>> = {
  v: (value, verb) => padded(verb.flags.includes('#') ? encodeJson(value) : defaultText(value), verb),
  t: (value) => {
    const bool = toBoolValue(value);
    return bool.kind === 'bool' ? String(bool.value) : undefined;
  },
  s: (value, verb) => {
    const text = cut(value, verb);
    return text === undefined ? undefined : padded(text, verb);
  },
  q: (value, verb) => {
    const text = cut(value, verb);
    return text === undefined ? undefined : padded(quoteJson(text), verb);
  },
  ...ofNumber('bdoxX', (value, verb) => {
    const whole = toInteger(value);
    return whole === undefined ? undefined : integerText(whole, verb);
  }),
  ...ofNumber('eEfgG', floatText),
};

function ofNumber(
  letters: string,
  write: (value: NumberValue, verb: Verb) => string | undefined,
): Record<string, Formatter> {
  const formatter: Formatter = (value, verb) => {
    const number = toNumberValue(value);
    return number.kind === 'number' ? write(number, verb) : undefined;
  };
  return Object.fromEntries([...letters].map((letter) => [letter, formatter]));
}

function defaultText(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'number') return encodeJson(value);
  return floatText(value, { letter: 'g', flags: '', width: undefined, precision: undefined });
}

/** The value as a text, no longer than the precision. */
function cut(value: Value, verb: Verb): string | undefined {
  const text = toStringValue(value);
  if (text.kind !== 'string') return undefined;
  return verb.precision ? graphemes(text.value).slice(0, verb.precision).join('') : text.value;
}

function padded(text: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  const padding = (verb.flags.includes('0') ? '0' : ' ').repeat(missing);
  return verb.flags.includes('-') ? text + padding : padding + text;
}

class FormatFault extends Error {}

/** What is written for one verb; an unknown that the verb would pass on as it is stays one. Throws a `FormatFault`. */
function written(arg: Value, verb: Verb, whole: string): string | UnknownValue {
  const { letter, width, precision } = verb;
  if ((width ?? 0) + (precision ?? 0) > limits.text) throw new FormatFault('the width is too large');
  const formatter = formatters[letter];
  if (!formatter) throw new FormatFault(`there is no verb %${letter}`);
  if (arg.kind === 'null' && letter !== 'v') throw new FormatFault(`null cannot be written as ${whole}`);
  const open = firstUnknown(arg);
  if (open) return open;
  const text = formatter(arg, verb);
  if (text === undefined) throw new FormatFault(`an argument cannot be written as ${whole}`);
  return text;
}

/** What `format()` makes of a form and its arguments, in pieces. Throws a `FormatFault` that says what is wrong with them. */
function formatPieces(form: string, args: readonly Value[]): (string | UnknownValue)[] {
  const pieces: (string | UnknownValue)[] = [];
  let [next, highest, at] = [0, 0, 0];
  for (const match of form.matchAll(verbPattern)) {
    const [whole, flags = '', width, precision, index, letter] = match;
    pieces.push(form.slice(at, match.index));
    at = match.index + whole.length;
    if (whole === '%%') {
      pieces.push('%');
      continue;
    }
    if (letter === undefined) throw new FormatFault('a % must be followed by a verb, or doubled');
    if (index !== undefined) next = Number(index) - 1;
    const arg = args[next++];
    highest = Math.max(highest, next);
    if (!arg) throw new FormatFault(`there is no argument ${next} for ${whole}`);
    const verb: Verb = {
      letter,
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
    };
    pieces.push(written(arg, verb, whole));
  }
  if (highest < args.length) throw new FormatFault('there are more arguments than verbs');
  return [...pieces, form.slice(at)];
}

function format(form: string, args: readonly Value[], { origin, at }: CallContext): Value | string {
  try {
    const pieces = formatPieces(form, args);
    const size = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 0), 0);
    return size > limits.text ? unknown('budget', 'a text that is too long', origin) : assembled(pieces, at);
  } catch (error) {
    if (error instanceof FormatFault) return error.message;
    throw error;
  }
}

/** Terraform leaves it open what a form makes of a null of no type. */
function openNull(args: readonly Value[], { origin }: CallContext): Value | undefined {
  return args.some((arg) => arg.kind === 'null' && !arg.type) ? unknown('computed', 'null', origin) : undefined;
}

/** Functions that fill in forms, by name. */
export const formatFunctions: FunctionTable = {
  format: {
    parameters: ['text'],
    rest: 'any?',
    unknown: 'arguments',
    marks: 'deep',
    run: ([form, ...args], context) =>
      form?.kind === 'unknown' ? form : (openNull(args, context) ?? format(textArgument(form), args, context)),
  },
  formatlist: {
    parameters: ['text'],
    rest: 'any?',
    unknown: 'elements',
    marks: 'deep',
    run: ([form, ...args], context) => {
      const open = openNull(args, context);
      if (open) return open;
      const lists = args.flatMap((arg) => (arg.kind === 'list' ? [arg] : []));
      const length = lists[0] ? lists[0].items.length : 1;
      if (lists.some(({ items }) => items.length !== length)) return 'the lists have different lengths';
      const made: Value[] = [];
      let size = 0;
      for (let i = 0; i < length; i++) {
        const row = args.map((arg) => (arg.kind === 'list' ? elementOf(arg, arg.items[i] ?? arg) : arg));
        const text = format(textArgument(form), row, context);
        if (typeof text === 'string') return text;
        size += textArgument(text).length;
        if (size > limits.text) return unknown('budget', 'a text that is too long', context.origin);
        made.push(text);
      }
      return { ...list(made, context.origin, 'list'), element: { kind: 'string' } };
    },
  },
};
