import { bool, list, nothing, number, object, string } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import { compareText, numberText } from '../text.ts';
import type { Origin, Value } from '../value.ts';
import { type FunctionTable, textArgument } from './spec.ts';

/** JSON as Terraform writes it: keys sorted, `<`, `>` and `&` escaped. */
function encodeJson(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(encodeJson).join(',')}]`;
    case 'object': {
      const entries = [...value.entries].sort(([a], [b]) => compareText(a, b));
      return `{${entries.map(([key, item]) => `${quoteJson(key)}:${encodeJson(item)}`).join(',')}}`;
    }
    case 'string':
      return quoteJson(value.value);
    case 'number':
      return numberText(value);
    case 'bool':
      return String(value.value);
    default:
      return 'null';
  }
}

function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function decodeJson(json: unknown, origin: Origin): Value {
  if (json === null || json === undefined) return nothing(origin);
  if (typeof json === 'string') return string(json, origin);
  if (typeof json === 'number') return number(json, origin);
  if (typeof json === 'boolean') return bool(json, origin);
  if (Array.isArray(json))
    return list(
      json.map((item) => decodeJson(item, origin)),
      origin,
    );
  return object(new Map(Object.entries(json).map(([key, item]) => [key, decodeJson(item, origin)])), origin);
}

/** Encoding and decoding functions, by name. */
export const encodingFunctions: FunctionTable = {
  jsondecode: {
    parameters: ['text'],
    run: ([text], { origin }) => {
      try {
        return decodeJson(JSON.parse(textArgument(text)), origin);
      } catch {
        return 'the text is no JSON';
      }
    },
  },
  jsonencode: {
    parameters: ['any?'],
    partial: true,
    run: ([value], { origin }) => {
      if (!value) return 'a value is needed';
      const open = firstUnknown(value);
      if (open) return { ...open, origin: { ...origin, through: open.origin.through }, document: value };
      return { ...string(encodeJson(value), origin), document: value };
    },
  },
};
