import { number, string } from '../make.ts';
import { type FunctionTable, textArgument } from './spec.ts';
import { addDuration, parseDuration, parseTimestamp, type Timestamp, timestampText, zoneText } from './timestamp.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A timestamp in the parts that people read, in its own time zone. */
interface Clock {
  readonly time: Date;
  readonly offset: number;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Widths of a verb and what each writes. */
type Widths = Readonly<Record<number, (clock: Clock) => string>>;

function counted(read: (time: Date) => number): Widths {
  return { 1: ({ time }) => String(read(time)), 2: ({ time }) => two(read(time)) };
}

function named(names: readonly string[], read: (time: Date) => number): Widths {
  return { 3: ({ time }) => (names[read(time)] ?? '').slice(0, 3), 4: ({ time }) => names[read(time)] ?? '' };
}

function half(hour: number): number {
  return hour % 12 || 12;
}

/** The verbs of `formatdate`, by letter and by how often the letter is repeated. */
const verbs: Readonly<Record<string, Widths>> = {
  Y: {
    2: ({ time }) => two(time.getUTCFullYear() % 100),
    4: ({ time }) => String(time.getUTCFullYear()).padStart(4, '0'),
  },
  M: { ...counted((time) => time.getUTCMonth() + 1), ...named(months, (time) => time.getUTCMonth()) },
  D: counted((time) => time.getUTCDate()),
  E: named(days, (time) => time.getUTCDay()),
  h: counted((time) => time.getUTCHours()),
  H: counted((time) => half(time.getUTCHours())),
  A: { 2: ({ time }) => (time.getUTCHours() < 12 ? 'AM' : 'PM') },
  a: { 2: ({ time }) => (time.getUTCHours() < 12 ? 'am' : 'pm') },
  m: counted((time) => time.getUTCMinutes()),
  s: counted((time) => time.getUTCSeconds()),
  Z: {
    1: ({ offset }) => (offset === 0 ? 'Z' : zoneText(offset, ':')),
    3: ({ offset }) => (offset === 0 ? 'UTC' : zoneText(offset, '')),
    4: ({ offset }) => zoneText(offset, ''),
    5: ({ offset }) => zoneText(offset, ':'),
  },
};

/** Quoted text, one letter repeated, or anything else. */
const formPattern = /''|'(?:[^']|'')*'(?!')|'|([A-Za-z])\1*|[^A-Za-z']+/g;

class FormFault extends Error {}

function formatDate(form: string, { seconds, offset }: Timestamp): string {
  const clock: Clock = { time: new Date((seconds + offset * 60) * 1000), offset };
  return form.replace(formPattern, (part: string, letter?: string) => {
    if (part === "''") return "'";
    if (part === "'") throw new FormFault("a ' is not closed");
    if (part.startsWith("'")) return part.slice(1, -1).replaceAll("''", "'");
    if (letter === undefined) return part;
    const write = verbs[letter]?.[part.length];
    if (!write) throw new FormFault(`there is no verb ${part}`);
    return write(clock);
  });
}

/** Functions on dates and times, by name. */
export const dateFunctions: FunctionTable = {
  formatdate: {
    parameters: ['text', 'text'],
    run: ([form, text], { origin }) => {
      const timestamp = parseTimestamp(textArgument(text));
      if (!timestamp) return `"${textArgument(text)}" is no RFC 3339 timestamp`;
      try {
        return string(formatDate(textArgument(form), timestamp), origin);
      } catch (error) {
        if (error instanceof FormFault) return error.message;
        throw error;
      }
    },
  },
  timeadd: {
    parameters: ['text', 'text'],
    run: ([text, length], { origin }) => {
      const timestamp = parseTimestamp(textArgument(text));
      const duration = parseDuration(textArgument(length));
      if (!timestamp) return `"${textArgument(text)}" is no RFC 3339 timestamp`;
      if (duration === undefined) return `"${textArgument(length)}" is no duration`;
      return string(timestampText(addDuration(timestamp, duration)), origin);
    },
  },
  timecmp: {
    parameters: ['text', 'text'],
    run: ([a, b], { origin }) => {
      const [first, second] = [parseTimestamp(textArgument(a)), parseTimestamp(textArgument(b))];
      if (!first || !second) return 'both must be RFC 3339 timestamps';
      return number(Math.sign(first.seconds - second.seconds || first.nanoseconds - second.nanoseconds), origin);
    },
  },
};
