import type { Rule } from '../rule.ts';
import { account } from './account.ts';
import { addressPlan } from './address-plan.ts';
import { analytics } from './analytics.ts';
import { apiGateway } from './api-gateway.ts';
import { appsync } from './appsync.ts';
import { atRest } from './at-rest.ts';
import { autoscaling } from './autoscaling.ts';
import { backup } from './backup.ts';
import { brokers } from './brokers.ts';
import { classicLoadBalancers } from './classic-load-balancers.ts';
import { cloudfront } from './cloudfront.ts';
import { cloudtrail } from './cloudtrail.ts';
import { computeCost } from './compute-cost.ts';
import { computeGuards } from './compute-guards.ts';
import { customerKey } from './customer-key.ts';
import { dataStores } from './data-stores.ts';
import { databaseBackups } from './database-backups.ts';
import { databaseCare } from './database-care.ts';
import { delivery } from './delivery.ts';
import { detection } from './detection.ts';
import { disks } from './disks.ts';
import { domains } from './domains.ts';
import { ecr } from './ecr.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { emr } from './emr.ts';
import { environmentSecret } from './environment-secret.ts';
import { exposedInstance } from './exposed-instance.ts';
import { iam } from './iam.ts';
import { iamPolicy } from './iam-policy.ts';
import { inTransit } from './in-transit.ts';
import { instances } from './instances.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { levers } from './levers.ts';
import { loadBalancers } from './load-balancers.ts';
import { logs } from './logs.ts';
import { messaging } from './messaging.ts';
import { networkAcls } from './network-acls.ts';
import { networkServices } from './network-services.ts';
import { notebookRole } from './notebook-role.ts';
import { organization } from './organization.ts';
import { platforms } from './platforms.ts';
import { rds } from './rds.ts';
import { redshift } from './redshift.ts';
import { resourcePolicy } from './resource-policy.ts';
import { s3 } from './s3.ts';
import { s3Access } from './s3-access.ts';
import { sagemaker } from './sagemaker.ts';
import { search } from './search.ts';
import { secrets } from './secrets.ts';
import { securityGroups } from './security-groups.ts';
import { serviceLogs } from './service-logs.ts';
import { trust } from './trust.ts';
import { vpc } from './vpc.ts';
import { webFirewall } from './web-firewall.ts';

/** The rules for AWS. */
export const aws: readonly Rule[] = [
  ...account,
  ...addressPlan,
  ...analytics,
  ...apiGateway,
  ...appsync,
  ...atRest,
  ...autoscaling,
  ...backup,
  ...brokers,
  ...classicLoadBalancers,
  ...cloudfront,
  ...cloudtrail,
  ...computeCost,
  computeGuards,
  customerKey,
  ...databaseBackups,
  ...databaseCare,
  ...dataStores,
  ...delivery,
  ...detection,
  ...disks,
  ...domains,
  ...ecr,
  ...ecs,
  ...eks,
  ...emr,
  environmentSecret,
  exposedInstance,
  ...iam,
  ...iamPolicy,
  ...instances,
  ...inTransit,
  ...kms,
  ...lambda,
  ...levers,
  ...loadBalancers,
  ...logs,
  ...messaging,
  ...networkAcls,
  ...networkServices,
  notebookRole,
  ...organization,
  ...platforms,
  ...rds,
  ...redshift,
  ...resourcePolicy,
  ...s3,
  ...s3Access,
  ...sagemaker,
  ...search,
  ...secrets,
  ...securityGroups,
  ...serviceLogs,
  ...trust,
  ...vpc,
  ...webFirewall,
];
