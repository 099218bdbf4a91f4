import type { Rule } from '../rule.ts';
import { artifactRegistry } from './artifact-registry.ts';
import { autoSubnetsConflict } from './auto-subnets-conflict.ts';
import { cmek } from './cmek.ts';
import { computeCost } from './compute-cost.ts';
import { computeInstance } from './compute-instance.ts';
import { cost } from './cost.ts';
import { dataServices } from './data-services.ts';
import { databases } from './databases.ts';
import { deletion } from './deletion.ts';
import { delivery } from './delivery.ts';
import { dns } from './dns.ts';
import { endedVersions } from './ended-versions.ts';
import { exposedInstance } from './exposed-instance.ts';
import { firewall } from './firewall.ts';
import { firewallScope } from './firewall-scope.ts';
import { githubTrust } from './github-trust.ts';
import { iam } from './iam.ts';
import { instanceMetadata } from './instance-metadata.ts';
import { kms } from './kms.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesCluster } from './kubernetes-cluster.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
import { loadBalancing } from './load-balancing.ts';
import { logging } from './logging.ts';
import { network } from './network.ts';
import { networkPairs } from './network-pairs.ts';
import { notebooks } from './notebooks.ts';
import { orgPolicies } from './org-policies.ts';
import { perimeter } from './perimeter.ts';
import { privateEgress } from './private-egress.ts';
import { privateServices } from './private-services.ts';
import { publicAccess } from './public-access.ts';
import { secondaryRanges } from './secondary-ranges.ts';
import { secrets } from './secrets.ts';
import { serverless } from './serverless.ts';
import { serviceAccounts } from './service-accounts.ts';
import { sharedVpc } from './shared-vpc.ts';
import { sql } from './sql.ts';
import { sqlFlags } from './sql-flags.ts';
import { sqlPeering } from './sql-peering.ts';
import { storage } from './storage.ts';
import { subnet } from './subnet.ts';
import { subnetOverlap } from './subnet-overlap.ts';
import { unrotatedKey } from './unrotated-key.ts';
import { vpn } from './vpn.ts';

/** The rules for Google Cloud. */
export const gcp: readonly Rule[] = [
  ...artifactRegistry,
  autoSubnetsConflict,
  cmek,
  ...computeCost,
  ...computeInstance,
  ...cost,
  ...dataServices,
  ...databases,
  ...deletion,
  ...delivery,
  ...dns,
  ...endedVersions,
  exposedInstance,
  ...firewall,
  ...firewallScope,
  githubTrust,
  ...iam,
  ...instanceMetadata,
  ...kms,
  ...kubernetes,
  ...kubernetesCluster,
  ...kubernetesNodes,
  ...loadBalancing,
  ...logging,
  ...network,
  ...networkPairs,
  ...notebooks,
  ...orgPolicies,
  ...perimeter,
  privateEgress,
  ...privateServices,
  ...publicAccess,
  secondaryRanges,
  ...secrets,
  ...serverless,
  ...serviceAccounts,
  sharedVpc,
  ...sql,
  ...sqlFlags,
  sqlPeering,
  ...storage,
  ...subnet,
  subnetOverlap,
  unrotatedKey,
  ...vpn,
];
