import MarkdownIt from 'markdown-it';
import { escapeHtml, highlight } from './highlight.ts';

/** What is around a text that is rendered. */
export interface Surroundings {
  /** Ids of rules: code that is one of them leads to its page. */
  readonly rules: ReadonlySet<string>;
  /** The address that a link has in the page; undefined where it leads nowhere, or where it must not lead. */
  readonly address: (target: string) => string | undefined;
  /** The address of an image that may be shown; all others are shown as their description. */
  readonly image?: (target: string) => string | undefined;
}

/** Draws the Mermaid source of a diagram; the HTML that it returns must be as safe as what is rendered here. */
export type Draw = (source: string) => string;

export interface Renderer {
  /** A page as HTML. `ids` are the anchors of headings, by the 1-based line on which they stand. */
  readonly page: (markdown: string, ids?: ReadonlyMap<number, string>) => string;
  /** A line of text, such as one side of a card, as HTML. */
  readonly inline: (markdown: string) => string;
}

/**
 * Renders Markdown as HTML that runs and fetches nothing: tags in it are shown as text, images as their description or
 * as a link, and links lead where the surroundings say and nowhere else. Styles are classes.
 * Where nothing draws diagrams, they are shown as code.
 */
export function createRenderer({ rules: known, address, image }: Surroundings, draw?: Draw): Renderer {
  const markdown = new MarkdownIt({ html: false });
  markdown.validateLink = (url) => address(url) !== undefined;

  markdown.core.ruler.before('inline', 'callouts', ({ tokens }) => {
    const open: boolean[] = [];
    tokens.forEach((token, i) => {
      if (token.type === 'blockquote_open') {
        const text = tokens[i + 2]?.type === 'inline' ? tokens[i + 2] : undefined;
        const kind = /^\[!(\w+)\]\s*/.exec(text?.content ?? '')?.[1]?.toLowerCase();
        open.push(kind !== undefined);
        if (kind === undefined || !text) return;
        text.content = text.content.replace(/^\[!\w+\]\s*/, '');
        token.tag = 'aside';
        token.attrSet('class', `callout callout-${kind}`);
        token.meta = { label: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` };
      }
      if (token.type === 'blockquote_close' && open.pop()) token.tag = 'aside';
    });
  });

  const rules = markdown.renderer.rules;
  rules['blockquote_open'] = (tokens, i, options, _env, self) => {
    const label: unknown = Object(tokens[i]?.meta).label;
    const title = typeof label === 'string' ? `<p class="callout-label">${escapeHtml(label)}</p>\n` : '';
    return self.renderToken(tokens, i, options) + title;
  };
  rules['heading_open'] = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const ids: unknown = env?.['ids'];
    const id: unknown = ids instanceof Map ? ids.get((token?.map?.[0] ?? -1) + 1) : undefined;
    if (typeof id === 'string') token?.attrSet('id', id);
    return self.renderToken(tokens, i, options);
  };
  rules['table_open'] = () => '<div class="table" role="region" aria-label="Table" tabindex="0"><table>\n';
  rules['table_close'] = () => '</table></div>\n';
  for (const cell of ['th_open', 'td_open']) {
    rules[cell] = (tokens, i, options, _env, self) => {
      const token = tokens[i];
      const side = /text-align:(\w+)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
      if (token) token.attrs = side === undefined ? null : [['class', side]];
      return self.renderToken(tokens, i, options);
    };
  }
  rules['image'] = (tokens, i) => {
    const target = String(tokens[i]?.attrGet('src') ?? '');
    const text = escapeHtml(tokens[i]?.content ?? '');
    const source = image?.(target);
    if (source !== undefined) return `<img src="${escapeHtml(source)}" alt="${text}">`;
    const link = image && address(target);
    return link === undefined ? text : `<a href="${escapeHtml(link)}">${text || escapeHtml(target)}</a>`;
  };
  rules['code_inline'] = (tokens, i) => {
    const text = tokens[i]?.content ?? '';
    const code = `<code>${escapeHtml(text)}</code>`;
    return known.has(text) ? `<a href="#/rule/${escapeHtml(text)}">${code}</a>` : code;
  };
  rules['link_open'] = (tokens, i) => {
    const link = address(String(tokens[i]?.attrGet('href') ?? '')) ?? '';
    return `<a href="${escapeHtml(link)}">`;
  };
  rules['code_block'] = (tokens, i) => codeBlock(tokens[i]?.content ?? '', '');
  rules['fence'] = (tokens, i) => {
    const { content = '', info = '' } = tokens[i] ?? {};
    const language = info.trim().split(/\s/)[0] ?? '';
    return language === 'mermaid' && draw ? draw(content) : codeBlock(content, language);
  };

  return {
    page: (text, ids) => markdown.render(text, { ids }),
    inline: (text) => markdown.renderInline(text),
  };
}

const labels: Readonly<Record<string, string>> = { hcl: 'Terraform', mermaid: 'Diagram (Mermaid)' };

function codeBlock(code: string, language: string): string {
  const label = escapeHtml(labels[language] ?? (language || 'Text'));
  const name = escapeHtml(language);
  return `<figure class="code" data-language="${name}"><figcaption>${label}</figcaption><pre tabindex="0"><code>${highlight(code, language)}</code></pre></figure>\n`;
}
