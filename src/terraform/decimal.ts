import { bitLength, plain } from './digits.ts';
import { number } from './make.ts';
import type { Exact, NumberValue, Origin } from './value.ts';

/** Bits of precision that a number has when it is written down or read from a text. */
const fullPrecision = 512;
/** Beyond this many decimal digits a number is not worked with. */
const largest = 1_000;
/** Beyond this many bits before or behind the point a result is not worked with. */
const widest = 8_192;

/** The number that a decimal text stands for; undefined where it is none. Accepts an exponent, as HCL does. */
export function parseNumber(text: string, origin: Origin): NumberValue | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) {
    const [infinite, minus] = /^([+-]?)[iI]nf$/.exec(text) ?? [];
    if (infinite === undefined) return undefined;
    return number(minus === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, origin);
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const power = Number(exponent);
  if (whole.length + fraction.length + Math.abs(power) > largest) return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  if (digits === 0n) return number(sign === '-' ? -0 : 0, origin);
  return fromExact(decimal(sign === '-' ? -digits : digits, fraction.length - power), origin);
}

/** `digits` divided by ten to the power of `scale`, to full precision. */
function decimal(digits: bigint, scale: number): Exact {
  if (scale <= 0) return rounded(digits * 10n ** BigInt(-scale), 0, fullPrecision);
  return quotient(digits, 10n ** BigInt(scale), 0, fullPrecision);
}

/** Whether a result has more digits than are worked with. */
export function isTooWide({ mantissa, exponent }: Exact): boolean {
  return exponent > widest || exponent < -widest || bitLength(mantissa) + exponent > widest;
}

/** The number itself. Not for infinities, and without the sign of a negative zero. */
export function toExact(value: NumberValue): Exact {
  if (value.exact) return value.exact;
  if (Number.isSafeInteger(value.value))
    return { mantissa: BigInt(value.value), exponent: 0, precision: fullPrecision };
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain(value.value)) ?? [];
  return decimal(BigInt(`${sign}${whole}${fraction}`), fraction.length);
}

/** The value of a number; `exact` is kept only where the double's shortest text does not stand for it. */
export function fromExact(exact: Exact, origin: Origin): NumberValue {
  const nearest = toDouble(exact);
  const short = number(nearest, origin);
  if (Number.isFinite(nearest) && exact.precision >= fullPrecision) {
    const other = toExact(short);
    if (other.mantissa === exact.mantissa && other.exponent === exact.exponent) return short;
    if (compare(other, exact) === 0) return short;
  }
  return { ...short, exact };
}

/** A whole number of any size. */
export function fromInteger(value: bigint, origin: Origin): NumberValue {
  if (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return number(Number(value), origin);
  }
  const precision = Math.max(fullPrecision, bitLength(value));
  return fromExact({ mantissa: value, exponent: 0, precision }, origin);
}

/** A double that was computed as one, and so has no more than its precision. */
export function fromDouble(value: number, origin: Origin): NumberValue {
  if (!Number.isFinite(value) || Number.isSafeInteger(value)) return number(value, origin);
  let mantissa = value;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { ...number(value, origin), exact: { mantissa: BigInt(mantissa), exponent, precision: 53 } };
}

/** The whole number that a value is; undefined where it has a fraction or is infinite. */
export function toInteger(value: NumberValue): bigint | undefined {
  if (!value.exact) return Number.isInteger(value.value) ? BigInt(plain(value.value)) : undefined;
  const { whole, fraction } = truncated(value.exact);
  return fraction ? undefined : whole;
}

/** The whole part, rounded towards zero, and whether there is more. */
export function truncated({ mantissa, exponent }: Exact): { readonly whole: bigint; readonly fraction: boolean } {
  if (exponent >= 0) return { whole: mantissa << BigInt(exponent), fraction: false };
  const unit = 1n << BigInt(-exponent);
  return { whole: mantissa / unit, fraction: mantissa % unit !== 0n };
}

export function add(a: Exact, b: Exact): Exact {
  const exponent = Math.min(a.exponent, b.exponent);
  return rounded(at(a, exponent) + at(b, exponent), exponent, Math.max(a.precision, b.precision));
}

export function negate(a: Exact): Exact {
  return { ...a, mantissa: -a.mantissa };
}

/** The product, which gets all the precision that it needs up to that of a written number. */
export function multiply(a: Exact, b: Exact): Exact {
  const product = rounded(a.mantissa * b.mantissa, a.exponent + b.exponent, fullPrecision);
  const precision = Math.max(a.precision, b.precision, bitLength(product.mantissa));
  return { ...product, precision };
}

/** The quotient; the divisor must not be zero. */
export function divide(a: Exact, b: Exact): Exact {
  return quotient(a.mantissa, b.mantissa, a.exponent - b.exponent, Math.max(a.precision, b.precision));
}

/** Remainder with the sign of the dividend. */
export function remainder(a: Exact, b: Exact): Exact {
  const whole: Exact = { mantissa: truncated(divide(a, b)).whole, exponent: 0, precision: fullPrecision };
  return add(a, negate(multiply(b, whole)));
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
function compare(a: Exact, b: Exact): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = at(a, exponent) - at(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Order of two numbers, infinities among them. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const plainly = !a.exact && !b.exact;
  if (plainly || !Number.isFinite(a.value) || !Number.isFinite(b.value)) {
    if (!plainly && a.value === b.value && a.exact && b.exact) return compare(a.exact, b.exact);
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  }
  return compare(toExact(a), toExact(b));
}

function at(value: Exact, exponent: number): bigint {
  return value.mantissa << BigInt(value.exponent - exponent);
}

/** `mantissa` times two to the power of `exponent`, rounded to `precision` bits, ties to even; without trailing zeros. */
function rounded(mantissa: bigint, exponent: number, precision: number): Exact {
  if (mantissa === 0n) return { mantissa, exponent: 0, precision };
  const negative = mantissa < 0n;
  let size = negative ? -mantissa : mantissa;
  let shifted = exponent;
  const excess = bitLength(size) - precision;
  if (excess > 0) {
    const dropped = BigInt(excess);
    const rest = size & ((1n << dropped) - 1n);
    const half = 1n << (dropped - 1n);
    size >>= dropped;
    if (rest > half || (rest === half && (size & 1n) === 1n)) size += 1n;
    shifted += excess;
  }
  while ((size & 0xffffn) === 0n) {
    size >>= 16n;
    shifted += 16;
  }
  while ((size & 1n) === 0n) {
    size >>= 1n;
    shifted++;
  }
  return { mantissa: negative ? -size : size, exponent: shifted, precision };
}

/** `a / b` times two to the power of `exponent`, rounded once. */
function quotient(a: bigint, b: bigint, exponent: number, precision: number): Exact {
  const negative = a < 0n !== b < 0n;
  const [dividend, divisor] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const extra = BigInt(Math.max(0, precision + 2 + bitLength(divisor) - bitLength(dividend)));
  const scaled = dividend << extra;
  // A last bit that stands for any rest keeps the rounding right.
  const size = ((scaled / divisor) << 1n) | (scaled % divisor === 0n ? 0n : 1n);
  return rounded(negative ? -size : size, exponent - Number(extra) - 1, precision);
}

/** The nearest double. */
function toDouble({ mantissa, exponent }: Exact): number {
  const size = bitLength(mantissa);
  if (size + exponent > 1025) return mantissa < 0n ? -Infinity : Infinity;
  if (size + exponent < -1080) return 0;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  // The conversion of a big integer rounds once, to even; below the normal doubles a second rounding is of no account.
  const drop = size > 1000 ? size - 1000 : 0;
  const [kept, power] = [mantissa >> BigInt(drop), exponent + drop];
  return power < -1000 ? Number(kept) * 2 ** -1000 * 2 ** (power + 1000) : Number(kept) * 2 ** power;
}
