import type { Attribute, Block } from '../hcl/ast.ts';
import { limits } from './budget.ts';
import type { Part } from './declarations.ts';
import { elements, evaluate } from './evaluate.ts';
import { here, object, throughout, unknown } from './make.ts';
import type { ModuleInstance, Section } from './model.ts';
import { named, place, type Scope } from './scope.ts';
import type { Location, UnknownValue, Value } from './value.ts';

/** What a section is made from when it was written as a block. */
interface Written {
  readonly type: string;
  readonly block: Block;
  readonly parts: readonly Part[];
  readonly location: Location;
  readonly module: ModuleInstance;
  readonly symbolic: boolean;
  /** Its `file` is that of the part that an attribute stands in. */
  readonly scope: Scope;
}

/** A section written as a block: arguments are evaluated when first asked for. */
export function blockSection(written: Written): Section {
  const { type, block, parts, location, module, symbolic, scope } = written;
  const values = new Map<string, Value | undefined>();
  const nested = new Map<string, readonly Section[]>();

  const find = (name: string): { attribute: Attribute; file: string } | undefined => {
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i];
      for (const item of part?.body.items ?? []) {
        if (part && item.kind === 'attribute' && item.name === name) return { attribute: item, file: part.file };
      }
    }
    return undefined;
  };

  const read = (name: string): Value | undefined => {
    const found = find(name);
    if (!found) return undefined;
    const value = scope.references.budget.nested(() =>
      throughout(evaluate(found.attribute.value, { ...scope, file: found.file })),
    );
    return (
      value ??
      unknown(
        'budget',
        'references nested too deep',
        here(place(found.attribute.value, { ...scope, file: found.file })),
      )
    );
  };

  return {
    type,
    block,
    location,
    module,
    symbolic,
    attribute: (name) => find(name)?.attribute,
    names: () => [...new Set(parts.flatMap((part) => part.body.items.map(itemName)))],
    get: (name) => {
      if (!values.has(name)) {
        // Set before reading, so that an argument that leads back to itself is unknown instead of endless.
        values.set(name, unknown('invalid', `"${name}" refers to itself`, here(location)));
        const value = read(name);
        if (value) scope.references.budget.noteValue(value);
        values.set(name, value);
      }
      const value = values.get(name);
      return value?.kind === 'null' ? undefined : value;
    },
    blocks: (name) => {
      const known = nested.get(name);
      if (known) return known;
      const attribute = find(name);
      const sections = attribute ? valueSections(name, read(name), module) : nestedBlocks(name, written);
      nested.set(name, sections);
      return sections;
    },
  };
}

function itemName(item: Attribute | Block): string {
  if (item.kind === 'attribute') return item.name;
  return item.type === 'dynamic' ? (item.labels[0]?.value ?? item.type) : item.type;
}

/** Nested blocks of a name. Those of an override file replace all of the files before it. */
function nestedBlocks(name: string, { parts, module, scope }: Written): Section[] {
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i];
    if (!part) continue;
    const inPart: Scope = { ...scope, file: part.file };
    const sections: Section[] = [];
    let present = false;
    for (const item of part.body.items) {
      if (item.kind !== 'block') continue;
      if (item.type === name) {
        present = true;
        sections.push(sectionOf(name, item, module, inPart));
      } else if (item.type === 'dynamic' && item.labels[0]?.value === name) {
        present = true;
        sections.push(...dynamicSections(name, item, module, inPart));
      }
    }
    if (present) return sections;
  }
  return [];
}

function sectionOf(type: string, block: Block, module: ModuleInstance, scope: Scope): Section {
  const parts = [{ body: block.body, file: scope.file }];
  return blockSection({ type, block, parts, location: place(block.header, scope), module, symbolic: false, scope });
}

/** The blocks that a `dynamic` block makes; one with an unknown iterator where `for_each` is unknown. */
function dynamicSections(name: string, block: Block, module: ModuleInstance, scope: Scope): Section[] {
  const part = (wanted: string) =>
    block.body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === wanted)?.value;
  const content = block.body.items.find((item): item is Block => item.kind === 'block' && item.type === 'content');
  const forEach = part('for_each');
  if (!content || !forEach) return [];
  const iterator = part('iterator');
  const iteratorName = iterator?.kind === 'variable' ? iterator.name : name;
  const one = (key: Value, value: Value, symbolic: boolean): Section => {
    const entries = new Map([
      ['key', key],
      ['value', value],
    ]);
    const inner = named(scope, iteratorName, object(entries, value.origin));
    const parts = [{ body: content.body, file: scope.file }];
    return blockSection({
      type: name,
      block,
      parts,
      location: place(block.header, scope),
      module,
      symbolic,
      scope: inner,
    });
  };
  const source = evaluate(forEach, scope);
  if (source.kind === 'null') return [];
  const walked = elements(source);
  if (!walked) return [one(unknownOf(source), unknownOf(source), true)];
  if (walked.length > limits.instances) {
    const many = unknown('budget', `${walked.length} blocks`, source.origin);
    scope.references.budget.noteValue(many);
    return [one(many, many, true)];
  }
  return walked.map(([key, value]) => one(key, value, false));
}

/** An unknown for the same reason as `value`. */
export function unknownOf(value: Value): UnknownValue {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'object' && value.open) return unknown(value.open.reason, value.open.address, value.origin);
  return unknown('invalid', 'not a collection', value.origin);
}

/** Sections of a value that was assigned where blocks could stand: an object, or a list of objects. */
function valueSections(type: string, value: Value | undefined, module: ModuleInstance): Section[] {
  if (!value || value.kind === 'null') return [];
  if (value.kind === 'list') return value.items.flatMap((item) => valueSections(type, item, module));
  return [valueSection(type, value, module)];
}

function valueSection(type: string, value: Value, module: ModuleInstance): Section {
  const section: Section = {
    type,
    block: undefined,
    location: value.origin.at,
    module,
    symbolic: value.kind === 'unknown',
    attribute: () => undefined,
    names: () => (value.kind === 'object' ? [...value.entries.keys()] : []),
    get: (name) => {
      if (value.kind === 'unknown') return value;
      if (value.kind !== 'object') return undefined;
      const entry = value.entries.get(name);
      if (!entry && value.open) return unknown(value.open.reason, `${value.open.address}.${name}`, value.origin);
      return entry?.kind === 'null' ? undefined : entry;
    },
    blocks: (name) => {
      if (value.kind === 'unknown') return [section];
      if (value.kind !== 'object') return [];
      return valueSections(name, value.entries.get(name), module);
    },
  };
  return section;
}
