import { compareNumbers } from './decimal.ts';
import { numberText } from './digits.ts';
import { hasUnknown, type Value } from './value.ts';

/** Compares as Terraform sorts: by code point, not by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return (isSurrogate(x) ? x + 0x10000 : x) - (isSurrogate(y) ? y + 0x10000 : y);
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** A value as a person would write it in HCL, on one line, cut after `limit` characters. Sensitive values stay hidden. */
export function describe(value: Value, limit = 80): string {
  const text = write(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function write(value: Value): string {
  if (value.sensitive || value.ephemeral) return '(sensitive)';
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'unknown':
      return value.cause;
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return numberText(value);
    case 'bool':
      return String(value.value);
    case 'list':
      return `[${value.items.map(write).join(', ')}]`;
    case 'object':
      if (value.open) return value.open.address;
      return `{ ${[...value.entries].map(([key, item]) => `${key} = ${write(item)}`).join(', ')} }`;
  }
}

/** Whether two values are equal as `==` sees them; undefined where an unknown part decides. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.collection !== b.collection) return false;
    if (a.items.length !== b.items.length) return false;
    return all(a.items.map((item, i) => equal(item, b.items[i] ?? item)));
  }
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.open || b.open) return a === b ? true : undefined;
    if (a.collection !== b.collection) return false;
    if (a.entries.size !== b.entries.size) return false;
    return all(
      [...a.entries].map(([key, item]) => {
        const other = b.entries.get(key);
        return other ? equal(item, other) : false;
      }),
    );
  }
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b) === 0;
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value;
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  return hasUnknown(a) || hasUnknown(b) ? undefined : false;
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
