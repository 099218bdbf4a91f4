import { alicloud } from './alicloud/catalogue.ts';
import { aws } from './aws/catalogue.ts';
import { azure } from './azure/catalogue.ts';
import { elsewhere } from './facts/other-tools.ts';
import { gcp } from './gcp/catalogue.ts';
import type { Rule } from './rule.ts';
import { terraform } from './terraform/catalogue.ts';

/** Every rule, sorted by id, with all that other tools call its fault. */
export const rules: readonly Rule[] = [...alicloud, ...aws, ...azure, ...gcp, ...terraform]
  .map((rule) => ({ ...rule, equivalents: [...rule.equivalents, ...elsewhere(rule.id)] }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
