import { rules } from '../rules/catalogue.ts';
import { type Check, compareSeverity, type Rule } from '../rules/rule.ts';

/** The resource types that a rule looks at, those of data sources with `data.` before them; all where it looks at modules or texts, whatever is in them. */
type Watched = ReadonlySet<string> | 'all';

const watched = new Map(rules.map((rule) => [rule, typesOf(rule)]));

/** Those of the given rules that have something to look at where there are resources of these types. */
export function applyingRules(ids: ReadonlySet<string>, types: ReadonlySet<string>): readonly Rule[] {
  return rules.filter((rule) => {
    if (!ids.has(rule.id)) return false;
    const looked = watched.get(rule);
    return looked === 'all' || [...(looked ?? [])].some((type) => types.has(type));
  });
}

/** The rules that look at resources of a type, those that people should know first before the others. */
export function rulesOn(type: string): readonly Rule[] {
  return rules
    .filter((rule) => {
      const looked = watched.get(rule);
      return looked !== undefined && looked !== 'all' && looked.has(type);
    })
    .toSorted((a, b) => compareSeverity(a.severity, b.severity));
}

function typesOf({ check }: Rule): Watched {
  const types = new Set<string>();
  for (const one of isList(check) ? check : [check]) {
    if ('file' in one || one.on.length === 0) return 'all';
    for (const type of one.on) types.add(type);
  }
  return types;
}

function isList(check: Rule['check']): check is readonly Check[] {
  return Array.isArray(check);
}
