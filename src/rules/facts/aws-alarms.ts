/** Calls that the CIS benchmark wants alarms for: words that a filter for each has in its pattern. */
export const alarmTopics: readonly {
  readonly name: string;
  readonly words: readonly string[];
  readonly equivalent: string;
}[] = [
  { name: 'refused calls', words: ['UnauthorizedOperation', 'AccessDenied'], equivalent: 'trivy/AWS-0147' },
  { name: 'sign-in without a second factor', words: ['ConsoleLogin', 'MFAUsed'], equivalent: 'trivy/AWS-0148' },
  { name: 'use of the root user', words: ['Root', 'userIdentity.type'], equivalent: 'trivy/AWS-0149' },
  { name: 'changes to policies', words: ['PutRolePolicy', 'AttachRolePolicy'], equivalent: 'trivy/AWS-0150' },
  { name: 'changes to trails', words: ['StopLogging', 'DeleteTrail'], equivalent: 'trivy/AWS-0151' },
  { name: 'failed sign-in', words: ['ConsoleLogin', 'Failed authentication'], equivalent: 'trivy/AWS-0152' },
  { name: 'keys disabled or deleted', words: ['DisableKey', 'ScheduleKeyDeletion'], equivalent: 'trivy/AWS-0153' },
  {
    name: 'changes to bucket policies',
    words: ['PutBucketPolicy', 'DeleteBucketPolicy'],
    equivalent: 'trivy/AWS-0154',
  },
  {
    name: 'changes to Config',
    words: ['StopConfigurationRecorder', 'DeleteDeliveryChannel'],
    equivalent: 'trivy/AWS-0155',
  },
  {
    name: 'changes to security groups',
    words: ['AuthorizeSecurityGroupIngress', 'DeleteSecurityGroup'],
    equivalent: 'trivy/AWS-0156',
  },
  {
    name: 'changes to network ACLs',
    words: ['CreateNetworkAcl', 'ReplaceNetworkAclEntry'],
    equivalent: 'trivy/AWS-0157',
  },
  {
    name: 'changes to gateways',
    words: ['AttachInternetGateway', 'DetachInternetGateway'],
    equivalent: 'trivy/AWS-0158',
  },
  { name: 'changes to route tables', words: ['CreateRoute', 'ReplaceRoute'], equivalent: 'trivy/AWS-0159' },
  { name: 'changes to VPCs', words: ['CreateVpc', 'DeleteVpc'], equivalent: 'trivy/AWS-0160' },
  { name: 'changes to the organisation', words: ['organizations.amazonaws.com'], equivalent: 'trivy/AWS-0174' },
];
