import type { Expression } from '../hcl/ast.ts';
import { type Budget, limits } from './budget.ts';
import { convert } from './convert.ts';
import { type Declarations, type Declared, headerOf } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { type Expansion, expand, type Repeated } from './expansion.ts';
import { type DirectoryEntry, joinPath, type SourceFile } from './files.ts';
import { here, invalid, list, nothing, object, string, through, unknown } from './make.ts';
import type { ModuleInstance, Resource, Section, Variable } from './model.ts';
import { openObject } from './open-object.ts';
import type { References, Repetition, Scope } from './scope.ts';
import { blockSection } from './section.ts';
import { parseType } from './types.ts';
import type { Location, Step, UnknownValue, Value } from './value.ts';

/** How a module finds other files while it is evaluated. */
export interface Loader {
  declarations(directory: string): Declarations | undefined;
  /** Directory of an installed module by the path of call names from the root: `net.subnets`. */
  installed(root: string, calls: string): string | undefined;
  readFile(path: string): string | undefined;
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
}

/** The call that an instance answers; absent for a root module. */
export interface ModuleCall {
  readonly parent: Instance;
  /** The arguments, evaluated in the caller. */
  readonly section: Section;
  readonly name: string;
  readonly key: string;
}

export interface InstanceOptions {
  readonly declarations: Declarations;
  readonly directory: string;
  readonly root: string;
  readonly loader: Loader;
  readonly budget: Budget;
  readonly call?: ModuleCall;
  /** Values from variable files, for a root module. */
  readonly given?: ReadonlyMap<string, Value>;
}

interface ChildCall {
  readonly expansion: Expansion;
  /** One for each instance of the call; empty where the module is not on disk. */
  readonly instances: readonly Instance[];
}

/** A module with the values of one call. Everything is worked out when first asked for. */
export class Instance implements ModuleInstance, References {
  readonly budget: Budget;
  readonly address: string;
  readonly directory: string;
  readonly parent: Instance | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly #options: InstanceOptions;
  readonly #declarations: Declarations;
  /** Values by reference name. */
  readonly #values = new Map<string, Value>();
  readonly #expansions = new Map<
    Declared,
    { readonly expansion: Expansion; readonly instances: readonly Resource[] }
  >();
  readonly #calls = new Map<string, ChildCall>();

  constructor(options: InstanceOptions) {
    this.#options = options;
    this.#declarations = options.declarations;
    this.budget = options.budget;
    for (const { text } of this.files) this.budget.allow(text.length);
    this.directory = options.directory;
    this.parent = options.call?.parent;
    this.address = options.call ? `${prefix(this.parent)}module.${options.call.name}${options.call.key}` : '';
    this.variables = new Map(
      this.#blocks('variable').flatMap(({ block, file }) => {
        const name = block.labels[0]?.value;
        return name === undefined ? [] : [[name, { name, block, file }]];
      }),
    );
  }

  get files(): readonly SourceFile[] {
    return this.#declarations.files;
  }

  get children(): readonly Instance[] {
    return this.#blocks('module').flatMap((declared) => this.#call(declared).instances);
  }

  sections(type: string): readonly Section[] {
    return this.#blocks(type).map((declared) => this.#section(declared, undefined));
  }

  resources(type?: string): readonly Resource[] {
    return type === undefined ? this.#instances(false) : this.#instancesOf(type);
  }

  dataSources(type?: string): readonly Resource[] {
    return type === undefined ? this.#instances(true) : this.#instancesOf(`data.${type}`);
  }

  resolve(head: readonly string[], at: Location, scope: Scope): Value {
    const [root = '', name = ''] = head;
    switch (root) {
      case 'var':
      case 'local':
        return this.#named(root, name, at);
      case 'module':
        return this.#module(name, at);
      case 'each':
      case 'count':
        return repeated(root, name, scope.repetition, at);
      case 'path':
        return this.#path(name, at);
      case 'terraform':
        return unknown('variable', `terraform.${name}`, here(at));
      case 'self':
        return unknown('computed', `self.${name}`, here(at));
      case 'ephemeral':
        return unknown('data', `ephemeral.${name}`, here(at));
      default:
        return this.#resource(head.join('.'), at);
    }
  }

  readFile(path: string): string | undefined {
    return this.#options.loader.readFile(this.pathOf(path));
  }

  readDirectory(path: string): readonly DirectoryEntry[] | undefined {
    return this.#options.loader.readDirectory(this.pathOf(path));
  }

  pathOf(path: string): string {
    return joinPath(this.#options.root, path);
  }

  accept(variable: string, value: Value): Value {
    const declared = this.#declarations.named.get(`var.${variable}`);
    return declared ? this.#converted(declared, value) : invalid(`var.${variable} is not declared`, value.origin);
  }

  evaluate(expression: Expression, file: string): Value {
    return evaluate(expression, this.#scope(file));
  }

  /** The value of an output; undefined where none of that name is declared. */
  output(name: string): Value | undefined {
    const declared = this.#declarations.named.get(`output.${name}`);
    if (!declared) return undefined;
    return this.#once(`output.${name}`, headerOf(declared), () => {
      const section = this.#section(declared, undefined);
      const value = section.get('value') ?? nothing(here(headerOf(declared)));
      return isTrue(section.get('sensitive')) ? { ...value, sensitive: true } : value;
    });
  }

  #blocks(type: string): readonly Declared[] {
    return this.#declarations.byBlock.get(type) ?? [];
  }

  #scope(file: string, repetition?: Repetition): Scope {
    return { file, references: this, repetition };
  }

  #section({ block, file, parts }: Declared, repetition: Repetition | undefined, symbolic = false): Section {
    return blockSection({
      type: block.labels[0]?.value ?? block.type,
      block,
      parts,
      location: headerOf({ block, file }),
      module: this,
      symbolic,
      scope: this.#scope(file.path, repetition),
    });
  }

  /** A value that is worked out once; while that goes on, a reference back to it is an error. */
  #once(name: string, declaration: Location, work: () => Value): Value {
    const known = this.#values.get(name);
    if (known) return known;
    this.#values.set(name, invalid(`${name} refers to itself`, here(declaration)));
    const value = this.budget.nested(work) ?? unknown('budget', 'references nested too deep', here(declaration));
    this.#values.set(name, value);
    return value;
  }

  #named(kind: 'var' | 'local', name: string, at: Location): Value {
    const reference = `${kind}.${name}`;
    const declaration = kind === 'var' ? this.#variableHeader(name) : this.#localName(name);
    if (!declaration) return invalid(`${reference} is not declared`, here(at));
    const value = this.#once(reference, declaration, () =>
      kind === 'var' ? this.#variable(name) : this.#local(name, declaration),
    );
    return through(value, [{ name: reference, at, declaration, resource: undefined }]);
  }

  #variableHeader(name: string): Location | undefined {
    const variable = this.variables.get(name);
    return variable && headerOf(variable);
  }

  #localName(name: string): Location | undefined {
    const local = this.#declarations.locals.get(name);
    if (!local) return undefined;
    return { file: local.file.path, start: local.attribute.nameSpan.start, end: local.attribute.nameSpan.end };
  }

  #local(name: string, declaration: Location): Value {
    const local = this.#declarations.locals.get(name);
    if (!local) return invalid(`local.${name} is not declared`, here(declaration));
    return evaluate(local.attribute.value, this.#scope(local.file.path));
  }

  #variable(name: string): Value {
    const declared = this.#declarations.named.get(`var.${name}`);
    if (!declared) return invalid(`var.${name} is not declared`, here({ file: this.directory, start: 0, end: 0 }));
    const section = this.#section(declared, undefined);
    const given = this.#given(name);
    const nullable = !isFalse(section.get('nullable'));
    const useDefault = given === undefined || (given.kind === 'null' && !nullable);
    const header = here(headerOf(declared));
    const fallback = () => {
      if (!section.attribute('default')) return unknown('variable', `var.${name}`, header);
      return section.get('default') ?? nothing(header);
    };
    const value = useDefault ? fallback() : given;
    const converted = this.#converted(declared, value);
    const sensitive = isTrue(section.get('sensitive'));
    const ephemeral = isTrue(section.get('ephemeral'));
    if (!sensitive && !ephemeral) return converted;
    return { ...converted, ...(sensitive ? { sensitive } : {}), ...(ephemeral ? { ephemeral } : {}) };
  }

  #converted(declared: Declared, value: Value): Value {
    const type = this.#section(declared, undefined).attribute('type')?.value;
    return convert(value, parseType(type, this.#scope(declared.file.path)));
  }

  #given(name: string): Value | undefined {
    const { call, given } = this.#options;
    if (!call) return given?.get(name);
    if (!call.section.attribute(name)) return undefined;
    return call.section.get(name) ?? nothing(here(call.section.location));
  }

  #path(name: string, at: Location): Value {
    if (name === 'module') return string(relativePath(this.#options.root, this.directory), here(at));
    if (name === 'root') return string('.', here(at));
    return unknown('impure', `path.${name}`, here(at));
  }

  #instances(data: boolean): Resource[] {
    const types = [...this.#declarations.byType.keys()].filter((type) => type.startsWith('data.') === data);
    return types.flatMap((type) => this.#instancesOf(type));
  }

  /** Instances of one type, found without a walk over the others: rules ask for very many types. */
  #instancesOf(type: string): Resource[] {
    return (this.#declarations.byType.get(type) ?? []).flatMap((one) => this.#expanded(one).instances);
  }

  #expanded(declared: Declared): { readonly expansion: Expansion; readonly instances: readonly Resource[] } {
    const known = this.#expansions.get(declared);
    if (known) return known;
    // An expansion that depends on its own instances has none while it is being worked out.
    this.#expansions.set(declared, { expansion: { by: 'nothing', instances: [], open: undefined }, instances: [] });
    const expansion = expand(this.#section(declared, undefined));
    if (expansion.open) this.budget.noteValue(expansion.open);
    const symbolic = expansion.open !== undefined;
    const instances = expansion.instances.map((one) => this.#resourceInstance(declared, one, symbolic));
    const expanded = { expansion, instances };
    this.#expansions.set(declared, expanded);
    return expanded;
  }

  #resourceInstance(declared: Declared, { key, repetition }: Repeated, symbolic: boolean): Resource {
    const { block } = declared;
    const [type, name] = block.labels;
    const mode = block.type === 'data' ? 'data' : 'managed';
    const address = `${prefix(this)}${mode === 'data' ? 'data.' : ''}${type?.value}.${name?.value}${key}`;
    return { ...this.#section(declared, repetition, symbolic), block, mode, name: name?.value ?? '', address };
  }

  #resource(reference: string, at: Location): Value {
    const declared = this.#declarations.named.get(reference);
    if (!declared) return invalid(`${reference} is not declared`, here(at));
    const { expansion, instances } = this.#expanded(declared);
    const declaration = headerOf(declared);
    const values = instances.map((instance) =>
      openObject(
        instance,
        { reason: instance.mode === 'data' ? 'data' : 'computed', address: instance.address, declaration },
        here(at),
      ),
    );
    if (expansion.open) {
      const step: Step = { name: reference, at, declaration, resource: `${prefix(this)}${reference}` };
      return through({ ...expansion.open, origin: here(at) } satisfies UnknownValue, [step]);
    }
    return collect(expansion, values, at);
  }

  #module(name: string, at: Location): Value {
    const declared = this.#declarations.named.get(`module.${name}`);
    if (!declared) return invalid(`module.${name} is not declared`, here(at));
    const { expansion, instances } = this.#call(declared);
    const declaration = headerOf(declared);
    if (expansion.open)
      return through({ ...expansion.open, origin: here(at) }, [
        { name: `module.${name}`, at, declaration, resource: undefined },
      ]);
    const address = `${prefix(this)}module.${name}`;
    const values = expansion.instances.map(({ key }, i) => {
      const child = instances[i];
      const outputs = new Map(
        (child?.sections('output') ?? []).map(({ type }) => [type, () => child?.output(type) ?? nothing(here(at))]),
      );
      return openObject(outputs, { reason: 'module', address: address + key, declaration }, here(at));
    });
    return collect(expansion, values, at);
  }

  #call(declared: Declared): ChildCall {
    const name = declared.block.labels[0]?.value ?? '';
    const known = this.#calls.get(name);
    if (known) return known;
    const section = this.#section(declared, undefined);
    const expansion = expand(section);
    if (expansion.open) this.budget.noteValue(expansion.open);
    const directory = this.#sourceDirectory(name, section.attribute('source')?.value);
    const declarations = directory === undefined ? undefined : this.#options.loader.declarations(directory);
    const { root, loader, budget } = this.#options;
    const instances =
      declarations === undefined ||
      directory === undefined ||
      this.#refuses(directory, section, expansion.instances.length)
        ? []
        : expansion.instances.map(
            ({ key, repetition }) =>
              new Instance({
                declarations,
                directory,
                root,
                loader,
                budget,
                call: { parent: this, section: this.#section(declared, repetition), name, key },
              }),
          );
    const call = { expansion, instances };
    this.#calls.set(name, call);
    return call;
  }

  #sourceDirectory(name: string, source: Expression | undefined): string | undefined {
    if (source?.kind !== 'string') return undefined;
    if (/^\.\.?(?:\/|$)/.test(source.value)) return joinPath(this.directory, source.value);
    return this.#options.loader.installed(this.#options.root, [...this.#callNames(), name].join('.'));
  }

  #callNames(): string[] {
    const { call } = this.#options;
    return call ? [...call.parent.#callNames(), call.name] : [];
  }

  /** Whether a call of `directory` from here would nest for ever, or goes beyond a limit; then that is noted. */
  #refuses(directory: string, { location: at }: Section, instances: number): boolean {
    let depth = 0;
    for (let module: Instance | undefined = this; module; module = module.parent) {
      depth++;
      if (module.directory !== directory) continue;
      this.budget.note({ kind: 'cycle', at, cause: directory });
      return true;
    }
    const within = depth < limits.modules && this.budget.call(instances);
    const cause =
      depth < limits.modules
        ? `more than ${limits.calls} module calls`
        : `modules nested more than ${limits.modules} deep`;
    if (!within) this.budget.note({ kind: 'limit', at, cause });
    return !within;
  }
}

function prefix(module: Instance | undefined): string {
  return module?.address ? `${module.address}.` : '';
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value;
}

/** What a reference to a block with instances stands for: itself, a list by `count`, or a map by `for_each`. */
function collect(expansion: Expansion, values: readonly Value[], at: Location): Value {
  const [only] = values;
  if (expansion.by === 'nothing') return only ?? invalid('refers to itself', here(at));
  if (expansion.by === 'count') return list(values, here(at));
  return object(
    new Map(expansion.instances.flatMap(({ index }, i) => (values[i] ? [[String(index), values[i]]] : []))),
    here(at),
    'map',
  );
}

function repeated(root: string, name: string, repetition: Repetition | undefined, at: Location): Value {
  const known = root === 'count' ? { index: repetition?.index } : { key: repetition?.key, value: repetition?.value };
  const value = Object.entries(known).find(([key]) => key === name)?.[1];
  if (!value) return invalid(`${root}.${name} has no meaning here`, here(at));
  return through(value, [{ name: `${root}.${name}`, at, declaration: undefined, resource: undefined }]);
}

/** `directory` as Terraform shows it from the root module: `.`, `modules/net`, `../shared`. */
function relativePath(root: string, directory: string): string {
  const from = root === '.' ? [] : root.split('/');
  const to = directory === '.' ? [] : directory.split('/');
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}
