import { convert } from '../convert.ts';
import { bool, elementOf, list, nothing, number, unknown } from '../make.ts';
import { equal } from '../text.ts';
import { typeOf, unify } from '../unify.ts';
import { graphemes } from './graphemes.ts';
import { elementsOf, type FunctionTable, listArgument, wholeArgument } from './spec.ts';

/** Whether any or all of a list of bools are true; an unknown one leaves that open unless another decides. */
function quantified(decisive: boolean): FunctionTable[string] {
  return {
    parameters: ['bools'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      const decides = items.find(
        (item) => (item.kind === 'bool' ? item.value : false) === decisive && item.kind !== 'unknown',
      );
      if (decides) return bool(decisive, origin);
      return items.find((item) => item.kind === 'unknown') ?? bool(!decisive, origin);
    },
  };
}

/** Functions that ask something of a collection or choose from some, by name. */
export const collectionFunctions: FunctionTable = {
  alltrue: quantified(false),
  anytrue: quantified(true),
  coalesce: {
    parameters: [],
    rest: 'any?',
    unknown: 'arguments',
    run: (args) => {
      const type = unify(args.map(typeOf));
      if (!type) return 'the arguments must have one type';
      for (const arg of args) {
        const value = convert(arg, type);
        if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return value;
      }
      return 'every argument is null or empty';
    },
  },
  coalescelist: {
    parameters: ['sequence'],
    rest: 'sequence',
    unknown: 'arguments',
    run: (args) => {
      for (const arg of args) {
        if (arg.kind === 'unknown' || listArgument(arg).length > 0) return arg;
      }
      return 'every list is empty';
    },
  },
  concat: {
    parameters: ['sequence'],
    rest: 'sequence',
    unknown: 'elements',
    run: (args, { origin }) => {
      if (args.some((arg) => arg.kind === 'list' && arg.collection === 'set')) return 'a set has no order';
      const items = args.flatMap(elementsOf);
      if (args.some((arg) => arg.kind === 'list' && arg.collection === 'tuple')) return list(items, origin);
      const type = unify(args.map(typeOf));
      return type ? convert(list(items, origin, 'tuple'), type) : list(items, origin);
    },
  },
  contains: {
    parameters: ['sequence', 'any'],
    unknown: 'elements',
    marks: 'deep',
    run: ([source, wanted], { origin }) => {
      if (!wanted) return 'a value is needed';
      const items = elementsOf(source);
      const answers = items.map((item) => equal(item, wanted));
      if (answers.includes(true)) return bool(true, origin);
      const open = answers.indexOf(undefined);
      if (open === -1) return bool(false, origin);
      return items[open]?.kind === 'unknown' ? items[open] : unknown('computed', 'contains()', origin);
    },
  },
  element: {
    parameters: ['sequence', 'number'],
    unknown: 'elements',
    run: ([source, index]) => {
      const items = listArgument(source);
      const at = wholeArgument(index);
      if (source?.kind === 'list' && source.collection === 'set') return 'a set has no order';
      if (at === undefined) return 'the index must be a whole number';
      // Terraform counts from the end since 1.12; before, a negative index was an error.
      const item = items.at(at % items.length);
      return source && item ? elementOf(source, item) : 'the list is empty';
    },
  },
  index: {
    parameters: ['sequence', 'any'],
    run: ([source, wanted], { origin }) => {
      if (source?.kind === 'list' && source.collection === 'set') return 'a set has no order';
      const at = listArgument(source).findIndex((item) => wanted && equal(item, wanted));
      return at === -1 ? 'the value is not in the list' : number(at, origin);
    },
  },
  length: {
    parameters: ['any'],
    unknown: 'elements',
    run: ([value], { origin }) => {
      if (value?.kind === 'list') {
        const open = value.collection === 'set' ? value.items.find((item) => item.kind === 'unknown') : undefined;
        return open ?? number(value.items.length, origin);
      }
      if (value?.kind === 'object') return number(value.entries.size, origin);
      if (value?.kind === 'string') return number(graphemes(value.value).length, origin);
      return 'a string, list or map is needed';
    },
  },
  one: {
    parameters: ['sequence'],
    unknown: 'elements',
    run: ([source], { origin }) => {
      const items = elementsOf(source);
      if (items.length > 1) return 'the list has more than one element';
      return items[0] ?? nothing(origin);
    },
  },
};
