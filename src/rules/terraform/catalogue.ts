import type { Rule } from '../rule.ts';
import { declarations } from './declarations.ts';
import { deprecated } from './deprecated.ts';
import { moduleRules } from './module.ts';
import { secrets } from './secrets.ts';
import { sources } from './sources.ts';
import { text } from './text.ts';
import { variables } from './variables.ts';

/** The rules for Terraform itself, whatever the cloud. */
export const terraform: readonly Rule[] = [
  ...declarations,
  ...deprecated,
  ...moduleRules,
  ...secrets,
  ...sources,
  ...text,
  ...variables,
];
