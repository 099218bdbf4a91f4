import type { Resource } from '../terraform/model.ts';
import { allHold } from './judge.ts';
import type { Companion, Context } from './rule.ts';

/** Whether there is a companion of a resource, or may be one: of an unknown reference it cannot be said that it leads elsewhere. */
export function hasCompanion(companion: Companion, resource: Resource, context: Context): boolean {
  const counts = (other: Resource) => allHold(other, companion.where) !== false;
  const { by, same } = companion;
  return companion.on.some((type) => {
    if (by === undefined) return context.tree.resources(type).some(counts);
    if (same !== undefined) return sharesTarget(by, same, type, resource, context, counts);
    const { resources, unsure } = context.referring(resource, type, by);
    return resources.some(counts) || (!companion.certain && unsure.some(counts));
  });
}

/** Whether a resource of the type refers to the same thing as `resource` does with its argument `same`. */
function sharesTarget(
  by: string,
  same: string,
  type: string,
  resource: Resource,
  context: Context,
  counts: (other: Resource) => boolean,
): boolean {
  const others = context.tree.resources(type).filter((other) => other.get(by) !== undefined && counts(other));
  if (others.length === 0) return false;
  const target = context.target(resource.get(same));
  if (!target) return true;
  const { resources, unsure } = context.referring(target, type, by);
  return others.some((other) => resources.includes(other) || unsure.includes(other));
}
