/**
 * `base` to the power of `exponent` in doubles, to the same last bit as Terraform: by repeated squaring of the mantissa, the
 * fraction of the exponent by way of logarithms. NaN where there is none.
 */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return Number.NaN;
  if (whole >= 2 ** 63) return base ** exponent;
  let mantissa = 1;
  let shift = 0;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction--;
      whole++;
    }
    mantissa = Math.exp(fraction * Math.log(base));
  }
  let [factor, factorShift] = split(base);
  for (let rest = BigInt(whole); rest !== 0n; rest >>= 1n) {
    if (factorShift < -4096 || factorShift > 4096) {
      shift += factorShift;
      break;
    }
    if (rest & 1n) {
      mantissa *= factor;
      shift += factorShift;
    }
    factor *= factor;
    factorShift *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorShift--;
    }
  }
  return exponent < 0 ? scale(1 / mantissa, -shift) : scale(mantissa, shift);
}

/** A number as a mantissa from a half to one and a power of two. */
function split(value: number): [mantissa: number, shift: number] {
  let mantissa = value;
  let shift = 0;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    shift++;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    shift--;
  }
  return [mantissa, shift];
}

/** `value` times two to the power of `shift`, in steps that none of them overflows early. */
function scale(value: number, shift: number): number {
  const bounded = Math.max(-2200, Math.min(2200, shift));
  const third = Math.trunc(bounded / 3);
  return value * 2 ** third * 2 ** third * 2 ** (bounded - 2 * third);
}
