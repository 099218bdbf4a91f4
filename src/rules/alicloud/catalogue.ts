import type { Rule } from '../rule.ts';

/** The rules for Alibaba Cloud. */
export const alicloud: readonly Rule[] = [];
