import type { Span } from '../hcl/span.ts';
import type { Budget } from './budget.ts';
import type { DirectoryEntry } from './files.ts';
import type { Location, Value } from './value.ts';

/** Names that an expression sees besides the module's own: `for` variables and `dynamic` iterators, innermost first. */
export interface Names {
  readonly name: string;
  readonly value: Value;
  readonly outer: Names | undefined;
}

/** What `each` and `count` mean in an instance. */
export interface Repetition {
  readonly key?: Value;
  readonly value?: Value;
  readonly index?: Value;
}

/** Answers the references that belong to a module: `var.x`, `local.x`, `module.x`, `data.t.n`, `t.n`, `path.x`, `terraform.x`. */
export interface References {
  readonly budget: Budget;
  /** `head` is the reference's parts, one to three of them: `['var', 'x']`, `['data', 'aws_ami', 'x']`. */
  resolve(head: readonly string[], at: Location, scope: Scope): Value;
  /** The text of a file named by an expression, seen from the module; undefined where it cannot be read. */
  readFile(path: string): string | undefined;
  /** The entries of a directory named by an expression; undefined where there is none, or it lies outside the workspace. */
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
  /** The path of a file named by an expression, as the file system knows it. */
  pathOf(path: string): string;
}

/** Where an expression stands, and so what its names mean. */
export interface Scope {
  readonly file: string;
  readonly references: References;
  readonly names?: Names | undefined;
  readonly repetition?: Repetition | undefined;
  /** The element of the splat around the expression. */
  readonly item?: Value | undefined;
  /** Set in a template that a function renders. */
  readonly template?: true;
}

export function place(span: Span, scope: Scope): Location {
  return { file: scope.file, start: span.start, end: span.end };
}

export function named(scope: Scope, name: string, value: Value): Scope {
  return { ...scope, names: { name, value, outer: scope.names } };
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let names = scope.names; names; names = names.outer) if (names.name === name) return names.value;
  return undefined;
}
