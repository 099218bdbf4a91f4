import type { Rule } from '../rule.ts';
import { moduleRules } from './module.ts';
import { text } from './text.ts';
import { variables } from './variables.ts';

/** The rules for Terraform itself, whatever the cloud. */
export const terraform: readonly Rule[] = [...moduleRules, ...text, ...variables];
