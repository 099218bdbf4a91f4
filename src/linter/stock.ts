import {
  type Cloud,
  clouds,
  type LandingZonePart,
  landingZoneParts,
  providerOf,
} from '../rules/facts/landing-zone-parts.ts';
import type { ModuleTree, Section } from '../terraform/model.ts';
import { withoutKeys } from '../terraform/tree.ts';

/** What a root module has, with all that it calls. */
export interface Stock {
  /** Types of resources, those of data sources with `data.` before them. */
  readonly types: ReadonlySet<string>;
  /** What the parts of a landing zone are known by: types, and blocks such as `google_compute_subnetwork.log_config`. */
  readonly signs: ReadonlySet<string>;
  /** The clouds whose provider is configured here and that have a resource. */
  readonly clouds: readonly Cloud[];
  /** How many modules it calls that are not on disk. */
  readonly unread: number;
}

const blockSigns = [
  ...new Set(landingZoneParts.flatMap(({ types }) => types.filter((type) => type.includes('.')))),
].map((sign) => {
  const [type = '', block = ''] = sign.split('.');
  return { sign, type, block };
});

/** Counts what is in a module tree. */
export function takeStock(tree: ModuleTree): Stock {
  const types = new Set<string>();
  const signs = new Set<string>();
  let unread = 0;
  for (const module of tree.modules) {
    for (const { type } of module.resources()) types.add(type);
    for (const { type } of module.dataSources()) types.add(`data.${type}`);
    const read = new Set(module.children.map(({ address }) => withoutKeys(address).split('.').at(-1)));
    unread += module
      .sections('module')
      .filter((call) => !read.has(call.block?.labels[0]?.value) && !isLocal(call)).length;
  }
  for (const { sign, type, block } of blockSigns) {
    const sections = type === 'terraform' ? tree.root.sections(type) : tree.resources(type);
    if (sections.some((section) => section.blocks(block).length > 0)) signs.add(sign);
  }
  for (const type of types) signs.add(type);
  const providers = new Set(tree.root.sections('provider').map(({ type }) => type.replace(/-beta$/, '')));
  const used = clouds.filter((cloud) => {
    const provider = providerOf[cloud];
    return providers.has(provider) && [...types].some((type) => type.startsWith(`${provider}_`));
  });
  return { types, signs, clouds: used, unread };
}

/** What a landing zone on the clouds that these modules set up normally has, and none of them does. */
export function absentParts(stocks: readonly Stock[]): readonly LandingZonePart[] {
  return landingZoneParts.filter(
    ({ cloud, types }) =>
      stocks.some((stock) => stock.clouds.includes(cloud)) &&
      !types.some((type) => stocks.some(({ signs }) => signs.has(type))),
  );
}

/** Whether a call is of a module in the workspace: one that has no instance because its `count` is 0 was read all the same. */
function isLocal(call: Section): boolean {
  const source = call.get('source');
  return source?.kind === 'string' && /^\.\.?\//.test(source.value);
}
