import type { Rule } from '../rule.ts';
import { ack } from './ack.ts';
import { acr } from './acr.ts';
import { backups } from './backups.ts';
import { commitments } from './commitments.ts';
import { connectedVpcs } from './connected-vpcs.ts';
import { containers } from './containers.ts';
import { cost } from './cost.ts';
import { database } from './database.ts';
import { disks } from './disks.ts';
import { ecs } from './ecs.ts';
import { egress } from './egress.ts';
import { engines } from './engines.ts';
import { flowLogs } from './flow-logs.ts';
import { governance } from './governance.ts';
import { kms } from './kms.ts';
import { levers } from './levers.ts';
import { plainListeners } from './listeners.ts';
import { loadBalancer } from './load-balancers.ts';
import { logging } from './logging.ts';
import { nas } from './nas.ts';
import { network } from './network.ts';
import { organizationTrail } from './organization-trail.ts';
import { oss } from './oss.ts';
import { ossPolicies } from './oss-policies.ts';
import { ossPublic } from './oss-public.ts';
import { platforms } from './platforms.ts';
import { publicInstances } from './public-instances.ts';
import { ram } from './ram.ts';
import { ramCharacters } from './ram-characters.ts';
import { ramPolicies } from './ram-policies.ts';
import { secrets } from './secrets.ts';
import { securityGroup } from './security-group.ts';
import { serverless } from './serverless.ts';
import { singleZone } from './single-zone.ts';
import { vswitchRanges } from './vswitch-ranges.ts';
import { web } from './web.ts';
import { whitelists } from './whitelists.ts';

/** The rules for Alibaba Cloud. */
export const alicloud: readonly Rule[] = [
  ...ack,
  ...acr,
  ...backups,
  connectedVpcs,
  ...containers,
  ...commitments,
  ...cost,
  ...database,
  ...disks,
  ...ecs,
  egress,
  ...engines,
  flowLogs,
  ...governance,
  ...kms,
  ...levers,
  ...loadBalancer,
  ...logging,
  ...nas,
  ...network,
  organizationTrail,
  ...oss,
  ...ossPolicies,
  ossPublic,
  plainListeners,
  ...platforms,
  publicInstances,
  ...ram,
  ...ramCharacters,
  ...ramPolicies,
  ...secrets,
  ...securityGroup,
  ...serverless,
  singleZone,
  ...vswitchRanges,
  ...web,
  ...whitelists,
];
