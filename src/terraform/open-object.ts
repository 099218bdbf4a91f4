import { LazyMap } from './lazy.ts';
import { list, nothing } from './make.ts';
import type { Section } from './model.ts';
import type { ObjectValue, Open, Origin, Value } from './value.ts';

/**
 * The object that a resource or module call is to whoever refers to it: what its configuration says, worked out when
 * read; everything else is decided on apply.
 */
export function openObject(
  content: Section | ReadonlyMap<string, () => Value>,
  open: Open,
  origin: Origin,
): ObjectValue {
  const entries = new LazyMap('names' in content ? entriesOf(content, open) : content);
  return { kind: 'object', collection: 'object', entries, origin, open };
}

function entriesOf(section: Section, open: Open): Map<string, () => Value> {
  return new Map(section.names().map((name) => [name, () => entryOf(section, name, open)]));
}

function entryOf(section: Section, name: string, open: Open): Value {
  const origin: Origin = { at: section.location, through: [] };
  if (section.attribute(name)) return section.get(name) ?? nothing(origin);
  const inner: Open = { ...open, address: `${open.address}.${name}`, declaration: undefined };
  return list(
    section.blocks(name).map((block) => openObject(block, inner, { at: block.location, through: [] })),
    origin,
    'list',
  );
}
