import { renderMermaidSVG } from 'beautiful-mermaid';
import { escapeHtml } from '../study/highlight.ts';

let count = 0;

/**
 * A Mermaid flowchart as HTML: a picture whose colours and fonts come from the page's style sheet, and its source for those who cannot
 * see it.
 */
export function diagram(source: string): string {
  const prefix = `diagram-${++count}-`;
  const picture = renderMermaidSVG(compact(source), { padding: 4, nodeSpacing: 36, layerSpacing: 28 })
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/ (?:style|data-[\w-]+)="[^"]*"/g, '')
    .replace(/ id="/g, ` id="${prefix}`)
    .replaceAll('url(#', `url(#${prefix}`)
    .replace(/(\d\.\d)\d+/g, '$1')
    .replace(/\n\s*/g, '')
    .replace('<svg ', '<svg aria-hidden="true" ');
  const text = `<details><summary>Diagram as text</summary><pre tabindex="0"><code>${escapeHtml(source)}</code></pre></details>`;
  return `<figure class="diagram"><div tabindex="0" role="region" aria-label="Diagram">${picture}</div>${text}</figure>\n`;
}

/** From top to bottom, as there is more room below than beside, and with decisions in hexagons, which are flatter than diamonds. */
function compact(source: string): string {
  return source.replace(/^(\s*(?:flowchart|graph)\s+)LR\b/, '$1TD').replace(/(?<=\w)\{([^{}]+)\}(?!\})/g, '{{$1}}');
}
