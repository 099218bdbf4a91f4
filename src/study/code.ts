import type { GuideOutline, RuleEntry, Topic } from './guide.ts';
import type { Progress } from './progress.ts';

/** What the code of the workspace breaks now, as the study guide needs it. */
export interface Found {
  /** How many problems there are of each rule that is broken, by its id. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many of the rules that apply hold, by pillar. */
  readonly pillars: readonly PillarState[];
  /** Rules that the person has broken since the window was opened, the last one first; `at` is when, in milliseconds. */
  readonly recent: readonly { readonly rule: string; readonly at: number }[];
}

export interface PillarState {
  readonly pillar: string;
  readonly problems: number;
  /** How many of the problems are errors. */
  readonly errors: number;
  readonly held: number;
  readonly applying: number;
}

export const nothingFound: Found = { counts: {}, pillars: [], recent: [] };

/** The rules that a note teaches: those that it lists and those that name it. */
export function rulesOf({ rules }: GuideOutline, topic: Topic): readonly RuleEntry[] {
  const own = new Set(topic.own?.rules);
  return rules.filter(
    ({ id, note, topics }) => taughtBy(note) === topic.id || topics.includes(topic.id) || own.has(id),
  );
}

function taughtBy(note: string | undefined): string | undefined {
  return note?.split('#')[0];
}

/** How many problems there are of these rules. */
export function countOf(rules: readonly { readonly id: string }[], { counts }: Found): number {
  return rules.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
}

/** A note to read next, and why. */
export interface Suggestion extends PillarState {
  readonly topic: Topic;
  /** The heading that teaches the rule that is broken most; undefined where none does. */
  readonly heading: string | undefined;
  /** How many problems break rules that this note teaches. */
  readonly taught: number;
}

/**
 * What to read next: the note that teaches most of what is broken in the pillar with the most errors, or else the most problems; among
 * pillars with as many, in the one where the smaller share of rules holds. `isRead` tells the notes that are not worth suggesting. With `pillar` the answer is for
 * that one, whatever is broken in it.
 */
export function readNext(
  guide: GuideOutline,
  found: Found,
  isRead: (topic: Topic) => boolean,
  pillar?: string,
): Suggestion | undefined {
  const share = ({ held, applying }: PillarState) => (applying === 0 ? 1 : held / applying);
  const states = found.pillars
    .filter((state) => (pillar === undefined ? state.problems > 0 : state.pillar === pillar))
    .toSorted((a, b) => b.errors - a.errors || b.problems - a.problems || share(a) - share(b));
  if (pillar !== undefined && states.length === 0)
    states.push({ pillar, problems: 0, errors: 0, held: 0, applying: 0 });
  for (const state of states) {
    const suggestion = bestIn(guide, found, state, isRead) ?? (pillar && bestIn(guide, found, state, () => false));
    if (suggestion) return suggestion;
  }
  return undefined;
}

function bestIn(
  guide: GuideOutline,
  found: Found,
  state: PillarState,
  isRead: (topic: Topic) => boolean,
): Suggestion | undefined {
  const candidates = guide.topics
    .filter((topic) => !isRead(topic))
    .map((topic) => {
      const rules = rulesOf(guide, topic).filter((rule) => rule.pillar === state.pillar);
      return { topic, rules, taught: countOf(rules, found) };
    })
    .filter(({ topic, rules, taught }) =>
      state.problems > 0 ? taught > 0 : rules.length > 0 || topic.pillars.some((name) => name === state.pillar),
    )
    .sort((a, b) => b.taught - a.taught || b.rules.length - a.rules.length);
  const best = candidates[0];
  if (!best) return undefined;
  const worst = best.rules
    .filter(({ note }) => taughtBy(note) === best.topic.id)
    .toSorted((a, b) => (found.counts[b.id] ?? 0) - (found.counts[a.id] ?? 0))[0];
  const heading = worst && (found.counts[worst.id] ?? 0) > 0 ? worst.note?.split('#')[1] : undefined;
  return { ...state, topic: best.topic, heading, taught: best.taught };
}

/** How much of a note was read, from 0 to 1. */
export function readShare(topic: Topic, progress: Progress): number {
  const read = progress.read[topic.id] ?? [];
  const { headings } = topic;
  if (headings.length === 0) return read.length > 0 ? 1 : 0;
  return headings.filter(({ id }) => read.includes(id)).length / headings.length;
}
