import type { Rule } from '../rule.ts';
import { securityGroups } from './security-groups.ts';

/** The rules for Azure. */
export const azure: readonly Rule[] = [...securityGroups];
