import type { Node } from './landing-zone.ts';
import type { Study } from './study.ts';

/** Opens a note of the study guide, at a heading where one is named: `networks-compared#flow-logs`, or a line of the landing zone that has one. */
export async function openNote(study: Pick<Study, 'show'>, given: unknown): Promise<void> {
  const note = typeof given === 'string' ? given : (given as Partial<Node> | undefined)?.part?.note;
  if (note !== undefined) await study.show(`note/${note.replace('#', '/')}`);
}
