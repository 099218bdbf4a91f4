import type { Resource } from '../../terraform/model.ts';
import type { Context } from '../rule.ts';

/** Types of the two resources by which a database is scanned, each with its argument that refers. */
export interface Assessment {
  /** The alert policy, which refers to the database. */
  readonly policy: readonly [type: string, by: string];
  /** The assessment, which refers to the policy. */
  readonly scan: readonly [type: string, by: string];
}

/** Whether a vulnerability assessment scans a database by way of its alert policy, or may do so. */
export function isScanned(resource: Resource, { policy, scan }: Assessment, context: Context): boolean {
  const policies = context.referring(resource, ...policy);
  if (policies.unsure.length > 0) return true;
  return policies.resources.some((one) => {
    const scans = context.referring(one, ...scan);
    return scans.resources.length + scans.unsure.length > 0;
  });
}
