import type { Related } from '../rules/rule.ts';
import type { Location, Step } from '../terraform/value.ts';
import type { Finding } from './finding.ts';

/**
 * Every place that a finding names besides its own: each use and each declaration on the way of its value, the use first,
 * then what the rule adds.
 */
export function relatedOf({ through = [], related }: Finding): readonly Related[] {
  const way = through.flatMap(({ name, at, declaration }) => [used(name, at), ...declared(name, declaration)]);
  return [...way, ...related];
}

/**
 * The places on the way of a finding's value that its chain does not tell already: the further uses, and the declarations
 * that are in another file than what follows them.
 */
export function stopsOf({ through = [], at: literal }: Finding): readonly Related[] {
  return through.flatMap(({ name, at, declaration }, i) => {
    const next = through[i + 1]?.at ?? literal;
    return [
      ...(i > 0 ? [used(name, at)] : []),
      ...(declaration?.file === next.file ? [] : declared(name, declaration)),
    ];
  });
}

/** The names that a value was read by, the use first: `local.tls <- var.tls`. Empty where it was read by none. */
export function chainOf(through: readonly Step[]): string {
  // A variable that modules hand on under one name is one link to people.
  const names = through.map(({ name }) => name).filter((name, i, all) => name !== all[i - 1]);
  const shown = names.length <= longest ? names : [...names.slice(0, longest - 2), '...', ...names.slice(-1)];
  return shown.join(arrow);
}

/** Stands between a name and where it has its value from. */
export const arrow = ' <- ';

/** The middle of a longer chain is left out. */
const longest = 6;

function used(name: string, at: Location): Related {
  return { at, message: `${name} is used here` };
}

function declared(name: string, at: Location | undefined): readonly Related[] {
  return at ? [{ at, message: `${name} is declared here` }] : [];
}
