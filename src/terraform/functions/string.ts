import { list, string } from '../make.ts';
import { formatText } from './format.ts';
import { type FunctionTable, listArgument, textArgument } from './spec.ts';

type TextChange = (text: string) => string;

function ofText(change: TextChange): FunctionTable[string] {
  return { parameters: ['text'], run: ([text], { origin }) => string(change(textArgument(text)), origin) };
}

/** Functions on strings, by name. */
export const stringFunctions: FunctionTable = {
  chomp: ofText((text) => text.replace(/(?:\r?\n)+$/, '')),
  format: {
    parameters: ['text'],
    rest: 'any?',
    run: ([form, ...args], { origin }) => formatText(textArgument(form), args, origin),
  },
  join: {
    parameters: ['text'],
    rest: 'texts',
    run: ([separator, ...lists], { origin }) => {
      const parts = lists.flatMap((part) => listArgument(part));
      if (parts.some((part) => part.kind !== 'string')) return 'every element must be a string';
      return string(parts.map(textArgument).join(textArgument(separator)), origin);
    },
  },
  lower: ofText((text) => text.toLowerCase()),
  replace: {
    parameters: ['text', 'text', 'text'],
    run: ([text, search, replacement], { origin }) => {
      const pattern = textArgument(search);
      if (pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/')) {
        return 'regular expressions are not worked out';
      }
      return string(
        textArgument(text).replaceAll(pattern, () => textArgument(replacement)),
        origin,
      );
    },
  },
  split: {
    parameters: ['text', 'text'],
    run: ([separator, text], { origin }) =>
      list(
        textArgument(text)
          .split(textArgument(separator))
          .map((part) => string(part, origin)),
        origin,
        'list',
      ),
  },
  trimprefix: {
    parameters: ['text', 'text'],
    run: ([text, prefix], { origin }) => {
      const whole = textArgument(text);
      const cut = textArgument(prefix);
      return string(whole.startsWith(cut) ? whole.slice(cut.length) : whole, origin);
    },
  },
  trimspace: ofText((text) => text.trim()),
  trimsuffix: {
    parameters: ['text', 'text'],
    run: ([text, suffix], { origin }) => {
      const whole = textArgument(text);
      const cut = textArgument(suffix);
      return string(cut && whole.endsWith(cut) ? whole.slice(0, -cut.length) : whole, origin);
    },
  },
  upper: ofText((text) => text.toUpperCase()),
};
