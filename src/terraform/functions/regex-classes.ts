/** A fault in a regular expression, told to people. */
export class RegexFault extends Error {}

/** A regular expression that is too long to work with. */
export class RegexTooLong extends Error {}

/** Named classes as they are written in brackets, as the platform writes them. */
export const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** What `\d`, `\s` and `\w` stand for. */
export const perl: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };

/** Part of a character class as the platform writes it. */
export interface ClassPart {
  readonly source: string;
  readonly negated: boolean;
}

/** A test of single characters by a class of the platform, with its answers for ASCII kept. */
export function characterTest(
  parts: readonly ClassPart[],
  negated: boolean,
  fold: boolean,
): (character: string) => boolean {
  const flags = fold ? 'iu' : 'u';
  const positive = parts.filter((part) => !part.negated).map((part) => part.source);
  const tests = [positive.length > 0 ? new RegExp(`[${positive.join('')}]`, flags) : undefined];
  const excluded = parts.filter((part) => part.negated).map((part) => new RegExp(`[${part.source}]`, flags));
  const matches = (character: string): boolean =>
    (tests[0]?.test(character) || excluded.some((test) => !test.test(character))) !== negated;
  const ascii = new Map<string, boolean>();
  return (character) => {
    if (character > '\x7f') return matches(character);
    let answer = ascii.get(character);
    if (answer === undefined) {
      answer = matches(character);
      ascii.set(character, answer);
    }
    return answer;
  };
}

/** A character as it is written in a class. */
export function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A general category or script of Unicode by its short name. */
export function unicodeClass(name: string): string {
  if (name === 'Any') return '\\u{0}-\\u{10ffff}';
  const source = /^[A-Z][a-z]?$/.test(name) ? `\\p{${name}}` : `\\p{Script=${name}}`;
  try {
    new RegExp(source, 'u');
    return source;
  } catch {
    throw new RegexFault(`there is no class of characters ${name}`);
  }
}
