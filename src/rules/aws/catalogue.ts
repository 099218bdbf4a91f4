import type { Rule } from '../rule.ts';
import { iamPolicy } from './iam-policy.ts';
import { resourcePolicy } from './resource-policy.ts';
import { securityGroups } from './security-groups.ts';
import { trust } from './trust.ts';

/** The rules for AWS. */
export const aws: readonly Rule[] = [...iamPolicy, ...resourcePolicy, ...securityGroups, ...trust];
