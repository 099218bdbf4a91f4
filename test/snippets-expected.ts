const elsewhere = {
  diagnostics: 'The setting is a snippet of its own, az-diagnostics.',
  endpoint: 'The endpoint is a snippet of its own, az-private-endpoint.',
  lock: 'A lock on the resource group holds for all that is in it; az-rg has one.',
  ddos: 'The plan costs thousands a month and is bought once for all networks.',
  bastion: 'It is one of the rules that Azure lists for the subnet of a Bastion.',
  outbound: 'No machine of ours stands in the subnet of a Bastion.',
  purchase: 'It is the purchase itself, kept apart and named as one.',
  acceleration: 'It is a paid extra for clients on other continents.',
} as const;

const objects = {
  'aws/s3-event-notifications': 'Nothing here waits for objects to come.',
  'aws/s3-mfa-delete': 'Only the root user can switch it on, and not through Terraform.',
  'aws/s3-object-read-logging': 'The events are charged for; aws-cloudtrail has them for the whole organisation.',
  'aws/s3-object-write-logging': 'The events are charged for; aws-cloudtrail has them for the whole organisation.',
  'aws/s3-replication': 'A copy in another region doubles the price, and not all data may leave its region.',
} as const;

/** By a snippet's first prefix: the rules of the preset `all` that speak of it, and why it is right as it is. */
export const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'gcp-vpc': {
    'gcp/network-without-firewall': 'The rules are snippets of their own, gcp-iap-ssh and gcp-firewall-deny.',
  },
  'gcp-project': {
    'gcp/billing-without-budget': 'The budget is a snippet of its own, gcp-budget.',
    'gcp/project-without-audit-config': 'The organisation has the configuration; gcp-audit-logs is its snippet.',
  },
  'gcp-gke': { 'gcp/gke-pod-security-policy': 'Kubernetes has had no such policies since 1.25.' },
  'gcp-commitment': { 'gcp/commitment-in-code': elsewhere.purchase },
  'aws-landing-zone': {
    ...objects,
    'aws/cloudtrail-cloudwatch': 'A second copy of the events is a paid extra; aws-cloudtrail has it.',
    'aws/cloudtrail-sns': 'A message for each file of the trail serves few; aws-cloudtrail has it.',
  },
  'aws-sg': { 'aws/security-group-unused': 'What carries the group is a snippet of its own, such as aws-ec2.' },
  'aws-cloudtrail': {
    'aws/cloudtrail-alarms': 'Fifteen alarms belong into a module, or Security Hub takes their place.',
  },
  'aws-guardduty': { 'aws/unused-access-analyzer': 'An analyser of unused access is charged for each role.' },
  'aws-s3': objects,
  'aws-savings-plan': { 'aws/commitment-in-code': elsewhere.purchase },
  'az-landing-zone': {
    'azure/network-without-ddos-plan': elsewhere.ddos,
    'azure/without-diagnostic-setting': elsewhere.diagnostics,
    'azure/subnet-default-outbound': elsewhere.outbound,
    'azure/open-inbound': elsewhere.bastion,
    'azure/open-outbound': elsewhere.bastion,
  },
  'az-vnet': {
    'azure/network-without-ddos-plan': elsewhere.ddos,
    'azure/network-without-flow-log': 'The flow log is a snippet of its own, az-flow-logs.',
  },
  'az-subnet': { 'azure/without-diagnostic-setting': elsewhere.diagnostics },
  'az-bastion': {
    'azure/without-diagnostic-setting': elsewhere.diagnostics,
    'azure/subnet-default-outbound': elsewhere.outbound,
    'azure/open-inbound': elsewhere.bastion,
    'azure/open-outbound': elsewhere.bastion,
  },
  'az-dns': { 'azure/without-lock': elsewhere.lock },
  'az-management-group': {
    'azure/management-group-without-policy': 'The policies are a snippet of their own, az-policy.',
  },
  'az-activity-log': { 'azure/without-lock': elsewhere.lock },
  'az-key-vault': {
    'azure/without-diagnostic-setting': elsewhere.diagnostics,
    'azure/without-private-endpoint': elsewhere.endpoint,
  },
  'az-acr': {
    'azure/acr-single-region': 'A copy in another region is a paid extra for clusters that are there.',
    'azure/acr-without-quarantine': 'Nothing could be pulled before a scanner of your own had released it.',
    'azure/acr-without-trust': 'Azure is retiring content trust; images are signed with Notation instead.',
    'azure/without-private-endpoint': elsewhere.endpoint,
  },
  'az-aks': { 'azure/without-diagnostic-setting': elsewhere.diagnostics },
  'az-storage': {
    'azure/storage-queue-logs': 'The account has no queues; az-diagnostics logs those of others.',
    'azure/without-private-endpoint': elsewhere.endpoint,
  },
  'az-vm': {
    'azure/vm-extensions-allowed': 'Signing in with an Entra identity is an extension.',
    'azure/vm-without-backup': 'What the machine keeps decides whether it needs a backup, and how often.',
  },
  'ali-landing-zone': { 'alicloud/oss-transfer-acceleration': elsewhere.acceleration },
  'ali-oss': { 'alicloud/oss-transfer-acceleration': elsewhere.acceleration },
  'ali-commitment': { 'alicloud/commitment-in-code': elsewhere.purchase },
};
