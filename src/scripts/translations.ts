import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

/** What a source file asks to be translated. */
export interface Calls {
  /** The texts, as the program has them. */
  readonly texts: readonly string[];
  /** Lines, counted from one, of calls whose text is no literal: it could not be found here, and so never be translated. */
  readonly unreadable: readonly number[];
}

const call = /(?<![\w$.])(?:l10n\.)?t\(\s*/g;
const literal = /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*[,)]/y;

/** The calls of `t` and `l10n.t` in a source file. */
export function translateCalls(source: string): Calls {
  const texts: string[] = [];
  const unreadable: number[] = [];
  for (const { index, 0: found } of source.matchAll(call)) {
    literal.lastIndex = index + found.length;
    const text = literal.exec(source)?.[1];
    if (text === undefined) unreadable.push(source.slice(0, index).split('\n').length);
    else texts.push(unquoted(text));
  }
  return { texts, unreadable };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

/**
 * All texts that the code of the extension shows, in the form of VS Code's `bundle.l10n.json`: what a translation starts from.
 * @throws where a text cannot be found.
 */
export function translatedTexts(): Readonly<Record<string, string>> {
  const all = new Set<string>();
  for (const path of globSync('src/extension/**/*.ts', { cwd: root })) {
    const { texts, unreadable } = translateCalls(readFileSync(join(root, path), 'utf8'));
    if (unreadable.length > 0) throw new Error(`${path}:${unreadable[0]}: what is translated must be a literal`);
    for (const text of texts) all.add(text);
  }
  return Object.fromEntries([...all].sort().map((text) => [text, text]));
}
