import { limits } from '../budget.ts';
import { asSet, convert, type Type } from '../convert.ts';
import { list, unknown } from '../make.ts';
import { identity, setItems } from '../sets.ts';
import { typeOf, unify } from '../unify.ts';
import type { Value } from '../value.ts';
import { elementsOf, type FunctionTable, listArgument } from './spec.ts';

const anySet: Type = { kind: 'set', element: { kind: 'any' } };

/** A function on sets of one type; `combine` gets their elements. */
function ofSets(
  combine: (first: readonly Value[], others: readonly (readonly Value[])[]) => readonly Value[],
  least: number,
): FunctionTable[string] {
  return {
    parameters: Array<'set'>(least).fill('set'),
    ...(least === 1 ? { rest: 'set' } : {}),
    run: (args, { origin }) => {
      const type = unify(args.map(typeOf));
      if (!type) return 'the elements of the sets must have one type';
      const [first = [], ...others] = args.map((arg) => elementsOf(convert(arg, type)));
      const made = list(combine(first, others), origin, 'set');
      return asSet('element' in type && made.items.length === 0 ? { ...made, element: type.element } : made);
    },
  };
}

/** Whether a value is in a set; the elements and the value are of one type. */
function membership(items: readonly Value[]): (value: Value) => boolean {
  const known = new Set(items.map(identity));
  return (value) => known.has(identity(value));
}

function product(args: readonly Value[]): Value[][] {
  let rows: Value[][] = [[]];
  for (const arg of args) rows = rows.flatMap((row) => elementsOf(arg).map((item) => [...row, item]));
  return rows;
}

/** Functions on sets, by name. */
export const setFunctions: FunctionTable = {
  setintersection: ofSets((first, others) => {
    const tests = others.map(membership);
    return first.filter((item) => tests.every((has) => has(item)));
  }, 1),
  setproduct: {
    parameters: ['sequence', 'sequence'],
    rest: 'sequence',
    unknown: 'elements',
    run: (args, { origin }) => {
      const size = args.reduce((count, arg) => count * listArgument(arg).length, args.length);
      if (size > limits.elements) return unknown('budget', 'setproduct() with too many elements', origin);
      const sets = args.some((arg) => arg.kind === 'list' && arg.collection === 'set');
      const lists = args.map((arg) => convert(arg, sets ? anySet : { kind: 'list', element: { kind: 'any' } }));
      const wrong = lists.find((arg) => arg.kind === 'unknown');
      if (wrong) return 'the elements of each list must have one type';
      const made = list(
        product(lists).map((row) => list(row, origin)),
        origin,
        sets ? 'set' : 'list',
      );
      return sets ? { ...made, items: setItems(made.items) ?? made.items } : made;
    },
  },
  setsubtract: ofSets((first, [second = []]) => {
    const has = membership(second);
    return first.filter((item) => !has(item));
  }, 2),
  setunion: ofSets((first, others) => [first, ...others].flat(), 1),
};
