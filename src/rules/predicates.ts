import { textOf } from '../terraform/convert.ts';
import { hasUnknown, type Value } from '../terraform/value.ts';
import type { BlockPredicate, Condition, ValuePredicate } from './rule.ts';

type Primitive = string | number | boolean;

/** A predicate from a test of a value that is known; `undefined` from the test means that it cannot be told. */
function predicate(text: string, test: (value: Value) => boolean | undefined, right?: string): ValuePredicate {
  return {
    kind: 'value',
    text,
    faults: (value) => (value.kind !== 'unknown' && test(value) === false ? [value] : []),
    ...(right === undefined ? {} : { right }),
  };
}

/** HCL of a primitive. */
function hcl(value: Primitive): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Whether a value is a primitive once converted, as Terraform does: `"true"` is true and `"22"` is 22. */
function same(value: Value, wanted: Primitive): boolean {
  return textOf(value) === String(wanted);
}

function choice(values: readonly Primitive[], last: string): string {
  const shown = values.map(hcl);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`;
}

/** Exactly this value. The one predicate whose fix writes it. */
export function be(wanted: Primitive): ValuePredicate {
  return predicate(hcl(wanted), (value) => same(value, wanted), hcl(wanted));
}

/** One of these values. */
export function oneOf(...wanted: readonly Primitive[]): ValuePredicate {
  return predicate(choice(wanted, 'or'), (value) => wanted.some((one) => same(value, one)));
}

/** None of these values; of a text, in any case of its letters. */
export function noneOf(...refused: readonly Primitive[]): ValuePredicate {
  const texts = new Set(refused.map((one) => String(one).toLowerCase()));
  return predicate(`anything but ${choice(refused, 'or')}`, (value) => {
    const text = textOf(value);
    return text === undefined ? undefined : !texts.has(text.toLowerCase());
  });
}

function compared(text: string, test: (value: number) => boolean): ValuePredicate {
  return predicate(text, (value) => {
    const number = Number(textOf(value) ?? Number.NaN);
    return Number.isNaN(number) ? undefined : test(number);
  });
}

export function atLeast(least: number): ValuePredicate {
  return compared(`at least ${least}`, (value) => value >= least);
}

export function atMost(most: number): ValuePredicate {
  return compared(`at most ${most}`, (value) => value <= most);
}

/** A text that the expression finds a match in; `text` says in words what it must be. */
export function matches(expression: RegExp, text: string): ValuePredicate {
  return predicate(text, (value) => {
    const string = textOf(value);
    return string === undefined ? undefined : expression.test(string);
  });
}

/** A text in which the expression finds no match. */
export function matchesNot(expression: RegExp, text: string): ValuePredicate {
  return predicate(text, (value) => {
    const string = textOf(value);
    return string === undefined ? undefined : !expression.test(string);
  });
}

/** Anything at all, but no blank text, list or map. Absent is never set, and unknown always is. */
export function isSet(): ValuePredicate {
  return predicate('set', (value) => {
    if (value.kind === 'null') return false;
    if (value.kind === 'string') return value.value.trim() !== '';
    if (value.kind === 'list') return value.items.length > 0;
    return value.kind !== 'object' || value.open !== undefined || value.entries.size > 0;
  });
}

/** Nothing: what the attribute says is a fault whatever it is. An expectation with it takes `missing: 'passes'`. */
export function isAbsent(): ValuePredicate {
  return predicate('left out', () => false);
}

/** A test with the value that a fix writes, where it leaves a choice and one value is the usual one. */
export function preferring(wanted: Primitive, test: ValuePredicate): ValuePredicate {
  return { ...test, right: hcl(wanted), choice: true };
}

/** Every element of a list, set or map; a single value counts as a list of itself. Elements that fail are underlined. */
export function each(element: ValuePredicate): ValuePredicate {
  const faults = (value: Value): readonly Value[] => {
    if (value.kind === 'list') return value.items.flatMap(faults);
    if (value.kind === 'object' && !value.open) return [...value.entries.values()].flatMap(faults);
    return element.faults(value);
  };
  return { kind: 'value', text: element.text, faults, elements: true };
}

/** A list or set that has this element, or a map with this key. */
export function has(wanted: string): ValuePredicate {
  return predicate(`a collection with ${hcl(wanted)}`, (value) => {
    if (value.kind === 'object') return value.open ? undefined : value.entries.has(wanted);
    if (value.kind !== 'list') return undefined;
    return value.items.some((item) => same(item, wanted)) || (hasUnknown(value) ? undefined : false);
  });
}

/** A list or set that has one of these elements; a single value counts as a list of itself. */
export function hasSome(...wanted: readonly string[]): ValuePredicate {
  return predicate(`a list with ${choice(wanted, 'or')}`, (value) => {
    if (value.kind !== 'list') return textOf(value) === undefined ? undefined : wanted.some((one) => same(value, one));
    return value.items.some((item) => wanted.some((one) => same(item, one))) || (hasUnknown(value) ? undefined : false);
  });
}

/** A list or set of at least so many elements. */
export function several(least: number): ValuePredicate {
  return predicate(`a list of at least ${least}`, (value) =>
    value.kind === 'list' ? value.items.length >= least : undefined,
  );
}

/**
 * At least one nested block, of those for which `where` holds. `right` are the lines between its braces that a fix writes,
 * `choices` the literals in them besides numbers that people may well want otherwise: `"old-versions"`.
 */
export function someBlock(
  options: {
    readonly where?: readonly Condition[];
    readonly text?: string;
    readonly right?: readonly string[];
    readonly choices?: readonly string[];
  } = {},
): BlockPredicate {
  const { where = [], text = 'one', right, choices } = options;
  return { kind: 'block', want: 'some', where, text, ...(right && { right }), ...(choices && { choices }) };
}

/** No nested block, of those for which `where` holds. */
export function noBlock(...where: readonly Condition[]): BlockPredicate {
  return { kind: 'block', want: 'none', where, text: 'none' };
}
