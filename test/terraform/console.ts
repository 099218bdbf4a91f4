import type { Type } from '../../src/terraform/convert.ts';
import { numberText } from '../../src/terraform/digits.ts';
import { compareText } from '../../src/terraform/text.ts';
import { typeOf } from '../../src/terraform/unify.ts';
import type { NullValue, Value } from '../../src/terraform/value.ts';

/** The value as `terraform console` prints it. */
export function printed(value: Value, indent = 0): string {
  if (value.sensitive) return '(sensitive value)';
  switch (value.kind) {
    case 'unknown':
      return '(known after apply)';
    case 'null':
      return printedNull(value);
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value);
    case 'string':
      return printedText(value.value, indent);
    case 'list': {
      const items = value.items.map((item) => printed(item, indent + 2));
      const body = wrapped(
        items.map((item) => `${item},`),
        '[',
        ']',
        indent,
      );
      return value.collection === 'tuple' ? body : `to${value.collection}(${body})`;
    }
    case 'object': {
      const entries = [...value.entries].sort(([a], [b]) => compareText(a, b));
      const lines = entries.map(([key, item]) => `${goQuoted(key)} = ${printed(item, indent + 2)}`);
      const body = wrapped(lines, '{', '}', indent);
      return value.collection === 'object' ? body : `tomap(${body})`;
    }
  }
}

function wrapped(lines: readonly string[], open: string, close: string, indent: number): string {
  if (lines.length === 0) return open + close;
  const margin = ' '.repeat(indent);
  return `${open}\n${lines.map((line) => `${margin}  ${line}\n`).join('')}${margin}${close}`;
}

const friendly: Readonly<Record<string, string>> = { any: 'dynamic' };

function friendlyName(type: Type): string {
  if ('element' in type) return `${type.kind} of ${friendlyName(type.element)}`;
  return friendly[type.kind] ?? type.kind;
}

function printedNull(value: NullValue): string {
  const type = typeOf(value);
  if (type.kind === 'any') return 'null';
  if ('element' in type) return `to${type.kind}(null) /* of ${friendlyName(type.element)} */`;
  return ['string', 'number', 'bool'].includes(type.kind) ? `to${type.kind}(null)` : `null /* ${type.kind} */`;
}

/** A text with several lines is a heredoc, unless that would need an escape. */
function printedText(text: string, indent: number): string {
  if (!text.includes('\n')) return goQuoted(text);
  const operator = indent > 0 ? '<<-' : '<<';
  const margin = ' '.repeat(indent);
  const lines = text.split('\n').map((line) => margin + line);
  return `${operator}EOT\n${lines.join('\n')}\n${margin}EOT`;
}

const short: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** A text in quotes as Go writes it. */
function goQuoted(text: string): string {
  const body = Array.from(text, (character) => {
    const known = short[character];
    if (known !== undefined) return known;
    if (character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    if (character <= '\x7f') return `\\x${code.padStart(2, '0')}`;
    return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
  });
  return `"${body.join('')}"`;
}
