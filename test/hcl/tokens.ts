import type { Span } from '../../src/hcl/span.ts';

/** Where one token stands, for tests that take tokens away. Only for valid text. */
export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'operator' | 'quote' | 'text' | 'heredoc' | 'newline' | 'comment' | 'blank';
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['blank', /[ \t]+/y],
  ['newline', /\r?\n/y],
  ['comment', /(?:#|\/\/)(?:[^\r\n]|\r(?!\n))*|\/\*[\s\S]*?\*\//y],
  ['heredoc', /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy],
  ['word', /[\p{ID_Start}_][\p{ID_Continue}-]*/uy],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['quote', /"/y],
  ['operator', /\.\.\.|==|!=|<=|>=|=>|&&|\|\||::|~\}|[-+*/%<>=!?:.,()[\]{}]/y],
];

const quotedText = /(?:\\.|\$\$\{|%%\{|[$%](?!\{)|[^"\\$%\r\n])+/y;
const heredocText = /(?:\$\$\{|%%\{|[$%](?!\{)|[^$%\n])*\n|(?:\$\$\{|%%\{|[$%](?!\{)|[^$%\n])+/y;
const opener = /[$%]\{~?/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** All tokens of a valid text, with blanks and comments: they join to the text. An independent, slow reading. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const modes: (
    | { readonly kind: 'code'; depth: number }
    | { readonly kind: 'quoted' }
    | { readonly kind: 'heredoc'; readonly marker: string }
  )[] = [{ kind: 'code', depth: 0 }];
  let at = 0;
  const add = (kind: Token['kind'], length: number): void => {
    found.push({ kind, start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const mode = modes.at(-1);
    if (mode === undefined) throw new Error('no mode');
    if (mode.kind === 'code') {
      let hit: readonly [Token['kind'], string] | undefined;
      for (const [kind, pattern] of patterns) {
        const value = match(pattern, text, at);
        if (value !== undefined) {
          hit = [kind, value];
          break;
        }
      }
      if (hit === undefined) throw new Error(`no token at ${JSON.stringify(text.slice(at, at + 20))}`);
      const [kind, value] = hit;
      if (value === '{') mode.depth++;
      else if (value === '}' || value === '~}') {
        if (mode.depth === 0) modes.pop();
        else mode.depth--;
      } else if (kind === 'quote') modes.push({ kind: 'quoted' });
      else if (kind === 'heredoc') modes.push({ kind: 'heredoc', marker: value.replace(/^<<-?/, '').trim() });
      add(kind, value.length);
      continue;
    }
    const open = match(opener, text, at);
    if (open !== undefined) {
      modes.push({ kind: 'code', depth: 0 });
      add('operator', open.length);
    } else if (mode.kind === 'quoted') {
      if (text.charAt(at) === '"') {
        modes.pop();
        add('quote', 1);
      } else add('text', match(quotedText, text, at)?.length ?? 1);
    } else {
      const line = match(heredocText, text, at) ?? text.charAt(at);
      const lineStart = at === 0 || text.charAt(at - 1) === '\n';
      if (lineStart && line.trim() === mode.marker) {
        modes.pop();
        // White space behind the word is none of its token, as none behind any other.
        add('heredoc', line.replace(/[\t ]*\r?\n?$/, '').length);
      } else add('text', line.length);
    }
  }
  return found;
}
