import type { Rule } from '../rule.ts';
import { customerKey } from './customer-key.ts';
import { iam } from './iam.ts';
import { iamPolicy } from './iam-policy.ts';
import { networkAcls } from './network-acls.ts';
import { resourcePolicy } from './resource-policy.ts';
import { securityGroups } from './security-groups.ts';
import { trust } from './trust.ts';
import { vpc } from './vpc.ts';

/** The rules for AWS. */
export const aws: readonly Rule[] = [
  customerKey,
  ...iam,
  ...iamPolicy,
  ...networkAcls,
  ...resourcePolicy,
  ...securityGroups,
  ...trust,
  ...vpc,
];
