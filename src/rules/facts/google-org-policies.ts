/**
 * What the baseline of Google's landing zones (Cloud Foundation Fabric, FAST) sets for the whole organisation, as of
 * November 2026, by the name of the constraint: whether it is enforced as a switch, or restricts a list.
 */
export const baseline: Readonly<Record<string, 'switch' | 'list'>> = {
  'compute.disableNestedVirtualization': 'switch',
  'compute.disableSerialPortAccess': 'switch',
  'compute.requireOsLogin': 'switch',
  'compute.restrictLoadBalancerCreationForTypes': 'list',
  'compute.skipDefaultNetworkCreation': 'switch',
  'compute.trustedImageProjects': 'list',
  'compute.vmExternalIpAccess': 'list',
  'gcp.resourceLocations': 'list',
  'iam.allowedPolicyMemberDomains': 'list',
  'iam.automaticIamGrantsForDefaultServiceAccounts': 'switch',
  'iam.disableServiceAccountKeyCreation': 'switch',
  'sql.restrictPublicIp': 'switch',
  'storage.publicAccessPrevention': 'switch',
  'storage.uniformBucketLevelAccess': 'switch',
};
