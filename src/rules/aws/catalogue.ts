import type { Rule } from '../rule.ts';
import { iamPolicy } from './iam-policy.ts';
import { securityGroups } from './security-groups.ts';

/** The rules for AWS. */
export const aws: readonly Rule[] = [...iamPolicy, ...securityGroups];
