import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const flowLog = 'alicloud_vpc_flow_log';

/** Of Simple Log Service: it may record every VPC of the account, or of several accounts. */
const collection = 'alicloud_sls_collection_policy';

function collectsFlows(policy: Resource): boolean {
  const product = policy.get('product_code');
  return product === undefined || product.kind !== 'string' || product.value === 'vpc';
}

/** Whether a flow log records a VPC or vSwitch, or may do so. */
function isLogged(resource: Resource, context: Context): boolean {
  const { resources, unsure } = context.referring(resource, flowLog, 'resource_id');
  return resources.length > 0 || unsure.length > 0;
}

function* check(vpc: Resource, context: Context): Iterable<Report> {
  if (isLogged(vpc, context) || context.tree.resources(collection).some(collectsFlows)) return;
  const { resources: vswitches } = context.referring(vpc, 'alicloud_vswitch', 'vpc_id');
  if (vswitches.length > 0 && vswitches.every((vswitch) => isLogged(vswitch, context))) return;
  yield {
    at: vpc,
    message: `No flow log records the traffic of the VPC. Add an ${flowLog} for it.`,
  };
}

const vpc = `  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}
`;

export const flowLogs: Rule = {
  id: 'alicloud/vpc-without-flow-logs',
  title: 'A VPC keeps no flow logs',
  severity: 'warning',
  pillar: 'logging',
  recommended: true,
  why: `Flow logs are the only record of who talked to whom in a VPC: without them neither an intrusion nor a misconfiguration can be traced afterwards. They go to Simple Log Service and are billed by volume; an interval of 10 minutes, or certain paths of the traffic only, cost less. Flow logs of all of its vSwitches count too.

Leave it for a short-lived test network, or where a collection policy of Simple Log Service records all VPCs.`,
  refs: [help('en/vpc/user-guide/flowlog-overview/'), registry('vpc_flow_log')],
  equivalents: [],
  note: 'networks-compared#flow-logs',
  check: { on: ['alicloud_vpc'], resource: check },
  bad: `resource "alicloud_vpc" "main" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
${vpc}`,
  good: `resource "alicloud_vpc" "main" {
${vpc}
resource "alicloud_vpc_flow_log" "main" {
  resource_type  = "VPC"
  resource_id    = alicloud_vpc.main.id
  traffic_type   = "All"
  project_name   = alicloud_log_project.network.project_name
  log_store_name = alicloud_log_store.flows.logstore_name
}
`,
};
