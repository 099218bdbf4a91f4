import type { Expression } from '../hcl/ast.ts';
import type { Span } from '../hcl/span.ts';
import { nodeAt } from '../hcl/walk.ts';
import type { ModuleInstance } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import { type Root, settingsOf } from './folder.ts';
import type { Session } from './session.ts';

/** A reference such as `var.net.ranges`, and what it stands for in each instance of its module. */
export interface ValuesAt {
  readonly span: Span;
  readonly name: string;
  readonly values: readonly ValueIn[];
}

export interface ValueIn {
  readonly value: Value;
  readonly root: Root;
  readonly module: ModuleInstance;
}

/** The values of the variable or local that stands at an offset of a file; undefined where there is none. */
export function valuesAt({ workspaces }: Session, path: string, offset: number): ValuesAt | undefined {
  const roots = workspaces.roots(path);
  const file = roots[0]?.folder.workspace.file(path);
  const reference = file && referenceAt(nodeAt(file.body, offset).expressions);
  if (!reference) return undefined;
  const { expression, name } = reference;
  const values = roots.flatMap((root) => {
    const tree = root.folder.workspace.tree(root.directory, settingsOf(root).varFiles);
    const modules = tree.modules.filter(({ files }) => files.some((one) => one.path === path));
    return modules.map((module) => ({ value: module.evaluate(expression, path), root, module }));
  });
  return { span: expression, name, values };
}

interface Reference {
  readonly expression: Expression;
  readonly name: string;
}

/** The reference that the innermost of these expressions is, or begins. */
function referenceAt(expressions: readonly Expression[]): Reference | undefined {
  const inner = expressions.at(-1);
  const whole = inner?.kind === 'variable' ? expressions.at(-2) : inner;
  const names: string[] = [];
  let at = whole;
  while (at?.kind === 'get') {
    names.unshift(at.name);
    at = at.object;
  }
  if (!whole || names.length === 0 || at?.kind !== 'variable' || (at.name !== 'var' && at.name !== 'local')) {
    return undefined;
  }
  return { expression: whole, name: [at.name, ...names].join('.') };
}
