import type { GuideOutline } from '../study/guide.ts';
import type { Progress, Step } from '../study/progress.ts';

/**
 * The address of what is shown: empty for the overview, `note/oss`, `note/oss/access` (a heading), `rule/gcp/open-ssh`, `card/oss/1x2y3z`,
 * `review`, `review/oss`, `quiz/oss`.
 */
export type Route = string;

/** What the page of the study guide tells the extension. */
export type FromPage =
  | { readonly kind: 'ready' }
  /** Asks for the HTML of a page: `note/oss`. */
  | { readonly kind: 'page'; readonly page: string }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'copy' | 'insert'; readonly text: string }
  | { readonly kind: 'side'; readonly route: Route };

/** What the extension tells the page. */
export type ToPage =
  | { readonly kind: 'guide'; readonly guide: GuideOutline; readonly progress: Progress; readonly route?: Route }
  | { readonly kind: 'page'; readonly page: string; readonly html: string }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'go'; readonly route: Route };
