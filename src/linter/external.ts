import type { ModuleInstance, ModuleTree } from '../terraform/model.ts';
import { callOf } from './callers.ts';
import type { Finding } from './finding.ts';
import { relatedOf } from './way.ts';

/** Whether a file belongs to a module that was downloaded, so that nobody here would change it. */
export function isExternal(path: string): boolean {
  return path.includes('/.terraform/') || path.startsWith('.terraform/');
}

/**
 * Findings in downloaded modules, moved to the call that the author can change; their fixes are left out.
 * Those that no resource ties to a call are left out, as they are the other author's.
 */
export function atCaller(finding: Finding, tree: ModuleTree): Finding | undefined {
  if (!isExternal(finding.at.file)) return finding;
  const resource = finding.address === undefined ? undefined : tree.resource(finding.address);
  for (let at: ModuleInstance | undefined = resource?.module; at; at = at.parent) {
    const call = callOf(at);
    if (!call || isExternal(call.location.file)) continue;
    const related = [{ at: finding.at, message: 'in the module that is called here' }, ...relatedOf(finding)];
    const { through: _, ...rest } = finding;
    return { ...rest, at: call.location, related, fixes: [] };
  }
  return undefined;
}
