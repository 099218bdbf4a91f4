import type { Expression } from '../hcl/ast.ts';
import { forEachChild } from '../hcl/walk.ts';
import type { ModuleTree, Resource, Section } from '../terraform/model.ts';
import { withoutKeys } from '../terraform/tree.ts';
import { resourcesOf, type Value } from '../terraform/value.ts';
import type { Context, Referring, RuleOptions } from './rule.ts';

/** The arguments by which others may name a resource. */
const naming = [
  'name',
  'bucket',
  'id',
  'cluster_identifier',
  'domain_name',
  'function_name',
  'repository_name',
] as const;

/** What checks may ask about a module tree. Indexes are made when first asked for. */
export function createContext(tree: ModuleTree, options: RuleOptions): Context {
  const once = <V>(cache: Map<string, V>, key: string, make: () => V): V => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make();
    cache.set(key, made);
    return made;
  };
  const names = new Map<string, ReadonlyMap<string, Resource>>();
  const references = new Map<string, ReferenceIndex>();

  const byName = (type: string) => once(names, type, () => indexNames(tree.resources(type)));

  const referred = (value: Value, type: string): Resource | undefined => {
    for (const address of resourcesOf(value)) {
      const resource = tree.resource(address);
      if (resource?.type === type) return resource;
    }
    return undefined;
  };

  const find = (value: Value | undefined, type: string): Resource | undefined => {
    if (!value) return undefined;
    const key = nameKey(value);
    return referred(value, type) ?? (key === undefined ? undefined : byName(type).get(key));
  };

  const target = (value: Value | undefined): Resource | undefined => {
    for (const address of value ? resourcesOf(value) : []) {
      const resource = tree.resource(address);
      if (resource) return resource;
    }
    return undefined;
  };

  const referring = (resource: Resource, type: string, by: string): Referring => {
    const index = once(references, `${type} ${by} ${resource.type}`, () => {
      const found: ReferenceIndex = { sure: new Map(), unsure: [] };
      for (const other of tree.resources(type)) {
        for (const { section, name, value } of argumentsAt(other, by)) {
          const parts = value.kind === 'list' ? value.items : [value];
          // What an argument refers to goes before what has the same name.
          const named = parts.flatMap((part) => referred(part, resource.type) ?? []);
          const spelt = named.length > 0 ? undefined : mentioned(section, name, resource.type, tree);
          const targets = spelt
            ? [spelt]
            : parts.flatMap((part) => referred(part, resource.type) ?? find(part, resource.type) ?? []);
          for (const { address } of new Set(targets))
            found.sure.set(address, [...(found.sure.get(address) ?? []), other]);
          const unclear = parts.some((part) => part.kind === 'unknown' && resourcesOf(part).length === 0);
          if (targets.length === 0 && unclear && !leadsNowhere(section, name, resource.type)) found.unsure.push(other);
        }
      }
      return found;
    });
    return { resources: index.sure.get(resource.address) ?? [], unsure: index.unsure };
  };

  const identity = (value: Value | undefined, type: string): string | undefined => {
    const resource = find(value, type);
    if (resource) return resource.address;
    const data = value && resourcesOf(value).find((address) => withoutKeys(address).includes(`data.${type}.`));
    if (data) return data;
    return value?.kind === 'string' ? `"${lastPart(value.value)}"` : undefined;
  };

  return { tree, options, find, target, referring, identity };
}

interface ReferenceIndex {
  readonly sure: Map<string, readonly Resource[]>;
  readonly unsure: Resource[];
}

interface Argument {
  readonly section: Section;
  readonly name: string;
  readonly value: Value;
}

/** The arguments at a path through nested blocks. */
function argumentsAt(section: Section, path: string): readonly Argument[] {
  const dot = path.indexOf('.');
  if (dot >= 0) return section.blocks(path.slice(0, dot)).flatMap((block) => argumentsAt(block, path.slice(dot + 1)));
  const value = section.get(path);
  return value ? [{ section, name: path, value }] : [];
}

/**
 * Resources by their names. A literal name that two of them have stands for the first; an unknown one that two have may
 * be that of different things, and stands for none.
 */
function indexNames(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  const shared = new Set<string>();
  for (const resource of resources) {
    for (const argument of naming) {
      const value = resource.get(argument);
      const key = value && nameKey(value);
      if (key === undefined) continue;
      const other = found.get(key);
      if (!other) found.set(key, resource);
      else if (other !== resource && value?.kind === 'unknown') shared.add(key);
    }
  }
  for (const key of shared) found.delete(key);
  return found;
}

/** What is equal for equal names, also for those that the same variable will give. */
function nameKey(value: Value): string | undefined {
  if (value.kind === 'string') return lastPart(value.value);
  if (value.kind !== 'unknown' || value.reason !== 'variable') return undefined;
  const pieces = value.pieces ?? [value];
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `\0${piece.cause}\0`)).join('');
}

/** The name at the end of a path such as `projects/p/global/networks/main`. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The resource of a type that the text of an argument names somewhere, as in `"projects/${data.x.y.number}/${google_x.y.name}"`. */
function mentioned(section: Section, argument: string, type: string, tree: ModuleTree): Resource | undefined {
  const expression = section.attribute(argument)?.value;
  const name = expression && nameAfter(expression, type);
  if (name === undefined) return undefined;
  const prefix = section.module.address === '' ? '' : `${section.module.address}.`;
  return tree.resource(`${prefix}${type}.${name}`);
}

/** Whether an argument is nothing but a reference to a resource of a type: to one that is not there, where none was found. */
function leadsNowhere(section: Section, argument: string, type: string): boolean {
  let expression = section.attribute(argument)?.value;
  while (expression?.kind === 'get' && expression.object.kind !== 'variable') expression = expression.object;
  return expression?.kind === 'get' && nameAfter(expression, type) !== undefined;
}

/** The name in the first `type.name` of an expression. */
function nameAfter(expression: Expression, type: string): string | undefined {
  if (expression.kind === 'get' && expression.object.kind === 'variable' && expression.object.name === type) {
    return expression.name;
  }
  let found: string | undefined;
  forEachChild(expression, (child) => {
    found ??= nameAfter(child, type);
  });
  return found;
}
