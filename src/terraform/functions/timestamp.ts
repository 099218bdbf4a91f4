import { lookup } from '../lookup.ts';

/** A point in time: seconds since 1970 in UTC, the rest of a second, and the offset of its time zone in minutes. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly offset: number;
}

const timestampPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads an RFC 3339 timestamp; undefined for anything else, days that do not exist among it. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = timestampPattern.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [, , , , , , , fraction = '', sign = '+', zoneHour = '0', zoneMinute = '0'] = match;
  if (hour > 23 || minute > 59 || second > 59 || Number(zoneHour) > 23 || Number(zoneMinute) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second);
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute));
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  return { seconds: date.getTime() / 1000 - offset * 60, nanoseconds, offset };
}

/** The timestamp as RFC 3339, without parts of a second. */
export function timestampText({ seconds, offset }: Timestamp): string {
  const date = new Date((seconds + offset * 60) * 1000);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const local =
    year +
    date
      .toISOString()
      .replace(/^[+-]?\d+/, '')
      .replace(/\..*/, '');
  return local + (offset === 0 ? 'Z' : zoneText(offset, ':'));
}

/** `+05:30` and the like; `separator` stands between hours and minutes. */
export function zoneText(offset: number, separator: string): string {
  const size = Math.abs(offset);
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${hours}${separator}${minutes}`;
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Nanoseconds of a duration such as `1h30m` or `-1.5h`; undefined where it is none. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  if (rest === '' || rest.length > 1000) return undefined;
  let total = 0n;
  const part = /(\d*)(?:\.(\d*))?([a-zµμ]+)/y;
  while (part.lastIndex < rest.length) {
    const [, whole = '', fraction = '', name = ''] = part.exec(rest) ?? [];
    const unit = lookup(units, name);
    if (unit === undefined || whole + fraction === '') return undefined;
    total += BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
    if (total >= 2n ** 63n) return undefined;
  }
  return sign === '-' ? -total : total;
}

export function addDuration(timestamp: Timestamp, duration: bigint): Timestamp {
  const total = BigInt(timestamp.seconds) * 1_000_000_000n + BigInt(timestamp.nanoseconds) + duration;
  const nanoseconds = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { ...timestamp, seconds: Number((total - nanoseconds) / 1_000_000_000n), nanoseconds: Number(nanoseconds) };
}
