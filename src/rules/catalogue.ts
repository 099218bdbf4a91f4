import { autoSubnetsConflict } from './gcp/auto-subnets-conflict.ts';
import { firewall } from './gcp/firewall.ts';
import { network } from './gcp/network.ts';
import { subnet } from './gcp/subnet.ts';
import { subnetOverlap } from './gcp/subnet-overlap.ts';
import type { Rule } from './rule.ts';
import { moduleRules } from './terraform/module.ts';
import { text } from './terraform/text.ts';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  autoSubnetsConflict,
  ...firewall,
  ...network,
  ...subnet,
  subnetOverlap,
  ...moduleRules,
  ...text,
].sort((a, b) => (a.id < b.id ? -1 : 1));
