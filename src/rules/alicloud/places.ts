import type { Section } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';

/** An argument that is written, and the section that it stands in. */
export interface Place {
  readonly section: Section;
  readonly name: string;
  readonly value: Value;
}

/** The arguments at the end of a path through nested blocks, in every block on the way. */
export function placesAt(section: Section, path: string): readonly Place[] {
  const [name = '', ...rest] = path.split('.');
  if (rest.length > 0) return section.blocks(name).flatMap((block) => placesAt(block, rest.join('.')));
  const value = section.get(name);
  return value ? [{ section, name, value }] : [];
}
