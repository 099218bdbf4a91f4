import { parseExpression } from '../../src/hcl/parser.ts';
import { Budget } from '../../src/terraform/budget.ts';
import { evaluate } from '../../src/terraform/evaluate.ts';
import { type FileSystem, joinPath } from '../../src/terraform/files.ts';
import { invalid } from '../../src/terraform/make.ts';
import type { References, Scope } from '../../src/terraform/scope.ts';
import type { Value } from '../../src/terraform/value.ts';
import { memoryFiles } from '../memory.ts';

/** A scope in a module in the given folder of the files; `named` are what references such as `local.x` stand for. */
export function scopeOf(
  named: Readonly<Record<string, Value>> = {},
  files: FileSystem = memoryFiles({ 'module/main.tf': '' }),
  directory = 'module',
): Scope & { readonly references: References } {
  const pathOf = (path: string) => joinPath(directory, path);
  return {
    file: `${directory}/main.tf`,
    references: {
      budget: new Budget(),
      resolve: (head, at) => named[head.join('.')] ?? invalid(`there is no ${head.join('.')}`, { at, through: [] }),
      readFile: (path) => files.readFile(pathOf(path)),
      readDirectory: (path) => files.readDirectory(pathOf(path)),
      pathOf,
    },
  };
}

/** The value of an expression; an unknown one of reason `invalid` where it cannot be read. */
export function evaluated(text: string, scope: Scope = scopeOf()): Value {
  const { expression, errors } = parseExpression(text);
  const [error] = errors;
  if (error)
    return invalid(error.message, { at: { file: scope.file, start: error.start, end: error.end }, through: [] });
  return evaluate(expression, scope);
}

/** What is wrong with a value or an element of it, at any depth. */
export function faultOf(value: Value): string | undefined {
  if (value.kind === 'unknown') return value.reason === 'invalid' ? value.cause : undefined;
  const parts =
    value.kind === 'list' ? value.items : value.kind === 'object' && !value.open ? value.entries.values() : [];
  for (const part of parts) {
    const fault = faultOf(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
