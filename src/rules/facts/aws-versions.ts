/**
 * Runtimes that Lambda no longer patches, as of November 2026, by the table of
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html. `dotnet8` and `python3.10`, which were to end in
 * these weeks, are left out until it says that they have.
 */
export const endedRuntimes: readonly string[] = [
  'dotnet5.0',
  'dotnet6',
  'dotnet7',
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'go1.x',
  'java8',
  'nodejs',
  'nodejs4.3',
  'nodejs4.3-edge',
  'nodejs6.10',
  'nodejs8.10',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'nodejs16.x',
  'nodejs18.x',
  'nodejs20.x',
  'provided',
  'python2.7',
  'python3.6',
  'python3.7',
  'python3.8',
  'python3.9',
  'ruby2.5',
  'ruby2.7',
  'ruby3.2',
];

/** By what their names begin with: the runtimes to go to from those that ended. */
export const runtimeSuccessors: Readonly<Record<string, string>> = {
  dotnet: 'dotnet10',
  go: 'provided.al2023',
  java: 'java21',
  nodejs: 'nodejs22.x',
  provided: 'provided.al2023',
  python: 'python3.13',
  ruby: 'ruby3.4',
};

/**
 * The oldest minor version of Kubernetes 1 in EKS's standard support, as of November 2026: 1.33 left it on 29 July, and
 * 1.34 leaves it on 2 December 2026.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const oldestEksMinor = 34;

/**
 * Security policies of Transfer Family that are still recommended, as of November 2026.
 * https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
 */
export const currentTransferPolicies =
  /^TransferSecurityPolicy-(?:FIPS-|PQ-SSH-|Restricted-|SshAuditCompliant-)?(?:2024|2025|2026)-\d\d|^TransferSecurityPolicy-AS2Restricted-(?:2025|2026)/;
