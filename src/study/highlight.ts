/** Kinds of token of HCL, the first that fits counts. Each is the name of a CSS class after `token-`. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['comment', /#.*|\/\/.*|\/\*[\s\S]*?\*\//y],
  ['string', /<<[-~]?(\w+)\n[\s\S]*?\n\s*\1\b|"(?:\\.|\$\{[^}]*\}|[^"\\\n])*"/y],
  ['number', /\b\d+(?:\.\d+)?\b/y],
  ['constant', /\b(?:true|false|null)\b/y],
  ['keyword', /\b(?:for|in|if|else|endif|endfor)\b|(?<=^[ \t]*)[A-Za-z_][\w-]*(?=(?:[ \t]+"[^"\n]*")*[ \t]*\{)/my],
  ['function', /\b[A-Za-z_][\w-]*(?=\()/y],
  ['name', /\b[A-Za-z_][\w-]*(?=[ \t]*=(?!=))/y],
  ['', /[A-Za-z_][\w-]*|\s+|./y],
];

/** Code as HTML, with a class on each token where the language is HCL; other languages are only escaped. */
export function highlight(code: string, language: string): string {
  if (!['hcl', 'terraform', 'tf'].includes(language)) return escapeHtml(code);
  let html = '';
  let at = 0;
  while (at < code.length) {
    for (const [kind, pattern] of kinds) {
      pattern.lastIndex = at;
      const text = pattern.exec(code)?.[0];
      if (text === undefined || text === '') continue;
      html += kind === '' ? escapeHtml(text) : `<span class="token-${kind}">${escapeHtml(text)}</span>`;
      at += text.length;
      break;
    }
  }
  return html;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
