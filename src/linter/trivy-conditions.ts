import { contains } from '../hcl/span.ts';
import type { Section } from '../terraform/model.ts';
import type { Directive } from './directive.ts';
import { escapeRegExp } from './regexp.ts';

/** What trivy takes for the workspace where nothing names another. */
const workspace = 'default';

interface Conditions {
  /** As it is written: `2027-03-31`. */
  readonly expiry: string | undefined;
  readonly when: Directive['when'];
}

/** What follows the id in `trivy:ignore:ID[port=22]:ws:dev-*:exp:2027-03-31`; undefined where it cannot be understood. */
export function readConditions(text: string): Conditions | undefined {
  const [, list, rest = ''] = /^(?:\[([^\]]*)\])?(.*)$/.exec(text) ?? [];
  const words = rest === '' ? [] : rest.split(':').slice(1);
  if ((rest !== '' && !rest.startsWith(':')) || words.length % 2 !== 0) return undefined;
  const sections = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) sections.set(words[i] ?? '', words[i + 1] ?? '');
  if ([...sections.keys()].some((name) => name !== 'exp' && name !== 'ws')) return undefined;
  const pairs = list === undefined ? [] : list.split(',').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes(''))) return undefined;

  const pattern = sections.get('ws');
  const elsewhere = pattern !== undefined && !glob(pattern).test(workspace);
  const when: Directive['when'] = (at, resource) =>
    !elsewhere &&
    (pairs.length === 0 ||
      (resource !== undefined &&
        [resource, ...around(resource, at)].some((section) =>
          pairs.every(([path = '', value = '']) => holds(section, path.split('.'), value)),
        )));
  return { expiry: sections.get('exp'), when: pairs.length > 0 || pattern !== undefined ? when : undefined };
}

/** The nested blocks that hold a place. */
function* around(section: Section, at: Parameters<NonNullable<Directive['when']>>[0]): Iterable<Section> {
  for (const name of section.names()) {
    for (const inner of section.blocks(name)) {
      if (!inner.block || inner.location.file !== at.file || !contains(inner.block, at)) continue;
      yield inner;
      yield* around(inner, at);
    }
  }
}

/** Whether an argument, by its path through the first block of each name, is known to have a value. */
function holds(section: Section, [name = '', ...rest]: readonly string[], wanted: string): boolean {
  if (rest.length > 0) {
    const [inner] = section.blocks(name);
    return inner !== undefined && holds(inner, rest, wanted);
  }
  const value = section.get(name);
  if (value?.kind === 'number') return value.value === Number(wanted);
  return (value?.kind === 'string' || value?.kind === 'bool') && String(value.value) === wanted;
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${escapeRegExp(pattern).replaceAll('\\*', '.*')}$`);
}
