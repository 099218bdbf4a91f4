import { bounded, limits } from '../budget.ts';
import { article, toBoolValue, toNumberValue, toStringValue } from '../convert.ts';
import { follows, here, invalid, marked, unknown } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import type { Scope } from '../scope.ts';
import type { Location, Value } from '../value.ts';
import { collectionFunctions } from './collection.ts';
import { conversionFunctions } from './conversion.ts';
import { encodingFunctions } from './encoding.ts';
import { networkFunctions } from './network.ts';
import { numericFunctions } from './numeric.ts';
import type { Parameter, TerraformFunction } from './spec.ts';
import { stringFunctions } from './string.ts';

const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    numericFunctions,
    stringFunctions,
    collectionFunctions,
    encodingFunctions,
    networkFunctions,
    conversionFunctions,
  ].flatMap((table) => Object.entries(table)),
);

/** Functions whose result differs from run to run. */
const impure = new Set(['timestamp', 'plantimestamp', 'uuid', 'bcrypt']);

/** The result of a call with evaluated arguments. */
export function callFunction(name: string, args: readonly Value[], at: Location, scope: Scope): Value {
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  if (impure.has(plain) || plain.includes('::')) return unknown('impure', `${plain}()`, here(at));
  const spec = functions.get(plain);
  if (!spec) return invalid(`there is no function ${plain}()`, here(at));
  const wrong = arity(plain, spec, args.length);
  if (wrong) return invalid(wrong, here(at));
  const converted: Value[] = [];
  for (const [i, arg] of args.entries()) {
    const parameter = spec.parameters[i] ?? spec.rest ?? 'any';
    const value = convertArgument(arg, parameter);
    if (typeof value === 'string') return invalid(`argument ${i + 1} of ${plain}(): ${value}`, here(at));
    if (value.kind === 'unknown' && value.reason === 'invalid') return follows(value, at);
    const open = spec.partial ? undefined : firstUnknown(value);
    if (open) return marked(follows(open, at), args);
    converted.push(value);
  }
  const result = spec.run(converted, { at, origin: here(at), scope });
  if (typeof result === 'string') return invalid(`${plain}(): ${result}`, here(at));
  if (result.kind === 'string' && result.value.length > limits.text) {
    return unknown('budget', 'a text that is too long', here(at));
  }
  return bounded(plain === 'nonsensitive' ? result : marked(result, args));
}

function arity(name: string, spec: TerraformFunction, given: number): string | undefined {
  const least = spec.optionalFrom ?? spec.parameters.length;
  if (given < least) return `${name}() takes at least ${least} arguments, ${given} given`;
  if (!spec.rest && given > spec.parameters.length) {
    return `${name}() takes ${spec.parameters.length} arguments, ${given} given`;
  }
  return undefined;
}

function convertArgument(value: Value, parameter: Parameter): Value | string {
  if (value.kind === 'unknown' || parameter === 'any?') return value;
  if (value.kind === 'null') return parameter.endsWith('?') ? value : 'must not be null';
  switch (parameter) {
    case 'text':
      return toStringValue(value);
    case 'number':
      return toNumberValue(value);
    case 'bool':
      return toBoolValue(value);
    case 'list':
    case 'list?':
      return value.kind === 'list' ? value : `a list is required, not ${article(value)}`;
    case 'texts':
      if (value.kind !== 'list') return `a list of strings is required, not ${article(value)}`;
      return { ...value, items: value.items.map(toStringValue) };
    case 'map':
    case 'map?':
      return value.kind === 'object' ? value : `a map is required, not ${article(value)}`;
    default:
      return value;
  }
}
