import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createContext } from '../../src/rules/context.ts';
import { unwantedReference } from '../../src/rules/unwanted.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { defaultOptions } from './examples.ts';

/** The titles of the fixes of each place where `link.to` of the resources `t` leads somewhere. */
function found(to: string, effect?: string): readonly (readonly string[])[] {
  const text = `resource "t" "x" {
  link {
    to   = ${to}
    name = "a"
  }
}

resource "u" "y" {}

variable "unknown" {}
`;
  const tree = new Workspace(memoryFiles({ 'main.tf': text })).tree('.');
  const { resource } = unwantedReference(['t'], 'link.to', 'It leads somewhere.', effect);
  return tree
    .resources('t')
    .flatMap((one) => [...resource(one, createContext(tree, defaultOptions))])
    .map(({ fixes = [] }) => fixes.map(({ title }) => title));
}

describe('an unwanted reference', () => {
  it('leads to a resource, here or elsewhere, or to what a text names', () => {
    for (const to of ['u.y.id', 'u.not_here.id', 'data.u.z.id', '"u-123"']) assert.deepEqual(found(to), [[]], to);
  });

  it('is none where it is null, empty, or given by whoever calls', () => {
    for (const to of ['null', '""', 'var.unknown']) assert.deepEqual(found(to), [], to);
  });

  it('can be taken out where that is right', () => {
    assert.deepEqual(found('u.y.id', 'it is cut off'), [['Remove link.to (it is cut off)']]);
  });
});
