import { alicloud } from './alicloud/catalogue.ts';
import { aws } from './aws/catalogue.ts';
import { azure } from './azure/catalogue.ts';
import { gcp } from './gcp/catalogue.ts';
import type { Rule } from './rule.ts';
import { terraform } from './terraform/catalogue.ts';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [...alicloud, ...aws, ...azure, ...gcp, ...terraform].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
