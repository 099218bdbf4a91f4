import { textOf } from '../terraform/convert.ts';
import type { Value } from '../terraform/value.ts';
import { parseCidr, type Range, size, subtract } from './cidr.ts';
import { addressSpace, specialPurpose } from './facts/addresses.ts';

const parsed = (texts: readonly string[]) => texts.flatMap((text) => parseCidr(text) ?? []);

/** Every address that a host on the internet can have. */
const publicSpace = subtract(parsed(addressSpace), parsed(specialPurpose));

const outsidePublic = subtract(
  [
    { family: 4, first: 0n, last: (1n << 32n) - 1n },
    { family: 6, first: 0n, last: (1n << 128n) - 1n },
  ],
  publicSpace,
);

const total = (ranges: readonly Range[], family: 4 | 6) =>
  ranges.reduce((sum, range) => (range.family === family ? sum + size(range) : sum), 0n);

const half = { 4: total(publicSpace, 4) / 2n, 6: total(publicSpace, 6) / 2n } as const;

/** Words that clouds accept for every address. */
const everyone = new Set(['*', 'any', 'internet']);

type Sources = Map<string, readonly Range[] | undefined>;

/** Answers by list of own addresses, since most rules of a workspace name the same few sources. */
const answers = new WeakMap<readonly string[], Sources>();
const mostAnswers = 10_000;
const none: readonly string[] = [];

/** The public addresses of a source as a rule names it; undefined for a text that is no address, such as a tag. */
function publicAddresses(source: string, allowed = none): readonly Range[] | undefined {
  const known: Sources = answers.get(allowed) ?? new Map();
  answers.set(allowed, known);
  if (!known.has(source)) {
    if (known.size >= mostAnswers) known.clear();
    known.set(source, workOutAddresses(source, allowed));
  }
  return known.get(source);
}

function workOutAddresses(source: string, allowed: readonly string[]): readonly Range[] | undefined {
  const own = parsed(allowed);
  const range = parseCidr(source);
  // A prefix of no bits is everyone, whatever is written before it.
  if (everyone.has(source.toLowerCase()) || (!range && source.endsWith('/0'))) return subtract(publicSpace, own);
  if (!range) return undefined;
  // No host has the unspecified address (0.0.0.0, ::): whoever writes it without a prefix means everyone.
  if (range.last === 0n && !source.includes('/'))
    return subtract(publicSpace, own).filter(({ family }) => family === range.family);
  return subtract([range], [...outsidePublic, ...own]);
}

/**
 * Whether the sources together let in the internet: more than half of the public IPv4 or of the public IPv6 addresses.
 * Nobody owns half of them, so a list that long names no set of hosts, whether it is written as `0.0.0.0/0`, as two
 * halves, or as everything but a few blocks. `allowed` blocks count as one's own.
 */
export function opensToInternet(sources: readonly string[], allowed = none): boolean {
  const open = subtract(
    sources.flatMap((source) => publicAddresses(source, allowed) ?? []),
    [],
  );
  return total(open, 4) > half[4] || total(open, 6) > half[6];
}

/** What part of the public addresses no single organisation has: the largest ever given to one is 1/221 of IPv4. */
const nobodys = 128n;

/**
 * The elements of a list of sources that open it to the internet: those that are wider than anyone's addresses, or
 * else all that are public. Empty where the list is not open, or not known to be.
 */
export function internetSources(sources: readonly Value[], allowed: readonly string[]): readonly Value[] {
  const known = sources.flatMap((value) => {
    const text = textOf(value);
    return text === undefined ? [] : [{ value, text, open: publicAddresses(text, allowed) ?? [] }];
  });
  const texts = known.map(({ text }) => text);
  if (!opensToInternet(texts, allowed)) return [];
  const wide = known.filter(
    ({ open }) => total(open, 4) * nobodys > half[4] * 2n || total(open, 6) * nobodys > half[6] * 2n,
  );
  const guilty = wide.length > 0 ? wide : known.filter(({ open }) => open.length > 0);
  return guilty.map(({ value }) => value);
}

/**
 * Where a source, or a list of sources, lets in the internet: the element to change, or the whole list where all of it
 * is to blame.
 */
export function internetSource(sources: Value | undefined, allowed: readonly string[]): Value | undefined {
  if (!sources) return undefined;
  const items = sources.kind === 'list' ? sources.items : [sources];
  const guilty = internetSources(items, allowed);
  const [first] = guilty;
  if (!first) return undefined;
  const { at } = sources.origin;
  const within = guilty.every(
    ({ origin }) => origin.at.file === at.file && origin.at.start >= at.start && origin.at.end <= at.end,
  );
  if (!within) return first;
  return guilty.length === items.length || guilty.length > 1 ? sources : first;
}
