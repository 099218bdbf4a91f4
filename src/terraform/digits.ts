import type { Exact, NumberValue } from './value.ts';

/** A number as Terraform converts it to a string: all digits, never with an exponent. */
export function numberText(value: NumberValue): string {
  if (!value.exact) return plain(value.value);
  const known = texts.get(value.exact);
  if (known !== undefined) return known;
  const text = exactText(value.exact);
  texts.set(value.exact, text);
  return text;
}

const texts = new WeakMap<Exact, string>();

function exactText(exact: Exact): string {
  const { negative, digits, point } = shortest(exact);
  const sign = negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A double in plain digits; infinities as Go writes them. */
export function plain(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}

/** Decimal digits of a number, with the point after the first `point` of them: 0.d1d2... times ten to that power. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/** All the digits that a number has. */
export function allDigits({ mantissa, exponent }: Exact): Digits {
  const size = mantissa < 0n ? -mantissa : mantissa;
  const scale = exponent < 0 ? -exponent : 0;
  const text = (exponent < 0 ? size * 5n ** BigInt(scale) : size << BigInt(exponent)).toString();
  const digits = text.replace(/0+$/, '');
  return { negative: mantissa < 0n, digits, point: digits === '' ? 0 : text.length - scale };
}

/**
 * The fewest digits that stand for this number and no other of its precision, found as Go finds them: the digits of the
 * number are walked until they differ from those of its neighbours' bounds.
 */
export function shortest(exact: Exact): Digits {
  const own = allDigits(exact);
  const size = exact.mantissa < 0n ? -exact.mantissa : exact.mantissa;
  if (size === 0n) return own;
  const shift = exact.precision + 1 - bitLength(size);
  const mantissa = size << BigInt(shift);
  const bound = (by: bigint) =>
    allDigits({ mantissa: mantissa + by, exponent: exact.exponent - shift, precision: 0 }).digits;
  const [lower, upper] = [bound(-1n), bound(1n)];
  const inclusive = (mantissa & 2n) === 0n;
  for (let i = 0; i < own.digits.length; i++) {
    const digit = own.digits.charCodeAt(i);
    const [below, above] = [lower.charCodeAt(i) || 48, upper.charCodeAt(i) || 48];
    const down = below !== digit || (inclusive && i + 1 === lower.length);
    const up = digit !== above && (inclusive || digit + 1 < above || i + 1 < upper.length);
    if (down && up) return roundDigits(own, i + 1);
    if (down) return { ...own, digits: own.digits.slice(0, i + 1).replace(/0+$/, '') };
    if (up) return roundUp(own, i + 1);
  }
  return own;
}

/** The digits rounded to `count` of them, a half to even. */
export function roundDigits(value: Digits, count: number): Digits {
  if (count < 0 || count >= value.digits.length) return count < 0 ? { ...value, digits: '', point: 0 } : value;
  const half = value.digits.charCodeAt(count) === 53 && count + 1 === value.digits.length;
  const even = count === 0 || (value.digits.charCodeAt(count - 1) & 1) === 0;
  const up = half ? !even : value.digits.charCodeAt(count) >= 53;
  if (up) return roundUp(value, count);
  const digits = value.digits.slice(0, count).replace(/0+$/, '');
  return { ...value, digits, point: digits === '' ? 0 : value.point };
}

function roundUp(value: Digits, count: number): Digits {
  const kept = value.digits.slice(0, count).replace(/9+$/, '');
  if (kept === '') return { ...value, digits: '1', point: value.point + 1 };
  const last = kept.charCodeAt(kept.length - 1) + 1;
  return { ...value, digits: kept.slice(0, -1) + String.fromCharCode(last) };
}

export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const digits = (value < 0n ? -value : value).toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}
