import type { Found } from '../../study/code.ts';
import type { GuideOutline, Topic } from '../../study/guide.ts';
import type { Progress, Step } from '../../study/progress.ts';
import type { Index } from '../../study/search.ts';
import type { Sitting } from '../../study/sitting.ts';
import type { FindingMessage, FromPage, Route, StudySettings } from '../study-messages.ts';
import type { Own } from './own.ts';

/** What the parts of the page share. */
export interface App {
  /** With the person's own notes behind those of the guide. */
  readonly guide: GuideOutline;
  readonly own: Own;
  readonly index: Index;
  progress(): Progress;
  settings(): StudySettings;
  /** What the code breaks now. */
  found(): Found;
  /** Asks the editor to do something about the code. */
  tell(message: Extract<FromPage, { kind: 'finding' | 'toCode' | 'fix' | 'problems' }>): void;
  /** Notes something that the person did. */
  record(step: Step): void;
  go(route: Route): void;
  html(page: string): Promise<string>;
  copy(text: string): void;
  insert(text: string): void;
  /** Opens a file that a note of the person's own leads to, or is; `anchor` may name a line: `L10`. */
  openFile(path: string, anchor?: string): void;
  newNote(): void;
  addFolder(): void;
  /** Says something to those who hear the page. */
  announce(text: string): void;
  /** What is kept over a reload. */
  readonly memory: Memory;
  remember(change: Partial<Memory>): void;
}

export interface Memory {
  readonly places: readonly Place[];
  /** Which of the places is shown. */
  readonly at: number;
  /** Topics whose cards are reviewed; all where it is empty. */
  readonly chosen: readonly string[];
  /** The mock exam that is being taken, or was taken last. */
  readonly sitting?: Sitting | undefined;
}

/** A place in the history, with what brings it back as it was. */
export interface Place {
  readonly route: Route;
  readonly scroll: number;
  readonly query: string;
}

/** Something to show in place of all else. */
export interface Screen {
  readonly title: string;
  readonly content: HTMLElement;
  /** The heading of the content to begin at. */
  readonly anchor?: string;
  /** Called once it can be seen. */
  readonly shown?: () => void;
  /** Called when the person has stopped scrolling. */
  readonly settled?: () => void;
  /** Called for keys that nothing else has taken; true where it was meant. */
  readonly key?: (key: string) => boolean;
  /** Called when other problems are found in the code. */
  readonly found?: () => void;
  /** Called with the finding that the page asked for, and when it has changed. */
  readonly finding?: (finding: FindingMessage) => void;
  /** Called when something was done in another window or view. */
  readonly changed?: () => void;
}

export function topicOf({ guide }: App, id: string): Topic | undefined {
  return guide.topics.find((topic) => topic.id === id);
}

export const cloudNames = { gcp: 'Google Cloud', aws: 'AWS', azure: 'Azure', alicloud: 'Alibaba Cloud' } as const;
