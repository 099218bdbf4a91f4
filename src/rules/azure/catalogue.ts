import type { Rule } from '../rule.ts';

/** The rules for Azure. */
export const azure: readonly Rule[] = [];
