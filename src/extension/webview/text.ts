import { format, type Translate } from '../texts.ts';

/** The texts of the editor's language by the English ones, as the extension writes them into the page; none where it speaks English. */
const bundle: Readonly<Record<string, string>> = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');

/**
 * A text of this page in the editor's language: `t('{0} of {1} right', right, all)`. All that people see here goes through it, as it
 * goes through `l10n.t` elsewhere; `npm run generate` puts each of them into `l10n/bundle.l10n.json`.
 */
export const t: Translate = (message, ...values) => format(bundle[message] ?? message, values);

/** A text around elements: `phrase(t('Card from {0}'), link)`. */
export function phrase(text: string, ...nodes: readonly Node[]): (Node | string)[] {
  return text.split(/(\{\d\})/).map((part, i) => (i % 2 === 0 ? part : (nodes[Number(part[1])] ?? part)));
}

/** The language in which dates are written; English ones as in Europe. */
export const locale: string = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
