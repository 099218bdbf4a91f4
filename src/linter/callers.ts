import type { Block } from '../hcl/ast.ts';
import type { ModuleInstance, ModuleTree, Section } from '../terraform/model.ts';
import type { Finding } from './finding.ts';

/** A block that a finding is about, or that calls the module where it is. */
export interface Holder {
  readonly file: string;
  readonly block: Block;
}

/** The `module` block that calls this instance; undefined for the root. */
export function callOf(instance: ModuleInstance): Section | undefined {
  const { parent } = instance;
  if (!parent) return undefined;
  const own = parent.address === '' ? instance.address : instance.address.slice(parent.address.length + 1);
  const name = /^module\.([^.[]+)/.exec(own)?.[1];
  return parent.sections('module').find((section) => section.block?.labels[0]?.value === name);
}

/** The block of the finding's resource, then the calls that lead to its module, the nearest first. */
export function holdersOf(finding: Finding, tree: ModuleTree): readonly Holder[] {
  const resource = finding.address === undefined ? undefined : tree.resource(finding.address);
  if (!resource) return [];
  const holders: Holder[] = [{ file: resource.location.file, block: resource.block }];
  for (let at: ModuleInstance | undefined = resource.module; at; at = at.parent) {
    const call = callOf(at);
    if (call?.block) holders.push({ file: call.location.file, block: call.block });
  }
  return holders;
}
