/** What a look-alike or invisible character is called and what it stands for. */
export interface LookAlike {
  readonly name: string;
  readonly replacement: string;
}

const table = new Map<number, LookAlike>();

function add(name: string, replacement: string, ...codes: number[]): void {
  for (const code of codes) table.set(code, { name, replacement });
}

add('non-breaking space', ' ', 0xa0);
add('narrow non-breaking space', ' ', 0x202f);
add('wide space', ' ', 0x3000);
add('typographic space', ' ', 0x1680, 0x205f);
for (let code = 0x2000; code <= 0x200a; code++) add('typographic space', ' ', code);
add('line separator', '\n', 0x2028, 0x85);
add('paragraph separator', '\n', 0x2029);
add('zero-width space', '', 0x200b);
add('zero-width joiner', '', 0x200c, 0x200d);
add('word joiner', '', 0x2060);
add('byte order mark', '', 0xfeff);
add('soft hyphen', '', 0xad);
add('invisible direction mark', '', 0x200e, 0x200f, 0x061c);
for (let code = 0x202a; code <= 0x202e; code++) add('invisible direction mark', '', code);
for (let code = 0x2066; code <= 0x2069; code++) add('invisible direction mark', '', code);
add('curly quote', '"', 0x201c, 0x201d, 0x201e, 0x201f, 0xab, 0xbb);
add('curly single quote', '"', 0x2018, 0x2019, 0x201a, 0x201b);
add('double prime', '"', 0x2033);
add('typographic hyphen', '-', 0x2010, 0x2011);
add('en dash', '-', 0x2012, 0x2013);
add('em dash', '-', 0x2014, 0x2015);
add('minus sign', '-', 0x2212);
add('ellipsis', '...', 0x2026);
add('multiplication sign', '*', 0xd7);
for (let code = 0x21; code < 0x7f; code++) {
  const character = String.fromCharCode(code);
  if (!/[\w'`]/.test(character)) add(`full-width ${character}`, character, code + 0xfee0);
}

/** What the character stands for when it is found outside strings and comments; undefined for one that is itself. */
export function lookAlike(code: number): LookAlike | undefined {
  return table.get(code);
}

/** Whether the character is a typographic quotation mark, which web pages put for `"`. */
export function isTypographicQuote(code: number): boolean {
  return code > 127 && table.get(code)?.replacement === '"';
}

const identifierStart = /\p{ID_Start}/uy;
// Joiners and two dots came to the class after the reference took it over.
const identifierPart = /(?!\u200c|\u200d|\u30fb|\uff65)\p{ID_Continue}/uy;

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

/** Length in UTF-16 units of the non-ASCII character at `at` if an identifier may start with it, otherwise 0. */
export function identifierStartLength(text: string, at: number): number {
  return matchLength(identifierStart, text, at);
}

/** The same for a character within an identifier. */
export function identifierPartLength(text: string, at: number): number {
  return matchLength(identifierPart, text, at);
}

/** White space as the template language trims it and as indentation counts it. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
