import type { Body, Expression } from '../../hcl/ast.ts';
import { walkExpressions } from '../../hcl/walk.ts';
import type { SourceFile } from '../../terraform/files.ts';

type Kind = 'binary' | 'call' | 'get' | 'index' | 'object' | 'template';
type OfKind<K extends Kind> = Expression & { readonly kind: K };

/** The expressions of a file by kind, each before those in it, in order of the text. */
export type Expressions = { readonly [K in Kind]: readonly OfKind<K>[] };

const cache = new WeakMap<SourceFile, Expressions>();

/**
 * The expressions of a file that rules look for, found in one walk. Types of variables look like calls of functions, and
 * count for nothing but what they name.
 */
export function expressionsOf(file: SourceFile): Expressions {
  const known = cache.get(file);
  if (known) return known;
  const found: { [K in Kind]: OfKind<K>[] } = { binary: [], call: [], get: [], index: [], object: [], template: [] };
  const collect = (body: Body, block: string) => {
    for (const item of body.items) {
      if (item.kind === 'block') {
        collect(item.body, item.type);
        continue;
      }
      const type = block === 'variable' && item.name === 'type';
      walkExpressions(item, (expression) => {
        if (expression.kind === 'get') found.get.push(expression);
        else if (type) return;
        else if (expression.kind === 'binary') found.binary.push(expression);
        else if (expression.kind === 'call') found.call.push(expression);
        else if (expression.kind === 'index') found.index.push(expression);
        else if (expression.kind === 'object') found.object.push(expression);
        else if (expression.kind === 'template') found.template.push(expression);
      });
    }
  };
  collect(file.body, '');
  cache.set(file, found);
  return found;
}
