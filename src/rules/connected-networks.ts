import type { ModuleTree, Resource } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import { overlap, type Range } from './cidr.ts';
import type { Context, Report } from './rule.ts';

/** How networks of a cloud are connected: by resource types with the arguments that name what they connect. */
export interface Connections {
  /** The type of the networks. */
  readonly network: string;
  /** Types that connect two networks, with an argument for each side. */
  readonly peerings: readonly { readonly on: string; readonly sides: readonly string[] }[];
  /** Types that attach a network to a hub, with the arguments for both and the hub's type. */
  readonly attachments: readonly {
    readonly on: string;
    readonly network: string;
    readonly hub: string;
    readonly type: string;
  }[];
}

/** A network that is connected to others, and the value that says so. */
interface Member {
  readonly network: Resource;
  readonly value: Value;
  readonly by: Resource;
}

/** Reports each network that is connected to an earlier one with which it shares addresses; `rangesOf` are those known. */
export function* overlappingNetworks(
  connections: Connections,
  rangesOf: (network: Resource) => readonly Range[],
  tree: ModuleTree,
  context: Context,
): Iterable<Report> {
  for (const members of connected(connections, tree, context)) {
    for (const [i, { network, value, by }] of members.entries()) {
      const own = rangesOf(network);
      const other = members
        .slice(0, i)
        .find(
          (one) =>
            one.network !== network && rangesOf(one.network).some((range) => own.some((mine) => overlap(mine, range))),
        );
      if (!other) continue;
      yield {
        at: value,
        resource: by,
        message: `The addresses of ${network.address} overlap those of ${other.network.address}, to which it is connected here, so traffic for them finds no way. Give one of the two another range.`,
        related: [other.network, network].map(({ location, address }) => ({
          at: location,
          message: `the ranges of ${address}`,
        })),
      };
    }
  }
}

/** The networks that each peering, or each hub, connects. */
function* connected(
  { network: type, peerings, attachments }: Connections,
  tree: ModuleTree,
  context: Context,
): Iterable<readonly Member[]> {
  const member = (by: Resource, argument: string): readonly Member[] => {
    const value = by.get(argument);
    const network = context.find(value, type);
    return network && value ? [{ network, value, by }] : [];
  };
  for (const { on, sides } of peerings) {
    for (const peering of tree.resources(on)) yield sides.flatMap((side) => member(peering, side));
  }
  for (const { on, network, hub, type: hubType } of attachments) {
    const hubs = new Map<string, Member[]>();
    for (const attachment of tree.resources(on)) {
      const key = context.identity(attachment.get(hub), hubType);
      if (key === undefined) continue;
      hubs.set(key, [...(hubs.get(key) ?? []), ...member(attachment, network)]);
    }
    yield* hubs.values();
  }
}
