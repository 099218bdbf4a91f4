import { toExact } from '../decimal.ts';
import { allDigits, type Digits, roundDigits, shortest } from '../digits.ts';
import type { NumberValue } from '../value.ts';
import type { Verb } from './format.ts';

const bases: Readonly<Record<string, { readonly base: number; readonly prefix: string }>> = {
  b: { base: 2, prefix: '0b' },
  d: { base: 10, prefix: '' },
  o: { base: 8, prefix: '0' },
  x: { base: 16, prefix: '0x' },
  X: { base: 16, prefix: '0X' },
};

function signOf(negative: boolean, flags: string): string {
  if (negative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/** A whole number as %b, %d, %o, %x and %X write it. */
export function integerText(value: bigint, verb: Verb): string {
  const { base, prefix } = bases[verb.letter] ?? { base: 10, prefix: '' };
  const { flags, precision } = verb;
  const small = (value < 0n ? -value : value).toString(base);
  const digits = verb.letter === 'X' ? small.toUpperCase() : small;
  if (precision === 0 && value === 0n) return '';
  const front = signOf(value < 0n, flags) + (flags.includes('#') ? prefix : '');
  const least = digits.padStart(precision ?? 0, '0');
  const missing = Math.max(0, (verb.width ?? 0) - front.length - least.length);
  if (flags.includes('-')) return front + least + ' '.repeat(missing);
  if (flags.includes('0') && precision === undefined) return front + '0'.repeat(missing) + least;
  return ' '.repeat(missing) + front + least;
}

/** A number as %e, %E, %f, %g and %G write it. */
export function floatText(value: NumberValue, verb: Verb): string {
  const { flags } = verb;
  const infinite = !value.exact && !Number.isFinite(value.value);
  const negative = value.value < 0 || Object.is(value.value, -0);
  const body = infinite ? 'Inf' : digitsText(value, verb);
  const sign = infinite && !negative && !flags.includes(' ') ? '+' : signOf(negative, flags);
  const missing = Math.max(0, (verb.width ?? 0) - sign.length - body.length);
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  if (flags.includes('0') && !infinite) return sign + '0'.repeat(missing) + body;
  return ' '.repeat(missing) + sign + body;
}

function digitsText(value: NumberValue, { letter, precision }: Verb): string {
  const exact = toExact(value);
  const written = letter.toLowerCase();
  const marker = letter === 'E' || letter === 'G' ? 'E' : 'e';
  const all = allDigits(exact);
  if (written === 'f') {
    const places = precision ?? 6;
    return fixed(roundDigits(all, all.point + places), places);
  }
  if (written === 'e') {
    const places = precision ?? 6;
    return scientific(roundDigits(all, places + 1), places, marker);
  }
  const shown = precision === undefined ? shortest(exact) : roundDigits(all, precision || 1);
  const count = shown.digits.length;
  // Without a precision, Go decides by six digits.
  const wanted =
    precision === undefined ? 6 : (precision || 1) > count && count >= shown.point ? count : precision || 1;
  if (shown.point - 1 < -4 || shown.point - 1 >= wanted) return scientific(shown, Math.max(0, count - 1), marker);
  return fixed(shown, Math.max(0, count - shown.point));
}

function fixed({ digits, point }: Digits, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places === 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`;
}

function scientific({ digits, point }: Digits, places: number, marker: string): string {
  const exponent = digits === '' ? 0 : point - 1;
  const mantissa = (digits || '0').charAt(0) + (places > 0 ? `.${digits.slice(1).padEnd(places, '0')}` : '');
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}${marker}${exponent < 0 ? '-' : '+'}${size}`;
}
