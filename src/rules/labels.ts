import type { Section } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import type { Context, Report, ResourceCheck } from './rule.ts';

/** How the resources of a provider are labelled. */
export interface Labels {
  readonly on: readonly string[];
  readonly argument: 'labels' | 'tags';
  /** Path to the provider's own argument with labels for all of its resources. */
  readonly defaults?: { readonly provider: string; readonly path: readonly string[] };
}

/**
 * Reports resources without the labels that the settings require, or without any where they require none. What the
 * provider gives to all of its resources counts.
 */
export function labelled({ on, argument, defaults }: Labels): ResourceCheck {
  return {
    on,
    *resource(resource, context): Iterable<Report> {
      const common = (defaults ? providersOf(context, defaults.provider) : []).flatMap(
        (provider) => valueAt(provider, defaults?.path ?? []) ?? [],
      );
      const own = resource.get(argument);
      const names = namesIn([...common, ...(own ? [own] : [])]);
      if (!names) return;
      const { requiredLabels } = context.options;
      const missing = requiredLabels.filter((name) => !names.has(name));
      if (requiredLabels.length > 0 ? missing.length === 0 : names.size > 0) return;
      yield {
        at: own ?? resource,
        message:
          missing.length > 0
            ? `"${resource.name}" lacks the ${argument} ${missing.join(', ')}. Add them, so that its cost has an owner.`
            : `"${resource.name}" has no ${argument}. Add one that names its owner, so that its cost can be told apart.`,
      };
    },
  };
}

function providersOf({ tree }: Context, name: string): readonly Section[] {
  return tree.modules.flatMap((module) => module.sections('provider')).filter(({ type }) => type === name);
}

function valueAt(section: Section, [name = '', ...rest]: readonly string[]): Value | undefined {
  if (rest.length === 0) return section.get(name);
  return section.blocks(name).flatMap((block) => valueAt(block, rest) ?? [])[0];
}

/** The keys of all the maps; undefined where one of them is not known. */
function namesIn(values: readonly Value[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const value of values) {
    if (value.kind !== 'object' || value.open) return undefined;
    for (const name of value.entries.keys()) names.add(name);
  }
  return names;
}
