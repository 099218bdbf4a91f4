import type { Expression, TemplatePart } from '../../hcl/ast.ts';
import { parseTemplate } from '../../hcl/parser.ts';
import { walkExpressions } from '../../hcl/walk.ts';
import { invalid, unknown } from '../make.ts';
import type { Names, References, Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { read } from './file.ts';
import { type CallContext, type FunctionTable, mapArgument, textArgument } from './spec.ts';

/** The names that a template uses and does not make itself in a loop. */
function freeNames(template: Expression): Set<string> {
  const used = new Set<string>();
  const bound = new Set<string | undefined>();
  const bind = (parts: readonly TemplatePart[]): void => {
    for (const part of parts) {
      if (part.kind === 'if') bind([...part.then, ...part.else]);
      if (part.kind !== 'for') continue;
      bound.add(part.key).add(part.item);
      bind(part.body);
    }
  };
  walkExpressions(template, (expression) => {
    if (expression.kind === 'variable') used.add(expression.name);
    else if (expression.kind === 'for') bound.add(expression.keyName).add(expression.itemName);
    else if (expression.kind === 'template') bind(expression.parts);
  });
  for (const name of bound) if (name !== undefined) used.delete(name);
  return used;
}

/** What a template sees of its module: files, and nothing that is declared. */
function closed(references: References): References {
  return {
    budget: references.budget,
    readFile: (path) => references.readFile(path),
    readDirectory: (path) => references.readDirectory(path),
    pathOf: (path) => references.pathOf(path),
    resolve: (head, at) => invalid(`a template has no "${head[0]}"`, { at, through: [] }),
  };
}

/** What a template makes of its variables. */
function render(
  text: string,
  file: string,
  variables: Value | undefined,
  { scope, at, evaluate }: CallContext,
): Value | string {
  if (scope.template) return 'templates cannot be rendered in templates';
  const { template, errors } = parseTemplate(text);
  if (errors[0]) return `the template is wrong: ${errors[0].message}`;
  const given = mapArgument(variables);
  let names: Names | undefined;
  for (const [name, value] of given) {
    if (!/^[\p{ID_Start}][\p{ID_Continue}-]*$/u.test(name)) return `"${name}" is no name for a variable`;
    names = { name, value, outer: names };
  }
  for (const name of freeNames(template)) if (!given.has(name)) return `the template needs a variable "${name}"`;
  const inner: Scope = { file, names, template: true, references: closed(scope.references) };
  const value = scope.references.budget.nested(() => evaluate(template, inner));
  if (!value) return unknown('budget', 'templates nested too deep', { at, through: [] });
  if (value.kind === 'unknown' && value.reason === 'invalid') return value.cause;
  // A variable that is passed on keeps its place; anything else was made by the call.
  return value.origin.at.file === file ? { ...value, origin: { at, through: value.origin.through } } : value;
}

/** Functions that render templates, by name. */
export const templateFunctions: FunctionTable = {
  templatefile: {
    parameters: ['text', 'map'],
    unknown: 'elements',
    run: ([path, variables], context) => {
      const name = textArgument(path);
      const text = read(name, context);
      if (typeof text !== 'string') return text.problem;
      return render(text, context.scope.references.pathOf(name), variables, context);
    },
  },
  templatestring: {
    parameters: ['text', 'map'],
    unknown: 'elements',
    // The text may stand anywhere, so that places in it are of no file.
    run: ([template, variables], context) => render(textArgument(template), '', variables, context),
  },
};
