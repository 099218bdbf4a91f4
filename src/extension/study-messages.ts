import type { GuideOutline, Topic } from '../study/guide.ts';
import type { Progress, Step } from '../study/progress.ts';
import type { Entry } from '../study/search.ts';

/**
 * The address of what is shown: empty for the overview, `note/oss`, `note/oss/access` (a heading), `rule/gcp/open-ssh`, `card/oss/1x2y3z`,
 * `review`, `review/oss`, `quiz/oss`, `exam`, `exam/mla-c01`, `statistics`.
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
  | { readonly kind: 'side'; readonly route: Route }
  /** Opens a file that one of the person's own notes leads to, or is; `anchor` may name a line: `L10`. */
  | { readonly kind: 'file'; readonly path: string; readonly anchor?: string }
  | { readonly kind: 'newNote' | 'addFolder' };

export interface StudySettings {
  readonly newCardsPerDay: number;
}

/** The person's own notes, as far as they have changed since the last message. */
export interface OwnMessage {
  /** The ids of all of them, in reading order. */
  readonly order: readonly string[];
  readonly changed: readonly { readonly topic: Topic; readonly entries: readonly Entry[] }[];
  /** New ids of notes that were renamed, by the old ones. */
  readonly moved: Readonly<Record<string, string>>;
  readonly folders: readonly OwnFolder[];
}

export interface OwnFolder {
  /** As it is written in the settings. */
  readonly label: string;
  readonly there: boolean;
  /** Whether it has more than is shown. */
  readonly more: boolean;
}

/** What the extension tells the page. */
export type ToPage =
  | {
      readonly kind: 'guide';
      readonly guide: GuideOutline;
      readonly progress: Progress;
      readonly settings: StudySettings;
      readonly route?: Route;
    }
  | { readonly kind: 'settings'; readonly settings: StudySettings }
  | { readonly kind: 'own'; readonly own: OwnMessage }
  | { readonly kind: 'page'; readonly page: string; readonly html: string }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'go'; readonly route: Route };
