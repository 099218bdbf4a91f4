import { number } from './make.ts';
import { numberText } from './text.ts';
import type { Exact, NumberValue, Origin } from './value.ts';

/** Significant digits of a quotient: what Terraform's 512-bit floats hold. */
const quotientDigits = 154;
/** Beyond this many digits a number is not worked with. */
const largest = 10_000;

/** The number that a decimal text stands for; undefined where it is none. Accepts an exponent, as HCL does. */
export function parseNumber(text: string, origin: Origin): NumberValue | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const power = Number(exponent);
  if (whole.length + fraction.length + Math.abs(power) > largest) return undefined;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  return fromExact({ digits, scale: fraction.length - power }, origin);
}

export function toExact(value: NumberValue): Exact {
  if (value.exact) return value.exact;
  const [whole = '', fraction = ''] = numberText(value).split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The value of exact decimals; `exact` is kept only where the nearest double is another number. */
export function fromExact(exact: Exact, origin: Origin): NumberValue {
  let { digits, scale } = exact;
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale--;
  }
  const whole: Exact = { digits, scale };
  const text = numberText(number(0, origin, whole));
  const nearest = Number(text);
  if (!Number.isFinite(nearest)) return number(nearest, origin, whole);
  return numberText(number(nearest, origin)) === text ? number(nearest, origin) : number(nearest, origin, whole);
}

export function add(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale) + rescale(b, scale), scale };
}

export function negate(a: Exact): Exact {
  return { digits: -a.digits, scale: a.scale };
}

export function multiply(a: Exact, b: Exact): Exact {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** The quotient to the precision that Terraform has; the divisor must not be zero. */
export function divide(a: Exact, b: Exact): Exact {
  const size = (value: bigint) => (value < 0n ? -value : value).toString().length;
  const extra = Math.max(0, quotientDigits - size(a.digits) + size(b.digits));
  const scale = a.scale + extra - b.scale;
  const digits = (a.digits * 10n ** BigInt(extra)) / b.digits;
  return { digits, scale };
}

/** Remainder with the sign of the dividend. */
export function remainder(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale) % rescale(b, scale), scale };
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compare(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = rescale(a, scale) - rescale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function rescale(value: Exact, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}
