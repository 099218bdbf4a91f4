import type { Resource } from '../terraform/model.ts';
import type { Context } from './rule.ts';

type Groups = ReadonlyMap<string, readonly Resource[]>;

const made = new WeakMap<Context, Map<string, Groups>>();

/**
 * The resources of a type by a key, which `name` tells apart from other keys for the same type. They are grouped once for
 * a context, so that a rule which asks for each resource does not look at all pairs.
 */
export function grouped(
  context: Context,
  type: string,
  name: string,
  keyOf: (resource: Resource) => string | undefined,
): Groups {
  const groups = made.get(context) ?? new Map<string, Groups>();
  made.set(context, groups);
  const known = groups.get(`${type} ${name}`);
  if (known) return known;
  const found = new Map<string, Resource[]>();
  for (const resource of context.tree.resources(type)) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    const group = found.get(key);
    if (group) group.push(resource);
    else found.set(key, [resource]);
  }
  groups.set(`${type} ${name}`, found);
  return found;
}
