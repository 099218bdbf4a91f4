import type { Rule } from '../rule.ts';

/** The rules for AWS. */
export const aws: readonly Rule[] = [];
