import { string } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import type { Value } from '../value.ts';
import type { TerraformFunction } from './spec.ts';

/** A function that writes any value as text. The text keeps the value as its document, known as far as its parts are. */
export function encoder(encode: (value: Value) => string): TerraformFunction {
  return {
    parameters: ['any?'],
    unknown: 'arguments',
    marks: 'deep',
    run: ([value], { origin }) => {
      if (!value) return 'a value is needed';
      const open = firstUnknown(value);
      if (open) return { ...open, origin: { ...origin, through: open.origin.through }, document: value };
      return { ...string(encode(value), origin), document: value };
    },
  };
}
