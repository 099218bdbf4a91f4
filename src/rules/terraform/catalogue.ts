import type { Rule } from '../rule.ts';
import { moduleRules } from './module.ts';
import { text } from './text.ts';

/** The rules for Terraform itself, whatever the cloud. */
export const terraform: readonly Rule[] = [...moduleRules, ...text];
