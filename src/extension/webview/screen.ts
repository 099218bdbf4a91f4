import type { GuideOutline, Topic } from '../../study/guide.ts';
import type { Progress, Step } from '../../study/progress.ts';
import type { Index } from '../../study/search.ts';
import type { Route } from '../study-messages.ts';

/** What the parts of the page share. */
export interface App {
  readonly guide: GuideOutline;
  readonly index: Index;
  progress(): Progress;
  /** Notes something that the person did. */
  record(step: Step): void;
  go(route: Route): void;
  html(page: string): Promise<string>;
  copy(text: string): void;
  insert(text: string): void;
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
  /** Called when something was done in another window or view. */
  readonly changed?: () => void;
}

export function topicOf({ guide }: App, id: string): Topic | undefined {
  return guide.topics.find((topic) => topic.id === id);
}

export const cloudNames = { gcp: 'Google Cloud', aws: 'AWS', azure: 'Azure', alicloud: 'Alibaba Cloud' } as const;

/** How much of a note was read, from 0 to 1. */
export function readShare(topic: Topic, progress: Progress): number {
  const read = progress.read[topic.id] ?? [];
  const { headings } = topic;
  return headings.length === 0 ? 0 : headings.filter(({ id }) => read.includes(id)).length / headings.length;
}
