import type { Severity } from '../protocol/settings.ts';
import type { Found } from '../study/code.ts';
import type { GuideOutline, Topic } from '../study/guide.ts';
import type { Progress, Step } from '../study/progress.ts';
import type { Entry } from '../study/search.ts';
import type { CodeLine } from './finding.ts';

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
  | { readonly kind: 'newNote' | 'addFolder' }
  /** Asks for the finding of a rule that the person came from, and for what becomes of it; with `by` for one behind or before it. */
  | { readonly kind: 'finding'; readonly rule: string; readonly by?: 1 | -1 }
  /** Leads to the finding that is shown, or to the place `from` of those that its value comes from. */
  | { readonly kind: 'toCode'; readonly from?: number }
  | { readonly kind: 'fix'; readonly title: string }
  /** Leads to where the code breaks these rules. */
  | { readonly kind: 'problems'; readonly rules: readonly string[] };

/** The finding that the page of a rule is about. */
export interface FindingMessage {
  readonly rule: string;
  /** How many there are of the rule, and which of them this is, from 1; 0 where it is none of them. */
  readonly count: number;
  readonly at: number;
  /** Absent where none is there: it was mended, or none was. */
  readonly shown?: ShownFinding;
  /** `file:line` of a finding that was shown and is gone. */
  readonly mended?: string;
}

export interface ShownFinding {
  /** `net/main.tf:12` */
  readonly place: string;
  readonly severity: Severity;
  readonly message: string;
  readonly lines: readonly CodeLine[];
  /** Where its value comes from, as far as it is written elsewhere. */
  readonly from: readonly { readonly place: string; readonly message: string }[];
  /** Titles of the fixes that there are. */
  readonly fixes: readonly string[];
}

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
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'finding'; readonly finding: FindingMessage }
  | { readonly kind: 'go'; readonly route: Route };
