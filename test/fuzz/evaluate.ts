import assert from 'node:assert/strict';
import { walkExpressions } from '../../src/hcl/walk.ts';
import type { Section } from '../../src/terraform/model.ts';
import type { Location, Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import type { Input } from './input.ts';

/** Everything that can be asked of a module tree has an answer whose places lie in the files. */
export function fuzzEvaluate({ texts }: Input): void {
  const workspace = new Workspace(memoryFiles(texts));
  const directories = workspace.moduleDirectories('.');
  const roots = workspace.rootDirectories('.');
  for (const root of roots) assert.ok(directories.includes(root));
  for (const directory of roots) {
    const tree = workspace.tree(directory);
    for (const module of tree.modules) {
      for (const resource of [...module.resources(), ...module.dataSources()]) {
        assertInside(resource.location, texts);
        assert.ok(tree.resource(resource.address), `${resource.address} is not found by its address`);
        assertSection(resource, texts, 0);
      }
      for (const type of ['provider', 'terraform', 'module', 'output', 'check'])
        for (const section of module.sections(type)) assertSection(section, texts, 0);
      for (const file of module.files)
        walkExpressions(file.body, (expression) => assertValue(module.evaluate(expression, file.path), texts, 0));
    }
    for (const { assignments } of tree.variableFiles)
      for (const { name, value } of assignments) {
        assertInside(name, texts);
        assertValue(value, texts, 0);
      }
    for (const { at } of tree.notices()) assertInside(at, texts);
  }
}

function assertSection(section: Section, texts: Input['texts'], depth: number): void {
  if (depth > 5) return;
  assertInside(section.location, texts);
  for (const name of section.names()) {
    const value = section.get(name);
    if (value) assertValue(value, texts, 0);
    for (const inner of section.blocks(name).slice(0, 20)) assertSection(inner, texts, depth + 1);
  }
}

function assertValue(value: Value, texts: Input['texts'], depth: number): void {
  const { at, through } = value.origin;
  assertInside(at, texts);
  for (const step of through) {
    assertInside(step.at, texts);
    if (step.declaration) assertInside(step.declaration, texts);
  }
  if (depth > 3) return;
  if (value.kind === 'list') for (const item of value.items.slice(0, 20)) assertValue(item, texts, depth + 1);
  if (value.kind === 'object')
    for (const item of [...value.entries.values()].slice(0, 20)) assertValue(item, texts, depth + 1);
}

/** Asserts that a place lies in one of the files. */
export function assertInside({ file, start, end }: Location, texts: Input['texts']): void {
  const text = texts[file];
  assert.notEqual(text, undefined, `${file} is no file of the workspace`);
  const length = text?.length ?? 0;
  assert.ok(start >= 0 && start <= end && end <= length, `${file} ${start}-${end} leaves its text of ${length}`);
}
