import type { Attribute, Block, Expression } from '../hcl/ast.ts';
import type { Notice } from './budget.ts';
import type { SourceFile } from './files.ts';
import type { Location, Value } from './value.ts';

/** The content of a block as rules see it: expanded, evaluated when asked, whether it was written as a block or as an object. */
export interface Section {
  /** The nested block's name; for a resource its type, for a provider its name. */
  readonly type: string;
  /** What a finding on the whole section underlines: a block's header, or the object's text. */
  readonly location: Location;
  /** The syntax, where the section was written as a block. */
  readonly block: Block | undefined;
  readonly module: ModuleInstance;
  /** Whether it stands for an unknown number of blocks or instances, which may be none. */
  readonly symbolic: boolean;
  /** The value of an argument; undefined where it is absent or null, so that both mean the provider's default. */
  get(name: string): Value | undefined;
  /** The syntax of an argument, present also where its value is null. */
  attribute(name: string): Attribute | undefined;
  /** The names of the arguments and nested blocks that are written, in order of the text. */
  names(): readonly string[];
  /** Nested blocks of that name, `dynamic` ones expanded; a list of objects assigned to the name counts as blocks. */
  blocks(name: string): readonly Section[];
}

/** One instance of a resource or data source after `count` and `for_each`. */
export interface Resource extends Section {
  readonly mode: 'managed' | 'data';
  readonly block: Block;
  readonly name: string;
  /** Terraform's own: `module.net["a"].google_compute_firewall.fw["ssh"]`, data sources with `data.` before the type. */
  readonly address: string;
}

export interface Variable {
  readonly name: string;
  readonly block: Block;
  readonly file: SourceFile;
}

/** A module as called once: its files with the values of that call. */
export interface ModuleInstance {
  /** `''` for the root, then `module.net`, `module.net["a"].module.sub`. */
  readonly address: string;
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly parent: ModuleInstance | undefined;
  readonly children: readonly ModuleInstance[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** The value as the variable takes it: converted to its type, `invalid` where it does not fit or is not declared. */
  accept(variable: string, value: Value): Value;
  /** What an expression in one of its files stands for, where nothing is repeated around it. */
  evaluate(expression: Expression, file: string): Value;
  /** `provider`, `terraform`, `module`, `output` and `check` blocks of this module by block type, in order of the text. */
  sections(type: string): readonly Section[];
  /** Instances of managed resources; of all types when none is named. */
  resources(type?: string): readonly Resource[];
  /** Instances of data sources. */
  dataSources(type?: string): readonly Resource[];
}

/** A value that a variable file gives. */
export interface Assignment {
  readonly name: Location;
  readonly variable: string;
  readonly value: Value;
}

/** A variable file of a root module: one that counts, or one in its directory that a person may choose. */
export interface VariableFile {
  readonly file: SourceFile;
  readonly assignments: readonly Assignment[];
}

/** A root module with everything that it calls. */
export interface ModuleTree {
  readonly root: ModuleInstance;
  readonly variableFiles: readonly VariableFile[];
  /** The root first, then called modules in order of the text. */
  readonly modules: readonly ModuleInstance[];
  /** Managed resources of a type in all modules. */
  resources(type: string): readonly Resource[];
  dataSources(type: string): readonly Resource[];
  /** What was not worked out so far; more may come while values are read. */
  notices(): readonly Notice[];
  /** The resource instance (managed or data) of an address; an address without a key finds the first instance. */
  resource(address: string): Resource | undefined;
}
