import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeFiles } from '../../src/node/files.ts';
import type { Section } from '../../src/terraform/model.ts';
import type { UnknownValue, Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { withFabric } from '../fabric.ts';

/** Arguments that Terraform reads itself, as names and not as values. */
const metaArguments = new Set(['provider', 'depends_on', 'lifecycle', 'connection', 'provisioner']);

/** Why Terraform itself would refuse an expression of the corpus, of which only the `.tf` files are there. */
const refused: readonly [cause: RegExp, why: string][] = [
  [/there is no file /, 'the file is not part of the corpus'],
  [/^(?:var|local)\.\w+ is not declared$/, 'the file that declares it is generated before a run'],
  [/null/, 'a module that is nowhere called, whose variables without a default are required'],
  [/^no argument of try\(\)/, 'as before, or an entry of a table that is not part of the corpus'],
  [/^element\(\)/, 'needs Terraform 1.12'],
];

interface Counts {
  known: number;
  null: number;
  unknown: Map<string, number>;
  unexplained: string[];
}

function count(value: Value | undefined, address: string, counts: Counts): void {
  if (!value || value.kind === 'null') counts.null++;
  else if (value.kind !== 'unknown') counts.known++;
  else counts.unknown.set(value.reason, (counts.unknown.get(value.reason) ?? 0) + 1);
  if (value?.kind === 'unknown' && !isExplained(value)) counts.unexplained.push(`${address}: ${value.cause}`);
}

function isExplained({ reason, cause }: UnknownValue): boolean {
  if (cause === '') return false;
  return reason !== 'invalid' || refused.some(([pattern]) => pattern.test(cause));
}

function visit(section: Section, address: string, counts: Counts): void {
  for (const name of section.names()) {
    const path = `${address}.${name}`;
    if (metaArguments.has(name)) continue;
    if (section.attribute(name) || !section.block) count(section.get(name), path, counts);
    else for (const block of section.blocks(name)) visit(block, path, counts);
  }
}

test('every argument of a large repository is known, or unknown with its reason', (t) => {
  const counts: Counts = { known: 0, null: 0, unknown: new Map(), unexplained: [] };
  const ran = withFabric((root) => {
    const workspace = new Workspace(nodeFiles(root));
    for (const directory of workspace.rootDirectories(root)) {
      for (const module of workspace.tree(directory).modules) {
        for (const resource of [...module.resources(), ...module.dataSources()])
          visit(resource, resource.address, counts);
      }
    }
    return true;
  });
  if (!ran) return t.skip('../shared is not here: left out');
  const reasons = [...counts.unknown].map(([reason, number]) => `${reason} ${number}`).join(', ');
  t.diagnostic(
    `known ${counts.known}, null ${counts.null}, unknown: ${reasons}; without a reason ${counts.unexplained.length}`,
  );
  assert.deepEqual(counts.unexplained, []);
  assert.ok(counts.known > 1500);
});
