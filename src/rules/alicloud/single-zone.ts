import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import { several } from '../predicates.ts';
import type { Context, Expectation, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';
import { byVpc } from './vswitch-ranges.ts';

/** Arguments that list the vSwitches over which something is spread. */
const spread: readonly { readonly on: readonly string[]; readonly attribute: string }[] = [
  { on: ['alicloud_ess_scaling_group'], attribute: 'vswitch_ids' },
  { on: ['alicloud_cs_managed_kubernetes'], attribute: 'vswitch_ids' },
];

const rows: readonly Expectation[] = spread.map((row) => ({
  ...row,
  must: several(2),
  missing: 'passes',
  so: 'since a vSwitch is in one zone, and goes down with it',
}));

/** What a vSwitch is told about its zone, and a key that is equal for the same zone only. */
interface Zone {
  readonly text: string;
  readonly key: string;
}

/** The zone of a vSwitch by its name, or by the expression for it where that says the same wherever it stands. */
function zoneOf(vswitch: Resource): Zone | undefined {
  const name = vswitch.get('zone_id') ? 'zone_id' : 'availability_zone';
  const value = vswitch.get(name);
  const known = value && textOf(value);
  if (known !== undefined) return { text: known, key: known };
  const written = vswitch.attribute(name)?.value;
  const file = vswitch.module.files.find(({ path }) => path === vswitch.location.file);
  const text = written && file?.text.slice(written.start, written.end);
  if (text === undefined || /\b(?:each|count)\./.test(text)) return undefined;
  return { text, key: `${vswitch.module.address}:${text}` };
}

/** Reports a VPC all of whose vSwitches, of which there are several, are known to be in one zone. */
function* oneZone(tree: ModuleTree, context: Context): Iterable<Report> {
  for (const vswitches of byVpc(tree, context)) {
    const [first] = vswitches;
    const zones = vswitches.map(zoneOf);
    if (!first || vswitches.length < 2 || !zones[0] || zones.some((zone) => zone?.key !== zones[0]?.key)) continue;
    const vpc = context.find(first.get('vpc_id'), 'alicloud_vpc') ?? first;
    yield {
      at: vpc,
      resource: vpc,
      message: `All ${vswitches.length} vSwitches of the VPC are in zone ${zones[0].text}. Put some into another zone of the region.`,
      related: vswitches.map(({ location }) => ({ at: location, message: 'a vSwitch in this zone' })),
    };
  }
}

function network(second: string): string {
  return `
resource "alicloud_vswitch" "a" {
  vpc_id     = alicloud_vpc.main.id
  zone_id    = "eu-central-1a"
  cidr_block = "10.0.0.0/24"
}

resource "alicloud_vswitch" "b" {
  vpc_id     = alicloud_vpc.main.id
  zone_id    = "${second}"
  cidr_block = "10.0.1.0/24"
}
`;
}

const body = `  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}
`;

export const singleZone: Rule = {
  id: 'alicloud/single-zone',
  title: 'What is meant to stay up stands in one zone',
  severity: 'info',
  pillar: 'network',
  recommended: true,
  why: `A zone is a data centre of its own, and a vSwitch lies in one zone. What has vSwitches in one zone only, stands still with that zone. Traffic between zones of a region is free of charge at Alibaba Cloud, so a single zone saves nothing.

Leave it for a test, or for work whose parts must be as close to each other as can be.`,
  refs: [help('en/virtual-private-cloud/latest/plan-networks'), registry('vswitch'), registry('ess_scaling_group')],
  equivalents: [],
  note: 'vpc-alibaba#building-blocks',
  check: [...rows, { on: ['alicloud_vswitch'], tree: oneZone }],
  bad: `resource "alicloud_vpc" "main" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
${body}${network('eu-central-1a')}`,
  good: `resource "alicloud_vpc" "main" {
${body}${network('eu-central-1b')}`,
};
