import type { Instance } from './instance.ts';
import type { ModuleInstance, ModuleTree, Resource, VariableFile } from './model.ts';

/** Everything that a root module calls, flat, with an index by type and by address that is made when first used. */
export function createTree(root: Instance, variableFiles: readonly VariableFile[]): ModuleTree {
  let modules: readonly ModuleInstance[] | undefined;
  let addresses: ReadonlyMap<string, Resource> | undefined;
  const byType = new Map<string, readonly Resource[]>();

  const all = () => {
    modules ??= flatten(root);
    return modules;
  };
  const typed = (key: string, read: (module: ModuleInstance) => readonly Resource[]) => {
    const known = byType.get(key);
    if (known) return known;
    const found = all().flatMap(read);
    byType.set(key, found);
    return found;
  };

  return {
    root,
    variableFiles,
    get modules() {
      return all();
    },
    resources: (type) => typed(type, (module) => module.resources(type)),
    dataSources: (type) => typed(`data.${type}`, (module) => module.dataSources(type)),
    notices: () => root.budget.notices,
    resource: (address) => {
      addresses ??= index(all());
      return addresses.get(address) ?? addresses.get(withoutKeys(address));
    },
  };
}

function flatten(module: ModuleInstance): ModuleInstance[] {
  return [module, ...module.children.flatMap(flatten)];
}

/** Each instance by its address, and the first one of each by the address without keys. */
function index(modules: readonly ModuleInstance[]): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const module of modules) {
    for (const resource of [...module.resources(), ...module.dataSources()]) {
      found.set(resource.address, resource);
      const plain = withoutKeys(resource.address);
      if (!found.has(plain)) found.set(plain, resource);
    }
  }
  return found;
}

/** `module.a["x"].t.n[0]` as `module.a.t.n`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
