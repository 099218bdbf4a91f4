import { LazyMap } from './lazy.ts';
import { here, list, nothing, unknown } from './make.ts';
import type { Resource, Section } from './model.ts';
import { documentAttributes, policyDocument } from './policy-documents.ts';
import type { ObjectValue, Open, Origin, Value } from './value.ts';

/**
 * The object that a resource or module call is to whoever refers to it: what its configuration says, worked out when
 * read; everything else is decided on apply.
 */
export function openObject(
  content: Section | Resource | ReadonlyMap<string, () => Value>,
  open: Open,
  origin: Origin,
): ObjectValue {
  const entries = new LazyMap('names' in content ? entriesOf(content, open) : content);
  return { kind: 'object', collection: 'object', entries, origin, open };
}

function entriesOf(section: Section | Resource, open: Open): Map<string, () => Value> {
  const entries = new Map(section.names().map((name) => [name, () => entryOf(section, name, open)]));
  if (!('mode' in section)) return entries;
  for (const name of documentAttributes(section)) entries.set(name, () => documentEntry(section, name, open));
  return entries;
}

/** The text of a policy document that a data source makes: rules read the document itself. */
function documentEntry(resource: Resource, name: string, open: Open): Value {
  const document = policyDocument(resource, name);
  const text = unknown(open.reason, `${open.address}.${name}`, here(resource.location));
  return document ? { ...text, document } : text;
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
