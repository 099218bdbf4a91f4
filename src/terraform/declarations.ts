import type { Attribute, Block, Body } from '../hcl/ast.ts';
import { baseName, type SourceFile } from './files.ts';
import type { Location } from './value.ts';

/** One body that takes part in a block: the block's own, then those of override files. */
export interface Part {
  readonly body: Body;
  readonly file: string;
}

/** A block of a module, with what override files put over it. */
export interface Declared {
  readonly block: Block;
  readonly file: SourceFile;
  readonly parts: readonly Part[];
}

export interface DeclaredLocal {
  readonly attribute: Attribute;
  readonly file: SourceFile;
}

/** What the files of one directory declare, in order of the files' names and of the text. */
export interface Declarations {
  readonly files: readonly SourceFile[];
  /** By the names that a reference has: `aws_vpc.main`, `data.aws_ami.x`, `var.x`, `module.x`, `output.x`. */
  readonly named: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, DeclaredLocal>;
  /** Resources by type, data sources by `data.` and type. */
  readonly byType: ReadonlyMap<string, readonly Declared[]>;
  /** Every block by its block type: `provider`, `terraform`, `module`, `output`. */
  readonly byBlock: ReadonlyMap<string, readonly Declared[]>;
}

export function headerOf({ block, file }: { readonly block: Block; readonly file: SourceFile }): Location {
  return { file: file.path, start: block.header.start, end: block.header.end };
}

/** The name by which a block can be referred to; undefined for blocks that have none. */
function nameOf(block: Block): string | undefined {
  const [first, second] = block.labels;
  if (!first) return undefined;
  switch (block.type) {
    case 'resource':
    case 'ephemeral':
      return second && `${block.type === 'ephemeral' ? 'ephemeral.' : ''}${first.value}.${second.value}`;
    case 'data':
      return second && `data.${first.value}.${second.value}`;
    case 'variable':
      return `var.${first.value}`;
    case 'module':
    case 'output':
      return `${block.type}.${first.value}`;
    default:
      return undefined;
  }
}

function isOverride(path: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(baseName(path));
}

/** Collects what files declare. Override files change the blocks of the same name, as Terraform merges them. */
export function declare(files: readonly SourceFile[]): Declarations {
  const named = new Map<string, Declared>();
  const locals = new Map<string, DeclaredLocal>();
  const ordered: Declared[] = [];
  const add = (block: Block, file: SourceFile) => {
    const declared: Declared = { block, file, parts: [{ body: block.body, file: file.path }] };
    const name = nameOf(block);
    if (name !== undefined && !named.has(name)) named.set(name, declared);
    ordered.push(declared);
  };
  const override = (block: Block, file: SourceFile) => {
    const name = nameOf(block);
    const base = name === undefined ? undefined : named.get(name);
    if (!base || name === undefined) return add(block, file);
    const merged = { ...base, parts: [...base.parts, { body: block.body, file: file.path }] };
    named.set(name, merged);
    ordered[ordered.indexOf(base)] = merged;
  };
  const sorted = [...files].sort((a, b) => Number(isOverride(a.path)) - Number(isOverride(b.path)));
  for (const file of sorted) {
    for (const item of file.body.items) {
      if (item.kind !== 'block') continue;
      if (item.type === 'locals') {
        for (const local of item.body.items) {
          if (local.kind !== 'attribute') continue;
          if (isOverride(file.path) || !locals.has(local.name)) locals.set(local.name, { attribute: local, file });
        }
      } else if (isOverride(file.path)) override(item, file);
      else add(item, file);
    }
  }
  return { files, named, locals, byType: group(ordered, typeOf), byBlock: group(ordered, ({ block }) => block.type) };
}

function typeOf({ block }: Declared): string | undefined {
  const type = block.labels[0]?.value;
  if (type === undefined || block.labels.length < 2) return undefined;
  if (block.type === 'resource') return type;
  return block.type === 'data' ? `data.${type}` : undefined;
}

function group(all: readonly Declared[], key: (declared: Declared) => string | undefined): Map<string, Declared[]> {
  const groups = new Map<string, Declared[]>();
  for (const declared of all) {
    const name = key(declared);
    if (name === undefined) continue;
    const members = groups.get(name);
    if (members) members.push(declared);
    else groups.set(name, [declared]);
  }
  return groups;
}
