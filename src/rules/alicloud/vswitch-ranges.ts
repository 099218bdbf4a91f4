import { textOf } from '../../terraform/convert.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { covers, overlapping, parseCidr, type Range } from '../cidr.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

/** An address range, what gives it, and whose it is. */
interface Part {
  readonly range: Range;
  readonly value: Value;
  readonly text: string;
  readonly owner: Resource;
}

function part(value: Value | undefined, owner: Resource): readonly Part[] {
  const text = value && textOf(value);
  const range = text === undefined ? undefined : parseCidr(text);
  return value && text !== undefined && range ? [{ range, value, text, owner }] : [];
}

/** The vSwitches of each VPC, by what they call it. */
export function byVpc(tree: ModuleTree, context: Context): Iterable<readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const vswitch of tree.resources('alicloud_vswitch')) {
    const vpc = context.identity(vswitch.get('vpc_id'), 'alicloud_vpc');
    // Of two vSwitches that may not be made, one may be there in place of the other.
    if (vpc !== undefined && !vswitch.symbolic) found.set(vpc, [...(found.get(vpc) ?? []), vswitch]);
  }
  return found.values();
}

function isBefore({ value: { origin: a } }: Part, { value: { origin: b } }: Part): boolean {
  return a.at.file === b.at.file ? a.at.start < b.at.start : a.at.file < b.at.file;
}

function* overlappingVswitches(tree: ModuleTree, context: Context): Iterable<Report> {
  for (const vswitches of byVpc(tree, context)) {
    const parts = vswitches.flatMap((vswitch) => part(vswitch.get('cidr_block'), vswitch));
    for (const pair of overlapping(parts)) {
      const [first, second] = isBefore(...pair) ? pair : [pair[1], pair[0]];
      yield {
        at: second.value,
        resource: second.owner,
        message: `${second.text} overlaps ${first.text} of ${first.owner.address}, so apply fails. Ranges of the vSwitches in one VPC must be apart.`,
        related: [{ ...first.value.origin, message: `${first.text} is given here` }],
      };
    }
  }
}

/** The ranges of a VPC; undefined where one of them is unknown. */
export function rangesOf(vpc: Resource, context: Context): readonly Range[] | undefined {
  const { resources, unsure } = context.referring(vpc, 'alicloud_vpc_ipv4_cidr_block', 'vpc_id');
  const secondary = vpc.get('secondary_cidr_blocks');
  const values = [
    vpc.get('cidr_block'),
    ...(secondary?.kind === 'list' ? secondary.items : secondary ? [secondary] : []),
    ...resources.map((block) => block.get('secondary_cidr_block')),
  ];
  const ranges = values.flatMap((value) => {
    const text = value && textOf(value);
    return (text === undefined ? undefined : parseCidr(text)) ?? [];
  });
  return unsure.length === 0 && ranges.length === values.length ? ranges : undefined;
}

function* outside(vswitch: Resource, context: Context): Iterable<Report> {
  const vpc = context.find(vswitch.get('vpc_id'), 'alicloud_vpc');
  const ranges = vpc && rangesOf(vpc, context);
  const [own] = part(vswitch.get('cidr_block'), vswitch);
  if (!vpc || !ranges || !own || ranges.some((range) => covers(range, own.range))) return;
  const given = vpc.get('cidr_block');
  yield {
    at: own.value,
    message: `${own.text} is no part of the ranges of ${vpc.address}, so apply fails. Take a range of the VPC, or add one to it.`,
    related: given ? [{ at: given.origin.at, message: 'the range of the VPC' }] : [],
  };
}

const vpc = `resource "alicloud_vpc" "main" {
  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}
`;

function vswitch(name: string, range: string, mark = ''): string {
  return `
resource "alicloud_vswitch" "${name}" {
  vpc_id     = alicloud_vpc.main.id
  zone_id    = "eu-central-1a"
  cidr_block = "${range}"
${mark}}
`;
}

const under = (range: string) => `               ${'~'.repeat(range.length + 2)}\n`;

const refs = [help('en/virtual-private-cloud/latest/plan-networks'), registry('vswitch')];

export const vswitchRanges: readonly Rule[] = [
  {
    id: 'alicloud/vswitch-outside-vpc',
    title: "A vSwitch's address range is no part of its VPC's",
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `A vSwitch is cut out of the VPC's address range, or out of a secondary range of it. Any other range is refused, which shows only on apply, after other resources have been made.

Leave it where the VPC gets the range from another configuration before this one is applied.`,
    refs,
    equivalents: [],
    note: 'vpc-alibaba#address-ranges',
    check: { on: ['alicloud_vswitch'], resource: outside },
    bad: `${vpc}${vswitch('app', '10.1.0.0/24', under('10.1.0.0/24'))}`,
    good: `${vpc}${vswitch('app', '10.0.1.0/24')}`,
  },
  {
    id: 'alicloud/vswitch-overlap',
    title: 'The address ranges of two vSwitches overlap',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `The vSwitches of a VPC must be apart. The second one is refused, which shows only on apply, after other resources have been made. vSwitches count to one VPC where they refer to the same resource, or name it the same.

Leave it only where the two are never applied to the same VPC.`,
    refs,
    equivalents: [],
    note: 'vpc-alibaba#address-ranges',
    check: { on: ['alicloud_vswitch'], tree: overlappingVswitches },
    bad: `${vpc}${vswitch('app', '10.0.0.0/20')}${vswitch('data', '10.0.8.0/24', under('10.0.8.0/24'))}`,
    good: `${vpc}${vswitch('app', '10.0.0.0/20')}${vswitch('data', '10.0.16.0/24')}`,
  },
];
