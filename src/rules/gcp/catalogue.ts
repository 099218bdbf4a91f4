import type { Rule } from '../rule.ts';
import { autoSubnetsConflict } from './auto-subnets-conflict.ts';
import { cmek } from './cmek.ts';
import { computeInstance } from './compute-instance.ts';
import { dataServices } from './data-services.ts';
import { deletion } from './deletion.ts';
import { firewall } from './firewall.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
import { loadBalancing } from './load-balancing.ts';
import { network } from './network.ts';
import { privateServices } from './private-services.ts';
import { publicAccess } from './public-access.ts';
import { serverless } from './serverless.ts';
import { sql } from './sql.ts';
import { sqlFlags } from './sql-flags.ts';
import { storage } from './storage.ts';
import { subnet } from './subnet.ts';
import { subnetOverlap } from './subnet-overlap.ts';

/** The rules for Google Cloud. */
export const gcp: readonly Rule[] = [
  autoSubnetsConflict,
  cmek,
  ...computeInstance,
  ...dataServices,
  ...deletion,
  ...firewall,
  ...iam,
  ...kms,
  ...kubernetes,
  ...kubernetesNodes,
  ...loadBalancing,
  ...network,
  ...privateServices,
  ...publicAccess,
  ...serverless,
  ...sql,
  ...sqlFlags,
  ...storage,
  ...subnet,
  subnetOverlap,
];
