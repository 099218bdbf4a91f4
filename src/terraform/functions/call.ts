import { normalized } from '../../hcl/template.ts';
import { bounded, limits } from '../budget.ts';
import { article, convert, type Type } from '../convert.ts';
import { deeplyMarked, follows, here, invalid, marked, unknown } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import type { Scope } from '../scope.ts';
import type { Location, Value } from '../value.ts';
import { collectionFunctions } from './collection.ts';
import { conversionFunctions } from './conversion.ts';
import { csvFunctions } from './csv.ts';
import { dateFunctions } from './date.ts';
import { encodingFunctions } from './encoding.ts';
import { filesystemFunctions } from './filesystem.ts';
import { formatFunctions } from './format.ts';
import { hashFunctions } from './hash.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './list.ts';
import { mapFunctions } from './map.ts';
import { networkFunctions } from './network.ts';
import { numericFunctions } from './numeric.ts';
import { regexFunctions } from './regex.ts';
import { setFunctions } from './set.ts';
import type { CallContext, Parameter, TerraformFunction } from './spec.ts';
import { stringFunctions } from './string.ts';
import { templateFunctions } from './template.ts';
import { yamlFunctions } from './yaml.ts';

const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    collectionFunctions,
    conversionFunctions,
    csvFunctions,
    dateFunctions,
    encodingFunctions,
    filesystemFunctions,
    formatFunctions,
    hashFunctions,
    jsonFunctions,
    listFunctions,
    mapFunctions,
    networkFunctions,
    numericFunctions,
    regexFunctions,
    setFunctions,
    stringFunctions,
    templateFunctions,
    yamlFunctions,
  ].flatMap((table) => Object.entries(table)),
);

/**
 * Functions whose result differs from run to run, depends on a compressor, is a secret that only its owner has, or that
 * OpenTofu alone has.
 */
const impure = new Set([
  ...['timestamp', 'plantimestamp', 'uuid', 'bcrypt', 'base64gzip', 'rsadecrypt'],
  ...['base64gunzip', 'cidrcontains', 'urldecode'],
]);

const types: Readonly<Record<string, Type>> = {
  text: { kind: 'string' },
  number: { kind: 'number' },
  bool: { kind: 'bool' },
  list: { kind: 'list', element: { kind: 'any' } },
  set: { kind: 'set', element: { kind: 'any' } },
  texts: { kind: 'list', element: { kind: 'string' } },
  bools: { kind: 'list', element: { kind: 'bool' } },
  lists: { kind: 'map', element: { kind: 'list', element: { kind: 'string' } } },
};

/** The result of a call with evaluated arguments; `evaluate` is for functions that render templates. */
export function callFunction(
  name: string,
  args: readonly Value[],
  at: Location,
  scope: Scope,
  evaluate: CallContext['evaluate'],
): Value {
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  if (plain.startsWith('provider::')) return unknown('impure', `${plain}()`, here(at));
  const spec = functions.get(plain);
  if (!spec)
    return impure.has(plain)
      ? unknown('impure', `${plain}()`, here(at))
      : invalid(`there is no function ${plain}()`, here(at));
  const wrong = arity(plain, spec, args.length);
  if (wrong) return invalid(wrong, here(at));
  if (!scope.references.budget.step(costOf(plain, args))) return unknown('budget', 'too much to evaluate', here(at));
  const converted: Value[] = [];
  let open: Value | undefined;
  for (const [i, arg] of args.entries()) {
    const value = convertArgument(arg, spec.parameters[i] ?? spec.rest ?? 'any');
    if (typeof value === 'string') return invalid(`argument ${i + 1} of ${plain}(): ${value}`, here(at));
    if (value.kind === 'unknown' && value.reason === 'invalid') return follows(value, at);
    open ??= openPart(value, spec);
    converted.push(value);
  }
  if (open?.kind === 'unknown') return deeplyMarked(follows(open, at), args);
  const result = spec.run(converted, { at, origin: here(at), scope, evaluate });
  if (typeof result === 'string') return invalid(`${plain}(): ${result}`, here(at));
  return finished(markedAs(spec, result, args), at, scope);
}

function markedAs({ marks, unknown: partial }: TerraformFunction, result: Value, args: readonly Value[]): Value {
  if (marks === 'own') return result;
  return marks === undefined && partial ? marked(result, args) : deeplyMarked(result, args);
}

/** Functions that take as long for many elements as for few. */
const constant = new Set(['coalesce', 'element', 'length', 'lookup', 'one']);
/** Steps for a unit of text, as a power of two below one, where that is more than for passing the text on. */
const perUnit: Readonly<Record<string, number>> = {
  ...{ yamldecode: 0, csvdecode: 2, jsondecode: 2, templatestring: 2, format: 2, formatlist: 2 },
  ...{ length: 2, strrev: 2, substr: 2, title: 2 },
  ...{ md5: 2, sha1: 2, sha256: 2, sha512: 2, base64sha256: 2, base64sha512: 2 },
};

/** What a call costs in steps of evaluation, by the size of its arguments. */
function costOf(name: string, args: readonly Value[]): number {
  let cost = 1;
  for (const arg of args) {
    if (arg.kind === 'string') cost += arg.value.length >> (perUnit[name] ?? 6);
    else if (!constant.has(name)) cost += (arg.kind === 'list' ? arg.items.length : sizeOf(arg)) >> 5;
  }
  return cost;
}

function sizeOf(value: Value): number {
  return value.kind === 'object' && !value.open ? value.entries.size : 0;
}

/** The unknown in an argument that makes the result unknown. */
function openPart(value: Value, spec: TerraformFunction): Value | undefined {
  if (spec.unknown === 'arguments') return undefined;
  if (spec.unknown === undefined) return firstUnknown(value);
  return value.kind === 'unknown' || (value.kind === 'object' && value.open) ? firstUnknown(value) : undefined;
}

/** The result within the limits, its text in the form in which Terraform keeps texts. */
function finished(value: Value, at: Location, scope: Scope): Value {
  if (value.kind === 'list') scope.references.budget.step(value.items.length >> 3);
  if (value.kind !== 'string') return bounded(value);
  if (value.value.length > limits.text) return unknown('budget', 'a text that is too long', here(at));
  scope.references.budget.step(value.value.length >> 7);
  const text = normalized(value.value);
  return text === value.value ? value : { ...value, value: text };
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
  const optional = parameter.endsWith('?');
  const kind = optional ? parameter.slice(0, -1) : parameter;
  if (value.kind === 'null') return optional ? value : 'must not be null';
  if (value.kind === 'unknown') return value;
  if (kind === 'sequence') return value.kind === 'list' ? value : `a list is required, not ${article(value)}`;
  if (kind === 'map') return value.kind === 'object' ? value : `a map is required, not ${article(value)}`;
  const type = types[kind];
  return type ? convert(value, type) : value;
}
